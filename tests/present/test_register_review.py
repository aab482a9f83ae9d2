"""The register review: the notebook's own cells, run on a small council, and what its reader sees."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from cells import run_cells

from helpers.present.blocks import Paragraph, Section, Table, plain

if TYPE_CHECKING:
    from conftest import Workspace

run = partial(run_cells, "06_register_review.ipynb")
ADDED = """\
plans:
- id: care-strategy
  name: Care strategy
  priority: care
- id: carers-plan
  name: Carers plan
  priority: care
  kind: action-plan
frameworks:
- id: national
  name: National outcomes
  source: Invented, as far as held here
  metrics:
  - id: on-time
    name: Visits on time
  - id: kept
    name: Visits kept
perspectives:"""


@pytest.fixture
def council(workspace: Workspace) -> Workspace:
    """Two KPIs, a proposal, two plans and an external framework."""
    workspace.edit("params/organisation.yml", "perspectives:", ADDED)
    workspace.edit(
        "data/kpis/visits-on-time/kpi.yml",
        "priority: care",
        "priority: care\nplan: care-strategy\nframeworks:\n  national: on-time",
    )
    workspace.kpi("kept", name="Visits kept", lifecycle="in-development", timing="leading")
    workspace.kpi("asked", name="Visits asked for", lifecycle="proposed", live_from="2025-26 Q1")
    workspace.answer("visits-on-time", "reliable")
    workspace.answer("visits-on-time", "comparator", "no")
    return workspace


@pytest.fixture
def shown(council: Workspace) -> dict[str, Section]:
    return run(council)


def table(section: Section, id: str) -> list[list[str]]:
    found = next(block for block in section if isinstance(block, Table) and block.id == id)
    return [[plain(cell.words) for cell in row] for row in found.rows]


def test_it_shows_every_section_of_the_review(shown: dict[str, Section]) -> None:
    assert list(shown) == [
        f"{name}(review)"
        for name in (
            "register", "pending_decisions", "golden_thread", "framework_coverage", "suite_balance",
            "checklist_matrix", "checklist_gaps", "kite_marks_reviewed",
        )
    ]  # fmt: skip
    assert all(len(tuple(section)) > 0 for section in shown.values())


def test_the_register_has_every_kpi_with_its_stage(shown: dict[str, Section]) -> None:
    rows = table(shown["register(review)"], "register")
    assert {(owner, committees) for _, owner, committees, *_ in rows} == {("Head of Care", "Care and Health Committee")}
    assert [[row[0], *row[3:]] for row in rows] == [
        ["Care visits on time", "live", "flow, lagging", "quarter", "80.0%"],
        ["Visits asked for", "proposed", "flow, lagging", "quarter", "–"],
        ["Visits kept", "in development", "flow, leading", "quarter", "–"],
    ]


def test_a_proposal_is_pending_with_the_committee_that_is_asked(shown: dict[str, Section]) -> None:
    assert table(shown["pending_decisions(review)"], "pending") == [
        ["Visits asked for", "Care and Health Committee", "1 April 2025", "2025-26 Q1", "Invented"]
    ]


def test_nothing_pending_is_said_so(workspace: Workspace) -> None:
    section = run(workspace)["pending_decisions(review)"]
    assert [plain(block.words) for block in section if isinstance(block, Paragraph)] == [
        "No proposal waits for a decision."
    ]


def test_the_thread_lists_its_orphans_three_ways(shown: dict[str, Section]) -> None:
    section = shown["golden_thread(review)"]
    assert table(section, "golden-thread") == [
        ["Care", "Care strategy", "strategy", "Care visits on time"],
        ["Care", "Carers plan", "action plan", "No KPI"],
        ["Care", "No plan", "–", "Visits kept"],
        ["Travel", "No plan", "–", "No KPI"],
    ]
    text = section.markdown()
    for heading, orphan in (("KPIs without a plan", "Visits kept"), ("Plans without a KPI", "Carers plan")):
        assert f"**{heading}\\:** 1\\.\n\n- {orphan}" in text
    assert "**Priorities without a KPI\\:** 1\\.\n\n- Travel" in text


def test_a_framework_tells_what_is_not_covered_and_where_its_list_was_read(shown: dict[str, Section]) -> None:
    section = shown["framework_coverage(review)"]
    assert table(section, "framework-national") == [
        ["Visits on time", "Care visits on time"],
        ["Visits kept", "Not covered"],
    ]
    assert "Source of the list: Invented, as far as held here" in section.markdown()


def test_no_framework_is_said_so(workspace: Workspace) -> None:
    assert "No external framework is in" in run(workspace)["framework_coverage(review)"].markdown()


def test_the_balance_is_told_in_words_with_its_limits(shown: dict[str, Section]) -> None:
    section = shown["suite_balance(review)"]
    opening = next(block for block in section if isinstance(block, Paragraph))
    assert plain(opening.words) == (
        "Out of balance: 2 of 2 are non-financial; Outcomes has 2 of 2. "
        "The limits are a setting of ours: 70% for one kind, 50% for one perspective."
    )
    assert table(section, "balance")[:2] == [
        ["Leading or lagging", "Leading", "1", "50%"],
        ["Leading or lagging", "Lagging", "1", "50%"],
    ]
    assert table(section, "suite-checklist")[1][1:] == ["× no", "2 KPIs; from 10 to 60 are wanted."]


def test_the_matrix_has_a_word_and_a_symbol_for_every_answer(shown: dict[str, Section]) -> None:
    rows = table(shown["checklist_matrix(review)"], "checklist")
    assert rows[0] == [
        "Care visits on time", "×\u00a0No\u00a0mark\u00a0yet", "✓ yes", "✓ yes, disputed", "? gap", "? gap",
        "✓ yes, by a person", "✓ yes", "✓ yes", "? gap", "✓ yes", "? gap",
    ]  # fmt: skip
    assert rows[1][-1] == "– n/a"


def test_an_old_answer_is_due_again(council: Workspace) -> None:
    council.answer("visits-on-time", "template", on="2024-01-10")
    shown = run(council)
    assert table(shown["checklist_matrix(review)"], "checklist")[0][9] == "? due again"
    missing = table(shown["kite_marks_reviewed(review)"], "kite-marks")[0][3]
    assert "Template (due again: answered on 10 January 2024)" in missing


def test_the_gaps_are_counted_by_question_and_disputes_are_told(shown: dict[str, Section]) -> None:
    section = shown["checklist_gaps(review)"]
    rows = {row[0]: row[1:] for row in table(section, "checklist-gaps")}
    assert rows["Is the data source reliable?"] == ["a person", "1", "0", "0", "1"]
    assert "Worked out: yes (2 comparators have figures). Auditor, 10 June 2025, answered no: Seen" in "".join(
        section.markdown().replace("\\", "")
    )


def test_each_kite_mark_says_what_is_missing(shown: dict[str, Section]) -> None:
    rows = table(shown["kite_marks_reviewed(review)"], "kite-marks")
    assert rows[0] == [
        "Care visits on time",
        "×\u00a0No\u00a0mark\u00a0yet",
        "6 of 10 standards met; 4 not answered",
        "Not answered: Calculation; Asset register; Template; Target fair. Disputed: Comparator (worked out: "
        "2 comparators have figures; Auditor answered no on 10 June 2025: Seen on 2025-06-10).",
    ]
    assert "0 with a full mark, 0 with a part mark and 2 with no mark yet." in shown[
        "kite_marks_reviewed(review)"
    ].markdown().replace("\\", "")


def test_an_old_quarter_is_reviewed_as_it_was(council: Workspace) -> None:
    rows = table(run(council, "2024-25 Q4")["checklist_matrix(review)"], "checklist")
    assert rows[0][6] == "? gap"  # the data source had not been looked at
