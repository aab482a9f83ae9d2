"""The status and the value of a figure by another route than the packs', so that an auditor can compare the two.

`rules.status` makes bands on the value axis and looks which one a value lies in. Here the gap is measured instead, in
fractions, from the numbers as they are written in the files, and each condition is tried in turn.
"""

from __future__ import annotations

from fractions import Fraction

from helpers.model.status import SchemeKind, Status, StatusScheme
from helpers.rules.exact import Number

PERCENT = 100
DIGITS = 10**12  # two values that agree to twelve digits are the same, however they were divided


def status_by_gap(
    scheme: StatusScheme,
    value: Number,
    *,
    polarity: int,
    target: Number | None = None,
    lower: Number | None = None,
    upper: Number | None = None,
    last_year: Number | None = None,
    zero_tolerance: Number | None = None,
) -> Status | None:
    """The status by the gap to the target; None when the target does not fit the scheme and nothing can be judged.

    `polarity` is +1 when an increase is good, -1 when a decrease is. The others are as for `rules.status.rate`.
    """
    actual, aim = _fraction(value), _or_none(target)
    low, high, spare = _or_none(lower), _or_none(upper), _or_none(zero_tolerance)
    if scheme.kind is SchemeKind.RANGE:
        return None if low is None or high is None else _in_range(scheme, actual, low, high, spare)
    if aim is None or not polarity:
        return None
    if scheme.kind is SchemeKind.FLOOR:
        floor = low if polarity > 0 else high
        return None if floor is None else _by_floor(polarity * (actual - aim), polarity * (actual - floor))
    before = _or_none(last_year)
    improved = before is not None and polarity * (actual - before) > 0
    return _by_distance(scheme, polarity * (actual - aim), aim, spare, improved)


def share(numerator: Number, denominator: Number, multiplier: int) -> Fraction | None:
    """Numerator ÷ denominator × multiplier, exactly; None when the denominator is zero."""
    whole = _fraction(denominator)
    return None if not whole else _fraction(numerator) / whole * multiplier


def same_value(first: Fraction, second: Number) -> bool:
    """Whether two values agree to twelve digits: a file holds a share with so many at the most."""
    other = _fraction(second)
    return abs(first - other) * DIGITS <= abs(other)


def gap_percent(value: Number, base: Number) -> Fraction | None:
    """How far a value is from a base in per cent of the base, positive when it is above; None for a base of zero."""
    basis = _fraction(base)
    return (_fraction(value) - basis) / abs(basis) * PERCENT if basis else None


def _by_distance(
    scheme: StatusScheme, better: Fraction, target: Fraction, spare: Fraction | None, improved: bool
) -> Status | None:
    """By how much better than the target the figure is: in per cent of it, or in the unit of the scheme."""
    amber, blue = _fraction(scheme.amber or 0), _or_none(scheme.blue)
    if scheme.kind in (SchemeKind.RELATIVE, SchemeKind.IMPROVEMENT):
        if target:
            better = better / abs(target) * PERCENT
        elif spare is None:
            return None
        else:
            amber, blue = spare, None
    if blue is not None and better > blue:
        return Status.BLUE
    if better >= 0:
        return Status.GREEN
    spared = scheme.kind is SchemeKind.IMPROVEMENT and improved
    return Status.AMBER if -better <= amber or spared else Status.RED


def _by_floor(above_target: Fraction, above_floor: Fraction) -> Status:
    if above_target >= 0:
        return Status.GREEN
    return Status.AMBER if above_floor >= 0 else Status.RED


def _in_range(
    scheme: StatusScheme, value: Fraction, low: Fraction, high: Fraction, spare: Fraction | None
) -> Status | None:
    if spare is None and not (low and high):
        return None
    if low <= value <= high:
        return Status.GREEN
    end = low if value < low else high
    amber = _fraction(scheme.amber or 0)
    beyond = abs(value - end)
    within = beyond / abs(end) * PERCENT <= amber if end else beyond <= (spare or 0)
    return Status.AMBER if within else Status.RED


def _fraction(number: Number) -> Fraction:
    """The number as it is written: a float by its shortest digits."""
    return Fraction(repr(number) if isinstance(number, float) else str(number))


def _or_none(number: Number | None) -> Fraction | None:
    return None if number is None else _fraction(number)
