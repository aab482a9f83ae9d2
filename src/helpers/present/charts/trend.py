"""The trend of one indicator: its figures against their target, the status bands, and where a straight line leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import nan

from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.indicator import IndicatorResult, Point
from helpers.model.kpi import Kpi
from helpers.model.observation import Mark
from helpers.model.periods import Period
from helpers.model.status import SchemeKind, Status
from helpers.model.target import Target
from helpers.present import palette, theme, words
from helpers.present.blocks import Chart
from helpers.present.charts.axis import Tick, period_ticks, spread, value_ticks
from helpers.present.figures import trend_table
from helpers.present.legible import legible, within_bounds
from helpers.present.sentences import trend_alt
from helpers.rules.status import Band
from helpers.rules.trend import Projection

PLOT = 1.14
LEFT, RIGHT, TOP, LINE = 0.52, 1.12, 0.18, 0.135
MARKERS = {Status.RED: "D", Status.AMBER: "^", Status.GREEN: "o", Status.BLUE: "*"}
LABEL_GAP = 11.0
NO_ROOM = 10
HALO = [patheffects.withStroke(linewidth=2.5, foreground="white", alpha=0.9)]


def trend(result: IndicatorResult) -> Chart | None:
    """The trend chart of an indicator, or None when it has no figure to show."""
    shown = legible(result)
    if not any(point.reading.value is not None for point in shown.history):
        return None
    return Chart(
        id=f"{shown.kpi.id}-trend",
        caption=trend_caption(shown),
        svg=theme.svg(draw_trend(shown)),
        alt=trend_alt(shown).text,
        figures=trend_table(shown),
    )


def trend_caption(result: IndicatorResult) -> str:
    """The measure, its unit and the periods shown."""
    kpi, periods = result.kpi, [point.reading.period for point in result.history]
    unit = f", {kpi.unit_label}" if kpi.unit_label else ""
    return f"{kpi.title}{unit}: {words.span(kpi, periods[0], periods[-1])}"


def draw_trend(result: IndicatorResult) -> Figure:
    """Draw the trend of an indicator that has at least one figure."""
    view = View(result)
    lines = max(tick.text.count("\n") for tick in _period_ticks(view)) + 1
    bottom = 0.07 + LINE * lines
    figure = theme.canvas(TOP + PLOT + bottom)
    axes = theme.plot_area(figure, LEFT, RIGHT, TOP, bottom)
    axes.set_xlim(*view.across)
    axes.set_ylim(*view.limits)
    _bands(axes, view)
    _targets(axes, view)
    _projection(axes, view)
    _line(axes, view)
    _notes(axes, view)
    _latest(axes, view)
    _margin_labels(axes, view)
    _axes(axes, view)
    return figure


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
        wanted += [within_bounds(self.kpi, self.projected[0].value)] if self.projected else []
        low, high = min(wanted), max(wanted)
        span = (high - low) or abs(high) * 0.1 or 1.0
        near = [float(end) for band in self.bands for end in (band.low, band.high) if end is not None]
        near += [self.projected[0].low, self.projected[0].high] if self.projected else []
        near = [within_bounds(self.kpi, end) for end in near if low - span / 2 <= end <= high + span / 2]
        low, high = min([low, *near]), max([high, *near])
        return self._with_room(low, high, (high - low) or span)

    def _with_room(self, low: float, high: float, span: float) -> tuple[float, float]:
        """With room at both ends, more where the latest figure's label needs it, but none below zero for want of it."""
        latest = self.values[self.last]
        below, above = (0.27 * span if abs(latest - end) < 0.05 * span else 0.13 * span for end in (low, high))
        least, most = self.kpi.bounds
        if low >= 0 and (least is not None or low - below < 0):
            below = min(below, max(low - float(least or 0), 0.06 * span))
        if most is not None:
            above = min(above, max(float(most) - high, 0.06 * span))
        return low - below, high + above


def _bands(axes: Axes, view: View) -> None:
    start, end = view.judged_from, view.across[1]
    for band, low, high in _visible(view):
        axes.fill_between([start, end], low, high, color=palette.look(band.status).tint, linewidth=0, zorder=0)
    edges = [high for band, _, high in _visible(view) if band.high is not None and high < view.limits[1]]
    axes.hlines(edges, start, end, color=palette.WHITE, linewidth=1.2, zorder=0.5)


def _visible(view: View) -> Iterator[tuple[Band, float, float]]:
    bottom, top = view.limits
    for band in view.bands:
        low = bottom if band.low is None else max(bottom, float(band.low))
        high = top if band.high is None else min(top, float(band.high))
        if low < high:
            yield band, low, high


