"""A figure walked back to its rows: every vintage and correction, the target, the rule, and where it all came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.indicator import IndicatorResult, Point
from helpers.model.correction import Correction
from helpers.model.kpi import Kpi
from helpers.model.observation import Mark, Reading, Vintage
from helpers.model.provenance import Origin
from helpers.model.status import StatusScheme
from helpers.model.target import Target
from helpers.present import words
from helpers.present.blocks import Block, Cell, Column, Paragraph, Section, Shorthand, Table, status_mark, text_cell
from helpers.present.figures import reading_words
from helpers.present.legible import legible
from helpers.present.sections.key import meanings
from helpers.present.sentences import gap_to_target
from helpers.present.sentences.drafted import parts
from helpers.rules.status import Rating

Row = tuple[Cell, Cell, Cell]


def trace(result: IndicatorResult, point: Point, vintages: Sequence[Vintage]) -> Section:
    """The rows, the arithmetic and the rule behind one figure of an indicator, oldest vintage first.

    Of a figure that is suppressed no number is shown, not even one that an earlier vintage gave.
    """
    return Section(tuple(_blocks(legible(result), point, vintages)))


def _blocks(result: IndicatorResult, point: Point, vintages: Sequence[Vintage]) -> Iterator[Block]:
    columns = (Column("What", "left", 14), Column("Value", "left", 22), Column("Where from", "left", 64))
    period = words.period_label(result.kpi, point.reading.period)
    rows = tuple(_rows(result, point, vintages))
    yield Table(f"{result.kpi.id}-trace", f"{result.kpi.name}, {period}: where the figure comes from", columns, rows)
    if result.origin and result.origin.derivation:
        yield Paragraph(f"How the figures were put together: {result.origin.derivation}", "small")


def _rows(result: IndicatorResult, point: Point, vintages: Sequence[Vintage]) -> Iterator[Row]:
    told: tuple[Correction, ...] = ()
    for vintage in vintages:
        corrections = [each for each in vintage.reading.corrections if each not in told]
        yield from (_correction(result.kpi, point.reading, each) for each in corrections)
        yield _vintage(result.kpi, point.reading, vintage)
        told += tuple(corrections)
    counted = "" if _secret(point.reading) else counts(result.kpi, point.reading)
    if counted:
        yield (
            text_cell("Counts"),
            text_cell(counted),
            text_cell(f"numerator and denominator of line {point.reading.line}{_as_corrected(point.reading)}"),
        )
    if point.target:
        yield _target(result.kpi, point.target)
    if point.rating and result.scheme:
        yield _status(result.kpi, point.rating, result.scheme)
    if result.origin:
        yield text_cell("Source"), text_cell(result.origin.publisher), text_cell(_source(result.origin))


def _vintage(kpi: Kpi, used: Reading, vintage: Vintage) -> Row:
    reading = vintage.reading
    fate = "used here" if reading == used else "replaced by a later one"
    line = f"{_file(kpi, 'observations.csv', reading.line)}{_as_corrected(reading)}"
    where = f"{line}, known on {words.day(vintage.known_on)}; {fate}"
    value = Shorthand(Mark.CONFIDENTIAL) if _secret(used) else reading_words(kpi, reading)
    return text_cell("Figure"), Cell(value, None if _secret(used) else reading.value), text_cell(where)


def _correction(kpi: Kpi, used: Reading, each: Correction) -> Row:
    """What was put right, by whom, when and why; of a suppressed figure neither the numbers nor the reason."""
    by = f"{_file(kpi, 'corrections.csv', each.line)}, by {each.corrected_by} on {words.day(each.corrected_on)}"
    if _secret(used):
        return text_cell("Correction"), Cell(Shorthand(Mark.CONFIDENTIAL)), text_cell(by)
    change = f"{each.field} {each.correct}, not {each.expect}"
    return text_cell("Correction"), text_cell(change), text_cell(f"{by}: {each.reason}")


def _as_corrected(reading: Reading) -> str:
    return " as corrected" if reading.corrections else ""


def _secret(reading: Reading) -> bool:
    return Mark.CONFIDENTIAL in reading.marks


def counts(kpi: Kpi, reading: Reading) -> str:
    """“45 of 60” for a share; otherwise each count by its name."""
    named = (("numerator", reading.numerator), ("denominator", reading.denominator))
    each = ", ".join(f"{name} {words.trimmed(count)}" for name, count in named if count is not None)
    return parts(kpi, reading).text or each


def _target(kpi: Kpi, target: Target) -> Row:
    where = f"{_file(kpi, 'targets.csv', target.line)}, agreed on {words.day(target.agreed_on)}"
    said = f"{where}: {target.rule}" if target.rule else where
    return text_cell("Target"), text_cell(words.target_text(kpi, target)), text_cell(said)


def _status(kpi: Kpi, rating: Rating, scheme: StatusScheme) -> Row:
    gap = words.sentence(gap_to_target(kpi, rating, scheme).text)
    return (
        text_cell("Status"),
        Cell(status_mark(rating.status), rating.status.value),
        text_cell(f"{gap}. {_rule(scheme)}"),
    )


def _rule(scheme: StatusScheme) -> str:
    """The scheme in words, as in the key."""
    rules = " ".join(f"{status}: {text}" for status, text in meanings(scheme))
    return f"{scheme.name}, version {scheme.version}. {rules}"


def _source(origin: Origin) -> str:
    return f"{origin.title}; read on {words.day(origin.accessed)}; sha256 {origin.sha256[:12]}…"


def _file(kpi: Kpi, name: str, line: int) -> str:
    return f"data/kpis/{kpi.id}/{name} line {line}"
