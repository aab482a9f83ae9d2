"""The status history as it was, beside what it would have been with another target or tolerance."""

from __future__ import annotations

from helpers.analysis.indicator import IndicatorResult, Point
from helpers.present import words
from helpers.present.blocks import Cell, Column, Table, status_mark, text_cell
from helpers.present.figures import reading_words
from helpers.present.legible import legible


def status_history(result: IndicatorResult, supposed: IndicatorResult) -> Table:
    """One row a period: the figure, its status as reported, and its status as supposed; the caption counts them."""
    shown = legible(supposed)
    columns = (
        Column("Period", "left", 22),
        Column("Value", "right", 16),
        Column("Target", "right", 16),
        Column("Status", "left", 16),
        Column("What if the target were", "right", 16),
        Column("Status then", "left", 14),
    )
    pairs = list(zip(result.history, supposed.history, strict=True))
    changed = sum(_status(was) != _status(would) for was, would in pairs)
    caption = f"{shown.kpi.name}: the status would differ in {changed} of {words.plural(len(pairs), 'period')}"
    rows = tuple(_row(shown, was, would) for was, would in pairs)
    return Table(f"{shown.kpi.id}-what-if", caption, columns, rows)


def _row(result: IndicatorResult, was: Point, would: Point) -> tuple[Cell, ...]:
    kpi = result.kpi
    return (
        text_cell(words.period_label(kpi, was.reading.period)),
        Cell(reading_words(kpi, was.reading), was.reading.value),
        text_cell(words.target_text(kpi, was.target)),
        _status_cell(was),
        text_cell(words.target_text(kpi, would.target)),
        _status_cell(would),
    )


def _status_cell(point: Point) -> Cell:
    return Cell(status_mark(point.rating.status), point.rating.status.value) if point.rating else text_cell("–")


def _status(point: Point) -> str:
    return point.rating.status.value if point.rating else ""
