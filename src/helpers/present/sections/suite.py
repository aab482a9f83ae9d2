"""Is the suite balanced, and of the right size?"""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.review import Review
from helpers.model.checklist import Answer
from helpers.present import words
from helpers.present.blocks import Cell, Column, Paragraph, Section, Strong, Table, Words, text_cell
from helpers.present.sections.kite_marks import mark_words
from helpers.rules.balance import Balance, Split
from helpers.rules.kite_mark import Settled

COLUMNS = (
    Column("Divided by", "left", 30),
    Column("Kind", "left", 30),
    Column("KPIs", "right"),
    Column("Share", "right"),
)
ASKED = (Column("Question", "left", 45), Column("Answer", "left", 15), Column("Because", "left", 40))
ANSWERS = {Answer.YES: "✓ yes", Answer.NO: "× no", Answer.NOT_APPLICABLE: "– does not apply", None: "? not answered"}
BALANCED = "The suite is balanced."


def suite_balance(review: Review) -> Section:
    """How the suite is divided, what is out of balance, and the checklist's two questions about the suite."""
    found, mark = review.balance, review.suite_checklist.mark
    caption = f"The suite as at {review.quarter}: {words.plural(len(review.suite), 'KPI')}"
    table = Table("balance", caption, COLUMNS, tuple(_rows(found)))
    asked = Table("suite-checklist", "The checklist's questions about the suite", ASKED, tuple(_asked(review)))
    told = Paragraph((Strong(f"{mark_words(mark)} for the suite:"), f" {mark.words}."))
    return Section((Paragraph(_verdict(review)), table, told, asked))


def _verdict(review: Review) -> Words:
    limits = review.organisation.settings.review
    ours = (
        f" The limits are a setting of ours: {limits.one_kind_percent}% for one kind, "
        f"{limits.one_perspective_percent}% for one perspective."
    )
    flags = review.balance.flags
    return (Strong(f"Out of balance: {'; '.join(flags)}." if flags else BALANCED), ours)


def _rows(found: Balance) -> Iterator[tuple[Cell, ...]]:
    yield from _split("Leading or lagging", found.timing)
    yield from _split("Financial or not", found.basis)
    yield from _split("Perspective", found.perspective)


def _split(name: str, found: Split) -> Iterator[tuple[Cell, ...]]:
    for kind, count in found.counts.items():
        share = words.percentage(100 * count / found.total, 0) if found.total and count else "0%"
        yield text_cell(name), text_cell(words.sentence(kind)), Cell(str(count), count), text_cell(share)


def _asked(review: Review) -> Iterator[tuple[Cell, ...]]:
    for each in review.suite_checklist.settled:
        yield text_cell(each.question.wording), text_cell(ANSWERS[each.answer]), text_cell(_because(each))


def _because(each: Settled) -> str:
    if not each.contradicted or each.said is None:
        return words.sentence(f"{each.because.rstrip('.')}.")
    said = f"{each.said.by}, {words.day(each.said.on)}, answered {ANSWERS[each.said.answer][2:]}: {each.said.evidence}"
    return f"Worked out: {each.because}. Disputed: {said}"
