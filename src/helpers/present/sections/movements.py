"""How many indicators had each status last time, what they have now, and what was decided about them."""

from __future__ import annotations

from helpers.analysis.movements import Group, Row, movements
from helpers.analysis.pack import Pack
from helpers.present.blocks import Cell, Column, Heading, Paragraph, Section, Table, Words, status_mark, text_cell
from helpers.present.sections.decisions import decisions_of_the_year
from helpers.present.sections.summary import QUIET

UNRATED = "Not rated"


def movement_matrix(pack: Pack) -> Section:
    """A table with a row for each status of the last report, its reading in a sentence, and the year's decisions."""
    found = movements(pack)
    headings = [*(group.value if group else UNRATED for group in found.new), "No new figure", "Removed", "Total"]
    columns = (Column("In the last report", "left", 20), *(Column(name, "right", 10) for name in headings))
    rows = tuple(_row(row) for row in found.rows)
    if sum(found.new.values()):
        rows += ((text_cell("New in this report"), *_counts(found.new), *_numbers(0, 0, sum(found.new.values()))),)
    heading = Heading("Movement since the last report", 2, css=QUIET)
    table = Table("movement", CAPTION, columns, rows)
    return Section((heading, table, Paragraph(NOTE, "small"), *decisions_of_the_year(pack)))


CAPTION = "Status in the last report, down, and in this one, across. Each row ends with the last report's total."
NOTE = (
    "“No new figure” counts indicators that kept their status because none was due, so they take no part in movement. "
    "“Removed” counts those that are no longer reported."
)


def _row(row: Row) -> tuple[Cell, ...]:
    label: Words = status_mark(row.before) if row.before else UNRATED
    name = row.before.value if row.before else UNRATED
    return (Cell(label, name), *_counts(row.now), *_numbers(row.carried, row.removed, row.total))


def _counts(counted: dict[Group, int]) -> tuple[Cell, ...]:
    return _numbers(*counted.values())


def _numbers(*counts: int) -> tuple[Cell, ...]:
    return tuple(Cell(str(count) if count else "–", count) for count in counts)
