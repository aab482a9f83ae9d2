"""The corporate report is planned where an organisation asks for it, and rests on every KPI."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from helpers.errors import Problems
from helpers.model.periods import Quarter
from helpers.publish.building import rehearse
from helpers.publish.planning import Plan, plan
from helpers.publish.reports import find_report, reports
from helpers.store.workspace import open_register

if TYPE_CHECKING:
    from conftest import Workspace

QUARTER = Quarter(2025, 1)
NAMED = "2025-26-q1/corporate"


@pytest.fixture
def council(bare: Workspace) -> Workspace:
    """A council that asks for the report, with a KPI of each of its two committees."""
    bare.edit("params/organisation.yml", "area: W01", "area: W01\ncorporate_report: true")
    for id, committee in (("visits", "care-and-health"), ("potholes", "roads")):
        bare.kpi(id, committees=[committee])
        bare.figures(id, "2025-26 Q1,W01,82")
        bare.targets(id, {"2025-26": "80"})
    return bare


def planned(workspace: Workspace, *reports: str) -> Plan:
    return plan(workspace.root, str(QUARTER), (), ["html"], "embedded", [], reports=reports)


def test_a_quarter_has_it_where_it_is_asked_for_and_a_kpi_is_reported(bare: Workspace) -> None:
    def known() -> set[str]:
        return set(reports(open_register(bare.root), QUARTER))

    bare.kpi("visits", lifecycle="in-development")
    assert known() == {"care-and-health", "roads"}
    bare.edit("params/organisation.yml", "area: W01", "area: W01\ncorporate_report: true")
    assert known() == {"care-and-health", "roads", "corporate"}
    bare.undecided("visits")
    assert known() == {"care-and-health", "roads"}


def test_where_it_is_not_asked_for_it_is_refused_with_how_to_ask(bare: Workspace) -> None:
    bare.kpi("visits", lifecycle="in-development")
    with pytest.raises(Problems) as raised:
        planned(bare, "corporate")
    assert str(raised.value).splitlines()[1] == (
        "  report: 2025-26 Q1 has no report “corporate”. It is built where params/organisation.yml says "
        "corporate_report: true and a KPI is reported."
    )


def test_a_rehearsal_says_how_many_indicators_it_holds(council: Workspace) -> None:
    lines = list(rehearse(planned(council, "corporate")))
    assert re.fullmatch(rf"{NAMED}: 2 indicators from \d+ input files, as html", lines[0])
    assert lines[1] == "  to be built: not built before"
    assert lines[2] == "1 pack, by the embedded renderer. Nothing was written."


def test_a_fault_in_any_kpi_stops_it_and_the_pack_that_has_the_kpi_and_no_other(council: Workspace) -> None:
    council.targets("potholes", {"2025-26": "eighty"})
    assert sorted(planned(council).faults) == [NAMED, "2025-26-q1/roads"]


def test_a_fault_in_a_project_stops_it_too(council: Workspace) -> None:
    council.write("data/projects/bridge/project.yml", "id: bridge\n")
    assert NAMED in planned(council).faults


def test_it_rests_on_the_files_of_every_kpi(council: Workspace) -> None:
    register = open_register(council.root)
    files = find_report(register, "corporate", QUARTER).inputs(register, QUARTER)
    names = [path.relative_to(register.root).as_posix() for path in files]
    assert len(names) == len(set(names))
    assert {f"data/kpis/{id}/{name}" for id in ("visits", "potholes") for name in ("kpi.yml", "observations.csv",
            "targets.csv", "origin.yml")} <= set(names)  # fmt: skip
    assert {"params/committees/roads.yml", "params/quarters/2025-26-q1.yml", "data/register/decisions.csv"} <= set(
        names
    )
