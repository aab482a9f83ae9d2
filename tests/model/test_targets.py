"""The target in force: for the right period, and as it was agreed at the time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from helpers.model.periods import Frequency, Period, parse_period
from helpers.model.target import Target, TargetBasis, original_target, target_for

YEAR = parse_period("2025-26", Frequency.FINANCIAL_YEAR)
Q1, Q2 = (parse_period(f"2025-26 Q{number}", Frequency.QUARTER) for number in (1, 2))


def target(period: Period, value: int, agreed_on: date = date(2025, 3, 1)) -> Target:
    return Target(
        period=period,
        target=Decimal(value),
        basis=TargetBasis.ILLUSTRATIVE,
        rule="a test",
        agreed_by="Transport Committee",
        agreed_on=agreed_on,
    )


def in_force(targets: list[Target], period: Period, known_by: date) -> Decimal | None:
    found = target_for(targets, period, known_by)
    return found.target if found else None


def test_the_latest_agreed_is_in_force_whatever_the_order_in_the_file() -> None:
    old, new = target(Q1, 90), target(Q1, 80, date(2025, 5, 1))
    for targets in ([old, new], [new, old]):
        assert in_force(targets, Q1, date(2025, 8, 1)) == 80


def test_running_q1_again_after_a_rebaselining_gives_q1_s_target() -> None:
    targets = [target(YEAR, 90), target(YEAR, 80, date(2025, 9, 15))]
    assert in_force(targets, Q1, known_by=date(2025, 8, 30)) == 90
    assert in_force(targets, Q1, known_by=date(2025, 9, 15)) == 80


def test_a_target_not_yet_agreed_is_not_in_force() -> None:
    assert in_force([target(Q1, 90)], Q1, date(2025, 2, 28)) is None


def test_a_year_s_target_is_for_its_quarters_too() -> None:
    assert in_force([target(YEAR, 90)], Q2, date(2026, 1, 1)) == 90
    assert in_force([target(Q1, 90)], Q2, date(2026, 1, 1)) is None
    assert in_force([target(Q1, 90)], YEAR, date(2026, 1, 1)) is None


def test_a_target_for_exactly_the_period_comes_before_one_that_covers_it() -> None:
    targets = [target(Q1, 75), target(YEAR, 100, date(2025, 6, 1))]
    assert in_force(targets, Q1, date(2026, 1, 1)) == 75
    assert in_force(targets, Q2, date(2026, 1, 1)) == 100


def test_overlapping_periods_need_a_target_of_their_own() -> None:
    three = parse_period("2022-24", Frequency.THREE_YEAR)
    decade = Period(date(2020, 1, 1), date(2029, 12, 31), Frequency.THREE_YEAR)
    assert in_force([target(decade, 5)], three, date(2026, 1, 1)) is None
    assert in_force([target(three, 6)], three, date(2026, 1, 1)) == 6


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({}, "give a target, or both lower and upper."),
        ({"lower": 40}, "give a target, or both lower and upper."),
        ({"lower": 60, "upper": 40}, "lower (60) must be below upper (40)."),
        ({"target": 50, "lower": 40, "upper": 40}, "lower (40) must be below upper (40)."),
    ],
)
def test_a_target_without_a_value_that_makes_sense_is_refused(limits: dict[str, int], message: str) -> None:
    common = {"period": YEAR, "basis": "agreed", "rule": "r", "agreed_by": "c", "agreed_on": date(2025, 3, 1)}
    with pytest.raises(ValidationError) as refusal:
        Target.model_validate(common | limits)
    assert message in str(refusal.value)


def first_set(targets: list[Target], period: Period, known_by: date, cumulative: bool = False) -> Decimal | None:
    found = original_target(targets, period, known_by, cumulative=cumulative)
    return found.target if found else None


def test_a_target_cut_within_its_year_has_an_original() -> None:
    targets = [target(YEAR, 90), target(YEAR, 80, date(2025, 8, 1))]
    assert first_set(targets, Q1, date(2025, 8, 29)) == 90


def test_before_the_cut_there_is_no_other_target() -> None:
    targets = [target(YEAR, 90), target(YEAR, 80, date(2025, 8, 1))]
    assert first_set(targets, Q1, date(2025, 7, 31)) is None


def test_a_target_agreed_again_at_the_same_figure_is_not_revised() -> None:
    assert first_set([target(YEAR, 90), target(YEAR, 90, date(2025, 8, 1))], Q1, date(2025, 8, 29)) is None


def test_drafts_before_the_year_began_are_not_the_original() -> None:
    drafted = [target(YEAR, 95, date(2025, 1, 10)), target(YEAR, 90, date(2025, 3, 20))]
    assert first_set(drafted, Q1, date(2025, 8, 29)) is None
    assert first_set([*drafted, target(YEAR, 80, date(2025, 8, 1))], Q1, date(2025, 8, 29)) == 90


def test_a_first_target_agreed_after_the_year_began_is_the_original() -> None:
    targets = [target(YEAR, 90, date(2025, 5, 1)), target(YEAR, 80, date(2025, 8, 1))]
    assert first_set(targets, Q1, date(2025, 8, 29)) == 90


def test_a_quarter_s_own_target_that_replaces_the_year_s_is_a_revision() -> None:
    assert first_set([target(YEAR, 90), target(Q2, 80, date(2025, 8, 1))], Q2, date(2025, 11, 29)) == 90


def test_the_year_s_target_of_a_measure_that_builds_up_is_in_force_at_its_end_only() -> None:
    last = parse_period("2025-26 Q4", Frequency.QUARTER)
    targets = [target(YEAR, 100), target(Q1, 25)]
    found = [target_for(targets, period, date(2026, 5, 1), cumulative=True) for period in (Q1, Q2, last)]
    assert [each and each.target for each in found] == [25, None, 100]


def test_a_profile_is_not_a_revision_of_the_year_s_target() -> None:
    assert first_set([target(YEAR, 100), target(Q1, 25)], Q1, date(2025, 8, 29), cumulative=True) is None
