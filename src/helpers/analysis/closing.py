"""What is to be seen before a quarter is closed: what changed, what is open, what was decided, and what is next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpers.analysis.calendar import calendar
from helpers.analysis.differences import Differences
from helpers.analysis.followed import HasActions
from helpers.model.action import Action
from helpers.model.calendar import CalendarEntry, QuarterPlan
from helpers.model.organisation import Committee, Organisation
from helpers.model.quality import Finding
from helpers.model.review import ReviewMeeting
from helpers.model.signoff import SignOffState


@dataclass(frozen=True)
class QuarterClose(HasActions):
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


def to_come(close: QuarterClose) -> tuple[CalendarEntry, ...]:
    """What comes after the quarter's cut-off until the next quarter's packs, or its cut-off where that is all there is.

    The first day is first.
    """
    plans = (close.plan, close.next)
    last = close.next.publication if close.next_planned else close.next.data_cut_off
    found = calendar(plans, close.committees, close.organisation).entries
    coming = [each for each in found if close.plan.data_cut_off < each.day <= last]
    by_rule = () if close.next_planned else ((close.next.quarter, "publication"),)  # nobody has planned it yet
    return tuple(each for each in coming if (each.quarter, each.key) not in by_rule)
