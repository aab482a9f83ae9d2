"""The demonstration's actions, meetings, lessons and activities: sound, followed up, and said to be made up."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from helpers.model.periods import Quarter
from helpers.workbook import check, final_findings, open_actions

PROJECT = Path(__file__).parents[2]
MADE_UP = {
    "actions/actions.csv": "what",
    "actions/updates.csv": "note",
    "meetings/meetings.csv": "minutes",
    "tracker/2024-25-q4.csv": "item",
    "tracker/2025-26-q1.csv": "item",
    "lessons/lessons.csv": "lesson",
    "activities/activities.csv": "name",
}


@pytest.mark.parametrize(("path", "column"), MADE_UP.items(), ids=MADE_UP)
def test_every_line_that_is_made_up_says_so(path: str, column: str) -> None:
    with (PROJECT / "data" / path).open(encoding="utf-8", newline="") as file:
        texts = [row[column] for row in csv.DictReader(file)]
    assert len(texts) >= 2
    assert [text for text in texts if not text.startswith("Illustrative: ")] == []


def test_the_files_are_sound() -> None:
    assert [problem for problem in check(PROJECT) if not problem.file.startswith("data/kpis/")] == []


def test_no_action_of_long_ago_is_still_open() -> None:
    still = [each for each in open_actions(PROJECT, "2024-25 Q4") if each.open]
    assert {each.set_in for each in still} == {Quarter(2024, 4)}


def test_an_action_of_the_quarter_before_is_in_the_latest_with_the_date_that_it_had() -> None:
    moved = {each.id: each.redated for each in open_actions(PROJECT, "2025-26 Q1") if each.open and each.redated}
    assert moved == {
        f"{kpi}/2024-25-q4": 1 for kpi in ("business-births", "children-re-referrals", "ehc-plans-within-20-weeks")
    }


def test_the_quarter_before_has_been_reviewed_and_the_latest_not_yet() -> None:
    assert final_findings(PROJECT, Quarter(2024, 4)) == ()
    assert {each.rule for each in final_findings(PROJECT, Quarter(2025, 1))} == {"review"}
