"""Patterns that chance seldom makes, on figures made by hand around a mean of 0 with limits at 3 either side."""

from __future__ import annotations

from fractions import Fraction

import pytest

from helpers.rules.signals import Signal, signals

BEYOND, TREND, TWO, SHIFT = Signal


def found(*values: float, reach: float = 3) -> list[Signal | None]:
    return list(signals([Fraction(value) for value in values], Fraction(), Fraction(reach)))


def upside_down(*values: float) -> list[Signal | None]:
    return found(*(-value for value in values))


@pytest.mark.parametrize("told", [found, upside_down])
class TestOnEitherSide:
    def test_a_figure_beyond_a_limit(self, told) -> None:
        assert told(1, -1, 3.1, -1) == [None, None, BEYOND, None]

    def test_a_figure_exactly_on_a_limit_is_not_beyond_it(self, told) -> None:
        assert told(1, -1, 3, -1) == [None] * 4

    def test_seven_rising_are_told_from_the_first_to_the_last(self, told) -> None:
        assert told(0, -1, -0.6, -0.4, -0.2, 0.2, 0.4, 0.6, 0) == [None, *[TREND] * 7, None]

    def test_six_rising_are_not_enough(self, told) -> None:
        assert told(0, -0.6, -0.4, -0.2, 0.2, 0.4, 0.6, 0) == [None] * 8

    def test_more_than_seven_rising_are_all_told(self, told) -> None:
        assert told(-0.8, -0.6, -0.4, -0.2, 0.2, 0.4, 0.6, 0.8, 1) == [TREND] * 9

    def test_an_equal_figure_ends_a_trend(self, told) -> None:
        assert told(-0.8, -0.6, -0.4, -0.2, -0.2, 0.2, 0.4, 0.6) == [None] * 8

    def test_two_of_three_in_the_outer_third_and_only_those_two(self, told) -> None:
        assert told(-1, 2.5, 1, 2.1, -1) == [None, TWO, None, TWO, None]

    def test_a_figure_exactly_two_thirds_of_the_way_is_not_in_the_outer_third(self, told) -> None:
        assert told(-1, 2.5, 1, 2, -1) == [None] * 5

    def test_a_figure_exactly_on_the_limit_is_in_the_outer_third(self, told) -> None:
        assert told(-1, 3, 1, 2.1, -1) == [None, TWO, None, TWO, None]

    def test_all_three_must_lie_on_one_side(self, told) -> None:
        assert told(-1, 2.5, -1, 2.5, -1) == [None] * 5
        assert told(-1, 2.5, 0, 2.5, -1) == [None] * 5

    def test_a_figure_beyond_the_limits_is_not_in_the_outer_third(self, told) -> None:
        assert told(-1, 3.5, 1, 2.5, -1) == [None, BEYOND, None, None, None]

    def test_near_opposite_limits_is_not_near_one(self, told) -> None:
        assert told(2.5, -2.5, 1) == [None] * 3

    def test_seven_on_one_side_are_told_from_the_first_to_the_last(self, told) -> None:
        assert told(-1, 1, 1.5, 1, 1.5, 1, 1.5, 1, -1) == [None, *[SHIFT] * 7, None]

    def test_six_on_one_side_are_not_enough(self, told) -> None:
        assert told(-1, 1, 1.5, 1, 1.5, 1, 1.5, -1) == [None] * 8

    def test_a_figure_on_the_mean_is_on_neither_side(self, told) -> None:
        assert told(1, 1.5, 1, 0, 1, 1.5, 1) == [None] * 7

    def test_the_first_signal_in_order_is_the_one_told(self, told) -> None:
        assert told(0.1, 0.5, 1, 1.5, 2.1, 2.5, 3.5) == [*[TREND] * 6, BEYOND]
        assert told(1, 1.5, 1, 2.5, 1, 2.5, 1) == [SHIFT, SHIFT, SHIFT, TWO, SHIFT, TWO, SHIFT]
        assert told(-0.5, 0.1, 0.5, 1, 2.1, 2.4, 2.5) == [TREND] * 7


def test_the_order_is_beyond_then_trend_then_two_of_three_then_shift() -> None:
    assert [signal.value for signal in Signal] == [
        "beyond the limits",
        "seven rising or falling in a row",
        "two of three near a limit",
        "seven on one side of the mean",
    ]


def test_figures_that_are_all_the_same_have_no_signal() -> None:
    assert found(*[0] * 20, reach=0) == [None] * 20


@pytest.mark.parametrize("values", [(), (1,), (2.5, 2.5)])
def test_few_figures_are_no_pattern(values: tuple[float, ...]) -> None:
    assert found(*values) == [None] * len(values)
