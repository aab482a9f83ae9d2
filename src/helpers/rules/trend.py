"""Where does a straight line through the recent figures lead?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from helpers.model.observation import Reading
from helpers.model.periods import Period
from helpers.rules.breaks import last_break
from helpers.rules.withheld import Withheld

POINTS_NEEDED = 4

# Upper 0.975 quantiles of Student's t for 1 to 60 degrees of freedom: NIST/SEMATECH e-Handbook, table 1.3.6.7.2.
T_975 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
    *(2.040, 2.037, 2.035, 2.032, 2.030, 2.028, 2.026, 2.024, 2.023, 2.021),
    *(2.020, 2.018, 2.017, 2.015, 2.014, 2.013, 2.012, 2.011, 2.010, 2.009),
    *(2.008, 2.007, 2.006, 2.005, 2.004, 2.003, 2.002, 2.002, 2.001, 2.000),
)


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


def project(x: Sequence[float], y: Sequence[float], at: float) -> Projection:
    """Fit a straight line and read it `at` a point. Raises ValueError for under three points, or x all the same."""
    n, spread = len(x), _cross(x, x) if x else 0.0
    if n < 3 or not spread:
        raise ValueError("A straight line with an interval needs three points or more, at different x.")
    slope = _cross(x, y) / spread
    intercept = fmean(y) - slope * fmean(x)
    value = intercept + slope * at
    squares = sum((b - intercept - slope * a) ** 2 for a, b in zip(x, y, strict=True))
    half = _t(n - 2) * sqrt(squares / (n - 2) * (1 + 1 / n + (at - fmean(x)) ** 2 / spread))
    return Projection(slope, intercept, at, value, value - half, value + half, n)


def projection_or_reason(
    readings: Sequence[Reading], following: Period, *, interval: int, overlapping: bool
) -> Projection | Withheld:
    """The line through `readings` (oldest first) read at the period `following`, or the reason why there is none.

    `interval` is the months from one period to the next: x counts intervals from the first figure used, so a missing
    figure leaves its gap. Only figures since the last break in series count.
    """
    if overlapping:
        return Withheld("no projection: the periods overlap, so neighbouring figures share most of their data")
    start = last_break(readings)
    used = [(reading.period, reading.value) for reading in readings[start or 0 :] if reading.value is not None]
    if len(used) < POINTS_NEEDED:
        since = "" if start is None else f" since the series was broken in {readings[start].period.label}"
        return Withheld(f"no projection: it needs four figures and has {len(used)}{since}")
    first = used[0][0]
    x = [period.months_since(first) / interval for period, _ in used]
    return project(x, [value for _, value in used], following.months_since(first) / interval)


def _cross(a: Sequence[float], b: Sequence[float]) -> float:
    mean_a, mean_b = fmean(a), fmean(b)
    return sum((p - mean_a) * (q - mean_b) for p, q in zip(a, b, strict=True))


def _t(freedom: int) -> float:
    """The table's value; above 60 degrees of freedom its last, which makes the interval a shade wide."""
    return T_975[min(freedom, len(T_975)) - 1]
