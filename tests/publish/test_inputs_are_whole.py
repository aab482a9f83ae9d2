"""A report's inputs are every file that its notebook reads, and every file that it would read if it were there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from helpers.model.periods import Quarter
from helpers.publish.reports import find_report
from helpers.publish.runner import run
from helpers.store.workspace import open_register

PROJECT = Path(__file__).parents[2]
QUARTER = Quarter(2025, 1)
LISTEN = """
import atexit, json, os, sys
asked, root, stat = set(), os.path.realpath(workspace), os.stat
def note(path):
    if isinstance(path, (str, os.PathLike)) and os.path.abspath(path).startswith(root + os.sep):
        asked.add(os.path.relpath(os.path.abspath(path), root))
def noting(path, *given, **named):
    note(path)
    return stat(path, *given, **named)
os.stat = noting
sys.addaudithook(lambda event, given: note(given[0]) if event == "open" else None)
"""
TELL = 'os.stat = stat; open(os.path.join(root, "asked.json"), "w").write(json.dumps(sorted(asked)))'


def asked_for(root: Path, report: str) -> set[str]:
    """The paths in the workspace that a report's notebook opens, or asks whether they are there."""
    found = find_report(open_register(root), report, QUARTER)
    source = nbformat.read(PROJECT / "notebooks" / found.notebook, as_version=4)
    first = next(index for index, cell in enumerate(source.cells) if "parameters" in cell.metadata.get("tags", []))
    source.cells.insert(first + 1, nbformat.v4.new_code_cell(LISTEN, id="listen"))
    source.cells.append(nbformat.v4.new_code_cell(TELL, id="tell"))
    listening = root / found.notebook
    nbformat.write(source, listening)
    run(listening, root, {**found.parameters, "quarter": str(QUARTER)}, root / "executed.ipynb")
    asked = set(json.loads((root / "asked.json").read_text(encoding="utf-8")))
    return {name for name in asked if name.startswith(("data/", "params/"))}


REPORTS = ["adults-and-health", "public-health-directorate-2025-06", "corporate", "projects-and-risk"]


@pytest.mark.parametrize("report", REPORTS)
def test_the_inputs_are_all_that_the_notebook_reads_or_would_read(report: str, tmp_path: Path) -> None:
    for name in ("params", "data"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    register, asked = open_register(tmp_path), asked_for(tmp_path, report)
    read = {name for name in asked if (tmp_path / name).is_file()}
    missing = {name for name in asked if not (tmp_path / name).exists() and Path(name).suffix}
    assert len(read) > 20
    for name in missing:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    inputs = find_report(register, report, QUARTER).inputs(register, QUARTER)
    assert read | missing <= {path.relative_to(tmp_path).as_posix() for path in inputs}
