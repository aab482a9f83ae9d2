"""One answer from the machine's and a person's, and a kite mark for a set of answers."""

from __future__ import annotations

from datetime import date

import pytest

from helpers.model.checklist import QUESTIONS, Answer, Said
from helpers.rules.checklist import Told
from helpers.rules.kite_mark import KiteMark, Level, Settled, Source, kite_mark, settle

YES, NO, NOT_APPLICABLE = Answer.YES, Answer.NO, Answer.NOT_APPLICABLE
ASKED = {question.id: question for question in QUESTIONS}
DAY = date(2025, 8, 29)


def said(answer: Answer, on: date = date(2025, 6, 10)) -> Said:
    return Said(question="recent", answer=answer, by="Auditor", on=on, evidence="Seen")


def settled(told: Told | None, answer: Said | None, question: str = "recent") -> Settled:
    return settle(ASKED[question], told, answer, day=DAY, lasts_months=12)


def test_what_the_machine_can_tell_needs_no_person() -> None:
    found = settled(Told(YES, "2 figures"), None)
    assert (found.answer, found.source, found.because) == (YES, Source.MACHINE, "2 figures")


@pytest.mark.parametrize("told", [None, Told(None, "not testable")])
def test_a_person_answers_what_the_machine_cannot_tell(told: Told | None) -> None:
    found = settled(told, said(YES))
    assert (found.answer, found.source, found.because, found.contradicted) == (YES, Source.PERSON, "Seen", False)


def test_a_person_does_not_override_the_machine_and_the_contradiction_is_shown() -> None:
    found = settled(Told(NO, "the next figure is overdue"), said(YES))
    assert (found.answer, found.source, found.contradicted) == (NO, Source.MACHINE, True)
    assert found.said == said(YES)


def test_a_person_who_agrees_contradicts_nothing() -> None:
    assert settled(Told(NO, "overdue"), said(NO)).contradicted is False


def test_a_question_that_says_if_needed_is_a_persons_to_excuse() -> None:
    found = settled(Told(NO, "3 figures, and 4 are wanted"), said(NOT_APPLICABLE), "time-series")
    assert (found.answer, found.source, found.contradicted) == (NOT_APPLICABLE, Source.PERSON, False)


def test_no_other_question_can_be_excused() -> None:
    found = settled(Told(NO, "it is compared with no other area"), said(NOT_APPLICABLE), "comparator")
    assert (found.answer, found.contradicted) == (NO, True)


def test_what_nobody_has_answered_is_a_gap() -> None:
    found = settled(None, None)
    assert (found.answer, found.source, found.because) == (None, Source.NOBODY, "only a person can tell")
    assert settled(Told(None, "not testable"), None).because == "not testable"


@pytest.mark.parametrize(("on", "due_again"), [(date(2024, 8, 29), False), (date(2024, 8, 28), True)])
def test_an_answer_holds_for_a_year_to_the_day_and_is_then_due_again(on: date, due_again: bool) -> None:
    found = settled(None, said(YES, on))
    assert (found.answer, found.due_again) == (None if due_again else YES, due_again)


def test_an_answer_that_is_due_again_contradicts_nothing() -> None:
    found = settled(Told(NO, "overdue"), said(YES, date(2020, 1, 1)))
    assert (found.answer, found.contradicted, found.due_again) == (NO, False, False)


def mark(*answers: Answer | None, percent: int = 75) -> KiteMark:
    return kite_mark([Settled(ASKED["recent"], answer, Source.MACHINE, "") for answer in answers], percent)


def test_all_that_apply_give_a_full_mark() -> None:
    found = mark(YES, YES, NOT_APPLICABLE)
    assert (found.level, found.words) == (Level.FULL, "2 of 2 standards met")


def test_three_quarters_give_a_part_mark_and_fewer_none() -> None:
    assert mark(YES, YES, YES, NO).level is Level.PART
    assert mark(YES, YES, None, NO).level is Level.NONE
    assert mark(YES, YES, None, NO, percent=50).level is Level.PART


def test_a_gap_is_not_met_and_the_words_tell_it() -> None:
    found = mark(YES, YES, YES, YES, NO, None, None)
    assert (found.level, found.words) == (Level.NONE, "4 of 7 standards met; 1 not met; 2 not answered")


@pytest.mark.parametrize("answers", [(), (NOT_APPLICABLE,), (NO,), (None,)])
def test_nothing_met_is_no_mark(answers: tuple[Answer | None, ...]) -> None:
    assert mark(*answers).level is Level.NONE
