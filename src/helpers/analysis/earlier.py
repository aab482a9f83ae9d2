"""What earlier packs said: the status then, and for how many reports in a row it has been what it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.analysis.indicator import Persistence
from helpers.analysis.judgement import Judgement, Moment, judge
from helpers.analysis.subject import Subject
from helpers.model.periods import Quarter
from helpers.model.status import Status


def status_then(subject: Subject, then: Moment) -> Status | None:
    """What the pack of that quarter said of the KPI; None when the KPI was not in it."""
    verdict = _verdict_then(subject, then)
    return verdict.status if verdict else None


def persistence(subject: Subject, now: Judgement, quarter: Quarter, earlier: Sequence[Moment]) -> Persistence:
    """How many reports in a row, this one included, have had the status of `now`; `earlier` has the latest first."""
    lasted, told = Persistence(1, quarter), {now.reading.period if now.reading else None}
    for moment in earlier:
        verdict = _verdict_then(subject, moment)
        if verdict is None or verdict.status is not now.status:
            return lasted
        told.add(verdict.reading.period if verdict.reading else None)
        lasted = Persistence(lasted.reports + 1, moment.quarter, len(told))
    return replace(lasted, at_least=True)


def _verdict_then(subject: Subject, then: Moment) -> Judgement | None:
    kpi = subject.defined(then.quarter)
    if not kpi.reported_in(then.quarter):
        return None
    history = subject.history(kpi, then.known_by)
    return judge(kpi, subject.scheme(kpi), history, subject.targets, then, new=False)
