"""What do the figures say, as the plain facts that a commentary is set beside?"""

from __future__ import annotations

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.peers import neighbours
from helpers.model.observation import Mark
from helpers.model.periods import MONTHS, Frequency, Period
from helpers.model.status import SchemeKind
from helpers.rules.change import Change, Movement
from helpers.rules.claims import Facts
from helpers.rules.exact import displayed
from helpers.rules.trend import Travel
from helpers.rules.withheld import Withheld

A_YEAR = 12
_LEVEL = (Movement.NO_CHANGE, Movement.LEVEL)
_QUARTERS = ("one", "two", "three", "four"), ("first", "second", "third", "fourth")


def facts(result: IndicatorResult) -> Facts:
    """The facts of one indicator. For a yearly measure the change since last year is the change since last period."""
    long_term = result.short_term if result.kpi.interval == A_YEAR else result.long_term
    return Facts(
        short_term=_movement(result.short_term),
        long_term=_movement(long_term),
        trend=_trend(result),
        status=result.status,
        previous_status=result.previous_status,
        against_target=_against_target(result),
        against_neighbours=_against_neighbours(result),
        rose=_rose(result.short_term),
        rose_long=_rose(long_term),
        at_best=_at_end(result, best=True),
        at_worst=_at_end(result, best=False),
        direction=result.kpi.direction,
        interval=result.kpi.interval,
        this_period=period_names(result.current.period) if result.current else (),
    )


def names(result: IndicatorResult) -> tuple[str, ...]:
    """What the indicator is called."""
    return tuple(filter(None, (result.kpi.name, result.kpi.short_name)))


def period_names(period: Period) -> tuple[str, ...]:
    """What a period is called in ordinary writing: Q1, Quarter 1, June. May alone is left out: it is a verb too."""
    month = f"{period.end:%B}"
    if period.frequency is Frequency.QUARTER:
        number = int(period.label[1])
        spelt, ordinal = (words[number - 1] for words in _QUARTERS)
        short = (f"Q{number}", f"quarter {number}", f"quarter {spelt}", f"{ordinal} quarter")
        return (period.label, period.label.replace("/", "-"), *short)
    if period.frequency is Frequency.MONTH:
        return (period.label, f"{month} {period.end.year}", *([month] if month not in MONTHS else []))
    return tuple(dict.fromkeys((period.label, period.text, period.text.replace("-", "–"))))


def _movement(change: Change | Withheld | None) -> Movement | None:
    return change.movement if isinstance(change, Change) else None


def _trend(result: IndicatorResult) -> str | None:
    """The three-way trend over the figures shown: Improving, Worsening or No clear trend; None when untold."""
    return result.travel.trend.value if isinstance(result.travel, Travel) else None


def _rose(change: Change | Withheld | None) -> int | None:
    if not isinstance(change, Change):
        return None
    return 0 if change.movement in _LEVEL else _sign(change.amount)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _against_target(result: IndicatorResult) -> int | None:
    """Better (+1), on (0) or worse (-1) than target; outside a range, on either side, is worse."""
    rating, scheme = result.last_rating, result.scheme
    if rating is None or scheme is None:
        return None
    if scheme.kind is SchemeKind.RANGE:
        return -1 if rating.off else 0
    return _sign(float(rating.off)) * result.kpi.direction.polarity


def _against_neighbours(result: IndicatorResult) -> int | None:
    """Better, level (as printed) or worse than the neighbours' mean of the same period as the latest figure."""
    standing, polarity = neighbours(result), result.kpi.direction.polarity
    ours = standing.ours.value if standing and standing.ours else None
    if standing is None or standing.comparison.mean is None or ours is None or standing.months_older or not polarity:
        return None
    shown, theirs = (displayed(value, result.kpi.decimals) for value in (ours, standing.comparison.mean))
    return polarity * ((shown > theirs) - (shown < theirs))


def _at_end(result: IndicatorResult, *, best: bool) -> bool | None:
    """Whether the latest figure is the best, or the worst, of those charted.

    Unknown across a break in series, and for year-to-date figures, which start again each year.
    """
    polarity, latest = result.kpi.direction.polarity, result.current
    values = [point.reading.value for point in result.history if point.reading.value is not None]
    broken = result.kpi.builds_up or any(Mark.BREAK in point.reading.marks for point in result.history)
    if latest is None or latest.value is None or not polarity or broken or len(values) < 2:
        return None
    wanted = max if (polarity > 0) is best else min
    return latest.value == wanted(values)
