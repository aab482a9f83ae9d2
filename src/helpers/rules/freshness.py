"""How old is the latest figure, and is the next one late?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from helpers.model.periods import Period, Quarter, month_end


@dataclass(frozen=True)
class Freshness:
    """The age of the latest figure and the wait for the next.

    `age_months` is whole months from the end of the figure's period to the end of the quarter. `next_due` is None when
    the publication lag is not known. `carried_forward`: not new this quarter, and nothing newer was due.
    """

    age_months: int
    next_due: date | None
    overdue: bool
    carried_forward: bool


def freshness(
    latest: Period, *, interval: int, lag_months: int | None, quarter: Quarter, known_by: date, new: bool
) -> Freshness:
    """How fresh the figure for `latest` is in the pack for `quarter`, whose data were cut off on `known_by`.

    The next figure is due at the end of the month that lies `lag_months` after the following period's last, which comes
    `interval` months after `latest`. `new` says that this pack is the first to report the figure.
    """
    due = None if lag_months is None else month_end(latest.month + interval + lag_months)
    overdue = due is not None and due <= known_by
    age = quarter.end.year * 12 + quarter.end.month - 1 - latest.month
    return Freshness(max(age, 0), due, overdue, carried_forward=not new and not overdue)
