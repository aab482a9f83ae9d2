"""What a person is told when a project's files are wrong."""

from __future__ import annotations

from typing import Any

import pytest

FOLDER = "data/projects/bridge"
FILE, REPORTS, MILESTONES = (f"{FOLDER}/{name}" for name in ("project.yml", "reports.csv", "milestones.csv"))

FIELDS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "another id than its folder's": (
        {"id": "brigde"},
        [f"{FILE}:1 id: the id “brigde” is not the folder's name “bridge”. Make them the same."],
    ),
    "a committee that does not exist": (
        {"committees": ["rodes"]}, [f"{FILE}:6 committees: there is no “rodes”. Did you mean “roads”?"],
    ),
    "a priority that does not exist": (
        {"priority": "travle"}, [f"{FILE}:7 priority: there is no “travle”. Did you mean “travel”?"],
    ),
    "no committee": ({"committees": []}, [f"{FILE}:5 committees: this list is empty. Give at least one."]),
    "a stage that is not known": (
        {"stage": "delivry"}, [f"{FILE}:8 stage: “delivry” is not a known value. Did you mean “delivery”?"],
    ),
    "delivery without a budget": (
        {"budget": None}, [f"{FILE}:1: a project in delivery needs a budget: what was agreed for it, in pounds."],
    ),
    "a cost below zero": (
        {"expected_cost": "-1"},
        [f"{FILE}:9 expected_cost: this should be greater than or equal to 0 (“-1” was given)."],
    ),
    "pounds with commas": (
        {"budget": "2,000,000"},
        [f"{FILE}:10 budget: “2,000,000” is not a number. Write digits only, with a point for decimals."],
    ),
    "a misspelt field": ({"onwer": "Me"}, [f"{FILE}:12 onwer: unknown field “onwer”. Did you mean “owner”?"]),
    "a change of what cannot change": (
        {"changes": [{"effective": "2025-01-01", "reason": "x", "fields": {"started_on": "2025-01-01"}}]},
        [f"{FILE}:1: changes: started_on cannot be changed."],
    ),
    "a change that does not fit": (
        {"changes": [{"effective": "2025-01-01", "reason": "x", "fields": {"stage": "finished"}}]},
        [f"{FILE}:13 changes[1] stage: “finished” is not a known value."
         " Choose one of: idea, outline business case, full business case, delivery, closed."],
    ),
    "a change to a committee that does not exist": (
        {"changes": [{"effective": "2025-01-01", "reason": "x", "fields": {"committees": ["rodes"]}}]},
        [f"{FILE}:13 committees: there is no “rodes”. Did you mean “roads”?"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "told"), FIELDS.values(), ids=FIELDS)
def test_a_mistake_in_a_definition_is_told_with_its_line_and_remedy(council, fields, told) -> None:
    id = council.project(**fields) if "id" not in fields else council.project()
    if "id" in fields:
        council.workspace.edit(FILE, "id: bridge", f"id: {fields['id']}")
    assert (id, council.problems()) == ("bridge", told)


