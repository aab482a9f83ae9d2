"""How one indicator compares: our figure and each group's as bars, and our place among the members of one group."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.indicator import IndicatorResult, Standing
from helpers.analysis.peers import foremost
from helpers.model.kpi import Direction, Kpi
from helpers.model.observation import Reading
from helpers.model.organisation import ComparatorKind
from helpers.present import palette, theme, words
from helpers.present.blocks import Chart
from helpers.present.charts.axis import text_width
from helpers.present.drawn import drawn
from helpers.present.figures import SINGLE, benchmark_table
from helpers.present.legible import legible
from helpers.present.sentences import benchmark_alt

ROW, TOP, BOTTOM = 0.18, 0.2, 0.03
NAMES, GUTTER, STRIP = 2.15, 0.4, 2.05
BAR = 0.7
DOT = 5.0
BELOW_LINE = 29.0
TALLEST = 4.5
LONGEST_NAME = 44
LONGEST_HEADING = 38
FEWEST_ROWS = 4
BETTER = {Direction.INCREASE: "better →", Direction.DECREASE: "← better", Direction.NEUTRAL: ""}


@dataclass(frozen=True)
class Bar:
    """One bar: whose it is, its length, and whether it is ours."""

    name: str
    value: float
    ours: bool = False
    earlier: bool = False


def benchmark(result: IndicatorResult) -> Chart | None:
    """The comparison chart of an indicator, or None when there is nobody to compare with."""
    shown = legible(result)
    table = benchmark_table(shown)
    if table is None or not any(standing.comparison.mean is not None for standing in shown.standings):
        return None
    return Chart(
        id=f"{shown.kpi.id}-benchmark",
        caption=f"{shown.kpi.title}: comparison with other areas",
        svg=drawn(draw_benchmark, shown),
        alt=benchmark_alt(shown).text,
        figures=table,
    )


def draw_benchmark(result: IndicatorResult) -> Figure:
    """Draw the comparison of an indicator with at least one group."""
    bars = tuple(bars_of(result))
    height = TOP + BOTTOM + ROW * max(len(bars), FEWEST_ROWS)
    figure = theme.canvas(height)
    standing = foremost(result)
    has_strip = standing is not None and len(standing.values) > 1
    right = STRIP + GUTTER if has_strip else 0.6
    bottom = height - TOP - ROW * len(bars)
    _bars(theme.plot_area(figure, NAMES, right, TOP, bottom), result, bars)
    if has_strip and standing is not None:
        left = theme.WIDTH - STRIP + 0.05
        _strip(theme.plot_area(figure, left, 0.1, TOP, height - TOP - ROW * FEWEST_ROWS), result.kpi, standing)
    return figure


def bars_of(result: IndicatorResult) -> Iterator[Bar]:
    """Our latest figure, ours of an earlier period that a group is compared at, and each group's mean."""
    if result.current is not None and result.current.value is not None:
        yield Bar("Our figure", result.current.value, ours=True)
    for reading in _earlier_readings(result.standings):
        if reading.value is not None:
            yield Bar(f"Our figure ({words.period_label(result.kpi, reading.period)})", reading.value, True, True)
    for standing in result.standings:
        if standing.comparison.mean is not None:
            yield Bar(_group_name(result.kpi, standing), standing.comparison.mean)


def stacked(values: Sequence[float], width: float) -> tuple[int, ...]:
    """How many dots each dot stands on, so that dots closer than `width` do not hide each other."""
    heights: list[int] = []
    for i, value in enumerate(values):
        near = {heights[j] for j in range(i) if abs(values[j] - value) < width}
        heights.append(next(height for height in range(len(values)) if height not in near))
    return tuple(heights)


def _earlier_readings(standings: Sequence[Standing]) -> list[Reading]:
    found = {s.period: s.ours for s in standings if s.months_older and s.ours is not None and s.ours.value is not None}
    return [reading for reading in found.values() if reading is not None]


def _group_name(kpi: Kpi, standing: Standing) -> str:
    mean = "" if standing.group.kind in SINGLE else " (mean)"
    after = f" ({words.period_label(kpi, standing.period)})" if standing.months_older else mean
    return textwrap.shorten(standing.group.name, LONGEST_NAME - len(after), placeholder="…") + after


