"""Review meetings, the tracker before them, what a final pack needs, and lessons learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.analysis.reviews import tracked
from helpers.model.lesson import LessonState
from helpers.model.periods import Quarter
from helpers.store.workspace import open_register
from helpers.workbook import final_findings, review_findings
from helpers.workbook.acting import lessons_on_record

if TYPE_CHECKING:
    from conftest import Workspace

NOW = Quarter(2025, 1)
MEETINGS = "quarter,committee,team,held_on,minutes,link,attendees\n"
TEAM = "2025-26 Q1,,Management Team,2025-09-03,MT 14/25,https://example.org/mt,Chief Executive\n"
TRACKER = """\
subject,item,by,on,decision
visits-on-time,Cars are short.,Head of Care,2025-09-01,accepted
visits-on-time,A strike may come.,Head of Care,2025-09-01,
care-and-health,Ask the hospital.,Head of Care,2025-09-01,declined
roads,Potholes.,Head of Roads,2025-09-01,accepted
"""
LESSONS = """\
id,on,lesson,source,owner,action,state,committees
early,2025-05-01,Ask early.,Review,Head,A calendar.,recorded,care-and-health roads
posts,2025-06-01,Name a post.,Audit,Head,,recorded,roads
early,2025-08-01,Ask early.,Review,Head,A calendar.,acted on,care-and-health roads
early,2025-10-01,Ask early.,Review,Head,A calendar.,learned,care-and-health roads
"""


@pytest.fixture
def tracking(workspace: Workspace) -> Workspace:
    """Westmarch with four items on its tracker, and no meeting yet."""
    workspace.write("data/tracker/2025-26-q1.csv", TRACKER)
    return workspace


def items(workspace: Workspace) -> list[str]:
    return [each.item for each in tracked(workspace.pack())]


def test_a_draft_pack_has_items_that_were_accepted_and_those_not_decided(tracking: Workspace) -> None:
    assert items(tracking) == ["Cars are short.", "A strike may come."]


def test_once_the_meeting_is_on_record_only_what_was_accepted_is_left(tracking: Workspace) -> None:
    tracking.write("data/meetings/meetings.csv", MEETINGS + TEAM)
    assert items(tracking) == ["Cars are short."]


def test_a_meeting_about_another_quarter_or_another_committees_pack_changes_nothing(tracking: Workspace) -> None:
    other = "2024-25 Q4,,Management Team,2025-06-03,MT 9/25,,\n2025-26 Q1,roads,,2025-09-03,R 1,,\n"
    tracking.write("data/meetings/meetings.csv", MEETINGS + other)
    assert items(tracking) == ["Cars are short.", "A strike may come."]
    assert tracking.pack().reviews == ()


def test_the_tracker_of_another_quarter_is_not_shown(tracking: Workspace) -> None:
    assert tracked(tracking.pack(quarter="2025-26 Q2")) == ()


def test_a_pack_knows_the_meetings_that_considered_it_in_the_order_of_their_days(tracking: Workspace) -> None:
    own = "2025-26 Q1,care-and-health,,2025-09-18,CH 4,,\n"
    tracking.write("data/meetings/meetings.csv", MEETINGS + own + TEAM)
    held = [(each.team or each.committee, each.held_on.isoformat()) for each in tracking.pack().reviews]
    assert held == [("Management Team", "2025-09-03"), ("care-and-health", "2025-09-18")]
    assert [each.team for each in tracking.pack("roads").reviews] == ["Management Team"]


def test_a_pack_that_no_meeting_reviewed_cannot_be_final(tracking: Workspace) -> None:
    assert [str(each) for each in final_findings(tracking.root, NOW)] == [
        f"data/meetings/meetings.csv: {title}: no review meeting is recorded for 2025-26 Q1."
        " Add its line, with its day and the reference of its minutes."
        for title in ("Care and Health Committee", "Roads Committee")
    ]


def test_a_management_teams_meeting_reviews_every_pack(tracking: Workspace) -> None:
    tracking.write("data/meetings/meetings.csv", MEETINGS + TEAM)
    assert final_findings(tracking.root, NOW) == ()


def test_a_report_on_the_whole_organisation_is_reviewed_by_a_management_team_and_by_no_committee(
    tracking: Workspace,
) -> None:
    def needs(meeting: str) -> list[str]:
        tracking.write("data/meetings/meetings.csv", MEETINGS + meeting)
        found = review_findings(open_register(tracking.root), NOW, "corporate", "Corporate performance report")
        return [each.message for each in found]

    unreviewed = "Corporate performance report: no review meeting is recorded for 2025-26 Q1."
    assert needs("2025-26 Q1,roads,,2025-09-03,RC 7,,\n") == [unreviewed]
    assert needs(TEAM.replace("2025-26 Q1", "2024-25 Q4")) == [unreviewed]
    assert needs(TEAM) == []


def test_a_meeting_without_minutes_is_told_once_with_its_line(tracking: Workspace) -> None:
    tracking.write("data/meetings/meetings.csv", MEETINGS + TEAM.replace("MT 14/25", ""))
    assert [str(each) for each in final_findings(tracking.root, NOW)] == [
        "data/meetings/meetings.csv:2: The review meeting on 2025-09-03 for 2025-26 Q1 has no minutes on record."
        " Give their reference."
    ]


def test_a_lesson_stands_as_it_was_known_then(workspace: Workspace) -> None:
    workspace.write("data/lessons/lessons.csv", LESSONS)
    register = open_register(workspace.root)
    day = {quarter: register.cut_off(Quarter.parse(quarter)) for quarter in ("2024-25 Q4", "2025-26 Q1", "2025-26 Q2")}
    told = {quarter: {each.id: each.state for each in lessons_on_record(register, day[quarter])} for quarter in day}
    assert told == {
        "2024-25 Q4": {"early": LessonState.RECORDED},
        "2025-26 Q1": {"early": LessonState.ACTED_ON, "posts": LessonState.RECORDED},
        "2025-26 Q2": {"early": LessonState.LEARNED, "posts": LessonState.RECORDED},
    }


def test_a_committee_is_told_the_lessons_that_name_it(workspace: Workspace) -> None:
    workspace.write("data/lessons/lessons.csv", LESSONS)
    assert [each.id for each in workspace.pack().lessons] == ["early"]
    assert [each.id for each in workspace.pack("roads").lessons] == ["early", "posts"]
