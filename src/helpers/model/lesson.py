"""A lesson learned, with the post that sees to it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from helpers.model.lifecycle import Id
from helpers.model.record import Record

Ids = Annotated[tuple[Id, ...], BeforeValidator(lambda given: given.split() if isinstance(given, str) else given)]


class LessonState(StrEnum):
    """What has become of a lesson."""

    RECORDED = "recorded"
    ACTED_ON = "acted on"
    LEARNED = "learned"


class Lesson(Record):
    """What was learned, from what, what is done about it and by which post; `committees` are those it is told to.

    A lesson is added to the file again, with a later day, when its state has changed.
    """

    id: Id
    on: date
    lesson: str
    source: str
    owner: str
    action: str = ""
    state: LessonState = LessonState.RECORDED
    committees: Ids = Field(default=())
    line: int = 0
