"""What of an indicator is on its trend chart, and where: all that is worked out before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import nan

from helpers.analysis.indicator import IndicatorResult, Point
from helpers.model.kpi import Kpi
from helpers.model.observation import Mark
from helpers.model.periods import Period, financial_year_start
from helpers.model.status import SchemeKind
from helpers.model.target import Target
from helpers.present import words
from helpers.present.charts.axis import Tick, period_ticks
from helpers.rules.status import Band
from helpers.rules.trend import Projection

WIDE, HIGH = 5.26, 1.14  # inches of the plot itself
NO_ROOM = 10
GAP = 1.5
ROOM, LABEL_ROOM = 0.13, 0.36  # shares of the span of what is shown


@dataclass(frozen=True)
class View:
    """What of an indicator is on the chart, and where: x counts periods from the first one shown."""

    result: IndicatorResult

    @property
    def kpi(self) -> Kpi:
        """The indicator."""
        return self.result.kpi

    @property
    def points(self) -> tuple[Point, ...]:
        """The figures shown, oldest first."""
        return self.result.history

    def x(self, period: Period) -> float:
        """Where a period lies."""
        return period.months_since(self.points[0].reading.period) / self.kpi.interval

    @cached_property
    def xs(self) -> tuple[float, ...]:
        """Where each figure lies."""
        return tuple(self.x(point.reading.period) for point in self.points)

    @cached_property
    def values(self) -> tuple[float, ...]:
        """Each figure, nan where there is none to show."""
        return tuple(nan if p.reading.value is None else p.reading.value for p in self.points)

    @cached_property
    def last(self) -> int:
        """The place of the latest figure that can be shown."""
        return max(i for i, point in enumerate(self.points) if point.reading.value is not None)

    @property
    def projected(self) -> tuple[Projection, float] | None:
        """The projection and where it lies, if there is one."""
        projection, following = self.result.projection, self.result.following
        if isinstance(projection, Projection) and following is not None:
            return projection, self.x(following)
        return None

    @property
    def across(self) -> tuple[float, float]:
        """The limits of the x axis."""
        end = self.projected[1] if self.projected else self.xs[-1]
        return -0.5, max(end + 0.5, 0.5)

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The status bands of the latest target."""
        return self.result.last_rating.bands if self.result.last_rating else ()

    @property
    def is_range(self) -> bool:
        """Whether the target is a range."""
        return self.result.scheme is not None and self.result.scheme.kind is SchemeKind.RANGE

    def lines(self, target: Target | None) -> tuple[float, ...]:
        """Where a target is drawn: one line, or both ends of a range."""
        if target is None:
            return ()
        ends = (target.lower, target.upper) if self.is_range else (target.target,)
        return tuple(float(end) for end in ends if end is not None)

    @cached_property
    def judged_from(self) -> float:
        """Where the latest target starts to apply: the bands reach back no further."""
        start = self.across[1] - 1
        for x, point in reversed(list(zip(self.xs, self.points, strict=True))):
            if self.lines(point.target) != self.lines(self.result.target):
                break
            start = x
        return start - 0.5

    @cached_property
    def limits(self) -> tuple[float, float]:
        """The limits of the y axis: figures, targets and projection, with room; the bands' ends when they are near."""
        wanted = [value for value in self.values if value == value]
        wanted += [line for point in self.points for line in self.lines(point.target)]
        wanted += [self.kpi.nearest_possible(self.projected[0].value)] if self.projected else []
        low, high = min(wanted), max(wanted)
        span = (high - low) or abs(high) * 0.1 or 1.0
        near = [float(end) for band in self.bands for end in (band.low, band.high) if end is not None]
        near += [self.projected[0].low, self.projected[0].high] if self.projected else []
        near = [self.kpi.nearest_possible(end) for end in near if low - span / 2 <= end <= high + span / 2]
        low, high = min([low, *near]), max([high, *near])
        return self._with_room(low, high, (high - low) or span)

    def _with_room(self, low: float, high: float, span: float) -> tuple[float, float]:
        """With room at both ends, more for the latest figure's label, but hardly beyond what the measure can be."""
        latest, before = self.values[self.last], self.values[max(self.last - 1, 0)]
        below, above = ROOM * span, ROOM * span
        if before > latest:
            below = max(below, LABEL_ROOM * span - (latest - low))
        else:
            above = max(above, LABEL_ROOM * span - (high - latest))
        least, most = self.kpi.bounds
        if low >= 0 and (least is not None or low - below < 0):
            below = min(below, max(low - float(least or 0), 0.06 * span))
        if most is not None:
            above = min(above, max(float(most) - high, 0.06 * span))
        return low - below, high + above


