"""What approved reports were made from: a record of each in `data/signoff/records/`, and every file in `objects/`.

A record, `<quarter>/<report>/<content hash>.json`, tells each file by its SHA-256, and `objects/` has the file itself,
once, under that name. Both are written beside their place and then renamed into it, the record last: where there is a
record everything that it names is there, whoever is killed meanwhile.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.errors import Problem, Problems
from helpers.model.periods import Quarter
from helpers.store.lock import locked
from helpers.store.parse import Findings
from helpers.store.signoff import signoff_folder

ADDING = ".adding"  # the one file that is being written
RESTORE = "Put it back as it was, from version control or a backup."


@dataclass(frozen=True)
class Kept:
    """The record of a report with this content hash: what decided what it says, and the hash of its results."""

    quarter: Quarter
    report: str
    content_hash: str
    record: Mapping[str, Any]


def keep(root: Path, quarter: Quarter, report: str, record: Mapping[str, Any], files: Mapping[str, Path]) -> None:
    """Keep the record of an approved report and each of the files that it was made from, once.

    Raises Problems, and keeps no record, when a file that it names by its hash is not among them.
    """
    folder = signoff_folder(root)
    (folder / "objects").mkdir(parents=True, exist_ok=True)
    with locked(folder / "objects", alone=True):
        kept = {_keep_object(root, path.read_bytes()) for path in files.values()}
        lost = [name for name, checksum in recorded_files(record).items() if checksum not in kept]
        if lost:
            fix = "Build the report again."
            raise Problems(Problem(name, 0, "", "it was changed since the report was built.", fix) for name in lost)
        _put(root, record_file(root, quarter, report, record["content_hash"]), record_text(record).encode())


def record_file(root: Path, quarter: Quarter, report: str, content_hash: str) -> Path:
    """Where the record of an approved report is."""
    return signoff_folder(root) / "records" / quarter.id / report / f"{content_hash}.json"


def object_file(root: Path, checksum: str) -> Path:
    """Where the file with this SHA-256 is kept."""
    return signoff_folder(root) / "objects" / checksum[:2] / checksum


def record_text(record: Mapping[str, Any]) -> str:
    """The text of a record, the only one that it can have."""
    return json.dumps(dict(record), indent=1, ensure_ascii=False) + "\n"


def recorded_files(record: Mapping[str, Any]) -> dict[str, str]:
    """Every file that a record names, with its SHA-256: inputs by their path in the workspace, and the project's."""
    notebook = {f"notebooks/{record['notebook']['name']}": record["notebook"]["sha256"]}
    return {**record["inputs"], **notebook, **record["code"]["files"]}


def read_records(root: Path, findings: Findings) -> tuple[Kept, ...]:
    """Every record, in the order of quarter, report and hash; one that cannot be read is a finding."""
    folder = signoff_folder(root) / "records"
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ADDING)
    return tuple(kept for path in paths if (kept := _read(path, folder, findings)))


def check_objects(root: Path, findings: Findings) -> int:
    """Check that every kept file is what its name says; returns how many there are."""
    folder = signoff_folder(root) / "objects"
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ADDING)
    for path in paths:
        if path != object_file(root, hashlib.sha256(path.read_bytes()).hexdigest()):
            findings.add(path, 0, "", "what is in this file is not what its name says: it was edited.", RESTORE)
    return len(paths)


def missing_objects(root: Path, kept: Kept) -> Iterator[tuple[str, Path]]:
    """The files that a record names and that are not kept any more, each with where it should be."""
    for name, checksum in recorded_files(kept.record).items():
        path = object_file(root, checksum)
        if not path.is_file():
            yield name, path


def _read(path: Path, folder: Path, findings: Findings) -> Kept | None:
    try:
        quarter, report = path.parent.relative_to(folder).parts
        record = json.loads(path.read_bytes())
        kept = Kept(Quarter.parse(quarter), report, path.stem, record)
        if path.read_bytes() == record_text(record).encode() and path.suffix == ".json" and recorded_files(record):
            return kept
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    findings.add(path, 0, "", "this record was edited, or is none.", RESTORE)
    return None


def _keep_object(root: Path, content: bytes) -> str:
    checksum = hashlib.sha256(content).hexdigest()
    _put(root, object_file(root, checksum), content)
    return checksum


def _put(root: Path, path: Path, content: bytes) -> None:
    """Write a file in one step, unless it is there."""
    if path.exists():
        return
    adding = signoff_folder(root) / "objects" / ADDING
    with adding.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.parent.mkdir(parents=True, exist_ok=True)
    adding.replace(path)
