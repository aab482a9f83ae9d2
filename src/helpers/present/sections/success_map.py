"""The success map: a drawing for each priority, and the same in a table beneath it."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.scorecard import CorporateReport
from helpers.analysis.success_map import SuccessMap
from helpers.model.organisation import Priority
from helpers.present.blocks import Block, Heading, Paragraph, Section
from helpers.present.charts.success_map import success_chart
from helpers.present.sections.summary import QUIET

NO_LINKS = "No indicator of this quarter is recorded as leading to another."
INTRODUCTION = (
    "Leading measures show early whether what should bring an outcome about is happening; the outcome follows later. "
    "A link says that one is thought to lead to the other: it is a judgement, and no proof."
)


def success_maps(report: CorporateReport) -> Section:
    """For each priority, a drawing of what leads to what, and its table."""
    if not report.map.outcomes:
        return Section((Paragraph(NO_LINKS),))
    source, parts = report.organisation.success_map_source, report.map.by_priority.items()
    blocks = (block for priority, found in parts for block in _part(priority, found, source))
    return Section((Paragraph(INTRODUCTION), *blocks))


def _part(priority: Priority, found: SuccessMap, source: str) -> Iterator[Block]:
    chart = success_chart(priority, found, source)
    yield Heading(priority.name, 2, css=QUIET)
    yield chart
    yield chart.figures
