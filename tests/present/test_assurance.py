"""The assurance statement says what was done and by whom, what the figures cannot tell, and never more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.present.blocks import Bullets, Paragraph
from helpers.present.sections.assurance import METHOD, NO_CHECKS, NO_LIMITS, NO_RECORD, assurance
from helpers.workbook import open_corporate_report, open_portfolio

if TYPE_CHECKING:
    from conftest import Workspace

    from helpers.analysis.pack import Pack
    from helpers.analysis.portfolio import Portfolio
    from helpers.analysis.scorecard import CorporateReport

Q1 = "2025-26 Q1"
ODD = ("2024-25 Q4,W01,9.3", f"{Q1},W01,93")


def told(report: Pack | CorporateReport | Portfolio) -> list[str]:
    """The paragraphs of the statement, as plain text."""
    return [" ".join(block.markdown().split()) for block in assurance(report) if isinstance(block, Paragraph)]


def limitations(report: Pack | CorporateReport) -> list[str]:
    (bullets,) = [block for block in assurance(report) if isinstance(block, Bullets)]
    return [line.removeprefix("- ") for line in bullets.markdown().splitlines() if line]


def accept(workspace: Workspace, key: str, by: str) -> None:
    terms = ("--reason", "A ward was reopened.", "--by", by, "--on", "2025-09-01", "--quarter", Q1)
    assert workspace.run("quality", "accept", key, *terms) == 0


def record(workspace: Workspace) -> None:
    people = ("--analyst", "Ann", "--assurer", "Bob")
    assert workspace.run("quality", "record", Q1, *people, "--on", "2025-09-02", "--note", "Two are ill") == 0


@pytest.fixture
def odd(bare: Workspace) -> Workspace:
    """A workspace in which two figures are ten times those before."""
    for id in ("beds", "chairs"):
        bare.figures(bare.kpi(id, name=id.title(), unit="number"), *ODD)
    return bare


def test_where_nothing_is_new_no_check_is_claimed(bare: Workspace) -> None:
    bare.figures(bare.kpi("beds"))
    assert told(bare.pack())[0] == NO_CHECKS


def test_checks_that_found_nothing_are_counted(workspace: Workspace) -> None:
    assert told(workspace.pack())[0] == (
        "32 checks of 6 figures and 1 target were made: of the figures that are new in this report, and of the "
        "targets in force. Nothing was odd."
    )


def test_what_nobody_has_answered_is_told(odd: Workspace) -> None:
    assert told(odd.pack())[0].endswith(" 2 things were odd: nobody has answered any of them yet.")


def test_what_was_accepted_is_told_with_who_did(odd: Workspace) -> None:
    accept(odd, "tenfold:beds:2025-26-q1", "Head of Care")
    assert told(odd.pack())[0].endswith(
        " 2 things were odd: 1 was accepted with a reason, by Head of Care, and nobody has answered the rest yet."
    )
    accept(odd, "tenfold:chairs:2025-26-q1", "Head of Roads")
    assert told(odd.pack())[0].endswith(
        " 2 things were odd: all were accepted with a reason, by Head of Care and Head of Roads."
    )


def test_one_thing_is_told_in_the_singular(bare: Workspace) -> None:
    bare.figures(bare.kpi("beds", unit="number"), *ODD)
    assert told(bare.pack())[0].endswith(" 1 thing was odd: nobody has answered it yet.")
    accept(bare, "tenfold:beds:2025-26-q1", "Head of Care")
    assert told(bare.pack())[0].endswith(" 1 thing was odd: it was accepted with a reason, by Head of Care.")


def test_what_was_found_of_a_hidden_figure_is_counted_and_not_told(bare: Workspace) -> None:
    bare.figures(bare.kpi("beds", unit="number", decimals=0), "2024-25 Q4,W01,2", f"{Q1},W01,20")
    pack = bare.pack()
    assert (pack.unshown, pack.checked.unshown, pack.checked.untold) == (1, 1, 1)
    assert told(pack)[0].endswith(
        " Of what can be told here, nothing was odd. One thing that the checks found is not told here, since a figure "
        "that is hidden could be worked out from it. Of that, nobody has answered 1 yet."
    )
    assert "20" not in assurance(pack).markdown().replace("2025", "")


def test_services_that_said_nothing_are_told_of(bare: Workspace) -> None:
    bare.figures(bare.kpi("beds"), f"{Q1},W01,60")
    assert told(bare.pack())[1] == (
        "Services gave commentary on 0 of 1 indicator. It was checked whether actions are on record where they must "
        "be, and revisions explained: nothing was found."
    )


def test_what_the_checks_of_commentary_found_is_counted(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/commentary/2025-26-q1.md", "More visits began", "Fewer DTOC visits began")
    found = told(workspace.pack())[1]
    assert found.startswith("Services gave commentary on 1 of 1 indicator. It was set beside the figures, and it was")
    assert found.endswith("revisions explained: 1 thing should be looked at.")


def test_without_a_record_nobody_is_said_to_have_checked(workspace: Workspace) -> None:
    assert told(workspace.pack())[2] == NO_RECORD


def test_who_checked_and_assured_is_named_and_a_pack_does_not_say_that_nothing_changed(workspace: Workspace) -> None:
    record(workspace)
    assert told(workspace.pack())[2] == (
        "Put on record on 2 September 2025, for the figures of every committee: checked by Ann, assured by Bob, with "
        "nothing left open. Whether anything has changed since that day was not looked at for this report."
    )
    assert "ill" not in told(workspace.pack())[2]


def test_a_record_with_open_findings_says_so(odd: Workspace) -> None:
    record(odd)
    assert "assured by Bob, with 2 findings left open." in told(odd.pack())[2]


def test_the_corporate_report_says_whether_anything_has_changed_since(odd: Workspace) -> None:
    record(odd)
    assert told(open_corporate_report(odd.root, Q1))[1].endswith(" Nothing that was checked has changed since.")
    odd.edit("data/kpis/beds/observations.csv", "W01,93", "W01,94")
    assert told(open_corporate_report(odd.root, Q1))[1].endswith(
        " Something has changed since, so that record does not vouch for the figures as they are here."
    )


def test_a_figure_with_no_limitation_is_told_with_its_age(workspace: Workspace) -> None:
    assert limitations(workspace.pack()) == [
        NO_LIMITS,
        "When the quarter ended the latest figures were 0 months old.",
    ]


def test_each_limitation_names_its_indicators(bare: Workspace) -> None:
    rows = {
        "late": ["2024-25 Q3,W01,50"],
        "old": ["2022-23 Q4,W01,50"],
        "hidden": [f"{Q1},W01,2"],
        "first": [f"{Q1},W01,50,,,p"],
        "guess": [f"{Q1},W01,50,,,e"],
        "broken": [f"{Q1},W01,50,,,b"],
        "gone": [f"{Q1},W01,,,,x"],
        "empty": [],
        "behind": ["2024-25 Q4,W01,50", f"{Q1},W01,50", "2024-25 Q4,N01,51"],
    }
    for id, figures in rows.items():
        lag = {"months": 40 if id == "old" else 1, "because": "Invented."}
        whole = {"unit": "number", "decimals": 0} if id == "hidden" else {}
        bare.kpi(id, name=id.title(), comparators=["nation"] if id == "behind" else [], publication_lag=lag, **whole)
        bare.figures(id, *(f"{row}{',' * (6 - row.count(','))}{Q1 if id == 'old' else ''}" for row in figures))
    assert limitations(bare.pack()) == [
        "No figure to report: [Empty](#sec-empty) and [Gone](#sec-gone).",
        "The next figure is late: [Late](#sec-late).",
        "Suppressed, since the figure could identify someone or give away another: [Hidden](#sec-hidden).",
        "The latest figure is provisional: [First](#sec-first).",
        "The latest figure is an estimate: [Guess](#sec-guess).",
        "A break in the series, so that figures before and after are not comparable: [Broken](#sec-broken).",
        "The latest figure was more than 2 years old: [Old](#sec-old).",
        "Compared with figures of other areas that are older than our own: [Behind](#sec-behind).",
        "When the quarter ended the latest figures were between 0 and 27 months old, at least half of them no more "
        "than 0 months.",
    ]


def test_how_old_is_old_is_the_organisations_choice(bare: Workspace) -> None:
    bare.figures(bare.kpi("late", name="Late"), "2024-25 Q3,W01,50")
    bare.edit("params/organisation.yml", "perspectives:", "settings: {old_after: 5}\nperspectives:")
    assert "The latest figure was more than 5 months old: [Late](#sec-late)." in limitations(bare.pack())


def test_of_many_indicators_six_are_named(bare: Workspace) -> None:
    for number in range(8):
        bare.figures(bare.kpi(f"kpi-{number}", name=f"Kpi {number}"))
    assert limitations(bare.pack())[0].endswith("[Kpi 5](#sec-kpi-5) and 2 more.")


def test_it_never_claims_that_a_figure_is_right(workspace: Workspace) -> None:
    assert METHOD in assurance(workspace.pack()).markdown()
    assert "cannot show that a figure was right at its source" in METHOD


def test_the_statement_of_projects_and_risk_claims_no_second_person(bare: Workspace) -> None:
    said = told(open_portfolio(bare.root, Q1))
    assert "Nobody has put on record that a second person checked them" in said[0]
    assert said[1].endswith("is refused. Nothing of the kind was found.")
