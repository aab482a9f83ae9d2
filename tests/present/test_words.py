"""Numbers, dates and phrases as members read them."""

from datetime import date
from decimal import Decimal

import pytest
from examples import kpi
from hypothesis import given
from hypothesis import strategies as st

from helpers.model.kpi import Kpi
from helpers.model.periods import Frequency, parse_period
from helpers.present import words

PERCENT = kpi()
POUNDS = kpi(unit="pounds", decimals=2)
RATE = kpi(unit="number", unit_label="per 10,000 children")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234, 0, "1,234"),
        (1234567.891, 1, "1,234,567.9"),
        (-3, 1, "−3.0"),
        (-0.04, 1, "0.0"),
        (0.05, 1, "0.1"),
        (2.675, 2, "2.68"),
        (0.1 + 0.2, 1, "0.3"),
    ],
)
def test_numbers_have_commas_a_true_minus_and_halves_rounded_up(value: float, decimals: int, text: str) -> None:
    assert words.number(value, decimals) == text


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_a_number_is_never_minus_zero_and_never_has_a_hyphen(value: float, decimals: int) -> None:
    text = words.number(value, decimals)
    assert "-" not in text
    assert text.lstrip("−0.") or not text.startswith("−")


@pytest.mark.parametrize(
    ("measure", "value", "short", "long"),
    [
        (PERCENT, 68.2, "68.2%", "68.2%"),
        (POUNDS, 706.4, "£706.40", "£706.40"),
        (POUNDS, -706.4, "−£706.40", "−£706.40"),
        (kpi(unit="pounds", decimals=0), 1_234_567, "£1.2m", "£1.2m"),
        (RATE, 29.7, "29.7", "29.7 per 10,000 children"),
        (kpi(unit="number", decimals=0), 12345, "12,345", "12,345"),
    ],
)
def test_a_value_is_written_with_its_unit(measure: Kpi, value: float, short: str, long: str) -> None:
    assert words.value(measure, value) == short
    assert words.amount(measure, value) == long


def test_a_value_that_only_rounds_to_zero_says_so() -> None:
    assert words.value(PERCENT, 0.04) == "0.0%\u00a0[low]"
    assert words.value(PERCENT, 0) == "0.0%"


@pytest.mark.parametrize(
    ("measure", "difference", "text"),
    [
        (PERCENT, -2.3, "2.3\u00a0pp"),
        (PERCENT, 0.04, "0.04\u00a0pp"),
        (PERCENT, 0, "0.0\u00a0pp"),
        (POUNDS, 12, "£12.00"),
        (RATE, -1.4, "1.4"),
    ],
)
def test_a_difference_of_percentages_is_in_points_and_never_reads_as_none(
    measure: Kpi, difference: float, text: str
) -> None:
    assert words.difference(measure, difference) == text


def test_a_signed_difference_shows_which_way() -> None:
    assert words.signed_difference(PERCENT, 2.3) == "+2.3\u00a0pp"
    assert words.signed_difference(PERCENT, -2.3) == "−2.3\u00a0pp"
    assert words.signed_difference(PERCENT, 0) == "0.0\u00a0pp"


def test_percentage_points_and_per_cent_are_never_confused() -> None:
    assert "%" not in words.difference(PERCENT, 3)
    assert words.percentage(-12.44) == "12.4%"


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_reads_as_a_sentence(items: list[str], text: str) -> None:
    assert words.listing(items) == text


def test_counts_agree_with_their_nouns() -> None:
    assert words.plural(1, "indicator") == "1 indicator"
    assert words.plural(3, "indicator") == "3 indicators"
    assert words.plural(2, "county", "counties") == "2 counties"


@pytest.mark.parametrize(("count", "text"), [(1, "1 month"), (12, "1 year"), (21, "21 months"), (24, "2 years")])
def test_lengths_of_time_are_in_years_when_they_are_whole(count: int, text: str) -> None:
    assert words.months(count) == text


def test_dates_are_written_out() -> None:
    assert words.day(date(2024, 3, 31)) == "31 March 2024"
    assert words.month_year(date(2024, 7, 1)) == "July 2024"
    assert words.short_month(date(2024, 7, 1)) == "Jul 2024"


@pytest.mark.parametrize(
    ("direction", "text"),
    [("increase", "Higher is better"), ("decrease", "Lower is better"), ("neutral", "Neither: shown for context")],
)
def test_direction_for_improvement_is_in_words(direction: str, text: str) -> None:
    assert words.direction(kpi(direction=direction, purpose="context")) == text


