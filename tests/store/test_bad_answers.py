"""What a person is told when an answer to the quality checklist is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.model.periods import Quarter
from helpers.store.workspace import find_committee, inputs, open_register

if TYPE_CHECKING:
    from conftest import Workspace

FILE = "data/kpis/visits-on-time/checklist.yml"


def test_answers_that_are_right_are_no_problem_and_are_among_what_a_pack_rests_on(workspace: Workspace) -> None:
    workspace.answer("visits-on-time", "reliable")
    workspace.answer("", "optimal-number")
    assert workspace.problems() == []
    register = open_register(workspace.root)
    files = inputs(register, find_committee(register, "care-and-health"), Quarter(2025, 1))
    assert workspace.root.resolve() / FILE in files
