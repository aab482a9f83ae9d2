"""How each project stands in a quarter, by what had been reported of it when the quarter's data were cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from helpers.model.organisation import ReportingBand
from helpers.model.project import ASPECTS, Dossier, HighlightReport, Milestone, Project, ProjectChange, Stage
from helpers.model.status import Status
from helpers.rules.frequency import Due, report_due
from helpers.rules.projects import Finance, finance, overall, slip

Plain = dict[str, Any]


class Doubt(StrEnum):
    """Where a rating that was reported does not agree with the figures beside it."""

    COST = "cost"  # Green, though delivery is expected to cost more than its budget
    TIME = "time"  # Green, though a milestone that is not reached is late


@dataclass(frozen=True)
class MilestoneStanding:
    """A milestone: `slip` is days after its baseline, and `moved` days since the last report (None when it is new).

    `original` is the baseline that it began with. `lapsed`: its forecast has passed and it is not known to be reached.
    """

    milestone: Milestone
    original: date
    slip: int
    moved: int | None
    lapsed: bool

    @property
    def reached(self) -> bool:
        """Whether it has been reached."""
        return self.milestone.actual is not None

    @property
    def late(self) -> bool:
        """Whether it is still to be reached, and later than its baseline."""
        return not self.reached and (self.slip > 0 or self.lapsed)


@dataclass(frozen=True)
class Highlight:
    """One project in a quarter.

    `status` is its overall rating: “No data” while its report is overdue or missing in delivery, and None for a project
    that is not rated yet. `last_status` is what its latest report gave, and `previous_status` what the last quarter's
    pack said (None when it was not in it, or not rated). `decided` are the changes to its definition that took effect
    since the last quarter. `due` is None once it is closed.
    """

    project: Project
    report: HighlightReport | None
    status: Status | None
    last_status: Status | None
    previous_status: Status | None
    is_new: bool
    finance: Finance
    milestones: tuple[MilestoneStanding, ...]
    due: Due | None
    doubts: tuple[Doubt, ...]
    decided: tuple[ProjectChange, ...] = ()

    @property
    def overdue(self) -> bool:
        """Whether its next report is late."""
        return self.due is not None and self.due.overdue

    @property
    def late_milestones(self) -> tuple[MilestoneStanding, ...]:
        """Milestones still to be reached that are later than their baseline."""
        return tuple(each for each in self.milestones if each.late)


def highlight(dossier: Dossier, known_by: date, before: date, bands: Sequence[ReportingBand]) -> Highlight:
    """One project as known on the day `known_by`, beside how it stood on the day `before`, the last quarter's."""
    project, report = dossier.project.as_at(known_by), dossier.report(known_by)
    money = finance(project.budget, _cost(project, report), report.spend if report else None)
    milestones = tuple(_milestones(dossier, known_by, before))
    due = _due(dossier, known_by, bands)
    is_new = dossier.project.started_on > before
    return Highlight(
        project,
        report,
        _status(dossier, known_by, bands),
        _reported(report),
        None if is_new else _status(dossier, before, bands),
        is_new,
        money,
        milestones,
        due,
        tuple(_doubts(report, money, milestones)),
        tuple(change for change in dossier.project.changes if before < change.effective <= known_by),
    )


def _reported(report: HighlightReport | None) -> Status | None:
    return overall(report.rating(aspect) for aspect in ASPECTS) if report else None


def _status(dossier: Dossier, known_by: date, bands: Sequence[ReportingBand]) -> Status | None:
    """The overall rating on a day, withheld while the report that it should rest on is late."""
    report, due = dossier.report(known_by), _due(dossier, known_by, bands)
    if due is not None and due.overdue:
        return Status.NO_DATA
    in_delivery = dossier.project.as_at(known_by).stage is Stage.DELIVERY
    return Status.NO_DATA if in_delivery and _reported(report) is None else _reported(report)


def _due(dossier: Dossier, known_by: date, bands: Sequence[ReportingBand]) -> Due | None:
    project, report = dossier.project.as_at(known_by), dossier.report(known_by)
    if project.stage is Stage.CLOSED:
        return None
    last = report.reported_on if report else None
    return report_due(last, project.started_on, known_by, _cost(project, report), bands)


def _cost(project: Project, report: HighlightReport | None) -> Decimal:
    """What delivery is expected to cost: by the latest report or, where that does not say, by the definition."""
    given = report.expected_cost if report else None
    return project.expected_cost if given is None else given


def _milestones(dossier: Dossier, known_by: date, before: date) -> list[MilestoneStanding]:
    earlier = dossier.vintages(before)
    standings = [_standing(rows, earlier.get(id, []), known_by) for id, rows in dossier.vintages(known_by).items()]
    return sorted(standings, key=lambda each: (each.milestone.baseline, each.milestone.name))


def _standing(rows: Sequence[Milestone], earlier: Sequence[Milestone], known_by: date) -> MilestoneStanding:
    latest = rows[-1]
    moved = slip(earlier[-1].expected, latest.expected) if earlier else None
    lapsed = latest.actual is None and latest.expected < known_by
    return MilestoneStanding(latest, rows[0].baseline, slip(latest.baseline, latest.expected), moved, lapsed)


def _over(money: Finance) -> bool:
    return money.overspent or (money.variance is not None and money.variance > 0)


def _doubts(report: HighlightReport | None, money: Finance, milestones: Sequence[MilestoneStanding]) -> list[Doubt]:
    found = [(Doubt.TIME, any(each.late for each in milestones)), (Doubt.COST, _over(money))]
    return [doubt for doubt, holds in found if holds and report and report.rating(doubt) is Status.GREEN]


def plain_highlight(each: Highlight) -> Plain:
    """One project as plain values."""
    project, report, money = each.project, each.report, each.finance
    return {
        "project": project.id,
        "name": project.name,
        "stage": project.stage.value,
        "owner": project.owner,
        "status": _word(each.status),
        "last_status": _word(each.last_status),
        "previous_status": _word(each.previous_status),
        "ratings": {aspect: _word(report.rating(aspect)) if report else None for aspect in ASPECTS},
        "reported_on": report.reported_on.isoformat() if report else None,
        "line": report.line if report else None,
        "budget": _number(money.budget),
        "expected_cost": _number(money.expected_cost),
        "spend": _number(money.spend),
        "variance": _number(money.variance),
        "variance_percent": _number(money.variance_percent),
        "spent_percent": _number(money.spent_percent),
        "report_every_months": each.due.band.months if each.due else None,
        "report_due_on": each.due.due_on.isoformat() if each.due else None,
        "report_overdue": each.overdue,
        "decided": [_plain_change(change) for change in each.decided],
        "doubts": [doubt.value for doubt in each.doubts],
        "milestones": [_plain_milestone(milestone) for milestone in each.milestones],
    }


def _plain_change(change: ProjectChange) -> Plain:
    return {"effective": change.effective.isoformat(), "reason": change.reason, "fields": dict(change.fields)}


def _plain_milestone(each: MilestoneStanding) -> Plain:
    milestone = each.milestone
    return {
        "milestone": milestone.milestone,
        "name": milestone.name,
        "original_baseline": each.original.isoformat(),
        "baseline": milestone.baseline.isoformat(),
        "forecast": milestone.forecast.isoformat() if milestone.forecast else None,
        "actual": milestone.actual.isoformat() if milestone.actual else None,
        "slip_days": each.slip,
        "moved_days": each.moved,
        "lapsed": each.lapsed,
        "line": milestone.line,
    }


def _word(status: Status | None) -> str | None:
    return status.value if status else None


def _number(number: Any) -> float | None:
    return None if number is None else float(number)
