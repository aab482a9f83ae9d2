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


def test_a_quarter_that_is_cut_off_before_an_earlier_one_is_told(workspace: Workspace) -> None:
    workspace.edit("params/quarters/2024-25-q4.yml", "2025-05-30", "2025-08-30")
    workspace.edit("params/quarters/2024-25-q4.yml", "2025-06-13", "2025-09-13")
    assert workspace.problems() == [
        "params/quarters/2025-26-q1.yml:1 data_cut_off: 2025-08-29 is before the cut-off of 2024-25 Q4 (2025-08-30)."
        " Put one of the two dates right."
    ]
