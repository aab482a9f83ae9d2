"""The control chart shows the process: asserted on what is drawn, not on pixels."""

from __future__ import annotations

from itertools import pairwise

import pytest
from examples import controlled, indicator
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from helpers.analysis.indicator import IndicatorResult
from helpers.model.observation import Mark
from helpers.present import palette
from helpers.present.blocks import Chart
from helpers.present.charts import control
from helpers.present.charts.axis import text_width
from helpers.present.charts.control import draw_control
from helpers.present.charts.control_view import HIGH, WIDE, ControlView, margin_labels, runs
from helpers.present.figures import control_table
from helpers.rules.spc import ControlChart, RunChart, Variation

STEADY = [float(value) for value in (60, 62) * 7]  # mean 61, moving range 2, limits 55.68 and 66.32
REBASED = [*STEADY, *[value + 20 for value in STEADY[:12]]]


def view(result: IndicatorResult) -> ControlView:
    assert isinstance(result.spc, ControlChart | RunChart)
    return ControlView(result.kpi, result.spc)


def drawn(result: IndicatorResult) -> Figure:
    return draw_control(view(result))


def lines(result: IndicatorResult, label: str) -> list[tuple[list[float], list[float]]]:
    found = drawn(result).axes[0].get_lines()
    return [(list(line.get_xdata()), list(line.get_ydata())) for line in found if line.get_label() == label]


def texts(result: IndicatorResult) -> list[str]:
    return [text.get_text() for axes in drawn(result).axes for text in axes.texts]


def charted(result: IndicatorResult) -> Chart:
    chart = control(result)
    assert chart
    return chart


def test_the_line_goes_through_the_figures() -> None:
    assert lines(controlled(STEADY), "figures") == [(list(range(14)), STEADY)]


def test_the_mean_and_both_limits_run_from_end_to_end() -> None:
    result = controlled(STEADY)
    assert lines(result, "centre") == [([-0.5, 13.5], [61, 61])]
    assert lines(result, "limit") == [([-0.5, 13.5], [55.68, 55.68]), ([-0.5, 13.5], [66.32, 66.32])]
    assert lines(result, "trial limits") == []


def test_limits_step_where_they_were_worked_out_afresh_and_the_line_is_parted_there() -> None:
    result = controlled(REBASED, rebased=["2023-09"])
    assert lines(result, "centre") == [([-0.5, 13.5], [61, 61]), ([13.5, 25.5], [81, 81])]
    assert [ys[0] for _, ys in lines(result, "limit")] == pytest.approx([55.68, 66.32, 75.68, 86.32])
    assert [len(xs) for xs, _ in lines(result, "figures")] == [14, 12]
    assert lines(result, "rebased") == [([13.5, 13.5], [0, 1])]
    assert "limits from September 2023" in texts(result)


def test_a_gap_is_never_bridged() -> None:
    result = controlled([*STEADY, None, *STEADY])
    assert [len(run) for run in runs(view(result))] == [14, 14]


def test_the_target_is_a_line_of_its_own() -> None:
    assert lines(controlled(STEADY, charted=70.0), "target") == [([-0.5, 13.5], [70, 70])]
    assert lines(controlled(STEADY), "target") == []


@pytest.mark.parametrize(
    ("last", "direction", "variation"),
    [
        (70, "increase", Variation.IMPROVEMENT),
        (52, "increase", Variation.CONCERN),
        (70, "decrease", Variation.CONCERN),
        (70, "neutral", Variation.HIGH),
        (52, "neutral", Variation.LOW),
    ],
)
def test_a_special_cause_has_a_shape_and_a_colour_of_its_own_and_is_named(last, direction, variation) -> None:
    result = controlled([*STEADY, last], direction=direction)
    (special,) = [line for line in drawn(result).axes[0].get_lines() if line.get_label() == variation.value]
    assert (list(special.get_xdata()), list(special.get_ydata())) == ([14], [last])
    assert special.get_marker() == palette.VARIATIONS[variation].marker != "o"
    assert to_hex(special.get_markerfacecolor()).upper() == palette.VARIATIONS[variation].colour
    assert variation.value in texts(result)
    (common,) = lines(result, Variation.COMMON.value)
    assert common == (list(range(14)), STEADY)


def test_without_a_special_cause_there_is_no_legend() -> None:
    assert not {variation.value for variation in Variation} & set(texts(controlled(STEADY)))


def test_provisional_figures_are_hollow() -> None:
    result = controlled(STEADY, marks={13: (Mark.PROVISIONAL,)})
    hollow = [line for line in drawn(result).axes[0].get_lines() if list(line.get_xdata()) == [13]]
    assert [to_hex(line.get_markerfacecolor()).upper() for line in hollow] == [palette.WHITE]


def test_trial_limits_are_lighter_and_say_so() -> None:
    result = controlled(STEADY[:9])
    axes = drawn(result).axes[0]
    trial = [line for line in axes.get_lines() if line.get_label() == "trial limits"]
    assert [to_hex(line.get_color()).upper() for line in trial] == [palette.MEMBER] * 2
    assert "trial limits" in texts(result) and "trial limits" not in texts(controlled(STEADY))
    assert (len(axes.collections), len(drawn(controlled(STEADY)).axes[0].collections)) == (0, 1)