def _targets(axes: Axes, view: View) -> None:
    """A dashed line for each target, as long as it held; those of the past are lighter."""
    for target, start, end in _spans(view):
        latest = target == view.lines(view.result.target) and end == view.across[1]
        colour, width = (palette.INK, 1.2) if latest else (palette.GREY, 0.9)
        for line in target:
            axes.plot(
                [start, end], [line, line], color=colour, linewidth=width, dashes=(4, 2), zorder=2, label="target"
            )


def _spans(view: View) -> list[tuple[tuple[float, ...], float, float]]:
    """Each run of periods with the same target, from where it starts to where it ends."""
    spans: list[tuple[tuple[float, ...], float, float]] = []
    for x, point in zip(view.xs, view.points, strict=True):
        target = view.lines(point.target)
        joins = bool(spans) and spans[-1][0] == target and x - 0.5 <= spans[-1][2] + 1
        start = spans.pop()[1] if joins else x - 0.5
        spans.append((target, start, x + 0.5))
    target, start, _ = spans[-1]
    return [*spans[:-1], (target, start, view.across[1])]


def _projection(axes: Axes, view: View) -> None:
    if view.projected is None:
        return
    projection, at = view.projected
    start = at - projection.at
    bottom, top = view.limits
    low, high = max(projection.low, bottom), min(projection.high, top)
    axes.fill_between([at - 0.32, at + 0.32], low, high, color=palette.NAVY, alpha=0.16, linewidth=0, zorder=1)
    axes.plot(
        [start, at],
        [projection.intercept, projection.value],
        color=palette.NAVY,
        linewidth=1.1,
        linestyle=(0, (1, 2)),
        zorder=3,
        label="projection",
    )
    axes.plot(
        [at],
        [within_bounds(view.kpi, projection.value)],
        marker="D",
        markersize=4.5,
        color=palette.NAVY,
        markerfacecolor="white",
        zorder=4,
        label="projected",
        clip_on=False,
    )
    text = f"Projected {words.value(view.kpi, within_bounds(view.kpi, projection.value))} [f]"
    theme.note(axes, (1, 1), text, where="axes", offset=(0, 3), ha="right", style="italic")


def _line(axes: Axes, view: View) -> None:
    size = 5.5 if len(view.points) <= 20 else 4.0
    for run in _runs(view):
        axes.plot(
            [view.xs[i] for i in run],
            [view.values[i] for i in run],
            color=palette.NAVY,
            linewidth=2,
            zorder=5,
            label="figures",
            solid_capstyle="round",
        )
    shown = [i for i, value in enumerate(view.values) if value == value]
    hollow = [i for i in shown if Mark.PROVISIONAL in view.points[i].reading.marks]
    solid = [i for i in shown if i not in hollow]
    for places, face, edge in ((solid, palette.NAVY, "white"), (hollow, "white", palette.NAVY)):
        if places:
            axes.plot(
                [view.xs[i] for i in places],
                [view.values[i] for i in places],
                linestyle="none",
                marker="o",
                markersize=size,
                markerfacecolor=face,
                markeredgecolor=edge,
                markeredgewidth=0.9,
                zorder=6,
                clip_on=False,
                label="provisional" if face == "white" else "confirmed",
            )


def _runs(view: View) -> Iterator[list[int]]:
    """Figures that a line may join: no gap and no break in series between them."""
    run: list[int] = []
    for i, value in enumerate(view.values):
        broken = Mark.BREAK in view.points[i].reading.marks
        if run and (value != value or broken or view.xs[i] - view.xs[run[-1]] > 1.5):
            yield run
            run = []
        if value == value:
            run.append(i)
    if run:
        yield run


def _notes(axes: Axes, view: View) -> None:
    """Where the series is broken, and where a figure is suppressed."""
    for x, point in zip(view.xs, view.points, strict=True):
        if Mark.BREAK in point.reading.marks and x > view.xs[0]:
            axes.axvline(x - 0.5, color=palette.GREY, linewidth=0.8, linestyle=(0, (2, 2)), zorder=1)
            theme.note(axes, (x - 0.5, 1), "[b]", where="below", offset=(0, 3), ha="center")
        if point.reading.value is None and Mark.CONFIDENTIAL in point.reading.marks:
            theme.note(axes, (x, 0), "[c]", where="below", offset=(0, 3), ha="center")


