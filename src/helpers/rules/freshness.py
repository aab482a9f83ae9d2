"""How old is the latest figure, and is the next one late?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile

from helpers.model.periods import Period, month_end


@dataclass(frozen=True)
class Freshness:
    """The age of the latest figure and the wait for the next.

    `age_months` is whole months from the end of the figure's period to the end of what is reported on. `next_due` is
    None when the publication lag is not known. `carried_forward`: not new in this report, and nothing newer was due.
    `missing` counts the figures that should have come by now.
    """

    age_months: int
    next_due: date | None
    overdue: bool
    carried_forward: bool
    missing: int = 0


def freshness(
    latest: Period, *, interval: int, lag_months: int | None, end: date, known_by: date, new: bool
) -> Freshness:
    """How fresh the figure for `latest` is in a report on the time until `end`, with data cut off on `known_by`.

    The next figure is due at the end of the month that lies `lag_months` after the following period's last, which comes
    `interval` months after `latest`. `new` says that this pack is the first to report the figure.
    """
    due = None if lag_months is None else month_end(latest.month + interval + lag_months)
    missing = 0 if lag_months is None else _missing(latest.month + lag_months, interval, known_by)
    age = end.year * 12 + end.month - 1 - latest.month
    return Freshness(max(age, 0), due, missing > 0, carried_forward=not new and not missing, missing=missing)


def _missing(known_in: int, interval: int, known_by: date) -> int:
    """How many figures should have followed the one that became known in this month, counted from year 0."""
    following = (known_in + place * interval for place in count(1))
    return sum(1 for _ in takewhile(lambda month: month_end(month) <= known_by, following))
