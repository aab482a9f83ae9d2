"""Whom a report is for and how often: committees each quarter, managers of services perhaps each month or fortnight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pydantic import model_validator

from helpers.model.lifecycle import Id
from helpers.model.periods import Frequency, Quarter, add_months, month_end, month_start
from helpers.model.record import Record

FORTNIGHT = timedelta(days=14)


class AudienceKind(StrEnum):
    """At what level performance is reviewed. Committees meet in public; the others manage the services."""

    COMMITTEE = "committee"
    MANAGEMENT_TEAM = "management-team"
    DIRECTORATE = "directorate"
    SERVICE = "service"

    @property
    def noun(self) -> str:
        """The kind in a sentence."""
        return self.value.replace("-", " ")


class Cadence(StrEnum):
    """How often an audience is given its report."""

    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    FORTNIGHTLY = "fortnightly"

    @property
    def noun(self) -> str:
        """What the report is about: a quarter, a month or a fortnight."""
        return {"quarterly": "quarter", "monthly": "month"}.get(self.value, "fortnight")

    @property
    def in_a_quarter(self) -> int:
        """How many reports there are in a quarter, or in a rough quarter of fortnights."""
        return {"quarterly": 1, "monthly": 3}.get(self.value, 6)

    def after(self, day: date) -> date:
        """The day of the next report, where one is made on this day."""
        months = {"quarterly": 3, "monthly": 1}.get(self.value)
        return add_months(day, months) if months else day + FORTNIGHT


class KpiSelection(Record):
    """Which KPIs a report is about: those that meet every condition given, and those named in `also`.

    `overseen_by` has the committees that oversee them, `owners` the posts that own them, and `frequencies` how often
    they are measured. A selection without a condition chooses those in `also` alone.
    """

    overseen_by: tuple[Id, ...] = ()
    owners: tuple[str, ...] = ()
    frequencies: tuple[Frequency, ...] = ()
    also: tuple[Id, ...] = ()

    @property
    def conditions(self) -> bool:
        """Whether it chooses KPIs by what they are, and not by name alone."""
        return bool(self.overseen_by or self.owners or self.frequencies)

    @model_validator(mode="after")
    def _chooses_something(self) -> KpiSelection:
        if not self.conditions and not self.also:
            raise ValueError("this chooses no KPI. Give overseen_by, owners, frequencies or also.")
        return self


@dataclass(frozen=True)
class Edition:
    """One of the reports that an audience is given within a quarter.

    It is about the days from `start` to `end` and uses the figures known by `data_cut_off`, with the definitions and
    targets of its quarter.
    """

    quarter: Quarter
    cadence: Cadence
    start: date
    end: date
    data_cut_off: date

    @property
    def id(self) -> str:
        """How it is asked for, and told in names of files: 2025-06, or 2025-06-15 for a fortnight."""
        return f"{self.end:%Y-%m}" if self.cadence is Cadence.MONTHLY else self.end.isoformat()

    @property
    def publication(self) -> date:
        """When its readers may have it: as soon as its data are cut off."""
        return self.data_cut_off

    @property
    def name(self) -> str:
        """What it is about, in a sentence: June 2025, or the fortnight to 15 June 2025."""
        month = f"{self.end:%B} {self.end.year}"
        return month if self.cadence is Cadence.MONTHLY else f"the fortnight to {self.end.day} {month}"

    @property
    def last_quarter(self) -> Quarter:
        """The quarter of the edition before, which may be the same."""
        return self.previous.quarter

    @property
    def previous(self) -> Edition:
        """The edition before this one."""
        days = self.data_cut_off - self.end
        if self.cadence is Cadence.MONTHLY:
            return _month(self.start.year * 12 + self.start.month - 2, days)
        return _fortnight(self.end - FORTNIGHT, days)


def monthly(quarter: Quarter, days: int) -> tuple[Edition, ...]:
    """The editions of a quarter's three months, whose data are cut off this many days after the month."""
    first = quarter.start.year * 12 + quarter.start.month - 1
    return tuple(_month(month, timedelta(days)) for month in range(first, first + 3))


def fortnightly(quarter: Quarter, anchor: date, days: int) -> tuple[Edition, ...]:
    """The editions of the fortnights that end in a quarter; one of all fortnights ends on the day `anchor`."""
    return tuple(_fortnight(end, timedelta(days)) for end in _every_fortnight(quarter, anchor))


def _every_fortnight(quarter: Quarter, anchor: date) -> Iterator[date]:
    end = quarter.start + (anchor - quarter.start) % FORTNIGHT
    while end <= quarter.end:
        yield end
        end += FORTNIGHT


def _month(month: int, days: timedelta) -> Edition:
    start, end = month_start(month), month_end(month)
    return Edition(Quarter.containing(end), Cadence.MONTHLY, start, end, end + days)


def _fortnight(end: date, days: timedelta) -> Edition:
    start = end - FORTNIGHT + timedelta(days=1)
    return Edition(Quarter.containing(end), Cadence.FORTNIGHTLY, start, end, end + days)
