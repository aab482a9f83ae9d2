"""Actions carried from quarter to quarter until they are closed: every case that can be, in one small council."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.actions import ActionLog, actions, age, by_urgency, faults
from helpers.analysis.results import results
from helpers.errors import Problems
from helpers.model.action import Action, ActionSource, ActionState, ActionUpdate
from helpers.model.commentary import ServiceCommentary
from helpers.model.periods import Quarter
from helpers.store.workspace import inputs, open_register
from helpers.workbook import open_actions

if TYPE_CHECKING:
    from conftest import Workspace

Q1, Q2, Q3, Q4 = (Quarter(2024, number) for number in (1, 2, 3, 4))
NOW, NEXT = Quarter(2025, 1), Quarter(2025, 2)
VISITS = "visits-on-time"

FILE = "data/actions/updates.csv"
ACTIONS = """\
id,kpi,subject,committee,set_in,set_on,what,owner,due,source
rota,closed-centres,,,2024-25 Q1,2024-07-01,Keep the rota.,Head of Centres,2024-12-31,committee
second,visits-on-time,,,2024-25 Q4,2025-04-10,Buy cars.,Head of Care,2025-05-01,committee
plain-words,,How we report,care-and-health,2025-26 Q1,2025-07-01,Use plain words.,Head of Performance,,meeting
elsewhere,,Potholes,roads,2025-26 Q1,2025-07-02,Count them.,Head of Roads,2025-09-30,committee
"""
UPDATES = """\
action,on,due,state,note,by
visits-on-time/2024-25-q1,2024-11-01,2025-03-31,open,Staff left,Head of Care
visits-on-time/2024-25-q1,2025-02-01,2025-06-30,open,Staff left again,Head of Care
second,2025-05-20,,done,Bought.,Head of Care
visits-on-time/2024-25-q1,2025-06-20,2025-10-31,open,A new manager starts,Head of Care
visits-on-time/2025-26-q1,2025-08-25,,dropped,No money.,Head of Care
visits-on-time/2024-25-q1,2025-11-20,,done,Hired.,Head of Care
"""


def commentary(day: str, action: str, due: str = "", owner: str = "Head of Care") -> str:
    dated = f"action_due: {due}\n" if due else ""
    return f"---\nauthor: Head of Care\ndate: {day}\naction_owner: {owner}\n{dated}---\nHm.\n\n## Action\n\n{action}\n"


@pytest.fixture
def followed(workspace: Workspace) -> Workspace:
    """Westmarch with an action that is open over five quarters and re-dated three times, one done late, one dropped,
    one of a KPI that was retired, two on one KPI, one without a date and one of another committee's."""
    for quarter, cut_off in (("2024-25 Q1", "2024-08-29"), ("2024-25 Q2", "2024-11-29"), ("2024-25 Q3", "2025-02-28")):
        id = quarter.lower().replace(" ", "-")
        workspace.write(
            f"params/quarters/{id}.yml", f"quarter: {quarter}\ndata_cut_off: {cut_off}\npublication: {cut_off}\n"
        )
    said = f"data/kpis/{VISITS}/commentary"
    workspace.write(f"{said}/2024-25-q1.md", commentary("2024-08-10", "Hire ten carers.", "2024-11-30"))
    workspace.write(f"{said}/2024-25-q2.md", commentary("2024-11-10", "*Hire*  ten carers", owner="Head of Hiring"))
    workspace.write(f"{said}/2025-26-q1.md", commentary("2025-08-20", "Build a garage.", "2025-12-31"))
    workspace.kpi("closed-centres", name="Centres open", lifecycle="retired", live_to="2024-25 Q1")
    workspace.figures("closed-centres", "2024-25 Q1,W01,90")
    workspace.write("data/actions/actions.csv", ACTIONS)
    workspace.write("data/actions/updates.csv", UPDATES)
    return workspace


def test_the_workspace_is_sound(followed: Workspace) -> None:
    assert followed.problems() == []


def found(workspace: Workspace, id: str, quarter: str = "2025-26 Q1") -> Action:
    return next(each for each in open_actions(workspace.root, quarter) if each.id == id)


def test_an_action_in_commentary_is_carried_until_it_is_closed(followed: Workspace) -> None:
    id = f"{VISITS}/2024-25-q1"
    ages = {}
    for quarter in (Q1, Q2, Q3, Q4, NOW, NEXT):
        pack = followed.pack(quarter=str(quarter))
        ages[quarter] = [age(each, quarter) for each in pack.open_actions if each.id == id]
    assert ages == {Q1: [0], Q2: [1], Q3: [2], Q4: [3], NOW: [4], NEXT: []}
    assert [each.id for each in followed.pack(quarter=str(NEXT)).closed_actions] == [id]


