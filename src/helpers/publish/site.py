"""The publishable folder: every report under a link that stays, and pages that list reports and indicators.

A pack's link is `<quarter>/<committee>/pack.html`, and an indicator's the same with `#sec-<kpi>` (in
`committee.html` where the pack is a summary); a report on the whole organisation has its id in place of the
committee. Packs of earlier quarters stay when later ones are added.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from helpers.model.organisation import Organisation
from helpers.model.periods import Quarter
from helpers.model.signoff import Stage
from helpers.publish.layout import pack_folder, site_folder
from helpers.publish.render.fonts import style_rules
from helpers.publish.reports import WHOLE, find_report
from helpers.publish.swap import put_all_back, swap
from helpers.publish.write import write
from helpers.store.register import Register

TEMPLATES = Path(__file__).parent / "templates"
FILES = {
    "pack.html": "Web page",
    "pack.pdf": "PDF",
    "pack.docx": "Word",
    "summary.html": "Summary",
    "summary.pdf": "Summary (PDF)",
    "committee.html": "Committee report",
    "full.html": "Full report",
    "cover-report.html": "Cover report",
    "cover-report.docx": "Cover report (Word)",
    "notebook.html": "Notebook",
}
WHOLE_TITLES = {report.id: report.title for report in WHOLE}
COPIED = ("*.html", "*.pdf", "*.docx", "*.json", "pack.ipynb", "tables", "figures")


@dataclass(frozen=True)
class Published:
    """One report of the site: a committee's pack, or one on the `whole` organisation."""

    quarter: Quarter
    report: str
    title: str
    results: dict[str, Any]
    files: dict[str, str]
    whole: bool = False
    stage: Stage = Stage.DRAFT

    @property
    def link(self) -> str:
        """The pack's folder, relative to the site."""
        return f"{self.quarter.id}/{self.report}"

    @property
    def detailed(self) -> str:
        """The page that has the indicators: the pack, or the next depth when the pack is itself the summary."""
        is_summary = "committee.html" in self.files and "summary.html" not in self.files
        return "committee.html" if is_summary else "pack.html"


def publish(register: Register, packs: Iterable[tuple[Quarter, str]]) -> Path:
    """Copy these packs into the site and list everything that it holds; returns the site's first page.

    Reports for those who manage services are not public, so they are left out.
    """
    site = site_folder(register.root)
    for folder in site.glob("*/"):
        put_all_back(folder)
    for quarter, report in packs:
        if find_report(register, report, quarter).public:
            _copy(pack_folder(register.root, quarter, report), site / quarter.id / report)
    published = _published(site, register)
    _write_page(site / "index.html", "site-index.html", register.organisation, quarters=_by_quarter(published))
    _write_page(site / "indicators.html", "site-indicators.html", register.organisation, indicators=_by_kpi(published))
    return site / "index.html"


def _copy(pack: Path, place: Path) -> None:
    """Put a copy of the pack in its place, unless one is there."""
    files = _held(pack)
    if _is_copy(files, place):
        return
    beside = place.with_name(f".{place.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    for name, path in files.items():
        (beside / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, beside / name)
    swap(beside, place)


def _held(pack: Path) -> dict[str, Path]:
    """The files of a pack that the site holds, by their name in it."""
    found = [path for pattern in COPIED for path in pack.glob(pattern)]
    every = [each for path in found for each in (path.rglob("*") if path.is_dir() else (path,))]
    return {path.relative_to(pack).as_posix(): path for path in sorted(every) if path.is_file()}


def _is_copy(files: Mapping[str, Path], place: Path) -> bool:
    """Whether these files are there and no others, byte for byte."""
    there = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    return there == set(files) and all(path.read_bytes() == (place / name).read_bytes() for name, path in files.items())


def _published(site: Path, register: Register) -> list[Published]:
    found = [_read(path, register) for path in site.glob("*/[!.]*/results.json")]
    return sorted(found, key=lambda pack: (-pack.quarter.start_year, -pack.quarter.number, pack.title))


def _read(path: Path, register: Register) -> Published:
    folder = path.parent
    whole = folder.name in WHOLE_TITLES
    titles = {each.id: each.title for each in register.committees.values()} | WHOLE_TITLES
    files = {name: words for name, words in FILES.items() if (folder / name).exists()}
    results = json.loads(path.read_text(encoding="utf-8"))
    title = titles.get(folder.name, folder.name)
    return Published(Quarter.parse(results["quarter"]), folder.name, title, results, files, whole, _stage(folder))


def _stage(folder: Path) -> Stage:
    """How far a report was when it was built; one that does not say is a draft."""
    path = folder / "manifest.json"
    made = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return Stage(made.get("stage", Stage.DRAFT))


def _by_quarter(published: list[Published]) -> dict[Quarter, list[Published]]:
    grouped: dict[Quarter, list[Published]] = {}
    for pack in published:
        grouped.setdefault(pack.quarter, []).append(pack)
    return grouped


def _by_kpi(published: list[Published]) -> dict[str, list[tuple[Published, dict[str, Any]]]]:
    grouped: dict[str, list[tuple[Published, dict[str, Any]]]] = {}
    for pack in published:
        for indicator in [] if pack.whole else pack.results["indicators"]:
            grouped.setdefault(indicator["name"], []).append((pack, indicator))
    return dict(sorted(grouped.items()))


def _write_page(path: Path, template: str, organisation: Organisation, **content: object) -> None:
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = f"{style_rules()}\n{(TEMPLATES / 'page.css').read_text(encoding='utf-8')}"
    write(path, pages.get_template(template).render(organisation=organisation, style=style, **content))
