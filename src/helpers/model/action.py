"""An action: what somebody agreed to do about a KPI or another subject, and what has become of it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import model_validator

from helpers.model.periods import Quarter
from helpers.model.record import Record


class ActionState(StrEnum):
    """Whether an action is still to be done."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ActionSource(StrEnum):
    """Where an action was set."""

    COMMENTARY = "commentary"  # the service set it, in its commentary on a KPI
    COMMITTEE = "committee"
    MEETING = "meeting"  # a review meeting of a management team


class ActionUpdate(Record):
    """One line of an action's history: who said what on which day, and a new date where it was re-dated.

    `line` is its line in `data/actions/updates.csv`, and 0 for a new date that a later commentary gave.
    """

    action: str
    on: date
    due: date | None = None
    state: ActionState = ActionState.OPEN
    note: str = ""
    by: str
    line: int = 0

    @model_validator(mode="after")
    def _the_date_is_to_come(self) -> ActionUpdate:
        if self.due and self.state is not ActionState.OPEN:
            raise ValueError(f"an action that is {self.state} has no new date: leave due blank.")
        if self.due and self.line and self.due < self.on:
            raise ValueError(f"due ({self.due}) is before the day of the update ({self.on}).")
        return self


@dataclass(frozen=True)
class Dated:
    """A date by which an action was to be done; who gave it on which day, and why it took the place of another."""

    due: date
    on: date
    by: str = ""
    note: str = ""


class Action(Record):
    """What is to be done, by which post, and by when; with its history as far as it is known.

    It is about a KPI, or about another `subject` of one committee's. `set_in` is the quarter whose report first shows
    it, `due` the date first given. `owner` is blank where
    commentary names none. `what` is Markdown when it comes from commentary, and untrusted in either case.
    """

    id: str
    kpi: str = ""
    subject: str = ""
    committee: str = ""
    set_in: Quarter
    set_on: date
    what: str
    owner: str = ""
    due: date | None = None
    source: ActionSource
    illustrative: bool = False
    file: str = ""
    line: int = 0
    updates: tuple[ActionUpdate, ...] = ()

    @model_validator(mode="after")
    def _is_about_one_thing(self) -> Action:
        if bool(self.kpi) == bool(self.subject):
            raise ValueError("an action is about a KPI or about another subject: give one of the two.")
        if bool(self.subject) != bool(self.committee):
            raise ValueError("a subject needs the committee whose packs show it, and a KPI has its own.")
        return self

    @property
    def closing(self) -> ActionUpdate | None:
        """The update that says it is done, or dropped."""
        return next((each for each in self.updates if each.state is not ActionState.OPEN), None)

    @property
    def state(self) -> ActionState:
        """What has become of it, as far as is known."""
        return self.closing.state if self.closing else ActionState.OPEN

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.closing is None

    @property
    def dates(self) -> tuple[Dated, ...]:
        """Every date by which it was to be done, in the order in which they were given."""
        first = (Dated(self.due, self.set_on),) if self.due else ()
        return first + tuple(Dated(each.due, each.on, each.by, each.note) for each in self.updates if each.due)

    @property
    def due_now(self) -> date | None:
        """The date by which it is to be done, as it stands; None when none was ever given."""
        return self.dates[-1].due if self.dates else None

    @property
    def redated(self) -> int:
        """How many times one date took the place of another."""
        return max(len(self.dates) - 1, 0)

    @property
    def days_late(self) -> int | None:
        """How many days after its last date it was done, or before when negative; None unless done, with a date."""
        done = self.closing if self.state is ActionState.DONE else None
        return (done.on - self.due_now).days if done and self.due_now else None
