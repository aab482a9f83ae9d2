"""How old a figure is, when the next is due, and what it is meanwhile."""

from __future__ import annotations

from datetime import date

import pytest

from helpers.model.periods import Frequency, Quarter, parse_period
from helpers.rules.freshness import Freshness, freshness

TO_MARCH_2022 = parse_period("2021-22", Frequency.FINANCIAL_YEAR)


def in_pack(quarter: str, known_by: date, *, lag: int | None = 16, new: bool = False) -> Freshness:
    pack = Quarter.parse(quarter)
    return freshness(TO_MARCH_2022, interval=12, lag_months=lag, end=pack.end, known_by=known_by, new=new)


def test_data_to_march_2022_in_a_q3_2023_24_pack_are_carried_forward() -> None:
    found = in_pack("2023-24 Q3", date(2024, 2, 29))
    assert found == Freshness(age_months=21, next_due=date(2024, 7, 31), overdue=False, carried_forward=True)


@pytest.mark.parametrize(("known_by", "overdue"), [(date(2024, 7, 30), False), (date(2024, 7, 31), True)])
def test_once_the_due_date_has_come_they_are_overdue_and_no_longer_carried_forward(
    known_by: date, overdue: bool
) -> None:
    found = in_pack("2024-25 Q1", known_by)
    assert (found.overdue, found.carried_forward) == (overdue, not overdue)


def test_a_new_figure_is_not_carried_forward_however_old() -> None:
    found = in_pack("2023-24 Q1", date(2023, 8, 30), new=True)
    assert (found.age_months, found.carried_forward, found.overdue) == (15, False, False)


def test_a_new_figure_that_came_after_the_next_was_due_is_overdue_all_the_same() -> None:
    found = in_pack("2024-25 Q2", date(2024, 11, 29), new=True)
    assert (found.overdue, found.carried_forward) == (True, False)


def test_without_a_publication_lag_nothing_is_ever_due() -> None:
    found = in_pack("2029-30 Q4", date(2030, 5, 30), lag=None)
    assert (found.next_due, found.overdue, found.carried_forward) == (None, False, True)


@pytest.mark.parametrize(
    ("text", "frequency", "age"),
    [
        ("2025-26 Q1", Frequency.QUARTER, 0),
        ("2025-26 Q2", Frequency.QUARTER, 0),
        ("2025-05", Frequency.MONTH, 1),
        ("2024", Frequency.CALENDAR_YEAR, 6),
        ("2025-01-15", Frequency.SNAPSHOT, 5),
    ],
)
def test_age_is_in_whole_months_and_never_negative(text: str, frequency: Frequency, age: int) -> None:
    found = freshness(
        parse_period(text, frequency),
        interval=frequency.interval_months,
        lag_months=1,
        end=Quarter(2025, 1).end,
        known_by=date(2025, 7, 1),
        new=True,
    )
    assert found.age_months == age


def test_a_lag_of_one_month_after_june_ends_with_july() -> None:
    first = parse_period("2025-26 Q1", Frequency.QUARTER).later(-3)
    found = freshness(first, interval=3, lag_months=1, end=Quarter(2025, 1).end, known_by=date(2025, 7, 30), new=False)
    assert (found.next_due, found.overdue) == (date(2025, 7, 31), False)
