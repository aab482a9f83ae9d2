"""How often must a project be reported on, and is its next report late? The more it costs, the more often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from helpers.model.organisation import ReportingBand
from helpers.model.periods import add_months


@dataclass(frozen=True)
class Due:
    """What a project's band asks of it: when the next report is due, and how old the last one is in whole months.

    `months_ago` is None when there has been no report; the wait is then counted from the day on which it began.
    """

    band: ReportingBand
    due_on: date
    overdue: bool
    months_ago: int | None


def band_for(expected_cost: Decimal, bands: Sequence[ReportingBand]) -> ReportingBand:
    """The band that a project of this cost falls in: the one that starts highest without being above it."""
    return max((band for band in bands if band.at_least <= expected_cost), key=lambda band: band.at_least)


def report_due(
    last: date | None, began: date, known_by: date, expected_cost: Decimal, bands: Sequence[ReportingBand]
) -> Due:
    """Whether a report is overdue on the day `known_by`: when the last one is older than its band allows."""
    band = band_for(expected_cost, bands)
    due_on = add_months(last or began, band.months)
    return Due(band, due_on, due_on < known_by, None if last is None else whole_months(last, known_by))


def whole_months(start: date, end: date) -> int:
    """Whole months from one day to a later one."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1
