"""The figures behind every chart, for those who would rather read numbers."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.present.blocks import Block, Heading, Link, Paragraph, Section, Table
from helpers.present.figures import benchmark_table, control_table, trend_table
from helpers.present.sections.summary import QUIET


def figures(pack: Pack) -> Section:
    """For each charted indicator: its figures by period, and its comparison with other areas."""
    charted = [each for each in pack.indicators if any(point.reading.value is not None for point in each.history)]
    tables = [(each, trend_table(each), benchmark_table(each)) for each in charted]
    return Section(tuple(block for each, *pair in tables for block in _blocks(each, *pair)))


def control_figures(pack: Pack) -> Section:
    """For each control chart: every figure with its limits and what it is a sign of."""
    return Section(tuple(block for each in pack.indicators for block in _blocks(each, control_table(each))))


def _blocks(result: IndicatorResult, *tables: Table | None) -> Iterator[Block]:
    shown = [table for table in tables if table]
    if shown:
        yield Heading(result.kpi.name, 2, css=QUIET)
        yield from shown
        yield Paragraph(("Back to ", Link(result.kpi.name, f"#sec-{result.kpi.id}"), "."), "small")
