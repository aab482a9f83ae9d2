"""Working days and clear days: weekends and the bank holidays of England are not counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from helpers.rules.working_days import bank_holidays, clear_days, is_working_day, working_day_from, working_days

# As the government published them for England and Wales, with the days in lieu and the one-off days.
PUBLISHED = {
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}
DAYS = st.dates(date(2003, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_that_were_published(year: int) -> None:
    assert " ".join(f"{day:%m-%d}" for day in sorted(bank_holidays(year))) == PUBLISHED[year]


@pytest.mark.parametrize("year", [2011, 2012])
def test_a_royal_occasion_adds_or_moves_a_day(year: int) -> None:
    spring = {day for day in bank_holidays(year) if 4 <= day.month <= 6}
    expected = {
        2011: ["04-22", "04-25", "04-29", "05-02", "05-30"],
        2012: ["04-06", "04-09", "05-07", "06-04", "06-05"],
    }
    assert sorted(f"{day:%m-%d}" for day in spring) == expected[year]


@pytest.mark.parametrize("year", range(1900, 2200))
def test_good_friday_and_easter_monday_are_beside_easter(year: int) -> None:
    sunday = easter(year)
    assert {sunday - timedelta(2), sunday + timedelta(1)} <= bank_holidays(year)


@given(st.integers(1900, 2900))
def test_bank_holidays_are_on_weekdays_and_eight_unless_a_day_was_added(year: int) -> None:
    found = bank_holidays(year)
    added = {2011: 1, 2012: 1, 2022: 2, 2023: 1}
    assert [day for day in found if day.weekday() > 4] == []
    assert len(found) == 8 + added.get(year, 0)


def test_a_week_has_five_working_days_and_one_with_a_bank_holiday_four() -> None:
    assert working_days(date(2025, 8, 15), date(2025, 8, 22)) == 5
    assert working_days(date(2025, 8, 22), date(2025, 8, 29)) == 4


def test_days_on_which_the_offices_are_closed_are_no_working_days_either() -> None:
    between = [date(2025, 12, day) for day in (29, 30, 31)]
    assert working_days(date(2025, 12, 24), date(2026, 1, 5)) == 5
    assert working_days(date(2025, 12, 24), date(2026, 1, 5), between) == 2
    assert not is_working_day(between[0], between)


def test_nothing_passes_from_a_day_to_itself_or_to_one_before_it() -> None:
    assert working_days(date(2025, 9, 10), date(2025, 9, 10)) == 0
    assert working_days(date(2025, 9, 10), date(2025, 9, 3)) == 0


@pytest.mark.parametrize(
    ("published", "meeting", "clear"),
    [
        ("2025-09-10", "2025-09-18", 5),  # 11, 12, 15, 16 and 17 September
        ("2025-09-11", "2025-09-18", 4),
        ("2025-09-15", "2025-09-16", 0),
        ("2025-09-12", "2025-09-15", 0),  # a weekend between
        ("2020-03-02", "2020-03-10", 5),
        ("2025-04-14", "2025-04-24", 5),  # Good Friday and Easter Monday between
        ("2025-09-18", "2025-09-18", 0),
    ],
)
def test_neither_the_day_of_publication_nor_that_of_the_meeting_is_clear(
    published: str, meeting: str, clear: int
) -> None:
    assert clear_days(date.fromisoformat(published), date.fromisoformat(meeting)) == clear


@given(DAYS, st.integers(1, 60))
def test_the_day_so_many_working_days_later_is_that_many_working_days_later(day: date, count: int) -> None:
    then = working_day_from(day, count)
    assert (working_days(day, then), is_working_day(then)) == (count, True)


@given(DAYS, st.integers(0, 10))
def test_papers_published_so_many_days_and_one_before_a_meeting_have_just_that_notice(day: date, count: int) -> None:
    last = working_day_from(day, -count - 1)
    assert clear_days(last, day) == count
    assert clear_days(last + timedelta(1), day) <= count
