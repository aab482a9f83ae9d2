"""Which figures of a process are too far out, or too orderly, to be put down to chance?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import groupby, pairwise

RUN = 7
WINDOW, ENOUGH_NEAR = 3, 2


class Signal(StrEnum):
    """A pattern that chance seldom makes, in the order in which they are told."""

    BEYOND = "beyond the limits"
    TREND = "seven rising or falling in a row"
    TWO_OF_THREE = "two of three near a limit"
    SHIFT = "seven on one side of the mean"


def signals(values: Sequence[Fraction], centre: Fraction, reach: Fraction) -> tuple[Signal | None, ...]:
    """The signal of each of these figures, which follow each other without a gap; None where there is none.

    `centre` is the mean of the process and `reach` how far its limits lie from it. Every figure of a pattern has its
    signal, not only the last, and a figure in two patterns has the first of them in the order of `Signal`.
    """
    off = [value - centre for value in values]
    places = {
        Signal.BEYOND: {i for i, distance in enumerate(off) if abs(distance) > reach},
        Signal.TREND: _trend(values),
        Signal.TWO_OF_THREE: _two_of_three(off, reach),
        Signal.SHIFT: set(_in_a_row([_sign(distance) for distance in off], RUN)),
    }
    return tuple(next((signal for signal in Signal if i in places[signal]), None) for i in range(len(values)))


def _trend(values: Sequence[Fraction]) -> set[int]:
    """Figures of seven or more of which each is higher, or each lower, than the one before."""
    steps = [_sign(after - before) for before, after in pairwise(values)]
    return {place for step in _in_a_row(steps, RUN - 1) for place in (step, step + 1)}


def _two_of_three(off: Sequence[Fraction], reach: Fraction) -> set[int]:
    """Figures in the outer third of the limits, two or more of three that lie on one side of the mean."""
    found: set[int] = set()
    for start in range(len(off) - WINDOW + 1):
        three = range(start, start + WINDOW)
        near = [i for i in three if reach * 2 < abs(off[i]) * 3 <= reach * 3]
        if len(near) >= ENOUGH_NEAR and abs(sum(_sign(off[i]) for i in three)) == WINDOW:
            found.update(near)
    return found


def _in_a_row(signs: Sequence[int], enough: int) -> Iterator[int]:
    """Places in runs of `enough` or more of the same sign; zero has none."""
    for sign, run in groupby(enumerate(signs), key=lambda pair: pair[1]):
        places = [place for place, _ in run]
        if sign and len(places) >= enough:
            yield from places


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
