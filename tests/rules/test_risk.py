"""Row 62: a risk's score, its level, and which way it has moved."""

from __future__ import annotations

import pytest

from helpers.model.organisation import LEVELS
from helpers.model.risk import Position
from helpers.rules.risk import Shift, level, risk_movement


@pytest.mark.parametrize(
    ("scored", "name"), [(1, "Low"), (4, "Low"), (5, "Medium"), (12, "Medium"), (15, "High"), (25, "High")]
)
def test_a_score_is_at_the_highest_level_that_it_reaches(scored: int, name: str) -> None:
    assert level(scored, LEVELS).name == name


def test_a_score_is_likelihood_times_impact() -> None:
    assert [Position(4, 5).score, Position(5, 4).score, Position(1, 1).score] == [20, 20, 1]


@pytest.mark.parametrize(
    ("now", "before", "shift", "amount"),
    [(12, 16, Shift.DOWN, -4), (16, 12, Shift.UP, 4), (12, 12, Shift.SAME, 0), (12, None, Shift.NEW, 0)],
)
def test_a_risk_moves_up_down_or_not_at_all_and_a_new_one_has_not_moved(
    now: int, before: int | None, shift: Shift, amount: int
) -> None:
    moved = risk_movement(now, before)
    assert (moved.shift, moved.amount, moved.before) == (shift, amount, before)
