"""The success map of one priority: boxes that say how each measure stands, and arrows to what it leads to."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.success_map import Outcome, SuccessMap
from helpers.model.organisation import Priority
from helpers.model.status import Status
from helpers.present import palette, theme, words
from helpers.present.blocks import Chart
from helpers.present.charts.trend import MARKERS
from helpers.present.drawn import drawn
from helpers.present.figures import success_table

ROW, BOX, MARGIN, TOP = 0.62, 0.47, 0.02, 0.24
GAPS = {2: 1.2, 3: 0.7}  # inches between columns, by how many there are
NARROW = 0.45
PER_INCH = 15.5  # characters of a name
LINES = 2
HEADINGS = ("Leading measures", "Outcomes")

Place = tuple[float, float]  # the lower left corner of a box, in inches


def success_chart(priority: Priority, found: SuccessMap, source: str) -> Chart:
    """The drawing of one priority's part of the map; `source` says on what its links rest."""
    caption = f"{priority.name}: what leads to what{f'. {source}' if source else ''}"
    id = f"success-{priority.id}"
    alt = success_alt(priority, found)
    return Chart(id, caption, drawn(draw_success, found), alt, success_table(id, caption, found))


def success_alt(priority: Priority, found: SuccessMap) -> str:
    """Each outcome with its status, and the leading measures that arrows lead from, each with its own."""
    said = " ".join(_outcome_words(each) for each in found.outcomes)
    return f"Success map of {priority.name}: arrows lead from leading measures to outcomes. {said}"


def _outcome_words(each: Outcome) -> str:
    return f"{_named(each.result)} is led to by {words.listing(map(_named, each.leading))}."


def _named(result: IndicatorResult) -> str:
    return f"{result.kpi.title} ({result.status})"


def draw_success(found: SuccessMap) -> Figure:
    """Draw a map of at least one outcome."""
    rows = max(len(column) for column in found.columns)
    height = TOP + ROW * rows
    figure = theme.canvas(height)
    axes = theme.plot_area(figure, 0, 0, 0, 0)
    axes.set_xlim(0, theme.WIDTH)
    axes.set_ylim(0, height)
    width, places = _places(found)
    _headings(axes, found, width, height)
    for each in found.outcomes:
        for result in each.leading:
            _arrow(axes, places[result.kpi.id], places[each.result.kpi.id], width)
    for id, result in found.measures.items():
        _box(axes, result, places[id], width)
    return figure


def _places(found: SuccessMap) -> tuple[float, dict[str, Place]]:
    """How wide a box is, and where each stands: in its column, beside what it leads to as far as there is room."""
    columns = found.columns
    gap = GAPS.get(len(columns), NARROW)
    width = (theme.WIDTH - 2 * MARGIN - gap * (len(columns) - 1)) / len(columns)
    height = ROW * max(len(column) for column in columns)
    places: dict[str, Place] = {}
    for number, column in reversed(list(enumerate(columns))):
        step = height / len(column)
        for row, result in enumerate(_in_order(column, found, places)):
            bottom = height - (row + 0.5) * step - BOX / 2
            places[result.kpi.id] = (MARGIN + number * (width + gap), bottom)
    return width, places


def _in_order(
    column: Sequence[IndicatorResult], found: SuccessMap, places: Mapping[str, Place]
) -> list[IndicatorResult]:
    """Those that lead to higher places first, so that few arrows cross."""

    def height(result: IndicatorResult) -> float:
        led_to = [places[id][1] for id in found.leads_to[result.kpi.id]]
        return sum(led_to) / len(led_to) if led_to else 0.0

    return sorted(column, key=lambda result: -height(result))


def _headings(axes: Axes, found: SuccessMap, width: float, height: float) -> None:
    ends = (MARGIN, theme.WIDTH - MARGIN - width)
    for x, text in zip(ends, HEADINGS, strict=True):
        theme.note(axes, (x, height - 0.06), text, va="top", weight="bold")


def _arrow(axes: Axes, start: Place, end: Place, width: float) -> None:
    look = {"arrowstyle": "-|>", "color": palette.GREY, "linewidth": 1.1, "shrinkA": 0, "shrinkB": 1}
    tail, head = (start[0] + width, start[1] + BOX / 2), (end[0], end[1] + BOX / 2)
    axes.annotate("", head, tail, arrowprops=look, annotation_clip=False)


def _box(axes: Axes, result: IndicatorResult, place: Place, width: float) -> None:
    """A box with the measure's name, and its status as a shape and a word."""
    look = palette.look(result.status)
    shape = "round,pad=0,rounding_size=0.05"
    axes.add_patch(
        FancyBboxPatch(place, width, BOX, boxstyle=shape, facecolor=look.tint, edgecolor=look.word, zorder=3)
    )
    x, y = place[0] + 0.1, place[1]
    lines = textwrap.wrap(result.kpi.title, int(PER_INCH * width), max_lines=LINES, placeholder="…")
    beside: dict[str, Any] = {"va": "center", "fontsize": theme.NORMAL, "zorder": 5, "parse_math": False}
    axes.text(x, y + 0.315, "\n".join(lines), linespacing=1.0, **beside)
    _marker(axes, (x + 0.05, y + 0.09), result.status, look.word)
    axes.text(x + 0.16, y + 0.085, result.status.value, color=look.word, weight="bold", **beside)


def _marker(axes: Axes, at: Place, status: Status, colour: str) -> None:
    """The status's shape: a hollow ring for one that is no rating."""
    face, size = (colour, 6.5 if status is Status.BLUE else 4.5) if status in MARKERS else ("none", 4.5)
    shape = MARKERS.get(status, "o")
    axes.plot([at[0]], [at[1]], shape, markersize=size, markerfacecolor=face, markeredgecolor=colour, zorder=5)
