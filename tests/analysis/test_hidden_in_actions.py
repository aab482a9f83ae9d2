"""What is followed up states no hidden number: actions of any quarter, notes on them, the tracker and lessons."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from helpers.analysis.effect import effect
from helpers.analysis.results import results
from helpers.analysis.reviews import tracked
from helpers.errors import Problems
from helpers.model.periods import Quarter
from helpers.rules.withheld import Withheld
from helpers.store.workspace import inputs, open_register
from helpers.workbook import open_actions, open_corporate_report, open_pack
from helpers.workbook.acting import lessons_on_record

if TYPE_CHECKING:
    from conftest import Workspace

NOW = "2025-26 Q1"
COUNT: dict[str, Any] = {"unit": "number", "decimals": 0, "minimum": 0}
WITHHELD = "Withheld: this part states a number that is hidden so that nobody can be identified."
HEADINGS = "id,kpi,subject,committee,set_in,set_on,what,owner,due,source\n"
CARS = f"cars,visits,,,{NOW},2025-07-01,Buy cars.,Head of Care,,committee\n"
UPDATES = "action,on,due,state,note,by\n"


@pytest.fixture
def late(bare: Workspace) -> Workspace:
    """A council with one KPI, of which the latest figure, a 3, is hidden."""
    bare.kpi("visits", name="Visits that were late", **COUNT)
    bare.figures("visits", "2024-25 Q3,W01,12", "2024-25 Q4,W01,9", f"{NOW},W01,3")
    return bare


def say(workspace: Workspace, action: str, day: str, quarter: str, kpi: str = "visits") -> None:
    text = f"---\nauthor: Head of Care\ndate: {day}\naction_owner: Head of Care\n---\nHm.\n\n## Action\n\n{action}\n"
    workspace.write(f"data/kpis/{kpi}/commentary/{quarter}.md", text)


def told(workspace: Workspace) -> dict[str, str]:
    """What the pack says of each action."""
    return {each.id: each.what for each in workspace.pack().actions}


def test_an_action_that_states_a_hidden_number_is_withheld_and_the_analyst_sees_it(late: Workspace) -> None:
    say(late, "Ask the three visitors.", "2025-08-20", "2025-26-q1")
    assert told(late) == {"visits/2025-26-q1": WITHHELD}
    assert [each.what for each in late.pack().indicators[0].actions] == [WITHHELD]
    assert [each.what for each in open_actions(late.root, NOW)] == ["Ask the three visitors."]


def test_an_action_of_an_earlier_quarter_is_withheld_too(late: Workspace) -> None:
    late.figures("visits", "2024-25 Q3,W01,12", "2024-25 Q4,W01,2", f"{NOW},W01,9")
    say(late, "Ask the 2 visitors.", "2025-05-20", "2024-25-q4")
    assert told(late) == {"visits/2024-25-q4": WITHHELD}


def test_what_was_hidden_when_an_action_was_set_stays_so_when_the_figure_is_revised(late: Workspace) -> None:
    revised = f"2024-25 Q4,W01,12,,,,{NOW},Counted again"
    late.figures("visits", "2024-25 Q3,W01,12", "2024-25 Q4,W01,2", revised, f"{NOW},W01,9")
    say(late, "Ask the 2 visitors.", "2025-05-20", "2024-25-q4")
    assert [point.reading.value for point in late.pack().indicators[0].history] == [12, 12, 9]
    assert told(late) == {"visits/2024-25-q4": WITHHELD}


def test_words_that_state_no_hidden_number_are_left_as_they_are(late: Workspace) -> None:
    say(late, "Hire two teams by 3 July, since 9 were late.", "2025-08-20", "2025-26-q1")
    assert told(late) == {"visits/2025-26-q1": "Hire two teams by 3 July, since 9 were late."}


def test_an_action_set_elsewhere_and_a_note_on_it_are_withheld_each_for_itself(late: Workspace) -> None:
    rota = f"rota,visits,,,{NOW},2025-07-02,Call all 3.,Head of Care,2025-12-31,committee\n"
    late.write("data/actions/actions.csv", HEADINGS + CARS + rota)
    moved = "cars,2025-07-03,2025-10-01,,Only three were late,Head of Care\n"
    late.write("data/actions/updates.csv", f"{UPDATES}{moved}rota,2025-07-04,,dropped,No time,Head of Care\n")
    assert told(late) == {"cars": "Buy cars.", "rota": WITHHELD}
    notes = {each.id: [update.note for update in each.updates] for each in late.pack().actions}
    assert notes == {"cars": [WITHHELD], "rota": ["No time"]}


def test_an_action_on_an_indicator_that_adds_up_with_a_hidden_one_is_withheld(bare: Workspace) -> None:
    for id, number in {"north": 3, "south": 80, "east": 9, "all": 92}.items():
        bare.kpi(id, **COUNT, total_of=[["north", "south", "east"]] if id == "all" else [])
        bare.figures(id, f"{NOW},W01,{number}")
    say(bare, "Look at the 3 in the north.", "2025-08-20", "2025-26-q1", "south")
    say(bare, "Look at all 92.", "2025-08-20", "2025-26-q1", "all")
    assert told(bare) == {"all/2025-26-q1": "Look at all 92.", "south/2025-26-q1": WITHHELD}


@pytest.fixture
def retired(bare: Workspace) -> Workspace:
    """A council whose KPI is reported no longer, with an action that states its last figure, a 3."""
    bare.kpi("visits", name="Visits that were late", **COUNT, lifecycle="retired", live_to="2024-25 Q4")
    bare.figures("visits", "2024-25 Q3,W01,12", "2024-25 Q4,W01,3")
    say(bare, "Ask the three visitors.", "2025-05-20", "2024-25-q4")
    return bare


def test_an_action_on_an_indicator_that_is_reported_no_longer_is_withheld_and_keeps_its_title(
    retired: Workspace,
) -> None:
    pack = retired.pack()
    assert [each.kpi.id for each in pack.indicators] == []
    assert [(pack.about(each), each.what) for each in pack.open_actions] == [("Visits that were late", WITHHELD)]


def test_the_figures_that_decide_what_is_withheld_are_what_the_pack_rests_on(retired: Workspace) -> None:
    register = open_register(retired.root)
    for quarter in (Quarter(2025, 1), Quarter(2026, 1)):
        found = inputs(register, register.committees["care-and-health"], quarter)
        assert retired.root.resolve() / "data/kpis/visits/observations.csv" in found
        assert len(found) == len(set(found))
    retired.write("data/kpis/visits/observations.csv", "nonsense\n")
    with pytest.raises(Problems):
        open_pack(retired.root, "care-and-health", NOW)


def test_an_action_on_another_subject_states_no_hidden_number_of_the_committees(late: Workspace) -> None:
    said = "Tell the {} families.,Head of Care,,meeting\n"
    rows = [f"{id},,How we report,care-and-health,{NOW},2025-07-01,{said.format(n)}" for id, n in (("a", 3), ("b", 7))]
    late.write("data/actions/actions.csv", HEADINGS + "".join(rows))
    assert told(late) == {"a": WITHHELD, "b": "Tell the 7 families."}


def test_the_tracker_states_no_hidden_number(late: Workspace) -> None:
    items = ("visits,Only three were late.", "care-and-health,Ask the 3 carers.", "visits,Ask the 9 carers.")
    rows = "".join(f"{item},Head of Care,2025-09-01,\n" for item in items)
    late.write("data/tracker/2025-26-q1.csv", f"subject,item,by,on,decision\n{rows}")
    assert [each.item for each in tracked(late.pack())] == [WITHHELD, WITHHELD, "Ask the 9 carers."]


def test_a_lesson_states_no_hidden_number_and_the_analyst_sees_it(late: Workspace) -> None:
    lessons = "id,on,lesson,source,owner,action,state,committees\n"
    row = "early,2025-08-01,Three people waited.,Review of 3 cases,Head,Ask early.,recorded,care-and-health\n"
    late.write("data/lessons/lessons.csv", lessons + row)
    found = late.pack().lessons[0]
    assert (found.lesson, found.source, found.action) == (WITHHELD, WITHHELD, "Ask early.")
    assert lessons_on_record(open_register(late.root), date(2025, 8, 29))[0].lesson == "Three people waited."


def test_neither_does_the_corporate_report_of_actions_activities_and_lessons(late: Workspace) -> None:
    say(late, "Ask the three visitors.", "2025-08-20", "2025-26-q1")
    late.write(
        "data/activities/activities.csv", "id,name,plan,priority,owner,due\ncentre,Open it,Care plan,care,Head,\n"
    )
    late.write(
        "data/activities/progress.csv",
        "activity,quarter,state,rag,note,by\n"
        "centre,2024-25 Q4,in progress,Green,It is on its way.,Head\n"
        f"centre,{NOW},in progress,Green,3 visits were late.,Head\n",
    )
    found = open_corporate_report(late.root, NOW)
    assert [each.what for each in found.actions] == [WITHHELD]
    assert [told.note for told in found.activities.reported[0].history] == ["It is on its way.", WITHHELD]
    assert found.activities.reported[0].latest.note == WITHHELD


@pytest.mark.parametrize("figures", [(12, 9, 3), (12, 3, 40), (3, 9, 40)])
def test_whether_an_action_worked_is_not_told_by_a_hidden_figure(late: Workspace, figures) -> None:
    periods = ("2024-25 Q2", "2024-25 Q4", NOW)
    late.figures("visits", *(f"{each},W01,{number}" for each, number in zip(periods, figures, strict=True)))
    late.write("data/actions/actions.csv", f"{HEADINGS}cars,visits,,,2024-25 Q4,2024-10-05,Buy cars.,Head,,committee\n")
    result = late.pack().indicators[0]
    assert isinstance(effect(result, result.actions[0]), Withheld)
    assert not isinstance(effect(late.indicator("visits"), result.actions[0]), Withheld)


def test_results_hold_no_hidden_number_of_what_is_followed_up(late: Workspace) -> None:
    say(late, "Ask the three visitors.", "2025-08-20", "2025-26-q1")
    late.write("data/actions/actions.csv", HEADINGS + CARS)
    late.write("data/actions/updates.csv", f"{UPDATES}cars,2025-07-03,2025-10-01,,Only three were late,Head of Care\n")
    found = json.dumps(results(late.pack()))
    assert not re.search(r"[Tt]hree (visitors|were)", found) and found.count(WITHHELD) >= 2
