"""Charts show what the figures say: asserted on what is drawn, not on pixels."""

from itertools import pairwise
from math import sin

import pytest
from examples import COUNTIES, NATION, NEIGHBOURS, RANGE, compared, indicator
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from helpers.analysis.indicator import IndicatorResult
from helpers.model.observation import Mark
from helpers.model.status import Status
from helpers.present import palette
from helpers.present.charts import benchmark, trend
from helpers.present.charts.benchmark import bars_of, draw_benchmark, stacked
from helpers.present.charts.trend import draw_trend
from helpers.present.charts.view import View, label_above, target_spans, visible_bands

WAVE = [round(70 + 2.2 * sin(i) + 0.12 * i, 1) for i in range(36)]


def axes_of(result: IndicatorResult) -> Axes:
    return draw_trend(result).axes[0]


def lines(axes: Axes, label: str) -> list[tuple[list[float], list[float]]]:
    return [(list(line.get_xdata()), list(line.get_ydata())) for line in axes.get_lines() if line.get_label() == label]


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def test_the_line_goes_through_the_figures() -> None:
    assert lines(axes_of(indicator([61.0, 62.0, 64.0])), "figures") == [([0, 1, 2], [61.0, 62.0, 64.0])]


def test_a_gap_is_never_bridged() -> None:
    runs = lines(axes_of(indicator([61, 62, None, 64, 65, 66, 67], skip=(4,))), "figures")
    assert [ys for _, ys in runs] == [[61, 62], [64], [66, 67]]


def test_year_to_date_figures_are_joined_within_a_year_only() -> None:
    # The figures begin in the second quarter of a year.
    runs = lines(axes_of(indicator([45, 70, 98, 22, 50, 77, 104, 24], measure="cumulative")), "figures")
    assert [ys for _, ys in runs] == [[45, 70, 98], [22, 50, 77, 104], [24]]


def test_a_break_in_series_parts_the_line_and_is_marked() -> None:
    result = indicator([61, 62, 70, 71], marks={2: (Mark.BREAK,)})
    assert [ys for _, ys in lines(axes_of(result), "figures")] == [[61, 62], [70, 71]]
    assert "[b]" in texts(draw_trend(result))


def test_provisional_figures_are_hollow() -> None:
    axes = axes_of(indicator([61, 62, 63], marks={2: (Mark.PROVISIONAL,)}))
    assert lines(axes, "provisional") == [([2], [63])]
    assert lines(axes, "confirmed") == [([0, 1], [61, 62])]
    (hollow,) = [line for line in axes.get_lines() if line.get_label() == "provisional"]
    assert to_hex(hollow.get_markerfacecolor()).upper() == palette.WHITE


def test_a_suppressed_figure_leaves_its_mark_and_nothing_else() -> None:
    result = indicator([61, None, 63], marks={1: (Mark.CONFIDENTIAL,)})
    assert "[c]" in texts(draw_trend(result))
    assert [ys for _, ys in lines(axes_of(result), "figures")] == [[61], [63]]


def test_the_latest_figure_and_the_target_are_labelled_where_they_are() -> None:
    found = texts(draw_trend(indicator()))
    assert "75.0%" in found and "Target 80.0%" in found


def test_every_band_on_the_chart_is_named_so_that_grey_printing_loses_nothing() -> None:
    result = indicator()
    names = [band.status.value for band, _, _ in visible_bands(View(result))]
    assert names == ["Red", "Amber", "Green", "Blue"]
    assert set(names) <= set(texts(draw_trend(result)))


def test_bands_meet_and_fill_the_chart() -> None:
    view = View(indicator())
    found = list(visible_bands(view))
    assert (found[0][1], found[-1][2]) == view.limits
    assert all(a[2] == b[1] for a, b in pairwise(found))


