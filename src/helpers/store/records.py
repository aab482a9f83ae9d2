"""What an approved report was made from, as its record tells it, and what it would be made from now."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

from helpers.model.kpi import Kpi
from helpers.model.made_from import MadeFrom
from helpers.model.organisation import Organisation
from helpers.model.record import Record
from helpers.store.archive import object_file
from helpers.store.parse import Findings, read_yaml, to_record

PACKAGE = Path(__file__).resolve().parents[1]
R = TypeVar("R", bound=Record)


def made_from(record: Mapping[str, Any]) -> MadeFrom:
    """What a record says that a report was made from, with the code by its path in the package."""
    renderer = {f"renderer {name}": told for name, told in record["renderer"].items()}
    code = {name.removeprefix("src/helpers/"): checksum for name, checksum in record["code"]["files"].items()}
    notebook = record["notebook"]
    return MadeFrom(record["inputs"], notebook["name"], notebook["sha256"], code, record["versions"] | renderer)


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
    path, findings = object_file(root, sha256), Findings(root)
    document = read_yaml(path, findings) if sha256 and _checksum(path) == sha256 else None
    return to_record(kind, document, findings) if document else None


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
