"""An approval is void once anything that decides the report is changed, and `packs status` says what."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from people import ANALYST, APPROVER, ASSURER, QUARTER, Sign

from helpers.publish import hashes
from helpers.publish.render.embedded import Embedded

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]
    Patch = pytest.MonkeyPatch

FIRST = sorted(hashes.PACKAGES)[:5]
LATER = "quarter: 2025-26 Q3\ndata_cut_off: 2026-02-27\npublication: 2026-03-12\n"
VOID = "roads: the approval by Avi Approver on 10 September 2025 ({short}) is void: {changed}."


def status(council: Workspace, capsys: Captured, on: str = "2025-09-11") -> list[str]:
    capsys.readouterr()
    assert council.run("status", QUARTER, "--on", on) == 0
    return capsys.readouterr().out.splitlines()


def row(lines: list[str], report: str) -> str:
    return " ".join(next(line for line in lines if line.startswith(f"{report} ")).split())


def short(council: Workspace) -> str:
    return next((council.root / "data/signoff/records/2025-26-q1/roads").iterdir()).stem[:12]


def edited(path: str, old: str, new: str) -> Callable[[Workspace, Path, Patch], None]:
    return lambda council, scratch, patch: council.edit(path, old, new)


def added(path: str, text: str) -> Callable[[Workspace, Path, Patch], None]:
    return lambda council, scratch, patch: council.write(path, text) and None


def taken_away(path: str) -> Callable[[Workspace, Path, Patch], None]:
    return lambda council, scratch, patch: (council.root / path).unlink()


def with_rule_changed(council: Workspace, scratch: Path, patch: Patch) -> None:
    shutil.copytree(hashes.PROJECT / "src" / "helpers", scratch / "src" / "helpers")
    rule = scratch / "src/helpers/rules/status.py"
    rule.write_text(rule.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    patch.setattr(hashes, "PROJECT", scratch)


def with_rule_added(council: Workspace, scratch: Path, patch: Patch) -> None:
    with_rule_changed(council, scratch, patch)
    shutil.copy(hashes.PROJECT / "src/helpers/rules/exact.py", scratch / "src/helpers/rules/inexact.py")


ALTERED: dict[str, tuple[Callable[[Workspace, Path, Patch], None], str]] = {
    "the organisation": (
        edited("params/organisation.yml", "short_name: Westmarch", "short_name: Marches"),
        "params/organisation.yml was changed",
    ),
    "the committee": (
        edited("params/committees/roads.yml", "remit: Roads.", "remit: Paths."),
        "params/committees/roads.yml was changed",
    ),
    "a quarter's dates": (
        edited("params/quarters/2025-26-q1.yml", "2025-09-12", "2025-09-15"),
        "params/quarters/2025-26-q1.yml was changed",
    ),
    "a quarter added": (
        added("params/quarters/2025-26-q3.yml", LATER),
        "params/quarters/2025-26-q3.yml was added",
    ),
    "a quarter taken away": (
        taken_away("params/quarters/2024-25-q4.yml"), "params/quarters/2024-25-q4.yml was taken away",
    ),
    "the minutes": (edited("data/meetings/meetings.csv", "MT 14", "MT 15"), "data/meetings/meetings.csv was changed"),
    "the notebook": (
        edited("notebooks/03_committee_pack.ipynb", '"Text."', '"Other text."'),
        "the notebook 03_committee_pack.ipynb was changed",
    ),
    "a rule": (with_rule_changed, "the rules: src/helpers/rules/status.py was changed"),
    "rules, one of them new": (
        with_rule_added,
        "the rules: src/helpers/rules/inexact.py was added; the rules: src/helpers/rules/status.py was changed",
    ),
    "the renderer": (
        lambda council, scratch, patch: patch.setattr(Embedded, "version", lambda self: "pandoc 99"),
        f"the renderer’s version was changed from {Embedded().version()} to pandoc 99",
    ),
    "a package": (
        lambda council, scratch, patch: patch.setattr(hashes, "version", lambda name: "99"),
        "; ".join(f"the version of {name} was changed from {version(name)} to 99" for name in FIRST) + "; and 4 more",
    ),
}  # fmt: skip


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
