"""The quality checklist, KPI by question, and the gaps in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpers.analysis.review import Review
from helpers.model.checklist import OF_KPI, Answer, AnsweredBy, Question
from helpers.present import words
from helpers.present.blocks import Bullets, Cell, Column, Paragraph, Section, Strong, Table, Words, text_cell
from helpers.present.sections.kite_marks import mark_words
from helpers.rules.kite_mark import Settled, Source

ANSWERS = {Answer.YES: "✓ yes", Answer.NO: "× no", Answer.NOT_APPLICABLE: "– n/a"}
GAP, DUE_AGAIN, BY_PERSON, DISPUTED = "? gap", "? due again", ", by a person", ", disputed"
LEGEND = (
    "✓ yes: the standard is met. × no: it is not. – n/a: it does not apply. ? gap: nobody has answered. ? due again: "
    "the answer is too old to count. “By a person” is an answer that a named person gave; the others are worked out "
    "from what is on record. Disputed: a person says otherwise than what was worked out, which counts."
)
WHO = {
    AnsweredBy.MACHINE: "worked out",
    AnsweredBy.PERSON: "a person",
    AnsweredBy.BOTH: "worked out, or a person where that cannot be",
}


def checklist_matrix(review: Review) -> Section:
    """A row for each reported KPI and a column for each question about it."""
    columns = (Column("KPI"), Column("Kite mark"), *(Column(each.short) for each in OF_KPI))
    rows = tuple(
        (
            Cell(result.kpi.title, result.kpi.id),
            Cell(mark_words(checklist.mark), checklist.mark.level.value),
            *map(_cell, checklist.settled),
        )
        for result, checklist in review.checklists
    )
    caption = f"The quality checklist as at {review.quarter}: {words.plural(len(rows), 'KPI')}, {len(OF_KPI)} questions"
    return Section((Paragraph(LEGEND, "small"), Table("checklist", caption, columns, rows)))


def checklist_gaps(review: Review) -> Section:
    """Each question in full, who answers it, and how many KPIs have which answer; then where answers disagree."""
    columns = (
        Column("Question", "left", 40),
        Column("Answered by", "left", 20),
        *(Column(each, "right", 10) for each in ("Yes", "No", "Does not apply", "No answer")),
    )
    rows = tuple(tuple(_counted(question, review)) for question in OF_KPI)
    table = Table("checklist-gaps", "How each question is answered", columns, rows)
    return Section((table, *_disputes(review)))


def _cell(each: Settled) -> Cell:
    if each.answer is None:
        return Cell(DUE_AGAIN if each.due_again else GAP, "")
    by = BY_PERSON if each.source is Source.PERSON else ""
    return Cell(f"{ANSWERS[each.answer]}{by}{DISPUTED if each.contradicted else ''}", each.answer.value)


def _counted(question: Question, review: Review) -> Iterator[Cell]:
    answers = [each.answer for _, found in review.checklists for each in found.settled if each.question is question]
    yield text_cell(question.wording)
    yield text_cell(WHO[question.answered_by])
    for answer in (Answer.YES, Answer.NO, Answer.NOT_APPLICABLE, None):
        yield Cell(str(answers.count(answer)), answers.count(answer))


def _disputes(review: Review) -> Iterable[Bullets | Paragraph]:
    told = tuple(_dispute(result.kpi.title, each) for result, found in review.checklists for each in found.contradicted)
    if told:
        yield Paragraph(Strong("Where a person says otherwise than what was worked out, which counts"))
        yield Bullets(told)


def _dispute(title: str, each: Settled) -> Words:
    said = each.said
    other = f"{said.by}, {words.day(said.on)}, answered {ANSWERS[said.answer][2:]}: {said.evidence}" if said else ""
    worked_out = f"{ANSWERS[each.answer][2:]} ({each.because})" if each.answer else ""
    return (Strong(f"{title}, {each.question.short.lower()}."), f" Worked out: {worked_out}. {other}")
