"""Periods of every frequency: read, written, labelled, shifted and compared."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.model.periods import Frequency, Period, Quarter, add_months, month_end, parse_period, uk_date

YEARS = st.integers(1950, 2090)
QUARTERS = st.builds(Quarter, YEARS, st.integers(1, 4))


def two_years(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"


TEXTS = {
    Frequency.MONTH: st.builds("{}-{:02d}".format, YEARS, st.integers(1, 12)),
    Frequency.QUARTER: QUARTERS.map(str),
    Frequency.FINANCIAL_YEAR: YEARS.map(two_years),
    Frequency.ACADEMIC_YEAR: YEARS.map(two_years),
    Frequency.CALENDAR_YEAR: YEARS.map(str),
    Frequency.THREE_YEAR: YEARS.map(lambda year: f"{year}-{(year + 2) % 100:02d}"),
    Frequency.SNAPSHOT: st.dates(date(1950, 1, 1), date(2090, 12, 31)).map(date.isoformat),
    Frequency.SURVEY_WAVE: YEARS.map(two_years),
}
PERIODS = st.sampled_from(Frequency).flatmap(
    lambda frequency: TEXTS[frequency].map(lambda t: parse_period(t, frequency))
)


@pytest.mark.parametrize("frequency", Frequency)
def test_every_frequency_reads_its_own_example(frequency: Frequency) -> None:
    assert parse_period(frequency.example, frequency).text == frequency.example


@pytest.mark.parametrize("frequency", Frequency)
def test_what_is_written_reads_back(frequency: Frequency) -> None:
    @given(TEXTS[frequency])
    def check(text: str) -> None:
        period = parse_period(text, frequency)
        assert period.text == text
        assert (period.frequency, period.start <= period.end) == (frequency, True)

    check()


@pytest.mark.parametrize(
    ("text", "frequency", "first", "last", "label"),
    [
        ("2019-12", Frequency.MONTH, date(2019, 12, 1), date(2019, 12, 31), "Dec 2019"),
        ("2024-02", Frequency.MONTH, date(2024, 2, 1), date(2024, 2, 29), "Feb 2024"),
        ("2025-26 Q1", Frequency.QUARTER, date(2025, 4, 1), date(2025, 6, 30), "Q1 2025/26"),
        ("2025-26 Q4", Frequency.QUARTER, date(2026, 1, 1), date(2026, 3, 31), "Q4 2025/26"),
        ("2024-25", Frequency.FINANCIAL_YEAR, date(2024, 4, 1), date(2025, 3, 31), "2024/25"),
        ("1999-00", Frequency.FINANCIAL_YEAR, date(1999, 4, 1), date(2000, 3, 31), "1999/00"),
        ("2024-25", Frequency.ACADEMIC_YEAR, date(2024, 9, 1), date(2025, 8, 31), "2024/25"),
        ("2023", Frequency.CALENDAR_YEAR, date(2023, 1, 1), date(2023, 12, 31), "2023"),
        ("2022-24", Frequency.THREE_YEAR, date(2022, 1, 1), date(2024, 12, 31), "2022 to 2024"),
        ("2025-03-31", Frequency.SNAPSHOT, date(2025, 3, 31), date(2025, 3, 31), "31 Mar 2025"),
        ("2021-22", Frequency.SURVEY_WAVE, date(2021, 4, 1), date(2022, 3, 31), "2021/22"),
    ],
)
def test_a_period_is_an_interval_of_days_with_a_label(
    text: str, frequency: Frequency, first: date, last: date, label: str
) -> None:
    period = parse_period(text, frequency)
    assert (period.start, period.end, period.label, str(period)) == (first, last, label, label)


@pytest.mark.parametrize(
    ("text", "frequency", "message"),
    [
        ("2019-13", Frequency.MONTH, "“2019-13” is not a month; write it like 2019-12."),
        ("Dec 2019", Frequency.MONTH, "“Dec 2019” is not a month; write it like 2019-12."),
        ("2025-26 Q5", Frequency.QUARTER, "“2025-26 Q5” is not a quarter; write it like 2025-26 Q1."),
        ("2025-27 Q1", Frequency.QUARTER, "“2025-27 Q1” is not a quarter; write it like 2025-26 Q1."),
        ("2025-27", Frequency.FINANCIAL_YEAR, "“2025-27” is not a financial year; write it like 2024-25."),
        ("2025", Frequency.ACADEMIC_YEAR, "“2025” is not an academic year; write it like 2024-25."),
        ("2024-25", Frequency.CALENDAR_YEAR, "“2024-25” is not a calendar year; write it like 2023."),
        ("2022-25", Frequency.THREE_YEAR, "“2022-25” is not a three-year period; write it like 2022-24."),
        ("2025-02-30", Frequency.SNAPSHOT, "“2025-02-30” is not a snapshot date; write it like 2025-03-31."),
        ("", Frequency.SURVEY_WAVE, "the period is missing; write it like 2021-22."),
        ("２０２５-26 Q1", Frequency.QUARTER, "“２０２５-26 Q1” is not a quarter; write it like 2025-26 Q1."),
        ("9999-11", Frequency.MONTH, "“9999-11” is not a month; write it like 2019-12."),
    ],
)
def test_what_is_not_a_period_is_refused_with_the_form_expected(text: str, frequency: Frequency, message: str) -> None:
    with pytest.raises(ValueError) as refusal:
        parse_period(text, frequency)
    assert str(refusal.value) == message


@given(PERIODS, st.integers(-120, 120))
def test_a_later_period_ends_so_many_months_later(period: Period, months: int) -> None:
    moved = period.later(months)
    assert (moved.months_since(period), moved.frequency) == (months, period.frequency)


@given(PERIODS, st.integers(-10, 10))
def test_a_later_period_is_of_the_same_kind(period: Period, steps: int) -> None:
    moved = period.later(steps * max(period.frequency.interval_months, 12))
    assert parse_period(moved.text, period.frequency) == moved


@given(PERIODS.filter(lambda p: p.frequency is not Frequency.SNAPSHOT), st.integers(-120, 120))
def test_later_and_back_is_the_same_period(period: Period, months: int) -> None:
    assert period.later(months).later(-months) == period


@pytest.mark.parametrize(
    ("text", "months", "later"),
    [
        ("2025-03-31", 3, "2025-06-30"),
        ("2025-06-30", 3, "2025-09-30"),
        ("2025-06-30", 9, "2026-03-31"),
        ("2024-01-30", 1, "2024-02-29"),
        ("2025-01-15", 12, "2026-01-15"),
    ],
)
def test_a_snapshot_on_the_last_of_a_month_stays_on_the_last(text: str, months: int, later: str) -> None:
    assert parse_period(text, Frequency.SNAPSHOT).later(months).text == later


@given(PERIODS)
def test_the_next_period_starts_when_this_one_ends_unless_they_overlap(period: Period) -> None:
    if period.frequency in (Frequency.SNAPSHOT, Frequency.SURVEY_WAVE):
        return
    following = period.later(period.frequency.interval_months)
    adjoining = following.start == period.end + timedelta(days=1)
    assert adjoining is not period.frequency.overlapping


def test_periods_sort_by_when_they_end() -> None:
    year = parse_period("2024-25", Frequency.FINANCIAL_YEAR)
    quarter = parse_period("2024-25 Q4", Frequency.QUARTER)
    earlier = parse_period("2024-25 Q3", Frequency.QUARTER)
    assert sorted([quarter, year, earlier]) == [earlier, year, quarter]


def test_a_year_covers_its_quarters_and_no_other() -> None:
    year = parse_period("2024-25", Frequency.FINANCIAL_YEAR)
    inside, outside = (parse_period(text, Frequency.QUARTER) for text in ("2024-25 Q4", "2025-26 Q1"))
    assert (year.covers(inside), year.covers(outside), inside.covers(year), year.covers(year)) == (
        True,
        False,
        False,
        True,
    )


@pytest.mark.parametrize("text", ["2025-26 Q1", "2025/26 Q1", "Q1 2025/26", "Q1 2025-26", "2025-26-q1", " 2025-26 q1 "])
def test_a_quarter_is_understood_in_the_forms_people_write(text: str) -> None:
    assert Quarter.parse(text) == Quarter(2025, 1)


@pytest.mark.parametrize("text", ["2025 Q1", "2025-27 Q1", "2025-26 Q0", "2025-26", "Q1", ""])
def test_what_is_not_a_quarter_is_refused_with_the_form_expected(text: str) -> None:
    with pytest.raises(ValueError, match=f"“{text}” is not a quarter; write it like 2025-26 Q1."):
        Quarter.parse(text)


def test_a_quarter_has_its_days_and_its_names() -> None:
    quarter = Quarter(2025, 4)
    assert (quarter.start, quarter.end) == (date(2026, 1, 1), date(2026, 3, 31))
    assert (str(quarter), quarter.id, quarter.financial_year) == ("2025-26 Q4", "2025-26-q4", "2025-26")


@given(QUARTERS)
def test_every_form_of_a_quarter_reads_back(quarter: Quarter) -> None:
    period = parse_period(str(quarter), Frequency.QUARTER)
    assert quarter == Quarter.parse(str(quarter)) == Quarter.parse(quarter.id) == Quarter.parse(period.label)
    assert (period.start, period.end) == (quarter.start, quarter.end)


@given(QUARTERS, st.integers(-200, 200), st.integers(-200, 200))
def test_shifting_quarters_adds_up(quarter: Quarter, first: int, second: int) -> None:
    assert quarter.shift(first).shift(second) == quarter.shift(first + second)
    assert (quarter.shift(first) > quarter) is (first > 0)


@given(QUARTERS, st.integers(0, 89))
def test_a_day_lies_in_the_quarter_that_holds_it(quarter: Quarter, days: int) -> None:
    assert Quarter.containing(quarter.start + timedelta(days=days)) == quarter
    assert Quarter.containing(quarter.end) == quarter


@given(QUARTERS)
def test_a_quarter_starts_the_day_after_the_previous_ends(quarter: Quarter) -> None:
    assert quarter.previous.end + timedelta(days=1) == quarter.start
    assert quarter.shift(4).number == quarter.number


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2025, 3, 15), -15, date(2023, 12, 15)),
    ],
)
def test_adding_months_keeps_the_day_where_the_month_has_it(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_dates_as_members_read_them() -> None:
    assert uk_date(date(2024, 3, 1)) == "1 March 2024"
    assert month_end(2024 * 12 + 1) == date(2024, 2, 29)
