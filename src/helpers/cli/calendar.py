"""`packs calendar`: what is done when in a quarter or a year, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from helpers.cli.terminal import HERE, Which, Workspace, out
from helpers.errors import Problem, Problems
from helpers.model.quality import Severity

if TYPE_CHECKING:
    from helpers.model.calendar import CalendarEntry
    from helpers.model.quality import Finding


def calendar(
    quarter: Which = None,
    year: Annotated[str | None, typer.Option(help="All quarters of a financial year, for example 2025-26.")] = None,
    ics: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write the dates to this file too, for calendar programs.")
    ] = None,
    workspace: Workspace = HERE,
) -> None:
    """Show every date of a quarter or a year in order: what is done, by whom, and how long there is for it."""
    from helpers.present.icalendar import icalendar
    from helpers.store.together import write_together
    from helpers.workbook import open_calendar

    if quarter and year:
        raise Problems([Problem("", 0, "calendar", "a quarter and a year were given.", "Give one of the two.")])
    found = open_calendar(workspace, quarter, year)
    out.print(_table(found.entries))
    for line in lines_on_dates(found.findings):
        out.print(escape(line))
    if ics:
        write_together(ics.resolve().parent, {ics.resolve(): icalendar(found)})
        out.print(escape(f"Wrote {ics} ({len(found.entries)} events)."))


def lines_on_dates(found: Sequence[Finding]) -> Iterator[str]:
    """What was found in the dates, under a line that says how much; nothing when all is well."""
    if found:
        yield f"In the dates, {len(found)} that {Severity.SHOULD}:"
    yield from (f"  {finding}" for finding in found)


def _table(entries: Sequence[CalendarEntry]) -> Table:
    """A row for each date, with the days since the one before it."""
    days = (Column("Days", justify="right"), Column("Working", justify="right"))
    table = Table("Date", *days, Column("Quarter", no_wrap=True), "What", "By", box=None, pad_edge=False)
    for place, entry in enumerate(entries):
        table.add_row(*(escape(cell) for cell in _cells(entry, first=place == 0)))
    return table


def _cells(entry: CalendarEntry, *, first: bool) -> Iterator[str]:
    yield f"{entry.day:%a} {entry.day.isoformat()}"
    yield "" if first else f"+{entry.days}"
    yield "" if first else f"+{entry.working_days}"
    yield from (str(entry.quarter), entry.what, entry.who)