def test_a_target_that_changes_is_drawn_for_as_long_as_it_held_and_bands_reach_no_further_back() -> None:
    view = View(indicator([60, 61, 62, 63], targets=[60, 60, 65, 65], frequency="financial-year"))
    assert target_spans(view) == [((60.0,), -0.5, 1.5), ((65.0,), 1.5, view.across[1])]
    assert view.judged_from == 1.5


def test_a_range_has_a_line_at_each_end() -> None:
    result = indicator([6.0, 6.5, 7.2], scheme=RANGE, targets=None, limits=(5.0, 7.0), direction="neutral")
    assert {ys[0] for _, ys in lines(axes_of(result), "target")} == {5.0, 7.0}
    assert {"Lower limit 5.0%", "Upper limit 7.0%"} <= set(texts(draw_trend(result)))


def test_the_projection_is_the_fitted_line_read_at_the_next_period() -> None:
    axes = axes_of(indicator([60, 61, 62, 63, 64, 65, 66, 67]))
    ((xs, ys),) = lines(axes, "projection")
    assert (xs[0], ys[0]) == (0, pytest.approx(60))
    assert (xs[1], ys[1]) == (8, pytest.approx(68))
    assert "Projected 68.0% [f]" in [text.get_text() for text in axes.texts]


def test_a_projection_after_a_break_starts_where_the_new_series_does() -> None:
    axes = axes_of(indicator([90, 91, 60, 61, 62, 63], marks={2: (Mark.BREAK,)}))
    ((xs, ys),) = lines(axes, "projection")
    assert (xs[0], ys[0]) == (2, pytest.approx(60))


def test_a_projection_over_100_per_cent_is_shown_as_100() -> None:
    result = indicator([96, 97, 98, 99, 99.9], targets=95)
    assert "Projected 100.0% [f]" in texts(draw_trend(result))
    assert View(result).limits[1] < 101


def test_a_withheld_projection_leaves_nothing_behind() -> None:
    axes = axes_of(indicator([60, 61, 62]))
    assert lines(axes, "projection") == []


@pytest.mark.parametrize("values", [WAVE, WAVE[:12], [61.0, 63.0, 70.0], [3.0] * 8, [42.0], [99.0, 100.0, 100.0]])
@pytest.mark.parametrize("direction", ["increase", "decrease"])
def test_every_figure_the_target_and_the_label_are_inside_the_chart(values: list[float], direction: str) -> None:
    view = View(indicator(values, targets=75.0, direction=direction))
    low, high = view.limits
    assert all(low < value < high for value in (*values, 75.0))
    label_above(view)


def test_the_label_of_a_falling_figure_is_below_it() -> None:
    falling = [80, 81, 79, 80, 81, 80, 79, 80, 81, 79, 78, 70]
    assert not label_above(View(indicator(falling, targets=76)))
    assert label_above(View(indicator([150 - value for value in falling], targets=74)))


def test_a_chart_is_the_same_every_time() -> None:
    assert trend(indicator()) == trend(indicator())
    first, second = (benchmark(indicator(comparators=compared())) for _ in range(2))
    assert first == second


def test_a_drawing_has_no_date_and_asks_for_no_font() -> None:
    chart = trend(indicator())
    assert chart is not None
    assert "<dc:date>" not in chart.svg and "font-family" not in chart.svg


def test_a_chart_carries_its_text_and_its_figures() -> None:
    chart = trend(indicator())
    assert chart is not None and chart.id == "school-readiness-trend"
    assert "75.0%" in chart.alt
    assert [row[1].raw for row in chart.figures.rows] == [p.reading.value for p in indicator().history]


def test_nothing_is_drawn_when_there_is_nothing_to_draw() -> None:
    assert trend(indicator([])) is None
    assert trend(indicator([None, None], counts=None)) is None
    assert benchmark(indicator()) is None


def test_our_bar_comes_first_and_each_group_follows() -> None:
    bars = list(bars_of(indicator(comparators=compared())))
    assert [bar.name for bar in bars] == [
        "Our figure",
        "Statistical neighbours (mean)",
        "County councils (mean)",
        "East of England",
        "England",
    ]
    assert [round(bar.value, 1) for bar in bars] == [75.0, 73.5, 73.5, 73.1, 71.7]


