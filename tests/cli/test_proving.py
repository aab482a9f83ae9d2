"""`packs verify` and `packs rebuild` where there is nothing to prove yet, or not what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace


def test_a_workspace_where_nothing_was_signed_is_as_it_was_recorded(
    bare: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bare.run("verify") == 0
    told = "All is as it was recorded: 0 events, 0 records, 0 kept files, 0 reports, 0 made again.\n"
    assert capsys.readouterr().out == told


def test_nothing_is_written_by_verifying(bare: Workspace) -> None:
    before = bare.files()
    bare.run("verify", "2025-26 Q1")
    assert bare.files() == before


@pytest.mark.parametrize("command", ["verify", "rebuild"])
def test_a_quarter_that_is_none_is_refused(bare: Workspace, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert bare.run(command, "2025-26 Q5") == 1
    assert "“2025-26 Q5” is not a quarter" in capsys.readouterr().err


def test_a_report_without_its_manifest_is_named(bare: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    bare.write("outputs/2025-26-q1/roads/pack.html", "<p>Roads</p>")
    assert bare.run("verify", "2025-26 Q2") == 0
    assert bare.run("verify", "2025-26 Q1") == 1
    told = "outputs/2025-26-q1/roads/manifest.json: this file is missing."
    assert told in capsys.readouterr().err


def test_workbooks_for_suppliers_are_no_report(bare: Workspace) -> None:
    bare.write("outputs/2025-26-q1/returns/care-records.xlsx", "a workbook")
    assert bare.run("verify") == 0
