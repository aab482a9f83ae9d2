"""The balanced scorecard and the success map of a small council."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from helpers.analysis.scorecard import CorporateReport, corporate_results
from helpers.errors import Problems
from helpers.present.sections.scorecard import against_neighbours
from helpers.workbook import open_corporate_report

if TYPE_CHECKING:
    from conftest import Workspace


def figures(workspace: Workspace, id: str, *rows: str, **fields: Any) -> None:
    """A KPI with a target of 80 and a figure, like “2025-26 Q1,W01,82”, for each period and area."""
    workspace.kpi(id, **fields)
    workspace.figures(id, *rows)
    workspace.targets(id, {"2024-25": "80", "2025-26": "80"})


@pytest.fixture
def council(bare: Workspace) -> Workspace:
    """Two committees share four KPIs of three perspectives; one is still being developed."""
    bare.edit("params/organisation.yml", "[Outcomes, Money]", "[Outcomes, Money, People]")
    both = ["care-and-health", "roads"]
    figures(bare, "visits", "2024-25 Q4,W01,82", "2025-26 Q1,W01,60", name="Visits", committees=both)
    figures(bare, "hours", "2025-26 Q1,W01,82", name="Hours", timing="leading", leads_to=["visits", "planned"])
    money = {"basis": "financial", "perspective": "Money", "timing": "leading"}
    figures(bare, "spend", "2025-26 Q1,W01,75", name="Spend", leads_to=["hours"], **money)
    bare.kpi("planned", name="Planned", lifecycle="in-development")
    return bare


@pytest.fixture
def report(council: Workspace) -> CorporateReport:
    return open_corporate_report(council.root, "2025-26 Q1")


def test_a_kpi_of_two_committees_counts_once_and_every_perspective_is_there(report) -> None:
    found = corporate_results(report)
    assert [(each["name"], each["kpis"], each["counts"]) for each in found["perspectives"]] == [
        ("Outcomes", ["hours", "planned", "visits"], {"Red": 1, "Green": 1, "In development": 1}),
        ("Money", ["spend"], {"Amber": 1}),
        ("People", [], {}),
    ]
    assert (found["counts"], found["rated"], found["total"]) == (
        {"Red": 1, "Amber": 1, "Green": 1, "In development": 1}, 3, 4,
    )  # fmt: skip


def test_the_split_is_printed_and_what_is_out_of_balance_is_said(report) -> None:
    found = corporate_results(report)["balance"]
    assert found["timing"] == {"leading": 2, "lagging": 2}
    assert found["basis"] == {"financial": 1, "non-financial": 3}
    assert found["flags"] == ["3 of 4 are non-financial", "Outcomes has 3 of 4"]


def test_what_moved_is_told_against_the_last_quarter(report) -> None:
    assert [(each.kpi.id, each.previous_status, each.status) for each in report.moved] == [("visits", "Green", "Red")]


def test_each_outcome_has_its_leading_measures_with_their_status(report) -> None:
    found = corporate_results(report)["success_map"]
    told = {each["kpi"]: [(led["kpi"], led["status"]) for led in each["leading"]] for each in found}
    assert told == {"hours": [("spend", "Amber")], "planned": [("hours", "Green")], "visits": [("hours", "Green")]}


def test_each_measure_is_drawn_to_the_left_of_all_that_it_leads_to(report) -> None:
    columns = [[result.kpi.id for result in column] for column in report.map.columns]
    assert columns == [["spend"], ["hours"], ["planned", "visits"]]


def test_the_map_is_divided_by_the_priority_of_the_outcome(council: Workspace) -> None:
    council.edit("data/kpis/visits/kpi.yml", "priority: care", "priority: travel")
    parts = open_corporate_report(council.root, "2025-26 Q1").map.by_priority
    assert {each.id: [outcome.result.kpi.id for outcome in part.outcomes] for each, part in parts.items()} == {
        "care": ["hours", "planned"], "travel": ["visits"],
    }  # fmt: skip


def test_a_measure_that_is_not_reported_has_no_place_in_the_map(council: Workspace) -> None:
    council.undecided("hours")
    report = open_corporate_report(council.root, "2025-26 Q1")
    assert report.map.outcomes == ()
    assert report.map.columns == ()


def test_small_numbers_stay_hidden(council: Workspace) -> None:
    figures(council, "few", "2025-26 Q1,W01,50,3,6", name="Few")
    found = {
        each["kpi"]: each for each in corporate_results(open_corporate_report(council.root, "2025-26 Q1"))["indicators"]
    }
    assert (found["few"]["latest"]["value"], found["few"]["status"]) == (None, "Suppressed")


def test_without_projects_and_risks_there_is_no_portfolio(report) -> None:
    assert report.portfolio is None


def test_an_indicator_leads_to_the_first_committee_that_oversees_it(report) -> None:
    holders = {result.kpi.id: report.holder(result) for result in report.indicators}
    assert {id: each and each.id for id, each in holders.items()} == dict.fromkeys(holders, "care-and-health")


def test_a_quarter_without_a_file_is_refused(council: Workspace) -> None:
    with pytest.raises(Problems, match="there is no file for 2023-24 Q1"):
        open_corporate_report(council.root, "2023-24 Q1")


@pytest.mark.parametrize(
    ("others", "fields", "said"),
    [
        ("90", {}, "Worse: 90.0%"),
        ("70", {}, "Better: 70.0%"),
        ("82", {}, "Equal: 82.0%"),
        ("90", {"direction": "decrease"}, "Better: 90.0%"),
        ("90", {"direction": "neutral", "purpose": "context", "scheme": None}, "Lower: 90.0%"),
    ],
)
def test_the_neighbours_mean_is_told_with_which_side_we_are(bare: Workspace, others, fields, said) -> None:
    rows = [f"2025-26 Q1,{area},{others}" for area in ("W02", "W03", "W04")]
    figures(bare, "visits", "2025-26 Q1,W01,82", *rows, comparators=["neighbours"], **fields)
    assert against_neighbours(open_corporate_report(bare.root, "2025-26 Q1").indicators[0]) == said


def test_neighbours_of_another_period_are_told_with_it_and_judged_as_nothing(bare: Workspace) -> None:
    rows = [f"2024-25 Q4,{area},90" for area in ("W02", "W03", "W04")]
    figures(bare, "visits", "2024-25 Q4,W01,81", "2025-26 Q1,W01,82", *rows, comparators=["neighbours"])
    assert against_neighbours(open_corporate_report(bare.root, "2025-26 Q1").indicators[0]) == "90.0% (Q4 2024/25)"


def test_without_neighbours_there_is_a_dash(report) -> None:
    assert {against_neighbours(result) for result in report.indicators} == {"–"}


def test_the_committee_whose_indicator_it_is_comes_before_one_that_tracks_every_strategic_one(bare: Workspace) -> None:
    bare.edit("params/committees/care-and-health.yml", "remit: Care.", "remit: Care.\nstrategic_kpis: true")
    figures(bare, "potholes", "2025-26 Q1,W01,82", name="Potholes", committees=["roads"], strategic=True)
    report = open_corporate_report(bare.root, "2025-26 Q1")
    (potholes,) = report.indicators
    holder = report.holder(potholes)
    assert [each.id for each in report.committees if potholes.kpi.overseen_by(each)] == ["care-and-health", "roads"]
    assert holder is not None and holder.id == "roads"
