"""What a person is told when the register of decisions is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

FILE = "data/register/decisions.csv"
HEADING = "kpi,move,effective,committee,decided_on,minute,reason,recorded_by"
APPROVED = "visits-on-time,approve,2015-16 Q1,care-and-health,2015-04-01,M1,Invented,Clerk"


def after(*rows: str) -> str:
    """The file with these rows after the usual one, which stands on line 2."""
    return "\n".join([HEADING, APPROVED, *rows]) + "\n"


def row(move: str, effective: str = "2025-26 Q1", **more: str) -> str:
    """A row of the usual KPI, right in itself."""
    usual = {"kpi": "visits-on-time", "committee": "care-and-health", "on": "2025-04-01", "minute": "M2"}
    cells = {**usual, "reason": "Invented", "by": "Clerk", **more}
    told = (cells[name] for name in ("committee", "on", "minute", "reason", "by"))
    return ",".join([cells["kpi"], move, effective, *told])


MISTAKES = {
    "an unknown KPI": (
        [row("retire", kpi="visits-in-time")],
        [f"{FILE}:3 kpi: there is no KPI “visits-in-time”. Did you mean “visits-on-time”?"],
    ),
    "an unknown committee": (
        [row("retire", committee="care-and-helth")],
        [f"{FILE}:3 committee: there is no committee “care-and-helth”. Did you mean “care-and-health”?"],
    ),
    "an unknown move": (
        [row("retyre")], [f"{FILE}:3 move: “retyre” is not a known value. Did you mean “retire”?"],
    ),
    "a quarter of another form": (
        [row("retire", "Summer 2025")],
        [f"{FILE}:3 effective: “Summer 2025” is not a quarter; write it like 2025-26 Q1."],
    ),
    "a date of another form": (
        [row("retire", on="01/04/2025")],
        [f"{FILE}:3 decided_on: “01/04/2025” is not a date. Write it like 2025-06-30."],
    ),
    "years that nobody can have meant": (
        [row("retire", "2925-26 Q1", on="3025-04-01")],
        [f"{FILE}:3 decided_on: 3025 is not a likely year. Put the year right.",
         f"{FILE}:3 effective: 2925 is not a likely year. Put the year right."],
    ),
    "a decision without a minute": (
        [row("retire", minute="")],
        [f"{FILE}:3 minute: this field is missing. Give the reference of the minute that records the decision;"
         " only a proposal has none."],
    ),
    "nobody's decision, for no reason": (
        [row("retire", reason="", by="", committee="")],
        [f"{FILE}:3 committee: this field is missing. Add it.",
         f"{FILE}:3 reason: this field is missing. Add it.",
         f"{FILE}:3 recorded_by: this field is missing. Add it."],
    ),
    "a service KPI decided by another committee": (
        [row("retire", committee="roads")],
        [f"{FILE}:3 committee: “roads” does not decide about “visits-on-time”, a service KPI."
         " These do: care-and-health."],
    ),
    "the same move twice": (
        [row("approve")],
        [f"{FILE}:3 move: “visits-on-time” is approved already, on line 2. Take one of the two out."],
    ),
    "a move that cannot follow": (
        [row("develop")],
        [f"{FILE}:3 move: “visits-on-time” cannot be developed here: it is approved."
         " What can follow: suspend, change, retire."],
    ),
    "a retired KPI taken up again without being proposed": (
        [row("retire"), row("approve", "2025-26 Q2")],
        [f"{FILE}:4 move: “visits-on-time” cannot be approved here: it is retired. What can follow: propose."],
    ),
    "an effect before that of an earlier decision": (
        [row("suspend", "2025-26 Q2"), row("retire", "2025-26 Q1")],
        [f"{FILE}:4 effective: 2025-26 Q1 is earlier than 2025-26 Q2, when line 3 takes effect."
         " Give a later decision the same quarter, or a later one."],
    ),
    "a decision made before the one above it": (
        [row("suspend", on="2025-04-02"), row("retire", on="2025-04-01")],
        [f"{FILE}:4 decided_on: 2025-04-01 is before 2025-04-02, the day of the decision on line 3."
         " Decisions stand in the order in which they were made."],
    ),
    "a change that kpi.yml does not have": (
        [row("change")],
        [f"{FILE}:3 effective: no change in the kpi.yml of “visits-on-time” takes effect in 2025-26 Q1."
         " Add it there, under changes:, or put this right."],
    ),
    "a cell too few": (
        ["visits-on-time,retire,2025-26 Q1"],
        [f"{FILE}:3: this row has 3 cells, but the heading has 8."
         " Look for a missing or extra comma, or put the text in quotation marks."],
    ),
    "several at once": (
        [row("suspned"), row("retire", "2025", on="yesterday", minute="")],
        [f"{FILE}:3 move: “suspned” is not a known value. Did you mean “suspend”?",
         f"{FILE}:4 decided_on: “yesterday” is not a date. Write it like 2025-06-30.",
         f"{FILE}:4 effective: “2025” is not a quarter; write it like 2025-26 Q1.",
         f"{FILE}:4 minute: this field is missing. Give the reference of the minute that records the decision;"
         " only a proposal has none."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_decision_is_told_with_its_line_and_remedy(
    workspace: Workspace, rows: list[str], told: list[str]
) -> None:
    workspace.write(FILE, after(*rows))
    assert workspace.problems() == told


@pytest.mark.parametrize(("move", "done"), [("suspend", "suspended"), ("retire", "retired")])
def test_nothing_can_be_suspended_or_retired_that_was_never_approved(
    workspace: Workspace, move: str, done: str
) -> None:
    workspace.write(FILE, f"{HEADING}\n{row(move)}\n")
    assert workspace.problems() == [
        f"{FILE}:2 move: “visits-on-time” cannot be {done} here: nothing was decided about it before."
        " What can follow: propose, develop, approve."
    ]


def test_the_same_change_is_decided_once(workspace: Workspace) -> None:
    change = {"effective": "2025-26 Q1", "reason": "New", "fields": {"decimals": 0}}
    workspace.kpi("visits-on-time", changes=[change])
    workspace.decided("visits-on-time", "change", "2025-26 Q1")
    assert workspace.problems() == [
        f"{FILE}:4 move: the change from 2025-26 Q1 was decided already, on line 3. Take one of the two out."
    ]


def test_a_strategic_kpi_is_decided_by_the_committee_that_tracks_them(bare: Workspace) -> None:
    bare.write("params/committees/strategy.yml", "id: strategy\ntitle: S\nremit: All.\nstrategic_kpis: true\n")
    bare.kpi("visits", strategic=True, lifecycle="in-development")
    assert bare.problems() == []
    bare.decided("visits", "approve", "2025-26 Q1", "care-and-health")
    told = [problem for problem in bare.problems() if problem.startswith(FILE)]
    assert told == [
        f"{FILE}:3 committee: “care-and-health” does not decide about “visits”, a strategic KPI. These do: strategy."
    ]


def test_where_no_committee_tracks_strategic_kpis_their_own_committees_decide(bare: Workspace) -> None:
    bare.kpi("visits", strategic=True, lifecycle="in-development")
    assert bare.problems() == []


@pytest.mark.parametrize("committee", ["care-and-health", "roads"])
def test_a_change_of_committee_is_decided_by_either(workspace: Workspace, committee: str) -> None:
    change = {"effective": "2025-26 Q1", "reason": "New remits", "fields": {"committees": ["roads"]}}
    workspace.kpi("visits-on-time", changes=[change])
    workspace.write(FILE, after(row("change", committee=committee)))
    assert workspace.problems() == []


def test_after_a_change_of_committee_the_new_one_decides(workspace: Workspace) -> None:
    change = {"effective": "2025-26 Q1", "reason": "New remits", "fields": {"committees": ["roads"]}}
    workspace.kpi("visits-on-time", changes=[change])
    workspace.write(FILE, after(row("change"), row("retire", "2025-26 Q2")))
    assert workspace.problems() == [
        f"{FILE}:4 committee: “care-and-health” does not decide about “visits-on-time”, a service KPI. These do: roads."
    ]


def test_a_live_kpi_with_a_target_needs_a_scheme_by_the_quarter_in_which_it_is_approved(bare: Workspace) -> None:
    bare.kpi("visits", scheme=None, lifecycle="in-development")
    assert bare.problems() == []
    bare.decided("visits", "approve", "2025-26 Q1")
    bare.figures("visits", "2025-26 Q1,W01,80")
    assert bare.problems() == [
        "data/kpis/visits/kpi.yml:1: a live KPI with a target needs a scheme (or purpose: context)."
    ]


def test_columns_that_are_missing_are_told_and_nothing_follows_from_it(workspace: Workspace) -> None:
    change = {"effective": "2025-26 Q1", "reason": "New", "fields": {"decimals": 0}}
    workspace.kpi("visits-on-time", changes=[change])
    workspace.write(FILE, "kpi,move\nvisits-on-time,approve\n")
    missing = HEADING.split(",")[2:]
    assert workspace.problems() == [
        f"{FILE}:1 {column}: this column is missing. The columns are: {HEADING.replace(',', ', ')}."
        for column in sorted(missing)
    ]


def test_what_is_wrong_with_a_kpi_or_a_committee_is_told_once(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/kpi.yml", "unit: percent", "unit: per cent")
    workspace.edit("params/committees/care-and-health.yml", "remit: Care.\n", "")
    assert workspace.problems() == [
        "data/kpis/visits-on-time/kpi.yml:4 unit: “per cent” is not a known value. Did you mean “percent”?",
        "params/committees/care-and-health.yml:1 remit: this field is missing. Add it.",
    ]
