"""The calendar of a quarter or of a year, and dates for the quarter that comes next."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from helpers.analysis.calendar import Calendar, calendar, date_findings, proposed
from helpers.model.periods import Quarter
from helpers.model.quality import Finding
from helpers.store.register import Register
from helpers.store.scaffold import new_quarter
from helpers.store.workspace import asked_quarter, open_register, parse_quarter, quarters_of

PUBLISHED_AFTER = timedelta(days=14)  # from the cut-off to publication, in the first quarter of all


def open_calendar(workspace: Path | str, quarter: str | None = None, year: str | None = None) -> Calendar:
    """The calendar of a quarter, the latest unless told, or of all of a year's quarters.

    Raises Problems when the parameters are not right, or there is no such quarter or year.
    """
    register = open_register(workspace)
    chosen = quarters_of(register, year) if year else [asked_quarter(register, quarter)]
    plans = [register.plan(each) for each in chosen]
    return calendar(plans, list(register.committees.values()), register.organisation)


def calendar_findings(workspace: Path | str, quarter: Quarter) -> tuple[Finding, ...]:
    """What should be looked at in a quarter's dates. Raises Problems when the parameters are not right."""
    register = open_register(workspace)
    committees, settings = list(register.committees.values()), register.organisation.settings
    return tuple(date_findings(register.plan(quarter), committees, settings))


def start_quarter(workspace: Path | str, quarter: str) -> Path:
    """Write a quarter's file, with dates like those of the quarter before it that has a file.

    The first quarter has its dates by the organisation's rule. Raises Problems when the quarter exists or is none.
    """
    register, asked = open_register(workspace), parse_quarter(quarter)
    return new_quarter(register, asked, _dates(register, asked))


def _dates(register: Register, quarter: Quarter) -> dict[str, date]:
    earlier = [each for each in register.plans if each < quarter]
    if earlier:
        return proposed(quarter, register.plans[max(earlier)], register.organisation.settings.closed_days)
    cut_off = register.cut_off(quarter)
    return {"data_cut_off": cut_off, "publication": cut_off + PUBLISHED_AFTER}
