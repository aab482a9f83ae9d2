"""How sure a figure is: Wilson's and Byar's intervals, against published and independently computed values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.rules.intervals import Interval, byar, wilson


def rounded(found: Interval, places: int = 4) -> tuple[float, float]:
    return round(found.low, places), round(found.high, places)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (81, 263, (0.2553, 0.3662)),  # Newcombe 1998, table I, method 3
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilsons_interval_is_that_of_newcombes_examples(part: int, whole: int, expected: tuple[float, float]) -> None:
    assert rounded(wilson(part, whole)) == expected


def test_everyone_is_a_proportion_whose_interval_ends_at_one() -> None:
    assert wilson(20, 20).high == 1.0
    assert round(wilson(20, 20).low, 4) == 0.8389


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (0, (0.0, 3.6889)),  # exact Poisson limits, as in any table of them
        (1, (0.0253, 5.5716)),
        (5, (1.6235, 11.6683)),
        (9, (4.1154, 17.0848)),
    ],
)
def test_few_events_have_the_exact_interval(events: int, expected: tuple[float, float]) -> None:
    assert rounded(byar(events)) == expected


@pytest.mark.parametrize(
    ("events", "expected"), [(10, (4.7954, 18.3904)), (50, (37.1105, 65.9191)), (100, (81.3643, 121.6273))]
)
def test_ten_events_or_more_have_byars_interval_which_is_all_but_exact(
    events: int, expected: tuple[float, float]
) -> None:
    found = byar(events)
    assert found.low == pytest.approx(expected[0], rel=0.003)
    assert found.high == pytest.approx(expected[1], rel=0.003)


def test_the_two_ways_meet_at_ten_events() -> None:
    below, above = byar(9), byar(10)
    assert below.low < above.low < below.low + 1
    assert below.high < above.high < below.high + 2


@given(st.integers(1, 2000), st.data())
def test_a_proportion_lies_within_its_interval_which_mirrors_that_of_the_rest(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    found, rest = wilson(part, whole), wilson(whole - part, whole)
    assert found.low - 1e-12 <= part / whole <= found.high + 1e-12
    assert found.low == pytest.approx(1 - rest.high, abs=1e-12)


@given(st.integers(0, 3000))
def test_a_count_lies_within_its_interval(events: int) -> None:
    assert byar(events).holds(events)


@pytest.mark.parametrize(("part", "whole"), [(5, 0), (-1, 10), (11, 10)])
def test_an_impossible_share_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match=f"{part} of {whole} is not a proportion"):
        wilson(part, whole)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="-3 is not a count of events"):
        byar(-3)
