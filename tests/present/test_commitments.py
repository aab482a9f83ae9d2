"""Milestones that were promised to others, in the corporate report of a small council."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.analysis.scorecard import corporate_results
from helpers.present.blocks import Heading, Paragraph, Table, plain
from helpers.present.sections import commitments
from helpers.publish.reports import find_report
from helpers.store.workspace import open_register
from helpers.workbook import open_corporate_report

if TYPE_CHECKING:
    from conftest import Workspace

    from helpers.analysis.scorecard import CorporateReport

HEADING = "id,on,kind,milestone,baseline,forecast,done_on,owner,kpi,evidence\n"
ROWS = """\
plan,2025-03-01,town deal,Agree the plan,2025-03-31,,2025-02-28,Head of Place,,
sites,2025-03-01,town deal,Offer three sites,2025-05-01,2025-06-30,,Head of Place,,
report,2025-03-01,mid-term review,Send the report,2025-07-31,,,Head of Policy,visits,
sites,2025-07-01,town deal,Offer three sites,2025-05-01,2025-09-30,,Head of Place,,
visit,2025-07-01,mid-term review,Receive the visit,2025-10-31,,,Head of Policy,,
later,2025-09-01,mid-term review,Known only later,2025-10-31,,,Head of Policy,,
"""


@pytest.fixture
def promised(bare: Workspace) -> Workspace:
    """Westmarch with a KPI, and milestones of a deal and of a review."""
    bare.kpi("visits", name="Visits that were late", unit="number", decimals=0, minimum=0)
    bare.figures("visits", "2024-25 Q4,W01,9", "2025-26 Q1,W01,3")
    bare.write("data/commitments/commitments.csv", HEADING + ROWS)
    return bare


def report(workspace: Workspace, quarter: str = "2025-26 Q1") -> CorporateReport:
    return open_corporate_report(workspace.root, quarter)


def rows(found: CorporateReport) -> dict[str, list[list[str]]]:
    """The tables by heading."""
    blocks = list(commitments(found))
    headings = [plain(each.words) for each in blocks if isinstance(each, Heading)][1:]
    tables = [each for each in blocks if isinstance(each, Table)]
    cells = [[[plain(cell.words) for cell in row] for row in table.rows] for table in tables]
    return dict(zip(headings, cells, strict=True))


def test_each_kind_has_its_table_with_how_each_milestone_stands_and_stood(promised: Workspace) -> None:
    assert rows(report(promised)) == {
        "Town deal": [
            ["Offer three sites.", "Head of Place", "1 May 2025", "30 September 2025",
             "Slipped by 152 days. Before: slipped by 60 days."],
        ],
        "Mid-term review": [
            ["Send the report. Serves Visits that were late.", "Head of Policy", "31 July 2025", "–",
             "Overdue by 29 days. Before: on track."],
            ["Receive the visit.", "Head of Policy", "31 October 2025", "–", "On track. New."],
        ],
    }  # fmt: skip


def test_the_counts_come_first_and_the_rule_last(promised: Workspace) -> None:
    first, *_, last = [plain(each.words) for each in commitments(report(promised)) if isinstance(each, Paragraph)]
    assert first == ("Of 3 milestones, 1 is overdue, 1 slipped and 1 on track. 3 have moved since the last quarter.")
    assert last.startswith("Done on time: by its baseline. Slipped:")


def test_what_was_done_before_the_year_began_is_told_until_it_begins(promised: Workspace) -> None:
    before = rows(report(promised, "2024-25 Q4"))
    assert before["Town deal"][0][-1] == "Done on time."
    assert "Agree the plan." not in str(rows(report(promised)))


def test_a_milestone_links_to_the_indicator_that_it_serves(promised: Workspace) -> None:
    assert "[Visits that were late](#sec-visits)" in commitments(report(promised)).markdown()


def test_words_that_state_a_hidden_number_are_withheld(promised: Workspace) -> None:
    text = (promised.root / "data/commitments/commitments.csv").read_text(encoding="utf-8")
    late = "told,2025-07-02,town deal,No more than 3 late visits,2025-12-31,,,Head of Care,,3 visits were late\n"
    promised.write("data/commitments/commitments.csv", text.replace("later,2025-09-01", f"{late}later,2025-09-01"))
    (found,) = [each.commitment for each in report(promised).commitments if each.commitment.id == "told"]
    assert found.milestone.startswith("Withheld") and found.evidence.startswith("Withheld")
    assert (found.kind, found.owner) == ("town deal", "Head of Care")
    promised.edit("data/commitments/commitments.csv", "town deal,No more", "3 late visits,No more")
    (found,) = [each.commitment for each in report(promised).commitments if each.commitment.id == "told"]
    assert found.kind.startswith("Withheld")


def test_results_hold_them_and_the_report_rests_on_their_file(promised: Workspace) -> None:
    told = corporate_results(report(promised))["commitments"]
    assert [(each["id"], each["progress"], each["days"], each["before"]) for each in told] == [
        ("sites", "slipped", 152, "slipped"),
        ("report", "overdue", 29, "on track"),
        ("visit", "on track", 0, None),
    ]
    promised.edit("params/organisation.yml", "perspectives:", "corporate_report: true\nperspectives:")
    register = open_register(promised.root)
    quarter = report(promised).quarter
    files = find_report(register, "corporate", quarter).inputs(register, quarter)
    assert register.root / "data/commitments/commitments.csv" in files


def test_without_any_on_record_there_is_no_section(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2025-26 Q1,W01,78")
    assert not commitments(report(bare)).blocks
