"""How sure is a figure that rests on a count? 95% confidence intervals for proportions and rates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, sqrt

Z = 1.959964
EXACT_BELOW = 10  # events, under which Byar's approximation gives way to the exact interval


@dataclass(frozen=True)
class Interval:
    """The ends of a 95% confidence interval."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the value lies within, ends included."""
        return self.low <= value <= self.high

    def times(self, factor: float) -> Interval:
        """The interval in another unit."""
        return Interval(self.low * factor, self.high * factor)


def wilson(part: float, whole: float) -> Interval:
    """The interval of a proportion (0 to 1), by Wilson's score method. Raises ValueError for an impossible share."""
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"{part:g} of {whole:g} is not a proportion.")
    share, extra = part / whole, Z * Z / whole
    centre = (share + extra / 2) / (1 + extra)
    half = Z * sqrt(share * (1 - share) / whole + extra / (4 * whole)) / (1 + extra)
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def byar(events: float) -> Interval:
    """The interval of a count of events, by Byar's approximation; exact under ten. Raises ValueError below 0."""
    if events < 0:
        raise ValueError(f"{events:g} is not a count of events.")
    if events < EXACT_BELOW:
        return _exact(round(events))
    return Interval(_byar(events, -Z), _byar(events + 1, Z))


def _byar(events: float, z: float) -> float:
    return float(events * (1 - 1 / (9 * events) + z / (3 * sqrt(events))) ** 3)


def _exact(events: int) -> Interval:
    """The Poisson means at which this many events, or as few, would be a one in forty chance."""
    low = _where(lambda mean: 1 - _at_most(events - 1, mean), 0.025) if events else 0.0
    return Interval(low, _where(lambda mean: 1 - _at_most(events, mean), 0.975))


def _at_most(events: int, mean: float) -> float:
    """The chance of this many events or fewer."""
    chance, total = exp(-mean), 0.0
    for count in range(events + 1):
        total += chance
        chance *= mean / (count + 1)
    return total


def _where(rising: Callable[[float], float], level: float) -> float:
    """Where a rising function reaches a level, by halving."""
    low, high = 0.0, 4.0 * EXACT_BELOW
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < level else (low, middle)
    return (low + high) / 2
