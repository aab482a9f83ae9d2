"""What a person is told when the files of actions, meetings, trackers, lessons or activities are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.store.actions import ACTIONS, UPDATES
from helpers.store.activities import ACTIVITIES, PROGRESS
from helpers.store.reviews import LESSONS, MEETINGS, TRACKER

if TYPE_CHECKING:
    from conftest import Workspace

HEADINGS = {
    "data/actions/actions.csv": ACTIONS,
    "data/actions/updates.csv": UPDATES,
    "data/meetings/meetings.csv": MEETINGS,
    "data/tracker/2025-26-q1.csv": TRACKER,
    "data/lessons/lessons.csv": LESSONS,
    "data/activities/activities.csv": ACTIVITIES,
    "data/activities/progress.csv": PROGRESS,
}
SET = "2025-26 Q1,2025-07-01,Do it.,Head of Care"
ACTIVITY = 'buses,Buses,travel,"Place, 2025/26",Head of Roads,'
PLANNED = ("data/activities/activities.csv", ACTIVITY)
WRONG = {
    "actions.csv": {
        "no owner": (
            "hire,visits-on-time,,,2025-26 Q1,2025-07-01,Do it.,,,committee",
            ["2 owner: this field is missing. Add it."],
        ),
        "an id that is none": (
            f"Hire Now,visits-on-time,,,{SET},,committee",
            ["2 id: “Hire Now” is not an id. Use lower-case letters, digits and single hyphens."],
        ),
        "an id twice": (
            f"hire,visits-on-time,,,{SET},,committee\nhire,visits-on-time,,,{SET},,committee",
            ["3 id: an earlier action has the id “hire”. Give each its own."],
        ),
        "a KPI that is not there": (
            f"hire,visits-in-time,,,{SET},,committee",
            ["2 kpi: there is no KPI “visits-in-time”. Did you mean “visits-on-time”?"],
        ),
        "a committee that is not there": (
            f"hire,,Reports,raods,{SET},,committee",
            ["2 committee: there is no committee “raods”. Did you mean “roads”?"],
        ),
        "two things that it is about": (
            f"hire,visits-on-time,Reports,roads,{SET},,committee",
            ["2: an action is about a KPI or about another subject: give one of the two."],
        ),
        "a subject without a committee": (
            f"hire,,Reports,,{SET},,committee",
            ["2: a subject needs the committee whose packs show it, and a KPI has its own."],
        ),
        "a date before it was set": (
            f"hire,visits-on-time,,,{SET},2025-06-30,committee",
            ["2 due: due (2025-06-30) is before the action was set (2025-07-01). Put the date right."],
        ),
        "a quarter whose report cannot show it": (
            "hire,visits-on-time,,,2025-26 Q1,2025-08-30,Do it.,Head of Care,,committee",
            ["2 set_in: set_on (2025-08-30) is after the cut-off of 2025-26 Q1, so its report cannot show it."
             " Give the quarter whose report first shows it."],
        ),
        "what commentary carries by itself": (
            f"hire,visits-on-time,,,{SET},,commentary",
            ["2 source: an action in commentary is carried by itself. Write committee or meeting, or take it out."],
        ),
        "a source that is none": (
            f"hire,visits-on-time,,,{SET},,comittee",
            ["2 source: “comittee” is not a known value. Did you mean “committee”?"],
        ),
        "a day in another form and a quarter that is none": (
            "hire,visits-on-time,,,2025-26 Q5,1/7/2025,Do it.,Head of Care,,committee",
            ["2 set_in: “2025-26 Q5” is not a quarter; write it like 2025-26 Q1.",
             "2 set_on: “1/7/2025” is not a date. Write it like 2025-06-30."],
        ),
        "an earlier day below a later one": (
            f"hire,visits-on-time,,,{SET},,committee\n"
            "train,visits-on-time,,,2025-26 Q1,2025-06-30,Do it.,Head,,committee",
            ["3 set_on: 2025-06-30 is before the day of the line above (2025-07-01)."
             " Give the day on which it was recorded, and add it at the end."],
        ),
    },
    "updates.csv": {
        "a new date for what is done": (
            "visits-on-time/2025-26-q1,2025-08-25,2025-12-31,done,,Head",
            ["2: an action that is done has no new date: leave due blank."],
        ),
        "a new date that has passed": (
            "visits-on-time/2025-26-q1,2025-08-25,2025-08-24,open,,Head",
            ["2: due (2025-08-24) is before the day of the update (2025-08-25)."],
        ),
        "nobody who says so, and a misspelt state": (
            "visits-on-time/2025-26-q1,2025-08-25,,droped,,",
            ["2 by: this field is missing. Add it.", "2 state: “droped” is not a known value. Did you mean “dropped”?"],
        ),
        "an earlier day below a later one": (
            "visits-on-time/2025-26-q1,2025-08-25,,open,,Head\nvisits-on-time/2025-26-q1,2025-08-24,,open,,Head",
            ["3 on: 2025-08-24 is before the day of the line above (2025-08-25)."
             " Give the day on which it was recorded, and add it at the end."],
        ),
    },
    "meetings.csv": {
        "no body that met": (
            "2025-26 Q1,,,2025-09-01,,,",
            ["2: a meeting is a committee's or a management team's: give one of the two."],
        ),
        "two bodies": (
            "2025-26 Q1,roads,Management Team,2025-09-01,,,",
            ["2: a meeting is a committee's or a management team's: give one of the two."],
        ),
        "a day before the quarter has ended": (
            "2025-26 Q1,,Management Team,2025-06-30,,,",
            ["2: held_on (2025-06-30) is before the quarter has ended (2025-06-30)."],
        ),
        "a committee that is not there and no web address": (
            "2025-26 Q1,raods,,2025-09-01,M1,javascript:alert(1),",
            ["2 committee: “raods” is not known here. Did you mean “roads”?",
             "2 link: “javascript:alert(1)” is not a web address. Begin it with https://."],
        ),
    },
    "2025-26-q1.csv": {
        "a subject that is not there": (
            "visits-in-time,Hm.,Head,2025-09-01,", ["2 subject: “visits-in-time” is not known here."
                                                   " Did you mean “visits-on-time”?"],
        ),
        "a decision that is none": (
            "roads,Hm.,Head,2025-09-01,yes",
            ["2 decision: “yes” is not a known value. Choose one of: accepted, declined."],
        ),
    },
    "lessons.csv": {
        "a committee that is not there": (
            "early,2025-07-01,Ask early.,Review,Head,,recorded,roads raods",
            ["2 committees: “raods” is not known here. Did you mean “roads”?"],
        ),
        "the same day twice": (
            "early,2025-07-01,Ask.,Review,Head,,recorded,\nearly,2025-07-01,Ask.,Review,Head,,learned,",
            ["3 on: “early” is on record for 2025-07-01 already."
             " Give the later day on which it changed, or another id."],
        ),
        "an earlier day below a later one": (
            "early,2025-07-01,Ask.,Review,Head,,recorded,\nlate,2025-06-30,Ask.,Review,Head,,recorded,",
            ["3 on: 2025-06-30 is before the day of the line above (2025-07-01)."
             " Give the day on which it was recorded, and add it at the end."],
        ),
    },
    "activities.csv": {
        "a priority that is not there": (
            "buses,Buses,travels,Place,Head,", ["2 priority: “travels” is not in params/. Did you mean “travel”?"],
        ),
        "an id twice": (
            f"{ACTIVITY}\n{ACTIVITY}", ["3 id: an earlier activity has the id “buses”. Give each its own."],
        ),
    },
    "progress.csv": {
        "an activity that is not there": (
            "busses,2025-26 Q1,complete,,,Head", ["2 activity: there is no activity “busses”. Did you mean “buses”?"],
        ),
        "a status for what is complete": (
            "buses,2025-26 Q1,complete,Green,,Head",
            ["2: an activity that is complete has no RAG status: leave rag blank."],
        ),
        "no status for what is in progress": (
            "buses,2025-26 Q1,in progress,,,Head",
            ["2: an activity in progress needs a RAG status: Red, Amber or Green."],
        ),
        "Blue": (
            "buses,2025-26 Q1,in progress,Blue,,Head",
            ["2: an activity in progress needs a RAG status: Red, Amber or Green."],
        ),
        "the same quarter twice": (
            "buses,2025-26 Q1,not started,,,Head\nbuses,2025-26 Q1,complete,,,Head",
            ["3 quarter: 2025-26 Q1 is reported already, on line 2. Keep one of the two."],
        ),
    },
}  # fmt: skip
CASES = [(name, why, *case) for name, cases in WRONG.items() for why, case in cases.items()]


@pytest.mark.parametrize(("name", "why", "rows", "told"), CASES, ids=[f"{name}: {why}" for name, why, *_ in CASES])
def test_each_fault_is_told_with_its_line(
    workspace: Workspace, name: str, why: str, rows: str, told: list[str]
) -> None:
    path = next(each for each in HEADINGS if each.endswith(name))
    if name == "progress.csv":
        workspace.write(PLANNED[0], f"{','.join(ACTIVITIES)}\n{PLANNED[1]}\n")
    workspace.write(path, f"{','.join(HEADINGS[path])}\n{rows}\n")
    assert workspace.problems() == [f"{path}:{each}" for each in told], why


@pytest.mark.parametrize("path", HEADINGS)
def test_a_heading_that_is_not_right_is_told(workspace: Workspace, path: str) -> None:
    first, *rest = HEADINGS[path]
    workspace.write(path, f"{first}x,{','.join(rest)}\n")
    assert workspace.problems() == [f"{path}:1 {first}x: unknown column. Did you mean “{first}”?"]


def test_a_tracker_that_is_of_no_quarter_is_told(workspace: Workspace) -> None:
    workspace.write("data/tracker/summer.csv", f"{','.join(TRACKER)}\n")
    assert workspace.problems() == [
        "data/tracker/summer.csv: the file's name is not a quarter. Name it like 2025-26-q1.csv."
    ]


def test_everything_is_told_at_once(workspace: Workspace) -> None:
    workspace.write("data/actions/actions.csv", "id\n")
    workspace.write("data/lessons/lessons.csv", "id\n")
    files = {problem.partition(":")[0] for problem in workspace.problems()}
    assert files == {"data/actions/actions.csv", "data/lessons/lessons.csv"}
