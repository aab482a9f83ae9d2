"""The balanced scorecard: its counts, every indicator by perspective, and how the suite is divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import StatusCounts
from helpers.analysis.peers import neighbours
from helpers.analysis.scorecard import CorporateReport, Perspective
from helpers.model.status import Status
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Section,
    Strong,
    Table,
    Words,
    text_cell,
)
from helpers.present.figures import reading_words
from helpers.present.legible import legible
from helpers.present.sections.suite import balance_table, balance_verdict
from helpers.present.sections.summary import QUIET, change_cell, in_reading_order, page_link, status_cell
from helpers.rules.exact import displayed

NOTHING = "–"
CAPTION = "Indicators by perspective and status. Each is in exactly one perspective, so that rows and columns add up."
NOTE = "Change is since the period before."
NEIGHBOURS_NOTE = (
    " Neighbours gives the mean of the statistical neighbours, and whether we are better or worse; a mean of another "
    "period than our latest figure stands with its period, and is not judged."
)


def scorecard_table(report: CorporateReport) -> Section:
    """How many indicators of each perspective have each rating, with the totals."""
    statuses = report.organisation.statuses
    headings = [*(status.value for status in statuses), "Not rated", "Total"]
    columns = (Column("Perspective", "left", 34), *(Column(name, "right", 11) for name in headings))
    rows = [_counts(each.name, each.counts, statuses) for each in report.perspectives]
    table = Table("scorecard", CAPTION, columns, (*rows, _counts("All", report.counts, statuses, strong=True)))
    return Section((Heading("Balanced scorecard", 2, css=QUIET), table))


def _counts(name: str, counts: StatusCounts, statuses: Sequence[Status], *, strong: bool = False) -> tuple[Cell, ...]:
    numbers = [*(counts.by_status.get(status, 0) for status in statuses), counts.total - counts.rated, counts.total]
    cells = [Cell(str(number) if number else NOTHING, number) for number in numbers]
    if strong:
        return (Cell(Strong(name), name), *(Cell(Strong(words.number(number)), number) for number in numbers))
    return (text_cell(name), *cells)


def corporate_dashboard(report: CorporateReport) -> Section:
    """Every indicator, a table for each perspective: latest figure, target, status, change and any neighbours."""
    note = NOTE + NEIGHBOURS_NOTE if report.organisation.has_neighbours else NOTE
    filled = [each for each in report.perspectives if each.indicators]
    return Section((Paragraph(note), *(block for each in filled for block in _perspective(report, each))))


def _perspective(report: CorporateReport, each: Perspective) -> Iterator[Block]:
    columns = (
        Column("Indicator", "left", 30),
        Column("Status", "left", 15),
        Column("Latest", "right", 11),
        Column("Period", "left", 13),
        Column("Target", "right", 11),
        Column("Change", "left", 13),
        *([Column("Neighbours", "left", 17)] if report.organisation.has_neighbours else []),
    )
    rows = tuple(_row(report, legible(result)) for result in in_reading_order(each.indicators))
    number = report.organisation.perspectives.index(each.name) + 1
    yield Heading(each.name, 2, css=QUIET)
    yield Table(f"dashboard-{number}", f"{each.name}: {words.plural(len(rows), 'indicator')}", columns, rows)


def _row(report: CorporateReport, result: IndicatorResult) -> tuple[Cell, ...]:
    kpi, current = result.kpi, result.current
    target = result.target.target if result.target else None
    name: Words = page_link(result) if report.holder(result) else kpi.title
    return (
        Cell(name, kpi.name),
        status_cell(result),
        Cell(reading_words(kpi, current), current.value if current else None),
        text_cell(words.period_label(kpi, current.period) if current else NOTHING),
        Cell(words.target_text(kpi, result.target), None if target is None else float(target)),
        change_cell(result),
        *([text_cell(against_neighbours(result))] if report.organisation.has_neighbours else []),
    )


def against_neighbours(result: IndicatorResult) -> str:
    """Worse: 45.2%. Only the mean where figures are not of the same period, a dash where there is none."""
    standing = neighbours(result)
    if standing is None or standing.comparison.mean is None:
        return NOTHING
    mean = words.value(result.kpi, standing.comparison.mean)
    if not standing.fair or standing.ours is None or standing.ours.value is None:
        return f"{mean} ({words.period_label(result.kpi, standing.period)})"
    verdict = standing.significance or _side(result, standing.ours.value, standing.comparison.mean)
    return f"{words.sentence(verdict)}: {mean}"


def _side(result: IndicatorResult, ours: float, mean: float) -> str:
    """Better or worse, or for a neutral indicator higher or lower, as the figures are shown."""
    decimals = result.kpi.decimals
    gap = displayed(ours, decimals) - displayed(mean, decimals)
    if not gap:
        return "equal"
    if not result.kpi.direction.polarity:
        return "higher" if gap > 0 else "lower"
    return "better" if gap * result.kpi.direction.polarity > 0 else "worse"


def scorecard_balance(report: CorporateReport) -> Section:
    """How the indicators are divided, and what is out of balance."""
    caption = f"The suite as at {report.quarter}: {words.plural(report.counts.total, 'KPI')}"
    verdict = balance_verdict(report.balance, report.organisation.settings.review)
    heading = Heading("Balance of what is measured", 2, css=QUIET)
    return Section((heading, Paragraph(verdict), balance_table(caption, report.balance)))
