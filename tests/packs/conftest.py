"""Every pack of the demonstration, built once for the whole run in a copy of the workspace."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from helpers.model.periods import Quarter
from helpers.publish.batch import Failed, build_all
from helpers.publish.job import Job
from helpers.publish.site import publish
from helpers.store.workspace import open_register

PROJECT = Path(__file__).parents[2]
QUARTERS = ("2025-26 Q1", "2024-25 Q4", "2019-20 Q3")
COMMITTEES = tuple(open_register(PROJECT).committees)
DEFAULT_PACKS = [(QUARTERS[0], committee) for committee in COMMITTEES]
ALL_PACKS = [(quarter, committee) for quarter in QUARTERS for committee in COMMITTEES]
PORTFOLIO_REPORTS = [(quarter, "projects-and-risk") for quarter in QUARTERS[:2]]
CORPORATE_REPORTS = [(quarter, "corporate") for quarter in QUARTERS]
MANAGEMENT_REPORTS = [(QUARTERS[0], id) for id in ("joint-management-team", "public-health-directorate-2025-06")]
WHOLE_REPORTS = [*PORTFOLIO_REPORTS, *CORPORATE_REPORTS[:1]]


@dataclass(frozen=True)
class BuiltPack:
    """One built pack, as a reader finds it on disk."""

    root: Path
    quarter: Quarter
    committee: str

    @property
    def folder(self) -> Path:
        return self.root / "outputs" / self.quarter.id / self.committee

    @cached_property
    def results(self) -> dict[str, Any]:
        return json.loads((self.folder / "results.json").read_text(encoding="utf-8"))

    @cached_property
    def manifest(self) -> dict[str, Any]:
        return json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))

    @property
    def documents(self) -> list[str]:
        """The names of the documents that were made of the run."""
        return sorted(path.stem for path in self.folder.glob("*.qmd"))

    @property
    def fullest(self) -> str:
        """The name of the document that holds everything."""
        return "full" if "full" in self.documents else "pack"

    def page(self, document: str) -> str:
        """A document as a web page."""
        return (self.folder / f"{document}.html").read_text(encoding="utf-8")

    @cached_property
    def html(self) -> str:
        return (self.folder / "pack.html").read_text(encoding="utf-8")

    @cached_property
    def qmd(self) -> str:
        return (self.folder / "pack.qmd").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration workspace with every report of its three quarters built, and its site."""
    root = tmp_path_factory.mktemp("demonstration")
    for name in ("params", "data"):
        shutil.copytree(PROJECT / name, root / name)
    wanted = [*ALL_PACKS, *MANAGEMENT_REPORTS, *PORTFOLIO_REPORTS, *CORPORATE_REPORTS]
    jobs = [Job(root, Quarter.parse(quarter), report, renderer="embedded") for quarter, report in wanted]
    outcomes = build_all(jobs, 2, lambda outcome: None)
    assert [outcome.reason for outcome in outcomes if isinstance(outcome, Failed)] == []
    publish(open_register(root), [(job.quarter, job.report) for job in jobs])
    return root


@pytest.fixture(params=ALL_PACKS, ids=lambda pack: f"{Quarter.parse(pack[0]).id}/{pack[1]}")
def pack(request: pytest.FixtureRequest, demonstration: Path) -> BuiltPack:
    """Each pack in turn."""
    quarter, committee = request.param
    return BuiltPack(demonstration, Quarter.parse(quarter), committee)


@pytest.fixture(params=WHOLE_REPORTS, ids=lambda report: f"{Quarter.parse(report[0]).id}/{report[1]}")
def whole_report(request: pytest.FixtureRequest, demonstration: Path) -> BuiltPack:
    """Each report on the whole organisation in turn."""
    quarter, report = request.param
    return BuiltPack(demonstration, Quarter.parse(quarter), report)


@pytest.fixture(params=MANAGEMENT_REPORTS, ids=lambda report: report[1])
def management_report(request: pytest.FixtureRequest, demonstration: Path) -> BuiltPack:
    """Each report for those who manage services in turn."""
    quarter, report = request.param
    return BuiltPack(demonstration, Quarter.parse(quarter), report)


@pytest.fixture(params=PORTFOLIO_REPORTS, ids=lambda report: f"{Quarter.parse(report[0]).id}/{report[1]}")
def portfolio_report(request: pytest.FixtureRequest, demonstration: Path) -> BuiltPack:
    """Each report on projects and risk in turn."""
    quarter, report = request.param
    return BuiltPack(demonstration, Quarter.parse(quarter), report)


@pytest.fixture(params=CORPORATE_REPORTS, ids=lambda report: f"{Quarter.parse(report[0]).id}/{report[1]}")
def corporate_report(request: pytest.FixtureRequest, demonstration: Path) -> BuiltPack:
    """Each corporate performance report in turn."""
    quarter, report = request.param
    return BuiltPack(demonstration, Quarter.parse(quarter), report)


@pytest.fixture(params=DEFAULT_PACKS, ids=lambda pack: pack[1])
def default_pack(request: pytest.FixtureRequest, demonstration: Path) -> BuiltPack:
    """Each pack of the default quarter in turn."""
    quarter, committee = request.param
    return BuiltPack(demonstration, Quarter.parse(quarter), committee)


@pytest.fixture
def indicators(pack: BuiltPack) -> Iterator[list[dict[str, Any]]]:
    yield pack.results["indicators"]


@pytest.fixture
def all_packs() -> list[tuple[Quarter, str]]:
    """The quarter and committee of every pack."""
    return [(Quarter.parse(quarter), committee) for quarter, committee in ALL_PACKS]
