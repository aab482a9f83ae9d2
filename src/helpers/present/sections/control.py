"""Control charts: what is out of the ordinary, and which targets the process can be relied on to meet."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.analysis.reliability import disagreement
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Heading,
    Link,
    Paragraph,
    Section,
    Strong,
    Words,
    assurance_mark,
    joined,
    variation_mark,
)
from helpers.present.charts import control
from helpers.present.prose import printable
from helpers.present.sections.summary import QUIET
from helpers.present.sentences import spc_sentence
from helpers.rules.spc import ControlChart

ABOUT = (
    "A control chart tells the usual ups and downs of a measure (common cause) from a change that has a reason "
    "(special cause). Figures between the two limits are to be expected as things stand. A target within the limits is "
    "hit or miss; one beyond them is consistently passed or failed."
)
NONE = "There are no control charts in this report: they need monthly or quarterly figures that do not overlap."


def control_charts(pack: Pack) -> Section:
    """For each indicator with a control or run chart: its marks, what they mean, the chart, and its rebasings."""
    blocks = tuple(block for result in pack.indicators for block in _blocks(pack, result))
    return Section((Paragraph(ABOUT), *blocks) if blocks else (Paragraph(NONE),))


def _blocks(pack: Pack, result: IndicatorResult) -> Iterator[Block]:
    chart = control(result)
    if chart is None:
        return
    yield Heading(result.kpi.name, 2, css=QUIET)
    marks = joined(_marks(result), " · ")
    if marks:
        yield Paragraph(marks, "kpi-meta")
    flag = disagreement(result)
    if flag:
        yield Paragraph(Strong(f"{flag.words}."), "keep")
    yield Paragraph(spc_sentence(result).text, "keep")
    yield chart
    yield from (Paragraph(footnote, "small") for footnote in _rebasings(pack, result))
    yield Paragraph(("Back to ", Link(result.kpi.name, f"#sec-{result.kpi.id}"), "."), "small")


def _marks(result: IndicatorResult) -> Iterator[Words]:
    if isinstance(result.spc, ControlChart):
        if result.spc.variation:
            yield variation_mark(result.spc.variation)
        if result.spc.assurance:
            yield assurance_mark(result.spc.assurance)


def _rebasings(pack: Pack, result: IndicatorResult) -> Iterator[str]:
    """Why limits were worked out afresh, on whose word and when: the reason and the name are anyone's words."""
    segments = result.spc.segments[1:] if isinstance(result.spc, ControlChart) else ()
    limits = {segment.first: segment.lower is not None for segment in segments}
    for period, rebasing in result.kpi.rebased(pack.plan.data_cut_off):
        if period in limits:
            what = "Limits were worked out afresh" if limits[period] else "Limits are to be worked out afresh"
            reason = _on_one_line(rebasing.reason).rstrip(".")
            by = f"recorded by {_on_one_line(rebasing.author)}, {words.day(rebasing.recorded_on)}"
            yield f"{what} {words.from_period(result.kpi, period)}: {reason} ({by})."


def _on_one_line(text: str) -> str:
    return " ".join(printable(text).split())
