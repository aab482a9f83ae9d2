"""What earlier packs said: the status then, and for how many reports in a row it has been what it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.analysis.indicator import Persistence
from helpers.analysis.judgement import Moment, judge
from helpers.analysis.subject import Subject
from helpers.model.periods import Quarter
from helpers.model.status import Status


def status_then(subject: Subject, then: Moment) -> Status | None:
    """What the pack of that quarter said of the KPI; None when the KPI was not in it."""
    kpi = subject.defined(then.quarter)
    if not kpi.reported_in(then.quarter):
        return None
    history = subject.history(kpi, then.known_by)
    return judge(kpi, subject.scheme(kpi), history, subject.targets, then, new=False).status


def persistence(subject: Subject, now: Status, quarter: Quarter, earlier: Sequence[Moment]) -> Persistence:
    """How many reports in a row, this one included, the status has been `now`; `earlier` has the latest first."""
    lasted = Persistence(1, quarter)
    for moment in earlier:
        if status_then(subject, moment) is not now:
            return lasted
        lasted = Persistence(lasted.quarters + 1, moment.quarter)
    return replace(lasted, at_least=True)
