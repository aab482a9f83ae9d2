"""Rows 62 and 63, and the lesson of the Review: the register is ranked on residual score, which shows improvement."""

from __future__ import annotations

import pytest

from helpers.analysis.risks import matrix, moved_on
from helpers.model.risk import Basis, Position, RiskRecord
from helpers.rules.risk import Shift
from helpers.store.portfolio import open_records
from helpers.store.workspace import open_register

BEFORE = "2025-05-02"  # known in the last quarter's report
NOW = "2025-08-01"


def record(council) -> RiskRecord:
    return open_records(open_register(council.workspace.root)).risks[0]


def test_a_register_reported_on_residual_score_shows_whether_risk_improved_and_an_inherent_one_does_not(
    council,
) -> None:
    council.risk("ground", f"{BEFORE} 4x5 4x4 2x4", f"{NOW} 4x5 3x4 2x4")
    portfolio, register = council.portfolio(), open_register(council.workspace.root)
    days = [register.cut_off(quarter) for quarter in (portfolio.quarter, portfolio.quarter.previous)]
    inherent, residual = (moved_on(basis, record(council), *days) for basis in (Basis.INHERENT, Basis.RESIDUAL))
    assert (inherent.now, inherent.shift) == (20, Shift.SAME)
    assert (residual.now, residual.before, residual.shift, residual.amount) == (12, 16, Shift.DOWN, -4)
    assert portfolio.risks[0].movement == residual


MOVES = {
    "up": ([f"{BEFORE} 4x5 3x4 2x4", f"{NOW} 4x5 4x4 2x4"], Shift.UP, 12),
    "the same": ([f"{BEFORE} 4x5 3x4 2x4", f"{NOW} 4x5 3x4 2x4"], Shift.SAME, 12),
    "not scored since": ([f"{BEFORE} 4x5 3x4 2x4"], Shift.SAME, 12),
    "another place with the same score": ([f"{BEFORE} 4x5 3x4 2x4", f"{NOW} 4x5 4x3 2x4"], Shift.SAME, 12),
    "new": ([f"{NOW} 4x5 3x4 2x4"], Shift.NEW, None),
}


@pytest.mark.parametrize(("scorings", "shift", "before"), MOVES.values(), ids=MOVES)
def test_movement_is_since_the_last_quarters_cut_off(council, scorings, shift, before) -> None:
    council.risk("ground", *scorings)
    moved = council.standing().movement
    assert (moved.shift, moved.before) == (shift, before)


def test_a_later_score_does_not_change_an_earlier_quarter(council) -> None:
    council.risk("ground", f"{BEFORE} 4x5 3x4 2x4", "2025-08-29 4x5 2x4 2x4", "2025-08-30 4x5 5x4 2x4")
    assert [council.standing(quarter=q).score for q in ("2024-25 Q4", "2025-26 Q1", "2025-26 Q2")] == [12, 8, 20]


@pytest.mark.parametrize(("target", "above"), [("2x4", 4), ("3x4", 0), ("4x4", -4)])
def test_a_target_is_met_when_the_residual_score_is_no_higher(council, target: str, above: int) -> None:
    council.risk("ground", f"{NOW} 4x5 3x4 {target}")
    assert council.standing().above_target == above


def test_risks_are_ranked_on_residual_score_and_not_on_inherent(council) -> None:
    council.risk("tamed", f"{NOW} 5x5 2x2 1x1")
    council.risk("loose", f"{NOW} 3x3 3x3 1x1")
    assert [each.risk.id for each in council.portfolio().risks] == ["loose", "tamed"]


def test_equal_residual_scores_are_ranked_by_impact_then_inherent_score_then_name(council) -> None:
    council.risk("a", f"{NOW} 5x5 4x3 1x1", name="B")
    council.risk("b", f"{NOW} 5x4 3x4 1x1", name="C")
    council.risk("c", f"{NOW} 5x5 3x4 1x1", name="D")
    council.risk("d", f"{NOW} 5x5 4x3 1x1", name="A")
    assert [each.risk.id for each in council.portfolio().risks] == ["c", "b", "d", "a"]


def test_every_open_risk_is_in_the_matrix_once_at_its_residual_place(council) -> None:
    for id, residual in (("a", "3x4"), ("b", "3x4"), ("c", "4x3"), ("d", "1x1")):
        council.risk(id, f"{NOW} 5x5 {residual} 1x1", name=id)
    found = matrix(council.portfolio().risks)
    assert len(found) == 25
    there = {place: [each.risk.id for each in risks] for place, risks in found.items() if risks}
    assert there == {Position(1, 1): ["d"], Position(3, 4): ["a", "b"], Position(4, 3): ["c"]}


def test_a_closed_risk_is_told_once_and_leaves_the_register(council) -> None:
    council.risk("ground", f"{BEFORE} 4x5 3x4 2x4", closed_on="2025-07-01", closed_because="Built.")
    assert [each.risk.id for each in council.portfolio("2024-25 Q4").risks] == ["ground"]
    now, later = council.portfolio(), council.portfolio("2025-26 Q2")
    assert (now.risks, [risk.id for risk in now.closed_risks]) == ((), ["ground"])
    assert (later.risks, later.closed_risks) == ((), ())
