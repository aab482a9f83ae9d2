"""`packs register`: a decision is recorded when reading would find nothing wrong with it, and otherwise nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]

FILE = "data/register/decisions.csv"
TERMS = {"-c": "care-and-health", "--on": "2025-06-03", "--effective": "2025-26 Q1", "--minute": "M12",
         "--reason": "Counted, but no longer used", "--by": "Clerk"}  # fmt: skip


def record(workspace: Workspace, move: str, kpi: str = "visits-on-time", **other: str) -> int:
    terms = TERMS | {f"--{name}" if len(name) > 1 else f"-{name}": value for name, value in other.items()}
    return workspace.run("register", move, kpi, *(part for pair in terms.items() for part in pair))


def test_a_decision_is_a_row_at_the_end_of_the_register(workspace: Workspace, capsys: Captured) -> None:
    before = (workspace.root / FILE).read_text(encoding="utf-8")
    assert record(workspace, "retire") == 0
    assert capsys.readouterr().out == "visits-on-time: recorded retire with effect from 2025-26 Q1.\n"
    row = 'visits-on-time,retire,2025-26 Q1,care-and-health,2025-06-03,M12,"Counted, but no longer used",Clerk\n'
    assert (workspace.root / FILE).read_text(encoding="utf-8") == before + row
    assert (workspace.problems(), workspace.pack().indicators) == ([], ())


def test_who_decides_after_the_cut_off_is_told_when_it_counts(workspace: Workspace, capsys: Captured) -> None:
    assert record(workspace, "suspend", on="2025-09-18") == 0
    assert capsys.readouterr().out == (
        "visits-on-time: recorded suspend with effect from 2025-26 Q1;"
        " decided after the cut-off of 2025-26 Q1, so packs go by it from 2025-26 Q2.\n"
    )


def test_the_register_begins_with_the_first_decision(bare: Workspace) -> None:
    bare.kpi("visits")
    (bare.root / FILE).unlink()
    assert record(bare, "propose", "visits", minute="") == 0
    assert (bare.root / FILE).read_text(encoding="utf-8").splitlines() == [
        "kpi,move,effective,committee,decided_on,minute,reason,recorded_by",
        'visits,propose,2025-26 Q1,care-and-health,2025-06-03,,"Counted, but no longer used",Clerk',
    ]


def test_a_row_follows_the_columns_and_the_marks_of_the_file_as_it_is(bare: Workspace) -> None:
    bare.kpi("visits", lifecycle="in-development")
    heading = "\ufeffmove,kpi,recorded_by,reason,minute,decided_on,committee,effective\r\n"
    (bare.root / FILE).write_bytes(heading.encode())
    assert record(bare, "develop", "visits", reason="é") == 0
    row = "develop,visits,Clerk,é,M12,2025-06-03,care-and-health,2025-26 Q1\r\n"
    assert (bare.root / FILE).read_bytes() == (heading + row).encode()
    assert bare.problems() == []


REFUSED = {
    "a KPI that does not exist": (
        {"kpi": "visits-in-time"}, "3 kpi: there is no KPI “visits-in-time”. Did you mean “visits-on-time”?",
    ),
    "a committee that does not exist": (
        {"c": "rods"}, "3 committee: there is no committee “rods”. Did you mean “roads”?",
    ),
    "a committee that may not decide": (
        {"c": "roads"},
        "3 committee: “roads” does not decide about “visits-on-time”, a service KPI. These do: care-and-health.",
    ),
    "a quarter that is none": (
        {"effective": "Q5"}, "3 effective: “Q5” is not a quarter; write it like 2025-26 Q1.",
    ),
    "a decision without a minute": (
        {"minute": ""},
        "3 minute: this field is missing. Give the reference of the minute that records the decision;"
        " only a proposal has none.",
    ),
    "no reason": ({"reason": " "}, "3 reason: this field is missing. Add it."),
    "an effect before the last decision's": (
        {"effective": "2014-15 Q1"},
        "3 effective: 2014-15 Q1 is earlier than 2015-16 Q1, when line 2 takes effect."
        " Give a later decision the same quarter, or a later one.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("other", "told"), REFUSED.values(), ids=REFUSED)
def test_what_reading_would_refuse_is_not_written(
    workspace: Workspace, capsys: Captured, other: dict[str, str], told: str
) -> None:
    before = workspace.files()
    assert record(workspace, "retire", **other) == 1
    assert capsys.readouterr().err == f"1 problem to put right:\n  {FILE}:{told}\n"
    assert workspace.files() == before


def test_a_move_out_of_order_is_not_written(workspace: Workspace, capsys: Captured) -> None:
    before = workspace.files()
    assert record(workspace, "approve") == 1
    assert "“visits-on-time” is approved already, on line 2." in capsys.readouterr().err
    assert workspace.files() == before


def test_nothing_is_added_while_something_else_is_wrong(workspace: Workspace, capsys: Captured) -> None:
    workspace.edit("params/committees/roads.yml", "remit: Roads.\n", "")
    before = workspace.files()
    assert record(workspace, "retire") == 1
    assert "params/committees/roads.yml:1 remit: this field is missing." in capsys.readouterr().err
    assert workspace.files() == before


def test_a_register_that_cannot_be_read_is_left_alone(workspace: Workspace, capsys: Captured) -> None:
    (workspace.root / FILE).write_bytes(b"\xff\xfe")
    assert record(workspace, "retire") == 1
    assert f"{FILE}:1: this is not UTF-8 text." in capsys.readouterr().err
    assert (workspace.root / FILE).read_bytes() == b"\xff\xfe"


def test_changes_that_wait_for_their_decision_are_approved_one_at_a_time(workspace: Workspace) -> None:
    changes = [
        {"effective": f"2025-26 Q{number}", "reason": "New", "fields": {"decimals": number}} for number in (1, 2)
    ]
    workspace.kpi("visits-on-time", changes=changes)
    workspace.undecided("visits-on-time")
    workspace.decided("visits-on-time", "approve", "2015-16 Q1")
    assert len(workspace.problems()) == 2
    assert record(workspace, "change") == 0
    assert len(workspace.problems()) == 1
    assert record(workspace, "change", effective="2025-26 Q2") == 0
    assert workspace.problems() == []
    told = {quarter: workspace.indicator("visits-on-time", quarter).kpi.decimals for quarter in (
        "2024-25 Q4", "2025-26 Q1", "2025-26 Q2",
    )}  # fmt: skip
    assert told == {"2024-25 Q4": 1, "2025-26 Q1": 1, "2025-26 Q2": 2}


def test_the_status_of_the_register_tells_stage_since_when_by_whom_and_what_is_pending(
    bare: Workspace, capsys: Captured
) -> None:
    bare.kpi("asked", lifecycle="proposed", live_from="2025-26 Q2")
    bare.kpi("gone", live_to="2024-25 Q4")
    bare.kpi("here", live_to="2025-26 Q2")
    bare.kpi("resting", lifecycle="suspended", live_from="2024-25 Q1")
    bare.kpi("unasked")
    bare.undecided("unasked")
    assert bare.run("register", "status", "2025-26 Q1") == 0
    words = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert words[0] == "KPI Stage Since By Pending"
    told = " ".join(words[1:])
    for part in (
        "asked proposed proposed to the", "gone retired 2025-26 Q1 Care and Health", "here live 2015-16 Q1 Care and",
        "retire from 2025-26", "resting suspended 2024-25 Q1 Care and Health", "unasked none yet",
    ):  # fmt: skip
        assert part in told


def test_check_tells_of_kpis_that_nobody_has_asked_for(bare: Workspace, capsys: Captured) -> None:
    bare.kpi("unasked")
    bare.undecided("unasked")
    assert bare.run("check") == 0
    assert capsys.readouterr().out.splitlines()[1] == (
        "In no pack, since nobody has proposed or approved them (packs register): unasked."
    )
