"""The figures behind each chart, as tables."""

from __future__ import annotations

from helpers.analysis.indicator import IndicatorResult, Point, Standing
from helpers.model.kpi import Kpi
from helpers.model.observation import Mark, Reading
from helpers.model.organisation import ComparatorKind
from helpers.present import words
from helpers.present.blocks import Cell, Column, Shorthand, Table, Words, joined, status_mark, text_cell, variation_mark
from helpers.present.legible import legible, possible_limits
from helpers.present.words import Number
from helpers.rules.spc import ControlChart, ControlPoint, RunChart, Segment

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


def control_table(result: IndicatorResult) -> Table | None:
    """Every figure of the control or run chart, with what it is held against; None without a chart."""
    shown = legible(result)
    if isinstance(shown.spc, RunChart):
        return _run_table(shown.kpi, shown.spc)
    return _control_table(shown.kpi, shown.spc) if isinstance(shown.spc, ControlChart) else None


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
    counts = tuple(_count(reading, count) for count in (reading.numerator, reading.denominator)) if counted else ()
    return (
        Cell(words.period_label(kpi, reading.period), reading.period.text),
        Cell(reading_words(kpi, reading), reading.value),
        *counts,
        Cell(words.target_text(kpi, target), None if target is None or target.target is None else float(target.target)),
        Cell(status_mark(point.rating.status), point.rating.status.value) if point.rating else Cell("–", None),
        Cell(reading.note, " ".join([*(f"[{mark}]" for mark in reading.marks), reading.note]).strip()),
    )


def _run_table(kpi: Kpi, chart: RunChart) -> Table:
    columns = (Column("Period", "left", 40), Column("Value", "right", 30), Column("Median", "right", 30))
    median = Cell(words.value(kpi, chart.median), chart.median)
    rows = tuple((*_charted(kpi, reading), median) for reading in chart.readings)
    return Table(f"{kpi.id}-control", f"{kpi.name}: figures of the run chart", columns, rows)


def _control_table(kpi: Kpi, chart: ControlChart) -> Table:
    columns = (
        Column("Period", "left", 16),
        Column("Value", "right", 12),
        Column("Mean", "right", 11),
        Column("Lower limit", "right", 12),
        Column("Upper limit", "right", 12),
        Column("Signal", "left", 21),
        Column("Variation", "left", 16),
    )
    rows = tuple(_control_row(kpi, point, chart.segments[point.segment]) for point in chart.points)
    return Table(f"{kpi.id}-control", f"{kpi.name}: figures of the control chart", columns, rows)


def _charted(kpi: Kpi, reading: Reading) -> tuple[Cell, Cell]:
    return (
        Cell(words.period_label(kpi, reading.period), reading.period.text),
        Cell(reading_words(kpi, reading), reading.value),
    )


def _control_row(kpi: Kpi, point: ControlPoint, segment: Segment) -> tuple[Cell, ...]:
    limits = possible_limits(kpi, segment)
    low, high = (Cell(words.value(kpi, limit), limit) for limit in limits) if limits else (Cell("–"), Cell("–"))
    variation = point.variation
    return (
        *_charted(kpi, point.reading),
        Cell(words.value(kpi, segment.centre), segment.centre),
        low,
        high,
        text_cell(words.sentence(point.signal.value)) if point.signal else Cell("–"),
        Cell(variation_mark(variation), variation.value) if variation else Cell("–"),
    )


def _count(reading: Reading, value: float | None) -> Cell:
    if value is None:
        return Cell(Shorthand(Mark.CONFIDENTIAL) if reading.hidden else "–", None)
    return Cell(words.number(value, 0 if float(value).is_integer() else 1), value)


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
        Cell(Shorthand(Mark.CONFIDENTIAL) if standing.ours and standing.ours.hidden else value_words(kpi, ours), ours),
        Cell(rank, comparison.rank),
    )
    named = standing.values if group.publish_names and group.kind not in SINGLE else ()
    blank = (Cell("–"),) * 4
    return [head, *((text_cell(name), period, Cell(words.value(kpi, value), value), *blank) for name, value in named)]
