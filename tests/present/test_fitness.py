"""The analyst's page says whether a quarter is fit to report, and on what that rests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from helpers.analysis.fitness import Fitness
from helpers.model.periods import Quarter
from helpers.present.blocks import Section, Table
from helpers.present.sections import (
    accepted_findings,
    age_of_data,
    arrivals,
    new_figures,
    open_findings,
    qa_log,
    revised_figures,
    verdict,
)
from helpers.quality import accept_finding, open_quality, record_quality
from helpers.store.workspace import open_register

if TYPE_CHECKING:
    from conftest import Workspace

Q1 = Quarter(2025, 1)


@pytest.fixture
def odd(workspace: Workspace) -> Workspace:
    """Westmarch with a second KPI, of which one figure is ten times the one before and another is missing."""
    workspace.kpi("beds", name="Beds", unit="number", frequency="month", supplier="Wards")
    workspace.figures("beds", "2025-04,W01,9.3", "2025-05,W01,93")
    return workspace


def quality(workspace: Workspace) -> Fitness:
    return open_quality(workspace.root, str(Q1))


def accept(workspace: Workspace, on: date = date(2025, 9, 1)) -> None:
    accept_finding(open_register(workspace.root), Q1, "tenfold:beds:2025-05", "Reopened.", "Head of Care", on)


def record(workspace: Workspace) -> None:
    record_quality(open_register(workspace.root), Q1, "Ann", "Bob", date(2025, 9, 2), "All was read.")


def text(section: Section) -> str:
    return section.markdown()


def rows(section: Section) -> list[list[object]]:
    (table,) = [block for block in section if isinstance(block, Table)]
    return [list(row) for row in table.records()["rows"]]


def test_a_quarter_with_something_open_and_nobody_to_vouch_for_it_is_not_fit(odd: Workspace) -> None:
    said = text(verdict(quality(odd)))
    assert "2025-26 Q1 is not fit to report yet: 1 finding is open and no quality assurance is on record." in said
    assert "1 owed figure is missing; 1 indicator is overdue." in said


def test_once_answered_and_vouched_for_it_is_fit(odd: Workspace) -> None:
    accept(odd)
    record(odd)
    said = text(verdict(quality(odd)))
    assert "2025-26 Q1 is fit to report: every finding is answered, and Bob has assured that it was checked." in said


def test_a_record_made_before_the_answers_does_not_vouch_for_them(odd: Workspace) -> None:
    record(odd)
    accept(odd)
    said = text(verdict(quality(odd)))
    assert "is not fit to report yet: something has changed since the quality assurance on record." in said


@pytest.mark.parametrize(
    ("file", "was", "is_now"),
    [
        ("observations.csv", "Q1,W01,78,,", "Q1,W01,77,,"),
        ("observations.csv", "Q1,W01,78,,", "Q1,W01,78,780,1000"),
        ("observations.csv", "Q1,W02,80,,", "Q1,W02,81,,"),
        ("targets.csv", "80", "81"),
    ],
)  # fmt: skip
def test_nobody_vouches_for_a_figure_or_target_that_changed_afterwards(
    workspace: Workspace, file: str, was: str, is_now: str
) -> None:
    record(workspace)
    recorded = quality(workspace)
    workspace.edit(f"data/kpis/visits-on-time/{file}", was, is_now)
    changed = quality(workspace)
    assert (recorded.vouched, changed.vouched) == (True, False)
    assert (changed.tally.words, changed.tally.open) == (recorded.tally.words, 0)
    assert "something has changed since the quality assurance on record." in text(verdict(changed))


def test_a_record_without_a_checksum_vouches_for_nothing(workspace: Workspace) -> None:
    record(workspace)
    page = quality(workspace)
    workspace.edit("data/quality/2025-26-q1.csv", page.tally.checked_sha256, "")
    assert (page.vouched, quality(workspace).vouched) == (True, False)


def test_a_figure_that_was_known_before_the_quarter_is_not_among_what_was_checked(workspace: Workspace) -> None:
    record(workspace)
    workspace.edit("data/kpis/visits-on-time/observations.csv", "2024-25 Q4,W01,76", "2024-25 Q4,W01,75")
    assert quality(workspace).vouched


def test_what_is_open_has_the_key_to_answer_it_by(odd: Workspace) -> None:
    ((key, what, to_do),) = rows(open_findings(quality(odd)))
    assert key == "tenfold:beds:2025-05"
    assert what == "93 is ten times the figure before, 9.3 (2025-04). (data/kpis/beds/observations.csv:3)"
    assert to_do == "Ask Wards whether it is right; then correct it, or accept it with a reason."


def test_the_analyst_is_told_which_other_area_a_figure_is_of(workspace: Workspace) -> None:
    name = "data/kpis/visits-on-time/observations.csv"
    workspace.edit(name, "2025-26 Q1,W02,80,,,,,\n", "2024-25 Q4,W02,7,,,,,\n2025-26 Q1,W02,80,,,,,\n")
    ((key, what, _),) = rows(open_findings(quality(workspace)))
    assert key == "tenfold:visits-on-time:2025-26-q1:w02"
    assert str(what).startswith("Eastmarch. Another area's figure: 80 is 11.4 times the figure before, 7")


def test_where_nothing_is_open_or_accepted_the_page_says_so(workspace: Workspace) -> None:
    page = quality(workspace)
    assert (text(open_findings(page)), text(accepted_findings(page))) == (
        "Nothing is open.\n",
        "Nothing was accepted.\n",
    )


def test_what_was_accepted_is_shown_with_who_and_why(odd: Workspace) -> None:
    accept(odd)
    ((_, _, answer),) = rows(accepted_findings(quality(odd)))
    assert answer == "Reopened. Head of Care, 1 September 2025"
    assert "after the report was published" not in text(accepted_findings(quality(odd)))


def test_what_was_accepted_only_after_publication_is_told(odd: Workspace) -> None:
    accept(odd, date(2025, 9, 13))
    said = "Accepted only after the report was published: tenfold:beds:2025-05."
    assert said in text(accepted_findings(quality(odd))).replace("\\", "")


def test_answers_that_are_no_longer_used_are_told(odd: Workspace) -> None:
    accept(odd)
    odd.edit("data/kpis/beds/observations.csv", "2025-05,W01,93", "2025-05,W01,96")
    said = text(accepted_findings(quality(odd))).replace("\\", "")
    assert "These answers are no longer used" in said
    assert "tenfold:beds:2025-05, for 93 after 9.3 (line 2 of data/quality/accepted.csv, Head of Care)" in said


def test_what_suppliers_owed_is_shown_with_what_is_missing(odd: Workspace) -> None:
    shown = rows(arrivals(quality(odd)))
    assert shown == [
        ["Care visits on time", "Care Records", "Q1 2025/26", "On record", "–"],
        ["Beds", "Wards", "May 2025, Jun 2025", "No return", "Jun 2025"],
    ]
    assert "3 figures owed; 1 missing, of 1 indicator." in text(arrivals(quality(odd)))


def test_many_missing_periods_are_told_as_a_stretch(odd: Workspace) -> None:
    odd.figures("beds", "2024-12,W01,9")
    assert rows(arrivals(quality(odd)))[1][4] == "Jan 2025 to Jun 2025 (6)"


def test_every_new_figure_is_shown_with_the_one_that_it_replaces(odd: Workspace) -> None:
    odd.figures("beds", "2025-04,W01,9", "2025-05,W01,10")
    path = "data/kpis/visits-on-time/observations.csv"
    odd.edit(path, "2024-25 Q4,W01,76,,,,,\n", "2024-25 Q4,W01,76,,,,,\n2024-25 Q4,W01,75,,,r,2025-26 Q1,Late forms\n")
    section = new_figures(quality(odd))
    assert rows(section) == [
        ["Beds", "May 2025", 10.0, "–"],
        ["Care visits on time", "Q4 2024/25", 75.0, 76.0],
        ["Care visits on time", "Q1 2025/26", 78.0, "–"],
    ]
    assert "Beside these 5 figures of the areas that we are compared with became known." in text(section)


def test_what_was_revised_and_what_was_corrected_is_told_with_who_and_why(odd: Workspace) -> None:
    path = "data/kpis/visits-on-time/observations.csv"
    odd.edit(path, "2024-25 Q4,W01,76,,,,,\n", "2024-25 Q4,W01,76,,,,,\n2024-25 Q4,W01,75,,,r,2025-26 Q1,Late forms\n")
    odd.corrections("visits-on-time", "2025-26 Q1,W01,value,78,87,Digits swapped,Data Analyst,2025-08-20")
    section = revised_figures(quality(odd))
    tables = [block.records()["rows"] for block in section if isinstance(block, Table)]
    assert tables == [
        [["Care visits on time", "2024-25 Q4", 76.0, 75.0, "Late forms."]],
        [["Care visits on time", "Q1 2025/26", "value", 78.0, 87.0, "Digits swapped. Data Analyst, 20 August 2025"]],
    ]


def test_the_oldest_figures_come_first_and_overdue_ones_are_marked(odd: Workspace) -> None:
    odd.figures("beds", "2025-02,W01,9")
    shown = rows(age_of_data(quality(odd)))
    assert shown == [
        ["Beds", "Feb 2025", 4, "Overdue since 30 April 2025"],
        ["Care visits on time", "Q1 2025/26", 0, "31 October 2025"],
    ]


def test_the_log_shows_who_checked_what_and_what_came_of_it(odd: Workspace) -> None:
    assert "Nobody has put a check of this quarter on record." in text(qa_log(quality(odd)))
    record(odd)
    ((day, analyst, assurer, checks, outcome, note),) = rows(qa_log(quality(odd)))
    assert (day, analyst, assurer, outcome, note) == ("2 September 2025", "Ann", "Bob", "Not passed", "All was read.")
    assert str(checks).endswith("; found 1, accepted 0, open 1")


def test_a_workspace_without_figures_has_an_empty_page(bare: Workspace) -> None:
    page = quality(bare)
    said = [text(section(page)).strip() for section in (arrivals, new_figures, age_of_data)]
    assert said == ["No figure was owed.", "No figure of our own is new.", "No indicator has a figure."]
    assert "No figure that was owed is missing." in text(verdict(page))
