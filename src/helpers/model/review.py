"""How a quarter's packs are reviewed before they are final: the meeting, and what was put to it beforehand."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import model_validator

from helpers.model.periods import Quarter
from helpers.model.record import Record


class Verdict(StrEnum):
    """What a review meeting decided of an item of the performance tracker."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class ReviewMeeting(Record):
    """A meeting that considered a quarter's packs: a committee's own one, or a management team's, all of them.

    `minutes` is their reference, and blank when none were taken. `attendees` are posts.
    """

    quarter: Quarter
    committee: str = ""
    team: str = ""
    held_on: date
    minutes: str = ""
    link: str = ""
    attendees: str = ""
    line: int = 0

    @model_validator(mode="after")
    def _is_of_one_body(self) -> ReviewMeeting:
        if bool(self.committee) == bool(self.team):
            raise ValueError("a meeting is a committee's or a management team's: give one of the two.")
        if self.held_on <= self.quarter.end:
            raise ValueError(f"held_on ({self.held_on}) is before the quarter has ended ({self.quarter.end}).")
        return self


class TrackerItem(Record):
    """What somebody recorded before the management team's review; `subject` is a KPI's or a committee's id."""

    subject: str
    item: str
    by: str
    on: date
    decision: Verdict | None = None
    line: int = 0
