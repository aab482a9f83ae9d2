"""Run again today, an old quarter still gives its own target, definition, calculation and status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.model.lifecycle import Lifecycle
from helpers.model.status import Status

if TYPE_CHECKING:
    from conftest import Workspace

QUARTER_3 = "quarter: 2024-25 Q3\ndata_cut_off: 2025-02-28\npublication: 2025-03-14\n"


def test_a_target_agreed_later_does_not_change_an_earlier_quarter(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2024-25 Q4,W01,82", "2025-26 Q1,W01,82")
    bare.targets("visits", {"2024-25": "90", "2025-26": "90"}, agreed_on="2024-03-01")
    bare.targets("visits", {"2024-25": "80", "2025-26": "80"}, agreed_on="2025-07-01")
    told = {}
    for quarter in ("2024-25 Q4", "2025-26 Q1"):
        result = bare.indicator("visits", quarter)
        told[quarter] = (result.target and result.target.target, result.status)
    assert told == {"2024-25 Q4": (90, Status.AMBER), "2025-26 Q1": (80, Status.GREEN)}


def test_the_target_of_the_period_goes_before_that_of_the_year(bare: Workspace) -> None:
    bare.kpi("visits", measure="cumulative")
    bare.figures("visits", "2025-26 Q1,W01,24")
    bare.targets("visits", {"2025-26": "100", "2025-26 Q1": "25"})
    result = bare.indicator("visits")
    assert (result.target and result.target.target, result.status) == (25, Status.AMBER)


def test_the_previous_target_is_told_beside_the_present_one(workspace: Workspace) -> None:
    result = workspace.indicator("visits-on-time")
    assert result.previous is not None and result.previous_target is not None
    assert (result.previous.period.text, result.previous_target.target) == ("2024-25 Q4", 75)


def test_a_definition_changes_from_its_quarter_on_and_not_before(bare: Workspace) -> None:
    change = {
        "effective": "2025-26 Q1",
        "reason": "Counted anew.",
        "fields": {"name": "Care visits within an hour", "scheme": "floor", "committees": ["roads"]},
    }
    bare.kpi("visits", changes=[change])
    bare.figures("visits", "2024-25 Q4,W01,74", "2025-26 Q1,W01,74")
    bare.targets("visits", {"2024-25": "80", "2025-26": "80,75"})
    told = {}
    for quarter in ("2024-25 Q4", "2025-26 Q1"):
        result = bare.indicator("visits", quarter)
        told[quarter] = (result.kpi.name, result.kpi.scheme, result.status)
    assert told == {
        "2024-25 Q4": ("Care visits on time", "ten-five", Status.AMBER),
        "2025-26 Q1": ("Care visits within an hour", "floor", Status.RED),
    }
    packs = {(c, q): [r.kpi.id for r in bare.pack(c, q).indicators] for c in ("care-and-health", "roads") for q in told}
    assert packs == {
        ("care-and-health", "2024-25 Q4"): ["visits"],
        ("care-and-health", "2025-26 Q1"): [],
        ("roads", "2024-25 Q4"): [],
        ("roads", "2025-26 Q1"): ["visits"],
    }


def test_the_last_quarters_status_is_by_the_definition_of_that_quarter(bare: Workspace) -> None:
    bare.kpi("visits", changes=[{"effective": "2025-26 Q1", "reason": "New", "fields": {"direction": "decrease"}}])
    bare.figures("visits", "2024-25 Q4,W01,60", "2025-26 Q1,W01,60")
    bare.targets("visits", {"2024-25": "80", "2025-26": "80"})
    result = bare.indicator("visits")
    assert (result.previous_status, result.status) == (Status.RED, Status.BLUE)


def test_old_points_whose_targets_the_new_scheme_cannot_judge_have_no_rating(bare: Workspace) -> None:
    bare.kpi("visits", changes=[{"effective": "2025-26 Q1", "reason": "Plan is best", "fields": {"scheme": "range"}}])
    bare.figures("visits", "2024-25 Q4,W01,74", "2025-26 Q1,W01,74")
    bare.targets("visits", {"2024-25": "80", "2025-26": ",70,80"})
    result = bare.indicator("visits")
    assert [point.rating and point.rating.status for point in result.history] == [None, Status.GREEN]
    assert (result.previous_status, result.status) == (Status.AMBER, Status.GREEN)


def test_a_kpi_is_in_the_packs_from_its_first_quarter_to_its_last(bare: Workspace) -> None:
    bare.kpi("visits", live_from="2025-26 Q1", live_to="2025-26 Q1")
    bare.figures("visits", "2025-26 Q1,W01,74")
    seen = {q: len(bare.pack(quarter=q).indicators) for q in ("2024-25 Q4", "2025-26 Q1", "2025-26 Q2")}
    assert seen == {"2024-25 Q4": 0, "2025-26 Q1": 1, "2025-26 Q2": 0}
    assert bare.indicator("visits").previous_status is None


def test_an_old_quarter_run_again_after_changes_and_retirement_and_approval_anew_is_as_it_was(bare: Workspace) -> None:
    bare.write("params/quarters/2024-25-q3.yml", QUARTER_3)
    bare.kpi("visits", live_from="2024-25 Q4")
    bare.figures("visits", "2024-25 Q4,W01,74", "2025-26 Q1,W01,74", "2025-26 Q2,W01,74")
    bare.targets("visits", {"2024-25": "80", "2025-26": "80"}, agreed_on="2024-03-01")
    before = {quarter: told(bare, quarter) for quarter in ("2024-25 Q3", "2024-25 Q4")}
    assert before == {
        "2024-25 Q3": [],
        "2024-25 Q4": [("Care visits on time", Lifecycle.LIVE, "ten-five", 80, Status.AMBER)],
    }
    change = {"effective": "2025-26 Q1", "reason": "New", "fields": {"name": "Visits", "scheme": "floor"}}
    bare.kpi("visits", live_from="2024-25 Q4", changes=[change])
    bare.targets("visits", {"2024-25": "70,60", "2025-26": "70,60"}, agreed_on="2025-06-01")
    bare.decided("visits", "suspend", "2025-26 Q1", on="2025-08-01")
    for move in ("retire", "propose", "approve"):
        bare.decided("visits", move, "2025-26 Q2", on="2025-09-01")
    assert {quarter: told(bare, quarter) for quarter in before} == before
    assert told(bare, "2025-26 Q1") == [("Visits", Lifecycle.SUSPENDED, "floor", 70, Status.NO_DATA)]
    assert told(bare, "2025-26 Q2") == [("Visits", Lifecycle.LIVE, "floor", 70, Status.GREEN)]


def test_what_is_decided_after_a_cut_off_changes_no_pack_of_that_quarter(bare: Workspace) -> None:
    change = {"effective": "2025-26 Q1", "reason": "New", "fields": {"name": "Visits"}}
    bare.kpi("visits", changes=[change])
    bare.undecided("visits")
    bare.decided("visits", "approve", "2015-16 Q1")
    bare.decided("visits", "change", "2025-26 Q1", on="2025-08-30")
    bare.figures("visits", "2025-26 Q1,W01,74")
    names = {quarter: [each.kpi.name for each in bare.pack(quarter=quarter).indicators] for quarter in (
        "2025-26 Q1", "2025-26 Q2",
    )}  # fmt: skip
    assert names == {"2025-26 Q1": ["Care visits on time"], "2025-26 Q2": ["Visits"]}


def told(bare: Workspace, quarter: str) -> list[tuple[object, ...]]:
    """What a quarter's pack says of each indicator: name, stage, scheme, target and status."""
    return [
        (each.kpi.name, each.kpi.lifecycle, each.kpi.scheme, each.target and each.target.target, each.status)
        for each in bare.pack(quarter=quarter).indicators
    ]
