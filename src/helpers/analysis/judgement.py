"""What is said of a KPI on a given day: its latest figure, the target in force, and the status that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from helpers.model.audience import Cadence
from helpers.model.kpi import Kpi, Purpose
from helpers.model.lifecycle import Lifecycle
from helpers.model.observation import Mark, Reading
from helpers.model.periods import Period, Quarter, add_months, uk_date
from helpers.model.status import Status, StatusScheme
from helpers.model.target import Target, target_for
from helpers.rules.breaks import last_break
from helpers.rules.freshness import Freshness, freshness
from helpers.rules.status import Rating, RuleError, rate


@dataclass(frozen=True)
class Judgement:
    """The status of a KPI in a quarter, with what it rests on. `unrated` says why there is no rating."""

    reading: Reading | None
    target: Target | None
    rating: Rating | None
    status: Status
    unrated: str
    freshness: Freshness | None


@dataclass(frozen=True)
class Moment:
    """When a report was made: its quarter, the day on which its data were cut off, and that of the report before.

    `until` is the last day that is reported on where it is not the quarter's, and `cadence` how often one is made.
    """

    quarter: Quarter
    known_by: date
    known_before: date
    until: date | None = None
    cadence: Cadence = Cadence.QUARTERLY


def judge(
    kpi: Kpi,
    scheme: StatusScheme | None,
    history: Sequence[Reading],
    targets: Sequence[Target],
    moment: Moment,
    new: bool,
) -> Judgement:
    """Judge the KPI from the figures known at the moment. `new` says that the last pack did not have its latest one."""
    reading = history[-1] if history else None
    if reading is None:
        return Judgement(None, None, None, *_without_figures(kpi, moment), None)
    fresh = _freshness(kpi, reading, moment, new)
    target = target_for(targets, reading.period, moment.known_by, cumulative=kpi.builds_up)
    rating = rating_or_none(kpi, scheme, reading, history, target)
    status, unrated = _status(kpi, reading, target, rating, fresh)
    return Judgement(reading, target, rating, status, unrated, fresh)


def rating_of(
    kpi: Kpi, scheme: StatusScheme | None, reading: Reading, history: Sequence[Reading], target: Target | None
) -> Rating | None:
    """The rating of one figure, or None when the KPI is not rated, or the figure or its target is missing.

    Raises RuleError, which names the KPI and the period, when the scheme cannot judge by the target.
    """
    if scheme is None or target is None or reading.value is None or kpi.purpose is Purpose.CONTEXT:
        return None
    last_year = find(_comparable(history, reading), reading.period.later(-12))
    try:
        return rate(
            scheme,
            reading.value,
            direction=kpi.direction,
            target=target.target,
            lower=target.lower,
            upper=target.upper,
            last_year=last_year.value if last_year else None,
            zero_tolerance=kpi.zero_tolerance,
        )
    except RuleError as error:
        raise RuleError(f"{kpi.id}, target for {target.period}: {error}") from error


def rating_or_none(
    kpi: Kpi, scheme: StatusScheme | None, reading: Reading, history: Sequence[Reading], target: Target | None
) -> Rating | None:
    """The rating of one figure as `rating_of` gives it, or None when the target was agreed for another scheme."""
    try:
        return rating_of(kpi, scheme, reading, history, target)
    except RuleError:
        return None


def find(history: Sequence[Reading], period: Period) -> Reading | None:
    """The reading whose period ends in the same month as `period`, if there is one."""
    return next((reading for reading in history if reading.period.month == period.month), None)


def _comparable(history: Sequence[Reading], reading: Reading) -> Sequence[Reading]:
    """The figures before `reading` that can be compared with it: none from before a break in series."""
    if Mark.BREAK in reading.marks:
        return ()
    earlier = [each for each in history if each.period.month < reading.period.month]
    return earlier[last_break(earlier) or 0 :]


def _freshness(kpi: Kpi, reading: Reading, moment: Moment, new: bool) -> Freshness:
    return freshness(
        reading.period,
        interval=kpi.interval,
        lag_months=kpi.publication_lag.months if kpi.publication_lag and not kpi.resting else None,
        end=moment.until or moment.quarter.end,
        known_by=moment.known_by,
        new=new,
    )


def _without_figures(kpi: Kpi, moment: Moment) -> tuple[Status, str]:
    if kpi.lifecycle is Lifecycle.IN_DEVELOPMENT:
        return Status.IN_DEVELOPMENT, "the indicator is being developed, so it has no figures yet"
    if kpi.approved_from and kpi.publication_lag:
        due = add_months(kpi.approved_from.start, kpi.interval + kpi.publication_lag.months) - timedelta(days=1)
        if due > moment.known_by:
            return Status.NOT_DUE, f"the first figure is due by {uk_date(due)}"
    return Status.NO_DATA, "no figure has been reported"


def _status(
    kpi: Kpi, reading: Reading, target: Target | None, rating: Rating | None, fresh: Freshness
) -> tuple[Status, str]:
    if kpi.lifecycle is Lifecycle.IN_DEVELOPMENT:
        return Status.IN_DEVELOPMENT, "the indicator is being developed"
    if kpi.lifecycle is Lifecycle.SUSPENDED:
        return Status.NO_DATA, "suspended: the indicator is not being reported at present"
    if reading.hidden:
        return Status.SUPPRESSED, "the figure could identify someone, or give away another that could"
    if fresh.overdue and fresh.next_due:
        due = uk_date(fresh.next_due)
        return Status.NO_DATA, f"the figure due by {due} is not on record; the latest is for {reading.period}"
    if reading.value is None:
        return Status.NO_DATA, f"the figure for {reading.period} is not available"
    if kpi.purpose is Purpose.CONTEXT:
        return Status.CONTEXTUAL, "monitored for context, without a target"
    if rating is None and target is not None:
        return Status.BASELINE, f"the target for {target.period} was agreed for another status scheme"
    if rating is None:
        profile = ", which needs a target for each period of the year" if kpi.builds_up else ""
        return Status.BASELINE, f"no target was in force for {reading.period}{profile}"
    return rating.status, ""