def _latest(axes: Axes, view: View) -> None:
    x, y = view.xs[view.last], view.values[view.last]
    above = label_above(view)
    text = words.value(view.kpi, y)
    ha = "right" if view.across[1] - x < 0.8 else "center"
    axes.annotate(
        text,
        (x, y),
        xytext=(4 if ha == "right" else 0, 7 if above else -7),
        textcoords="offset points",
        ha=ha,
        va="bottom" if above else "top",
        fontsize=theme.LARGE,
        weight="bold",
        color=palette.NAVY,
        path_effects=HALO,
        zorder=8,
    )


def label_above(view: View) -> bool:
    """Whether the latest figure's label has more room above its marker than below it."""
    bottom, top = view.limits
    per_point = (top - bottom) / (PLOT * 72)
    y = view.values[view.last]
    rivals = [*view.lines(view.points[view.last].target), *_neighbours(view)]
    above = _crowding(rivals, y + 6 * per_point, y + 18 * per_point) + NO_ROOM * (y + 17 * per_point > top)
    below = _crowding(rivals, y - 18 * per_point, y - 6 * per_point) + NO_ROOM * (y - 17 * per_point < bottom)
    return above < below or (
        above == below and sum(rival < y for rival in rivals) >= sum(rival > y for rival in rivals)
    )


def _neighbours(view: View) -> list[float]:
    before = view.values[max(view.last - 2, 0) : view.last]
    after = [view.projected[0].value] if view.projected else []
    return [value for value in (*before, *after) if value == value]


def _crowding(rivals: Sequence[float], low: float, high: float) -> int:
    return sum(low <= rival <= high for rival in rivals)


def _margin_labels(axes: Axes, view: View) -> None:
    """The statuses and the target, beside the bands they belong to."""
    bottom, top = view.limits
    per_point = (top - bottom) / (PLOT * 72)
    wanted: list[tuple[float, Status | str]] = [((low + high) / 2, band.status) for band, low, high in _visible(view)]
    wanted += [(line, text) for line, text in _target_labels(view)]
    wanted.sort(key=lambda label: label[0])
    placed = spread([y for y, _ in wanted], LABEL_GAP * per_point, bottom + 4 * per_point, top - 4 * per_point)
    for y, (_, label) in zip(placed, wanted, strict=True):
        _margin_label(axes, y, label)


def _margin_label(axes: Axes, y: float, label: Status | str) -> None:
    beside = axes.get_yaxis_transform()
    if not isinstance(label, Status):
        axes.text(1.012, y, label, transform=beside, va="center_baseline", fontsize=theme.NORMAL, weight="bold")
        return
    colour, size = palette.look(label).word, 6.5 if label is Status.BLUE else 4.5
    axes.plot(
        [1.024],
        [y],
        transform=beside,
        marker=MARKERS[label],
        markersize=size,
        color=colour,
        markeredgewidth=0,
        clip_on=False,
    )
    axes.text(1.043, y, label.value, transform=beside, va="center_baseline", fontsize=theme.NORMAL, color=colour)


def _target_labels(view: View) -> Iterator[tuple[float, str]]:
    lines = view.lines(view.result.target)
    names = ("Lower limit", "Upper limit") if view.is_range and len(lines) == 2 else ("Target",)
    for line, name in zip(lines, names, strict=False):
        yield line, f"{name} {words.value(view.kpi, line)}"


def _axes(axes: Axes, view: View) -> None:
    """A base line, periods below it and values beside it."""
    bottom, _ = view.limits
    axes.axhline(bottom, color=palette.GREY, linewidth=0.8, clip_on=False, zorder=1)
    for tick in _period_ticks(view):
        theme.note(axes, (tick.at, 0), tick.text, where="below", offset=(0, -4), ha="center", va="top", linespacing=1.1)
    for tick in value_ticks(view.kpi, *(within_bounds(view.kpi, limit) for limit in view.limits)):
        theme.note(axes, (0, tick.at), tick.label, where="beside", offset=(-5, 0), ha="right", va="center_baseline")
        if not view.bands:
            axes.axhline(tick.at, color=palette.RULE, linewidth=0.5, zorder=0)


def _period_ticks(view: View) -> tuple[Tick, ...]:
    width = (theme.WIDTH - LEFT - RIGHT) * 72 / (view.across[1] - view.across[0])
    periods, xs = [point.reading.period for point in view.points], list(view.xs)
    if view.projected and view.result.following:
        periods.append(view.result.following)
        xs.append(view.projected[1])
    return period_ticks(view.kpi, periods, xs, width)
