"""What is wrong with the record of answers, or the log of quality assurance, is told with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

ACCEPTED = "quarter,rule,kpi,period,area,figure,reason,accepted_by,accepted_on"
GOOD = ["2025-26 Q1", "jump", "visits-on-time", "2025-26 Q1", "", "78 after 76", "As expected.", "Ann", "2025-09-01"]
LOG = "recorded_on,analyst,assurer,checks,findings,accepted,open,outcome,note"
LOGGED = ["2025-09-01", "Ann", "Bob", "9 checks of 2 figures and 1 targets", "3", "2", "1", "not passed", ""]


def answers(workspace: Workspace, *rows: list[str]) -> list[str]:
    workspace.write("data/quality/accepted.csv", "\n".join([ACCEPTED, *map(",".join, rows)]) + "\n")
    return workspace.problems()


def logged(workspace: Workspace, *rows: list[str]) -> list[str]:
    workspace.write("data/quality/2025-26-q1.csv", "\n".join([LOG, *map(",".join, rows)]) + "\n")
    return workspace.problems()


def but(row: list[str], heading: str, **cells: str) -> list[str]:
    """The row with some cells changed."""
    names = heading.split(",")
    return [cells.get(name, cell) for name, cell in zip(names, row, strict=True)]


def test_a_sound_record_and_log_have_nothing_wrong(workspace: Workspace) -> None:
    another = but(GOOD, ACCEPTED, area="W02")
    assert (answers(workspace, GOOD, another), logged(workspace, LOGGED)) == ([], [])


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"quarter": "summer"}, "quarter: “summer” is not a quarter; write it like 2025-26 Q1."),
        ({"rule": "jumps"}, "rule: there is no rule “jumps”. Did you mean “jump”?"),
        ({"kpi": "visits-in-time"}, "kpi: there is no kpi “visits-in-time”. Did you mean “visits-on-time”?"),
        ({"period": "June"}, "period: “June” is not a quarter; write it like 2025-26 Q1."),
        ({"area": "N1"}, "area: there is no area “N1”. Did you mean “N01”?"),
        (
            {"reason": ""},
            "reason: this cell is empty. What is accepted needs all of these: period, figure, reason, accepted_by.",
        ),
        (
            {"accepted_by": ""},
            "accepted_by: this cell is empty."
            " What is accepted needs all of these: period, figure, reason, accepted_by.",
        ),
        ({"accepted_on": "1 May"}, "accepted_on: “1 May” is not a date. Write it like 2025-06-30."),
        (
            {"accepted_on": "2025-03-31"},
            "accepted_on: 31 March 2025 is before 2025-26 Q1 began: nothing had been found yet."
            " Put the day or the quarter right.",
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_a_faulty_answer_is_a_problem(workspace: Workspace, cells: dict[str, str], message: str) -> None:
    assert answers(workspace, GOOD, but(GOOD, ACCEPTED, **cells)) == [f"data/quality/accepted.csv:3 {message}"]


def test_a_target_may_be_of_a_year(workspace: Workspace) -> None:
    assert answers(workspace, but(GOOD, ACCEPTED, rule="tiny-target", period="2025-26")) == []


def test_the_very_same_figure_is_accepted_once(workspace: Workspace) -> None:
    later = but(GOOD, ACCEPTED, quarter="2025-26 Q2", accepted_on="2025-11-01")
    assert answers(workspace, GOOD, later) == [
        "data/quality/accepted.csv:3 figure: line 2 accepts the very same figure. Keep the first."
    ]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"recorded_on": "soon"}, "recorded_on: “soon” is not a date. Write it like 2025-06-30."),
        (
            {"recorded_on": "2025-03-31"},
            "recorded_on: 31 March 2025 is before 2025-26 Q1 began: there was nothing to check yet. Put the day right.",
        ),
        (
            {"assurer": "  aNN "},
            "assurer: “aNN” is the analyst too: analyst and assurer are two people."
            " Somebody else must look at what was checked.",
        ),
        (
            {"analyst": ""},
            "analyst: this cell is empty. Put the line back as it was: packs quality record writes it.",
        ),
        (
            {"open": "none"},
            "open: “none” is not a whole number. Put the line back as it was: packs quality record writes it.",
        ),
        (
            {"accepted": "3"},
            "findings: this is not what was accepted and what was open."
            " Put the line back as it was: packs quality record writes it.",
        ),
        (
            {"outcome": "passed"},
            "outcome: with 1 open the outcome is “not passed”, not “passed”."
            " Put the line back as it was: packs quality record writes it.",
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_a_faulty_line_of_the_log_is_a_problem(workspace: Workspace, cells: dict[str, str], message: str) -> None:
    assert logged(workspace, but(LOGGED, LOG, **cells)) == [f"data/quality/2025-26-q1.csv:2 {message}"]


def test_a_file_that_nothing_reads_is_told(workspace: Workspace) -> None:
    workspace.write("data/quality/answers.csv", ACCEPTED)
    assert workspace.problems() == [
        "data/quality/answers.csv: nothing reads this file. Name it like 2025-26-q1.csv, or take it away."
    ]
