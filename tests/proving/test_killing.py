"""Whoever is killed while a pack is built or kept leaves nothing half there, and the next one finishes.

Fifty whole builds are killed at seeded moments, and others before every single call that changes a file while a pack is
put in place or kept.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from concurrent.futures import wait
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from killed import killed_at
from signed import QUARTER, REPORT, made_from

from helpers.publish.batch import _process
from helpers.publish.build import build, staging
from helpers.publish.hashes import file_hash
from helpers.publish.job import WARM, Job
from helpers.publish.server import can_fork
from helpers.publish.swap import put_all_back
from helpers.publish.verify import verify
from helpers.store.archive import check_objects, keep, missing_objects, read_records
from helpers.store.parse import Findings
from helpers.store.signoff import read_events

if TYPE_CHECKING:
    from conftest import Workspace

pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="a process is forked here, to be killed"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
NEW = {f"{name}.txt": f"new {name}" for name in ("a", "b", "c")}
OLD = {f"{name}.txt": f"old {name}" for name in ("a", "b")}
MOST_CALLS = 40
LONG = 60.0
WHOLE_BUILDS = 50


def held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} if folder.exists() else {}


def put(job: Job, texts: dict[str, str]) -> None:
    with staging(job) as folder:
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("before", [{}, OLD], ids=["nothing there", "a pack there"])
def test_a_build_killed_before_any_change_leaves_the_old_pack_or_the_new_one(
    before: dict[str, str], tmp_path: Path
) -> None:
    """Every call of staging and swapping that changes a file, in turn."""
    seen, kills = [], 0
    for call in range(MOST_CALLS):
        root = tmp_path / str(call)
        job = Job(root, QUARTER, REPORT)
        if before:
            put(job, before)
        if not killed_at(call, lambda job=job: put(job, NEW)):
            break
        kills += 1
        put_all_back(job.folder.parent)
        seen.append(held(job.folder))
        put(job, NEW)
        assert held(job.folder) == NEW
        assert [path.name for path in job.folder.parent.iterdir()] == [REPORT]
    assert kills >= (10 if before else 5)
    assert all(each in (before, NEW) for each in seen)
    assert seen[0] == before


def test_a_pack_whose_place_was_empty_at_the_kill_is_put_back_by_the_next_reader(council: Workspace) -> None:
    folder = council.root / "outputs/2025-26-q1/roads"
    folder.rename(folder.with_name(".roads.old"))
    assert verify(council.root, quick=True).problems == ()
    assert (folder / "pack.html").exists()
    assert [path.name for path in folder.parent.iterdir()] == ["roads"]


def test_a_removal_that_was_cut_short_is_never_taken_for_the_old_pack(tmp_path: Path) -> None:
    job = Job(tmp_path, QUARTER, REPORT)
    put(job, NEW)
    gone = job.folder.with_name(f".{REPORT}.gone")
    gone.mkdir()
    (gone / "a.txt").write_text("old a", encoding="utf-8")
    put_all_back(job.folder.parent)
    put(job, OLD)
    assert held(job.folder) == OLD
    assert not gone.exists()


def test_keeping_that_is_killed_has_a_whole_record_or_none_and_the_next_try_finishes(council: Workspace) -> None:
    """Every call of it that changes a file, in turn, for a record of eight files."""
    root, (record, files) = council.root, made_from(council.root)
    few = {name: files[name] for name in sorted(files)[:8]}
    part = {**record, "inputs": {}, "code": {**record["code"], "files": {name: file_hash(few[name]) for name in few}}}
    part["notebook"] = {**record["notebook"], "name": Path(sorted(few)[0]).name}
    part["notebook"]["sha256"] = file_hash(few[sorted(few)[0]])
    kills = 0
    for call in range(MOST_CALLS):
        for name in ("records", "objects"):
            shutil.rmtree(root / "data/signoff" / name)
        dead = killed_at(call, lambda: keep(root, QUARTER, REPORT, part, few))
        findings = Findings(root)
        kept = read_records(root, findings)
        check_objects(root, findings)
        assert findings.problems == []
        assert len(kept) == 0 if dead else len(kept) == 1
        assert [missing for each in kept for missing in missing_objects(root, each)] == []
        keep(root, QUARTER, REPORT, part, few)
        assert len(read_records(root, findings)) == 1
        assert [path.name for path in (root / "data/signoff").rglob(".*")] == []
        kills += dead
        if not dead:
            break
    assert kills >= 25


def test_whole_builds_killed_at_random_moments_lose_no_pack_and_no_event(council: Workspace) -> None:
    root = council.root
    started = time.monotonic()
    killed_after(LONG, root)
    lasts, chance = time.monotonic() - started, random.Random(109)
    shutil.rmtree(root / "outputs")
    there, events = [], (root / "data/signoff/events.jsonl").read_bytes()
    for _ in range(WHOLE_BUILDS):
        killed_after(lasts * chance.uniform(0.05, 1.0), root)
        found = verify(root, quick=True)
        assert found.problems == ()
        there.append(found.outputs)
    killed_after(LONG, root)
    assert [path.name for path in (root / "outputs/2025-26-q1").iterdir()] == [REPORT]
    manifest = json.loads((root / "outputs/2025-26-q1/roads/manifest.json").read_text(encoding="utf-8"))
    findings = Findings(root)
    assert {each.content_hash for each in read_events(root, findings)} == {manifest["content_hash"]}
    assert (root / "data/signoff/events.jsonl").read_bytes() == events
    assert verify(root, quick=True).problems == ()
    assert there == sorted(there)  # a pack that was there once is never lost


def killed_after(seconds: float, root: Path) -> None:
    """Begin a build in a process as `build_all` has them, and kill it after so many seconds, wherever it is."""
    with _process(WARM, get_context("spawn").Semaphore(0)) as worker:
        pid = worker.submit(os.getpid).result(LONG)
        wait([worker.submit(build, Job(root, QUARTER, REPORT, ("html",), "embedded"))], seconds)
        os.kill(pid, signal.SIGKILL)
