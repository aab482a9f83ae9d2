"""Standing among comparators: mean and median of those that reported, rank, quartile and age."""

from __future__ import annotations

from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.model.kpi import Direction
from helpers.model.periods import Frequency, parse_period
from helpers.rules.benchmark import Significance, compare, older_by, significance
from helpers.rules.intervals import Interval

UP, DOWN, NEUTRAL = Direction.INCREASE, Direction.DECREASE, Direction.NEUTRAL


def test_the_mean_of_ten_neighbours_of_which_two_are_missing_is_the_mean_of_eight() -> None:
    found = compare(5, [1, 2, None, 3, 4, 5, 6, None, 7, 12], direction=UP)
    assert (found.mean, found.median, found.reporting, found.members) == (5.0, 4.5, 8, 10)


def test_a_nan_from_a_data_frame_is_missing() -> None:
    found = compare(float("nan"), [1.0, float("nan"), 3.0], direction=UP)
    assert (found.mean, found.reporting, found.rank, found.of) == (2.0, 2, None, 2)


@pytest.mark.parametrize(("direction", "rank"), [(UP, 2), (DOWN, 3), (NEUTRAL, None)])
def test_rank_one_is_the_best(direction: Direction, rank: int | None) -> None:
    found = compare(70, [60, 65, 80, None], direction=direction)
    assert (found.rank, found.of) == (rank, 4)


@pytest.mark.parametrize(("direction", "rank"), [(UP, 2), (DOWN, 2)])
def test_ties_share_the_better_rank(direction: Direction, rank: int) -> None:
    assert compare(70, [70, 60, 80], direction=direction).rank == rank


def test_a_tie_is_seen_through_floating_point_noise() -> None:
    assert compare(0.3, [0.1 + 0.2, 0.2], direction=UP).rank == 1


@pytest.mark.parametrize(
    ("own", "up", "down"), [(8, "A", "D"), (6, "B", "C"), (4, "C", "B"), (2, "D", "A"), (1, "D", "A")]
)
def test_quartile_a_is_the_best_whichever_way_is_good(own: float, up: str, down: str) -> None:
    others = [value for value in range(1, 9) if value != own]
    assert compare(own, others, direction=UP).quartile == up
    assert compare(own, others, direction=DOWN).quartile == down


@pytest.mark.parametrize("direction", [UP, DOWN])
def test_a_figure_on_a_cut_is_in_the_better_band(direction: Direction) -> None:
    by_place = [compare(own, [v for v in range(5) if v != own], direction=direction).quartile for own in range(5)]
    assert by_place == (list("DCBAA") if direction is UP else list("AABCD"))


@pytest.mark.parametrize("direction", [UP, DOWN])
def test_areas_that_are_all_equal_are_all_first(direction: Direction) -> None:
    found = compare(5, [5, 5, 5, 5], direction=direction)
    assert (found.rank, found.quartile) == (1, "A")


def test_three_figures_have_no_quartiles_and_neutral_has_none_ever() -> None:
    assert compare(1, [2, 3], direction=UP).quartile is None
    assert compare(1, [2, 3, 4], direction=UP).quartile == "D"
    assert compare(1, [2, 3, 4], direction=NEUTRAL).quartile is None


def test_without_a_figure_of_our_own_there_is_no_place() -> None:
    found = compare(None, [1, 2, 3, 4], direction=UP)
    assert (found.mean, found.rank, found.of, found.quartile) == (2.5, None, 4, None)


def test_nobody_reported() -> None:
    found = compare(5, [None, None], direction=UP)
    assert (found.mean, found.median, found.reporting, found.members, found.of) == (None, None, 0, 2, 1)


FIGURES = st.lists(st.integers(-1000, 1000), min_size=4, max_size=20)


@given(FIGURES, st.sampled_from([UP, DOWN]))
def test_quartile_cuts_are_those_of_type_7(figures: list[int], direction: Direction) -> None:
    signed = [direction.polarity * value for value in figures]
    cuts = quantiles(signed, n=4, method="inclusive")
    expected = "DCBA"[sum(signed[0] >= cut for cut in cuts)]
    assert compare(figures[0], figures[1:], direction=direction).quartile == expected


@given(FIGURES)
def test_a_mirror_image_has_the_same_rank_and_quartile(figures: list[int]) -> None:
    rising = compare(figures[0], figures[1:], direction=UP)
    falling = compare(-figures[0], [-value for value in figures[1:]], direction=DOWN)
    assert (falling.rank, falling.quartile) == (rising.rank, rising.quartile)


@pytest.mark.parametrize(("theirs", "months"), [("2021-22", 21), ("2022-23", 9), ("2023-24", -3)])
def test_comparators_of_an_earlier_year_are_older_by_so_many_months(theirs: str, months: int) -> None:
    ours = parse_period("2023-24 Q3", Frequency.QUARTER)
    assert older_by(ours, parse_period(theirs, Frequency.FINANCIAL_YEAR)) == months


@pytest.mark.parametrize(
    ("direction", "above", "below"),
    [
        (UP, Significance.BETTER, Significance.WORSE),
        (DOWN, Significance.WORSE, Significance.BETTER),
        (NEUTRAL, Significance.HIGHER, Significance.LOWER),
    ],
)
def test_significance_is_by_whether_the_comparator_lies_inside_our_interval(
    direction: Direction, above: Significance, below: Significance
) -> None:
    own = Interval(60, 70)
    assert significance(own, 55, direction=direction) is above
    assert significance(own, 75, direction=direction) is below
    for inside in (60, 65, 70):
        assert significance(own, inside, direction=direction) is Significance.SIMILAR
