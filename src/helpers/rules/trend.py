"""Where do the recent figures lead: by a straight line, in which direction, and how soon to the target?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, sqrt
from statistics import fmean

from helpers.model.kpi import Direction
from helpers.model.observation import Reading
from helpers.model.periods import Period
from helpers.rules.breaks import last_break
from helpers.rules.exact import exact
from helpers.rules.withheld import Withheld

POINTS_NEEDED = 4
FEWEST_FOR_A_TREND = 3

# Upper 0.975 quantiles of Student's t for 1 to 60 degrees of freedom: NIST/SEMATECH e-Handbook, table 1.3.6.7.2.
T_975 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
    *(2.040, 2.037, 2.035, 2.032, 2.030, 2.028, 2.026, 2.024, 2.023, 2.021),
    *(2.020, 2.018, 2.017, 2.015, 2.014, 2.013, 2.012, 2.011, 2.010, 2.009),
    *(2.008, 2.007, 2.006, 2.005, 2.004, 2.003, 2.002, 2.002, 2.001, 2.000),
)


class Trend(StrEnum):
    """Which way the figures are heading; the last two are for a neutral direction, which has no better or worse."""

    IMPROVING = "Improving"
    WORSENING = "Worsening"
    UNCLEAR = "No clear trend"
    RISING = "Rising"
    FALLING = "Falling"


@dataclass(frozen=True)
class Projection:
    """A least-squares line and its value `at` a point, with the ends of the 95% prediction interval there.

    `slope` is per unit of x, and `points` is how many figures the line rests on.
    """

    slope: float
    intercept: float
    at: float
    value: float
    low: float
    high: float
    points: int


@dataclass(frozen=True)
class Travel:
    """The direction of travel over the figures shown.

    `slope` is the change from one period to the next, with the ends of its 95% confidence interval; `since` is the
    first period that counts, and `points` is how many figures do.
    """

    trend: Trend
    slope: float
    low: float
    high: float
    since: Period
    points: int

    @property
    def clear(self) -> bool:
        """Whether there is a trend that chance alone would seldom give."""
        return self.trend is not Trend.UNCLEAR


def project(x: Sequence[float], y: Sequence[float], at: float) -> Projection:
    """Fit a straight line and read it `at` a point. Raises ValueError for under three points, or x all the same."""
    line = _fit(x, y)
    value = line.intercept + line.slope * at
    half = _t(line.points - 2) * line.spread * sqrt(1 + 1 / line.points + (at - fmean(x)) ** 2 / _cross(x, x))
    return Projection(line.slope, line.intercept, at, value, value - half, value + half, line.points)


def projection_or_reason(
    readings: Sequence[Reading],
    following: Period,
    *,
    interval: int,
    overlapping: bool = False,
    cumulative: bool = False,
) -> Projection | Withheld:
    """The line through `readings` (oldest first) read at the period `following`, or the reason why there is none.

    `interval` is the months from one period to the next: x counts intervals from the first figure used, so a missing
    figure leaves its gap. Only figures since the last break in series count. A measure whose periods overlap, or that
    is `cumulative`, has no line.
    """
    used = since_break(readings)
    if reason := _unfit(overlapping, cumulative) or _too_few(readings, used, POINTS_NEEDED):
        return Withheld(f"no projection: {reason}")
    first = used[0][0]
    x = [period.months_since(first) / interval for period, _ in used]
    return project(x, [value for _, value in used], following.months_since(first) / interval)


def travel(
    readings: Sequence[Reading],
    *,
    direction: Direction,
    interval: int,
    overlapping: bool = False,
    cumulative: bool = False,
) -> Travel | Withheld:
    """Whether the figures (oldest first) are heading for better or worse, or the reason why that is not said.

    The trend is clear when the 95% confidence interval of the fitted slope leaves out zero.
    """
    used = since_break(readings)
    if reason := _unfit(overlapping, cumulative) or _too_few(readings, used, FEWEST_FOR_A_TREND):
        return Withheld(f"no trend: {reason}")
    x = [period.months_since(used[0][0]) / interval for period, _ in used]
    line = _fit(x, [value for _, value in used])
    half = _t(line.points - 2) * line.spread / sqrt(_cross(x, x))
    low, high = line.slope - half, line.slope + half
    return Travel(_trend(low, high, direction), line.slope, low, high, used[0][0], line.points)


def periods_to_target(latest: float, target: float, found: Travel) -> int | Withheld:
    """How many more periods it takes to reach `target` at the fitted rate, or why it never would.

    The rate is that of the trend, and the way is counted from the latest figure.
    """
    left = exact(target) - exact(latest)
    if not found.clear:
        return Withheld("not at the current rate: there is no clear trend")
    if left * exact(found.slope) <= 0:
        return Withheld("not at the current rate: the figures are moving away from it")
    return max(1, ceil(round(float(left) / found.slope, 6)))


def since_break(readings: Sequence[Reading]) -> list[tuple[Period, float]]:
    """The periods and values that can be compared with the latest: reported, and since the last break in series."""
    return [(each.period, each.value) for each in readings[last_break(readings) or 0 :] if each.value is not None]


@dataclass(frozen=True)
class _Line:
    slope: float
    intercept: float
    spread: float  # the standard deviation of the residuals
    points: int


def _fit(x: Sequence[float], y: Sequence[float]) -> _Line:
    n, across = len(x), _cross(x, x) if x else 0.0
    if n < FEWEST_FOR_A_TREND or not across:
        raise ValueError("A straight line with an interval needs three points or more, at different x.")
    slope = _cross(x, y) / across
    intercept = fmean(y) - slope * fmean(x)
    squares = sum((b - intercept - slope * a) ** 2 for a, b in zip(x, y, strict=True))
    return _Line(slope, intercept, sqrt(squares / (n - 2)), n)


def _trend(low: float, high: float, direction: Direction) -> Trend:
    rising = (low > 0) - (high < 0)
    if not rising:
        return Trend.UNCLEAR
    if not direction.polarity:
        return Trend.RISING if rising > 0 else Trend.FALLING
    return Trend.IMPROVING if rising * direction.polarity > 0 else Trend.WORSENING


def _unfit(overlapping: bool, cumulative: bool) -> str:
    if overlapping:
        return "the periods overlap, so neighbouring figures share most of their data"
    return "year-to-date figures start again each year" if cumulative else ""


def _too_few(readings: Sequence[Reading], used: Sequence[tuple[Period, float]], needed: int) -> str:
    if len(used) >= needed:
        return ""
    start = last_break(readings)
    since = "" if start is None else f" since the series was broken in {readings[start].period.label}"
    return f"it needs {_COUNTS[needed]} figures and has {len(used)}{since}"


_COUNTS = {3: "three", 4: "four"}


def _cross(a: Sequence[float], b: Sequence[float]) -> float:
    mean_a, mean_b = fmean(a), fmean(b)
    return sum((p - mean_a) * (q - mean_b) for p, q in zip(a, b, strict=True))


def _t(freedom: int) -> float:
    """The table's value; above 60 degrees of freedom its last, which makes the interval a shade wide."""
    return T_975[min(freedom, len(T_975)) - 1]
