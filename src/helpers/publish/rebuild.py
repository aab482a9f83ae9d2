"""Make an approved report again, from its own inputs, notebook and code, and say whether it is what was approved."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from helpers.errors import BuildError, Problem, Problems, did_you_mean
from helpers.model.periods import Quarter
from helpers.model.signoff import SignOff, SignOffEvent
from helpers.publish.hashes import file_hash
from helpers.publish.layout import pack_folder
from helpers.publish.manifest import content_hash, differences
from helpers.publish.render.formats import FORMATS
from helpers.publish.swap import swap
from helpers.rules.signoff import approvals
from helpers.store.archive import RESTORE, Kept, object_file, read_records, recorded_files
from helpers.store.parse import Findings
from helpers.store.signoff import EVENTS, HEAD, Chain, of_report, read_events, signoff_folder

BUILD = """\
import json, sys
from pathlib import Path
from helpers.errors import WorkbookError
from helpers.model.periods import Quarter
from helpers.publish.build import Job, build
root, quarter, report, formats, renderer, parameters = json.loads(sys.argv[1])
try:
    build(Job(Path(root), Quarter.parse(quarter), report, tuple(formats), renderer, parameters))
except WorkbookError as error:
    sys.exit(str(error))
"""


@dataclass(frozen=True)
class Rebuilt:
    """An approved report that was made again, in `folder`.

    `differences` has what is not the same as it was, in plain sentences without a full stop; `compared` counts the
    files of the published report that it was compared with byte for byte, none when outputs/ has it no more.
    """

    kept: Kept
    folder: Path
    differences: tuple[str, ...]
    compared: int

    @property
    def name(self) -> str:
        """The report's name in messages, for example 2025-26-q1/planning."""
        return f"{self.kept.quarter.id}/{self.kept.report}"


def approved(
    events: Sequence[SignOffEvent], records: Sequence[Kept], quarter: Quarter | None = None
) -> tuple[Kept, ...]:
    """The records of what was approved and never withdrawn, of a quarter or of all, the latest approval first."""
    of = {(each.quarter, each.report, each.content_hash): each for each in records}
    wanted = dict.fromkeys((each.quarter, each.report, each.content_hash) for each in approvals(events))
    return tuple(of[each] for each in wanted if each in of and quarter in (None, each[0]))


def rebuild(root: Path, quarter: Quarter, report: str | None, to: Path | None, over: bool) -> Iterator[Rebuilt]:
    """Make the approved reports of a quarter, or one of them, again, each in a folder of its name in `to`.

    That is `outputs/rebuilt/<quarter>/` unless told. Raises Problems when there is no such approved report, what it was
    made from is not whole, or its folder is there already and is not to be written `over`; BuildError when it fails.
    """
    findings = Findings(root)
    events, records = read_events(root, findings), read_records(root, findings)
    findings.raise_any()
    found = {each.report: each for each in reversed(approved(events, records, quarter))}
    wanted = _wanted(found, quarter, report)
    folder = to or root / "outputs" / "rebuilt" / quarter.id
    taken = [folder / each.report for each in wanted if (folder / each.report).exists()]
    if taken and not over:
        fix = "Give another folder with --to, or say --over to replace it."
        raise Problems(Problem("", 0, "to", f"{place} is there already.", fix) for place in taken)
    for kept in wanted:
        with TemporaryDirectory(prefix="rebuilt-") as temporary:
            published = _published(root, kept)
            made = make(root, kept, events, _formats(published) or FORMATS, Path(temporary))
            yield Rebuilt(kept, _put(made, folder / kept.report), *compare(kept, published, made))


