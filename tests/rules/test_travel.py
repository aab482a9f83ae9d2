"""The direction of travel, and how soon it leads to the target."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.model.kpi import Direction
from helpers.model.observation import Mark, Reading
from helpers.model.periods import Frequency, parse_period
from helpers.rules.trend import Travel, Trend, periods_to_target, travel
from helpers.rules.withheld import Withheld

FIRST = parse_period("2023-24 Q1", Frequency.QUARTER)
UP, DOWN, NEUTRAL = Direction.INCREASE, Direction.DECREASE, Direction.NEUTRAL


def series(*values: float | None, broken: int | None = None) -> list[Reading]:
    return [
        Reading(FIRST.later(3 * place), value, marks=(Mark.BREAK,) if place == broken else ())
        for place, value in enumerate(values)
    ]


def travelled(*values: float | None, direction: Direction = UP, broken: int | None = None) -> Travel:
    found = travel(series(*values, broken=broken), direction=direction, interval=3)
    assert isinstance(found, Travel)
    return found


def why_not(*values: float | None, overlapping: bool = False, cumulative: bool = False) -> str:
    found = travel(series(*values), direction=UP, interval=3, overlapping=overlapping, cumulative=cumulative)
    assert isinstance(found, Withheld)
    return found.reason


@pytest.mark.parametrize(
    ("direction", "rising", "falling"),
    [
        (UP, Trend.IMPROVING, Trend.WORSENING),
        (DOWN, Trend.WORSENING, Trend.IMPROVING),
        (NEUTRAL, Trend.RISING, Trend.FALLING),
    ],
)
def test_a_steady_rise_or_fall_is_told_by_the_direction_for_improvement(
    direction: Direction, rising: Trend, falling: Trend
) -> None:
    assert travelled(60, 62, 63, 66, 67, direction=direction).trend is rising
    assert travelled(67, 66, 63, 62, 60, direction=direction).trend is falling


def test_a_noisy_flat_series_has_no_clear_trend() -> None:
    found = travelled(70, 73, 69, 72, 68, 73, 70, 71)
    assert found.trend is Trend.UNCLEAR
    assert not found.clear
    assert found.low < 0 < found.high


def test_a_rise_that_chance_could_give_is_not_called_a_trend() -> None:
    assert travelled(70, 74, 69, 75).trend is Trend.UNCLEAR


def test_a_constant_series_has_no_clear_trend() -> None:
    assert travelled(7, 7, 7, 7).trend is Trend.UNCLEAR


def test_the_slope_and_its_interval_are_those_of_least_squares() -> None:
    found = travelled(2, 2, 4, 5)  # residuals 0.4, -0.7, 0.2, 0.1: s squared 0.35, sum of squares of x 5
    half = 4.303 * (0.35 / 5) ** 0.5
    assert [found.slope, found.low, found.high] == pytest.approx([1.1, 1.1 - half, 1.1 + half])
    assert (found.points, found.since) == (4, FIRST)


def test_only_figures_since_the_last_break_count() -> None:
    found = travelled(90, 80, 60, 61, 62, 63, broken=2)
    assert (found.trend, found.points, found.since) == (Trend.IMPROVING, 4, FIRST.later(6))


def test_a_missing_figure_leaves_its_gap() -> None:
    assert travelled(10, 11, None, 13).slope == pytest.approx(1)


def test_two_figures_are_too_few() -> None:
    assert why_not(1, None, 2) == "no trend: it needs three figures and has 2"


def test_overlapping_and_year_to_date_figures_have_no_trend() -> None:
    expected = "no trend: the periods overlap, so neighbouring figures share most of their data"
    assert why_not(1, 2, 3, 4, overlapping=True) == expected
    assert why_not(1, 2, 3, 4, cumulative=True) == "no trend: year-to-date figures start again each year"


def test_from_60_to_64_to_68_the_target_of_80_is_three_quarters_away() -> None:
    assert periods_to_target(68, 80, travelled(60, 64, 68)) == 3


def test_a_falling_measure_reaches_a_lower_target() -> None:
    assert periods_to_target(50, 41, travelled(60, 55, 50, direction=DOWN)) == 2


def test_a_target_that_is_nearly_reached_still_takes_a_period() -> None:
    assert periods_to_target(79.9, 80, travelled(60, 70, 79.9)) == 1


def test_a_whole_number_of_periods_is_not_rounded_up_by_floating_point_noise() -> None:
    assert periods_to_target(0.3, 0.6, travelled(0.1, 0.2, 0.3)) == 3


def test_moving_away_from_the_target_never_reaches_it() -> None:
    found = periods_to_target(60, 80, travelled(68, 64, 60))
    assert found == Withheld("not at the current rate: the figures are moving away from it")


def test_without_a_clear_trend_no_time_is_given() -> None:
    found = periods_to_target(71, 80, travelled(70, 73, 69, 72, 68, 73, 70, 71))
    assert found == Withheld("not at the current rate: there is no clear trend")


@given(st.lists(st.integers(-1000, 1000), min_size=3, max_size=20))
def test_a_measure_and_its_mirror_image_travel_the_same_way(values: list[int]) -> None:
    mirrored = travelled(*(-value for value in values), direction=DOWN)
    found = travelled(*values)
    assert found.trend is mirrored.trend
    assert found.slope == pytest.approx(-mirrored.slope, abs=1e-9)


@given(st.integers(-50, 50), st.integers(1, 50), st.integers(1, 40))
def test_on_a_straight_line_the_target_is_met_when_the_line_meets_it(start: int, step: int, ahead: int) -> None:
    values = [start + step * place for place in range(4)]
    assert periods_to_target(values[-1], values[-1] + step * ahead, travelled(*values)) == ahead
