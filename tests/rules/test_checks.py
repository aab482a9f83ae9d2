"""Figures are set beside those before them and the numbers that they rest on; odd ones are found."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.model.observation import Mark, Reading
from helpers.model.periods import Frequency, parse_period
from helpers.rules.checks import (
    Jump,
    coverage_shrank,
    jump,
    rate_differs,
    repeated,
    share_differs,
    tenfold,
    total_differs,
    turned_negative,
    unit_change,
)

FIRST = parse_period("2023-24 Q1", Frequency.QUARTER)
STEADY = (10, 12, 11, 13, 12)  # moves by 2, 1, 2 and 1: 1.5 on average
numbers = st.integers(-1000, 1000)


def series(*values: float | None, skipping: int = 0, broken: int | None = None) -> list[Reading]:
    """Quarterly figures; the last comes `skipping` quarters late, and the one in place `broken` begins a new series."""
    last = len(values) - 1
    return [
        Reading(
            FIRST.later(3 * (place + (skipping if place == last else 0))),
            value,
            marks=(Mark.BREAK,) if place == broken else (),
        )
        for place, value in enumerate(values)
    ]


def jumped(readings: list[Reading], ranges: str = "3.267") -> Jump | None:
    return jump(readings[:-1], readings[-1], interval=3, ranges=ranges)


def counted(value: float | None, numerator: float | None = None, denominator: float | None = None) -> Reading:
    return Reading(FIRST, value, numerator, denominator)


def test_a_change_of_3_267_usual_movements_is_a_jump_and_less_is_none() -> None:
    assert jumped(series(*STEADY, 12 + 4.9005)) == Jump(Decimal("4.9005"), Decimal("1.5"))
    assert jumped(series(*STEADY, 12 + 4.9)) is None


def test_a_fall_is_a_jump_too_and_says_how_many_times_the_usual_it_is() -> None:
    found = jumped(series(*STEADY, 3))
    assert (found and found.change, found and found.times) == (-9, 6)


def test_how_far_a_jump_is_can_be_set() -> None:
    assert jumped(series(*STEADY, 15), "2") == Jump(Decimal(3), Decimal("1.5"))
    assert jumped(series(*STEADY, 15), "2.1") is None


@pytest.mark.parametrize(
    ("why", "readings"),
    [
        ("four earlier figures are too few", series(12, 11, 13, 12, 99)),
        ("figures that never moved have no usual movement", series(12, 12, 12, 12, 12, 99)),
        ("the figure before is missing", series(*STEADY, 99, skipping=1)),
        ("the figure begins a new series", series(*STEADY, 99, broken=5)),
        ("too few figures follow the break", series(*STEADY, 12, 99, broken=3)),
        ("a missing figure is no figure", series(None, *STEADY[1:], 99)),
        ("there is nothing to look at", series(*STEADY, None)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_there_is_no_jump_where(why: str, readings: list[Reading]) -> None:
    assert jumped(readings) is None


def test_the_movement_across_a_break_is_not_usual() -> None:
    assert jumped(series(900, *STEADY, 20, broken=1)) == Jump(Decimal(8), Decimal("1.5"))


def test_the_movement_across_a_gap_is_not_usual() -> None:
    late = series(*STEADY, 50, skipping=1)
    now = Reading(late[-1].period.later(3), 56)
    assert jump(late, now, interval=3, ranges="3.267") == Jump(Decimal(6), Decimal("1.5"))


@given(st.lists(numbers, min_size=2, max_size=12), st.integers(1, 1000), numbers)
def test_a_series_in_another_unit_or_moved_up_or_down_has_the_same_verdict(
    values: list[int], times: int, more: int
) -> None:
    found = jumped(series(*values))
    scaled, moved = (jumped(series(*each)) for each in ([v * times for v in values], [v + more for v in values]))
    assert moved == found
    assert (scaled and scaled.change) == (found and found.change * times)


def test_ten_times_the_figure_before_and_a_tenth_of_it_are_found() -> None:
    assert (tenfold(9.3, 93), tenfold(93, 9.3), tenfold(-2, -40)) == (10, Decimal("0.1"), 20)


@pytest.mark.parametrize(("before", "now"), [(9.3, 92.9), (93, 9.4), (0, 50), (50, 0), (-5, 50)])
def test_less_than_ten_times_is_not_and_zero_and_another_sign_have_no_ratio(before: float, now: float) -> None:
    assert tenfold(before, now) is None


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_what_is_ten_times_one_way_is_a_tenth_the_other(one: int, other: int) -> None:
    assert (tenfold(one, other) is None) == (tenfold(other, one) is None)


@pytest.mark.parametrize(
    ("before", "now", "factor"),
    [
        (4.2, 420, "100"), (4.2, 336, "100"), (4.2, 525, "100"), (12, 11_900, "1000"), (420, 4.3, "0.01"),
        (73_390, 73.39, "0.001"),
    ],
)  # fmt: skip
def test_a_figure_in_another_unit_is_found_by_its_factor(before: float, now: float, factor: str) -> None:
    assert unit_change(before, now) == Decimal(factor)


@pytest.mark.parametrize(("before", "now"), [(4.2, 335), (4.2, 526), (4.2, 42), (0, 100), (100, 0), (5, 5)])
def test_a_figure_that_is_merely_different_is_not_in_another_unit(before: float, now: float) -> None:
    assert unit_change(before, now) is None


def test_a_percentage_that_became_a_proportion_is_found_even_if_it_moved() -> None:
    assert unit_change(78.4, 0.5, percent=True) == Decimal("0.01")
    assert unit_change(78.4, 0.5) is None


@pytest.mark.parametrize(("before", "now"), [(0.8, 0.7), (90, 0.4), (30, 0.7)])
def test_a_small_percentage_is_no_proportion(before: float, now: float) -> None:
    assert unit_change(before, now, percent=True) is None


def test_a_figure_below_zero_is_odd_only_where_none_was() -> None:
    assert [turned_negative(before, -1) for before in ([4, 0], [4, -2], [])] == [True, False, False]
    assert turned_negative([4, 2], 0) is False


@pytest.mark.parametrize(
    ("one", "other", "odd"),
    [
        (counted(1104), counted(1104), True),
        (counted(110), counted(110), False),
        (counted(11_200), counted(11_200), False),
        (counted(78.4, 392, 500), counted(78.4, 392, 500), True),
        (counted(78.4, 392, 500), counted(78.4, 784, 1000), False),
        (counted(66.666666, 2, 3), counted(66.666666, 2, 3), False),
        (counted(1104), counted(1105), False),
        (counted(None), counted(None), False),
    ],
)
def test_the_very_same_figure_is_odd_where_it_has_too_many_digits_for_an_accident(
    one: Reading, other: Reading, odd: bool
) -> None:
    assert repeated(one, other) is odd


def test_a_percentage_must_be_its_counts_to_the_last_digit_reported() -> None:
    assert share_differs([], counted(33.3, 1, 3)) is None
    assert share_differs([], counted(33.33333333, 1, 3)) is None
    assert share_differs([], counted(33.4, 1, 3)) == Decimal(100) / 3
    assert share_differs([], counted(93, 93, 1000)) == Decimal("9.3")


def test_a_half_may_be_rounded_either_way() -> None:
    assert [share_differs([], counted(value, 1, 8)) for value in (12, 13, 12.5)] == [None, None, None]


@pytest.mark.parametrize("now", [counted(None, 1, 3), counted(40, None, 3), counted(40, 1, None), counted(40, 1, 0)])
def test_a_percentage_without_counts_is_not_asked_about(now: Reading) -> None:
    assert share_differs([], now) is None


def test_a_percentage_that_never_was_its_counts_is_something_else() -> None:
    other = counted(50, 1, 10)
    assert share_differs([other, other], counted(60, 1, 10)) is None
    assert share_differs([other, counted(10, 1, 10)], counted(60, 1, 10)) == 10


def test_a_rate_must_be_its_counts_per_as_many_as_before() -> None:
    before = [counted(33.0, 33, 100_000), counted(41.2, 41, 99_500)]
    assert rate_differs(before, counted(35.9, 36, 100_200)) is None
    assert rate_differs(before, counted(3.3, 33, 100_000)) == 33
    assert rate_differs(before, counted(36.5, 36, 100_000)) == 36


def test_a_rate_may_be_off_by_its_rounding() -> None:
    assert rate_differs([counted(7.6, 30, 394_737)], counted(3.3, 13, 397_979)) is None


@pytest.mark.parametrize("before", [[], [counted(33, 33, 100_000), counted(33, 33, 1_000)], [counted(70, 33, 100)]])
def test_a_measure_that_is_no_plain_rate_is_not_asked_about(before: list[Reading]) -> None:
    assert rate_differs(before, counted(3.3, 33, 100_000)) is None


def test_whole_numbers_must_add_up_exactly() -> None:
    assert (total_differs(100, [40, 60]), total_differs(101, [40, 60])) == (None, 100)


def test_rounded_numbers_may_each_be_half_a_digit_off() -> None:
    assert total_differs(10.1, [3.3, 3.3, 3.3]) is None  # 9.9, and four halves of a tenth allow 0.2
    assert total_differs(10.2, [3.3, 3.3, 3.3]) == Decimal("9.9")


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=6))
def test_parts_add_up_to_their_sum_and_to_nothing_else(parts: list[int]) -> None:
    assert total_differs(sum(parts), parts) is None
    assert total_differs(sum(parts) + 1, parts) == sum(parts)


@pytest.mark.parametrize(
    ("before", "now", "shrank"),
    [(10, 9, True), (11, 10, False), (29, 27, False), (29, 26, True), (1, 0, True), (9, 10, False), (0, 0, False)],
)
def test_coverage_shrank_when_one_area_in_ten_is_missing(before: int, now: int, shrank: bool) -> None:
    assert coverage_shrank(before, now) is shrank