def make(root: Path, kept: Kept, events: Sequence[SignOffEvent], formats: Sequence[str], into: Path) -> Path:
    """Lay out what a report was made from in this folder and build it there; returns the folder of the report.

    Raises Problems when what it was made from is not whole, and BuildError when it cannot be built.
    """
    workspace, project = into / "workspace", into / "project"
    _lay_out(root, kept, workspace, project)
    _lay_out_events(root, kept, events, workspace)
    given = [str(workspace), str(kept.quarter), kept.report, list(formats), _renderer(kept), kept.record["parameters"]]
    done = subprocess.run(
        [sys.executable, "-c", BUILD, json.dumps(given)], cwd=workspace, capture_output=True, text=True, check=False,
        encoding="utf-8", env={**os.environ, "PYTHONPATH": str(project / "src"), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    if done.returncode:
        cause = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "it stopped without a word"
        raise BuildError(f"{kept.quarter.id}/{kept.report}", "making it again", cause)
    return pack_folder(workspace, kept.quarter, kept.report)


def compare(kept: Kept, published: Mapping[str, Any] | None, made: Path) -> tuple[tuple[str, ...], int]:
    """What of the report that was made again is not as it was, and with how many published files it was compared."""
    manifest = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    told = []
    if file_hash(made / "results.json") != kept.record["results_sha256"]:
        told.append("the figures (results.json) are not the same")
    if manifest["content_hash"] != kept.content_hash:
        told += differences(kept.record, manifest)
    if published is None or published.get("stage") != manifest.get("stage"):
        return tuple(told), 0
    names = sorted({*published["outputs"], *manifest["outputs"]})
    other = [name for name in names if published["outputs"].get(name) != manifest["outputs"].get(name)]
    return (*told, *(f"{name} is not the same, byte for byte" for name in other)), len(names)


def verified(root: Path, kept: Kept, events: Sequence[SignOffEvent]) -> tuple[tuple[str, ...], int]:
    """What is not the same when the report is made again, nothing of which is kept; raises as `make` does.

    It is made in the formats that it was published in, or as web pages when outputs/ has it no more.
    """
    published = _published(root, kept)
    with TemporaryDirectory(prefix="rebuilt-") as temporary:
        made = make(root, kept, events, _formats(published) or ("html",), Path(temporary))
        return compare(kept, published, made)


def _wanted(found: Mapping[str, Kept], quarter: Quarter, report: str | None) -> list[Kept]:
    if not found:
        raise Problems([Problem("", 0, "quarter", f"no report for {quarter} is approved.")])
    if report and report not in found:
        message = f"no report “{report}” for {quarter} is approved."
        raise Problems([Problem("", 0, "report", message, did_you_mean(report, sorted(found)))])
    return [found[report]] if report else [found[id] for id in sorted(found)]


def _published(root: Path, kept: Kept) -> Mapping[str, Any] | None:
    """The manifest of the report in outputs/, when that is the very content that was approved."""
    try:
        path = pack_folder(root, kept.quarter, kept.report) / "manifest.json"
        manifest: Mapping[str, Any] = json.loads(path.read_bytes())
        return manifest if manifest["content_hash"] == kept.content_hash else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _formats(published: Mapping[str, Any] | None) -> tuple[str, ...]:
    return tuple(each for each in FORMATS if f"pack.{each}" in (published or {}).get("outputs", {}))


def _renderer(kept: Kept) -> str:
    """The renderer that made it or, where Quarto is not there any more, the embedded one: its figures can be proved."""
    name: str = kept.record["renderer"]["name"]
    return "embedded" if name == "quarto" and not shutil.which("quarto") else name


def _lay_out(root: Path, kept: Kept, workspace: Path, project: Path) -> None:
    record, missing = kept.record, []
    if content_hash(record) != kept.content_hash:
        raise Problems([Problem(kept.report, 0, "", "its record was edited.", RESTORE)])
    for name, checksum in recorded_files(record).items():
        own = name in record["inputs"] or (name.startswith("notebooks/") and record["notebook"]["of"] == "workspace")
        content, target = _object(root, checksum), (workspace if own else project) / name
        if content is None:
            shown = object_file(root, checksum).relative_to(root).as_posix()
            missing.append(Problem(shown, 0, "", f"{name} as it was is not kept whole.", RESTORE))
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    if missing:
        raise Problems(missing)


def _object(root: Path, checksum: str) -> bytes | None:
    path = object_file(root, checksum)
    content = path.read_bytes() if path.is_file() else b""
    return content if sha256(content).hexdigest() == checksum else None


def _lay_out_events(root: Path, kept: Kept, events: Sequence[SignOffEvent], workspace: Path) -> None:
    """The record of sign-off as it stood at the last event of this content, so that its pages say the same."""
    own = [each.number for each in of_report(events, kept.quarter, kept.report) if _is_of(kept, each)]
    lines = (signoff_folder(root) / EVENTS).read_text(encoding="utf-8").split("\n")[: max(own, default=0)]
    folder, chain = signoff_folder(workspace), Chain(tuple(lines))
    folder.mkdir(parents=True)
    (folder / EVENTS).write_text(chain.text, encoding="utf-8", newline="\n")
    (folder / HEAD).write_text(chain.head, encoding="utf-8", newline="\n")


def _is_of(kept: Kept, event: SignOffEvent) -> bool:
    return event.content_hash == kept.content_hash and event.kind is not SignOff.WITHDRAWN


def _put(made: Path, place: Path) -> Path:
    beside = place.with_name(f".{place.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(made, beside)
    swap(beside, place)
    return place
