"""Status words, and the schemes that give them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pydantic import Field, model_validator

from helpers.model.record import Record


class Status(StrEnum):
    """What a pack says of a KPI. The first four are ratings; the rest say why there is no rating."""

    RED = "Red"
    AMBER = "Amber"
    GREEN = "Green"
    BLUE = "Blue"
    BASELINE = "Baseline"
    CONTEXTUAL = "Contextual"
    IN_DEVELOPMENT = "In development"
    NO_DATA = "No data"
    NOT_DUE = "Not due"
    SUPPRESSED = "Suppressed"

    @property
    def rated(self) -> bool:
        """Whether this is one of Red, Amber, Green and Blue."""
        return self in (Status.RED, Status.AMBER, Status.GREEN, Status.BLUE)

    @property
    def rank(self) -> int:
        """Red 0, Amber 1, Green 2, Blue 3, anything else 4: the order in which members read them."""
        return RATED.index(self) if self.rated else len(RATED)


RATED = (Status.RED, Status.AMBER, Status.GREEN, Status.BLUE)


class SchemeKind(StrEnum):
    """How a scheme turns an actual and a target into a status."""

    RELATIVE = "relative"  # per cent off target
    POINTS = "points"  # percentage points off target
    ABSOLUTE = "absolute"  # units off target
    FLOOR = "floor"  # Green at target, Amber down to a floor standard, Red beyond it
    RANGE = "range"  # plan is best: Green inside a range
    IMPROVEMENT = "improvement"  # relative, and Red only when not improved on the same period last year


class StatusScheme(Record):
    """A named, versioned rule for status.

    `amber` is how far off target is still Amber, and `blue` how far beyond target is more than Green; both are in the
    unit of the kind (per cent, percentage points or the KPI's own unit). A floor takes its floor standard from the
    target's `lower` (or `upper`, when a decrease is good), and a range takes both, so a floor has neither `amber` nor
    `blue` and a range has no `blue`.
    """

    id: str
    name: str
    version: int = Field(ge=1)
    kind: SchemeKind
    amber: Decimal | None = Field(default=None, ge=0)
    blue: Decimal | None = Field(default=None, ge=0)
    source: str

    @model_validator(mode="after")
    def _thresholds_fit_the_kind(self) -> StatusScheme:
        if self.kind is SchemeKind.FLOOR and (self.amber, self.blue) != (None, None):
            raise ValueError("a floor scheme takes its limits from the targets: leave out amber and blue.")
        if self.kind is not SchemeKind.FLOOR and self.amber is None:
            raise ValueError(f"a scheme of kind {self.kind} needs amber: how far off target is still Amber.")
        if self.kind is SchemeKind.RANGE and self.blue is not None:
            raise ValueError("a range scheme is never Blue: leave out blue.")
        return self

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The ratings that it can give, worst first: three, or four when it says how far beyond target is Blue."""
        return RATED if self.blue is not None else RATED[:-1]
