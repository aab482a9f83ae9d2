"""The twelve questions of the KPIs quality standards checklist, and what people answer.

Source: Performance Management Framework 2022-2023, Appendix 4. The questions stand in its order and wording.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import Field, model_validator

from helpers.model.record import Record


class Group(StrEnum):
    """The heading of the checklist under which a question stands."""

    KPIS = "KPIs"
    DATA = "Data"
    SUITE = "KPI Suite"
    PRESENTATION = "Presentation"


class AnsweredBy(StrEnum):
    """Who can answer: the machine from what is on record, a person, or a person where the machine cannot tell."""

    MACHINE = "machine"
    PERSON = "person"
    BOTH = "both"


class Answer(StrEnum):
    """An answer; yes always means that the standard is met."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True)
class Question:
    """One question of the checklist.

    `short` is its heading in a table. `conditional` says that the question itself leaves it to a person whether it
    applies ("if needed", "if used").
    """

    id: str
    group: Group
    short: str
    wording: str
    answered_by: AnsweredBy
    conditional: bool = False


QUESTIONS = (
    Question(
        "relevant", Group.KPIS, "Relevant",
        "Does the KPI measure a relevant priority, strategy or outcome?", AnsweredBy.BOTH,
    ),
    Question("comparator", Group.KPIS, "Comparator", "Is there a comparator?", AnsweredBy.MACHINE),
    Question(
        "accurate", Group.KPIS, "Calculation",
        "Are the calculations used to produce the KPI accurate?", AnsweredBy.BOTH,
    ),
    Question(
        "asset-register", Group.DATA, "Asset register",
        "Is the data included in the relevant information asset register?", AnsweredBy.PERSON,
    ),
    Question("reliable", Group.DATA, "Reliable", "Is the data source reliable?", AnsweredBy.PERSON),
    Question("recent", Group.DATA, "Recent", "Is the data sufficiently recent?", AnsweredBy.MACHINE),
    Question(
        "time-series", Group.DATA, "Time series", "Is a time series available if needed?", AnsweredBy.BOTH,
        conditional=True,
    ),
    Question(
        "balanced", Group.SUITE, "Balanced",
        "Is the KPI suite balanced? (leading/lagging, financial/non-financial)", AnsweredBy.MACHINE,
    ),
    Question(
        "optimal-number", Group.SUITE, "Number",
        "Does the KPI suite have an optimal number of KPIs to be fit for use?", AnsweredBy.BOTH,
    ),
    Question(
        "template", Group.PRESENTATION, "Template",
        "Is the best template and platform being used, to provide clear and meaningful information for stakeholders?",
        AnsweredBy.PERSON,
    ),
    Question("target-used", Group.PRESENTATION, "Target used", "Should a target be used?", AnsweredBy.BOTH),
    Question(
        "target-appropriate", Group.PRESENTATION, "Target fair",
        "If used, is the target appropriate and not likely to cause bias?", AnsweredBy.BOTH, conditional=True,
    ),
)  # fmt: skip
OF_SUITE = tuple(each for each in QUESTIONS if each.group is Group.SUITE)
OF_KPI = tuple(each for each in QUESTIONS if each.group is not Group.SUITE)


class Said(Record):
    """What a person answered: who, on which day, and on what it rests. It counts in packs cut off on that day or later.

    `line` is its line in the file of answers.
    """

    question: str
    answer: Answer
    by: str = Field(min_length=1)
    on: date
    evidence: str = Field(min_length=1)
    line: int = 0


class Answers(Record):
    """A file of answers. Answers are added and never changed, so that an old quarter keeps its own."""

    answers: tuple[Said, ...] = Field(min_length=1)


class ReviewSettings(Record):
    """The organisation's own limits for the review of its register. All of them are ours, not the Framework's.

    A suite is out of balance when more than `one_kind_percent` of its KPIs are of one kind (leading or lagging,
    financial or non-financial), or more than `one_perspective_percent` of one perspective. Its optimal number is from
    `fewest_kpis` to `most_kpis`. A time series has `series_length` figures or more. A person's answer holds for
    `answers_last_months`. A part mark needs `part_mark_percent` of the standards that apply.
    """

    one_kind_percent: int = Field(default=70, ge=50, le=99)
    one_perspective_percent: int = Field(default=50, ge=10, le=99)
    fewest_kpis: int = Field(default=10, ge=1)
    most_kpis: int = Field(default=60, ge=1)
    series_length: int = Field(default=4, ge=2, le=60)
    answers_last_months: int = Field(default=12, ge=1, le=120)
    part_mark_percent: int = Field(default=75, ge=1, le=99)

    @model_validator(mode="after")
    def _limits_agree(self) -> ReviewSettings:
        if self.most_kpis < self.fewest_kpis:
            raise ValueError(
                f"most_kpis ({self.most_kpis}) is fewer than fewest_kpis ({self.fewest_kpis}). Put one right."
            )
        return self


def latest_answers(answers: Iterable[Said], day: date) -> dict[str, Said]:
    """The answer to each question given last, of those given by a day."""
    known = sorted((each for each in answers if each.on <= day), key=lambda each: each.on)
    return {each.question: each for each in known}
