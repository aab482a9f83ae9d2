"""Westmarch with projects and risks: the plain case of each, to change and to break."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from helpers.analysis.highlights import Highlight
from helpers.analysis.portfolio import Portfolio
from helpers.analysis.risks import RiskStanding
from helpers.store.table import as_lines
from helpers.workbook import open_portfolio

if TYPE_CHECKING:
    from conftest import Workspace

REPORTS = (
    "reported_on", "reported_by", "summary", "time", "time_reason", "cost", "cost_reason", "scope", "scope_reason",
    "expected_cost", "spend", "next_steps",
)  # fmt: skip
MILESTONES = ("milestone", "name", "reported_on", "baseline", "forecast", "actual")
SCORES = (
    "scored_on", "inherent_likelihood", "inherent_impact", "residual_likelihood", "residual_impact",
    "target_likelihood", "target_impact", "reason", "scored_by",
)  # fmt: skip
PROJECT: dict[str, Any] = {
    "name": "A new bridge",
    "description": "A bridge over the Wester.",
    "owner": "Director of Roads",
    "committees": ["roads"],
    "priority": "travel",
    "stage": "delivery",
    "expected_cost": "2000000",
    "budget": "2000000",
    "started_on": "2024-04-01",
}
RISK: dict[str, Any] = {
    "name": "The ground is soft",
    "description": "Piles may have to go deeper.",
    "owner": "Director of Roads",
    "controls": ["boreholes"],
    "committees": ["roads"],
}
REPORT = {
    "reported_on": "2025-08-01",
    "reported_by": "Head of Bridges",
    "summary": "The piers stand.",
    "time": "Green",
    "time_reason": "As planned.",
    "cost": "Green",
    "cost_reason": "As priced.",
    "scope": "Green",
    "scope_reason": "As drawn.",
    "expected_cost": "2000000",
    "spend": "500000",
    "next_steps": "Lift the deck.",
}
MILESTONE = {
    "milestone": "open",
    "name": "Open to traffic",
    "reported_on": "2025-08-01",
    "baseline": "2025-12-01",
    "forecast": "2025-12-01",
}


@dataclass(frozen=True)
class Council:
    """A workspace with projects and risks."""

    workspace: Workspace

    def project(self, id: str = "bridge", **fields: Any) -> str:
        """Write a project: the usual one with these fields changed, and without those that are None."""
        self._write(f"data/projects/{id}/project.yml", PROJECT, {"id": id, **fields})
        return id

    def reports(self, id: str, *changes: Mapping[str, str]) -> None:
        """Write a project's reports: the usual one with these cells changed."""
        self._table(f"data/projects/{id}/reports.csv", REPORTS, [REPORT | dict(change) for change in changes])

    def milestones(self, id: str, *changes: Mapping[str, str]) -> None:
        """Write what was reported of a project's milestones: the usual one with these cells changed."""
        self._table(f"data/projects/{id}/milestones.csv", MILESTONES, [MILESTONE | dict(each) for each in changes])

    def risk(self, id: str = "ground", *scorings: str, **fields: Any) -> str:
        """Write a risk and its scores, like “2025-08-01 4x5 3x4 2x4”: a day, inherent, residual and target."""
        self._write(f"data/risks/{id}/risk.yml", RISK, {"id": id, **fields})
        self._table(f"data/risks/{id}/scores.csv", SCORES, [_scored(text) for text in scorings])
        return id

    def problems(self) -> list[str]:
        """Everything wrong with the workspace, as a person is told."""
        return self.workspace.problems()

    def portfolio(self, quarter: str = "2025-26 Q1") -> Portfolio:
        """Its projects and risks in a quarter."""
        return open_portfolio(self.workspace.root, quarter)

    def highlight(self, id: str = "bridge", quarter: str = "2025-26 Q1") -> Highlight:
        """One project in a quarter."""
        return next(each for each in self.portfolio(quarter).projects if each.project.id == id)

    def standing(self, id: str = "ground", quarter: str = "2025-26 Q1") -> RiskStanding:
        """One risk in a quarter."""
        return next(each for each in self.portfolio(quarter).risks if each.risk.id == id)

    def _write(self, path: str, usual: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
        record = {name: value for name, value in {"id": "", **usual, **changes}.items() if value is not None}
        self.workspace.write(path, yaml.safe_dump(record, sort_keys=False, allow_unicode=True))

    def _table(self, path: str, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
        lines = [columns, *([row.get(column, "") for column in columns] for row in rows)]
        self.workspace.write(path, as_lines("", lines))


def _scored(text: str) -> dict[str, str]:
    day, *positions = text.split()
    axes = [axis for position in positions for axis in position.split("x")]
    return dict(zip(SCORES, [day, *axes, "Reviewed.", "Head of Bridges"], strict=True))


@pytest.fixture
def council(bare: Workspace) -> Council:
    """Westmarch, which as yet has no project and no risk."""
    return Council(bare)


@pytest.fixture
def every_case(council: Council) -> Council:
    """Westmarch with a project and a risk for every case that a report can meet."""
    write_every_case(council)
    return council


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, write_council: Callable[[Path], Workspace]) -> Workspace:
    """The same council, with its report and its site built."""
    workspace = write_council(tmp_path_factory.mktemp("every-case"))
    write_every_case(Council(workspace))
    assert workspace.run("build", "2025-26 Q1", "--report", "projects-and-risk", "--renderer", "embedded") == 0
    return workspace


CLOSED = {"effective": "2025-07-15", "reason": "Done.", "fields": {"stage": "closed"}}
NOT_RATED = dict.fromkeys(("time", "time_reason", "cost", "cost_reason", "scope", "scope_reason", "spend"), "")


def write_every_case(council: Council) -> None:
    """A project and a risk for every case that a report can meet, with names that try to be more than text."""
    council.project("on-track", name="On track")
    council.reports("on-track", {"reported_on": "2025-05-02"}, {})
    council.milestones("on-track", {"reported_on": "2025-05-02"}, {"forecast": "2025-11-21"})
    council.project("overspent", name="Overspent & late <b>", expected_cost="3000000", budget="3000000")
    council.reports("overspent", {"reported_on": "2025-05-02"}, {"expected_cost": "3600000", "spend": "3100000"})
    council.milestones(
        "overspent",
        {"reported_on": "2025-02-03", "baseline": "2025-09-01"},
        {"reported_on": "2025-05-02"},
        {"forecast": "2026-01-20"},
        {"milestone": "piers", "name": "Piers", "baseline": "2025-07-01", "actual": "2025-07-11", "forecast": ""},
        {"milestone": "deck", "name": "Deck", "baseline": "2025-08-20", "forecast": "2025-08-20"},
    )
    council.project("overdue", name="Overdue", expected_cost="12000000", budget="12000000")
    council.reports("overdue", {"reported_on": "2025-04-25", "expected_cost": "12000000", "cost": "Red"})
    council.project("silent", name="Never reported on")
    council.project("new", name="Just begun", started_on="2025-08-11")
    council.project("idea", name="An idea", stage="idea", budget=None)
    council.reports("idea", NOT_RATED)
    council.project("case", name="A business case", stage="full business case", budget=None)
    council.reports("case", {"time": "Amber", "spend": ""})
    council.project("closed", name="Closed", changes=[CLOSED])
    council.reports("closed", {"reported_on": "2025-07-14", "spend": "1900000", "expected_cost": "1900000"})
    council.project("long-closed", name="Closed long ago", changes=[CLOSED | {"effective": "2025-02-03"}])
    council.project("future", name="Not begun", started_on="2025-09-01")
    for id, name, scorings in (
        ("up", "Gone up | <i>", ("2025-05-02 5x5 3x4 2x4", "2025-08-01 5x5 4x4 2x4")),
        ("down", "Gone down", ("2025-05-02 4x5 4x4 2x4", "2025-08-01 4x5 3x4 2x4")),
        ("same", "As it was", ("2025-05-02 4x4 3x3 2x3",)),
        ("fresh", "New", ("2025-08-01 5x5 5x5 2x4",)),
        ("met", "At target", ("2025-05-02 3x3 2x2 2x2",)),
        ("below", "Below target", ("2025-05-02 3x4 1x1 2x2",)),
        ("useless", "Controls do nothing", ("2025-08-01 3x4 3x4 2x2",)),
    ):
        council.risk(id, *scorings, name=name, project="overspent" if id == "up" else None)
    council.risk("gone", "2025-05-02 3x3 2x2 2x2", name="Closed", closed_on="2025-07-01", closed_because="Built.")
