"""What is usual for this process, what is not, and can it be relied on to meet its target?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby, pairwise
from statistics import median

from helpers.model.kpi import Direction
from helpers.model.observation import Reading
from helpers.model.periods import Period
from helpers.rules.breaks import last_break
from helpers.rules.exact import exact
from helpers.rules.signals import Signal, signals
from helpers.rules.withheld import Withheld

# Wheeler's constants for ranges of two: 3 / d2 with d2 = 1.128, and D4.
LIMIT = Fraction("2.66")
SCREEN = Fraction("3.267")
TRIAL_LIMITS_NEED = 8
FIRM_LIMITS_NEED = 12
LONGEST_INTERVAL = 3


class Variation(StrEnum):
    """Whether a figure is of the usual ups and downs; all but the first are special causes, the last two neutral."""

    COMMON = "Common cause"
    IMPROVEMENT = "Improvement"
    CONCERN = "Concern"
    HIGH = "High"
    LOW = "Low"


class Assurance(StrEnum):
    """Whether the process as it stands will meet its target."""

    PASSING = "Consistently passing"
    FAILING = "Consistently failing"
    HIT_OR_MISS = "Hit or miss"


@dataclass(frozen=True)
class Segment:
    """A stretch of figures with the same mean and limits.

    `first` is the period it begins with: that of its first figure, or of the change of process that was recorded.
    `points` counts its figures. With fewer than eight, or when no two of them tell how much the measure moves, there
    are no limits: `lower`, `upper` and `moving_range` are None. `trial` says that there are fewer than twelve.
    """

    first: Period
    centre: float
    lower: float | None
    upper: float | None
    moving_range: float | None
    points: int
    trial: bool


@dataclass(frozen=True)
class ControlPoint:
    """A figure of the chart. `segment` is the place of its stretch.

    `signal` is None for common cause. `variation` is None in a stretch without limits, which is not tested.
    """

    reading: Reading
    segment: int
    signal: Signal | None
    variation: Variation | None


@dataclass(frozen=True)
class ControlChart:
    """An XmR chart: every figure since the last break in series, and the stretches that they belong to.

    `variation` is that of the latest figure. `assurance` is None without a target, for a neutral direction, and while
    the latest stretch has no limits.
    """

    points: tuple[ControlPoint, ...]
    segments: tuple[Segment, ...]
    variation: Variation | None
    assurance: Assurance | None
    target: float | None

    @property
    def latest(self) -> ControlPoint:
        """The latest figure."""
        return self.points[-1]

    @property
    def current(self) -> Segment:
        """The stretch that the latest figure is in."""
        return self.segments[-1]

    @property
    def trial(self) -> bool:
        """Whether the latest stretch has too few figures for firm limits."""
        return self.current.trial


@dataclass(frozen=True)
class RunChart:
    """Too few figures for limits: the figures since the last break in series, how many, and their median."""

    readings: tuple[Reading, ...]
    median: float
    points: int


def control_chart(
    readings: Sequence[Reading],
    *,
    direction: Direction,
    interval: int,
    target: float | None = None,
    rebased: Sequence[Period] = (),
    overlapping: bool = False,
    cumulative: bool = False,
    screen: bool = True,
) -> ControlChart | RunChart | Withheld:
    """The control chart of `readings` (oldest first), a run chart when they are few, or the reason for neither.

    `interval` is the months from one period to the next. `target` is one value: leave it out when the target is a
    range. `rebased` holds the periods from which limits are worked out afresh, because a change of process was
    recorded; they never are without one. `screen` leaves moving ranges far beyond the others out of the limits.
    """
    figures = [reading for reading in readings[last_break(readings) or 0 :] if reading.value is not None]
    reason = _why_not(figures, interval, overlapping, cumulative)
    if reason:
        return Withheld(f"no control limits: {reason}")
    if len(figures) < TRIAL_LIMITS_NEED:
        *_, (_, latest) = _stretches(figures, rebased)
        return RunChart(tuple(latest), float(median(_value(reading) for reading in latest)), len(latest))
    segments: list[Segment] = []
    points: list[ControlPoint] = []
    for first, stretch in _stretches(figures, rebased):
        runs = list(_runs(stretch, interval))
        segment, limits = _segment(first, runs, screen)
        points += (point for run in runs for point in _points(run, len(segments), limits, direction))
        segments.append(segment)
    assurance = _assurance(segments[-1], direction, target)
    return ControlChart(tuple(points), tuple(segments), points[-1].variation, assurance, target)


def _why_not(figures: Sequence[Reading], interval: int, overlapping: bool, cumulative: bool) -> str:
    if overlapping:
        return "the periods overlap, so neighbouring figures share most of their data"
    if cumulative:
        return "year-to-date figures build up through the year"
    if interval > LONGEST_INTERVAL:
        return "figures that come less often than every quarter are too few and too far apart"
    return "" if figures else "there are no figures"


def _stretches(figures: Sequence[Reading], rebased: Sequence[Period]) -> Iterator[tuple[Period, list[Reading]]]:
    """The figures from each recorded change to the next, with the period that each stretch begins with."""
    opening = figures[0].period
    starts = [opening, *sorted({period for period in rebased if opening < period})]

    def stretch_of(reading: Reading) -> int:
        return sum(not reading.period < start for start in starts) - 1

    for place, stretch in groupby(figures, key=stretch_of):
        yield starts[place], list(stretch)


def _runs(stretch: Sequence[Reading], interval: int) -> Iterator[list[Reading]]:
    """Figures that follow each other without a gap."""
    run = [stretch[0]]
    for before, reading in pairwise(stretch):
        if reading.period.months_since(before.period) > interval:
            yield run
            run = []
        run.append(reading)
    yield run


Limits = tuple[Fraction, Fraction | None]
"""The mean, and how far the limits lie from it; None when there are none."""


def _segment(first: Period, runs: Sequence[Sequence[Reading]], screen: bool) -> tuple[Segment, Limits]:
    values = [[_value(reading) for reading in run] for run in runs]
    every = [value for run in values for value in run]
    centre = _mean(every)
    usual = _moving_range(values, screen) if len(every) >= TRIAL_LIMITS_NEED else None
    reach = None if usual is None else LIMIT * usual
    segment = Segment(
        first=first,
        centre=float(centre),
        lower=None if reach is None else float(centre - reach),
        upper=None if reach is None else float(centre + reach),
        moving_range=None if usual is None else float(usual),
        points=len(every),
        trial=len(every) < FIRM_LIMITS_NEED,
    )
    return segment, (centre, reach)


def _moving_range(runs: Sequence[Sequence[Fraction]], screen: bool) -> Fraction | None:
    """How far a figure usually is from the one before; None when that cannot be told.

    Screening that would leave no movement at all is not done. Figures that differ only across a gap tell nothing.
    """
    ranges = [abs(after - before) for run in runs for before, after in pairwise(run)]
    if not any(ranges):
        constant = len({value for run in runs for value in run}) == 1
        return Fraction() if ranges and constant else None
    usual = _mean(ranges)
    kept = [each for each in ranges if each < SCREEN * usual]
    return _mean(kept) if screen and any(kept) else usual


def _points(run: Sequence[Reading], segment: int, limits: Limits, direction: Direction) -> Iterator[ControlPoint]:
    centre, reach = limits
    values = [_value(reading) for reading in run]
    found = (None,) * len(run) if reach is None else signals(values, centre, reach)
    for reading, value, signal in zip(run, values, found, strict=True):
        variation = None if reach is None else _variation(signal, value - centre, direction)
        yield ControlPoint(reading, segment, signal, variation)


def _variation(signal: Signal | None, off: Fraction, direction: Direction) -> Variation:
    if signal is None:
        return Variation.COMMON
    if not direction.polarity:
        return Variation.HIGH if off > 0 else Variation.LOW
    return Variation.IMPROVEMENT if off * direction.polarity > 0 else Variation.CONCERN


def _assurance(segment: Segment, direction: Direction, target: float | None) -> Assurance | None:
    if target is None or segment.lower is None or segment.upper is None or not direction.polarity:
        return None
    if segment.lower <= target <= segment.upper:
        return Assurance.HIT_OR_MISS
    passing = (target < segment.lower) == (direction is Direction.INCREASE)
    return Assurance.PASSING if passing else Assurance.FAILING


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def _value(reading: Reading) -> Fraction:
    """The value as it was reported, exactly."""
    return Fraction(exact(reading.value or 0.0))
