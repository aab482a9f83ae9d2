"""Axis labels never touch, and say no more than they need to."""

from itertools import pairwise

import pytest
from examples import kpi, periods
from hypothesis import given
from hypothesis import strategies as st

from helpers.model.periods import Frequency
from helpers.present.charts.axis import CLEARANCE, period_ticks, spread, text_width, value_ticks

WIDTH = 379.0


def labels(frequency: Frequency, count: int, **fields: object) -> list[str]:
    measure = kpi(frequency=frequency.value, **fields)
    dates = periods(frequency, count, measure.interval)
    return [tick.text for tick in period_ticks(measure, dates, range(count), WIDTH / count)]


def test_twelve_quarters_are_all_named_with_the_year_under_the_first_of_each() -> None:
    assert labels(Frequency.QUARTER, 6) == ["Q2\n2022/23", "Q3", "Q4", "Q1\n2023/24", "Q2", "Q3"]


def test_three_years_of_months_are_named_by_the_quarter() -> None:
    assert labels(Frequency.MONTH, 36)[:6] == ["Jul\n2022", "Oct", "Jan\n2023", "Apr", "Jul", "Oct"]


def test_annual_labels_that_do_not_all_fit_count_back_from_the_latest() -> None:
    assert labels(Frequency.FINANCIAL_YEAR, 14)[-2:] == ["2024/25", "2026/27"]


def test_three_year_periods_and_snapshots_are_short() -> None:
    assert labels(Frequency.THREE_YEAR, 2) == ["2010–12", "2011–13"]
    assert labels(Frequency.SNAPSHOT, 2) == ["31 Mar\n2014", "31 Mar\n2015"]


def test_a_rolling_quarter_is_named_by_the_month_it_ends_on() -> None:
    assert labels(Frequency.QUARTER, 2, measure="rolling") == ["Sep\n2022", "Dec"]


@given(st.sampled_from(list(Frequency)), st.integers(1, 60))
def test_no_two_labels_touch(frequency: Frequency, count: int) -> None:
    measure = kpi(frequency=frequency.value)
    dates = periods(frequency, count, measure.interval)
    step = WIDTH / count
    ticks = period_ticks(measure, dates, range(count), step)
    for upper in (True, False):
        lines = [(tick.at * step, tick.label if upper else tick.below) for tick in ticks if upper or tick.below]
        for (a, first), (b, second) in pairwise(lines):
            assert b - a >= (text_width(first) + text_width(second)) / 2 + CLEARANCE - 1e-6


@pytest.mark.parametrize(
    ("fields", "low", "high", "expected"),
    [
        ({}, 61, 82, ["65%", "70%", "75%", "80%"]),
        ({"unit": "pounds", "decimals": 2}, 690, 730, ["£690", "£700", "£710", "£720", "£730"]),
        ({"unit": "number"}, 1.1, 2.2, ["1.25", "1.50", "1.75", "2.00"]),
        ({"unit": "pounds", "decimals": 0}, 11e6, 14e6, ["£11m", "£12m", "£13m", "£14m"]),
        ({"unit": "number"}, -3, 1, ["−3", "−2", "−1", "0", "1"]),
    ],
)
def test_values_are_round_and_keep_their_unit(fields: dict, low: float, high: float, expected: list[str]) -> None:
    ticks = [tick.label for tick in value_ticks(kpi(**fields), low, high)]
    assert ticks == expected


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6).map(sorted))
def test_crowded_labels_are_spread_out_in_their_order(wanted: list[float]) -> None:
    placed = spread(wanted, 10, 0, 100)
    assert all(0 <= place <= 100 for place in placed)
    assert all(b - a >= 10 - 1e-9 for a, b in pairwise(placed))


def test_labels_with_room_stay_where_they_belong() -> None:
    assert spread([10, 50, 90], 10, 0, 100) == (10, 50, 90)
