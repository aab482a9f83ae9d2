"""What a report follows up: its actions that are open, due, past their date, or closed since the last report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property

from helpers.analysis.actions import by_urgency
from helpers.analysis.indicator import IndicatorResult
from helpers.model.action import Action
from helpers.model.audience import Edition
from helpers.model.calendar import QuarterPlan
from helpers.model.organisation import Organisation
from helpers.model.periods import Quarter


class HasActions:
    """What there is to do of a quarter, month or fortnight.

    `actions` are those that concern it, as known by the cut-off, whether or not their KPI is reported still, and
    `names` what those KPIs are called.
    """

    plan: QuarterPlan | Edition
    actions: tuple[Action, ...]
    names: Mapping[str, str]

    @property
    def quarter(self) -> Quarter:
        """The quarter reported on."""
        return self.plan.quarter

    @cached_property
    def open_actions(self) -> tuple[Action, ...]:
        """Actions that are still to be done, the most urgent first."""
        return by_urgency([each for each in self.actions if each.open])

    @cached_property
    def actions_due(self) -> tuple[Action, ...]:
        """Open actions that are due before the next report, a quarter, month or fortnight after this one."""
        published = self.plan.publication
        return self._with_action_due(published, self.plan.cadence.after(published))

    @cached_property
    def actions_overdue(self) -> tuple[Action, ...]:
        """Open actions that should have been done by the day that this report is published."""
        return self._with_action_due(date.min, self.plan.publication - timedelta(days=1))

    def about(self, action: Action) -> str:
        """What an action is about, in words: its KPI, also one that is reported no longer, or its subject."""
        return self.names.get(action.kpi, action.kpi) or action.subject

    def _with_action_due(self, first: date, last: date) -> tuple[Action, ...]:
        return tuple(each for each in self.open_actions if each.due_now and first <= each.due_now <= last)


class FollowsUp(HasActions):
    """A report that follows up actions: a committee's pack, or the corporate report.

    `last_cut_off` is the day on which the data of the last report were cut off.
    """

    organisation: Organisation
    indicators: tuple[IndicatorResult, ...]
    last_cut_off: date

    @cached_property
    def closed_actions(self) -> tuple[Action, ...]:
        """Actions that were done or dropped since the last report, in the order in which they were."""
        closed = [(each.closing.on, each) for each in self.actions if each.closing]
        return tuple(each for on, each in sorted(closed, key=lambda pair: pair[0]) if on > self.last_cut_off)
