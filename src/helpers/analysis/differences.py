"""What can differ between a quarter's reports and those of the quarter before, with the class and cause of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from helpers.analysis.indicator import Revision
from helpers.model.kpi import Kpi, Rebasing
from helpers.model.lifecycle import Decision, Lifecycle
from helpers.model.observation import Reading
from helpers.model.periods import Period, Quarter
from helpers.model.target import Target


class Kind(StrEnum):
    """The class of a difference, in the order in which they are told."""

    DATA = "data"
    TARGETS = "targets"
    DEFINITIONS = "definitions"
    LIFECYCLE = "lifecycle"
    METHOD = "method"
    WORDS = "words"


class Wording(StrEnum):
    """What became of the commentary on a KPI. Said again, word for word, is no difference, and is told all the same."""

    NEW = "new"
    CHANGED = "changed"
    MISSING = "missing"
    SAID_AGAIN = "unchanged word for word"


class Part(StrEnum):
    """Which part of the method is another."""

    SCHEME = "status scheme"
    SETTING = "setting"
    PARAMETERS = "parameters"
    RULES = "rules"
    NOTEBOOK = "notebook"
    CODE = "code"
    VERSION = "version"


@dataclass(frozen=True)
class Revised:
    """A figure that the last report had otherwise; the revision has the reason."""

    kpi: Kpi
    revision: Revision
    kind: Kind = Kind.DATA


@dataclass(frozen=True)
class NewFigures:
    """Figures of our own for periods of which the last report had none, oldest first."""

    kpi: Kpi
    readings: tuple[Reading, ...]
    kind: Kind = Kind.DATA


@dataclass(frozen=True)
class OthersFigures:
    """How many figures of the areas that a KPI is compared with are new, and how many are others than they were."""

    kpi: Kpi
    new: int
    revised: int
    kind: Kind = Kind.DATA


@dataclass(frozen=True)
class TargetAgreed:
    """A target that was agreed since the last report. `before` is what was in force for its period, None if nothing."""

    kpi: Kpi
    target: Target
    before: Target | None
    kind: Kind = Kind.TARGETS


@dataclass(frozen=True)
class FieldChange:
    """A field of a definition or a setting, with what it was and what it is; blank where there was nothing."""

    name: str
    was: str
    now: str


@dataclass(frozen=True)
class Redefined:
    """A change to a definition that a committee, told by its title, approved, with the fields that are others."""

    kpi: Kpi
    fields: tuple[FieldChange, ...]
    reason: str
    decision: Decision
    committee: str
    kind: Kind = Kind.DEFINITIONS


@dataclass(frozen=True)
class Edited:
    """A definition that was edited in place since a report was approved, which no decision explains.

    `fields` are unknown, and empty, where the definition of then was not kept.
    """

    kpi: Kpi
    fields: tuple[FieldChange, ...]
    kind: Kind = Kind.DEFINITIONS


@dataclass(frozen=True)
class Moved:
    """A committee's decision that counts for the first time, and the stages that the KPI was in before and after it."""

    kpi: Kpi
    decision: Decision
    committee: str
    before: Lifecycle | None
    after: Lifecycle
    kind: Kind = Kind.LIFECYCLE


@dataclass(frozen=True)
class Rebased:
    """A change of process that was recorded since the last report: limits start afresh from `first`."""

    kpi: Kpi
    first: Period
    rebasing: Rebasing
    kind: Kind = Kind.METHOD


@dataclass(frozen=True)
class MethodChanged:
    """A part of the method that is another than when the last report was approved: a file, a setting or a version."""

    part: Part
    change: FieldChange
    kind: Kind = Kind.METHOD


@dataclass(frozen=True)
class Worded:
    """What became of a KPI's commentary."""

    kpi: Kpi
    wording: Wording
    kind: Kind = Kind.WORDS


Difference = (
    Revised | NewFigures | OthersFigures | TargetAgreed | Redefined | Edited | Moved | Rebased | MethodChanged | Worded
)

CLASSED: tuple[type[Difference], ...] = (
    Revised, NewFigures, OthersFigures, TargetAgreed, Redefined, Edited, Moved, Rebased, MethodChanged, Worded,
)  # fmt: skip


def in_order(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """The differences class by class: in each what was revised or decided first, and otherwise as they were."""
    return tuple(sorted(found, key=lambda each: CLASSED.index(type(each))))


@dataclass(frozen=True)
class Differences:
    """Everything that differs between a quarter's reports and those of the quarter before, class by class.

    `said_again` are the KPIs whose commentary has the words of last time. Of those that are `hidden` a figure may not
    be shown, so that a change to it is not told. `recorded` says whether reports of the quarter before are on record
    as approved: without one nobody can tell what the rules, notebooks and code were.
    """

    quarter: Quarter
    before: Quarter
    found: tuple[Difference, ...]
    said_again: tuple[Worded, ...] = ()
    hidden: tuple[Kpi, ...] = ()
    recorded: bool = False

    def of(self, kind: Kind) -> tuple[Difference, ...]:
        """The differences of one class."""
        return tuple(each for each in self.found if each.kind is kind)

    @property
    def counts(self) -> dict[Kind, int]:
        """How many differences there are of each class, of every class."""
        return {kind: len(self.of(kind)) for kind in Kind}
