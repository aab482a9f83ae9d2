"""The dates of a reporting quarter, and what is to be done on each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import ValidationInfo, field_validator

from helpers.model.audience import Cadence
from helpers.model.periods import Quarter
from helpers.model.record import Record

DATES = ("returns_due", "commentary_due", "data_cut_off", "management_review", "papers_due", "publication")
NOT_BEFORE = {  # which dates each of them cannot come before
    "data_cut_off": ("returns_due",),
    "management_review": ("data_cut_off", "commentary_due"),
    "papers_due": ("data_cut_off", "commentary_due", "management_review"),
    "publication": ("data_cut_off", "commentary_due", "management_review"),
}
ANOTHER_DAY = (("management_review", "data_cut_off"),)  # the last day of the data is over before they are reviewed


class QuarterPlan(Record):
    """A reporting quarter and its dates, of which only the cut-off and publication must be given.

    Suppliers' returns are in by `returns_due` and services' commentary by `commentary_due`. What is known by
    `data_cut_off` is in the packs, which managers consider on `management_review`. Committees' agendas are published on
    `papers_due` and the packs on `publication`. No date is before the quarter's end, or before what it rests on.
    """

    quarter: Quarter
    returns_due: date | None = None
    commentary_due: date | None = None
    data_cut_off: date
    management_review: date | None = None
    papers_due: date | None = None
    publication: date

    @property
    def cadence(self) -> Cadence:
        """How often such a report is made."""
        return Cadence.QUARTERLY

    @property
    def last_quarter(self) -> Quarter:
        """The quarter of the report before."""
        return self.quarter.previous

    @property
    def start(self) -> date:
        """The first day that is reported on."""
        return self.quarter.start

    @property
    def end(self) -> date:
        """The last day that is reported on."""
        return self.quarter.end

    @property
    def name(self) -> str:
        """What is reported on, in a sentence: quarter 1 of 2025/26."""
        return f"quarter {self.quarter.number} of {self.quarter.financial_year.replace('-', '/')}"

    @property
    def dates(self) -> dict[str, date]:
        """The dates that are given, by name, in the order in which the work is done."""
        given = ((name, getattr(self, name)) for name in DATES)
        return {name: day for name, day in given if day is not None}

    @property
    def returns_by(self) -> date:
        """The day by which suppliers are asked for their returns: the cut-off, unless told."""
        return self.returns_due or self.data_cut_off

    @field_validator(*DATES)
    @classmethod
    def _is_in_order(cls, day: date | None, info: ValidationInfo) -> date | None:
        if day is not None:
            _check_quarter(day, info.data.get("quarter"))
            _check_order(str(info.field_name), day, info.data)
        return day


def _check_quarter(day: date, quarter: Quarter | None) -> None:
    if quarter and day < quarter.end:
        raise ValueError(f"{day} is before {quarter} ends, on {quarter.end}. Put the date or the quarter right.")


def _check_order(name: str, day: date, others: dict[str, date | None]) -> None:
    given = {other: others.get(other) for other in NOT_BEFORE.get(name, ())}
    wrong = [f"before {other}, {then}" for other, then in given.items() if then and day < then]
    wrong += [
        f"not after {other}, {day}" for other, then in given.items() if day == then and (name, other) in ANOTHER_DAY
    ]
    if wrong:
        raise ValueError(f"{day} is {' and '.join(wrong)}. Put whichever is wrong right.")


@dataclass(frozen=True)
class CalendarEntry:
    """One date of a quarter: what is done, and by whom, in a role (empty when by nobody).

    `key` names it within its quarter and stays when its day moves. `days` and `working_days` are those since the entry
    before it, that entry's day not counted; 0 for the first.
    """

    quarter: Quarter
    key: str
    day: date
    what: str
    who: str
    days: int = 0
    working_days: int = 0