def test_a_stretch_too_short_for_limits_has_its_mean_alone() -> None:
    result = controlled(REBASED[:17], rebased=["2023-09"], charted=70.0)
    assert lines(result, "centre")[-1] == ([13.5, 16.5], [pytest.approx(242 / 3)] * 2)
    assert len(lines(result, "limit")) == 2
    assert "change from September 2023" in texts(result)
    assert not [text for text in texts(result) if text.startswith(("Upper", "Lower"))]


def test_a_run_chart_has_its_median_and_nothing_else() -> None:
    result = controlled([60.0, 64.0, 61.0], charted=70.0)
    assert lines(result, "centre") == [([-0.5, 2.5], [61, 61])]
    assert lines(result, "limit") == lines(result, "target") == []
    assert [text for _, text in margin_labels(view(result))] == ["Median 61.0%", "Latest 61.0%"][::-1]
    assert "run chart" in charted(result).caption


def test_the_lines_are_named_in_the_margin_where_they_lie() -> None:
    assert margin_labels(view(controlled(STEADY, charted=70.0))) == [
        (55.68, "Lower limit 55.7%"),
        (61, "Mean 61.0%"),
        (62, "Latest 62.0%"),
        (66.32, "Upper limit 66.3%"),
        (70, "Target 70.0%"),
    ]


def labels_in_the_margin(axes: Axes) -> list[float]:
    names = ("Upper", "Mean", "Lower", "Target", "Latest", "Median")
    return sorted(text.get_position()[1] for text in axes.texts if text.get_text().startswith(names))


@pytest.mark.parametrize("last", [61.0, 61.1, 55.7, 66.3, 100.0])
@pytest.mark.parametrize("target", [61.0, 55.6, 100.0, 1.0])
def test_labels_in_the_margin_never_overlap(last: float, target: float) -> None:
    result = controlled([*STEADY, last], charted=target)
    bottom, top = view(result).limits
    at = labels_in_the_margin(drawn(result).axes[0])
    assert len(at) == 5
    assert min(b - a for a, b in pairwise(at)) >= 10.9 * (top - bottom) / (HIGH * 72)
    assert bottom <= at[0] and at[-1] <= top


def test_labels_above_the_chart_never_overlap() -> None:
    result = controlled([*STEADY, *STEADY, *STEADY], rebased=["2023-09", "2023-10", "2023-11"])
    labels = [text for text in drawn(result).axes[0].texts if text.get_text().startswith(("limits", "change"))]
    per_period = WIDE * 72 / 42
    assert len(labels) == 3
    for one, other in pairwise(labels):
        assert (other.xy[0] - one.xy[0]) * per_period >= text_width(one.get_text())


@pytest.mark.parametrize(
    "values", [STEADY, [*STEADY, 99.9], STEADY[:5], [61.0] * 14, [99.0, 100.0] * 7, [0.0, 0.4] * 7]
)
def test_everything_is_inside_the_chart_and_hardly_beyond_what_can_be(values: list[float]) -> None:
    low, high = view(controlled(values, charted=50.0)).limits
    assert all(low < value < high for value in values)
    assert low > -10 and high < 110


def test_limits_are_shown_no_further_than_the_measure_can_go() -> None:
    result = controlled([99.0, 100.0] * 7)
    assert "Upper limit 100.0%" in texts(result)
    assert result.spc.segments[0].upper > 100


def test_a_chart_carries_its_text_and_its_figures() -> None:
    chart = charted(controlled(STEADY, charted=70.0))
    assert chart.id == "school-readiness-control"
    assert chart.caption == "Children ready for school at age five: control chart, Jul 2022 to Aug 2023"
    assert "with limits of 55.7% and 66.3%" in chart.alt
    assert [row[1].raw for row in chart.figures.rows] == STEADY


def test_a_chart_is_the_same_every_time_and_has_no_date_and_no_font() -> None:
    first, second = (charted(controlled(REBASED, rebased=["2023-09"])) for _ in range(2))
    assert first == second
    assert "<dc:date>" not in first.svg and "font-family" not in first.svg


def test_nothing_is_drawn_without_a_control_chart() -> None:
    assert control(indicator()) is None
    assert control(controlled(STEADY, frequency="financial-year")) is None


def test_the_table_has_each_figure_with_what_it_is_held_against() -> None:
    table = control_table(controlled([*STEADY, 70.0]))
    assert table
    centre, usual = 924 / 15, 2.0  # the last range, 8, is screened out
    headings = [column.heading for column in table.columns]
    assert headings == ["Period", "Value", "Mean", "Lower limit", "Upper limit", "Signal", "Variation"]
    raw = [cell.raw for cell in table.rows[-1]]
    assert raw[:2] == ["2023-09", 70]
    assert raw[2:5] == pytest.approx([centre, centre - 2.66 * usual, centre + 2.66 * usual])
    assert raw[5:] == ["Beyond the limits", "Improvement"]
    assert [cell.raw for cell in table.rows[0]][5:] == [None, "Common cause"]


def test_the_table_of_a_run_chart_has_the_median() -> None:
    table = control_table(controlled([60.0, 64.0, 61.0]))
    assert table
    assert [[cell.raw for cell in row] for row in table.rows] == [
        ["2022-07", 60, 61], ["2022-08", 64, 61], ["2022-09", 61, 61],
    ]  # fmt: skip


def test_the_table_of_a_stretch_without_limits_has_dashes() -> None:
    table = control_table(controlled(REBASED[:16], rebased=["2023-09"]))
    assert table
    assert [cell.words for cell in table.rows[-1]][3:] == ["–"] * 4


def test_no_chart_no_table() -> None:
    assert control_table(indicator()) is None
