"""A small workspace to try things in: an invented county council, written to a temporary folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import settings

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.cli import main
from helpers.model.periods import Quarter
from helpers.store.origins import accept
from helpers.workbook import check, open_indicator, open_pack

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ACCESSIBILITY = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Property tests are judged by what they find, not by how busy the machine is.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

ORGANISATION = """\
name: Westmarch County Council
short_name: Westmarch
area: W01
author: Performance Team
notice: Invented for the tests of this project.
priorities:
- id: care
  name: Care
  statement: People are cared for.
- id: travel
  name: Travel
  statement: People get about.
perspectives: [Outcomes, Money]
schemes:
- id: ten-five
  name: Ten and five
  version: 1
  kind: relative
  amber: 10
  blue: 5
  source: Invented
- id: floor
  name: Target and floor
  version: 1
  kind: floor
  source: Invented
- id: range
  name: Plan is best
  version: 1
  kind: range
  amber: 10
  source: Invented
comparators:
- id: neighbours
  name: Neighbours
  kind: neighbours
  members: [W02, W03, W04, W05]
  source: Invented
- id: nation
  name: The nation
  kind: nation
  members: [N01]
  source: Invented
areas:
  W01: Westmarch
  W02: Eastmarch
  W03: Northmarch
  W04: Southmarch
  W05: Midmarch
  N01: The nation
"""

COMMITTEES = {
    "care-and-health": "id: care-and-health\ntitle: Care and Health Committee\nremit: Care.\nmeetings:\n"
    "  2025-26 Q1: 2025-09-18\n",
    "roads": "id: roads\ntitle: Roads Committee\nremit: Roads.\n",
}

QUARTERS = {
    "2024-25-q4": "quarter: 2024-25 Q4\ndata_cut_off: 2025-05-30\npublication: 2025-06-13\n",
    "2025-26-q1": "quarter: 2025-26 Q1\ndata_cut_off: 2025-08-29\npublication: 2025-09-12\n",
    "2025-26-q2": "quarter: 2025-26 Q2\ndata_cut_off: 2025-11-29\npublication: 2025-12-13\n",
}

KPI: dict[str, Any] = {
    "id": "visits-on-time",
    "name": "Care visits on time",
    "description": "The share of care visits that began on time.",
    "unit": "percent",
    "decimals": 1,
    "direction": "increase",
    "timing": "lagging",
    "basis": "non-financial",
    "perspective": "Outcomes",
    "priority": "care",
    "committees": ["care-and-health"],
    "owner": "Head of Care",
    "supplier": "Care Records",
    "measure": "flow",
    "frequency": "quarter",
    "publication_lag": {"months": 1, "because": "Records are closed in a month."},
    "scheme": "ten-five",
}

ORIGIN = """\
publisher: Westmarch County Council
title: Invented figures
read_from: nowhere
accessed: 2025-10-01
licence: Open Government Licence v3.0
sha256: not recorded yet
"""

DECISIONS = "kpi,move,effective,committee,decided_on,minute,reason,recorded_by"
OBSERVATIONS = "period,area,value,numerator,denominator,marks,reported_in,note"
CORRECTIONS = "period,area,field,expect,correct,reason,corrected_by,corrected_on"
TARGETS = "period,target,lower,upper,basis,rule,agreed_by,agreed_on"
BEGAN = "2015-16 Q1"
LIVES = {
    "proposed": ["propose"],
    "in-development": ["develop"],
    "live": ["approve"],
    "suspended": ["approve", "suspend"],
    "retired": ["approve"],
}
COMMENTARY = "---\nauthor: Head of Care\ndate: 2025-08-20\n---\n\nMore visits began on time.\n\n## Action\n\nHire.\n"


@dataclass(frozen=True)
class Workspace:
    """A workspace that a test writes, breaks and asks about."""

    root: Path

    def write(self, path: str, text: str) -> Path:
        """Write a file, making its folder."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
        return place

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace text that stands in the file exactly once; figures that change are accepted."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
        self.write(path, text.replace(old, new))
        if path.endswith("observations.csv"):
            accept((self.root / path).parent)

    def kpi(
        self, id: str, lifecycle: str = "live", live_from: str = BEGAN, live_to: str | None = None, **fields: Any
    ) -> str:
        """Write a KPI: the usual one, with these fields changed, and without those that are None. Returns its id.

        Its committee decides what makes it what `lifecycle` says from `live_from` on, that it goes after `live_to`, and
        every change to its definition.
        """
        record = {name: value for name, value in {**KPI, "id": id, **fields}.items() if value is not None}
        self.write(f"data/kpis/{id}/kpi.yml", yaml.safe_dump(record, sort_keys=False, allow_unicode=True))
        self.targets(id, {})
        moves = [(move, live_from) for move in LIVES[lifecycle]]
        moves += [("change", change["effective"]) for change in record.get("changes", ())]
        moves += [("retire", str(Quarter.parse(live_to).shift(1)))] if live_to else []
        self.undecided(id)
        for move, effective in sorted(moves, key=lambda each: Quarter.parse(each[1])):
            self.decided(id, move, effective, self._decider(record))
        return id

    def decided(self, id: str, move: str, effective: str, committee: str = "care-and-health", on: str = "") -> None:
        """Add a decision about a KPI, made on the first day of its quarter unless told."""
        day = on or Quarter.parse(effective).start.isoformat()
        minute = "" if move == "propose" else "M1"
        row = f"{id},{move},{effective},{committee},{day},{minute},Invented,Clerk"
        self.write("data/register/decisions.csv", "\n".join([*self._decisions(), row]) + "\n")

    def undecided(self, id: str) -> None:
        """Take out every decision about a KPI."""
        kept = [row for row in self._decisions() if not row.startswith(f"{id},")]
        self.write("data/register/decisions.csv", "\n".join(kept) + "\n")

    def _decider(self, record: Mapping[str, Any]) -> str:
        """The committee that tracks strategic KPIs, when the KPI is one and there is such a committee, or its own."""
        files = sorted((self.root / "params/committees").glob("*.yml"))
        tracking = [path.stem for path in files if "strategic_kpis: true" in path.read_text(encoding="utf-8")]
        return tracking[0] if record.get("strategic") and tracking else record["committees"][0]

    def _decisions(self) -> list[str]:
        path = self.root / "data/register/decisions.csv"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else [DECISIONS]

    def figures(self, id: str, *rows: str) -> None:
        """Write a KPI's figures, and their origin; a row may leave out its last columns."""
        lines = [OBSERVATIONS, *(row + "," * (7 - row.count(",")) for row in rows)]
        self.write(f"data/kpis/{id}/observations.csv", "\n".join(lines) + "\n")
        accept(self.write(f"data/kpis/{id}/origin.yml", ORIGIN).parent)

    def corrections(self, id: str, *rows: str) -> None:
        """Write a KPI's corrections: period, area, field, expect, correct, reason, corrected_by, corrected_on."""
        self.write(f"data/kpis/{id}/corrections.csv", "\n".join([CORRECTIONS, *rows]) + "\n")

    def targets(self, id: str, targets: Mapping[str, str], agreed_on: str = "2020-04-01") -> None:
        """Add targets to a KPI: by period, the target, or the target, its lower and its upper limit."""
        path = self.root / f"data/kpis/{id}/targets.csv"
        rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else [TARGETS]
        for period, limits in targets.items():
            padded = limits + "," * (2 - limits.count(","))
            rows.append(f"{period},{padded},illustrative,Invented,Care and Health Committee,{agreed_on}")
        self.write(f"data/kpis/{id}/targets.csv", "\n".join(rows) + "\n")

    def answer(self, kpi: str, question: str, answer: str = "yes", on: str = "2025-06-10", by: str = "Auditor") -> None:
        """Add a person's answer to a KPI's quality checklist or, without a KPI, to the suite's."""
        name = f"data/kpis/{kpi}/checklist.yml" if kpi else "data/register/suite_checklist.yml"
        path = self.root / name
        before = path.read_text(encoding="utf-8") if path.exists() else "answers:\n"
        rest = f"  answer: {answer}\n  by: {by}\n  on: {on}\n  evidence: Seen on {on}\n"
        self.write(name, f"{before}- question: {question}\n{rest}")

    def problems(self) -> list[str]:
        """Everything wrong with the workspace, as a person is told."""
        return [str(problem) for problem in check(self.root)]

    def run(self, *arguments: str) -> int:
        """Run the `packs` command on this workspace and return its exit code."""
        return main([*arguments, "--workspace", str(self.root)])

    def indicator(self, kpi: str, quarter: str = "2025-26 Q1") -> IndicatorResult:
        """One KPI as known in a quarter."""
        return open_indicator(self.root, kpi, quarter)

    def pack(self, committee: str = "care-and-health", quarter: str = "2025-26 Q1") -> Pack:
        """A committee's pack for a quarter."""
        return open_pack(self.root, committee, quarter)

    def files(self) -> dict[str, bytes]:
        """Every file with what it holds."""
        found = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}


