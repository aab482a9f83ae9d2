"""The figures behind each chart, as tables."""

from __future__ import annotations

from helpers.analysis.indicator import IndicatorResult, Point, Standing
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading
from helpers.model.organisation import ComparatorKind
from helpers.present import words
from helpers.present.blocks import Cell, Column, Shorthand, Table, Words, joined, status_mark, text_cell
from helpers.present.legible import legible
from helpers.present.words import Number

SINGLE = (ComparatorKind.REGION, ComparatorKind.NATION)


def trend_table(result: IndicatorResult) -> Table:
    """Every figure of the trend chart: period, value, the counts behind it, target, status and notes."""
    shown = legible(result)
    counted = any(point.reading.denominator is not None for point in shown.history)
    counts = (Column("Numerator", "right", 13), Column("Denominator", "right", 13)) if counted else ()
    width = 19 if counted else 45
    columns = (
        Column("Period", "left", 18),
        Column("Value", "right", 12),
        *counts,
        Column("Target", "right", 12),
        Column("Status", "left", 13),
        Column("Note", "left", width),
    )
    rows = tuple(_row(shown.kpi, point, counted) for point in shown.history)
    return Table(f"{shown.kpi.id}-trend", f"{shown.kpi.name}: figures by period", columns, rows)


def benchmark_table(result: IndicatorResult) -> Table | None:
    """Every figure of the benchmark chart, or None when there is nobody to compare with."""
    shown = legible(result)
    if not shown.standings:
        return None
    columns = (
        Column("Compared with", "left", 34),
        Column("Period", "left", 15),
        Column("Mean", "right", 10),
        Column("Median", "right", 10),
        Column("Reporting", "right", 12),
        Column("Ours", "right", 10),
        Column("Rank", "right", 9),
    )
    rows = tuple(row for standing in shown.standings for row in _standing_rows(shown.kpi, standing))
    return Table(f"{shown.kpi.id}-benchmark", f"{shown.kpi.name}: comparison with other areas", columns, rows)


def reading_words(kpi: Kpi, reading: Reading | None) -> Words:
    """A figure with its shorthand marks, as in a table cell; the mark alone when there is no figure to show."""
    if reading is None:
        return "–"
    marks = tuple(Shorthand(mark) for mark in reading.marks)
    return joined([*([words.value(kpi, reading.value)] if reading.value is not None else []), *marks]) or "–"


def value_words(kpi: Kpi, value: Number | None) -> str:
    """A value, or a dash when there is none."""
    return "–" if value is None else words.value(kpi, value)


def _row(kpi: Kpi, point: Point, counted: bool) -> tuple[Cell, ...]:
    reading, target = point.reading, point.target
    counts = (_count(reading.numerator), _count(reading.denominator)) if counted else ()
    return (
        Cell(words.period_label(kpi, reading.period), reading.period.text),
        Cell(reading_words(kpi, reading), reading.value),
        *counts,
        Cell(words.target_text(kpi, target), None if target is None or target.target is None else float(target.target)),
        Cell(status_mark(point.rating.status), point.rating.status.value) if point.rating else Cell("–", None),
        Cell(reading.note, " ".join([*(f"[{mark}]" for mark in reading.marks), reading.note]).strip()),
    )


def _count(value: float | None) -> Cell:
    return Cell("–" if value is None else words.number(value, 0 if float(value).is_integer() else 1), value)


def _standing_rows(kpi: Kpi, standing: Standing) -> list[tuple[Cell, ...]]:
    comparison, group = standing.comparison, standing.group
    period = Cell(words.period_label(kpi, standing.period), standing.period.text)
    median = None if group.kind in SINGLE else comparison.median
    ours = standing.ours.value if standing.ours else None
    rank = f"{comparison.rank} of {comparison.of}" if comparison.rank and group.kind not in SINGLE else "–"
    head = (
        text_cell(group.name),
        period,
        Cell(value_words(kpi, comparison.mean), comparison.mean),
        Cell(value_words(kpi, median), median),
        text_cell("–" if group.kind in SINGLE else f"{comparison.reporting} of {comparison.members}"),
        Cell(value_words(kpi, ours), ours),
        Cell(rank, comparison.rank),
    )
    named = standing.values if group.publish_names and group.kind not in SINGLE else ()
    blank = (Cell("–"),) * 4
    return [head, *((text_cell(name), period, Cell(words.value(kpi, value), value), *blank) for name, value in named)]
