"""A key performance indicator as the register holds it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import Field, model_validator

from helpers.model.lifecycle import Id, Lifecycle
from helpers.model.periods import Frequency, Period, Quarter, month_end, parse_period
from helpers.model.record import Record


class Direction(StrEnum):
    """Direction for improvement: which way is good."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"

    @property
    def polarity(self) -> int:
        """+1 when an increase is good, -1 when a decrease is, 0 when neither is."""
        return {"increase": 1, "decrease": -1}.get(self.value, 0)


class Unit(StrEnum):
    """How a value is written: with %, with £, or as a plain number followed by the KPI's `unit_label`."""

    PERCENT = "percent"
    POUNDS = "pounds"
    NUMBER = "number"


class Timing(StrEnum):
    """Leading indicators show whether what leads to our goals is happening; lagging ones whether we got there."""

    LEADING = "leading"
    LAGGING = "lagging"


class Basis(StrEnum):
    """Whether the measure is of money."""

    FINANCIAL = "financial"
    NON_FINANCIAL = "non-financial"


class MeasureType(StrEnum):
    """How the figure is put together over time."""

    SNAPSHOT = "snapshot"
    FLOW = "flow"
    CUMULATIVE = "cumulative"
    ROLLING = "rolling"
    ANNUAL = "annual"


class Purpose(StrEnum):
    """Whether the KPI is judged against a target, or monitored for context."""

    TARGET = "target"
    CONTEXT = "context"


class PublicationLag(Record):
    """How long after a period ends its figure is known, in months, and on what that rests."""

    months: int = Field(ge=0, le=60)
    because: str


class Rebasing(Record):
    """A recorded change of process: control limits are worked out afresh from the period `first` on.

    It takes effect in packs whose data were cut off on `recorded_on` or later. Limits are never rebased without one.
    """

    first: str
    reason: str
    author: str
    recorded_on: date


class DefinitionChange(Record):
    """A change to the definition with effect from a quarter: the fields that changed, and why."""

    effective: Quarter
    reason: str
    fields: dict[str, Any]