def _council(root: Path) -> Workspace:
    workspace = Workspace(root)
    workspace.write("params/organisation.yml", ORGANISATION)
    for id, text in COMMITTEES.items():
        workspace.write(f"params/committees/{id}.yml", text)
    for id, text in QUARTERS.items():
        workspace.write(f"params/quarters/{id}.yml", text)
    return workspace


@pytest.fixture(scope="session")
def write_council() -> Callable[[Path], Workspace]:
    """Write Westmarch County Council to a folder: two committees and three quarters, and no KPI yet."""
    return _council


@pytest.fixture
def bare(tmp_path: Path, write_council: Callable[[Path], Workspace]) -> Workspace:
    """Westmarch County Council, with two committees and three quarters, and no KPI yet."""
    return write_council(tmp_path / "westmarch")


@pytest.fixture
def workspace(bare: Workspace) -> Workspace:
    """Westmarch with one KPI: quarterly, five figures, a target each year and one commentary."""
    id = bare.kpi("visits-on-time", comparators=["neighbours", "nation"])
    quarters = ["2024-25 Q1", "2024-25 Q2", "2024-25 Q3", "2024-25 Q4", "2025-26 Q1"]
    own = [f"{quarter},W01,{value}" for quarter, value in zip(quarters, (70, 72, 74, 76, 78), strict=True)]
    others = [f"2025-26 Q1,W0{number},{value}" for number, value in enumerate((80, 78, 76, 74), start=2)]
    bare.figures(id, *own, *others, "2025-26 Q1,N01,77")
    bare.targets(id, {"2024-25": "75", "2025-26": "80"})
    bare.write(f"data/kpis/{id}/commentary/2025-26-q1.md", COMMENTARY)
    return bare


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, started once. Without one the tests that need it are skipped, except in CI, where they fail."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no browser is installed: install chromium")
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=options)
        yield running
        running.close()


@pytest.fixture(scope="session")
def violations() -> Callable[[Page], list[tuple[str, str]]]:
    """What axe finds wrong with a page: each rule broken, with the first place where it is."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def found(page: Page) -> list[tuple[str, str]]:
        response = axe.run(page, options={"runOnly": ACCESSIBILITY}).response
        return [(each["id"], each["nodes"][0]["html"]) for each in response["violations"]]

    return found