def _bars(axes: Axes, result: IndicatorResult, bars: Sequence[Bar]) -> None:
    rows = range(len(bars))
    values = [bar.value for bar in bars]
    axes.set_xlim(min(0.0, *values) * 1.25, max(0.0, *values) * 1.25 or 1.0)
    axes.set_ylim(len(bars) - 0.5, -0.5)
    faces = ["none" if bar.earlier else palette.NAVY if bar.ours else palette.FOCUS[1] for bar in bars]
    edges = [palette.NAVY if bar.ours else palette.FOCUS[1] for bar in bars]
    axes.barh(rows, values, height=BAR, color=faces, edgecolor=edges, linewidth=1)
    axes.axvline(0, color=palette.GREY, linewidth=0.8)
    for row, bar in zip(rows, bars, strict=True):
        _bar_labels(axes, result.kpi, row, bar)
    heading = words.period_label(result.kpi, result.current.period) if result.current else ""
    _heading(axes, 0, heading)


def _bar_labels(axes: Axes, kpi: Kpi, row: int, bar: Bar) -> None:
    look: dict[str, Any] = {"va": "center_baseline", "weight": "bold" if bar.ours else "normal"}
    look["color"] = palette.NAVY if bar.ours else palette.INK
    size = min(theme.NORMAL, theme.NORMAL * (NAMES * 72 - 8) / text_width(bar.name))
    theme.note(axes, (0, row), bar.name, where="beside", offset=(-6, 0), ha="right", fontsize=size, **look)
    theme.note(
        axes, (max(bar.value, 0), row), words.value(kpi, bar.value), offset=(4, 0), fontsize=theme.NORMAL, **look
    )


def _strip(axes: Axes, kpi: Kpi, standing: Standing) -> None:
    """One dot for each member, and a diamond for us, on one line. No member is named."""
    values = [value for _, value in standing.values]
    ours = standing.ours.value if standing.ours else None
    everyone = [*([ours] if ours is not None else []), *sorted(values)]
    low, high = min(everyone), max(everyone)
    room = 0.12 * (high - low) or abs(high) * 0.05 or 1.0
    axes.set_xlim(low - room, high + room)
    axes.set_ylim(-BELOW_LINE / DOT, (ROW * FEWEST_ROWS * 72 - BELOW_LINE) / DOT)
    axes.axhline(0, color=palette.RULE, linewidth=0.8, zorder=0)
    _dots(axes, everyone, ours is not None, DOT * (high - low + 2 * room) / ((STRIP - 0.15) * 72))
    if ours is not None:
        _our_place(axes, standing, ours)
    _ends(axes, kpi, low, high)
    _heading(axes, 0.5, _strip_heading(kpi, standing), "center")


def _strip_heading(kpi: Kpi, standing: Standing) -> str:
    period = f", {words.period_label(kpi, standing.period)}" if standing.months_older else ""
    if standing.group.kind is ComparatorKind.NEIGHBOURS:
        return f"Each statistical neighbour{period}"
    each = f": each member{period}"
    return textwrap.shorten(standing.group.name, LONGEST_HEADING - len(each), placeholder="…") + each


def _dots(axes: Axes, values: Sequence[float], ours_first: bool, width: float) -> None:
    heights = stacked(values, width)
    step = min(1.0, TALLEST / max(1, *heights))
    look: dict[str, Any] = {"markerfacecolor": palette.MEMBER, "markeredgecolor": "white", "markeredgewidth": 0.6}
    start = int(ours_first)
    up = [step * height for height in heights[start:]]
    axes.plot(values[start:], up, "o", label="members", markersize=DOT, clip_on=False, **look)


def _our_place(axes: Axes, standing: Standing, ours: float) -> None:
    comparison = standing.comparison
    axes.plot(
        [ours], [0], marker="D", markersize=7, color=palette.NAVY, markeredgecolor="white", zorder=5, label="ours"
    )
    text = f"Ours: rank {comparison.rank} of {comparison.of}" if comparison.rank else "Ours"
    low, high = axes.get_xlim()
    share = (ours - low) / (high - low)
    side = "left" if share < 0.3 else "right" if share > 0.7 else "center"
    offset = ({"left": -5, "right": 5}.get(side, 0), -6)
    bold: dict[str, Any] = {"fontsize": theme.NORMAL, "weight": "bold", "color": palette.NAVY}
    theme.note(axes, (ours, 0), text, offset=offset, ha=side, va="top", **bold)


def _ends(axes: Axes, kpi: Kpi, low: float, high: float) -> None:
    """The lowest and the highest figure, and which end is the better."""
    for at, x, side in ((low, -4, "left"), (high, 4, "right")):
        theme.note(axes, (at, 0), words.value(kpi, at), offset=(x, -17), ha=side, va="top")
    better = BETTER[kpi.direction]
    theme.note(axes, (0.5, 0), better, where="beside", offset=(0, -17), ha="center", va="top", style="italic")


def _heading(axes: Axes, x: float, text: str, ha: str = "left") -> None:
    theme.note(axes, (x, 1), text, where="axes", offset=(0, 4), ha=ha)
