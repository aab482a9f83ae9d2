"""A committee's pack for a quarter: its indicators, and what has changed since the last one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from helpers.analysis.assurance import UNCHECKED, Checked
from helpers.analysis.checklist import Checklist, kpi_checklist
from helpers.analysis.followed import FollowsUp
from helpers.analysis.indicator import IndicatorResult
from helpers.model.action import Action
from helpers.model.audience import Edition
from helpers.model.calendar import QuarterPlan
from helpers.model.decided import Decided, Outcome
from helpers.model.kpi import Kpi
from helpers.model.lesson import Lesson
from helpers.model.organisation import Committee, Organisation
from helpers.model.quality import DataFinding
from helpers.model.review import ReviewMeeting, TrackerItem
from helpers.model.status import RATED, Status
from helpers.rules.change import Change, Movement


@dataclass(frozen=True)
class StatusCounts:
    """How many of the pack's indicators have each status. `rated` is the denominator of any percentage."""

    by_status: dict[Status, int]

    @property
    def rated(self) -> int:
        """Indicators with a rating."""
        return sum(self.by_status.get(status, 0) for status in RATED)

    @property
    def total(self) -> int:
        """All indicators in the pack."""
        return sum(self.by_status.values())


def counted(results: Sequence[IndicatorResult]) -> StatusCounts:
    """Indicators by status, statuses in the order in which they are defined."""
    statuses = [result.status for result in results]
    return StatusCounts({status: statuses.count(status) for status in Status if status in statuses})


@dataclass(frozen=True)
class Removed:
    """A KPI that the committee's previous report held and this one does not, and what was said of it then."""

    kpi: Kpi
    status: Status


@dataclass(frozen=True)
class Ruling:
    """A decision that shows in the committee's reports this financial year, with the title of the committee it was."""

    decided: Decided
    committee: str


@dataclass(frozen=True)
class Pack(FollowsUp):
    """What one committee considers for one quarter.

    `removed` are the KPIs that it was told of last time only; `rulings` the decisions of the year, the oldest first.
    `data_findings` is what the checks of the data found, with what was accepted; `unshown` counts what they found of
    figures that are hidden here, or could give one away, and `untold` those of them that nobody has answered.
    `actions` are those that concern the committee, as known by the cut-off, whether or not their KPI is reported still,
    `names` what those KPIs are called, and `last_cut_off` the day on which the data of the last report were cut off.
    `reviews` are the meetings that considered the pack, `tracker` what was recorded for them, and `lessons` those that
    the committee is told. `checked` is what all the checks of the data came to, and who vouched for the quarter.
    """

    organisation: Organisation
    committee: Committee
    plan: QuarterPlan | Edition
    indicators: tuple[IndicatorResult, ...]
    removed: tuple[Removed, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    data_findings: tuple[DataFinding, ...] = ()
    unshown: int = 0
    untold: int = 0
    actions: tuple[Action, ...] = ()
    last_cut_off: date = date.min
    reviews: tuple[ReviewMeeting, ...] = ()
    tracker: tuple[TrackerItem, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    checked: Checked = UNCHECKED

    @property
    def meeting(self) -> date | None:
        """When the committee considers the pack, if that is known."""
        return self.committee.meetings.get(self.quarter)

    @cached_property
    def counts(self) -> StatusCounts:
        """Indicators by status, statuses in the order in which they are defined."""
        return counted(self.indicators)

    @cached_property
    def checklists(self) -> tuple[tuple[IndicatorResult, Checklist], ...]:
        """Each indicator with the checklist of its quality, as it was answered by the cut-off."""
        day = self.plan.data_cut_off
        return tuple((each, kpi_checklist(each, self.organisation, day)) for each in self.indicators)

    @cached_property
    def moved(self) -> tuple[IndicatorResult, ...]:
        """Indicators with a new figure whose rating differs from the previous pack's."""
        return tuple(result for result in self.indicators if has_moved(result))

    @property
    def removals(self) -> tuple[Ruling, ...]:
        """The decisions by which indicators have left since the previous pack."""
        return self._ruled(Outcome.REMOVED)

    @property
    def redefinitions(self) -> tuple[Ruling, ...]:
        """The decisions by which indicators have been defined anew since the previous pack."""
        return self._ruled(Outcome.CHANGED)

    @cached_property
    def new_reds(self) -> tuple[IndicatorResult, ...]:
        """Indicators that have become Red since the previous pack."""
        return tuple(result for result in self.moved if result.status is Status.RED)

    @cached_property
    def recoveries(self) -> tuple[IndicatorResult, ...]:
        """Indicators that were Red or Amber in the previous pack and are now Green or Blue."""
        return tuple(result for result in self.moved if recovered(result))

    @cached_property
    def action_missing(self) -> tuple[IndicatorResult, ...]:
        """Indicators of which an action must be on record, and is not."""
        return self._without_action(self.organisation.settings.action_required)

    @cached_property
    def action_prompted(self) -> tuple[IndicatorResult, ...]:
        """Indicators of which an action should be on record, and is not."""
        return self._without_action(self.organisation.settings.action_prompted)

    def _ruled(self, outcome: Outcome) -> tuple[Ruling, ...]:
        """The decisions with an outcome that count in this pack for the first time."""
        told = [each for each in self.rulings if each.decided.outcome is outcome]
        return tuple(each for each in told if self.plan.last_quarter < each.decided.decision.begins <= self.quarter)

    def _without_action(self, statuses: Collection[Status]) -> tuple[IndicatorResult, ...]:
        asked = [result for result in self.indicators if result.status in statuses]
        return tuple(result for result in asked if not result.has_action)

    @cached_property
    def revised(self) -> tuple[IndicatorResult, ...]:
        """Indicators of which a figure is another than the previous pack had."""
        return tuple(result for result in self.indicators if result.revisions)

    @property
    def comparators_revised(self) -> int:
        """How many figures of other areas are others than the previous pack had."""
        return sum(result.comparators_revised for result in self.indicators)

    @cached_property
    def overdue(self) -> tuple[IndicatorResult, ...]:
        """Indicators whose next figure should have arrived by now."""
        return tuple(result for result in self.indicators if result.freshness and result.freshness.overdue)


def lapsed(result: IndicatorResult) -> bool:
    """Whether the indicator had a rating in the previous pack and has lost it, because its next figure is late."""
    return result.previous_status is not None and result.previous_status.rated and result.status is Status.NO_DATA


def is_fresh(result: IndicatorResult) -> bool:
    """Whether the latest figure is new this quarter."""
    return result.freshness is not None and not (result.freshness.carried_forward or result.freshness.overdue)


def has_moved(result: IndicatorResult) -> bool:
    """Whether the rating changed because of a new figure: a carried-forward status takes no part in movement."""
    before, now = result.previous_status, result.status
    carried = result.freshness is None or result.freshness.carried_forward
    return not carried and before is not None and before.rated and now.rated and before is not now


def recovered(result: IndicatorResult) -> bool:
    """Whether the indicator has come back on target, and not because the target gave way."""
    before = result.previous_status
    met = before in (Status.RED, Status.AMBER) and result.status in (Status.GREEN, Status.BLUE)
    return met and not by_target(result)


def by_target(result: IndicatorResult) -> bool:
    """Whether the rating moved although performance did not move that way, so that another target must have done it."""
    change, before = result.short_term, result.previous_status
    if before is None or not isinstance(change, Change) or None in (result.target, result.previous_target):
        return False
    better = result.status.rank > before.rank
    return change.movement is not (Movement.IMPROVING if better else Movement.WORSENING)
