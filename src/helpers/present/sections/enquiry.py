"""The answer to an analyst's question about one indicator: the pack's own words and charts, and the figures behind."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.indicator import IndicatorResult
from helpers.present.blocks import Block, Heading, Paragraph, Section, joined, status_mark
from helpers.present.charts import benchmark, control, trend
from helpers.present.figures import benchmark_table, trend_table
from helpers.present.sections.indicator_page import has_nothing_yet
from helpers.present.sections.what_if import NOT_SAVED, question, status_history
from helpers.present.sentences import drafted, spc_sentence, why


def enquiry(result: IndicatorResult, supposed: IndicatorResult | None = None) -> Section:
    """Status, drafted sentence, charts and tables of an indicator; as `supposed`, beside what it is, when it is given.

    `supposed` is the same indicator had another target or tolerance been agreed.
    """
    shown = supposed or result
    return Section((*_words(result, supposed), *_charts(shown), *_tables(result, supposed)))


def _words(result: IndicatorResult, supposed: IndicatorResult | None) -> Iterator[Block]:
    shown = supposed or result
    yield Heading(shown.kpi.name, 3)
    if supposed:
        yield question(result, supposed)
    quarter, year = shown.quarter.number, shown.quarter.financial_year.replace("-", "/")
    yield Paragraph(joined([status_mark(shown.status), f"in quarter {quarter} of {year}"]), "kpi-meta")
    yield Paragraph(why(shown).text, "why")
    sentences = "" if has_nothing_yet(shown) else " ".join(sentence.text for sentence in drafted(shown))
    if sentences:
        yield Paragraph(sentences)


def _charts(shown: IndicatorResult) -> Iterator[Block]:
    yield from (chart for chart in (trend(shown), benchmark(shown)) if chart)
    controlled = control(shown)
    if controlled:
        yield Paragraph(spc_sentence(shown).text)
        yield controlled


def _tables(result: IndicatorResult, supposed: IndicatorResult | None) -> Iterator[Block]:
    if supposed:
        yield status_history(result, supposed)
        yield Paragraph(NOT_SAVED, "small")
    elif result.history:
        yield trend_table(result)
    others = benchmark_table(result)
    if others:
        yield others
