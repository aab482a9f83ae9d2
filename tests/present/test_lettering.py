"""What is remembered of a text changes no chart: it is drawn as Matplotlib draws it, byte for byte."""

import io

import pytest
from examples import compared, controlled, indicator
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from helpers.analysis.indicator import IndicatorResult
from helpers.present import theme
from helpers.present.charts.benchmark import draw_benchmark
from helpers.present.charts.control import draw_control
from helpers.present.charts.control_view import ControlView
from helpers.present.charts.trend import draw_trend
from helpers.present.lettering import Lettering

CHARTS = {
    "trend": lambda: draw_trend(indicator([61.0, 62.5, None, 64.0], targets=63)),
    "benchmark": lambda: draw_benchmark(indicator([61.0, 62.0, 64.0], comparators=compared())),
    "control": lambda: draw_control(view(controlled([70 + step % 7 for step in range(24)]))),
}


def view(result: IndicatorResult) -> ControlView:
    assert result.spc is not None
    return ControlView(result.kpi, result.spc)


def by_matplotlib(figure: Figure) -> str:
    stream = io.StringIO()
    figure.savefig(stream, format="svg", metadata=theme.BARE)
    return stream.getvalue()


def regular(size: float) -> FontProperties:
    theme.house_style()
    return FontProperties(family="Source Sans Pro", size=size)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn_as_matplotlib_draws_it_the_first_time_and_the_next(name: str) -> None:
    usual = by_matplotlib(CHARTS[name]())
    assert [theme.svg(CHARTS[name]()) for _ in range(2)] == [usual, usual]


def test_the_same_text_is_wider_in_bold_and_in_a_larger_size() -> None:
    small, large, bold = regular(8), regular(16), regular(8)
    bold.set_weight("bold")
    width, twice, heavier = (
        Lettering().get_text_width_height_descent("Target", font, False)[0] for font in (small, large, bold)
    )
    assert (twice, heavier > width) == (2 * width, True)


def test_a_font_that_is_changed_afterwards_is_measured_anew() -> None:
    font = regular(8)
    before, *_ = Lettering().get_text_width_height_descent("Target", font, False)
    font.set_size(16)
    assert Lettering().get_text_width_height_descent("Target", font, False)[0] == 2 * before


def test_only_outlines_that_are_not_there_yet_are_given_when_the_new_ones_are_asked_for() -> None:
    theme.house_style()
    font, letters = TextToPath()._get_font(regular(8)), Lettering()
    _, outlines, _ = letters.get_glyphs_with_font(font, "pop")
    _, new, _ = letters.get_glyphs_with_font(font, "pope", outlines, return_new_glyphs_only=True)
    assert (len(outlines), len(new)) == (2, 1)
    assert len(letters.get_glyphs_with_font(font, "pope", outlines)[1]) == 3


def test_a_text_as_one_path_is_matplotlibs() -> None:
    ours, theirs = (kind().get_text_path(regular(8), "Target 74%") for kind in (Lettering, TextToPath))
    assert [list(map(float, point)) for point in ours[0]] == [list(map(float, point)) for point in theirs[0]]
