"""The trend of one indicator: its figures against their target, the status bands, and where a straight line leads."""

from __future__ import annotations

from typing import Any

from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.indicator import IndicatorResult
from helpers.model.observation import Mark
from helpers.model.status import Status
from helpers.present import palette, theme, words
from helpers.present.blocks import Chart
from helpers.present.charts.frame import frame, in_margin
from helpers.present.charts.marks import mark_caption, mark_words, marked
from helpers.present.charts.view import (
    HIGH,
    WIDE,
    View,
    label_above,
    runs,
    target_labels,
    target_spans,
    ticks_across,
    visible_bands,
)
from helpers.present.drawn import drawn
from helpers.present.figures import trend_table
from helpers.present.legible import legible
from helpers.present.sentences import trend_alt

LEFT, TOP, LINE = 0.52, 0.18, 0.135
RIGHT = theme.WIDTH - LEFT - WIDE
MARKERS = {Status.RED: "D", Status.AMBER: "^", Status.GREEN: "o", Status.BLUE: "*"}
MANY = 20
HALO = [patheffects.withStroke(linewidth=2.5, foreground="white", alpha=0.9)]


def trend(result: IndicatorResult) -> Chart | None:
    """The trend chart of an indicator, or None when it has no figure to show."""
    shown = legible(result)
    if not any(point.reading.value is not None for point in shown.history):
        return None
    began, caption = mark_words(View(shown)), mark_caption(View(shown))
    return Chart(
        id=f"{shown.kpi.id}-trend",
        caption=". ".join(part for part in (trend_caption(shown), caption.rstrip(".")) if part),
        svg=drawn(draw_trend, shown),
        alt=" ".join(part for part in (trend_alt(shown).text, began) if part),
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
    lines = max(tick.text.count("\n") for tick in ticks_across(view)) + 1
    bottom = 0.07 + LINE * lines
    figure = theme.canvas(TOP + HIGH + bottom)
    axes = theme.plot_area(figure, LEFT, RIGHT, TOP, bottom)
    axes.set_xlim(*view.across)
    axes.set_ylim(*view.limits)
    _bands(axes, view)
    _targets(axes, view)
    _projection(axes, view)
    _line(axes, view)
    _notes(axes, view)
    _actions(axes, view)
    _latest(axes, view)
    _margin_labels(axes, view)
    _axes(axes, view)
    return figure


def _bands(axes: Axes, view: View) -> None:
    start, end = view.judged_from, view.across[1]
    for band, low, high in visible_bands(view):
        axes.fill_between([start, end], low, high, color=palette.look(band.status).tint, linewidth=0, zorder=0)
    edges = [high for band, _, high in visible_bands(view) if band.high is not None and high < view.limits[1]]
    axes.hlines(edges, start, end, color=palette.WHITE, linewidth=1.2, zorder=0.5)


def _targets(axes: Axes, view: View) -> None:
    """A dashed line for each target, as long as it held; those of the past are lighter."""
    for target, start, end in target_spans(view):
        latest = target == view.lines(view.result.target) and end == view.across[1]
        colour, width = (palette.INK, 1.2) if latest else (palette.GREY, 0.9)
        for line in target:
            look: dict[str, Any] = {"color": colour, "linewidth": width, "dashes": (4, 2)}
            axes.plot([start, end], [line, line], zorder=2, label="target", **look)


def _projection(axes: Axes, view: View) -> None:
    """The fitted line, dotted, and its interval where it is read."""
    if view.projected is None:
        return
    projection, at = view.projected
    bottom, top = view.limits
    value = view.kpi.nearest_possible(projection.value)
    low, high = max(projection.low, bottom), min(projection.high, top)
    axes.fill_between([at - 0.32, at + 0.32], low, high, color=palette.NAVY, alpha=0.16, linewidth=0, zorder=1)
    ends = [at - projection.at, at], [projection.intercept, projection.value]
    axes.plot(*ends, color=palette.NAVY, linewidth=1.1, linestyle=(0, (1, 2)), zorder=3, label="projection")
    axes.plot([at], [value], label="projected", zorder=4, **_marker("D", 4.5, palette.WHITE, palette.NAVY))
    text = f"Projected {words.value(view.kpi, value)} [f]"
    theme.note(axes, (1, 1), text, where="axes", offset=(0, 3), ha="right", style="italic")


def _line(axes: Axes, view: View) -> None:
    """The figures, joined where nothing is missing; provisional ones are hollow."""
    for run in runs(view):
        places = [view.xs[i] for i in run], [view.values[i] for i in run]
        axes.plot(*places, color=palette.NAVY, linewidth=2, zorder=5, label="figures", solid_capstyle="round")
    shown = [i for i, value in enumerate(view.values) if value == value]
    hollow = [i for i in shown if Mark.PROVISIONAL in view.points[i].reading.marks]
    _markers(axes, view, [i for i in shown if i not in hollow], "confirmed", palette.NAVY, palette.WHITE)
    _markers(axes, view, hollow, "provisional", palette.WHITE, palette.NAVY)


def _markers(axes: Axes, view: View, places: list[int], label: str, face: str, edge: str) -> None:
    size = 5.5 if len(view.points) <= MANY else 4.0
    if places:
        xs, ys = [view.xs[i] for i in places], [view.values[i] for i in places]
        axes.plot(xs, ys, label=label, zorder=6, **_marker("o", size, face, edge))


def _marker(shape: str, size: float, face: str, edge: str) -> dict[str, Any]:
    colours = {"markerfacecolor": face, "markeredgecolor": edge, "markeredgewidth": 0.9}
    return {"linestyle": "none", "marker": shape, "markersize": size, "clip_on": False, **colours}


def _notes(axes: Axes, view: View) -> None:
    """Where the series is broken, and where a figure is suppressed."""
    for x, point in zip(view.xs, view.points, strict=True):
        if Mark.BREAK in point.reading.marks and x > view.xs[0]:
            axes.axvline(x - 0.5, color=palette.GREY, linewidth=0.8, linestyle=(0, (2, 2)), zorder=1)
            theme.note(axes, (x - 0.5, 1), "[b]", where="below", offset=(0, 3), ha="center")
        if point.reading.value is None and Mark.CONFIDENTIAL in point.reading.marks:
            theme.note(axes, (x, 0), "[c]", where="below", offset=(0, 3), ha="center")


def _actions(axes: Axes, view: View) -> None:
    """A line where an action on the indicator began."""
    for at, _ in marked(view):
        look: dict[str, Any] = {"color": palette.ACTION, "linewidth": 1.0, "linestyle": (0, (1, 1.5))}
        axes.axvline(at, zorder=1.5, label="action", **look)
        text: dict[str, Any] = {"weight": "bold", "color": palette.ACTION, "path_effects": HALO, "zorder": 7}
        theme.note(axes, (at, 0), "A", where="below", offset=(2.5, 2), ha="left", **text)


def _latest(axes: Axes, view: View) -> None:
    x, y = view.xs[view.last], view.values[view.last]
    at_edge, above = view.across[1] - x < 0.8, label_above(view)
    offset = (4 if at_edge else 0, 7 if above else -7)
    place: dict[str, Any] = {
        "ha": "right" if at_edge else "center",
        "va": "bottom" if above else "top",
        "offset": offset,
    }
    look: dict[str, Any] = {
        "fontsize": theme.LARGE,
        "weight": "bold",
        "color": palette.NAVY,
        "path_effects": HALO,
        "zorder": 8,
    }
    theme.note(axes, (x, y), words.value(view.kpi, y), **place, **look)


def _margin_labels(axes: Axes, view: View) -> None:
    """The statuses and the target, beside the bands they belong to."""
    bands = [((low + high) / 2, band.status) for band, low, high in visible_bands(view)]
    wanted: list[tuple[float, Status | str]] = sorted([*bands, *target_labels(view)], key=lambda label: label[0])
    for y, (_, label) in zip(in_margin([y for y, _ in wanted], view.limits, HIGH), wanted, strict=True):
        _margin_label(axes, y, label)


def _margin_label(axes: Axes, y: float, label: Status | str) -> None:
    beside = axes.get_yaxis_transform()
    if not isinstance(label, Status):
        axes.text(1.012, y, label, transform=beside, va="center_baseline", fontsize=theme.NORMAL, weight="bold")
        return
    colour, size = palette.look(label).word, 6.5 if label is Status.BLUE else 4.5
    look = _marker(MARKERS[label], size, colour, colour) | {"markeredgewidth": 0}
    axes.plot([1.024], [y], transform=beside, **look)
    axes.text(1.043, y, label.value, transform=beside, va="center_baseline", fontsize=theme.NORMAL, color=colour)


def _axes(axes: Axes, view: View) -> None:
    """The frame; lines across stand in for status bands where there are none."""
    for tick in frame(axes, view.kpi, view.limits, ticks_across(view)):
        if not view.bands:
            axes.axhline(tick.at, color=palette.RULE, linewidth=0.5, zorder=0)
