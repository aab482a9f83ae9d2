"""What a person is told when a file in `params/` is wrong; most of it is in `tests/fixtures/malformed/register/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.errors import Problems
from helpers.store.workspace import open_register

if TYPE_CHECKING:
    from conftest import Workspace

FILE = "params/organisation.yml"


def test_a_mistake_in_a_committee_is_not_told_again_of_each_of_its_kpis(workspace: Workspace) -> None:
    workspace.edit("params/committees/care-and-health.yml", "remit:", "remitt:")
    assert workspace.problems() == [
        "params/committees/care-and-health.yml:1 remit: this field is missing. Add it.",
        "params/committees/care-and-health.yml:3 remitt: unknown field “remitt”. Did you mean “remit”?",
    ]


def test_an_organisation_that_is_missing_is_told(workspace: Workspace) -> None:
    (workspace.root / FILE).unlink()
    assert workspace.problems() == [f"{FILE}: this file is missing. Add it, or put its name right."]


def test_a_folder_that_is_no_workspace_is_told(workspace: Workspace) -> None:
    elsewhere = workspace.root.parent
    with pytest.raises(Problems) as raised:
        open_register(elsewhere)
    assert str(raised.value) == (
        f"1 problem to put right:\n  {elsewhere}: this is not a workspace: it has no params/ folder."
        " Give the folder that holds params/, data/ and outputs/."
    )
