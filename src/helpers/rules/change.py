"""How has a figure changed, and is the change for the better?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from helpers.model.kpi import Direction
from helpers.model.observation import Mark, Reading
from helpers.model.periods import Period
from helpers.rules.exact import displayed, exact
from helpers.rules.withheld import Withheld


class Movement(StrEnum):
    """The change in performance in a word; the last three are for a neutral direction, which has no better or worse."""

    IMPROVING = "Improving"
    WORSENING = "Worsening"
    NO_CHANGE = "No change"
    ROSE = "Rose"
    FELL = "Fell"
    LEVEL = "Level"


@dataclass(frozen=True)
class Change:
    """A change since `earlier`: `amount` in the KPI's unit, unrounded, and `percent` of the earlier figure.

    `percent` is None when the earlier figure is zero.
    """

    earlier: Reading
    amount: float
    percent: float | None
    movement: Movement


def change(
    now: Reading | None,
    earlier: Reading | None,
    *,
    expected: Period,
    direction: Direction,
    decimals: int,
    between: Iterable[Reading] = (),
    cumulative: bool = False,
) -> Change | Withheld:
    """The change from `earlier` to `now`, or the reason why the two are not compared.

    `expected` is the period that `earlier` should be of: a gap is named, never bridged. `between` holds the readings
    after `earlier` up to and including `now`, among which a break in series ends the comparison. `cumulative` says that
    this is a short-term comparison of a year-to-date measure. `decimals` is how the KPI is displayed.
    """
    reason = _why_not(now, earlier, expected, tuple(between), cumulative)
    if now is None or earlier is None or now.value is None or earlier.value is None or reason:
        return Withheld(f"no comparison: {reason}")
    amount = exact(now.value) - exact(earlier.value)
    base = abs(exact(earlier.value))
    return Change(
        earlier=earlier,
        amount=float(amount),
        percent=float(amount * 100 / base) if base else None,
        movement=_movement(now.value, earlier.value, direction, decimals),
    )


def _why_not(
    now: Reading | None, earlier: Reading | None, expected: Period, between: tuple[Reading, ...], cumulative: bool
) -> str:
    if cumulative:
        return "year-to-date figures are compared with the same point last year"
    if now is None:
        return "no figure reported"
    if now.value is None:
        return f"{now.period.label} {_absence(now)}"
    if earlier is None or earlier.period.month != expected.month:
        return f"{expected.label} not reported"
    if earlier.value is None:
        return f"{earlier.period.label} {_absence(earlier)}"
    broken = [reading for reading in (*between, now) if Mark.BREAK in reading.marks]
    return f"the series was broken in {broken[0].period.label}" if broken else ""


def _absence(reading: Reading) -> str:
    if Mark.CONFIDENTIAL in reading.marks:
        return "suppressed"
    return "not applicable" if Mark.NOT_APPLICABLE in reading.marks else "not reported"


def _movement(now: float, earlier: float, direction: Direction, decimals: int) -> Movement:
    neutral = direction is Direction.NEUTRAL
    if displayed(now, decimals) == displayed(earlier, decimals):
        return Movement.LEVEL if neutral else Movement.NO_CHANGE
    if neutral:
        return Movement.ROSE if now > earlier else Movement.FELL
    return Movement.IMPROVING if direction.polarity * (now - earlier) > 0 else Movement.WORSENING
