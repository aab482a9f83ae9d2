"""The figures behind every chart, for those who would rather read numbers."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.pack import Pack
from helpers.present.blocks import Block, Heading, Link, Paragraph, Section
from helpers.present.figures import benchmark_table, control_table, trend_table
from helpers.present.sections.summary import QUIET


def figures(pack: Pack) -> Section:
    """For each charted indicator: its figures by period, its comparison with other areas, and its control limits."""
    return Section(tuple(_blocks(pack)))


def _blocks(pack: Pack) -> Iterator[Block]:
    for result in pack.indicators:
        if any(point.reading.value is not None for point in result.history):
            yield Heading(result.kpi.name, 2, css=QUIET)
            yield trend_table(result)
            yield from (table for table in (benchmark_table(result), control_table(result)) if table)
            yield Paragraph(("Back to ", Link(result.kpi.name, f"#sec-{result.kpi.id}"), "."), "small")
