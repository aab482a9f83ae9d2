"""How far have the priority activities come, by priority and by directorate plan?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from helpers.model.activity import RAG, Activity, ActivityState, Progress
from helpers.model.organisation import Organisation
from helpers.model.periods import Quarter
from helpers.model.status import Status

SETTLED = (ActivityState.COMPLETE, ActivityState.DEFERRED)


@dataclass(frozen=True)
class Reported:
    """An activity with what was last reported of it, and what was reported the quarter before (None when nothing).

    `history` is all that was reported of it, the earliest first.
    """

    activity: Activity
    latest: Progress
    before: Progress | None
    history: tuple[Progress, ...]


@dataclass(frozen=True)
class ActivityCounts:
    """How many activities are in each state, and how many of those in progress are Red, Amber and Green."""

    states: Mapping[ActivityState, int]
    rags: Mapping[Status, int]

    @property
    def total(self) -> int:
        """All of them: what the share in a state is of."""
        return sum(self.states.values())

    @property
    def in_progress(self) -> int:
        """Those in progress: what the share with a RAG status is of."""
        return self.states.get(ActivityState.IN_PROGRESS, 0)


@dataclass(frozen=True)
class Activities:
    """The priority activities as reported in a quarter."""

    organisation: Organisation
    quarter: Quarter
    reported: tuple[Reported, ...]

    @property
    def counts(self) -> ActivityCounts:
        """All of them."""
        return counted(self.reported)

    @property
    def by_priority(self) -> dict[str, tuple[Reported, ...]]:
        """Those that serve each priority, by its name, in the organisation's order; one without any is left out."""
        names = {priority.id: priority.name for priority in self.organisation.priorities}
        return _grouped(self.reported, lambda each: names[each.activity.priority], list(names.values()))

    @property
    def by_plan(self) -> dict[str, tuple[Reported, ...]]:
        """Those of each directorate's plan, by its name."""
        return _grouped(
            self.reported, lambda each: each.activity.plan, sorted({r.activity.plan for r in self.reported})
        )

    @property
    def not_updated(self) -> tuple[Reported, ...]:
        """Those that are not settled and of which nothing was reported this quarter."""
        return tuple(
            each for each in self.reported if each.latest.quarter != self.quarter and each.latest.state not in SETTLED
        )


def activities_in(
    organisation: Organisation, quarter: Quarter, activities: Sequence[Activity], progress: Sequence[Progress]
) -> Activities:
    """The activities as last reported by a quarter. One settled in an earlier financial year is left out."""
    found = [_reported(each, quarter, [told for told in progress if told.activity == each.id]) for each in activities]
    kept = [each for each in found if each is not None and _still_told(each, quarter)]
    return Activities(organisation, quarter, tuple(kept))


def counted(reported: Sequence[Reported]) -> ActivityCounts:
    """How many of these are in each state, and with each RAG status; states and statuses without one are left out."""
    states = Counter(each.latest.state for each in reported)
    rags = Counter(each.latest.rag for each in reported if each.latest.rag)
    return ActivityCounts(
        {state: states[state] for state in ActivityState if state in states},
        {status: rags[status] for status in RAG if status in rags},
    )


def _reported(activity: Activity, quarter: Quarter, told: Sequence[Progress]) -> Reported | None:
    history = sorted((each for each in told if each.quarter <= quarter), key=lambda each: each.quarter)
    if not history:
        return None
    before = [each for each in history if each.quarter < quarter]
    return Reported(activity, history[-1], before[-1] if before else None, tuple(history))


def _still_told(each: Reported, quarter: Quarter) -> bool:
    return each.latest.state not in SETTLED or each.latest.quarter.start_year == quarter.start_year


def _grouped(
    reported: Sequence[Reported], name_of: Callable[[Reported], str], order: Sequence[str]
) -> dict[str, tuple[Reported, ...]]:
    groups = {name: tuple(each for each in reported if name_of(each) == name) for name in order}
    return {name: each for name, each in groups.items() if each}