def test_every_date_that_it_had_is_kept_as_far_as_it_was_known_then(followed: Workspace) -> None:
    told = {}
    for quarter in (Q1, Q2, Q3, NOW):
        action = found(followed, f"{VISITS}/2024-25-q1", str(quarter))
        told[quarter] = ([each.due.isoformat() for each in action.dates], action.redated)
    first, second, third = "2024-11-30", "2025-03-31", "2025-06-30"
    assert told == {
        Q1: ([first], 0), Q2: ([first, second], 1), Q3: ([first, second, third], 2),
        NOW: ([first, second, third, "2025-10-31"], 3),
    }  # fmt: skip
    assert [each.note for each in found(followed, f"{VISITS}/2024-25-q1").dates] == [
        "", "Staff left", "Staff left again", "A new manager starts",
    ]  # fmt: skip


def test_the_same_words_in_a_later_commentary_are_the_same_action_with_its_new_owner(followed: Workspace) -> None:
    ids = [each.id for each in open_actions(followed.root, "2024-25 Q2") if each.kpi == VISITS]
    assert ids == [f"{VISITS}/2024-25-q1"]
    assert found(followed, ids[0], "2024-25 Q1").owner == "Head of Care"
    assert found(followed, ids[0], "2024-25 Q2").owner == "Head of Hiring"


def test_the_same_words_with_a_new_date_are_a_new_date(followed: Workspace) -> None:
    again = commentary("2025-05-20", "Hire ten carers.", "2025-09-30")
    followed.write(f"data/kpis/{VISITS}/commentary/2024-25-q4.md", again)
    dates = found(followed, f"{VISITS}/2024-25-q1", "2024-25 Q4").dates
    assert [(each.due.isoformat(), each.on.isoformat()) for each in dates[-2:]] == [
        ("2025-06-30", "2025-02-01"), ("2025-09-30", "2025-05-20"),
    ]  # fmt: skip


def test_a_date_that_the_action_has_had_before_is_no_new_one(followed: Workspace) -> None:
    again = commentary("2025-05-20", "Hire ten carers.", "2024-11-30")
    followed.write(f"data/kpis/{VISITS}/commentary/2024-25-q4.md", again)
    assert found(followed, f"{VISITS}/2024-25-q1", "2024-25 Q4").redated == 2


def test_the_same_words_once_it_is_closed_are_a_new_action(followed: Workspace) -> None:
    again = commentary("2025-11-25", "Hire ten carers.", "2026-03-31")
    followed.write(f"data/kpis/{VISITS}/commentary/2025-26-q2.md", again)
    known = {each.id: each.state for each in open_actions(followed.root, "2025-26 Q2") if "hire" in each.what.lower()}
    assert known == {f"{VISITS}/2024-25-q1": ActionState.DONE, f"{VISITS}/2025-26-q2": ActionState.OPEN}


def test_a_pack_has_open_actions_by_their_date_and_those_closed_since_the_last(followed: Workspace) -> None:
    pack = followed.pack()
    assert [each.id for each in pack.open_actions] == ["rota", f"{VISITS}/2024-25-q1", "plain-words"]
    assert [each.id for each in pack.actions_overdue] == ["rota"]
    assert [each.id for each in pack.actions_due] == [f"{VISITS}/2024-25-q1"]
    assert [(each.id, each.state) for each in pack.closed_actions] == [(f"{VISITS}/2025-26-q1", ActionState.DROPPED)]


def test_an_action_that_was_done_late_says_by_how_much(followed: Workspace) -> None:
    done = found(followed, "second", "2024-25 Q4")
    assert (done.state, done.days_late, done.open) == (ActionState.DONE, 19, False)
    assert [each.id for each in followed.pack(quarter="2024-25 Q4").closed_actions] == ["second"]
    assert found(followed, f"{VISITS}/2025-26-q1").days_late is None


def test_an_action_of_a_kpi_that_is_reported_no_longer_stays_until_it_is_closed(followed: Workspace) -> None:
    pack = followed.pack()
    assert "closed-centres" not in [each.kpi.id for each in pack.indicators]
    assert [(pack.about(each), each.open) for each in pack.actions if each.kpi == "closed-centres"] == [
        ("Centres open", True)
    ]


def test_a_committee_is_told_of_its_own_actions_only(followed: Workspace) -> None:
    assert [each.id for each in followed.pack("roads").actions] == ["elsewhere"]
    assert "elsewhere" not in [each.id for each in followed.pack().actions]


