"""The corporate report section by section, on a small council."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.analysis.scorecard import CorporateReport
from helpers.notebook import corporate_fronts
from helpers.present.blocks import Bullets, Cards, Link, Paragraph, Section, Table, plain
from helpers.present.sections import (
    actions,
    corporate_about,
    corporate_activities,
    corporate_dashboard,
    corporate_key,
    corporate_lessons,
    corporate_summary,
    enquiries,
    projects_and_risks,
    scorecard_balance,
    scorecard_table,
    success_maps,
)
from helpers.workbook import open_corporate_report

if TYPE_CHECKING:
    from conftest import Workspace


ACTIVITIES = "id,name,priority,plan,owner,due\ncentre,Open the day centre,care,Care,Head of Care,2025-12-31\n"
PROGRESS = "activity,quarter,state,rag,note,by\ncentre,2025-26 Q1,in progress,Green,Opened in May.,Head\n"
LESSON = "ask,2025-05-01,Ask earlier.,Review,Head of Care,Ask.,recorded,care-and-health"
LESSONS = f"id,on,lesson,source,owner,action,state,committees\n{LESSON}\n"
COMMENTARY = "---\nauthor: Head of Care\ndate: 2025-08-20\naction_owner: Head of Care\n---\nHm.\n\n## Action\n\nHire.\n"


@pytest.fixture
def council(bare: Workspace) -> Workspace:
    """A measure that fell to Red, and one of money that is being developed."""
    bare.kpi("visits", name="Visits", short_name="Visits")
    bare.figures("visits", "2024-25 Q4,W01,82", "2025-26 Q1,W01,60")
    bare.targets("visits", {"2024-25": "80", "2025-26": "80"})
    bare.kpi("saved", name="Saved", lifecycle="in-development", basis="financial", perspective="Money")
    return bare


@pytest.fixture
def report(council: Workspace) -> CorporateReport:
    return open_corporate_report(council.root, "2025-26 Q1")


def rows(section: Section, id: str) -> list[list[str]]:
    table = next(block for block in section if isinstance(block, Table) and block.id == id)
    return [[plain(cell.words) for cell in row] for row in table.rows]


def said(section: Section) -> list[str]:
    """Its paragraphs and points."""
    texts = [[block.words] if isinstance(block, Paragraph) else block.items for block in section
             if isinstance(block, Paragraph | Bullets)]  # fmt: skip
    return [plain(words) for each in texts for words in each]


def test_the_opening_says_that_each_indicator_counts_once(report) -> None:
    assert corporate_about(report) == (
        "This report tells how every indicator of Westmarch County Council stood in quarter 1 of 2025/26 (April 2025 "
        "to June 2025), each counted once, whichever committees it is reported to. It uses the figures known by "
        "29 August 2025."
    )


def test_the_first_page_says_how_things_stand_and_what_moved(report) -> None:
    assert said(corporate_summary(report)) == [
        "1 of the 2 indicators is rated: 1 Red. Not rated: 1 In development.",
        "Visits: Green to Red, 60.0% against the target of 80.0%.",
        "Actions. No action is on record.",
    ]


def test_each_exception_is_told_with_what_could_be_asked(report) -> None:
    lead, about, *questions = said(enquiries(report))
    assert lead == "1 exception, with what could be asked. Cause and action are in the committee's report."
    assert about == "Visits Red 25.0% below the target of 80.0% (Amber down to 72.0%)."
    assert "Nothing is on record about the cause. What does the service put it down to?" in questions


def test_without_an_exception_there_is_nothing_to_ask(council: Workspace) -> None:
    council.figures("visits", "2025-26 Q1,W01,81")
    assert not enquiries(open_corporate_report(council.root, "2025-26 Q1")).blocks


def test_actions_activities_and_lessons_are_told_once_they_are_on_record(council: Workspace, report) -> None:
    assert not corporate_activities(report).blocks and not corporate_lessons(report).blocks
    council.write("data/activities/activities.csv", ACTIVITIES)
    council.write("data/activities/progress.csv", PROGRESS)
    council.write("data/lessons/lessons.csv", LESSONS)
    council.write("data/kpis/visits/commentary/2025-26-q1.md", COMMENTARY)
    told = open_corporate_report(council.root, "2025-26 Q1")
    assert rows(actions(told), "actions")[0][:3] == ["Visits", "Hire.", "Head of Care"]
    assert rows(corporate_activities(told), "activities-1")[0][0] == "Open the day centre. Opened in May."
    assert rows(corporate_lessons(told), "lessons")[0][0] == "Ask earlier."
    assert said(corporate_summary(told))[-1].startswith("Actions. 1 action is open: none is past its date")


def test_the_scorecard_adds_up(report) -> None:
    assert rows(scorecard_table(report), "scorecard") == [
        ["Outcomes", "1", "–", "–", "–", "–", "1"],
        ["Money", "–", "–", "–", "–", "1", "1"],
        ["All", "1", "0", "0", "0", "1", "2"],
    ]


def test_the_scorecard_has_the_statuses_of_the_organisations_own_schemes(council: Workspace) -> None:
    council.edit("params/organisation.yml", "  blue: 5\n", "")
    report = open_corporate_report(council.root, "2025-26 Q1")
    assert rows(scorecard_table(report), "scorecard")[-1] == ["All", "1", "0", "0", "1", "2"]
    cards = next(block for block in corporate_summary(report) if isinstance(block, Cards))
    assert [plain(card.label) for card in cards.cards] == ["Red of 1 rated", "Amber of 1 rated", "Green of 1 rated"]


def test_without_statistical_neighbours_the_dashboard_has_no_column_for_them(council: Workspace) -> None:
    council.edit("params/organisation.yml", "kind: neighbours", "kind: type")
    report = open_corporate_report(council.root, "2025-26 Q1")
    assert rows(corporate_dashboard(report), "dashboard-2") == [["Saved", "In development", "–", "–", "–", "–"]]
    assert said(corporate_dashboard(report)) == ["Change is since the period before."]


def test_what_is_out_of_balance_is_said_in_words(report) -> None:
    assert said(scorecard_balance(report))[0].startswith("Out of balance: 2 of 2 are lagging. ")


def test_the_dashboard_has_a_table_for_each_perspective(report) -> None:
    assert rows(corporate_dashboard(report), "dashboard-1") == [
        ["Visits", "Red", "60.0%", "Q1 2025/26", "80.0%", "Worsening", "–"]
    ]
    assert rows(corporate_dashboard(report), "dashboard-2") == [["Saved", "In development", "–", "–", "–", "–", "–"]]


def test_an_indicator_links_to_its_page_in_the_pack_that_has_it(council: Workspace, report) -> None:
    table = next(block for block in corporate_dashboard(report) if isinstance(block, Table))
    assert table.rows[0][0].words == Link("Visits", "#sec-visits")
    places = corporate_fronts(report)["committee"]["elsewhere"]
    assert places["sec-visits"] == "../care-and-health/pack.html#sec-visits"
    council.edit("params/committees/care-and-health.yml", "remit: Care.", "remit: Care.\ndetail: summary")
    places = corporate_fronts(open_corporate_report(council.root, "2025-26 Q1"))["summary"]["elsewhere"]
    assert places["sec-visits"] == "../care-and-health/committee.html#sec-visits"


def test_without_links_or_projects_the_report_says_so(report) -> None:
    assert said(success_maps(report)) == ["No indicator of this quarter is recorded as leading to another."]
    assert said(projects_and_risks(report)) == ["No project or risk is on record."]


def test_the_key_explains_what_the_report_shows_and_nothing_else(report) -> None:
    tables = [block for block in corporate_key(report) if isinstance(block, Table)]
    assert [table.id for table in tables] == ["key-ten-five", "key-not-rated", "key-change"]
    assert [row[0] for row in rows(corporate_key(report), "key-change")] == ["Worsening"]


def test_a_suppressed_figure_is_marked_and_the_mark_explained(council: Workspace) -> None:
    council.figures("visits", "2025-26 Q1,W01,50,3,6")
    report = open_corporate_report(council.root, "2025-26 Q1")
    assert rows(corporate_dashboard(report), "dashboard-1")[0][1:3] == ["Suppressed", "[c]"]
    assert [row[0] for row in rows(corporate_key(report), "key-shorthand")] == ["[c]"]
