"""How sure is a figure? Its confidence interval, where it rests on counts."""

from __future__ import annotations

from math import isclose

from helpers.model.kpi import Kpi, Unit
from helpers.model.observation import Reading
from helpers.rules.exact import displayed
from helpers.rules.intervals import Interval, byar, wilson

PER = tuple(10.0**power for power in range(2, 7))  # rates are per 100 to per million
ROUNDING = 0.01


def is_share(kpi: Kpi, reading: Reading) -> bool:
    """Whether a percentage really is its numerator as a share of its denominator."""
    n, d = reading.numerator, reading.denominator
    if kpi.unit is not Unit.PERCENT or reading.value is None or n is None or not d:
        return False
    return displayed(100 * n / d, kpi.decimals) == displayed(reading.value, kpi.decimals)


def confidence(kpi: Kpi, reading: Reading) -> Interval | None:
    """The 95% confidence interval in the KPI's unit: Wilson's for a share, Byar's for a rate; or None."""
    n, d = reading.numerator, reading.denominator
    if n is None or not d:
        return None
    if is_share(kpi, reading):
        return wilson(n, d).times(100) if 0 <= n <= d else None
    per = _per(kpi, reading)
    return byar(n).times(per / d) if per else None


def _per(kpi: Kpi, reading: Reading) -> float | None:
    """Per how many people a rate is; None when the figure is not a crude rate of its counts."""
    n, d, value = reading.numerator, reading.denominator, reading.value
    if kpi.unit is not Unit.NUMBER or not n or not d or not value or n < 0 or not float(n).is_integer():
        return None
    return next((per for per in PER if isclose(value * d / n, per, rel_tol=ROUNDING)), None)