def test_what_a_pack_reads_of_actions_is_among_its_inputs(followed: Workspace) -> None:
    lists = {
        "data/meetings/meetings.csv": "quarter,committee,team,held_on,minutes,link,attendees",
        "data/tracker/2025-26-q1.csv": "subject,item,by,on,decision",
        "data/lessons/lessons.csv": "id,on,lesson,source,owner,action,state,committees",
    }
    for path, heading in lists.items():
        followed.write(path, f"{heading}\n")
    followed.write("data/kpis/closed-centres/commentary/2024-25-q1.md", commentary("2024-08-10", "Paint them."))
    register = open_register(followed.root)
    found = inputs(register, register.committees["care-and-health"], NOW)
    names = [path.relative_to(register.root).as_posix() for path in found]
    said = [f"data/kpis/{VISITS}/commentary/{quarter}.md" for quarter in ("2024-25-q1", "2024-25-q2", "2025-26-q1")]
    gone = ["data/kpis/closed-centres/kpi.yml", "data/kpis/closed-centres/commentary/2024-25-q1.md"]
    assert [name for name in (*lists, *said, *gone, FILE, "data/actions/actions.csv") if name not in names] == []
    assert len(names) == len(set(names))


def test_an_open_action_is_on_record_although_the_quarter_has_no_commentary(followed: Workspace) -> None:
    result = followed.indicator(VISITS, "2024-25 Q4")
    assert (result.commentary, result.has_action) == (None, True)
    assert followed.indicator(VISITS, "2025-26 Q2").has_action is False


def test_an_indicator_knows_the_actions_on_it(followed: Workspace) -> None:
    assert [each.id for each in followed.indicator(VISITS).actions] == [
        f"{VISITS}/2024-25-q1", "second", f"{VISITS}/2025-26-q1",
    ]  # fmt: skip
    assert [each.id for each in followed.indicator(VISITS).open_actions] == [f"{VISITS}/2024-25-q1"]


WRONG = {
    "an action that is not there": (
        "vists-on-time/2024-25-q1,2025-11-21,,done,,Head",
        f"{FILE}:8 action: there is no action “vists-on-time/2024-25-q1”. Did you mean “visits-on-time/2024-25-q1”?",
    ),
    "an id that a later commentary would give": (
        "visits-on-time/2024-25-q2,2025-11-21,,done,,Head",
        f"{FILE}:8 action: “visits-on-time/2024-25-q2” has the words of “visits-on-time/2024-25-q1”, and is the same."
        " Write visits-on-time/2024-25-q1.",
    ),
    "an update of a closed action": (
        "second,2025-11-21,2025-12-31,open,,Head",
        f"{FILE}:8 action: the action was done on 2025-05-20. Set a new action: a closed one is not opened again.",
    ),
}


@pytest.mark.parametrize(("row", "told"), WRONG.values(), ids=WRONG)
def test_an_update_that_cannot_be_is_told_with_its_line(followed: Workspace, row: str, told: str) -> None:
    followed.write(FILE, f"{UPDATES}{row}\n")
    assert followed.problems() == [told]


def test_an_update_from_before_the_action_was_set_is_told(followed: Workspace) -> None:
    early = "plain-words,2024-10-01,2026-01-31,open,,Head\n"
    followed.write(FILE, UPDATES.replace("note,by\n", f"note,by\n{early}"))
    assert followed.problems() == [
        f"{FILE}:2 on: 2024-10-01 is before the action was set (2025-07-01). Put the day right."
    ]


def test_an_action_in_commentary_that_is_due_before_it_was_set_is_told(followed: Workspace) -> None:
    path = f"data/kpis/{VISITS}/commentary/2025-26-q1.md"
    followed.write(path, commentary("2025-08-20", "Build a garage.", "2025-08-01"))
    assert followed.problems() == [
        f"{path}:11 action_due: action_due (2025-08-01) is before the commentary's date (2025-08-20)."
        " Put the date right."
    ]


def test_a_pack_cannot_be_opened_while_an_update_is_wrong(followed: Workspace) -> None:
    followed.write(FILE, f"{UPDATES}second,2025-11-21,2025-12-31,open,,Head\n")
    with pytest.raises(Problems) as raised:
        followed.pack(quarter="2025-26 Q2")
    assert [problem.line for problem in raised.value.problems] == [8]
    assert followed.pack().committee.id == "care-and-health"  # the update was not known then


