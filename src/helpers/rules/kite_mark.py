"""From what the machine and people answered to one answer a question, and a kite mark for them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from helpers.model.checklist import Answer, Question, Said
from helpers.model.periods import add_months
from helpers.rules.checklist import Told


class Source(StrEnum):
    """Whose answer it is."""

    MACHINE = "worked out"
    PERSON = "answered"
    NOBODY = "not answered"


class Level(StrEnum):
    """How many of the standards that apply are met: all, enough for a part mark, or fewer."""

    FULL = "Full mark"
    PART = "Part mark"
    NONE = "No mark yet"


@dataclass(frozen=True)
class Settled:
    """The answer that counts to one question.

    `because` is what it rests on. `said` is what a person answered last, whether or not it counts. `contradicted`: the
    person says otherwise than the machine, whose answer counts. `due_again`: the person's answer is too old to count.
    """

    question: Question
    answer: Answer | None
    source: Source
    because: str
    said: Said | None = None
    contradicted: bool = False
    due_again: bool = False


@dataclass(frozen=True)
class KiteMark:
    """The level, and how many standards apply, are met, are not met, and have no answer."""

    level: Level
    apply: int
    met: int
    not_met: int
    unanswered: int

    @property
    def words(self) -> str:
        """The counts in words: 8 of 10 standards met; 1 not met; 1 not answered."""
        rest = ((self.not_met, "not met"), (self.unanswered, "not answered"))
        told = [f"{count} {what}" for count, what in rest if count]
        return "; ".join([f"{self.met} of {self.apply} standards met", *told])


def settle(question: Question, told: Told | None, said: Said | None, *, day: date, lasts_months: int) -> Settled:
    """One answer from the machine's, where it has one, and a person's.

    The machine's counts. A person's counts where the machine cannot tell (`told` is None when it never can), and where
    the question leaves it to a person whether it applies. A person's answer holds for `lasts_months`, until `day`.
    """
    due_again = said is not None and add_months(said.on, lasts_months) < day
    counted = None if due_again else said
    if told is None or told.answer is None:
        return _by_person(question, told, said, counted, due_again)
    differs = counted is not None and counted.answer is not told.answer
    if counted and differs and _excused(question, told, counted):
        return Settled(question, counted.answer, Source.PERSON, counted.evidence, said)
    return Settled(question, told.answer, Source.MACHINE, told.because, said, differs)


def kite_mark(settled: Sequence[Settled], part_mark_percent: int) -> KiteMark:
    """The mark for a set of answers; standards that do not apply are left out."""
    answers = [each.answer for each in settled if each.answer is not Answer.NOT_APPLICABLE]
    met, not_met, unanswered = (answers.count(each) for each in (Answer.YES, Answer.NO, None))
    return KiteMark(_level(met, len(answers), part_mark_percent), len(answers), met, not_met, unanswered)


def _by_person(
    question: Question, told: Told | None, said: Said | None, counted: Said | None, due_again: bool
) -> Settled:
    if counted:
        return Settled(question, counted.answer, Source.PERSON, counted.evidence, said)
    because = told.because if told else "only a person can tell"
    return Settled(question, None, Source.NOBODY, because, said, due_again=due_again)


def _excused(question: Question, told: Told, said: Said) -> bool:
    return question.conditional and told.answer is Answer.NO and said.answer is Answer.NOT_APPLICABLE


def _level(met: int, apply: int, part_mark_percent: int) -> Level:
    if not met:
        return Level.NONE
    if met == apply:
        return Level.FULL
    return Level.PART if 100 * met >= part_mark_percent * apply else Level.NONE
