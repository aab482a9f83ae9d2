"""A pack is left as it is only where a build would make the very same; of what is altered, the right ones are built."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from altered import ALTERED, added, edited
from people import ANALYST, APPROVER, ASSURER, QUARTER, Sign

from helpers.model.periods import Quarter
from helpers.publish.job import Job
from helpers.publish.seen import look, seen
from helpers.publish.server import can_fork
from helpers.publish.unchanged import reasons_to_build
from helpers.store.workspace import open_register

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]
    Alter = Callable[[Workspace, Path, pytest.MonkeyPatch], None]

REPORTS = ("care-and-health", "roads")
BUILD = ("build", QUARTER, "-f", "html", "--renderer", "embedded")
FIGURES = "data/kpis/visits-on-time/observations.csv"
TARGETS = "data/kpis/visits-on-time/targets.csv"
WORDS = "---\nauthor: Head\ndate: 2025-08-20\n---\n\nOn time.\n"
PLAN = "data/kpis/visits-on-time/commentary/2025-26-q1.md"


def due(council: Workspace, **asked: object) -> dict[str, tuple[str, ...]]:
    """Why each of the two packs would be built, of those that would."""
    jobs = [Job(council.root, Quarter(2025, 1), id, ("html",), "embedded") for id in REPORTS]
    found = reasons_to_build(open_register(council.root), [replace(job, **asked) for job in jobs])
    return {name.partition("/")[2]: reasons for name, reasons in found.items() if reasons}


def outputs(council: Workspace) -> dict[str, bytes]:
    folder = council.root / "outputs" / "2025-26-q1"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times(council: Workspace) -> dict[str, int]:
    """When each pack was put in place."""
    return {id: (council.root / "outputs/2025-26-q1" / id / "manifest.json").stat().st_mtime_ns for id in REPORTS}


def test_what_was_just_built_is_left_as_it_is(council: Workspace, capsys: Captured) -> None:
    assert due(council) == {}
    before = times(council)
    assert council.run(*BUILD) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Nothing to build of the 2 packs for 2025-26 Q1: none would differ from what is there."
    assert said[1].startswith("0 built, 2 unchanged, in ")
    assert times(council) == before


@pytest.mark.parametrize("case", ALTERED)
def test_what_every_pack_rests_on_has_every_pack_built(
    case: str, council: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alter, _ = ALTERED[case]
    alter(council, tmp_path / "scratch", monkeypatch)
    assert list(due(council)) == list(REPORTS)


OF_ONE: dict[str, tuple[Alter, tuple[str, ...]]] = {
    "a figure": (
        edited(FIGURES, "W01,78", "W01,79"),
        (f"{FIGURES} was changed", "data/kpis/visits-on-time/origin.yml was changed"),
    ),
    "a target": (edited(TARGETS, "80", "81"), (f"{TARGETS} was changed",)),
    "commentary": (added(PLAN, WORDS), (f"{PLAN} was added",)),
}


@pytest.mark.parametrize("case", OF_ONE)
def test_what_one_pack_rests_on_has_that_one_built(
    case: str, council: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alter, reasons = OF_ONE[case]
    alter(council, tmp_path, monkeypatch)
    assert due(council) == {"care-and-health": reasons}


def test_what_is_built_then_is_what_would_be_built_of_everything(council: Workspace, capsys: Captured) -> None:
    edited(FIGURES, "W01,78", "W01,79")(council, council.root, pytest.MonkeyPatch())
    before, then = times(council), outputs(council)
    assert council.run(*BUILD) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Building 1 of the 2 packs for 2025-26 Q1, 1 at a time."
    assert said[1].startswith(f"  care-and-health: {FIGURES} was changed; ")
    assert times(council)["roads"] == before["roads"]
    now = outputs(council)
    assert now["care-and-health/manifest.json"] != then["care-and-health/manifest.json"]
    assert council.run(*BUILD, "--force") == 0
    assert times(council)["roads"] > before["roads"]
    assert outputs(council) == now


def test_a_change_that_is_taken_back_needs_no_build(council: Workspace) -> None:
    council.edit("params/committees/roads.yml", "remit: Roads.", "remit: Paths.")
    assert list(due(council)) == list(REPORTS)
    council.edit("params/committees/roads.yml", "remit: Paths.", "remit: Roads.")
    assert due(council) == {}


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"formats": ("html", "pdf")}, "there is no pack.pdf"),
        ({"parameters": {"depth": "full"}}, "the parameter depth was added"),
        ({"force": True}, "asked for with --force"),
        ({"strict": True}, "asked for with --strict"),
    ],
)
def test_what_is_asked_for_in_another_way_is_built(asked: dict[str, object], reason: str, council: Workspace) -> None:
    assert due(council, **asked)["roads"][0] == reason


def test_a_sign_off_that_changes_what_the_pages_say_has_the_pack_built(council: Workspace, sign: Sign) -> None:
    assert sign("drafted", ANALYST, 8) == 0
    assert due(council) == {}  # its pages say DRAFT still
    assert sign("reviewed", ASSURER, 9) == 0
    assert due(council) == {"roads": ("its sign-off has changed: it is reviewed",)}
    assert sign("approved", APPROVER, 10) == 0
    assert council.run(*BUILD) == 0
    assert due(council) == {}
    assert sign("seen", ("--by", "Leader", "--role", "Leader", "--note", "to prepare"), 11) == 0
    assert due(council) == {"roads": ("its sign-off has changed: it is final",)}


def test_a_file_of_the_pack_that_was_touched_or_lost_has_it_built(council: Workspace) -> None:
    folder = council.root / "outputs/2025-26-q1/roads"
    page = (folder / "pack.html").read_text(encoding="utf-8")
    (folder / "pack.html").write_text(page.replace("Text", "Test", 1), encoding="utf-8")
    assert due(council) == {"roads": ("pack.html is not as it was built",)}
    (folder / "pack.html").unlink()
    assert due(council) == {"roads": ("pack.html is not as it was built",)}


@pytest.mark.skipif(not can_fork(), reason="processes are copied on Linux only")
def test_a_file_that_was_touched_is_found_by_a_look_before_the_question_too(council: Workspace) -> None:
    folder = council.root.resolve() / "outputs/2025-26-q1"
    page = folder / "roads" / "pack.html"
    as_built, when = page.read_bytes(), page.stat().st_mtime_ns
    page.write_bytes(as_built.replace(b"Text", b"Test", 1))
    os.utime(page, ns=(when, when))
    look(folder)
    assert due(council) == {"roads": ("pack.html is not as it was built",)}
    page.write_bytes(as_built)
    look(folder)
    assert due(council) == {}
    assert seen(folder) == {}  # since it was asked for


def test_a_manifest_that_was_edited_is_not_believed(council: Workspace) -> None:
    path = council.root / "outputs/2025-26-q1/roads/manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["outputs"] = {}
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    assert due(council) == {"roads": ("its manifest is not as it was written",)}
    path.unlink()
    assert due(council) == {"roads": ("its manifest is not as it was written",)}


def test_a_pack_that_was_never_built_says_so(council: Workspace) -> None:
    (council.root / "outputs/2025-26-q1/roads").rename(council.root / "elsewhere")
    assert due(council) == {"roads": ("not built before",)}


def test_a_dry_run_says_what_is_unchanged(council: Workspace, capsys: Captured) -> None:
    edited(FIGURES, "W01,78", "W01,79")(council, council.root, pytest.MonkeyPatch())
    assert council.run(*BUILD, "--dry-run") == 0
    said = capsys.readouterr().out
    assert "  unchanged: it would be left as it is\n" in said
    assert f"  to be built: {FIGURES} was changed; " in said