def test_the_results_of_an_earlier_quarter_stay_as_they_were_whatever_is_added_later(followed: Workspace) -> None:
    before = {quarter: results(followed.pack(quarter=str(quarter))) for quarter in (Q2, Q4, NOW)}
    followed.write(FILE, f"{UPDATES}rota,2025-11-21,,dropped,No.,Head\nplain-words,2025-11-25,,done,Yes.,Head\n")
    followed.write(
        "data/actions/actions.csv",
        f"{ACTIONS}new,{VISITS},,,2025-26 Q2,2025-09-20,Do more.,Head,2025-12-31,committee\n",
    )
    said = commentary("2025-11-20", "Hire ten carers.", "2026-02-28")
    followed.write(f"data/kpis/{VISITS}/commentary/2025-26-q2.md", said)
    assert followed.problems() == []
    assert {quarter: results(followed.pack(quarter=str(quarter))) for quarter in (Q2, Q4, NOW)} == before
    assert len(followed.pack(quarter=str(NEXT)).closed_actions) == 3


def test_actions_without_a_date_come_last() -> None:
    made = [_action("b", None), _action("a", date(2025, 9, 1)), _action("c", date(2025, 8, 1))]
    assert [each.id for each in by_urgency(made)] == ["c", "a", "b"]


def _action(id: str, due: date | None) -> Action:
    return Action(
        id=id, subject="Reports", committee="care", set_in=NOW, set_on=date(2025, 7, 1), what="Do.", owner="Head",
        due=due, source=ActionSource.MEETING,
    )  # fmt: skip


def _cut_off(quarter: Quarter) -> date:
    return quarter.end + timedelta(days=60)


QUARTERS = [Quarter(2024, 1).shift(ahead) for ahead in range(6)]
DAYS = st.dates(date(2024, 7, 1), date(2026, 3, 1))
TEXTS = st.sampled_from(["Hire.", "*hire*", "Train.", ""])


@st.composite
def logs(draw: st.DrawFn) -> ActionLog:
    """Whatever may be on record of one KPI, in order of days as the files have it."""
    said = {
        quarter: ServiceCommentary(
            author="Head",
            date=draw(st.dates(quarter.end, _cut_off(quarter))),
            action=draw(TEXTS),
            action_owner="Head",
            action_due=draw(st.none() | DAYS),
        )
        for quarter in QUARTERS
        if draw(st.booleans())
    }
    ids = st.sampled_from([f"visits/{quarter.id}" for quarter in QUARTERS])
    states = st.sampled_from(list(ActionState))
    days = sorted(draw(st.lists(DAYS, max_size=8)))
    return ActionLog(
        {"visits": said}, (), tuple(_update(draw(ids), on, draw(states), draw(DAYS)) for on in days), _cut_off
    )


def _update(id: str, on: date, state: ActionState, due: date) -> ActionUpdate:
    return ActionUpdate(action=id, on=on, due=due if state is ActionState.OPEN else None, state=state, by="Head")


@given(log=logs(), later=st.lists(st.tuples(st.sampled_from(QUARTERS), DAYS, st.sampled_from(list(ActionState)))))
def test_a_report_does_not_depend_on_what_became_known_after_its_cut_off(
    log: ActionLog, later: Sequence[tuple[Quarter, date, ActionState]]
) -> None:
    added = [_update(f"visits/{quarter.id}", on, state, on) for quarter, on, state in later]
    grown = ActionLog(log.said, log.recorded, (*log.updates, *added), log.cut_off)
    for quarter in QUARTERS:
        if all(each.on > _cut_off(quarter) for each in added):
            assert actions(grown.until(quarter)) == actions(log.until(quarter))


@given(log=logs())
def test_a_commentary_of_a_later_quarter_changes_no_earlier_report(log: ActionLog) -> None:
    for quarter in QUARTERS:
        until = {each: said for each, said in log.said["visits"].items() if each <= quarter}
        cut = ActionLog({"visits": until}, log.recorded, log.updates, log.cut_off)
        assert actions(cut.until(quarter)) == actions(log.until(quarter))


@given(log=logs())
def test_an_id_that_was_told_once_is_told_in_every_later_report(log: ActionLog) -> None:
    before: set[str] = set()
    for quarter in QUARTERS:
        now = {each.id for each in actions(log.until(quarter))}
        assert before <= now
        before = now


@given(log=logs())
def test_whatever_is_on_record_actions_and_their_faults_can_be_told(log: ActionLog) -> None:
    known = {each.id for each in actions(log)}
    told = [problem.message for problem in faults(log)]
    assert sum(each.action not in known for each in log.updates) <= len(told)
