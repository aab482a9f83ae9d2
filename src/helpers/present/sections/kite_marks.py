"""The kite mark of each indicator: how many of the quality standards it meets, and which it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.checklist import Checklist
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.analysis.review import Review
from helpers.model.checklist import OF_KPI, Answer
from helpers.present import words
from helpers.present.blocks import Cell, Column, Heading, Paragraph, Section, Strong, Table, Words, text_cell
from helpers.present.sections.summary import QUIET, page_link
from helpers.rules.kite_mark import KiteMark, Level, Settled

Marked = tuple[IndicatorResult, Checklist]

SYMBOLS = {Level.FULL: "✓", Level.PART: "½", Level.NONE: "×"}
SAID = {Answer.YES: "yes", Answer.NO: "no", Answer.NOT_APPLICABLE: "that it does not apply"}
COLUMNS = (
    Column("Indicator", "left", 25),
    Column("Kite mark", "left", 13),
    Column("Standards", "left", 20),
    Column("What is missing", "left", 42),
)
CAPTION = "Kite marks: which quality standards each indicator meets"


def kite_marks(pack: Pack) -> Section:
    """What the kite mark means, and each indicator's with what is missing; nothing without indicators."""
    if not pack.indicators:
        return Section(())
    percent = pack.organisation.settings.review.part_mark_percent
    heading = Heading("Quality of the indicators", 2, css=QUIET)
    return Section((heading, Paragraph(_meaning(percent)), _table(pack.checklists, linked=True)))


def kite_marks_reviewed(review: Review) -> Section:
    """How many indicators have each mark, and each indicator's with what is missing."""
    marks = [checklist.mark.level for _, checklist in review.checklists]
    counts = words.listing(f"{marks.count(level)} {_named(level)}" for level in Level)
    percent = review.organisation.settings.review.part_mark_percent
    told = (Strong(words.sentence(f"{counts}.")), f" {_meaning(percent)}")
    return Section((Paragraph(told), _table(review.checklists, linked=False)))


def mark_words(mark: KiteMark) -> str:
    """The mark as a symbol and words: ✓ Full mark."""
    return f"{SYMBOLS[mark.level]} {mark.level.value}".replace(" ", words.NBSP)


def missing(settled: Sequence[Settled]) -> Words:
    """What keeps a set of answers from a full mark: standards not met, not answered, and answers that disagree."""
    not_met = [f"{each.question.short} ({each.because.rstrip('.')})" for each in settled if each.answer is Answer.NO]
    gaps = [_gap(each) for each in settled if each.answer is None]
    disputed = [_dispute(each) for each in settled if each.contradicted]
    told = (("Not met", not_met), ("Not answered", gaps), ("Disputed", disputed))
    return " ".join(f"{what}: {'; '.join(found)}." for what, found in told if found) or "Nothing."


def _meaning(percent: int) -> str:
    return (
        f"The checklist of quality standards has {words.spelt(len(OF_KPI))} questions about an indicator. Some are "
        "answered from what is on record, the others by a named person with evidence. ✓ Full mark: every standard that "
        f"applies is met. ½ Part mark: {percent}% of them or more. × No mark yet: fewer. A standard that nobody has "
        "answered for does not count as met."
    )


def _named(level: Level) -> str:
    return {Level.FULL: "with a full mark", Level.PART: "with a part mark", Level.NONE: "with no mark yet"}[level]


def _table(marked: Sequence[Marked], linked: bool) -> Table:
    return Table("kite-marks", CAPTION, COLUMNS, tuple(tuple(_cells(*each, linked)) for each in marked))


def _cells(result: IndicatorResult, checklist: Checklist, linked: bool) -> Iterator[Cell]:
    yield Cell(page_link(result) if linked else result.kpi.title, result.kpi.name)
    yield Cell(mark_words(checklist.mark), checklist.mark.level.value)
    yield text_cell(checklist.mark.words)
    yield text_cell(missing(checklist.settled))


def _gap(each: Settled) -> str:
    again = f" (due again: answered on {words.day(each.said.on)})" if each.due_again and each.said else ""
    return f"{each.question.short}{again}"


def _dispute(each: Settled) -> str:
    if each.said is None:
        return each.question.short
    said = f"{each.said.by} answered {SAID[each.said.answer]} on {words.day(each.said.on)}"
    return f"{each.question.short} (worked out: {each.because}; {said}: {each.said.evidence.rstrip('.')})"
