"""Row 72: a pack tells which committee added, changed, suspended or removed an indicator, until the year is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.analysis.results import results

if TYPE_CHECKING:
    from conftest import Workspace

YEAR = ("2025-26 Q1", "2025-26 Q2", "2025-26 Q3", "2025-26 Q4", "2026-27 Q1")
Q3 = "quarter: 2025-26 Q3\ndata_cut_off: 2026-02-27\npublication: 2026-03-13\n"
Q4 = "quarter: 2025-26 Q4\ndata_cut_off: 2026-05-29\npublication: 2026-06-12\n"
NEXT = "quarter: 2026-27 Q1\ndata_cut_off: 2026-08-28\npublication: 2026-09-11\n"

Told = list[tuple[str, str, str]]


@pytest.fixture
def council(bare: Workspace) -> Workspace:
    """Westmarch with every quarter of the year, and of the next the first."""
    for id, text in (("2025-26-q3", Q3), ("2025-26-q4", Q4), ("2026-27-q1", NEXT)):
        bare.write(f"params/quarters/{id}.yml", text)
    return bare


def written(council: Workspace, id: str, **fields: object) -> str:
    council.kpi(id, name=id.capitalize(), **fields)
    council.figures(id, "2024-25 Q4,W01,80")
    return id


def told(council: Workspace, committee: str = "care-and-health") -> dict[str, Told]:
    """By quarter, the KPI, outcome and day of each decision that the pack tells; without quarters that tell nothing."""
    packs = {quarter: council.pack(committee, quarter).rulings for quarter in ("2024-25 Q4", *YEAR)}
    return {
        quarter: [
            (r.decided.kpi.id, r.decided.outcome.value, r.decided.decision.decided_on.isoformat()) for r in rulings
        ]
        for quarter, rulings in packs.items()
        if rulings
    }


def since_the_last(council: Workspace) -> dict[str, list[str]]:
    packs = {quarter: council.pack(quarter=quarter).removals for quarter in YEAR}
    return {quarter: [each.decided.kpi.id for each in gone] for quarter, gone in packs.items() if gone}


def test_a_removed_indicator_is_told_for_the_rest_of_the_year_and_on_the_first_page_once(council: Workspace) -> None:
    council.decided(written(council, "visits"), "retire", "2025-26 Q2", on="2025-07-01")
    gone = [("visits", "removed", "2025-07-01")]
    assert told(council) == {"2025-26 Q2": gone, "2025-26 Q3": gone, "2025-26 Q4": gone}
    assert since_the_last(council) == {"2025-26 Q2": ["visits"]}


def test_a_removal_that_was_decided_late_is_told_from_the_quarter_in_which_it_counts(council: Workspace) -> None:
    council.decided(written(council, "visits"), "retire", "2025-26 Q4", on="2026-06-01")
    assert told(council) == {"2026-27 Q1": [("visits", "removed", "2026-06-01")]}


def test_an_indicator_that_joins_is_told_for_the_rest_of_the_year(council: Workspace) -> None:
    written(council, "visits", live_from="2025-26 Q3")
    came = [("visits", "added", "2025-10-01")]
    assert told(council) == {"2025-26 Q3": came, "2025-26 Q4": came}


def test_every_turn_of_an_indicator_s_life_is_told_in_order(council: Workspace) -> None:
    council.kpi("visits", lifecycle="proposed", live_from="2024-25 Q4")
    council.figures("visits", "2024-25 Q4,W01,80")
    council.decided("visits", "develop", "2025-26 Q1")
    council.decided("visits", "approve", "2025-26 Q2")
    council.decided("visits", "suspend", "2025-26 Q3")
    council.decided("visits", "approve", "2025-26 Q4")
    assert told(council)["2025-26 Q4"] == [
        ("visits", "added", "2025-04-01"),
        ("visits", "approved", "2025-07-01"),
        ("visits", "suspended", "2025-10-01"),
        ("visits", "resumed", "2026-01-01"),
    ]


def test_of_an_indicator_that_is_gone_only_that_is_told_and_of_one_that_came_back_not_that_it_went(
    council: Workspace,
) -> None:
    gone, back = written(council, "gone", live_from="2025-26 Q1"), written(council, "back")
    council.decided(gone, "suspend", "2025-26 Q2")
    council.decided(gone, "retire", "2025-26 Q3")
    council.decided(back, "retire", "2025-26 Q2")
    council.decided(back, "propose", "2025-26 Q2")
    council.decided(back, "approve", "2025-26 Q3")
    assert told(council)["2025-26 Q2"] == [
        ("gone", "added", "2025-04-01"), ("back", "removed", "2025-07-01"), ("gone", "suspended", "2025-07-01"),
    ]  # fmt: skip
    assert told(council)["2025-26 Q4"] == [("back", "added", "2025-10-01"), ("gone", "removed", "2025-10-01")]


def test_a_change_of_definition_is_told_and_one_of_committee_in_both_their_reports(council: Workspace) -> None:
    renamed = {"effective": "2025-26 Q1", "reason": "New", "fields": {"name": "Visits kept"}}
    moved = {"effective": "2025-26 Q2", "reason": "New", "fields": {"committees": ["roads"]}}
    written(council, "visits", changes=[renamed, moved])
    assert told(council)["2025-26 Q1"] == [("visits", "changed", "2025-04-01")]
    assert told(council)["2025-26 Q3"] == [("visits", "removed", "2025-07-01")]
    assert told(council, "roads")["2025-26 Q3"] == [("visits", "added", "2025-07-01")]


def test_a_proposal_that_is_pending_or_declined_is_in_no_report(council: Workspace) -> None:
    council.kpi("pending", lifecycle="proposed", live_from="2025-26 Q1")
    council.kpi("declined", lifecycle="proposed", live_from="2025-26 Q1")
    council.decided("declined", "retire", "2025-26 Q2")
    assert told(council) == {}
    assert [council.pack(quarter=quarter).indicators for quarter in YEAR] == [()] * len(YEAR)


def test_the_results_hold_the_decision_as_it_was_recorded(council: Workspace) -> None:
    council.decided(written(council, "visits"), "retire", "2025-26 Q1", on="2025-06-03")
    assert results(council.pack())["decisions"] == [
        {
            "kpi": "visits", "name": "Visits", "outcome": "removed", "move": "retire",
            "committee": "Care and Health Committee", "decided_on": "2025-06-03", "minute": "M1",
            "effective": "2025-26 Q1", "reported_from": "2025-26 Q1", "reason": "Invented", "line": 3,
        }
    ]  # fmt: skip


def test_a_removed_indicator_is_told_as_it_was_last_defined(council: Workspace) -> None:
    change = {"effective": "2025-26 Q1", "reason": "New", "fields": {"name": "Another name"}}
    written(council, "visits", changes=[change], live_to="2024-25 Q4")
    assert [each.decided.kpi.name for each in council.pack().rulings] == ["Visits"]