IN_DELIVERY = "a project in delivery is rated for time, cost and scope. Write Red, Amber or Green."
MONEY = "a project in delivery reports its expected cost and its spend to date. Add it."
CELLS: dict[str, tuple[dict[str, str], list[str]]] = {
    "a date in another form": (
        {"reported_on": "01/08/2025"},
        [f"{REPORTS}:2 reported_on: “01/08/2025” is not a date. Write it like 2025-06-30."],
    ),
    "a report from before the project": (
        {"reported_on": "2024-03-31"},
        [f"{REPORTS}:2 reported_on: the report is from before the project was started (2024-04-01)."
         " Put the report's date or started_on right."],
    ),
    "no summary and nobody who reported": (
        {"summary": "", "reported_by": ""},
        [f"{REPORTS}:2 reported_by: this field is missing. Add it.",
         f"{REPORTS}:2 summary: this field is missing. Add it."],
    ),
    "a rating in lower case": (
        {"time": "green"}, [f"{REPORTS}:2 time: “green” is not a known value. Did you mean “Green”?"],
    ),
    "a rating that no project has": (
        {"cost": "Blue"}, [f"{REPORTS}:2 cost: a project is rated Red, Amber or Green, not Blue."],
    ),
    "a rating without a reason": (
        {"scope_reason": ""},
        [f"{REPORTS}:2: scope is rated without a reason: write a sentence in scope_reason."],
    ),
    "no rating in delivery": (
        {"time": "", "time_reason": "", "cost": "", "cost_reason": ""},
        [f"{REPORTS}:2 cost: {IN_DELIVERY}", f"{REPORTS}:2 time: {IN_DELIVERY}"],
    ),
    "no money in delivery": (
        {"expected_cost": "", "spend": ""},
        [f"{REPORTS}:2 expected_cost: {MONEY}", f"{REPORTS}:2 spend: {MONEY}"],
    ),
    "pounds with a sign": (
        {"spend": "£500"},
        [f"{REPORTS}:2 spend: “£500” is not a number."
         " Write digits only: no commas, spaces, % or £; leave the cell empty when there is no figure."],
    ),
    "spend below zero": (
        {"spend": "-5"}, [f"{REPORTS}:2 spend: this should be greater than or equal to 0 (“-5” was given)."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "told"), CELLS.values(), ids=CELLS)
def test_a_mistake_in_a_report_is_told_with_its_line_and_remedy(council, cells, told) -> None:
    council.reports(council.project(), cells)
    assert council.problems() == told


def test_two_reports_of_one_day_are_refused_since_neither_is_the_latest(council) -> None:
    council.reports(council.project(), {}, {"summary": "Better than we said."})
    assert council.problems() == [
        f"{REPORTS}:3 reported_on: 2025-08-01 is on record already, on line 2."
        " Give a correction a later date of its own."
    ]


DATES: dict[str, tuple[dict[str, str], list[str]]] = {
    "neither forecast nor actual": (
        {"forecast": ""}, [f"{MILESTONES}:2: give a forecast or, once it is reached, the actual date."],
    ),
    "reached after it was reported": (
        {"actual": "2025-08-02"},
        [f"{MILESTONES}:2: actual (2025-08-02) is after it was reported (2025-08-01)."],
    ),
    "no baseline": ({"baseline": ""}, [f"{MILESTONES}:2 baseline: this field is missing. Add it."]),
    "an id with a space": (
        {"milestone": "Open it"},
        [f"{MILESTONES}:2 milestone: “Open it” is not an id. Use lower-case letters, digits and single hyphens."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "told"), DATES.values(), ids=DATES)
def test_a_mistake_in_a_milestone_is_told_with_its_line_and_remedy(council, cells, told) -> None:
    council.milestones(council.project(), cells)
    assert council.problems() == told


def test_a_milestone_that_is_reported_twice_on_a_day_is_refused(council) -> None:
    council.milestones(council.project(), {}, {"forecast": "2025-12-24"})
    assert council.problems() == [
        f"{MILESTONES}:3 reported_on: open on 2025-08-01 is on record already, on line 2."
        " Give a correction a later date of its own."
    ]


def test_files_that_nothing_reads_and_a_missing_definition_are_told_together(council) -> None:
    council.workspace.write(f"{FOLDER}/report.csv", "")
    assert council.problems() == [
        f"{FILE}: this file is missing. Add it, or put its name right.",
        f"{FOLDER}/report.csv: nothing reads this file. Did you mean “reports.csv”?",
    ]


def test_a_file_beside_the_folders_is_told_since_nothing_reads_it(council) -> None:
    council.workspace.write("data/projects/bridge.yml", "id: bridge\n")
    council.workspace.write("data/risks/scores.csv", "")
    assert council.problems() == [
        "data/projects/bridge.yml: nothing reads this file. Put it into a folder of its own in projects/.",
        "data/risks/scores.csv: nothing reads this file. Put it into a folder of its own in risks/.",
    ]


def test_all_that_is_wrong_with_projects_and_risks_is_told_at_once(council) -> None:
    council.project("bridge", priority="none")
    council.project("tunnel", stage="never")
    council.risk("ground", "2025-08-01 9x5 3x4 2x4", project="tunel")
    assert [problem.split(":")[0] for problem in council.problems()] == [
        FILE, "data/projects/tunnel/project.yml", "data/risks/ground/risk.yml", "data/risks/ground/scores.csv",
    ]  # fmt: skip


def test_a_sound_project_is_no_problem(council) -> None:
    id = council.project(changes=[{"effective": "2025-01-01", "reason": "Agreed.", "fields": {"budget": "2500000"}}])
    council.reports(id, {"reported_on": "2025-05-01"}, {})
    council.milestones(id, {"reported_on": "2025-05-01"}, {"actual": "2025-07-30", "forecast": ""})
    assert council.problems() == []
