"""What is to be seen before a quarter is closed: what changed, what is open, what was decided, and what is next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from helpers.analysis.differences import Differences
from helpers.model.action import Action
from helpers.model.organisation import Committee, Organisation, QuarterPlan
from helpers.model.periods import Quarter
from helpers.model.quality import Finding
from helpers.model.review import ReviewMeeting
from helpers.model.signoff import SignOffState


@dataclass(frozen=True)
class QuarterClose:
    """A quarter as whoever closes it sees it, with the plan of the `next` one.

    `next_planned` says whether that is on record, or only follows from the usual rule for a quarter's cut-off.
    `actions` are those that are open at its cut-off, the most urgent first; `meetings` those that considered its
    packs, the first held first; `needs` what keeps packs from being final. `names` has the title of every KPI.
    `signed` tells how far the content that was last signed of each report is.
    """

    organisation: Organisation
    committees: tuple[Committee, ...]
    plan: QuarterPlan
    next: QuarterPlan
    next_planned: bool
    differences: Differences
    actions: tuple[Action, ...]
    meetings: tuple[ReviewMeeting, ...]
    needs: tuple[Finding, ...]
    names: Mapping[str, str]
    signed: Mapping[str, SignOffState] = field(default_factory=dict)

    @property
    def quarter(self) -> Quarter:
        """The quarter that is closed."""
        return self.plan.quarter

    @property
    def overdue(self) -> tuple[Action, ...]:
        """The open actions that should have been done by the day on which the packs are published."""
        return tuple(each for each in self.actions if each.due_now and each.due_now < self.plan.publication)

    def about(self, action: Action) -> str:
        """What an action is about, in words: its KPI, also one that is reported no longer, or its subject."""
        return self.names.get(action.kpi, action.kpi) or action.subject


@dataclass(frozen=True)
class Step:
    """A day to come, what happens on it, and whose it is."""

    on: date
    what: str
    whose: str = ""


def steps(close: QuarterClose) -> tuple[Step, ...]:
    """What comes after the quarter's cut-off until the next quarter's packs, the first day first."""
    return tuple(sorted(_steps(close), key=lambda each: (each.on, each.what, each.whose)))


def _steps(close: QuarterClose) -> Iterator[Step]:
    after = close.next.quarter
    yield Step(close.plan.publication, f"The packs of {close.quarter} are published")
    yield Step(after.end, f"{after} ends")
    yield Step(close.next.data_cut_off, f"The data of {after} are cut off")
    if close.next_planned:
        yield Step(close.next.publication, f"The packs of {after} are published")
    for committee in close.committees:
        if close.quarter in committee.meetings:
            yield Step(committee.meetings[close.quarter], f"The pack of {close.quarter} is considered", committee.title)
