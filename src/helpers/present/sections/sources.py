"""Where every figure comes from."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.model.provenance import Origin
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Link,
    Paragraph,
    Section,
    Table,
    Words,
    joined,
    text_cell,
)
from helpers.present.prose import printable
from helpers.present.sections.summary import page_link


def sources(pack: Pack) -> Section:
    """Publisher, licence, latest period and publication lag of each indicator, and where the record is kept."""
    return Section(tuple(_blocks(pack)))


def _blocks(pack: Pack) -> Iterator[Block]:
    rows = tuple(_row(result) for result in pack.indicators if result.origin)
    if rows:
        yield Table("sources", "Sources of the figures", COLUMNS, rows)
    yield Paragraph(PROVENANCE)
    yield Paragraph(_small_numbers(pack))
    open_about = [result.kpi for result in pack.indicators if result.kpi.shows_small_numbers]
    if open_about:
        yield Paragraph("No number of these indicators is too small to publish:")
        yield Bullets(tuple(f"{kpi.name}: {printable(kpi.small_numbers_shown_because.strip())}" for kpi in open_about))


def _small_numbers(pack: Pack) -> str:
    threshold = pack.organisation.settings.disclosure_threshold
    if not threshold:
        return "Small numbers are not hidden in this report: the organisation has chosen a threshold of 0."
    counts = "A count of 1" if threshold == 1 else f"Counts from 1 to {threshold}"
    return f"{counts} could identify someone. They are hidden, and so is whatever would give one away: {MARKED}."


COLUMNS = (
    Column("Indicator", "left", 25),
    Column("Publisher and publication", "left", 42),
    Column("Licence", "left", 13),
    Column("Latest period", "left", 11),
    Column("Known after", "left", 9),
)
MARKED = "figures that rest on it, and counts from which it could be worked out. Each is marked [c]"
PROVENANCE = (
    "Every number in this report can be walked back to its source. The file manifest.json, published beside this "
    "report, names each data file with its checksum, and results.json holds the unrounded figures, our own with the "
    "line that each was read from."
)


def _row(result: IndicatorResult) -> tuple[Cell, ...]:
    kpi, origin = result.kpi, result.origin
    lag = kpi.publication_lag
    return (
        Cell(page_link(result), kpi.name),
        text_cell(_publication(origin) if origin else "–"),
        text_cell(origin.licence if origin else "–"),
        text_cell(words.period_label(kpi, result.current.period) if result.current else "–"),
        Cell(words.months(lag.months) if lag else "–", lag.months if lag else None),
    )


def _publication(origin: Origin) -> Words:
    """The publisher and the title, which links to where it was published; the publisher is not said twice."""
    title = origin.title.removeprefix(origin.publisher).strip(" ,:")
    linked: Words = Link(title, origin.url) if origin.url and title else title
    return joined([origin.publisher, linked], ": ")
