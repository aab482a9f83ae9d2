"""The same inputs give the same bytes, and nothing of the machine or the clock is in a pack."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from helpers.model.periods import Quarter
from helpers.publish.batch import build_all
from helpers.publish.job import COLD, Built, Job

PROJECT = Path(__file__).parents[2]
QUARTER = Quarter(2025, 1)
REPORTS = ("highways-and-transport", "corporate", "public-health-directorate-2025-06")


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another copy of the workspace, in another folder."""
    root = tmp_path_factory.mktemp("a-second-copy")
    for name in ("params", "data"):
        shutil.copytree(PROJECT / name, root / name)
    return root


@pytest.mark.parametrize("report", REPORTS)
def test_warm_kernels_and_two_workers_give_the_bytes_of_a_cold_one_and_one(
    report: str, demonstration: Path, another: Path
) -> None:
    first = hashes(demonstration / "outputs" / QUARTER.id / report)
    job = Job(another, QUARTER, report, renderer="embedded", engine=COLD)
    assert [type(outcome) for outcome in build_all([job], 1, lambda outcome: None)] == [Built]
    made = {"pack.html", "pack.pdf", "pack.docx", "summary.pdf"}
    assert {*made, "pack.ipynb", "notebook.html", "manifest.json"} <= set(first)
    assert hashes(job.folder) == first


def test_no_path_of_the_machine_is_in_a_pack(pack) -> None:
    for path in pack.folder.rglob("*"):
        if path.is_file():
            assert str(pack.root).encode() not in path.read_bytes(), path.name
            assert str(Path.home()).encode() + b"/" not in path.read_bytes(), path.name


def test_no_time_of_day_is_in_a_pack(pack) -> None:
    for name in ("pack.html", "pack.qmd", "pack.ipynb", "results.json", "manifest.json"):
        text = (pack.folder / name).read_text(encoding="utf-8")
        assert re.search(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", text) is None, name
