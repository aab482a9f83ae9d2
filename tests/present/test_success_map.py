"""The success map says in shapes, words and a table what leads to what and how each stands."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from examples import PRIORITY, indicator
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.success_map import SuccessMap, success_map
from helpers.model.status import Status
from helpers.present.blocks import plain
from helpers.present.charts.success_map import draw_success, success_alt, success_chart


def measure(id: str, value: float, *leads_to: str, **fields: object) -> IndicatorResult:
    """A measure with a target of 80."""
    timing = "leading" if leads_to else "lagging"
    return indicator([70, value], id=id, name=id.capitalize(), timing=timing, leads_to=leads_to, **fields)


@pytest.fixture
def found() -> SuccessMap:
    """Training leads to visits, visits and hours to care."""
    measures = [
        measure("care", 60), measure("visits", 82, "care"), measure("hours", 75, "care"),
        measure("training", 99, "visits"), measure("alone", 82),
    ]  # fmt: skip
    return success_map(measures)


def boxes(figure: Figure) -> list[FancyBboxPatch]:
    return [patch for patch in figure.axes[0].patches if isinstance(patch, FancyBboxPatch)]


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def test_every_measure_is_a_box_with_its_status_as_a_word(found: SuccessMap) -> None:
    figure = draw_success(found)
    assert len(boxes(figure)) == 4
    said = [text for text in texts(figure) if text]
    assert said == [
        "Leading measures", "Outcomes", "Care", "Red", "Visits", "Green", "Hours", "Amber", "Training", "Blue",
    ]  # fmt: skip


def test_every_status_has_a_shape_of_its_own_so_that_it_can_be_read_in_grey(found: SuccessMap) -> None:
    shapes = [line.get_marker() for line in draw_success(found).axes[0].get_lines()]
    assert shapes == ["D", "o", "^", "*"]


def test_a_measure_without_a_rating_is_a_hollow_ring() -> None:
    unrated = (Status.NO_DATA, "no figures")
    found = success_map([measure("care", 60, unrated=unrated), measure("visits", 82, "care")])
    rings = [line.get_markerfacecolor() for line in draw_success(found).axes[0].get_lines()]
    assert rings[0] == "none" != rings[1]


def test_every_arrow_goes_from_the_right_of_a_measure_to_the_left_of_what_it_leads_to(found: SuccessMap) -> None:
    figure = draw_success(found)
    arrows = [text for text in figure.axes[0].texts if not text.get_text()]
    assert len(arrows) == 3
    lefts = {round(box.get_x(), 3) for box in boxes(figure)}
    rights = {round(box.get_x() + box.get_width(), 3) for box in boxes(figure)}
    for arrow in arrows:
        head, tail = arrow.xy, arrow.get_position()
        assert round(head[0], 3) in lefts
        assert round(tail[0], 3) in rights
        assert tail[0] < head[0]


def test_no_box_lies_on_another_or_beyond_the_drawing(found: SuccessMap) -> None:
    figure = draw_success(found)
    width, height = figure.get_size_inches()
    bounds = [(box.get_x(), box.get_y(), box.get_width(), box.get_height()) for box in boxes(figure)]
    for x, y, w, h in bounds:
        assert 0 <= x < x + w <= width
        assert 0 <= y < y + h <= height
    for i, (x, y, w, h) in enumerate(bounds):
        for other_x, other_y, _, _ in bounds[:i]:
            assert x >= other_x + w or other_x >= x + w or y >= other_y + h or other_y >= y + h


def test_the_words_for_those_who_cannot_see_it_tell_each_outcome_with_what_leads_to_it(found: SuccessMap) -> None:
    assert success_alt(PRIORITY, found) == (
        "Success map of Children and Young People: arrows lead from leading measures to outcomes. "
        "Care (Red) is led to by Hours (Amber) and Visits (Green). Visits (Green) is led to by Training (Blue)."
    )


def test_the_table_beneath_says_the_same(found: SuccessMap) -> None:
    table = success_chart(PRIORITY, found, "").figures
    assert [[plain(cell.words) for cell in row] for row in table.rows] == [
        ["Care", "Red", "Hours Amber; Visits Green"], ["Visits", "Green", "Training Blue"],
    ]  # fmt: skip


def test_the_caption_says_on_what_the_links_rest(found: SuccessMap) -> None:
    assert success_chart(PRIORITY, found, "").caption == "Children and Young People: what leads to what"
    told = success_chart(PRIORITY, found, "Agreed in May.")
    assert told.caption == told.figures.caption == "Children and Young People: what leads to what. Agreed in May."


def test_the_same_map_gives_the_same_drawing(found: SuccessMap) -> None:
    assert success_chart(PRIORITY, found, "").svg == success_chart(PRIORITY, found, "").svg


def test_names_that_try_to_be_more_than_text_are_drawn_as_text() -> None:
    odd = [
        measure("care", 60),
        indicator([70, 82.0], id="odd", name=r"<b> $\frac & $", timing="leading", leads_to=["care"]),
    ]
    chart = success_chart(PRIORITY, success_map(odd), "")
    assert ElementTree.fromstring(chart.svg).tag.endswith("svg")
    assert r"<b> $\frac & $ (Green)" in chart.alt
