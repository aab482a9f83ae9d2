"""Rows 59 and 64: a project's overall rating, the days that a milestone has slipped, and spend against budget."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from helpers.model.project import RATINGS
from helpers.model.status import Status
from helpers.rules.projects import finance, overall, slip

RED, AMBER, GREEN = RATINGS


@pytest.mark.parametrize("ratings", list(product(RATINGS, repeat=3)), ids=lambda ratings: "-".join(ratings))
def test_overall_is_the_worst_of_time_cost_and_scope(ratings: tuple[Status, ...]) -> None:
    expected = RED if RED in ratings else AMBER if AMBER in ratings else GREEN
    assert overall(ratings) is expected


def test_what_is_not_rated_takes_no_part_and_nothing_rated_gives_no_overall() -> None:
    assert overall([None, AMBER, None]) is AMBER
    assert overall([None, None, None]) is None


@pytest.mark.parametrize(
    ("expected", "days"), [(date(2025, 11, 7), 56), (date(2025, 9, 12), 0), (date(2025, 9, 2), -10)]
)
def test_a_slip_is_days_after_the_baseline_and_below_zero_when_early(expected: date, days: int) -> None:
    assert slip(date(2025, 9, 12), expected) == days


def test_spend_and_expected_cost_are_set_against_the_budget() -> None:
    money = finance(Decimal(5_600_000), Decimal(6_160_000), Decimal(2_800_000))
    assert (money.variance, money.variance_percent, money.spent_percent) == (Decimal(560_000), 10, 50)
    assert not money.overspent


@pytest.mark.parametrize(("spend", "overspent"), [("100", False), ("100.01", True)])
def test_a_project_is_overspent_once_more_is_spent_than_was_agreed(spend: str, overspent: bool) -> None:
    assert finance(Decimal(100), Decimal(100), Decimal(spend)).overspent is overspent


def test_without_a_budget_there_is_nothing_to_set_them_against() -> None:
    money = finance(None, Decimal(100), Decimal(10))
    assert (money.variance, money.variance_percent, money.spent_percent, money.overspent) == (None, None, None, False)
