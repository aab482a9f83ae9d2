"""The provenance beside each file of figures, and the checksum that ties the two together."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from helpers.errors import Problem, Problems
from helpers.model.provenance import Origin
from helpers.store.parse import Findings, read_record

CHANGED = "the file has changed since its checksum was recorded in origin.yml."


def read_origin(folder: Path, findings: Findings) -> Origin | None:
    """Read a KPI's `origin.yml` and check that `observations.csv` is still the file it describes."""
    origin = read_record(Origin, folder / "origin.yml", findings)
    figures = folder / "observations.csv"
    if origin and figures.is_file() and checksum(figures) != origin.sha256:
        message = CHANGED
        fix = f"Put it back, or if the change is right record it: packs accept {folder.name}"
        findings.add(figures, 0, "", message, fix)
    return origin


def checksum(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal text."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def accept(folder: Path) -> str:
    """Record the present checksum of the folder's figures in its `origin.yml`, and return it.

    Raises Problems when either file is missing.
    """
    figures, origin = folder / "observations.csv", folder / "origin.yml"
    missing = [path.name for path in (figures, origin) if not path.exists()]
    if missing:
        fix = "Both are needed: the figures, and where they come from."
        raise Problems(Problem("", 0, folder.name, f"there is no {name} to record.", fix) for name in missing)
    digest = checksum(figures)
    replace(origin, with_checksum(origin.read_text(encoding="utf-8"), digest))
    return digest


def with_checksum(origin: str, digest: str) -> str:
    """The text of an `origin.yml` with this checksum in it."""
    text, found = re.subn(r"(?m)^sha256:.*$", f"sha256: {digest}", origin)
    return text if found else f"{text.rstrip()}\nsha256: {digest}\n"


def replace(path: Path, text: str) -> None:
    """Write a file whole or not at all: beside it first, then renamed over it."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
