"""The projects and risks of a whole organisation in a quarter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from helpers.analysis.highlights import Highlight, plain_highlight
from helpers.analysis.risks import RiskStanding, plain_risk
from helpers.model.calendar import QuarterPlan
from helpers.model.organisation import Organisation
from helpers.model.periods import Quarter
from helpers.model.project import RATINGS, Stage
from helpers.model.risk import Basis, Risk
from helpers.model.status import Status
from helpers.rules.risk import Shift

PORTFOLIO_REPORT = "projects-and-risk"  # the id of the report that tells it in full


@dataclass(frozen=True)
class Portfolio:
    """Projects as known when a quarter's data were cut off, and risks with the worst residual score first.

    `closed_risks` were closed since the last quarter. `names` has what committees, priorities and KPIs are
    called, by `kind/id`.
    """

    organisation: Organisation
    plan: QuarterPlan
    projects: tuple[Highlight, ...]
    risks: tuple[RiskStanding, ...]
    closed_risks: tuple[Risk, ...]
    names: Mapping[str, str]

    @property
    def quarter(self) -> Quarter:
        """The quarter reported on."""
        return self.plan.quarter

    @cached_property
    def open(self) -> tuple[Highlight, ...]:
        """The projects that are not closed."""
        return tuple(each for each in self.projects if each.project.stage is not Stage.CLOSED)

    @cached_property
    def closed(self) -> tuple[Highlight, ...]:
        """The projects that were closed since the last quarter."""
        return tuple(each for each in self.projects if each.project.stage is Stage.CLOSED)

    @cached_property
    def counts(self) -> dict[Status, int]:
        """The open projects by overall rating."""
        return {status: sum(each.status is status for each in self.open) for status in RATINGS}

    @property
    def rated(self) -> int:
        """Open projects with an overall rating."""
        return sum(self.counts.values())

    @cached_property
    def overdue(self) -> tuple[Highlight, ...]:
        """The projects whose next report is late, the costliest first."""
        late = [each for each in self.open if each.overdue]
        return tuple(sorted(late, key=lambda each: (-each.finance.expected_cost, each.project.name)))

    def risks_of(self, project: str) -> tuple[RiskStanding, ...]:
        """The open risks that bear on a project."""
        return tuple(each for each in self.risks if each.risk.project == project)

    def shifted(self, shift: Shift) -> tuple[RiskStanding, ...]:
        """The risks whose residual score moved this way."""
        return tuple(each for each in self.risks if each.movement.shift is shift)

    @property
    def illustrative(self) -> bool:
        """Whether everything in it is made up for a demonstration."""
        flags = [each.project.illustrative for each in self.projects] + [each.risk.illustrative for each in self.risks]
        return bool(flags) and all(flags)


def in_reading_order(found: Iterable[Highlight]) -> tuple[Highlight, ...]:
    """Red, Amber and Green first, then late, then not rated and then closed ones; the costliest first within each."""
    return tuple(sorted(found, key=_reading))


def _reading(each: Highlight) -> tuple[bool, int, bool, float, str]:
    rank = len(RATINGS) + 1 if each.status is None else each.status.rank
    closed = each.project.stage is Stage.CLOSED
    return closed, rank, each.status is None, -float(each.finance.expected_cost), each.project.name.casefold()


def portfolio_results(portfolio: Portfolio) -> dict[str, Any]:
    """The portfolio as plain values: what `results.json` holds."""
    return {
        "organisation": portfolio.organisation.name,
        "quarter": str(portfolio.quarter),
        "data_cut_off": portfolio.plan.data_cut_off.isoformat(),
        "holds": holds(len(portfolio.projects), len(portfolio.risks)),
        "counts": {status.value: count for status, count in portfolio.counts.items()},
        "rated": portfolio.rated,
        "control_totals": control_totals(portfolio),
        "projects": [plain_highlight(each) for each in portfolio.projects],
        "risks": [plain_risk(each) for each in portfolio.risks],
        "closed_risks": [risk.id for risk in portfolio.closed_risks],
    }


def control_totals(portfolio: Portfolio) -> dict[str, int | float]:
    """Figures that must agree with the report however it is counted."""
    money = [each.finance for each in portfolio.projects]
    return {
        "projects": len(portfolio.projects),
        "rated": portfolio.rated,
        "sum_of_budgets": float(sum(each.budget or 0 for each in money)),
        "sum_of_spend": float(sum(each.spend or 0 for each in money)),
        "risks": len(portfolio.risks),
        **{f"sum_of_{basis}_scores": sum(r.scoring.position(basis).score for r in portfolio.risks) for basis in Basis},
    }


def holds(projects: int, risks: int) -> str:
    """8 projects and 1 risk."""
    counted = [f"{projects} project{'' if projects == 1 else 's'}", f"{risks} risk{'' if risks == 1 else 's'}"]
    return " and ".join(counted)
