"""Is the latest figure the best, or the worst, for some time?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from helpers.analysis.indicator import IndicatorResult
from helpers.model.periods import Period
from helpers.rules.exact import displayed
from helpers.rules.trend import since_break

WORTH_SAYING = 4  # figures that it has to beat


class Extreme(StrEnum):
    """What the latest figure is among those before it; the last two are for a neutral direction."""

    BEST = "best"
    WORST = "worst"
    HIGHEST = "highest"
    LOWEST = "lowest"


@dataclass(frozen=True)
class Standout:
    """The latest figure is an `extreme` since the period `since`, or of every figure that can be compared (None).

    Those are `figures` in number, the latest included, and begin with the period `first`.
    """

    extreme: Extreme
    since: Period | None
    first: Period
    figures: int


def standout(result: IndicatorResult) -> Standout | None:
    """The latest figure as an extreme, when it beats at least the four before it; None otherwise.

    Year-to-date figures start again each year, so none of them is one.
    """
    figures = since_break([point.reading for point in result.history])
    latest = result.current
    if latest is None or latest.value is None or not figures or result.kpi.builds_up:
        return None
    *before, (_, value) = [(period, displayed(value, result.kpi.decimals)) for period, value in figures]
    for sign in (1, -1):
        beaten = list(takewhile(lambda each: sign * (value - each[1]) > 0, reversed(before)))  # noqa: B023
        if len(beaten) >= WORTH_SAYING:
            since = before[-len(beaten) - 1][0] if len(beaten) < len(before) else None
            return Standout(_extreme(sign, result.kpi.direction.polarity), since, figures[0][0], len(figures))
    return None


def _extreme(sign: int, polarity: int) -> Extreme:
    if not polarity:
        return Extreme.HIGHEST if sign > 0 else Extreme.LOWEST
    return Extreme.BEST if sign * polarity > 0 else Extreme.WORST
