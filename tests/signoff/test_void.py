"""An approval is void once anything that decides the report is changed, and `packs status` says what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from altered import ALTERED
from people import ANALYST, APPROVER, ASSURER, QUARTER, Sign

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]
    Patch = pytest.MonkeyPatch

VOID = "roads: the approval by Avi Approver on 10 September 2025 ({short}) is void: {changed}."


def status(council: Workspace, capsys: Captured, on: str = "2025-09-11") -> list[str]:
    capsys.readouterr()
    assert council.run("status", QUARTER, "--on", on) == 0
    return capsys.readouterr().out.splitlines()


def row(lines: list[str], report: str) -> str:
    return " ".join(next(line for line in lines if line.startswith(f"{report} ")).split())


def short(council: Workspace) -> str:
    return next((council.root / "data/signoff/records/2025-26-q1/roads").iterdir()).stem[:12]


def test_what_was_approved_is_final_while_nothing_changes(approved: Workspace, capsys: Captured) -> None:
    lines = status(approved, capsys)
    assert " final Avi Approver, 2025-09-10 " in row(lines, "roads")
    assert [line for line in lines if "void" in line] == []


@pytest.mark.parametrize("case", ALTERED)
def test_whatever_is_altered_the_approval_is_void_and_what_changed_is_told(
    case: str, approved: Workspace, tmp_path: Path, monkeypatch: Patch, capsys: Captured
) -> None:
    alter, changed = ALTERED[case]
    alter(approved, tmp_path / "scratch", monkeypatch)
    lines = status(approved, capsys)
    assert " draft, approval void Avi Approver, 2025-09-10 " in row(lines, "roads")
    assert lines[-1] == VOID.format(short=short(approved), changed=changed)


def test_a_figure_that_changes_voids_the_approval_of_the_report_that_has_it(
    council: Workspace, sign: Sign, capsys: Captured
) -> None:
    steps = (("drafted", ANALYST, 8), ("reviewed", ASSURER, 9), ("approved", APPROVER, 10))
    assert [sign(kind, who, day, "--all") for kind, who, day in steps] == [0, 0, 0]
    council.edit("data/kpis/visits-on-time/observations.csv", "W01,78", "W01,79")
    lines = status(council, capsys)
    assert " final " in row(lines, "roads")
    assert " draft, approval void " in row(lines, "care-and-health")
    (told,) = [line for line in lines if line.startswith("care-and-health: ")]
    assert told.partition(" is void: ")[2] == (
        "data/kpis/visits-on-time/observations.csv was changed; data/kpis/visits-on-time/origin.yml was changed."
    )


def test_a_change_that_is_taken_back_leaves_the_approval_as_it_was(approved: Workspace, capsys: Captured) -> None:
    approved.edit("params/committees/roads.yml", "remit: Roads.", "remit: Paths.")
    approved.edit("params/committees/roads.yml", "remit: Paths.", "remit: Roads.")
    assert " final " in row(status(approved, capsys), "roads")


def test_what_nobody_reads_voids_nothing(approved: Workspace, capsys: Captured) -> None:
    approved.write("README.md", "Other words.")
    approved.write(
        "data/kpis/visits-on-time/commentary/2025-26-q1.md", "---\nauthor: Head\ndate: 2025-08-20\n---\n\nOn time.\n"
    )
    assert " final " in row(status(approved, capsys), "roads")


def test_since_when_it_is_void_is_told_once_something_else_was_signed(
    approved: Workspace, sign: Sign, capsys: Captured
) -> None:
    approved.edit("params/committees/roads.yml", "remit: Roads.", "remit: Paths.")
    assert approved.run("build", QUARTER, "-r", "roads", "-f", "html", "--renderer", "embedded") == 0
    assert sign("drafted", ANALYST, 15) == 0
    lines = status(approved, capsys)
    assert (
        f"({short(approved)}) is void, since 15 September 2025 at the latest: params/committees/roads.yml" in lines[-1]
    )
