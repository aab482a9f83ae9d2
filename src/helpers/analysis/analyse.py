"""From figures, targets and a quarter to everything that a committee is told about one KPI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.indicator import IndicatorResult, Point
from helpers.analysis.judgement import Judgement, Moment, find, judge, rating_of
from helpers.analysis.outlook import outlook
from helpers.analysis.standing import standing
from helpers.analysis.vintages import as_at, readings
from helpers.model.commentary import ServiceCommentary
from helpers.model.kpi import Kpi, MeasureType
from helpers.model.observation import Reading
from helpers.model.organisation import Organisation
from helpers.model.periods import Period
from helpers.model.provenance import Origin
from helpers.model.status import Status, StatusScheme
from helpers.model.target import Target, target_for
from helpers.rules.change import Change, change
from helpers.rules.status import RuleError
from helpers.rules.trend import Projection, projection_or_reason
from helpers.rules.withheld import Withheld

A_YEAR = 12


@dataclass(frozen=True)
class Subject:
    """One KPI with all that is on record about it. `kpi` and `before` are its definitions this quarter and the last."""

    kpi: Kpi
    before: Kpi
    observations: pd.DataFrame
    targets: tuple[Target, ...]
    origin: Origin | None
    commentary: ServiceCommentary | None


def analyse(subject: Subject, organisation: Organisation, now: Moment, previously: Moment) -> IndicatorResult:
    """Analyse one KPI as known in the quarter of `now`, compared with what the quarter of `previously` said."""
    kpi, area = subject.kpi, subject.kpi.area or organisation.area
    known = as_at(subject.observations, now.known_by)
    history = readings(known, area)
    known_then = readings(as_at(subject.observations, now.known_before), area)
    new = bool(history) and (not known_then or _news(known_then[-1], history[-1]))
    scheme = organisation.scheme(kpi.scheme) if kpi.scheme else None
    verdict = judge(kpi, scheme, history, subject.targets, now, new)
    shown = history[-_window(kpi, organisation) :]
    latest = verdict.reading
    previous = find(history, latest.period.later(-kpi.interval)) if latest else None
    groups = [standing(organisation.comparator(id), known, history, kpi.direction) for id in kpi.comparators]
    return IndicatorResult(
        kpi=kpi,
        priority=organisation.priority(kpi.priority),
        scheme=scheme,
        quarter=now.quarter,
        history=tuple(_point(subject, reading, history, scheme, now) for reading in shown),
        current=latest,
        previous=previous,
        target=verdict.target,
        previous_target=_previous_target(subject, verdict, previous, now),
        status=verdict.status,
        unrated=verdict.unrated,
        last_rating=verdict.rating,
        previous_status=_previous_status(subject, organisation, previously, known_then),
        short_term=_short_term(kpi, history, latest),
        long_term=_change(kpi, history, latest, A_YEAR) if kpi.interval < A_YEAR else None,
        projection=_projection(kpi, shown, latest),
        following=latest.period.later(kpi.interval) if latest else None,
        standings=tuple(found for found in groups if found),
        freshness=verdict.freshness,
        commentary=subject.commentary,
        origin=subject.origin,
        outlook=outlook(kpi, scheme, shown, subject.targets, verdict.target, now) if verdict.status.rated else None,
    )


def _previous_target(subject: Subject, verdict: Judgement, previous: Reading | None, now: Moment) -> Target | None:
    """The target before the current one: the previous period's or, when one target covers both, the year before's."""
    if previous is None:
        return None
    found = target_for(subject.targets, previous.period, now.known_by)
    return (
        target_for(subject.targets, previous.period.later(-A_YEAR), now.known_by) if found is verdict.target else found
    )


def _news(before: Reading, now: Reading) -> bool:
    """Whether the latest figure is one that the last pack did not have: of another period, or revised since."""
    return (before.period, before.value) != (now.period, now.value)


def _window(kpi: Kpi, organisation: Organisation) -> int:
    return organisation.window * (2 if kpi.interval == 1 else 1)


def _point(
    subject: Subject, reading: Reading, history: Sequence[Reading], scheme: StatusScheme | None, now: Moment
) -> Point:
    target = target_for(subject.targets, reading.period, now.known_by)
    try:
        return Point(reading, target, rating_of(subject.kpi, scheme, reading, history, target))
    except RuleError:  # the target was agreed for an earlier scheme, which judged it another way
        return Point(reading, target, None)


def _previous_status(
    subject: Subject, organisation: Organisation, previously: Moment, history: Sequence[Reading]
) -> Status | None:
    kpi = subject.before
    if not kpi.reported_in(previously.quarter):
        return None
    scheme = organisation.scheme(kpi.scheme) if kpi.scheme else None
    verdict: Judgement = judge(kpi, scheme, history, subject.targets, previously, new=False)
    return verdict.status


def _short_term(kpi: Kpi, history: Sequence[Reading], latest: Reading | None) -> Change | Withheld:
    return _change(kpi, history, latest, kpi.interval, cumulative=kpi.measure is MeasureType.CUMULATIVE)


def _change(
    kpi: Kpi, history: Sequence[Reading], latest: Reading | None, months: int, cumulative: bool = False
) -> Change | Withheld:
    if latest is None:
        return Withheld("no comparison: there are no figures")
    expected = latest.period.later(-months)
    return change(
        latest,
        find(history, expected),
        expected=expected,
        direction=kpi.direction,
        decimals=kpi.decimals,
        between=[reading for reading in history if expected.month < reading.period.month <= latest.period.month],
        cumulative=cumulative,
    )


def _projection(kpi: Kpi, shown: Sequence[Reading], latest: Reading | None) -> Projection | Withheld:
    if latest is None:
        return Withheld("no projection: there are no figures")
    following: Period = latest.period.later(kpi.interval)
    overlapping = kpi.frequency.overlapping or kpi.measure is MeasureType.ROLLING
    return projection_or_reason(shown, following, interval=kpi.interval, overlapping=overlapping)
