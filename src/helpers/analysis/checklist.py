"""The quality checklist of one KPI, or of the suite, in one quarter: every answer and the kite mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from helpers.analysis.indicator import IndicatorResult
from helpers.model.checklist import OF_KPI, OF_SUITE, Question, Said, latest_answers
from helpers.model.kpi import Kpi, Purpose, Unit
from helpers.model.organisation import Organisation
from helpers.rules import checklist as rules
from helpers.rules.balance import Balance, balance
from helpers.rules.checklist import Told
from helpers.rules.kite_mark import KiteMark, Settled, kite_mark, settle


@dataclass(frozen=True)
class Checklist:
    """Every question with its answer, in the order of the checklist, and the kite mark for them."""

    settled: tuple[Settled, ...]
    mark: KiteMark

    @property
    def gaps(self) -> tuple[Settled, ...]:
        """What has no answer."""
        return tuple(each for each in self.settled if each.answer is None)

    @property
    def contradicted(self) -> tuple[Settled, ...]:
        """Where a person says otherwise than the machine."""
        return tuple(each for each in self.settled if each.contradicted)


def kpi_checklist(result: IndicatorResult, organisation: Organisation, cut_off: date) -> Checklist:
    """The ten questions about one KPI, answered with what was known on the day of the cut-off."""
    return _checklist(OF_KPI, _told(result, organisation), result.answers, organisation, cut_off)


def suite_checklist(kpis: Sequence[Kpi], organisation: Organisation, said: Sequence[Said], cut_off: date) -> Checklist:
    """The two questions about the suite."""
    limits = organisation.settings.review
    told = {
        "balanced": rules.balanced(suite_balance(kpis, organisation).flags),
        "optimal-number": rules.right_number(len(kpis), limits.fewest_kpis, limits.most_kpis),
    }
    return _checklist(OF_SUITE, told, said, organisation, cut_off)


def suite_balance(kpis: Sequence[Kpi], organisation: Organisation) -> Balance:
    """How the KPIs are divided, by the organisation's limits."""
    limits = organisation.settings.review
    return balance(
        [(kpi.timing, kpi.basis, kpi.perspective) for kpi in kpis],
        organisation.perspectives,
        one_kind_percent=limits.one_kind_percent,
        one_perspective_percent=limits.one_perspective_percent,
    )


def _checklist(
    questions: Sequence[Question],
    told: Mapping[str, Told],
    said: Iterable[Said],
    organisation: Organisation,
    day: date,
) -> Checklist:
    limits, known = organisation.settings.review, latest_answers(said, day)
    settled = tuple(
        settle(each, told.get(each.id), known.get(each.id), day=day, lasts_months=limits.answers_last_months)
        for each in questions
    )
    return Checklist(settled, kite_mark(settled, limits.part_mark_percent))


def _told(result: IndicatorResult, organisation: Organisation) -> dict[str, Told]:
    """What the machine answers about a KPI."""
    kpi = result.kpi
    reporting = sum(each.comparison.reporting > 0 for each in result.standings)
    figures = sum(point.reading.value is not None for point in result.history)
    return {
        "relevant": rules.relevant(result.priority.name, organisation.plan(kpi.plan).name if kpi.plan else None),
        "comparator": rules.comparator(len(kpi.comparators), reporting),
        "accurate": rules.reproduces(_counted(result), percent=kpi.unit is Unit.PERCENT, decimals=kpi.decimals),
        "recent": rules.recent(_overdue(result)),
        "time-series": rules.long_enough(figures, organisation.settings.review.series_length),
        "target-used": _target_used(result),
        "target-appropriate": _target_appropriate(result),
    }


def _counted(result: IndicatorResult) -> list[rules.Counted]:
    readings = [point.reading for point in result.history]
    return [
        rules.Counted(each.period.label, each.value, each.numerator, each.denominator)
        for each in readings
        if each.value is not None and each.numerator is not None and each.denominator is not None
    ]


def _overdue(result: IndicatorResult) -> bool | None:
    fresh = result.freshness
    return None if fresh is None or fresh.next_due is None else fresh.overdue


def _target_used(result: IndicatorResult) -> Told:
    if result.kpi.resting:
        return Told(None, "it is not in use yet, or suspended")
    return rules.target_used(result.kpi.purpose is Purpose.TARGET, result.target is not None)


def _target_appropriate(result: IndicatorResult) -> Told:
    target, value = result.target, result.current.value if result.current else None
    used = target is not None and result.kpi.purpose is Purpose.TARGET
    given = (target.target, target.lower, target.upper) if target and used else ()
    least, most = (None if bound is None else float(bound) for bound in result.kpi.bounds)
    return rules.target_appropriate([float(each) for each in given if each is not None], value, least=least, most=most)
