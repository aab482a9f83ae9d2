"""The projected linear trend, against worked examples and an independent table of Student's t."""

from __future__ import annotations

from math import gamma, pi, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.model.observation import Mark, Reading
from helpers.model.periods import Frequency, Period, parse_period
from helpers.rules.trend import T_975, Projection, project, projection_or_reason
from helpers.rules.withheld import Withheld

FIRST = parse_period("2023-24 Q1", Frequency.QUARTER)


def later(quarters: int) -> Period:
    return FIRST.later(3 * quarters)


def series(*values: float | None, broken: int | None = None) -> list[Reading]:
    return [
        Reading(later(place), value, marks=(Mark.BREAK,) if place == broken else ())
        for place, value in enumerate(values)
    ]


def projected(readings: list[Reading], following: Period) -> Projection:
    found = projection_or_reason(readings, following, interval=3, overlapping=False)
    assert isinstance(found, Projection)
    return found


def reason(readings: list[Reading], overlapping: bool = False) -> str:
    found = projection_or_reason(readings, later(len(readings)), interval=3, overlapping=overlapping)
    assert isinstance(found, Withheld)
    return found.reason


def test_a_steady_rise_of_one_a_quarter_goes_on() -> None:
    found = projected(series(*range(10, 18)), later(8))
    assert found.points == 8
    assert [found.slope, found.low, found.value, found.high] == pytest.approx([1, 18, 18, 18])


def test_a_constant_series_stays_where_it_is() -> None:
    found = projected(series(7, 7, 7, 7), later(4))
    assert (found.slope, found.low, found.value, found.high) == (0, 7, 7, 7)


def test_a_worked_example() -> None:
    found = project([1, 2, 3, 4], [2, 2, 4, 5], 5)
    assert [found.slope, found.intercept, found.value] == pytest.approx([1.1, 0.5, 6])
    half = 4.303 * sqrt(0.35 * (1 + 1 / 4 + 2.5**2 / 5))  # the residuals are 0.4, -0.7, 0.2 and 0.1
    assert [found.low, found.high] == pytest.approx([6 - half, 6 + half])


def test_a_missing_figure_leaves_its_gap() -> None:
    found = projected(series(10, 11, None, 13, 14), later(5))
    assert [found.slope, found.value, found.points] == pytest.approx([1, 15, 4])


def test_a_yearly_series_counts_in_years() -> None:
    years = [parse_period(text, Frequency.FINANCIAL_YEAR) for text in ("2020-21", "2021-22", "2022-23", "2023-24")]
    readings = [Reading(year, 5.0 * place) for place, year in enumerate(years)]
    found = projection_or_reason(readings, years[-1].later(12), interval=12, overlapping=False)
    assert isinstance(found, Projection)
    assert [found.slope, found.at, found.value] == pytest.approx([5, 4, 20])


@pytest.mark.parametrize("values", [(), (1,), (1, 2, 3), (1, None, 2, None, 3)])
def test_fewer_than_four_figures_are_not_projected(values: tuple[float | None, ...]) -> None:
    had = sum(value is not None for value in values)
    assert reason(series(*values)) == f"no projection: it needs four figures and has {had}"


def test_overlapping_periods_are_not_projected() -> None:
    expected = "no projection: the periods overlap, so neighbouring figures share most of their data"
    assert reason(series(1, 2, 3, 4, 5), overlapping=True) == expected


def test_only_figures_since_the_break_count() -> None:
    found = projected(series(90, 80, 1, 2, 3, 4, broken=2), later(6))
    assert [found.points, found.slope, found.value] == pytest.approx([4, 1, 5])


def test_too_few_figures_since_the_break() -> None:
    expected = "no projection: it needs four figures and has 2 since the series was broken in Q4 2023/24"
    assert reason(series(1, 2, 3, 4, 5, broken=3)) == expected


def test_three_points_are_the_fewest_with_an_interval() -> None:
    found = project([0, 1, 2], [0, 2, 1], 1)
    half = 12.706 * sqrt(1.5 * (1 + 1 / 3))
    assert [found.low, found.value, found.high] == pytest.approx([1 - half, 1, 1 + half])


@pytest.mark.parametrize(("x", "y"), [([], []), ([1, 2], [1, 2]), ([1, 1, 1], [1, 2, 3])])
def test_a_line_needs_three_points_at_different_places(x: list[float], y: list[float]) -> None:
    with pytest.raises(ValueError, match="three points or more, at different x"):
        project(x, y, 4)


def student_t_tail(t: float, freedom: int, steps: int = 2000) -> float:
    """The probability of exceeding t, by Simpson's rule on the density from 0."""
    scale: float = gamma((freedom + 1) / 2) / (sqrt(freedom * pi) * gamma(freedom / 2))
    width = t / steps
    density = [scale * (1 + (width * k) ** 2 / freedom) ** (-(freedom + 1) / 2) for k in range(steps + 1)]
    area: float = width / 3 * (density[0] + 4 * sum(density[1:-1:2]) + 2 * sum(density[2:-1:2]) + density[-1])
    return 0.5 - area


@pytest.mark.parametrize("freedom", range(1, 61))
def test_the_table_of_students_t_is_right_to_its_last_digit(freedom: int) -> None:
    t = T_975[freedom - 1]
    assert student_t_tail(t - 0.00051, freedom) > 0.025 > student_t_tail(t + 0.00051, freedom)


def test_the_table_has_sixty_rows() -> None:
    assert len(T_975) == 60


def test_a_long_series_uses_the_last_row() -> None:
    y = [float(k % 2) for k in range(100)]
    found = project(range(100), y, 100)
    assert found.points == 100
    assert found.high - found.value == pytest.approx(2.0 * 0.5 * 1.02, abs=0.02)


VALUES = st.lists(st.floats(-1000, 1000), min_size=4, max_size=12)


@given(VALUES, st.floats(-100, 100), st.floats(0.1, 10))
def test_changing_the_unit_changes_nothing_else(values: list[float], shift: float, scale: float) -> None:
    x = range(len(values))
    here = project(x, values, len(values))
    there = project(x, [shift + scale * value for value in values], len(values))
    assert there.value == pytest.approx(shift + scale * here.value, abs=1e-6)
    assert there.high - there.low == pytest.approx(scale * (here.high - here.low), abs=1e-6)


@given(VALUES)
def test_the_interval_holds_the_value_and_widens_with_distance(values: list[float]) -> None:
    near = project(range(len(values)), values, len(values))
    far = project(range(len(values)), values, len(values) + 4)
    assert near.low <= near.value <= near.high
    assert far.high - far.low >= near.high - near.low
