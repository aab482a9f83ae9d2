"""A priority activity of a directorate's plan, and what was reported of it quarter by quarter."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import model_validator

from helpers.model.lifecycle import Id
from helpers.model.periods import Quarter
from helpers.model.record import Record
from helpers.model.status import Status


class ActivityState(StrEnum):
    """How far an activity has come."""

    COMPLETE = "complete"
    IN_PROGRESS = "in progress"
    NOT_STARTED = "not started"
    DEFERRED = "deferred"


RAG = (Status.RED, Status.AMBER, Status.GREEN)


class Activity(Record):
    """A priority activity: which priority it serves, and in which directorate's plan it stands."""

    id: Id
    name: str
    priority: str
    plan: str
    owner: str
    due: date | None = None
    line: int = 0


class Progress(Record):
    """What was reported of an activity in a quarter; only one that is in progress has a RAG status."""

    activity: Id
    quarter: Quarter
    state: ActivityState
    rag: Status | None = None
    note: str = ""
    by: str
    line: int = 0

    @model_validator(mode="after")
    def _only_what_is_in_progress_is_rated(self) -> Progress:
        under_way = self.state is ActivityState.IN_PROGRESS
        if self.rag and not under_way:
            raise ValueError(f"an activity that is {self.state} has no RAG status: leave rag blank.")
        if under_way and self.rag not in RAG:
            raise ValueError("an activity in progress needs a RAG status: Red, Amber or Green.")
        return self
