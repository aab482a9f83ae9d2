"""The figures that the last report had otherwise: what each was, what it is now, and why."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.indicator import IndicatorResult, Revision
from helpers.analysis.pack import Pack
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading
from helpers.present import words
from helpers.present.blocks import Block, Cell, Column, Heading, Paragraph, Section, Table, Words, joined, text_cell
from helpers.present.figures import reading_words
from helpers.present.legible import legible, told_apart
from helpers.present.sections.summary import QUIET, REVISED, page_link
from helpers.present.sections.trace import counts

NO_REASON = "No reason given"


def revisions(pack: Pack) -> Section:
    """A table with a row for each figure that was revised, and how many of other areas were; nothing when none was."""
    return Section(tuple(_blocks(pack)))


def _blocks(pack: Pack) -> Iterator[Block]:
    if not pack.revised and not pack.comparators_revised:
        return
    yield Heading("Figures revised since the last report", 2, REVISED, QUIET)
    if pack.revised:
        rows = tuple(_row(result, each) for result in pack.revised for each in result.revisions)
        caption = f"Figures that were different in the last report to the {pack.committee.title}"
        yield Table("revised", caption, COLUMNS, rows)
    if pack.comparators_revised:
        yield Paragraph(_of_others(pack), "small" if pack.revised else "")


COLUMNS = (
    Column("Indicator", "left", 25),
    Column("Period", "left", 14),
    Column("Was", "right", 12),
    Column("Is now", "right", 12),
    Column("Why", "left", 37),
)


def revision_cells(result: IndicatorResult, revision: Revision) -> tuple[Cell, ...]:
    """Of which period a revised figure is, what it was, what it is now, and why."""
    was, now = revision.before.value, revision.now.value
    kpi = told_apart(legible(result).kpi, *([(was, now)] if was is not None and now is not None else []))
    return (
        Cell(words.period_label(kpi, revision.now.period), revision.now.period.text),
        Cell(_figure(kpi, revision.before, was == now), was),
        Cell(_figure(kpi, revision.now, was == now), now),
        text_cell(_why(revision)),
    )


def _row(result: IndicatorResult, revision: Revision) -> tuple[Cell, ...]:
    return (Cell(page_link(result), result.kpi.name), *revision_cells(result, revision))


def _figure(kpi: Kpi, reading: Reading, alike: bool) -> Words:
    """The figure with its marks; with the counts behind it when these alone have changed."""
    return joined([reading_words(kpi, reading), f"({counts(kpi, reading)})"]) if alike else reading_words(kpi, reading)


def _why(revision: Revision) -> str:
    reason = f"{words.sentence(revision.reason or NO_REASON).rstrip('.')}."
    moved = f" Rated {revision.rated_before} before, {revision.rated_now} now." if revision.moves_status else ""
    return reason + moved


def _of_others(pack: Pack) -> str:
    count = pack.comparators_revised
    verb = "has" if count == 1 else "have"
    others = f"Of the areas that we are compared with, {words.plural(count, 'figure')} {verb}"
    return f"{others} been revised too." if pack.revised else f"None of our own figures has been revised. {others}."
