"""Change since an earlier figure: its amount, its word, and why it is sometimes withheld."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.model.kpi import Direction
from helpers.model.observation import Mark, Reading
from helpers.model.periods import Frequency, Period, parse_period
from helpers.rules.change import Change, Movement, change
from helpers.rules.withheld import Withheld


def quarter(text: str) -> Period:
    return parse_period(text, Frequency.QUARTER)


def reading(text: str, value: float | None, *marks: Mark) -> Reading:
    return Reading(quarter(text), value, marks=marks)


Q2, Q3 = quarter("2025-26 Q2"), quarter("2025-26 Q3")


def compared(now: float, earlier: float, direction: Direction = Direction.INCREASE, decimals: int = 1) -> Change:
    found = change(Reading(Q3, now), Reading(Q2, earlier), expected=Q2, direction=direction, decimals=decimals)
    assert isinstance(found, Change)
    return found


def withheld(now: Reading | None, earlier: Reading | None, **more: Any) -> str:
    found = change(now, earlier, expected=Q2, direction=Direction.INCREASE, decimals=1, **more)
    assert isinstance(found, Withheld)
    return found.reason


@pytest.mark.parametrize(
    ("now", "direction", "word"),
    [
        (64, Direction.INCREASE, Movement.IMPROVING),
        (56, Direction.INCREASE, Movement.WORSENING),
        (64, Direction.DECREASE, Movement.WORSENING),
        (56, Direction.DECREASE, Movement.IMPROVING),
        (60, Direction.DECREASE, Movement.NO_CHANGE),
        (64, Direction.NEUTRAL, Movement.ROSE),
        (56, Direction.NEUTRAL, Movement.FELL),
        (60, Direction.NEUTRAL, Movement.LEVEL),
    ],
)
def test_the_word_follows_the_direction_for_improvement(now: float, direction: Direction, word: Movement) -> None:
    assert compared(now, 60, direction).movement is word


def test_the_amount_is_free_of_floating_point_noise() -> None:
    found = compared(0.3, 0.1)
    assert (found.amount, found.percent) == (0.2, 200.0)


def test_per_cent_is_of_the_size_of_the_earlier_figure() -> None:
    assert compared(-3, -4).percent == 25.0
    assert compared(3, 0).percent is None


def test_figures_that_print_alike_have_not_changed_though_the_amount_is_kept() -> None:
    found = compared(70.24, 70.16)
    assert (found.movement, found.amount) == (Movement.NO_CHANGE, 0.08)
    assert compared(70.24, 70.16, decimals=2).movement is Movement.IMPROVING


def test_a_missing_quarter_is_named() -> None:
    assert withheld(reading("2025-26 Q3", 5), None) == "no comparison: Q2 2025/26 not reported"


def test_a_gap_is_never_bridged() -> None:
    earlier = reading("2025-26 Q1", 4)
    assert withheld(reading("2025-26 Q3", 5), earlier) == "no comparison: Q2 2025/26 not reported"


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (Mark.CONFIDENTIAL, "suppressed"),
        (Mark.NOT_AVAILABLE, "not reported"),
        (Mark.NOT_APPLICABLE, "not applicable"),
    ],
)
def test_a_figure_without_a_value_says_why(mark: Mark, words: str) -> None:
    here, before = reading("2025-26 Q3", 5), reading("2025-26 Q2", 5)
    assert withheld(here, reading("2025-26 Q2", None, mark)) == f"no comparison: Q2 2025/26 {words}"
    assert withheld(reading("2025-26 Q3", None, mark), before) == f"no comparison: Q3 2025/26 {words}"


def test_no_figure_at_all() -> None:
    assert withheld(None, reading("2025-26 Q2", 5)) == "no comparison: no figure reported"


def test_a_break_in_between_ends_the_comparison() -> None:
    now, broken = reading("2025-26 Q3", 5), reading("2025-26 Q2", 9, Mark.BREAK)
    found = change(
        now,
        reading("2024-25 Q3", 4),
        expected=quarter("2024-25 Q3"),
        direction=Direction.INCREASE,
        decimals=0,
        between=[broken, now],
    )
    assert found == Withheld("no comparison: the series was broken in Q2 2025/26")


def test_so_does_a_break_on_the_figure_itself() -> None:
    now = reading("2025-26 Q3", 5, Mark.BREAK)
    reason = "no comparison: the series was broken in Q3 2025/26"
    assert withheld(now, reading("2025-26 Q2", 4)) == reason


def test_a_break_on_the_earlier_figure_does_not() -> None:
    now, earlier = reading("2025-26 Q3", 5), reading("2025-26 Q2", 4, Mark.BREAK)
    found = change(now, earlier, expected=Q2, direction=Direction.INCREASE, decimals=0, between=[now])
    assert isinstance(found, Change)
    assert (found.earlier, found.amount) == (earlier, 1)


def test_year_to_date_figures_are_not_compared_with_last_quarter() -> None:
    reason = withheld(reading("2025-26 Q3", 70), reading("2025-26 Q2", 45), cumulative=True)
    assert reason == "no comparison: year-to-date figures are compared with the same point last year"


FIGURES = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


@given(FIGURES, FIGURES, st.integers(0, 3))
def test_an_improvement_one_way_is_a_worsening_the_other(now: float, earlier: float, decimals: int) -> None:
    rising = compared(now, earlier, Direction.INCREASE, decimals)
    falling = compared(now, earlier, Direction.DECREASE, decimals)
    opposite = {Movement.IMPROVING: Movement.WORSENING, Movement.WORSENING: Movement.IMPROVING}
    assert falling.movement is opposite.get(rising.movement, Movement.NO_CHANGE)
    assert falling.amount == rising.amount


@given(FIGURES, FIGURES)
def test_there_and_back_is_no_change(now: float, earlier: float) -> None:
    assert compared(now, earlier).amount == -compared(earlier, now).amount
