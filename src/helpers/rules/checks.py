"""Is there something odd about a figure, set beside those before it and the numbers that it rests on?

Each check returns what is odd, or None. Nothing here says that a figure is wrong: only that a person should look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from helpers.model.observation import Mark, Reading
from helpers.rules.breaks import last_break
from helpers.rules.exact import Number, exact

JUMP_NEEDS = 5
TEN = 10
FACTORS = tuple(map(Decimal, ("100", "1000", "0.01", "0.001")))
NEAR = Decimal("1.25")  # a factor of 100 is one from 80 to 125
DOUBLE = 2
FEW_DIGITS = 3  # with counts this many digits in the numerator, and without them more in the value, are no accident
MOST_PLACES = 6  # a float that was worked out has more than anybody reported
PER = tuple(Decimal(10**power) for power in range(2, 7))  # rates are per 100 to per million
ROUNDING = Decimal("0.01")


@dataclass(frozen=True)
class Jump:
    """A change far beyond the usual: by how much, and how much the figures before it moved on average."""

    change: Decimal
    usual: Decimal

    @property
    def times(self) -> Decimal:
        """How many times the usual movement it is."""
        return abs(self.change) / self.usual


def jump(earlier: Sequence[Reading], now: Reading, *, interval: int, ranges: Number) -> Jump | None:
    """Whether the change to `now` is at least `ranges` times the mean moving range of the figures before it.

    `earlier` are those figures, oldest first, and `interval` the months from one to the next. Neither a gap nor a break
    in series is bridged. None when there are fewer than five figures, or they never moved.
    """
    figures = [each for each in earlier[last_break(earlier) or 0 :] if each.value is not None]
    if (
        len(figures) < JUMP_NEEDS
        or now.value is None
        or Mark.BREAK in now.marks
        or not _follows(figures[-1], now, interval)
    ):
        return None
    moved = [abs(_step(one, other)) for one, other in pairwise(figures) if _follows(one, other, interval)]
    usual = sum(moved, Decimal(0)) / len(moved) if moved else Decimal(0)
    change = _step(figures[-1], now)
    return Jump(change, usual) if usual and abs(change) * len(moved) >= exact(ranges) * sum(moved) else None


def tenfold(before: Number, now: Number) -> Decimal | None:
    """How many times the figure before a figure is, when that is ten or more or a tenth or less; neither may be 0."""
    ratio = _ratio(before, now)
    return ratio if ratio is not None and (ratio >= TEN or ratio * TEN <= 1) else None


def unit_change(before: Number, now: Number, *, percent: bool = False) -> Decimal | None:
    """The factor by which the unit seems to have changed: 100, 1,000, a hundredth or a thousandth, within a quarter.

    A percentage of 1 or less after a larger one is taken for a proportion when a hundred times it is within half and
    twice the figure before.
    """
    ratio = _ratio(before, now)
    if ratio is None:
        return None
    if percent and 0 < exact(now) <= 1 < exact(before) and 1 <= ratio * 100 * DOUBLE <= DOUBLE * DOUBLE:
        return Decimal("0.01")
    return next((factor for factor in FACTORS if factor <= ratio * NEAR and ratio <= factor * NEAR), None)


def turned_negative(earlier: Sequence[Number], now: Number) -> bool:
    """Whether a figure is below zero where none before it was."""
    return bool(earlier) and exact(now) < 0 and all(exact(each) >= 0 for each in earlier)


def repeated(before: Reading, now: Reading) -> bool:
    """Whether value and counts are the very same as the figure before, with too many digits for an accident.

    Too many are three digits or more of the numerator or, without counts, four or more of the value; the zeros that a
    rounded number ends with do not count.
    """
    if now.value is None or (before.value, *_counts(before)) != (now.value, *_counts(now)):
        return False
    counted = now.numerator is not None
    return _digits(now.numerator if counted else now.value) >= (FEW_DIGITS if counted else FEW_DIGITS + 1)


def share_differs(earlier: Iterable[Reading], now: Reading) -> Decimal | None:
    """The percentage that numerator and denominator give, when the value is another at the digits reported.

    None when no earlier figure with counts is the share of its counts, for then the measure is something else.
    """
    share = _share(now)
    known = [_is_share(each) for each in earlier if _share(each) is not None]
    if share is None or (known and not any(known)) or _is_share(now):
        return None
    return share


def rate_differs(earlier: Iterable[Reading], now: Reading) -> Decimal | None:
    """The rate that numerator and denominator give, when the value is another by more than 1% and its rounding.

    Per how many (100 to a million) is what every earlier figure with counts agrees on; None when they do not agree on
    one, for then the measure is no plain rate of its counts.
    """
    found = [_pers(each) for each in earlier if _has_counts(each)]
    agreed = set.intersection(*found) if found else set()
    if not agreed or not _has_counts(now) or agreed & _pers(now):
        return None
    return min(agreed) * exact(now.numerator or 0) / exact(now.denominator or 1)


def total_differs(total: Number, parts: Sequence[Number]) -> Decimal | None:
    """What the parts add up to, when the total is another by more than rounding can explain.

    Whole numbers must add up exactly; otherwise each number may be half its last digit off.
    """
    numbers = [exact(each) for each in (total, *parts)]
    whole = all(_places(each) == 0 for each in numbers)
    allowed = Decimal(0) if whole else sum(map(_half_a_digit, numbers), Decimal(0))
    added = sum(numbers[1:], Decimal(0))
    return added if abs(added - numbers[0]) > allowed else None


def coverage_shrank(before: int, now: int) -> bool:
    """Whether at least one in ten of the areas that had a figure for the period before have none for this one."""
    return before > now and (before - now) * TEN >= before


def _follows(one: Reading, other: Reading, interval: int) -> bool:
    return other.period.months_since(one.period) == interval


def _step(one: Reading, other: Reading) -> Decimal:
    return exact(other.value or 0) - exact(one.value or 0)


def _ratio(before: Number, now: Number) -> Decimal | None:
    """How many times `before` the figure is; None when either is zero or they have different signs."""
    one, other = exact(before), exact(now)
    return other / one if one * other > 0 else None


def _counts(reading: Reading) -> tuple[float | None, float | None]:
    return reading.numerator, reading.denominator


def _share(reading: Reading) -> Decimal | None:
    """The percentage that the counts give; None without counts, or without a value to set beside it."""
    if reading.value is None or reading.numerator is None or not reading.denominator:
        return None
    return 100 * exact(reading.numerator) / exact(reading.denominator)


def _is_share(reading: Reading) -> bool:
    share, value = _share(reading), exact(reading.value or 0)
    return share is not None and abs(share - value) <= _half_a_digit(value)


def _has_counts(reading: Reading) -> bool:
    return bool(reading.value and reading.numerator and reading.denominator)


def _pers(reading: Reading) -> set[Decimal]:
    """Per how many the rate can be, by its counts."""
    value, numerator, denominator = (exact(each or 0) for each in (reading.value, *_counts(reading)))
    rates = {per: per * numerator / denominator for per in PER}
    return {per for per, rate in rates.items() if abs(value - rate) <= max(_half_a_digit(value), rate * ROUNDING)}


def _digits(number: float | None) -> int:
    return len(exact(number or 0).normalize().as_tuple().digits)


def _places(number: Decimal) -> int:
    return min(max(-int(number.as_tuple().exponent), 0), MOST_PLACES)


def _half_a_digit(number: Decimal) -> Decimal:
    """Half the last digit that is reported."""
    return Decimal(5).scaleb(-_places(number) - 1)
