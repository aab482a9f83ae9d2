"""Build and approve a pack, as the commands do."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from helpers.model.periods import Quarter
from helpers.model.signoff import SIGNED, Signing
from helpers.publish.build import build
from helpers.publish.job import Job
from helpers.publish.layout import PROJECT, notebook, pack_folder
from helpers.publish.manifest import DECIDING
from helpers.store.archive import keep, recorded_files
from helpers.store.signoff import add_events

QUARTER = Quarter(2025, 1)
REPORT = "roads"
PEOPLE = ("Ann Analyst", "Ash Assurer", "Avi Approver")


def build_pack(root: Path, report: str = REPORT) -> Path:
    """Build the report as a web page; returns its folder."""
    build(Job(root, QUARTER, report, ("html",), "embedded"))
    return pack_folder(root, QUARTER, report)


def approve(root: Path, report: str = REPORT, day: int = 8) -> str:
    """Record three signatures, keeping what it was built from before the last; returns its content hash."""
    record, files = made_from(root, report)
    told = {"quarter": QUARTER, "report": report, "role": "Officer", "on": date(2025, 9, day)}
    of = {"content_hash": record["content_hash"], "results_sha256": record["results_sha256"]}
    signings = [Signing(kind=kind, who=who, **told, **of) for kind, who in zip(SIGNED, PEOPLE, strict=True)]
    add_events(root, lambda events: signings[:2])
    keep(root, QUARTER, report, record, files)
    add_events(root, lambda events: signings[2:])
    return str(record["content_hash"])


def made_from(root: Path, report: str = REPORT) -> tuple[dict, dict[str, Path]]:
    """The record of the report as it was last built, and the files that it names."""
    manifest = json.loads((pack_folder(root, QUARTER, report) / "manifest.json").read_text(encoding="utf-8"))
    record = {name: manifest[name] for name in ("content_hash", *DECIDING, "results_sha256")}
    files = {name: root / name if name in record["inputs"] else PROJECT / name for name in recorded_files(record)}
    source = notebook(root, record["notebook"]["name"])
    return record, files | {f"notebooks/{source.name}": source}
