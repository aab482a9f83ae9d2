"""What a person is told when an answer to the quality checklist is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.model.periods import Quarter
from helpers.store.workspace import find_committee, inputs, open_register

if TYPE_CHECKING:
    from conftest import Workspace

FILE = "data/kpis/visits-on-time/checklist.yml"
SUITE = "data/register/suite_checklist.yml"

MISTAKES = {
    "a misspelt question": (
        "question: reliable", "question: relyable",
        f"{FILE}:2 answers[1].question: “relyable” is not a question of this checklist. Did you mean “reliable”?",
    ),
    "a question about the suite": (
        "question: reliable", "question: balanced",
        f"{FILE}:2 answers[1].question: “balanced” is not a question of this checklist."
        " It is about the suite: answer it in data/register/suite_checklist.yml.",
    ),
    "an answer that is none": (
        "answer: yes", "answer: maybe",
        f"{FILE}:3 answers[1].answer: “maybe” is not a known value. Choose one of: yes, no, not-applicable.",
    ),
    "nobody's answer": (
        "  by: Auditor\n", "", f"{FILE}:2 answers[1].by: this field is missing. Add it.",
    ),
    "no evidence": (
        "evidence: Seen on 2025-06-10", "evidence:",
        f"{FILE}:6 answers[1].evidence: this field is blank. Give it a value, or take the line out.",
    ),
    "a day that is none": (
        "on: 2025-06-10\n", "on: 10 June\n",
        f"{FILE}:5 answers[1].on: “10 June” is not a date. Write it like 2025-06-30.",
    ),
    "no answer at all": (
        None, "answers: []\n", f"{FILE}:1 answers: this list is empty. Give at least one.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_it_is_told_with_file_line_field_and_fix(workspace: Workspace, mistake: str) -> None:
    right, wrong, told = MISTAKES[mistake]
    workspace.answer("visits-on-time", "reliable")
    if right is None:
        workspace.write(FILE, wrong)
    else:
        workspace.edit(FILE, right, wrong)
    assert workspace.problems() == [told]


def test_a_question_about_a_kpi_does_not_belong_to_the_suite(workspace: Workspace) -> None:
    workspace.answer("", "reliable")
    assert workspace.problems() == [
        f"{SUITE}:2 answers[1].question: “reliable” is not a question of this checklist."
        " It is about one KPI: answer it in the checklist.yml of that KPI."
    ]


def test_two_answers_to_a_question_on_one_day_cannot_both_count(workspace: Workspace) -> None:
    workspace.answer("visits-on-time", "reliable")
    workspace.answer("visits-on-time", "reliable", "no")
    assert workspace.problems() == [
        f"{FILE}:10 answers[2].on: “reliable” was answered on 2025-06-10 already."
        " Keep one of the two, or put the day right."
    ]


def test_all_that_is_wrong_is_told_at_once(workspace: Workspace) -> None:
    for question in ("relyable", "temlate"):
        workspace.answer("visits-on-time", question)
    workspace.answer("", "balance")
    assert [problem.split()[0] for problem in workspace.problems()] == [f"{FILE}:2", f"{FILE}:7", f"{SUITE}:2"]


def test_answers_that_are_right_are_no_problem_and_are_among_what_a_pack_rests_on(workspace: Workspace) -> None:
    workspace.answer("visits-on-time", "reliable")
    workspace.answer("", "optimal-number")
    assert workspace.problems() == []
    register = open_register(workspace.root)
    files = inputs(register, find_committee(register, "care-and-health"), Quarter(2025, 1))
    assert workspace.root.resolve() / FILE in files