class Kpi(Record):
    """One KPI: what it measures, how it is judged, who owns it and who sees it.

    `number` is its place in the organisation's list of strategic KPIs. `area` is given when the figures are of another
    area than the organisation's own. `live_from` and `live_to` are the first and last quarters it is reported in.
    `zero_tolerance` is how far off a target of zero is still Amber, in the KPI's unit. Values outside `minimum` to
    `maximum` are refused (0 to 100 for percentages unless said otherwise). `total_of` has the lists of KPIs whose
    counts add up to this one's. `small_numbers_shown_because` says why no number of this KPI is too small to publish;
    without a reason small numbers are hidden.
    """

    id: Id
    name: str
    short_name: str = ""
    number: int | None = None
    strategic: bool = False
    description: str
    rationale: str = ""
    calculation: str = ""
    notes: str = ""
    unit: Unit
    unit_label: str = ""
    decimals: int = Field(ge=0, le=4)
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    direction: Direction
    purpose: Purpose = Purpose.TARGET
    timing: Timing
    basis: Basis
    perspective: str
    priority: str
    committees: tuple[str, ...] = Field(min_length=1)
    owner: str
    supplier: str
    measure: MeasureType
    frequency: Frequency
    interval_months: int | None = Field(default=None, ge=1, le=120)
    publication_lag: PublicationLag | None = None
    scheme: str | None = None
    zero_tolerance: Decimal | None = Field(default=None, gt=0)
    comparators: tuple[str, ...] = ()
    area: str | None = None
    total_of: tuple[tuple[Id, ...], ...] = ()
    small_numbers_shown_because: str = ""
    lifecycle: Lifecycle = Lifecycle.LIVE
    live_from: Quarter | None = None
    live_to: Quarter | None = None
    rebasings: tuple[Rebasing, ...] = ()
    changes: tuple[DefinitionChange, ...] = ()

    @model_validator(mode="after")
    def _fields_agree(self) -> Kpi:
        if self.purpose is Purpose.TARGET and self.lifecycle is Lifecycle.LIVE and self.scheme is None:
            raise ValueError("a live KPI with a target needs a scheme (or purpose: context).")
        if self.live_from and self.live_to and self.live_to < self.live_from:
            raise ValueError(f"live_to ({self.live_to}) is before live_from ({self.live_from}).")
        if self.lifecycle is Lifecycle.RETIRED and self.live_to is None:
            raise ValueError("a retired KPI needs live_to: the last quarter that it is reported in.")
        if self.measure is MeasureType.CUMULATIVE and self.frequency not in (Frequency.MONTH, Frequency.QUARTER):
            raise ValueError("a cumulative measure is reported by month or quarter: put frequency or measure right.")
        for rebasing in self.rebasings:
            parse_period(rebasing.first, self.frequency)
        for change in self.changes:
            unknown = set(change.fields) - (set(type(self).model_fields) - {"id", "changes"})
            if unknown:
                raise ValueError(f"changes: unknown field {', '.join(sorted(unknown))}.")
        return self

    @property
    def title(self) -> str:
        """The name for tables, where room is short."""
        return self.short_name or self.name

    @property
    def interval(self) -> int:
        """Months from one period to the next."""
        return self.interval_months or self.frequency.interval_months

    @property
    def overlapping(self) -> bool:
        """Whether one figure shares days with the next, as rolling measures do."""
        return self.frequency.overlapping or self.measure is MeasureType.ROLLING

    @property
    def resting(self) -> bool:
        """Whether it is in reports without being due: still being developed, or suspended."""
        return self.lifecycle in (Lifecycle.IN_DEVELOPMENT, Lifecycle.SUSPENDED)

    def due_on(self, period: Period) -> date | None:
        """The last day on which the period's figure is due: the end of the month that lies the publication lag later.

        None when the lag is not known.
        """
        return None if self.publication_lag is None else month_end(period.month + self.publication_lag.months)

    @property
    def builds_up(self) -> bool:
        """Whether the figure is of the year to date, and starts again each year."""
        return self.measure is MeasureType.CUMULATIVE

    def rebased(self, known_by: date) -> tuple[tuple[Period, Rebasing], ...]:
        """The recorded changes of process known on a day, each with the period that it begins with, oldest first."""
        known = [each for each in self.rebasings if each.recorded_on <= known_by]
        return tuple(
            sorted(((parse_period(each.first, self.frequency), each) for each in known), key=lambda pair: pair[0])
        )

    @property
    def counts_whole(self) -> bool:
        """Whether a value is itself a count where no numerator says so: a plain number, whole, and not per so many."""
        return self.unit is Unit.NUMBER and self.decimals == 0 and not self.unit_label.startswith("per ")

    @property
    def shows_small_numbers(self) -> bool:
        """Whether no number of this KPI is too small to publish."""
        return bool(self.small_numbers_shown_because.strip())

    @property
    def parts(self) -> tuple[str, ...]:
        """The KPIs whose counts add up to this one's, each once."""
        return tuple(dict.fromkeys(part for group in self.total_of for part in group))

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The smallest and the largest value that can be right."""
        percent = self.unit is Unit.PERCENT
        low = Decimal(0) if self.minimum is None and percent else self.minimum
        high = Decimal(100) if self.maximum is None and percent else self.maximum
        return low, high

    def nearest_possible(self, value: float) -> float:
        """The value, or the nearest that the measure can be: a line may lead beyond 100%, a percentage may not."""
        least, most = self.bounds
        value = value if least is None else max(value, float(least))
        return value if most is None else min(value, float(most))

    def as_at(self, quarter: Quarter) -> Kpi:
        """The KPI as it was defined in `quarter`."""
        applied = [change for change in sorted(self.changes, key=lambda c: c.effective) if change.effective <= quarter]
        if not applied:
            return self
        now = self.model_dump(exclude={"changes"}, mode="json")
        for change in applied:
            now |= change.fields
        return Kpi.model_validate(now)

    def reported_in(self, quarter: Quarter) -> bool:
        """Whether the KPI belongs in the packs of `quarter`."""
        if self.lifecycle is Lifecycle.PROPOSED:
            return False
        started = self.live_from is None or self.live_from <= quarter
        return started and (self.live_to is None or quarter <= self.live_to)
