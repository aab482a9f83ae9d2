"""Prove what is on record: the chain of events, what approved reports were made from, and what was published.

Each difference is told with the file that it is in. The quick part reads and hashes every file; the rest makes each
approved report again, from its own inputs, notebook and code, and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from helpers.errors import Problem, WorkbookError
from helpers.model.periods import Quarter
from helpers.model.signoff import SignOff, SignOffEvent
from helpers.publish.hashes import file_hash
from helpers.publish.layout import site_folder
from helpers.publish.manifest import content_hash, read_manifest
from helpers.publish.rebuild import approved, verified
from helpers.publish.site import COPIED
from helpers.publish.swap import put_all_back
from helpers.store.archive import RESTORE, Kept, check_objects, missing_objects, read_records, record_file
from helpers.store.parse import Findings
from helpers.store.signoff import read_events

AGAIN = "Build the report again, or put the file back as it was."
SIGNS_OF_A_PACK = ("manifest.json", "results.json", "pack.*")


@dataclass(frozen=True)
class Verified:
    """What was looked at, and everything that is not as it was recorded."""

    problems: tuple[Problem, ...]
    events: int
    records: int
    objects: int
    outputs: int
    rebuilt: int


def verify(
    root: Path, quarter: Quarter | None = None, quick: bool = False, tell: Callable[[str], None] = lambda line: None
) -> Verified:
    """Check all that is on record, and the outputs and approved reports of a quarter, or of all.

    Nothing is made again when it is to be `quick`; otherwise what becomes of each report is told as it ends.
    """
    findings = Findings(root)
    events, records = read_events(root, findings), read_records(root, findings)
    objects = check_objects(root, findings)
    _check_records(root, events, records, findings)
    packs = [(folder, held) for folder, held in _packs(root) if quarter in (None, Quarter.parse(folder.parent.name))]
    for folder, held in packs:
        _check_pack(folder, held, events, findings)
    wanted = () if quick else approved(events, records, quarter)
    for kept in wanted:
        _make_again(root, kept, events, findings, tell)
    problems = tuple(dict.fromkeys(sorted(findings.problems)))
    return Verified(problems, len(events), len(records), objects, len(packs), len(wanted))


def _check_records(root: Path, events: Sequence[SignOffEvent], records: Sequence[Kept], findings: Findings) -> None:
    """Every record is the one that was approved, and every file that it names is kept."""
    results = {(each.quarter, each.report, each.content_hash): each.results_sha256 for each in _approvals(events)}
    for kept in records:
        path = record_file(root, kept.quarter, kept.report, kept.content_hash)
        of = results.get((kept.quarter, kept.report, kept.content_hash), kept.record.get("results_sha256"))
        if not _is_whole(kept.record, kept.content_hash) or kept.record.get("results_sha256") != of:
            findings.add(path, 0, "", "this record is not the one of the approved report: it was edited.", RESTORE)
        for name, place in missing_objects(root, kept):
            findings.add(place, 0, "", f"this file is missing: {name} of an approved report.", RESTORE)
    for quarter, report, approved_hash in results:
        path = record_file(root, quarter, report, approved_hash)
        if not path.exists():
            findings.add(path, 0, "", "the record of an approved report is missing.", RESTORE)


def _approvals(events: Iterable[SignOffEvent]) -> list[SignOffEvent]:
    return [each for each in events if each.kind is SignOff.APPROVED]


def _is_whole(record: Mapping[str, Any], name: str | None) -> bool:
    try:
        return content_hash(record) == record["content_hash"] == name
    except KeyError:
        return False


def _packs(root: Path) -> list[tuple[Path, Callable[[str], bool]]]:
    """The folder of every report in outputs/ and in the site, and which files of a report it holds."""
    holds: list[tuple[Path, Callable[[str], bool]]] = [(root / "outputs", lambda name: True)]
    holds.append((site_folder(root), lambda name: any(fnmatch(name.split("/")[0], pattern) for pattern in COPIED)))
    found = []
    for outputs, held in holds:
        for quarter in sorted(folder for folder in outputs.glob("[!.]*/") if _is_quarter(folder.name)):
            put_all_back(quarter)
            found += [(folder, held) for folder in sorted(quarter.glob("[!.]*/")) if _is_pack(folder)]
    return found


def _is_quarter(name: str) -> bool:
    try:
        return Quarter.parse(name).id == name
    except ValueError:
        return False


def _is_pack(folder: Path) -> bool:
    return any(any(folder.glob(pattern)) for pattern in SIGNS_OF_A_PACK)


def _check_pack(folder: Path, held: Callable[[str], bool], events: Sequence[SignOffEvent], findings: Findings) -> None:
    """Every file of a report is the one that its manifest tells, and its figures are those that were approved."""
    path = folder / "manifest.json"
    manifest = _manifest(path, findings)
    if manifest is None:
        return
    expected = {name: checksum for name, checksum in manifest["outputs"].items() if held(name)}
    for name, checksum in expected.items():
        if not (folder / name).is_file():
            findings.add(folder / name, 0, "", "this file is missing.", AGAIN)
        elif file_hash(folder / name) != checksum:
            findings.add(folder / name, 0, "", "this file is not as it was built.", AGAIN)
    for extra in sorted(each for each in folder.rglob("*") if each.is_file() and each != path):
        if extra.relative_to(folder).as_posix() not in expected:
            findings.add(extra, 0, "", "this file is not part of the report.", "Take it out.")
    for event in _approvals(events):
        if event.content_hash == manifest["content_hash"] and event.results_sha256 != manifest["results_sha256"]:
            findings.add(folder / "results.json", 0, "", "these are not the figures that were approved.", AGAIN)


def _manifest(path: Path, findings: Findings) -> Mapping[str, Any] | None:
    """The manifest, when every byte of it is as it was written."""
    if not path.is_file():
        findings.add(path, 0, "", "this file is missing.", AGAIN)
        return None
    manifest = read_manifest(path)
    if manifest and _is_whole(manifest, manifest.get("content_hash")):
        return manifest
    findings.add(path, 0, "", "this manifest was edited, or is of an earlier version.", AGAIN)
    return None


def _make_again(
    root: Path, kept: Kept, events: Sequence[SignOffEvent], findings: Findings, tell: Callable[[str], None]
) -> None:
    name = f"{kept.quarter.id}/{kept.report}"
    path = record_file(root, kept.quarter, kept.report, kept.content_hash)
    try:
        differences, compared = verified(root, kept, events)
    except WorkbookError as error:
        differences, compared = (f"it cannot be made again: {error}",), 0
    for difference in differences:
        findings.add(path, 0, "", f"made again, {name} is not the same: {difference}.")
    if not differences:
        tell(f"{name}: {in_words(compared)}.")


def in_words(compared: int) -> str:
    """What a report that is the same was compared with."""
    published = f", and so are all {compared} files of the published report" if compared else ""
    return f"made again: the figures and the content hash are the same{published}"
