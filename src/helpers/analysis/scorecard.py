"""The balanced scorecard: every KPI reported in a quarter, counted by the perspective that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from helpers.analysis.action_results import action_results, activity_results, lesson_results
from helpers.analysis.activities import Activities
from helpers.analysis.assurance import UNCHECKED, Checked
from helpers.analysis.checklist import suite_balance
from helpers.analysis.commitments import Committed, commitment_results
from helpers.analysis.followed import FollowsUp
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import StatusCounts, counted, has_moved, lapsed
from helpers.analysis.portfolio import Portfolio
from helpers.analysis.results import Plain, indicator
from helpers.analysis.success_map import SuccessMap, plain_map, success_map
from helpers.model.action import Action
from helpers.model.calendar import QuarterPlan
from helpers.model.lesson import Lesson
from helpers.model.organisation import Committee, Organisation
from helpers.rules.balance import Balance, Split


@dataclass(frozen=True)
class Perspective:
    """One perspective of the scorecard, and the indicators that belong to it."""

    name: str
    indicators: tuple[IndicatorResult, ...]

    @cached_property
    def counts(self) -> StatusCounts:
        """Its indicators by status."""
        return counted(self.indicators)


@dataclass(frozen=True)
class CorporateReport(FollowsUp):
    """Every KPI reported in a quarter, each once, as it may be published; and the projects and risks on record.

    `portfolio` is None when there is neither. `committees` are all that there are. `checked` is what the checks of
    the data came to, and who vouched for the quarter. `actions` are all that were known by the cut-off, `names` what
    KPIs are called, and `last_cut_off` is that of the quarter before. `activities` is None when none is on record.
    """

    organisation: Organisation
    plan: QuarterPlan
    indicators: tuple[IndicatorResult, ...]
    portfolio: Portfolio | None = None
    committees: tuple[Committee, ...] = ()
    checked: Checked = UNCHECKED
    actions: tuple[Action, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    last_cut_off: date = date.min
    activities: Activities | None = None
    lessons: tuple[Lesson, ...] = ()
    commitments: tuple[Committed, ...] = ()

    @cached_property
    def counts(self) -> StatusCounts:
        """All of its indicators by status."""
        return counted(self.indicators)

    @cached_property
    def perspectives(self) -> tuple[Perspective, ...]:
        """The scorecard, in the organisation's order: a perspective without an indicator is there too."""
        return scorecard(self.indicators, self.organisation.perspectives)

    @cached_property
    def balance(self) -> Balance:
        """Leading and lagging, financial and not, and between perspectives, by the organisation's limits."""
        return suite_balance([result.kpi for result in self.indicators], self.organisation)

    @cached_property
    def moved(self) -> tuple[IndicatorResult, ...]:
        """Indicators with a new figure whose rating differs from the last report's."""
        return tuple(result for result in self.indicators if has_moved(result))

    @cached_property
    def lapsed(self) -> tuple[IndicatorResult, ...]:
        """Indicators that have lost their rating, because their next figure is late."""
        return tuple(result for result in self.indicators if lapsed(result))

    @cached_property
    def map(self) -> SuccessMap:
        """Which leading measures lead to which outcomes."""
        return success_map(self.indicators)

    def holder(self, result: IndicatorResult) -> Committee | None:
        """The committee in whose pack the indicator has its page, its own first; None when no pack has it."""
        overseeing = [each for each in self.committees if result.kpi.overseen_by(each)]
        own = [each for each in overseeing if each.id in result.kpi.committees]
        return next(iter([*own, *overseeing]), None)


def scorecard(results: Sequence[IndicatorResult], perspectives: Sequence[str]) -> tuple[Perspective, ...]:
    """The indicators by perspective: each is in exactly one, so that the counts add up."""
    return tuple(
        Perspective(name, tuple(each for each in results if each.kpi.perspective == name)) for name in perspectives
    )


def corporate_results(report: CorporateReport) -> Plain:
    """The report as plain values: what `results.json` holds."""
    balance = report.balance
    return {
        "organisation": report.organisation.name,
        "quarter": str(report.quarter),
        "data_cut_off": report.plan.data_cut_off.isoformat(),
        "holds": f"{report.counts.total} indicators",
        **_counts(report.counts),
        "perspectives": [_perspective(each) for each in report.perspectives],
        "balance": {
            "timing": _split(balance.timing),
            "basis": _split(balance.basis),
            "perspective": _split(balance.perspective),
            "flags": list(balance.flags),
        },
        "moved": [result.kpi.id for result in report.moved],
        "lapsed": [result.kpi.id for result in report.lapsed],
        "success_map": plain_map(report.map),
        "actions": action_results(report),
        "activities": activity_results(report.activities) if report.activities else None,
        "lessons": lesson_results(report.lessons),
        "commitments": commitment_results(report.commitments),
        "indicators": [indicator(result) for result in report.indicators],
    }


def _counts(counts: StatusCounts) -> Plain:
    by_status = {status.value: count for status, count in counts.by_status.items()}
    return {"counts": by_status, "rated": counts.rated, "total": counts.total}


def _perspective(each: Perspective) -> Plain:
    return {"name": each.name, **_counts(each.counts), "kpis": [result.kpi.id for result in each.indicators]}


def _split(found: Split) -> Plain:
    return {str(kind): count for kind, count in found.counts.items()}
