"""What a person is told when a KPI's files are wrong; most of it is in `tests/fixtures/malformed/register/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

FOLDER = "data/kpis/visits-on-time"
FILE = f"{FOLDER}/kpi.yml"
RECORD_IT = 'Record it: packs register change visits-on-time --effective "2025-26 Q1"'

MISTAKES = {
    "a stage of life, which a committee decides": (
        "scheme: ten-five", "scheme: ten-five\nlifecycle: retired\nlive_to: 2025-26 Q1",
        [f"{FILE}:{line} {field}: this is decided by a committee. Take the line out: decisions are in"
         " data/register/decisions.csv, and packs register adds them."
         for line, field in ((21, "lifecycle"), (22, "live_to"))],
    ),
    "a change that no committee decided": (
        "scheme: ten-five",
        "scheme: ten-five\nchanges:\n- {effective: 2025-26 Q1, reason: New, fields: {decimals: 0}}",
        [f"{FILE}:22 changes[1]: no decision on record approves this change. {RECORD_IT}"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_kpi_is_told_with_its_line_and_remedy(
    workspace: Workspace, old: str, new: str, told: list[str]
) -> None:
    workspace.edit(FILE, old, new)
    assert workspace.problems() == told


def test_a_kpi_folder_without_a_definition_is_told(workspace: Workspace) -> None:
    (workspace.root / FILE).unlink()
    assert workspace.problems() == [f"{FILE}: this file is missing. Add it, or put its name right."]


def test_a_folder_where_a_file_belongs_is_told(workspace: Workspace) -> None:
    (workspace.root / FILE).unlink()
    (workspace.root / FILE).mkdir()
    assert workspace.problems() == [f"{FILE}: this file cannot be read: Is a directory."]


def test_a_misspelt_file_is_told_because_nothing_would_read_it(workspace: Workspace) -> None:
    (workspace.root / FOLDER / "targets.csv").rename(workspace.root / FOLDER / "target.csv")
    assert workspace.problems() == [
        f"{FOLDER}/target.csv: nothing reads this file. Did you mean “targets.csv”?",
        f"{FOLDER}/targets.csv: this file is missing. Add it, or put its name right.",
    ]


def test_a_file_that_excel_has_open_is_no_problem(workspace: Workspace) -> None:
    workspace.write(f"{FOLDER}/~$observations.csv", "x")
    assert workspace.problems() == []


def test_what_an_editor_leaves_behind_is_no_problem(workspace: Workspace) -> None:
    workspace.write("data/kpis/.ipynb_checkpoints/kpi-checkpoint.yml", "id: [")
    workspace.write(f"{FOLDER}/.ipynb_checkpoints/observations-checkpoint.csv", "")
    workspace.write(f"{FOLDER}/commentary/.ipynb_checkpoints/2025-26-q1-checkpoint.md", "")
    assert workspace.problems() == []


def test_a_folder_where_the_figures_belong_is_told(workspace: Workspace) -> None:
    (workspace.root / FOLDER / "observations.csv").unlink()
    (workspace.root / FOLDER / "observations.csv").mkdir()
    assert workspace.problems() == [f"{FOLDER}/observations.csv: this file cannot be read: Is a directory."]