def test_a_neutral_measure_with_a_range_is_best_inside_it() -> None:
    assert words.direction(kpi(direction="neutral", scheme="range")) == "Neither: inside its range is best"


def test_a_rolling_measure_says_what_its_twelve_months_end_on() -> None:
    rolling = kpi(measure="rolling")
    period = parse_period("2023-24 Q3", Frequency.QUARTER)
    assert words.period_label(rolling, period) == "12 months to 31 Dec 2023"
    assert words.period_label(PERCENT, period) == "Q3 2023/24"


@pytest.mark.parametrize(
    ("frequency", "first", "last", "text"),
    [
        (Frequency.THREE_YEAR, "2010-12", "2021-23", "2010–12 to 2021–23"),
        (Frequency.FINANCIAL_YEAR, "2013-14", "2024-25", "2013/14 to 2024/25"),
        (Frequency.MONTH, "2024-01", "2024-01", "Jan 2024"),
    ],
)
def test_a_span_of_periods_reads_from_first_to_last(frequency: Frequency, first: str, last: str, text: str) -> None:
    assert words.span(PERCENT, parse_period(first, frequency), parse_period(last, frequency)) == text


ROLLING = kpi(measure="rolling")
TO_DATE = kpi(measure="cumulative")
THREE_YEARS = kpi(measure="rolling", frequency="three-year")


@pytest.mark.parametrize(
    ("measure", "period", "label", "in_words", "since"),
    [
        (PERCENT, "2025-26 Q1", "Q1 2025/26", "Q1 2025/26", "since Q1 2025/26"),
        (
            ROLLING, "2025-26 Q1", "12 months to 30 Jun 2025", "the 12 months to 30 Jun 2025",
            "since the 12 months to 30 Jun 2025",
        ),
        (THREE_YEARS, "2021-23", "2021 to 2023", "2021 to 2023", "since 2021 to 2023"),
        (TO_DATE, "2025-26 Q1", "Apr to Jun 2025", "Apr to Jun 2025", "compared with Apr to Jun 2025"),
        (TO_DATE, "2025-26 Q3", "Apr to Dec 2025", "Apr to Dec 2025", "compared with Apr to Dec 2025"),
        (TO_DATE, "2025-26 Q4", "Apr 2025 to Mar 2026", "Apr 2025 to Mar 2026", "compared with Apr 2025 to Mar 2026"),
    ],
)  # fmt: skip
def test_a_period_is_named_by_what_the_measure_covers(measure, period, label, in_words, since) -> None:
    found = parse_period(period, measure.frequency)
    assert words.period_label(measure, found) == label
    assert words.period_words(measure, found) == in_words
    assert words.since(measure, found) == since


@pytest.mark.parametrize(
    ("period", "label"), [("2025-04", "Apr 2025"), ("2025-12", "Apr to Dec 2025"), ("2026-01", "Apr 2025 to Jan 2026")]
)
def test_a_monthly_year_to_date_is_named_from_april(period, label) -> None:
    measure = kpi(measure="cumulative", frequency="month")
    assert words.period_label(measure, parse_period(period, Frequency.MONTH)) == label


@pytest.mark.parametrize(
    ("months", "count", "text"), [(1, 1, "1 month"), (3, 3, "3 quarters"), (12, 1, "1 year"), (24, 2, "2 more figures")]
)
def test_a_number_of_periods_is_told_in_the_measures_own(months, count, text) -> None:
    assert words.periods(kpi(interval_months=months), count) == text


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (12_000_000, "£12m"),
        (1_250_000, "£1.25m"),
        (999_999, "£999,999"),
        (1_000_000, "£1m"),
        (0, "£0"),
        (-1_200_000, "−£1.2m"),
        (Decimal("750000.50"), "£750,001"),
    ],
)
def test_money_of_a_project_is_told_in_short(amount: words.Number, said: str) -> None:
    assert words.pounds(amount) == said


@pytest.mark.parametrize(
    ("months", "said"), [(1, "monthly"), (2, "two-monthly"), (3, "quarterly"), (6, "half-yearly"), (12, "yearly")]
)
def test_how_often_something_comes_is_told_in_a_word(months: int, said: str) -> None:
    assert words.how_often(months) == said
