"""Is there something odd about a target, set beside what the measure can be and what its result was?

Each check returns what is odd, or None. Nothing here says that a target is wrong: only that a person should look.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from helpers.model.status import Status
from helpers.rules.exact import Number, exact
from helpers.rules.status import Band

TEN = 10
TINY = 10
Limit = Decimal | None


def blue_unreachable(found: Sequence[Band], least: Limit, most: Limit) -> Decimal | None:
    """The Blue limit, when all beyond it lies beyond the least or the most that the measure can be."""
    blue = next((band for band in found if band.status is Status.BLUE), None)
    if blue is None:
        return None
    if blue.low is not None:
        return blue.low if most is not None and blue.low >= most else None
    return blue.high if least is not None and blue.high is not None and blue.high <= least else None


def target_unreachable(limits: Sequence[Limit], least: Limit, most: Limit) -> Decimal | None:
    """The limit that is passed, when the target, or the whole of its range, lies below the least or above the most."""
    given = [each for each in limits if each is not None]
    if least is not None and given and max(given) < least:
        return least
    return most if most is not None and given and min(given) > most else None


def zero_target(limits: Sequence[Limit]) -> bool:
    """Whether the target, or an end of its range, is zero: nothing is a per cent of that."""
    return any(each == 0 for each in limits)


def tiny_target(limits: Sequence[Limit]) -> Decimal | None:
    """The target or end of a range that is under ten: one more or less is then over 10% of it."""
    return next((each for each in limits if each is not None and 0 < abs(each) < TINY), None)


def implausible(result: Number, target: Number) -> Decimal | None:
    """How many times the target a result is, when that is over ten or under a tenth.

    None for a target of zero, a result of the other sign, and a result of zero against a target under ten.
    """
    value, aim = exact(result), exact(target)
    if value * aim < 0 or not aim or (not value and abs(aim) < TINY):
        return None
    ratio = value / aim
    return ratio if ratio > TEN or ratio * TEN < 1 else None
