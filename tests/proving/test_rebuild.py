"""An approved report is made again from its own inputs, notebook and code, whatever has become of them since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from signed import QUARTER, REPORT, approve, build_pack

from helpers.errors import Problems
from helpers.publish.hashes import file_hash
from helpers.publish.manifest import manifest_text
from helpers.publish.rebuild import rebuild
from helpers.publish.verify import verify
from helpers.store.archive import object_file, record_file

if TYPE_CHECKING:
    from conftest import Workspace

SAME = "made again: the figures and the content hash are the same"


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def revise(council: Workspace) -> None:
    """A later figure, another name of the committee, and another notebook, so that a build now says something else."""
    council.edit("data/kpis/potholes/observations.csv", "2025-26 Q1,W01,78", "2025-26 Q1,W01,87")
    council.edit("params/committees/roads.yml", "Roads Committee", "Highways Committee")
    council.edit("notebooks/03_committee_pack.ipynb", "# Summary", "# In short")


def forget(council: Workspace) -> dict[str, bytes]:
    """Take outputs/ away; returns what the published pack held."""
    folder = council.root / "outputs" / QUARTER.id / REPORT
    published = contents(folder)
    (council.root / "outputs").rename(council.root.parent / "published")
    return published


def test_it_is_made_again_to_the_byte_after_its_inputs_and_notebook_have_changed(
    council: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    published = forget(council)
    revise(council)
    assert council.run("rebuild", "2025-26 Q1", "--to", str(council.root / "again")) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"2025-26-q1/roads: {SAME}."
    made = contents(council.root / "again" / REPORT)
    assert {name: made[name] for name in published} == published


def test_every_published_file_is_compared(council: Workspace) -> None:
    (made,) = rebuild(council.root, QUARTER, REPORT, None, over=False)
    assert (made.differences, made.compared) == ((), len(contents(council.root / "outputs/2025-26-q1/roads")))
    assert made.folder == council.root / "outputs/rebuilt/2025-26-q1/roads"


def test_an_approval_of_an_older_hash_verifies_from_its_record_beside_the_newer_one(council: Workspace) -> None:
    revise(council)
    build_pack(council.root)
    approve(council.root, day=20)
    build_pack(council.root)
    told: list[str] = []
    found = verify(council.root, tell=told.append)
    assert (found.problems, found.records, found.rebuilt) == ((), 2, 2)
    files = len(contents(council.root / "outputs/2025-26-q1/roads"))
    assert told == [
        f"2025-26-q1/roads: {SAME}, and so are all {files} files of the published report.",
        f"2025-26-q1/roads: {SAME}.",
    ]


def test_figures_that_come_out_otherwise_are_named(council: Workspace) -> None:
    """As when a library that is not recorded changes a figure: here the approval itself is of other figures."""
    manifest_file = council.root / "outputs/2025-26-q1/roads/manifest.json"
    manifest = json.loads(manifest_file.read_text(encoding="utf-8"))
    signed = council.root / "data/signoff"
    for path in (signed / "events.jsonl", signed / "head.json"):
        path.unlink()
    (path,) = (signed / "records/2025-26-q1/roads").iterdir()
    path.unlink()
    manifest["results_sha256"] = "0" * 64
    manifest_file.write_text(json.dumps(manifest), encoding="utf-8")
    for folder in ("records", "objects"):
        (signed / folder).rename(council.root / folder)
    approve(council.root)
    (made,) = rebuild(council.root, QUARTER, REPORT, council.root / "again", over=False)
    assert made.differences == ("the figures (results.json) are not the same",)


def test_a_published_file_that_was_edited_is_not_what_comes_out(council: Workspace) -> None:
    folder = council.root / "outputs/2025-26-q1/roads"
    (folder / "pack.html").write_text("<p>All is well.</p>", encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["outputs"]["pack.html"] = file_hash(folder / "pack.html")
    (folder / "manifest.json").write_text(manifest_text(manifest), encoding="utf-8")
    assert verify(council.root, quick=True).problems == ()
    (problem,) = verify(council.root).problems
    assert problem.message == (
        "made again, 2025-26-q1/roads is not the same: pack.html is not the same, byte for byte."
    )


def test_an_input_that_is_not_kept_whole_is_named(council: Workspace) -> None:
    (path,) = (council.root / "data/signoff/records/2025-26-q1/roads").iterdir()
    record = json.loads(path.read_text(encoding="utf-8"))
    kept = object_file(council.root, record["inputs"]["params/organisation.yml"])
    kept.write_bytes(kept.read_bytes() + b" ")
    with pytest.raises(Problems) as raised:
        list(rebuild(council.root, QUARTER, REPORT, None, over=False))
    name = kept.relative_to(council.root).as_posix()
    assert f"{name}: params/organisation.yml as it was is not kept whole." in str(raised.value)
    assert path == record_file(council.root, QUARTER, REPORT, record["content_hash"])


def test_what_is_there_already_is_not_replaced_unless_told(
    council: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    before = council.files()
    assert council.run("rebuild", "2025-26 Q1", "--to", str(council.root / "outputs/2025-26-q1")) == 1
    assert "is there already. Give another folder with --to, or say --over to replace it." in capsys.readouterr().err
    assert council.files() == before


def test_what_is_not_approved_cannot_be_made_again(council: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert council.run("rebuild", "2025-26 Q1", "--report", "raods") == 1
    assert "no report “raods” for 2025-26 Q1 is approved. Did you mean “roads”?" in capsys.readouterr().err
    assert council.run("rebuild", "2025-26 Q2") == 1
    assert "no report for 2025-26 Q2 is approved." in capsys.readouterr().err
