"""What an approved report was made from is kept once, whole, and never a record without its files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from helpers.errors import Problems
from helpers.model.periods import Quarter
from helpers.store.archive import check_objects, keep, missing_objects, object_file, read_records, record_file
from helpers.store.parse import Findings

QUARTER = Quarter(2025, 1)
HASH = "c" * 64


def record_of(files: dict[str, Path]) -> dict:
    sums = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    return {
        "content_hash": HASH,
        "inputs": {"data/a.csv": sums["data/a.csv"]},
        "notebook": {"name": "n.ipynb", "sha256": sums["notebooks/n.ipynb"]},
        "code": {"files": {"src/c.py": sums["src/c.py"]}},
    }


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    made = {name: tmp_path / Path(name).name for name in ("data/a.csv", "notebooks/n.ipynb", "src/c.py")}
    for name, path in made.items():
        path.write_text(f"this is {name}", encoding="utf-8")
    return made


def kept_files(root: Path) -> dict[str, bytes]:
    found = (path for path in sorted((root / "data").rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_each_file_is_kept_under_its_hash_and_the_record_under_its_own(files: dict[str, Path], tmp_path: Path) -> None:
    record, findings = record_of(files), Findings(tmp_path)
    keep(tmp_path, QUARTER, "roads", record, files)
    assert object_file(tmp_path, record["inputs"]["data/a.csv"]).read_text(encoding="utf-8") == "this is data/a.csv"
    (kept,) = read_records(tmp_path, findings)
    assert (kept.quarter, kept.report, kept.content_hash, kept.record) == (QUARTER, "roads", HASH, record)
    assert (check_objects(tmp_path, findings), list(missing_objects(tmp_path, kept))) == (3, [])
    assert findings.problems == []


def test_what_is_kept_already_is_not_kept_twice(files: dict[str, Path], tmp_path: Path) -> None:
    keep(tmp_path, QUARTER, "roads", record_of(files), files)
    before = kept_files(tmp_path)
    keep(tmp_path, QUARTER, "roads", record_of(files), files)
    assert kept_files(tmp_path) == before
    keep(tmp_path, QUARTER, "care", record_of(files), files)
    assert len(kept_files(tmp_path)) == len(before) + 1


def test_a_file_that_changed_since_the_report_was_built_is_refused(files: dict[str, Path], tmp_path: Path) -> None:
    record = record_of(files)
    files["data/a.csv"].write_text("another", encoding="utf-8")
    with pytest.raises(Problems) as raised:
        keep(tmp_path, QUARTER, "roads", record, files)
    assert str(raised.value).splitlines()[1:] == [
        "  data/a.csv: it was changed since the report was built. Build the report again."
    ]
    assert not record_file(tmp_path, QUARTER, "roads", HASH).exists()


def test_an_edited_file_a_missing_one_and_an_edited_record_are_each_named(
    files: dict[str, Path], tmp_path: Path
) -> None:
    record, findings = record_of(files), Findings(tmp_path)
    keep(tmp_path, QUARTER, "roads", record, files)
    gone, edited = (object_file(tmp_path, record[kind]["sha256" if kind == "notebook" else "data/a.csv"])
                    for kind in ("notebook", "inputs"))  # fmt: skip
    gone.unlink()
    edited.write_text("this is data/a.csw", encoding="utf-8")
    (kept,) = read_records(tmp_path, findings)
    assert list(missing_objects(tmp_path, kept)) == [("notebooks/n.ipynb", gone)]
    check_objects(tmp_path, findings)
    path = record_file(tmp_path, QUARTER, "roads", HASH)
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert read_records(tmp_path, findings) == ()
    assert [problem.file for problem in findings.problems] == [
        edited.relative_to(tmp_path).as_posix(), path.relative_to(tmp_path).as_posix(),
    ]  # fmt: skip