def test_groups_of_another_period_name_it_and_bring_our_figure_of_that_period() -> None:
    result = indicator(comparators=[(NEIGHBOURS, [66.0] * 8, 12), (NATION, [66.0], 0)])
    names = [bar.name for bar in bars_of(result)]
    assert names == ["Our figure", "Our figure (Q1 2024/25)", "Statistical neighbours (Q1 2024/25)", "England"]


def test_bars_start_at_zero() -> None:
    axes = draw_benchmark(indicator(comparators=compared())).axes[0]
    assert axes.get_xlim()[0] == 0
    assert [round(bar.get_width(), 1) for bar in axes.patches][:2] == [75.0, 73.5]


def test_each_neighbour_is_a_dot_and_we_are_a_diamond_on_one_line() -> None:
    strip = draw_benchmark(indicator(comparators=compared())).axes[1]
    ((dots, _),) = lines(strip, "members")
    assert sorted(round(dot, 1) for dot in dots) == [65.9, 69.0, 72.8, 76.4, 77.0, 79.8]
    ((ours, height),) = lines(strip, "ours")
    assert (ours, height) == ([75.0], [0])
    assert "Ours: rank 4 of 7" in [text.get_text() for text in strip.texts]


def test_neighbours_are_never_named_on_a_chart() -> None:
    chart = benchmark(indicator(comparators=compared()))
    assert chart is not None
    for name in NEIGHBOURS.members:
        assert name not in chart.svg and name not in chart.alt


def test_a_neutral_measure_has_no_rank_and_no_better_end() -> None:
    found = texts(draw_benchmark(indicator(direction="neutral", scheme=None, targets=None, comparators=compared())))
    assert "Ours" in found and not [text for text in found if "better" in text or "rank" in text]


def test_the_members_of_the_only_group_are_dots_under_its_name() -> None:
    counties = [60.0, 61.0, 80.0]
    strip = draw_benchmark(indicator(comparators=[(COUNTIES, counties, 0)])).axes[1]
    ((dots, _),) = lines(strip, "members")
    assert sorted(dots) == counties
    found = [text.get_text() for text in strip.texts]
    assert "County councils: each member" in found and "Ours: rank 2 of 4" in found


def test_the_heading_of_a_group_with_a_long_name_fits_its_strip() -> None:
    named = COUNTIES.model_copy(update={"name": "County councils and combined authorities of the region"})
    strip = draw_benchmark(indicator(comparators=[(named, [60.0, 61.0], 12)])).axes[1]
    (heading,) = [text.get_text() for text in strip.texts if "each member" in text.get_text()]
    assert heading == "County…: each member, Q1 2024/25"


def test_the_neighbours_are_the_dots_when_there_are_other_groups_too() -> None:
    strip = draw_benchmark(indicator(comparators=compared())).axes[1]
    assert "Each statistical neighbour" in [text.get_text() for text in strip.texts]


def test_without_neighbours_several_groups_have_no_strip() -> None:
    others = [(COUNTIES, [60.0, 61.0], 0), (NATION, [62.0], 0)]
    assert len(draw_benchmark(indicator(comparators=others)).axes) == 1


def test_a_nation_alone_has_no_strip() -> None:
    assert len(draw_benchmark(indicator(comparators=[(NATION, [62.0], 0)])).axes) == 1


def test_dots_that_would_hide_each_other_are_stacked() -> None:
    assert stacked([1, 1, 1, 5], 0.5) == (0, 1, 2, 0)


def test_a_status_has_its_own_marker_beside_its_band() -> None:
    shapes = {line.get_marker() for line in axes_of(indicator()).get_lines()}
    assert {"D", "^", "o", "*"} <= shapes
    assert Status.RED.value in texts(draw_trend(indicator()))
