"""Milestones that were promised to others, by what they belong to: how each stands, and what has moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.commitments import Committed, by_kind, counted
from helpers.analysis.scorecard import CorporateReport
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Link,
    Paragraph,
    Section,
    Table,
    Words,
    joined,
    text_cell,
)
from helpers.present.prose import printable
from helpers.present.sections.summary import QUIET
from helpers.rules.commitments import Progressed

RULE = (
    "Done on time: by its baseline. Slipped: forecast after its baseline, by so many days. Overdue: its day, the "
    "forecast where there is one, had passed when the data were cut off. What was done before the financial year "
    "began is left out."
)
COLUMNS = (
    Column("Milestone", "left", 36),
    Column("Owner", "left", 16),
    Column("Baseline", "left", 14),
    Column("Forecast or done", "left", 16),
    Column("Status", "left", 18),
)


def commitments(report: CorporateReport) -> Section:
    """A count of each status, then a table for each kind; nothing when no commitment is on record."""
    return Section(tuple(_blocks(report)) if report.commitments else ())


def _blocks(report: CorporateReport) -> Iterator[Block]:
    yield Heading("Commitments", 1)
    yield Paragraph(_lead(report.commitments), "lead")
    for number, (kind, found) in enumerate(by_kind(report.commitments).items(), 1):
        name = words.sentence(printable(kind))
        yield Heading(name, 2, css=QUIET)
        rows = tuple(_row(report, each) for each in found)
        yield Table(f"commitments-{number}", f"{name}: milestones, with what they were last quarter", COLUMNS, rows)
    yield Paragraph(RULE, "small")


def _lead(found: Sequence[Committed]) -> str:
    """Of 6 milestones, 1 is overdue, 2 on track and 3 done on time. 2 have moved since the last quarter."""
    (first, count), *others = counted(found).items()
    told = [f"{count} {'is' if count == 1 else 'are'} {first}", *(f"{count} {way}" for way, count in others)]
    moved = sum(each.moved for each in found)
    since = f"{moved} {'has' if moved == 1 else 'have'} moved" if moved else "None has moved"
    return f"Of {words.plural(len(found), 'milestone')}, {words.listing(told)}. {since} since the last quarter."


def _row(report: CorporateReport, each: Committed) -> tuple[Cell, ...]:
    told = each.commitment
    expected = told.done_on or told.forecast
    return (
        Cell(_milestone(report, each), told.id),
        text_cell(printable(told.owner)),
        Cell(words.day(told.baseline), told.baseline.isoformat()),
        Cell(words.day(expected), expected.isoformat()) if expected else text_cell("–"),
        Cell(_status(each), each.now.progress.value),
    )


def _milestone(report: CorporateReport, each: Committed) -> Words:
    """The milestone, the indicator that it serves, and the evidence."""
    told = each.commitment
    serves = [joined(["Serves", _indicator(report, told.kpi)])] if told.kpi else []
    evidence = [f"Evidence: {printable(told.evidence).rstrip('.')}"] if told.evidence else []
    return joined([joined([part, "."], "") for part in (printable(told.milestone).rstrip("."), *serves, *evidence)])


def _indicator(report: CorporateReport, kpi: str) -> Words:
    name = printable(report.names.get(kpi, kpi))
    reported = kpi in {result.kpi.id for result in report.indicators}
    return Link(name, f"#sec-{kpi}") if reported else name


def _status(each: Committed) -> str:
    now = _said(each.now)
    if each.before is None:
        return f"{now} New."
    return f"{now} Before: {_way(each.before)}." if each.moved else now


def _said(found: Progressed) -> str:
    return words.sentence(f"{_way(found)}.")


def _way(found: Progressed) -> str:
    """Slipped by 31 days, done late by 1 day, on track."""
    return f"{found.progress} by {words.plural(found.days, 'day')}" if found.days else found.progress.value
