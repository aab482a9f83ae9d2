"""Where the straight line leads by the year's end, and the status that it would have there."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.analysis.indicator import Outlook
from helpers.analysis.judgement import Judgement, Moment, rating_or_none
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading
from helpers.model.periods import Period
from helpers.model.status import StatusScheme
from helpers.model.target import Target, target_for
from helpers.rules.trend import Projection, projection_or_reason

A_YEAR = 12
MARCH = 2  # months of a year counted from 0


def outlook(
    kpi: Kpi,
    scheme: StatusScheme | None,
    steady: Sequence[Reading],
    history: Sequence[Reading],
    targets: Sequence[Target],
    verdict: Judgement,
    now: Moment,
) -> Outlook | None:
    """The predicted year-end status, or None when there is no rating now, no projection, or nothing to judge it by.

    The line is that of `steady`, the figures shown that can be projected; `history` has them all. Monthly and quarterly
    measures are read at the end of the financial year, others at their next period, as is a year that has ended. The
    target is the one agreed for that period or, while there is none, the latest.
    """
    if not steady or not verdict.status.rated:
        return None
    period = _year_end(kpi, steady[-1].period, now)
    found = projection_or_reason(
        steady, period, interval=kpi.interval, overlapping=kpi.overlapping, cumulative=kpi.builds_up
    )
    if not isinstance(found, Projection):
        return None
    target = target_for(targets, period, now.known_by) or verdict.target
    rating = rating_or_none(kpi, scheme, Reading(period, kpi.nearest_possible(found.value)), history, target)
    return Outlook(period, found, rating, target) if rating and target else None


def _year_end(kpi: Kpi, latest: Period, now: Moment) -> Period:
    end = (now.quarter.start_year + 1) * A_YEAR + MARCH
    within = kpi.interval < A_YEAR and end > latest.month
    return latest.later(end - latest.month if within else kpi.interval)
