"""A figure walked back to its rows: every vintage, the target, the rule, and where it all came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.indicator import IndicatorResult, Point
from helpers.analysis.vintages import Vintage
from helpers.model.provenance import Origin
from helpers.model.status import StatusScheme
from helpers.model.target import Target
from helpers.present import words
from helpers.present.blocks import Block, Cell, Column, Paragraph, Section, Table, status_mark, text_cell
from helpers.present.figures import reading_words
from helpers.present.legible import legible
from helpers.present.sections.key import meanings
from helpers.present.sentences.drafted import parts

Row = tuple[Cell, Cell, Cell]


def trace(result: IndicatorResult, point: Point, vintages: Sequence[Vintage]) -> Section:
    """The rows, the arithmetic and the rule behind one figure of an indicator, oldest vintage first."""
    return Section(tuple(_blocks(legible(result), point, vintages)))


def _blocks(result: IndicatorResult, point: Point, vintages: Sequence[Vintage]) -> Iterator[Block]:
    columns = (Column("What", "left", 22), Column("Value", "left", 26), Column("Where from", "left", 52))
    period = words.period_label(result.kpi, point.reading.period)
    rows = tuple(_rows(result, point, vintages))
    yield Table(f"{result.kpi.id}-trace", f"{result.kpi.name}, {period}: where the figure comes from", columns, rows)
    if result.origin and result.origin.derivation:
        yield Paragraph(f"How the figures were put together: {result.origin.derivation}", "small")


def _rows(result: IndicatorResult, point: Point, vintages: Sequence[Vintage]) -> Iterator[Row]:
    file = f"data/kpis/{result.kpi.id}/observations.csv"
    for vintage in vintages:
        known = f"line {vintage.reading.line}, known on {words.day(vintage.known_on)}"
        used = "" if vintage.reading == point.reading else "; replaced by a later one"
        yield text_cell("Figure"), Cell(reading_words(result.kpi, vintage.reading)), text_cell(f"{file} {known}{used}")
    share = parts(result.kpi, point.reading).text
    if share:
        yield text_cell("Arithmetic"), text_cell(share), text_cell("numerator and denominator of the same line")
    if point.target:
        yield _target(result, point.target)
    if point.rating and result.scheme:
        yield text_cell("Status"), Cell(status_mark(point.rating.status)), text_cell(_rule(result.scheme))
    if result.origin:
        yield text_cell("Source"), text_cell(result.origin.publisher), text_cell(_source(result.origin))


def _target(result: IndicatorResult, target: Target) -> Row:
    where = f"data/kpis/{result.kpi.id}/targets.csv line {target.line}, agreed on {words.day(target.agreed_on)}"
    said = f"{where}: {target.rule}" if target.rule else where
    return text_cell("Target"), text_cell(words.target_text(result.kpi, target)), text_cell(said)


def _rule(scheme: StatusScheme) -> str:
    """The scheme in words, as in the key."""
    rules = " ".join(f"{status}: {text}" for status, text in meanings(scheme))
    return f"{scheme.name}, version {scheme.version}. {rules}"


def _source(origin: Origin) -> str:
    return f"{origin.title}; read on {words.day(origin.accessed)}; sha256 {origin.sha256[:12]}…"