def visible_bands(view: View) -> Iterator[tuple[Band, float, float]]:
    """The status bands as far as they are on the chart."""
    bottom, top = view.limits
    for band in view.bands:
        low = bottom if band.low is None else max(bottom, float(band.low))
        high = top if band.high is None else min(top, float(band.high))
        if low < high:
            yield band, low, high


def target_spans(view: View) -> list[tuple[tuple[float, ...], float, float]]:
    """Each run of periods with the same target, from where it starts to where it ends."""
    spans: list[tuple[tuple[float, ...], float, float]] = []
    for x, point in zip(view.xs, view.points, strict=True):
        target = view.lines(point.target)
        joins = bool(spans) and spans[-1][0] == target and x - 0.5 <= spans[-1][2] + 1
        start = spans.pop()[1] if joins else x - 0.5
        spans.append((target, start, x + 0.5))
    target, start, _ = spans[-1]
    return [*spans[:-1], (target, start, view.across[1])]


def runs(view: View) -> Iterator[list[int]]:
    """Figures that a line may join: no gap and no break in series between them."""
    run: list[int] = []
    for i, value in enumerate(view.values):
        broken = Mark.BREAK in view.points[i].reading.marks
        if run and (value != value or broken or view.xs[i] - view.xs[run[-1]] > GAP or _starts_again(view, i)):
            yield run
            run = []
        if value == value:
            run.append(i)
    if run:
        yield run


def _starts_again(view: View, i: int) -> bool:
    """Whether a year-to-date figure is the first of another year than the one before it."""
    before, now = (financial_year_start(view.points[place].reading.period.end) for place in (i - 1, i))
    return view.kpi.builds_up and before != now


def target_labels(view: View) -> Iterator[tuple[float, str]]:
    """The latest target in words, or both ends of its range."""
    lines = view.lines(view.result.target)
    names = ("Lower limit", "Upper limit") if view.is_range and len(lines) == 2 else ("Target",)
    for line, name in zip(lines, names, strict=False):
        yield line, f"{name} {words.value(view.kpi, line)}"


def ticks_across(view: View) -> tuple[Tick, ...]:
    """The periods that are named below the chart, the projected one among them."""
    width = WIDE * 72 / (view.across[1] - view.across[0])
    periods, xs = [point.reading.period for point in view.points], list(view.xs)
    if view.projected and view.result.following:
        periods.append(view.result.following)
        xs.append(view.projected[1])
    return period_ticks(view.kpi, periods, xs, width)


def label_above(view: View) -> bool:
    """Whether the latest figure's label has more room above its marker than below it."""
    bottom, top = view.limits
    per_point = (top - bottom) / (HIGH * 72)
    y = view.values[view.last]
    rivals = [*view.lines(view.points[view.last].target), *_neighbours(view)]
    above = _crowding(rivals, y + 6 * per_point, y + 18 * per_point) + NO_ROOM * (y + 17 * per_point > top)
    below = _crowding(rivals, y - 18 * per_point, y - 6 * per_point) + NO_ROOM * (y - 17 * per_point < bottom)
    lower, higher = sum(rival < y for rival in rivals), sum(rival > y for rival in rivals)
    return above < below or (above == below and lower >= higher)


def _neighbours(view: View) -> list[float]:
    before = view.values[max(view.last - 2, 0) : view.last]
    after = [view.projected[0].value] if view.projected else []
    return [value for value in (*before, *after) if value == value]


def _crowding(rivals: Sequence[float], low: float, high: float) -> int:
    return sum(low <= rival <= high for rival in rivals)
