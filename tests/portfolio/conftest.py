"""Westmarch with projects and risks: the plain case of each, to change and to break."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
