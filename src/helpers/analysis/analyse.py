"""From figures, targets and a quarter to everything that a committee is told about one KPI."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.analysis.earlier import persistence, status_then
from helpers.analysis.indicator import NO_TREND, IndicatorResult, Point, Rebaselined
from helpers.analysis.judgement import Judgement, Moment, find, judge, rating_or_none
from helpers.analysis.outlook import outlook
from helpers.analysis.revisions import comparators_revised, revisions
from helpers.analysis.standing import standing
from helpers.analysis.subject import Subject
from helpers.model.kpi import Kpi, Purpose
from helpers.model.observation import Reading
from helpers.model.periods import Period, financial_year
from helpers.model.status import Status, StatusScheme
from helpers.model.target import Target, original_target, target_for
from helpers.rules.change import Change, change
from helpers.rules.exact import exact
from helpers.rules.spc import ControlChart, RunChart, control_chart
from helpers.rules.trend import Projection, Travel, periods_to_target, projection_or_reason, travel
from helpers.rules.withheld import Withheld

A_YEAR = 12


def analyse(
    subject: Subject,
    now: Moment,
    earlier: Sequence[Moment],
    window: int | None = None,
    groups: Sequence[str] | None = None,
) -> IndicatorResult:
    """Analyse one KPI as known in the quarter of `now`; `earlier` has the quarters before it, the latest first.

    `window` is how many periods are shown, and `groups` the comparator groups; the KPI's own unless they are given.
    """
    organisation, kpi = subject.organisation, subject.defined(now.quarter)
    known = subject.known(now.known_by)
    history = subject.history(kpi, now.known_by)
    known_then = subject.history(kpi, now.known_before)
    new = bool(history) and (not known_then or _news(known_then[-1], history[-1]))
    scheme = subject.scheme(kpi)
    verdict = judge(kpi, scheme, history, subject.targets, now, new)
    window = window or subject.window(kpi)
    shown = history[-window:]
    latest = verdict.reading
    previous = find(history, latest.period.later(-(A_YEAR if kpi.builds_up else kpi.interval))) if latest else None
    compared = kpi.comparators if groups is None else groups
    standings = [standing(kpi, organisation.comparator(id), known, history) for id in compared]
    steady = _since_rebased(kpi, shown, now)
    towards = _travel(kpi, steady)
    before = status_then(subject, earlier[0])
    told = before is not None  # a KPI that the last report did not have has had nothing revised
    return IndicatorResult(
        kpi=kpi,
        priority=organisation.priority(kpi.priority),
        scheme=scheme,
        quarter=now.quarter,
        history=tuple(_point(kpi, subject.targets, reading, history, scheme, now) for reading in shown),
        current=latest,
        previous=previous,
        target=verdict.target,
        previous_target=_previous_target(kpi, subject.targets, verdict, previous, now),
        status=verdict.status,
        unrated=verdict.unrated,
        last_rating=verdict.rating,
        previous_status=before,
        short_term=_change(kpi, history, latest, kpi.interval, cumulative=kpi.builds_up),
        long_term=_change(kpi, history, latest, A_YEAR) if kpi.interval < A_YEAR else None,
        projection=_projection(kpi, steady, latest),
        following=latest.period.later(kpi.interval) if latest else None,
        standings=tuple(found for found in standings if found),
        freshness=verdict.freshness,
        commentary=subject.commentary,
        origin=subject.origin,
        outlook=outlook(kpi, scheme, steady, history, subject.targets, verdict, now),
        travel=towards,
        to_target=_to_target(verdict, towards),
        original=_original(kpi, scheme, subject.targets, verdict, history, now),
        year_target=_year_target(kpi, subject.targets, verdict, now),
        persistence=persistence(subject, verdict, now.quarter, earlier) if verdict.status.rated else None,
        earlier_commentary=subject.earlier_commentary,
        spc=_control_chart(subject, kpi, history, verdict, now),
        actions=subject.actions,
        revisions=revisions(subject, kpi, now, window) if told else (),
        comparators_revised=comparators_revised(subject, kpi, now, compared, window) if told else 0,
        answers=subject.answers,
        cadence=now.cadence,
    )


def _previous_target(
    kpi: Kpi, targets: Sequence[Target], verdict: Judgement, previous: Reading | None, now: Moment
) -> Target | None:
    """The target before the current one: the previous period's or, when one target covers both, the year before's."""
    if previous is None:
        return None
    found = _in_force(kpi, targets, previous.period, now)
    return _in_force(kpi, targets, previous.period.later(-A_YEAR), now) if found is verdict.target else found


def _in_force(kpi: Kpi, targets: Sequence[Target], period: Period, now: Moment) -> Target | None:
    return target_for(targets, period, now.known_by, cumulative=kpi.builds_up)


def _original(
    kpi: Kpi,
    scheme: StatusScheme | None,
    targets: Sequence[Target],
    verdict: Judgement,
    history: Sequence[Reading],
    now: Moment,
) -> Rebaselined | None:
    """The target first set for the latest figure, where it has since been revised, and the rating on it."""
    if verdict.reading is None:
        return None
    first = original_target(targets, verdict.reading.period, now.known_by, cumulative=kpi.builds_up)
    return Rebaselined(first, rating_or_none(kpi, scheme, verdict.reading, history, first)) if first else None


def _year_target(kpi: Kpi, targets: Sequence[Target], verdict: Judgement, now: Moment) -> Target | None:
    if verdict.reading is None or not kpi.builds_up:
        return None
    year = target_for(targets, financial_year(verdict.reading.period.end), now.known_by)
    return year if year is not verdict.target else None


def _control_chart(
    subject: Subject, kpi: Kpi, history: Sequence[Reading], verdict: Judgement, now: Moment
) -> ControlChart | RunChart | Withheld:
    target = verdict.target.target if verdict.target and kpi.purpose is Purpose.TARGET else None
    return control_chart(
        history,
        direction=kpi.direction,
        interval=kpi.interval,
        target=None if target is None else float(target),
        rebased=[first for first, _ in kpi.rebased(now.known_by)],
        overlapping=kpi.overlapping,
        cumulative=kpi.builds_up,
        screen=subject.organisation.settings.screen_limits,
    )


def _since_rebased(kpi: Kpi, shown: Sequence[Reading], now: Moment) -> Sequence[Reading]:
    """The figures shown since the latest recorded change of process: no line leads through it."""
    latest = max((first for first, _ in kpi.rebased(now.known_by)), default=None)
    return [each for each in shown if latest is None or not each.period < latest]


def _travel(kpi: Kpi, shown: Sequence[Reading]) -> Travel | Withheld:
    if not shown:
        return NO_TREND
    return travel(
        shown,
        direction=kpi.direction,
        interval=kpi.interval,
        overlapping=kpi.overlapping,
        cumulative=kpi.builds_up,
    )


def _to_target(verdict: Judgement, towards: Travel | Withheld) -> int | Withheld | None:
    rating, reading, target = verdict.rating, verdict.reading, verdict.target
    missed = rating is not None and verdict.status in (Status.RED, Status.AMBER)
    if not missed or reading is None or reading.value is None or target is None or not isinstance(towards, Travel):
        return None
    goal = target.target
    if goal is None:  # a range is reached at its nearer end
        goal = target.lower if target.lower is not None and exact(reading.value) < target.lower else target.upper
    return None if goal is None else periods_to_target(reading.value, float(goal), towards)


def _news(before: Reading, now: Reading) -> bool:
    """Whether the latest figure is one that the last pack did not have: of another period, or revised since."""
    return (before.period, before.value) != (now.period, now.value)


def _point(
    kpi: Kpi,
    targets: Sequence[Target],
    reading: Reading,
    history: Sequence[Reading],
    scheme: StatusScheme | None,
    now: Moment,
) -> Point:
    target = _in_force(kpi, targets, reading.period, now)
    return Point(reading, target, rating_or_none(kpi, scheme, reading, history, target))


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
    if latest.hidden:  # a line that leads past it would suggest a value for it
        return Withheld(f"no projection: {latest.period.label} suppressed")
    following: Period = latest.period.later(kpi.interval)
    return projection_or_reason(
        shown, following, interval=kpi.interval, overlapping=kpi.overlapping, cumulative=kpi.builds_up
    )
