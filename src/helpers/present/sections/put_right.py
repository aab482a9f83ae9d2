"""What was put right: the figures that the last report had otherwise, and every correction that is on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.fitness import Fitness
from helpers.analysis.indicator import IndicatorResult, Revision
from helpers.model.correction import Correction
from helpers.present import words
from helpers.present.blocks import Cell, Column, Paragraph, Section, Table, text_cell
from helpers.present.sections.revisions import revision_cells


def revised_figures(quality: Fitness) -> Section:
    """Every figure that the last report had otherwise, and every correction that is on record, the latest first."""
    revised = [(result, each) for result in quality.indicators for each in result.revisions]
    corrected = [(result, each) for result in quality.indicators for each in _corrections(result)]
    revisions = _revised_table(quality, revised) if revised else Paragraph("No figure was revised.")
    corrections = _corrected_table(corrected) if corrected else Paragraph("No figure was corrected.")
    return Section((revisions, corrections))


def _corrections(result: IndicatorResult) -> Iterator[Correction]:
    for point in result.history:
        yield from point.reading.corrections


def _revised_table(quality: Fitness, revised: Sequence[tuple[IndicatorResult, Revision]]) -> Table:
    columns = (
        Column("Indicator", "left", 30), Column("Period", "left", 14), Column("Was", "right", 12),
        Column("Is now", "right", 12), Column("Why", "left", 32),
    )  # fmt: skip
    rows = tuple((text_cell(result.kpi.name), *revision_cells(result, each)) for result, each in revised)
    return Table("revised", f"Figures that the report before {quality.plan.quarter} had otherwise", columns, rows)


def _corrected_table(corrected: Sequence[tuple[IndicatorResult, Correction]]) -> Table:
    columns = (
        Column("Indicator", "left", 28), Column("Period", "left", 12), Column("Number", "left", 12),
        Column("Stood as", "right", 10), Column("Corrected to", "right", 12),
        Column("Why, and who says so", "left", 26),
    )  # fmt: skip
    latest_first = sorted(corrected, key=lambda pair: pair[1].corrected_on, reverse=True)
    return Table("corrections", "Corrections on record", columns, tuple(_corrected(*each) for each in latest_first))


def _corrected(result: IndicatorResult, each: Correction) -> tuple[Cell, ...]:
    numbers = (each.expect, each.correct)
    return (
        text_cell(result.kpi.name),
        text_cell(words.period_label(result.kpi, each.period)),
        text_cell(each.field.value),
        *(Cell(f"{number:,f}", float(number)) for number in numbers),
        text_cell(f"{each.reason.rstrip('.')}. {each.corrected_by}, {words.day(each.corrected_on)}"),
    )
