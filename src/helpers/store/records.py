"""The records of approved reports, `data/signoff/records/`: what each was made from, to be set beside what is now."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from helpers.model.kpi import Kpi
from helpers.model.made_from import MadeFrom
from helpers.model.organisation import Organisation
from helpers.model.periods import Quarter
from helpers.model.record import Record
from helpers.store.parse import Findings, read_yaml, to_record

PACKAGE = Path(__file__).resolve().parents[1]
PUT_BACK = "Put it back from a copy: records are never edited."
APPROVED, WITHDRAWN = "approved", "withdrawn"
R = TypeVar("R", bound=Record)


class _Notebook(BaseModel):
    name: str
    sha256: str


class _Code(BaseModel):
    files: dict[str, str]


class _Written(BaseModel):
    """What is read of a record; the rest is for others."""

    inputs: dict[str, str]
    notebook: _Notebook
    code: _Code
    renderer: dict[str, str] = {}
    versions: dict[str, str]


class _Event(BaseModel):
    """What is read of an event of sign-off."""

    kind: str
    quarter: str
    report: str
    content_hash: str


def latest_records(root: Path, quarter: Quarter, findings: Findings) -> dict[str, MadeFrom]:
    """What each report of a quarter was made from when it was last approved, by the report's id.

    Last is what the events of sign-off say. Without them a report's only record is taken, and of several none.
    """
    approved = _approved(root, quarter)
    folders = sorted(path for path in (root / "data" / "signoff" / "records" / quarter.id).glob("*/"))
    found = {folder.name: _latest(folder, approved.get(folder.name)) for folder in folders}
    read = {report: _read(path, findings) for report, path in found.items() if path}
    return {report: made for report, made in read.items() if made}


def as_it_is(root: Path, made: MadeFrom) -> MadeFrom:
    """What the same report would be made from now, as far as its record names it; code that is new is added."""
    own = root / "notebooks" / made.notebook
    notebook = own if own.exists() else PACKAGE.parents[1] / "notebooks" / made.notebook
    return MadeFrom(
        {name: _checksum(root / name) for name in made.inputs},
        made.notebook,
        _checksum(notebook),
        {path.relative_to(PACKAGE).as_posix(): _checksum(path) for path in _code()},
        {name: _version(name) or told for name, told in made.versions.items()},
    )


def kept_kpi(root: Path, sha256: str) -> Kpi | None:
    """The definition that was kept under this checksum; None when it was not kept, or cannot be read any more."""
    return _kept(Kpi, root, sha256)


def kept_organisation(root: Path, sha256: str) -> Organisation | None:
    """The settings that were kept under this checksum; None when they were not kept, or cannot be read any more."""
    return _kept(Organisation, root, sha256)


def _kept(kind: type[R], root: Path, sha256: str) -> R | None:
    path, findings = root / "data" / "signoff" / "objects" / sha256[:2] / sha256, Findings(root)
    document = read_yaml(path, findings) if sha256 and _checksum(path) == sha256 else None
    return to_record(kind, document, findings) if document else None


def _approved(root: Path, quarter: Quarter) -> dict[str, str]:
    """The content hash that each report of a quarter stands approved with; empty where that was withdrawn."""
    path = root / "data" / "signoff" / "events.jsonl"
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    events = [event for line in lines if (event := _event(line)) and event.quarter in (str(quarter), quarter.id)]
    standing: dict[str, str] = {}
    for each in events:
        if each.kind == APPROVED:
            standing[each.report] = each.content_hash
        elif each.kind == WITHDRAWN and standing.get(each.report) == each.content_hash:
            standing[each.report] = ""
    return standing


def _latest(folder: Path, content_hash: str | None) -> Path | None:
    paths = sorted(folder.glob("*.json"))
    if content_hash is None:
        return paths[0] if len(paths) == 1 else None
    return next((path for path in paths if path.stem == content_hash), None)


def _read(path: Path, findings: Findings) -> MadeFrom | None:
    try:
        record = _Written.model_validate_json(path.read_bytes())
    except ValidationError:
        findings.add(path, 0, "", "this is not the record of a report.", PUT_BACK)
        return None
    renderer = {f"renderer {name}": told for name, told in record.renderer.items()}
    code = dict(_in_package(record.code.files))
    notebook = record.notebook
    return MadeFrom(record.inputs, notebook.name, notebook.sha256, code, record.versions | renderer)


def _in_package(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each file of code by its path in the package, wherever the path was written from."""
    for name, checksum in files.items():
        yield name.removeprefix("src/").removeprefix("helpers/"), checksum


def _event(line: str) -> _Event | None:
    """The event that a line tells; None when it tells none, which is for the check of sign-off to say."""
    try:
        return _Event.model_validate_json(line)
    except ValidationError:
        return None


def _code() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _version(name: str) -> str:
    """The version that is installed, empty where that cannot be told."""
    try:
        return platform.python_version() if name == "python" else version(name)
    except PackageNotFoundError:
        return ""


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
