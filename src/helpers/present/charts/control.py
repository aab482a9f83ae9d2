"""The control chart of one indicator: its figures around their mean, the limits of what is usual, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.indicator import IndicatorResult
from helpers.model.observation import Mark
from helpers.present import palette, theme, words
from helpers.present.blocks import Chart
from helpers.present.charts.axis import spread, text_width
from helpers.present.charts.control_view import HIGH, WIDE, ControlView, margin_labels, runs, ticks_across
from helpers.present.charts.frame import frame, in_margin
from helpers.present.drawn import drawn
from helpers.present.figures import control_table
from helpers.present.legible import legible
from helpers.present.sentences import control_alt
from helpers.rules.spc import ControlChart, RunChart, Variation

LEFT, LINE = 0.52, 0.135
RIGHT = theme.WIDTH - LEFT - WIDE
MANY = 40
SPECIAL = tuple(variation for variation in Variation if variation is not Variation.COMMON)
TRIAL = "trial limits"

Row = Callable[[Axes, ControlView, float], None]


def control(result: IndicatorResult) -> Chart | None:
    """The control chart of an indicator, or its run chart while it has few figures; None without either."""
    shown = legible(result)
    figures = control_table(result)
    if figures is None or not isinstance(shown.spc, ControlChart | RunChart):
        return None
    return Chart(
        id=f"{shown.kpi.id}-control",
        caption=_caption(ControlView(shown.kpi, shown.spc)),
        svg=drawn(draw_control, ControlView(shown.kpi, shown.spc)),
        alt=control_alt(result).text,
        figures=figures,
    )


def draw_control(view: ControlView) -> Figure:
    """Draw a control or run chart."""
    bottom = 0.07 + LINE * (max(tick.text.count("\n") for tick in ticks_across(view)) + 1)
    rows = _rows_above(view)
    top = 0.09 + LINE * len(rows)
    figure = theme.canvas(top + HIGH + bottom)
    axes = theme.plot_area(figure, LEFT, RIGHT, top, bottom)
    axes.set_xlim(*view.across)
    axes.set_ylim(*view.limits)
    _levels(axes, view)
    _target(axes, view)
    _figures(axes, view)
    for row, draw in enumerate(rows):
        draw(axes, view, 3 + row * LINE * 72)
    _margin_labels(axes, view)
    frame(axes, view.kpi, view.limits, ticks_across(view))
    return figure


def _caption(view: ControlView) -> str:
    kpi = view.kpi
    unit = f", {kpi.unit_label}" if kpi.unit_label else ""
    kind = "run chart" if isinstance(view.chart, RunChart) else "control chart"
    return f"{kpi.title}{unit}: {kind}, {words.span(kpi, view.readings[0].period, view.readings[-1].period)}"


def _levels(axes: Axes, view: ControlView) -> None:
    """The mean of each stretch and its dashed limits, with what is usual shaded; trial limits are lighter."""
    for level in view.levels:
        ends = [level.start, level.end]
        axes.plot(ends, [level.centre] * 2, color=palette.GREY, linewidth=1.1, zorder=2, label="centre")
        if level.limits:
            colour, width = (palette.MEMBER, 0.7) if level.trial else (palette.GREY, 1.0)
            if not level.trial:
                axes.fill_between(ends, *level.limits, color=palette.PALE, linewidth=0, zorder=0)
            for limit in level.limits:
                label = TRIAL if level.trial else "limit"
                axes.plot(ends, [limit] * 2, color=colour, linewidth=width, dashes=(2, 2), zorder=2, label=label)
    for x in view.rebased:
        axes.axvline(x, color=palette.GREY, linewidth=0.8, zorder=1, label="rebased")


def _target(axes: Axes, view: ControlView) -> None:
    if view.target is not None:
        look: dict[str, Any] = {"color": palette.INK, "linewidth": 1.2, "dashes": (6, 2)}
        axes.plot(view.across, [view.target] * 2, zorder=3, label="target", **look)


def _figures(axes: Axes, view: ControlView) -> None:
    """The figures, thinly joined; special causes differ in shape and colour, provisional figures are hollow."""
    for run in runs(view):
        xs, ys = [view.xs[i] for i in run], [view.values[i] for i in run]
        axes.plot(xs, ys, color=palette.NAVY, linewidth=0.9, zorder=4, label="figures")
    for variation in Variation:
        places = [i for i, found in enumerate(view.variations) if found is variation]
        hollow = [i for i in places if Mark.PROVISIONAL in view.readings[i].marks]
        for some, filled in (([i for i in places if i not in hollow], True), (hollow, False)):
            if some:
                xs, ys = [view.xs[i] for i in some], [view.values[i] for i in some]
                axes.plot(xs, ys, label=variation.value, zorder=6, **_marker(variation, len(view.xs) > MANY, filled))


def _marker(variation: Variation, small: bool, filled: bool = True) -> dict[str, Any]:
    sign = palette.VARIATIONS[variation]
    colour, common = (palette.NAVY, True) if variation is Variation.COMMON else (sign.colour, False)
    size = (3.0 if common else 5.0) if small else (4.0 if common else 6.5)
    look = {"marker": sign.marker, "markersize": size, "markeredgecolor": colour, "markeredgewidth": 0.8}
    return look | {"linestyle": "none", "markerfacecolor": colour if filled else palette.WHITE, "clip_on": False}


def _rows_above(view: ControlView) -> list[Row]:
    """What is said above the plot, nearest first: where limits are trial, where they start afresh, what shapes mean."""
    trial = any(level.trial and level.limits for level in view.levels)
    special = any(variation in SPECIAL for variation in view.variations)
    wanted: tuple[tuple[object, Row], ...] = (
        (trial, _trial_labels),
        (view.rebased, _rebased_labels),
        (special, _legend),
    )
    return [draw for there, draw in wanted if there]


def _trial_labels(axes: Axes, view: ControlView, above: float) -> None:
    middles = [(level.start + level.end) / 2 for level in view.levels if level.trial and level.limits]
    _labels_above(axes, view, [(middle, TRIAL) for middle in middles], above, style="italic")


def _rebased_labels(axes: Axes, view: ControlView, above: float) -> None:
    pairs = zip(view.later_segments, view.levels[1:], strict=True)
    labels = [f"{'limits' if lv.limits else 'change'} {words.from_period(view.kpi, s.first)}" for s, lv in pairs]
    _labels_above(axes, view, list(zip(view.rebased, labels, strict=True)), above)


def _labels_above(axes: Axes, view: ControlView, labels: list[tuple[float, str]], above: float, **style: Any) -> None:
    """Labels in a row above the plot, each as near its place as can be without touching another."""
    start, end = view.across
    widest = (max(text_width(text) for _, text in labels) + 4) * (end - start) / (WIDE * 72)
    placed = spread([x for x, _ in labels], widest, start + widest / 2, end - widest / 2)
    for x, (_, text) in zip(placed, labels, strict=True):
        theme.note(axes, (x, 1), text, where="below", offset=(0, above), ha="center", **style)


def _legend(axes: Axes, view: ControlView, above: float) -> None:
    """The shape and the word of each kind of special cause on the chart."""
    width, height = WIDE * 72, HIGH * 72
    at = 4.0
    for variation in SPECIAL:
        if variation in view.variations:
            y = 1 + (above + 3) / height
            axes.plot([at / width], [y], transform=axes.transAxes, **_marker(variation, small=True))
            colour = palette.VARIATIONS[variation].colour
            theme.note(axes, ((at + 6) / width, 1), variation.value, where="axes", offset=(0, above), color=colour)
            at += text_width(variation.value) + 24


def _margin_labels(axes: Axes, view: ControlView) -> None:
    """The lines in words, beside where they end."""
    wanted = margin_labels(view)
    for y, (_, text) in zip(in_margin([y for y, _ in wanted], view.limits, HIGH), wanted, strict=True):
        look: dict[str, Any] = {"Target": {"weight": "bold"}, "Latest": {"weight": "bold", "color": palette.NAVY}}.get(
            text.split(" ")[0], {"color": palette.GREY}
        )
        beside = axes.get_yaxis_transform()
        axes.text(1.012, y, text, transform=beside, va="center_baseline", fontsize=theme.NORMAL, **look)
