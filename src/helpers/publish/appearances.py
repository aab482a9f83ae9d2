"""Where a KPI appears in the reports of a quarter, as far as these are built."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf

from helpers.analysis.tracing import Appearance, SourceFile
from helpers.model.kpi import Kpi
from helpers.model.periods import Quarter
from helpers.publish.layout import pack_folder
from helpers.publish.reports import Report, reports
from helpers.store.register import Register

SECTION = r"{{#sec-{}[ }}]"  # what the heading of an indicator's page ends with


def appearances(register: Register, quarter: Quarter, kpi: Kpi, files: Sequence[SourceFile]) -> tuple[Appearance, ...]:
    """Every report on the quarter that holds the KPI, or will when it is built. `files` are those of the KPI now.

    Editions within the quarter are left out: their figures are those of an earlier day.
    """
    if not kpi.reported_in(quarter):
        return ()
    on_it = [each for each in reports(register, quarter).values() if each.edition is None]
    found = (_appearance(register, quarter, kpi, each, files) for each in on_it)
    return tuple(each for each in found if each)


def _appearance(
    register: Register, quarter: Quarter, kpi: Kpi, report: Report, files: Sequence[SourceFile]
) -> Appearance | None:
    folder = pack_folder(register.root, quarter, report.id)
    place = folder.relative_to(register.root).as_posix()
    if not (folder / "manifest.json").exists():
        holds = report.rests_on(f"data/kpis/{kpi.id}/observations.csv", register, quarter)
        return Appearance(report.title, place) if holds and _is_shown(register, report, kpi) else None
    manifest, results = _read(folder / "manifest.json"), _read(folder / "results.json")
    said = next((each for each in results.get("indicators", []) if each["kpi"] == kpi.id), None)
    if said is None:
        return None
    holding = _holding(folder, kpi)
    return Appearance(
        report.title,
        place,
        manifest["content_hash"],
        tuple(_printed(holding, kpi)),
        tuple(path.name for each in holding if (path := each.with_suffix(".html")).exists()),
        tuple(_tables(folder, kpi)),
        said["status"],
        said["latest"]["value"] if said["latest"] else None,
        tuple(_changed(manifest["inputs"], files)),
    )


def _is_shown(register: Register, report: Report, kpi: Kpi) -> bool:
    """Whether the KPI is one of a committee's, which also looks at files of others, or the report is on them all."""
    committee = register.audiences.get(report.audience)
    return committee is None or kpi.overseen_by(committee)


def _holding(folder: Path, kpi: Kpi) -> list[Path]:
    """The sources of the documents that have a page of the KPI, the pack first."""
    sources = sorted(folder.glob("*.qmd"), key=lambda path: (path.stem != "pack", path.stem))
    return [each for each in sources if re.search(SECTION.format(re.escape(kpi.id)), _text(each))]


def _printed(sources: Iterable[Path], kpi: Kpi) -> Iterator[str]:
    """The documents in print, with the page that is the KPI's."""
    for path in (each.with_suffix(".pdf") for each in sources):
        number = _page(path, kpi.name) if path.exists() else 0
        if number:
            yield f"{path.name} page {number}"


def _page(printed: Path, heading: str) -> int:
    """The page, counted from 1, on which a heading stands by the document's outline; 0 when it has none."""
    with pikepdf.open(printed) as pdf, pdf.open_outline() as outline:
        found = next((each.destination for each in _every(outline.root) if each.title == heading), None)
        return 1 + pdf.pages.index(pikepdf.Page(found[0])) if isinstance(found, pikepdf.Array) else 0


def _every(items: Iterable[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for each in items:
        yield each
        yield from _every(each.children)


def _tables(folder: Path, kpi: Kpi) -> Iterator[str]:
    """The files of tables that are of the KPI, or have a line for it."""
    own = {f"{kpi.id}{ending}" for ending in ("", "-trend", "-benchmark", "-control", "-trace")}
    for path in sorted((folder / "tables").glob("*.csv")):
        if path.stem in own or _has_line(path, {kpi.name, kpi.title}):
            yield path.stem


def _has_line(path: Path, names: set[str]) -> bool:
    with path.open(encoding="utf-8", newline="") as lines:
        return any(names & set(row) for row in csv.reader(lines))


def _changed(inputs: Mapping[str, str], files: Iterable[SourceFile]) -> Iterator[str]:
    """The files that are others than those that a report was built from."""
    return (each.path for each in files if inputs.get(each.path) != each.sha256)


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(_text(path))
    return read


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
