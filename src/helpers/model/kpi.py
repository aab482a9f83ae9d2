"""A key performance indicator as the register holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import Field, model_validator

from helpers.model.audience import KpiSelection
from helpers.model.lifecycle import REPORTED, Decision, Id, Lifecycle, Move, stage_after
from helpers.model.organisation import Committee
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
    """A change to the definition with effect from a quarter: the fields that changed, and why.

    It applies once a committee has decided it: a `change` among the KPI's decisions with the same quarter.
    """

    effective: Quarter
    reason: str
    fields: dict[str, Any]


class Kpi(Record):
    """One KPI: what it measures, how it is judged, who owns it and who sees it.

    `number` is its place in the organisation's list of strategic KPIs. `plan` is the plan that it belongs to, and
    `frameworks` has the metric that it covers of each external framework. `area` is given when the figures are of
    another area than the organisation's own. `decisions` are those that committees have made about it, in the order in
    which they were made; the register keeps them, not `kpi.yml`. `zero_tolerance` is how far off a target of zero is
    still Amber, in the KPI's unit. Values outside `minimum` to `maximum` are refused (0 to 100 for percentages unless
    said otherwise). `total_of` has the lists of KPIs whose counts add up to this one's. `leads_to` has the KPIs that
    this one, a leading one, is thought to lead to. `small_numbers_shown_because` says why no number of this KPI is too
    small to publish; without a reason small numbers are hidden.
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
    plan: str | None = None
    frameworks: dict[str, str] = Field(default_factory=dict)
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
    leads_to: tuple[Id, ...] = ()
    small_numbers_shown_because: str = ""
    rebasings: tuple[Rebasing, ...] = ()
    changes: tuple[DefinitionChange, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @model_validator(mode="after")
    def _fields_agree(self) -> Kpi:
        if self.measure is MeasureType.CUMULATIVE and self.frequency not in (Frequency.MONTH, Frequency.QUARTER):
            raise ValueError("a cumulative measure is reported by month or quarter: put frequency or measure right.")
        for rebasing in self.rebasings:
            parse_period(rebasing.first, self.frequency)
        for change in self.changes:
            unknown = set(change.fields) - (set(type(self).model_fields) - {"id", "changes", "decisions"})
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
    def lifecycle(self) -> Lifecycle:
        """The stage that its decisions have brought it to: without any it is no more than proposed."""
        return stage_after(self.decisions) or Lifecycle.PROPOSED

    @property
    def approved_from(self) -> Quarter | None:
        """The quarter from which it was first approved, and its figures are due; None when it never was."""
        return next((each.effective for each in self.decisions if each.move is Move.APPROVE), None)

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
    def per(self) -> int | None:
        """Per how many a rate is, as its label says (“per 10,000 children”); None for any other figure."""
        found = re.match(r"per ([\d,]+)", self.unit_label)
        return int(found[1].replace(",", "")) or None if found and found[1].strip(",") else None

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
        """The KPI as packs of `quarter` know it: the decisions that count by then, and the changes they approved."""
        known = tuple(each for each in self.decisions if each.counts_in(quarter))
        if known == self.decisions and not self.changes:
            return self
        approved = {each.effective for each in known if each.move is Move.CHANGE}
        then = self._with(change for change in self.changes if change.effective in approved)
        return then if known == self.decisions else then.model_copy(update={"decisions": known})

    def as_written(self, quarter: Quarter) -> Kpi:
        """The KPI with every change that takes effect by `quarter`, whether or not it counts in packs yet."""
        return self._with(change for change in self.changes if change.effective <= quarter)

    def _with(self, changes: Iterable[DefinitionChange]) -> Kpi:
        applied = sorted(changes, key=lambda change: change.effective)
        if not applied:
            return self
        now = self.model_dump(exclude={"changes"}, mode="json")
        for change in applied:
            now |= change.fields
        return Kpi.model_validate(now)

    def reported_in(self, quarter: Quarter) -> bool:
        """Whether the KPI belongs in the packs of `quarter`: a committee has decided so, and not that it should go."""
        return stage_after(each for each in self.decisions if each.counts_in(quarter)) in REPORTED

    def overseen_by(self, committee: Committee) -> bool:
        """Whether the reports of the committee, or of those who manage services, hold the KPI."""
        named = committee.id in self.committees or (committee.strategic_kpis and self.strategic)
        return named or (committee.kpis is not None and self._is_among(committee.kpis))

    def _is_among(self, selection: KpiSelection) -> bool:
        meets_all = selection.conditions and (
            (not selection.overseen_by or not set(selection.overseen_by).isdisjoint(self.committees))
            and (not selection.owners or self.owner in selection.owners)
            and (not selection.frequencies or self.frequency in selection.frequencies)
        )
        return meets_all or self.id in selection.also
