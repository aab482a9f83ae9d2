"""Decisions as they are read: what counts in which quarter's packs, and that nothing later ever does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import example, given
from hypothesis import strategies as st

from helpers.model.kpi import Kpi
from helpers.model.lifecycle import PERMITTED, Decision, Lifecycle, Move, stage_after
from helpers.model.periods import Quarter
from helpers.store.decisions import first_counted
from helpers.store.workspace import find_committee, inputs, open_register

if TYPE_CHECKING:
    from conftest import Workspace

NOW = Quarter(2025, 1)
FIELDS: dict[str, Any] = {
    "id": "visits", "name": "Visits", "description": "Visits made.", "unit": "number", "decimals": 0,
    "direction": "increase", "timing": "lagging", "basis": "non-financial", "perspective": "Outcomes",
    "priority": "care", "committees": ["care"], "owner": "Head of Care", "supplier": "Care Records",
    "measure": "flow", "frequency": "quarter", "scheme": "ten-five",
}  # fmt: skip
DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))
QUARTERS = st.builds(NOW.shift, st.integers(-10, 10))


def cut_off(quarter: Quarter) -> date:
    return quarter.end + timedelta(days=60)


def decision(move: Move, effective: Quarter, decided_on: date) -> Decision:
    return Decision(
        kpi="visits", move=move, effective=effective, committee="care", decided_on=decided_on, minute="M1",
        reason="Invented", recorded_by="Clerk", counts_from=first_counted(effective, decided_on, cut_off),
    )  # fmt: skip


def kpi(decisions: list[Decision]) -> Kpi:
    changes = [{"effective": str(each), "reason": "New", "fields": {"name": str(each)}} for each in
               sorted({each.effective for each in decisions if each.move is Move.CHANGE})]  # fmt: skip
    return Kpi.model_validate({**FIELDS, "changes": changes, "decisions": decisions})


@given(
    moves=st.lists(st.tuples(st.sampled_from(Move), QUARTERS, DAYS), max_size=8),
    quarter=QUARTERS,
)
@example(moves=[(Move.APPROVE, NOW, date(2026, 5, 1))], quarter=NOW)
def test_whatever_is_decided_after_a_quarter_s_cut_off_its_packs_know_nothing_of_it(
    moves: list[tuple[Move, Quarter, date]], quarter: Quarter
) -> None:
    every = [decision(*move) for move in moves]
    by_then = [each for each in every if each.decided_on <= cut_off(quarter)]
    whole, then = kpi(every), kpi(by_then)
    assert whole.reported_in(quarter) == then.reported_in(quarter)
    told, known = whole.as_at(quarter), then.as_at(quarter)
    assert (told.lifecycle, told.name, told.decisions) == (known.lifecycle, known.name, known.decisions)


@given(effective=QUARTERS, day=DAYS)
def test_a_decision_counts_from_its_quarter_on_once_it_was_made_by_the_cut_off(effective: Quarter, day: date) -> None:
    made = decision(Move.APPROVE, effective, day)
    for quarter in (NOW.shift(step) for step in range(-12, 24)):
        assert made.counts_in(quarter) == (effective <= quarter and day <= cut_off(quarter))


def test_every_stage_says_what_may_follow_and_every_move_can_be_made() -> None:
    assert set(PERMITTED) == {None, *Lifecycle}
    assert {move for moves in PERMITTED.values() for move in moves} == set(Move)
    assert not any(move.leads_to is stage for stage, moves in PERMITTED.items() for move in moves)


@given(st.data())
def test_any_life_that_is_permitted_ends_where_its_last_move_leads(data: st.DataObject) -> None:
    made: list[Decision] = []
    for place in range(data.draw(st.integers(1, 8))):
        move = data.draw(st.sampled_from(PERMITTED[stage_after(made)]))
        made.append(decision(move, NOW.shift(place), NOW.shift(place).start))
        assert stage_after(made) is (move.leads_to or stage_after(made[:-1]))


def test_a_decision_made_after_the_cut_off_of_its_quarter_counts_from_the_next(workspace: Workspace) -> None:
    workspace.decided("visits-on-time", "retire", "2025-26 Q1", on="2025-08-30")
    made = open_register(workspace.root).kpis["visits-on-time"].decisions[-1]
    assert (made.effective, made.begins, made.line) == (NOW, NOW.shift(1), 3)
    assert [len(workspace.pack(quarter=quarter).indicators) for quarter in ("2025-26 Q1", "2025-26 Q2")] == [1, 0]


def test_a_decision_made_on_the_day_of_the_cut_off_counts(workspace: Workspace) -> None:
    workspace.decided("visits-on-time", "retire", "2025-26 Q1", on="2025-08-29")
    assert workspace.pack().indicators == ()


def test_the_columns_may_stand_in_any_order_and_a_proposal_has_no_minute(bare: Workspace) -> None:
    bare.kpi("visits", lifecycle="in-development")
    bare.write(
        "data/register/decisions.csv",
        "recorded_by,reason,minute,decided_on,committee,effective,move,kpi\n"
        'Clerk,"Asked for, twice",,2025-01-01,care-and-health,2025-26 Q1,propose,visits\n',
    )
    (made,) = open_register(bare.root).kpis["visits"].decisions
    assert (made.move, made.reason, made.minute, made.committee) == (
        Move.PROPOSE, "Asked for, twice", "", "care-and-health",
    )  # fmt: skip
    assert bare.problems() == []


def test_without_a_file_of_decisions_nothing_is_reported(workspace: Workspace) -> None:
    (workspace.root / "data/register/decisions.csv").unlink()
    assert (workspace.problems(), workspace.pack().indicators) == ([], ())


def test_nothing_is_expected_yet_of_a_kpi_that_is_approved_for_later(bare: Workspace) -> None:
    bare.kpi("visits", live_from="2027-28 Q1")
    (bare.root / "data/kpis/visits/targets.csv").unlink()
    assert bare.problems() == []


def test_a_pack_rests_on_every_decision_definition_and_committee(bare: Workspace) -> None:
    bare.write("params/committees/strategy.yml", "id: strategy\ntitle: S\nremit: All.\nstrategic_kpis: true\n")
    bare.kpi("visits", strategic=True, live_to="2024-25 Q4")
    bare.figures("visits", "2024-25 Q4,W01,80")
    register = open_register(bare.root)
    told = {
        str(quarter): [path.relative_to(register.root).as_posix() for path in
                       inputs(register, find_committee(register, "care-and-health"), quarter)]
        for quarter in (NOW, NOW.shift(3), NOW.shift(4))
    }  # fmt: skip
    register_files = {"params/committees/strategy.yml", "data/kpis/visits/kpi.yml", "data/register/decisions.csv"}
    assert all(register_files <= set(files) for files in told.values())
