"""The checksum that ties figures to where they came from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest
    from conftest import Workspace

FOLDER = "data/kpis/visits-on-time"
CHANGED = (
    f"{FOLDER}/observations.csv: the file has changed since its checksum was recorded in origin.yml."
    " Put it back, or if the change is right record it: packs accept visits-on-time"
)


def change_a_figure(workspace: Workspace) -> str:
    path = workspace.root / FOLDER / "observations.csv"
    text = path.read_text(encoding="utf-8").replace("2025-26 Q1,W01,78", "2025-26 Q1,W01,79")
    return hashlib.sha256(workspace.write(f"{FOLDER}/observations.csv", text).read_bytes()).hexdigest()


def test_figures_that_change_without_their_checksum_are_told(workspace: Workspace) -> None:
    change_a_figure(workspace)
    assert workspace.problems() == [CHANGED]


def test_accept_records_the_change_and_nothing_else(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    digest = change_a_figure(workspace)
    before = workspace.files()
    assert workspace.run("accept", "visits-on-time") == 0
    assert capsys.readouterr().out == f"visits-on-time: recorded checksum {digest}\n"
    after = workspace.files()
    assert workspace.problems() == []
    assert [path for path in after if after[path] != before.get(path)] == [f"{FOLDER}/origin.yml"]
    assert (
        after[f"{FOLDER}/origin.yml"].decode().splitlines()[:-1]
        == before[f"{FOLDER}/origin.yml"].decode().splitlines()[:-1]
    )


def test_accept_adds_a_checksum_that_was_never_recorded(workspace: Workspace) -> None:
    origin = workspace.root / FOLDER / "origin.yml"
    lines = origin.read_text(encoding="utf-8").splitlines()[:-1]
    workspace.write(f"{FOLDER}/origin.yml", "\n".join(lines) + "\n")
    assert workspace.problems() == [f"{FOLDER}/origin.yml:1 sha256: this field is missing. Add it."]
    assert workspace.run("accept", "visits-on-time") == 0
    assert workspace.problems() == []


def test_accept_of_a_kpi_without_figures_says_what_is_missing(
    bare: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    bare.kpi("planned", lifecycle="in-development")
    assert bare.run("accept", "planned") == 1
    assert capsys.readouterr().err == (
        "2 problems to put right:\n"
        "  planned: there is no observations.csv to record. Both are needed: the figures, and where they come from.\n"
        "  planned: there is no origin.yml to record. Both are needed: the figures, and where they come from.\n"
    )


def test_figures_without_an_origin_are_told(workspace: Workspace) -> None:
    (workspace.root / FOLDER / "origin.yml").unlink()
    assert workspace.problems() == [f"{FOLDER}/origin.yml: this file is missing. Add it, or put its name right."]
