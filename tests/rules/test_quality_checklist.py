"""What the machine answers of the quality checklist, and where it leaves the answer to a person."""

from __future__ import annotations

import pytest

from helpers.model.checklist import Answer
from helpers.rules.checklist import (
    Counted,
    Told,
    balanced,
    comparator,
    long_enough,
    recent,
    relevant,
    reproduces,
    right_number,
    target_appropriate,
    target_used,
)

YES, NO, NOT_APPLICABLE = Answer.YES, Answer.NO, Answer.NOT_APPLICABLE


def test_a_kpi_of_a_plan_is_relevant_and_one_without_is_left_to_a_person() -> None:
    assert relevant("Care", "Care strategy") == Told(YES, "Care strategy, for Care")
    assert relevant("Care", None) == Told(None, "it has the priority Care, and no plan names it")


@pytest.mark.parametrize(
    ("named", "reporting", "told"),
    [
        (0, 0, Told(NO, "it is compared with no other area")),
        (2, 0, Told(NO, "no area that it is compared with has a figure")),
        (2, 1, Told(YES, "1 comparator has figures")),
        (3, 2, Told(YES, "2 comparators have figures")),
    ],
)
def test_there_is_a_comparator_when_one_has_figures(named: int, reporting: int, told: Told) -> None:
    assert comparator(named, reporting) == told


def counted(*figures: tuple[float, float, float]) -> list[Counted]:
    return [Counted(f"{2020 + place}/21", *each) for place, each in enumerate(figures)]


def test_percentages_that_follow_from_their_counts_are_accurate() -> None:
    found = reproduces(counted((66.7, 2, 3), (50, 1, 2)), percent=True, decimals=1)
    assert found == Told(YES, "2 of 2 figures follow from their counts")


def test_one_percentage_that_does_not_follow_is_named() -> None:
    found = reproduces(counted((66.7, 2, 3), (55, 1, 2), (25, 1, 4)), percent=True, decimals=1)
    assert found == Told(NO, "1 of 3 figures do not follow from their counts, the last 2021/21")


def test_a_percentage_is_no_other_rate() -> None:
    assert reproduces(counted((500, 1, 2)), percent=True, decimals=0).answer is NO


@pytest.mark.parametrize("per", [1, 100, 1000, 10_000, 100_000, 1_000_000])
def test_a_rate_may_be_per_so_many_the_same_for_all(per: int) -> None:
    assert reproduces(counted((per / 4, 1, 4), (per / 2, 2, 4)), percent=False, decimals=2).answer is YES


def test_rates_per_different_numbers_do_not_reproduce() -> None:
    assert reproduces(counted((250, 1, 4), (5000, 2, 4)), percent=False, decimals=0).answer is NO


def test_a_rate_within_one_per_cent_follows_for_counts_are_rounded() -> None:
    assert reproduces(counted((26.0, 252, 100_000)), percent=False, decimals=1).answer is None
    assert reproduces(counted((251.0, 252, 100_000)), percent=False, decimals=1).answer is YES


def test_figures_worked_out_in_another_way_are_left_to_a_person() -> None:
    found = reproduces(counted((37, 1, 4), (41, 2, 4)), percent=False, decimals=0)
    assert found == Told(None, "not testable: the figures are no simple rate of their counts")


def test_figures_without_counts_are_not_testable() -> None:
    assert reproduces([], percent=True, decimals=0) == Told(
        None, "not testable: no figure has a numerator and a denominator"
    )


def test_a_denominator_of_zero_gives_no_figure() -> None:
    assert reproduces(counted((0, 0, 0)), percent=True, decimals=0).answer is NO


def test_data_are_recent_unless_the_next_figure_is_overdue() -> None:
    assert recent(False) == Told(YES, "no figure is overdue")
    assert recent(True) == Told(NO, "the next figure is overdue")
    assert recent(None) == Told(None, "no figure, or no publication lag, is on record")


def test_a_time_series_has_so_many_figures_or_more() -> None:
    assert long_enough(4, 4) == Told(YES, "4 figures")
    assert long_enough(1, 4) == Told(NO, "1 figure, and 4 are wanted")


def test_a_suite_is_balanced_without_a_flag() -> None:
    assert balanced(()) == Told(YES, "no kind has more than its limit")
    assert balanced(("20 of 27 are lagging", "Outcomes has 14 of 27")) == Told(
        NO, "20 of 27 are lagging; Outcomes has 14 of 27"
    )


@pytest.mark.parametrize(("count", "answer"), [(9, NO), (10, YES), (30, YES), (31, NO)])
def test_the_right_number_is_within_the_range_its_ends_included(count: int, answer: Answer) -> None:
    assert right_number(count, 10, 30) == Told(answer, f"{count} KPIs; from 10 to 30 are wanted")


def test_a_target_that_is_meant_must_be_in_force() -> None:
    assert target_used(meant=True, in_force=True) == Told(YES, "a target is in force")
    assert target_used(meant=True, in_force=False) == Told(NO, "it should have a target, and none is in force")


def test_why_a_kpi_has_no_target_is_for_a_person_to_say() -> None:
    assert target_used(meant=False, in_force=False) == Told(None, "it is shown for context, without a target")


def test_without_a_target_none_can_be_unfair() -> None:
    assert target_appropriate([], 5, least=0, most=100) == Told(NOT_APPLICABLE, "no target is used")


@pytest.mark.parametrize("limits", [[101.0], [-1.0], [90.0, 110.0]])
def test_a_target_beyond_what_the_measure_can_be_is_not_appropriate(limits: list[float]) -> None:
    told = Told(NO, "the target lies beyond what the measure can be")
    assert target_appropriate(limits, 50, least=0, most=100) == told


@pytest.mark.parametrize(("value", "target"), [(50, 5), (5, 50), (-50, 5)])
def test_a_target_of_another_size_than_the_figure_is_not_appropriate(value: float, target: float) -> None:
    told = Told(NO, "the latest figure is 10 times the target or more, or a tenth of it or less")
    assert target_appropriate([target], value, least=None, most=None) == told


@pytest.mark.parametrize(("value", "limits"), [(49, [5.0]), (50, [5.0, 20.0]), (0, [5.0]), (5, [0.0]), (None, [5.0])])
def test_whether_another_target_causes_bias_is_for_a_person(value: float | None, limits: list[float]) -> None:
    assert target_appropriate(limits, value, least=0, most=None).answer is None
