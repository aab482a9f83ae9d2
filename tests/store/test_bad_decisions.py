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


def test_a_committee_that_decides_before_and_after_a_change_is_named_once(workspace: Workspace) -> None:
    change = {"effective": "2025-26 Q1", "reason": "Clearer", "fields": {"name": "Visits"}}
    workspace.kpi("visits-on-time", changes=[change])
    workspace.write(FILE, after(row("change", committee="roads")))
    assert workspace.problems() == [
        f"{FILE}:3 committee: “roads” does not decide about “visits-on-time”, a service KPI. These do: care-and-health."
    ]


@pytest.mark.parametrize("committee", ["care-and-health", "roads"])
def test_a_change_of_committee_is_decided_by_either(workspace: Workspace, committee: str) -> None:
    change = {"effective": "2025-26 Q1", "reason": "New remits", "fields": {"committees": ["roads"]}}
    workspace.kpi("visits-on-time", changes=[change])
    workspace.write(FILE, after(row("change", committee=committee)))
    assert workspace.problems() == []


def test_a_live_kpi_with_a_target_needs_a_scheme_by_the_quarter_in_which_it_is_approved(bare: Workspace) -> None:
    bare.kpi("visits", scheme=None, lifecycle="in-development")
    assert bare.problems() == []
    bare.decided("visits", "approve", "2025-26 Q1")
    bare.figures("visits", "2025-26 Q1,W01,80")
    assert bare.problems() == [
        "data/kpis/visits/kpi.yml:1: a live KPI with a target needs a scheme (or purpose: context)."
    ]


def test_what_is_wrong_with_a_kpi_or_a_committee_is_told_once(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/kpi.yml", "unit: percent", "unit: per cent")
    workspace.edit("params/committees/care-and-health.yml", "remit: Care.\n", "")
    assert workspace.problems() == [
        "data/kpis/visits-on-time/kpi.yml:4 unit: “per cent” is not a known value. Did you mean “percent”?",
        "params/committees/care-and-health.yml:1 remit: this field is missing. Add it.",
    ]
