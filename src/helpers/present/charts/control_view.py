"""What is on a control chart, and where: all that is worked out before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from helpers.model.kpi import Kpi
from helpers.model.observation import Reading
from helpers.model.periods import Period
from helpers.present import words
from helpers.present.charts.axis import Tick, period_ticks
from helpers.present.legible import possible_limits
from helpers.rules.spc import ControlChart, RunChart, Segment, Variation

WIDE, HIGH = 4.98, 1.5  # inches of the plot itself
GAP = 1.5
ROOM, LEAST_ROOM = 0.09, 0.06  # shares of the span of what is shown


@dataclass(frozen=True)
class Level:
    """A stretch of the chart: from where to where, its middle line, and its limits if it has any."""

    start: float
    end: float
    centre: float
    limits: tuple[float, float] | None
    trial: bool


@dataclass(frozen=True)
class ControlView:
    """What of a control or run chart is drawn, and where: x counts periods from the first one shown."""

    kpi: Kpi
    chart: ControlChart | RunChart

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The figures shown, oldest first."""
        if isinstance(self.chart, RunChart):
            return self.chart.readings
        return tuple(point.reading for point in self.chart.points)

    def x(self, period: Period) -> float:
        """Where a period lies."""
        return period.months_since(self.readings[0].period) / self.kpi.interval

    @cached_property
    def xs(self) -> tuple[float, ...]:
        """Where each figure lies."""
        return tuple(self.x(reading.period) for reading in self.readings)

    @cached_property
    def values(self) -> tuple[float, ...]:
        """Each figure."""
        return tuple(reading.value for reading in self.readings if reading.value is not None)

    @property
    def across(self) -> tuple[float, float]:
        """The limits of the x axis."""
        return -0.5, self.xs[-1] + 0.5

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The stretches with the same middle and limits; a run chart is one, with its median."""
        start, end = self.across
        if isinstance(self.chart, RunChart):
            return (Level(start, end, self.chart.median, None, False),)
        starts = [start, *self.rebased]
        ends = [*self.rebased, end]
        return tuple(map(self._level, starts, ends, self.chart.segments))

    @cached_property
    def rebased(self) -> tuple[float, ...]:
        """Where the limits start afresh."""
        return tuple(self.x(segment.first) - 0.5 for segment in self.later_segments)

    @property
    def later_segments(self) -> tuple[Segment, ...]:
        """The stretches that a recorded change of process began."""
        return () if isinstance(self.chart, RunChart) else self.chart.segments[1:]

    @property
    def target(self) -> float | None:
        """The target; a run chart has none."""
        return None if isinstance(self.chart, RunChart) else self.chart.target

    @cached_property
    def variations(self) -> tuple[Variation, ...]:
        """What each figure is a sign of; one that is not tested is shown as common cause."""
        if isinstance(self.chart, RunChart):
            return (Variation.COMMON,) * len(self.readings)
        return tuple(point.variation or Variation.COMMON for point in self.chart.points)

    @cached_property
    def limits(self) -> tuple[float, float]:
        """The limits of the y axis: all that is shown, with room, but hardly beyond what the measure can be."""
        wanted = [*self.values, *(line for level in self.levels for line in (level.centre, *(level.limits or ())))]
        wanted += [] if self.target is None else [self.target]
        low, high = min(wanted), max(wanted)
        span = (high - low) or abs(high) * 0.1 or 1.0
        least, most = (None if bound is None else float(bound) for bound in self.kpi.bounds)
        below = ROOM * span if least is None else min(ROOM * span, max(low - least, LEAST_ROOM * span))
        above = ROOM * span if most is None else min(ROOM * span, max(most - high, LEAST_ROOM * span))
        return low - below, high + above

    def _level(self, start: float, end: float, segment: Segment) -> Level:
        return Level(start, end, segment.centre, possible_limits(self.kpi, segment), segment.trial)


def runs(view: ControlView) -> Iterator[list[int]]:
    """Figures that a line may join: no gap between them, and no change of process."""
    run: list[int] = []
    for i, x in enumerate(view.xs):
        if run and (x - view.xs[run[-1]] > GAP or any(view.xs[run[-1]] < start < x for start in view.rebased)):
            yield run
            run = []
        run.append(i)
    yield run


def margin_labels(view: ControlView) -> list[tuple[float, str]]:
    """The lines at the right-hand end, the target and the latest figure, each in words where it lies, lowest first."""
    level = view.levels[-1]
    lines = [(level.centre, "Median" if isinstance(view.chart, RunChart) else "Mean"), (view.values[-1], "Latest")]
    if level.limits:
        lines += zip(level.limits, ("Lower limit", "Upper limit"), strict=True)
    if view.target is not None:
        lines.append((view.target, "Target"))
    return sorted((y, f"{name} {words.value(view.kpi, y)}") for y, name in lines)


def ticks_across(view: ControlView) -> tuple[Tick, ...]:
    """The periods that are named below the chart."""
    width = WIDE * 72 / (view.across[1] - view.across[0])
    return period_ticks(view.kpi, [reading.period for reading in view.readings], view.xs, width)
