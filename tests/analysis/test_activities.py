"""Priority activities: what was last reported of each, counted with denominators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.analysis.action_results import activity_results
from helpers.analysis.activities import counted
from helpers.model.activity import ActivityState
from helpers.model.status import Status
from helpers.present.blocks import Table, plain
from helpers.present.sections import priority_activities
from helpers.workbook import open_suite
from helpers.workbook.telling import every_activity

if TYPE_CHECKING:
    from conftest import Workspace

ACTIVITIES = """\
id,name,priority,plan,owner,due
buses,Review the buses,travel,Place,Head of Roads,2025-06-15
paths,New paths,travel,Place,Head of Roads,2026-03-31
rota,A *new* rota,care,Care,Head of Care,2025-12-31
carers,Hire carers,care,Care,Head of Care,
later,Starts next year,care,Care,Head of Care,
old,Done last year,care,Care,Head of Care,
"""
PROGRESS = """\
activity,quarter,state,rag,note,by
old,2024-25 Q3,complete,,,Head
buses,2024-25 Q4,in progress,Green,,Head
paths,2024-25 Q4,not started,,,Head
rota,2024-25 Q4,in progress,Amber,,Head
old,2024-25 Q4,complete,,,Head
buses,2025-26 Q1,in progress,Red,The figures came late.,Head
paths,2025-26 Q1,in progress,Green,,Head
carers,2025-26 Q1,complete,,,Head
later,2025-26 Q2,not started,,,Head
"""


@pytest.fixture
def planned(workspace: Workspace) -> Workspace:
    """Westmarch with six activities of two plans."""
    workspace.write("data/activities/activities.csv", ACTIVITIES)
    workspace.write("data/activities/progress.csv", PROGRESS)
    return workspace


def states(workspace: Workspace, quarter: str) -> dict[str, str]:
    found = every_activity(open_suite(workspace.root, quarter)).reported
    return {each.activity.id: each.latest.state.value for each in found}


def test_an_activity_is_told_from_the_first_quarter_in_which_it_was_reported(planned: Workspace) -> None:
    assert states(planned, "2024-25 Q4") == {
        "buses": "in progress", "paths": "not started", "rota": "in progress", "old": "complete",
    }  # fmt: skip


def test_one_that_was_complete_in_an_earlier_year_is_left_out(planned: Workspace) -> None:
    assert list(states(planned, "2025-26 Q1")) == ["buses", "paths", "rota", "carers"]


def test_one_of_which_nothing_was_reported_stands_as_it_was_and_is_named(planned: Workspace) -> None:
    found = every_activity(open_suite(planned.root, "2025-26 Q1"))
    assert [each.activity.id for each in found.not_updated] == ["rota"]
    assert "Nothing was reported this quarter of A \\*new\\* rota" in priority_activities(found).markdown()


def test_counts_have_their_denominators(planned: Workspace) -> None:
    counts = every_activity(open_suite(planned.root, "2025-26 Q1")).counts
    assert (counts.total, counts.in_progress) == (4, 3)
    assert counts.states == {ActivityState.COMPLETE: 1, ActivityState.IN_PROGRESS: 3}
    assert counts.rags == {Status.RED: 1, Status.AMBER: 1, Status.GREEN: 1}


def test_the_counts_of_priorities_and_of_plans_add_up(planned: Workspace) -> None:
    found = every_activity(open_suite(planned.root, "2025-26 Q1"))
    for groups in (found.by_priority, found.by_plan):
        assert sum(counted(each).total for each in groups.values()) == found.counts.total
        assert sum(counted(each).in_progress for each in groups.values()) == found.counts.in_progress


def test_the_sentence_states_what_each_percentage_is_of(planned: Workspace) -> None:
    text = priority_activities(every_activity(open_suite(planned.root, "2025-26 Q1"))).markdown()
    assert "Of 4 priority activities, 1 (25%) is complete and 3 (75%) in progress." in text
    assert "Of the 3 in progress, 1 (33%) is Red, 1 (33%) Amber and 1 (33%) Green." in text


def test_only_what_is_in_progress_has_a_status(planned: Workspace) -> None:
    section = priority_activities(every_activity(open_suite(planned.root, "2025-26 Q1")))
    tables = {block.id: block for block in section if isinstance(block, Table)}
    care = {plain(row[0].words): [plain(cell.words) for cell in row[1:]] for row in tables["activities-1"].rows}
    assert care["Hire carers"] == ["Complete", "–", "New", "Head of Care."]
    assert care["A *new* rota"][:3] == ["In progress (as at Q4 2024/25)", "Amber", "Amber"]


def test_a_date_that_has_passed_and_the_status_before_are_told(planned: Workspace) -> None:
    section = priority_activities(every_activity(open_suite(planned.root, "2025-26 Q1")))
    place = next(block for block in section if isinstance(block, Table) and block.id == "activities-2")
    assert [plain(cell.words) for cell in place.rows[0]] == [
        "Review the buses. The figures came late.", "In progress", "Red", "Green",
        "Head of Roads. Due 15 June 2025. Date passed.",
    ]  # fmt: skip


def test_with_none_it_says_so(workspace: Workspace) -> None:
    section = priority_activities(every_activity(open_suite(workspace.root, "2025-26 Q1")))
    assert section.markdown().strip() == "No priority activity has been reported."


def test_the_results_have_the_history_by_quarter(planned: Workspace) -> None:
    told = activity_results(every_activity(open_suite(planned.root, "2025-26 Q1")))
    buses = next(each for each in told["activities"] if each["id"] == "buses")
    assert [(each["quarter"], each["rag"]) for each in buses["history"]] == [
        ("2024-25 Q4", "Green"), ("2025-26 Q1", "Red"),
    ]  # fmt: skip
    assert told["by_plan"]["Place"] == {
        "total": 2, "in_progress": 2, "states": {"in progress": 2}, "rags": {"Red": 1, "Green": 1},
    }  # fmt: skip
