"""Did the action work? How a KPI has changed since an action on it began, as far as figures can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from helpers.analysis.indicator import IndicatorResult
from helpers.model.action import Action, ActionState
from helpers.model.kpi import Kpi, MeasureType
from helpers.model.observation import Reading
from helpers.model.periods import Frequency, Period, month_start
from helpers.rules.change import Change, change
from helpers.rules.withheld import Withheld

A_YEAR = 12  # months
QUARTERS_AFTER = 4  # for which an action that was done is still asked about


@dataclass(frozen=True)
class Effect:
    """The last figure before an action began, and the first and the latest wholly after it, each set beside the first.

    `others` counts the other actions on the KPI that were under way in between.
    """

    first: Reading
    latest: Reading
    at_first: Change
    by_now: Change
    others: int = 0


def effect(result: IndicatorResult, action: Action) -> Effect | Withheld:
    """How the KPI has changed since the action began, or the reason why that cannot be told yet.

    The figure before is of the last period that ended before the day on which it was set. A period that began before
    that day and ended after it is of both times, and is passed over.
    """
    kpi, readings = result.kpi, [point.reading for point in result.history]
    before = [each for each in readings if each.period.end < action.set_on]
    since = [each for each in readings if begins(kpi, each.period) >= action.set_on]
    if kpi.builds_up:
        return Withheld("its figures start again each year")
    if not before:
        return Withheld("no figure is shown of the time before")
    if not since:
        return Withheld(_none_yet(kpi))
    at_first, by_now = (_change(kpi, readings, before[-1], each) for each in (since[0], since[-1]))
    if isinstance(at_first, Withheld):
        return at_first
    if isinstance(by_now, Withheld):
        return by_now
    return Effect(since[0], since[-1], at_first, by_now, _others(result, action, since[-1].period.end))


def worth_asking(result: IndicatorResult) -> tuple[Action, ...]:
    """The actions on a KPI whose effect is looked for: those that are open, and those done in the last year."""
    since = result.quarter.shift(-QUARTERS_AFTER).start
    done = [each for each in result.actions if each.state is ActionState.DONE]
    recent = [each for each in done if each.closing and each.closing.on >= since]
    return tuple(each for each in result.actions if each.open or each in recent)


def begins(kpi: Kpi, period: Period) -> date:
    """The first day that a figure is about: of a rolling measure the first of its twelve months."""
    if kpi.measure is MeasureType.ROLLING and period.frequency is not Frequency.THREE_YEAR:
        return month_start(period.month - A_YEAR + 1)
    return period.start


def _none_yet(kpi: Kpi) -> str:
    none = "no figure yet is wholly of the time since it began"
    return f"its periods overlap, and {none}" if kpi.overlapping else none


def _change(kpi: Kpi, readings: Sequence[Reading], before: Reading, now: Reading) -> Change | Withheld:
    between = [each for each in readings if before.period < each.period and not now.period < each.period]
    return change(now, before, expected=before.period, direction=kpi.direction, decimals=kpi.decimals, between=between)


def _others(result: IndicatorResult, action: Action, until: date) -> int:
    """Other actions that began by the day of the latest figure, and were not closed before this one began."""
    rivals = [each for each in worth_asking(result) if each.id != action.id and each.set_on <= until]
    return sum(each.closing is None or each.closing.on >= action.set_on for each in rivals)
