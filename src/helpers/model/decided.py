"""What committees' decisions made of a committee's reports in a year: what joined, left or changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from helpers.model.kpi import Kpi
from helpers.model.lifecycle import Decision, Lifecycle, Move
from helpers.model.organisation import Committee
from helpers.model.periods import Quarter


class Outcome(StrEnum):
    """What became of a KPI in a committee's reports."""

    ADDED = "added"
    APPROVED = "approved"  # until then it was in development
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    CHANGED = "changed"  # defined anew
    REMOVED = "removed"


@dataclass(frozen=True)
class Decided:
    """A decision that shows in a committee's reports, and what it did. A KPI that was removed is as it last was."""

    kpi: Kpi
    decision: Decision
    outcome: Outcome


BETWEEN = {
    (Lifecycle.IN_DEVELOPMENT, Lifecycle.LIVE): Outcome.APPROVED,
    (Lifecycle.LIVE, Lifecycle.SUSPENDED): Outcome.SUSPENDED,
    (Lifecycle.SUSPENDED, Lifecycle.LIVE): Outcome.RESUMED,
}


def decided_this_year(kpis: Iterable[Kpi], committee: Committee, quarter: Quarter) -> list[Decided]:
    """Every decision about these KPIs that the committee's reports of the year have shown, `quarter` the last of them.

    The oldest first. A KPI in this quarter's report is never told as removed, and of one that is not, nothing else is.
    """
    found = [each for kpi in kpis for each in _of(kpi, committee, quarter)]
    return sorted(found, key=lambda each: (each.decision.begins, each.decision.decided_on, each.kpi.name))


def _of(kpi: Kpi, committee: Committee, quarter: Quarter) -> Iterable[Decided]:
    year = [quarter.shift(step) for step in range(1 - quarter.number, 1)]
    told = [each for step in year for each in _at(kpi, committee, step)]
    if told and _is_held(kpi.as_at(quarter), committee, quarter):
        return [each for each in told if each.outcome is not Outcome.REMOVED]
    return [each for each in told if each.outcome is Outcome.REMOVED][-1:]


def _at(kpi: Kpi, committee: Committee, quarter: Quarter) -> Iterator[Decided]:
    """What the decisions that count from this quarter made of the report before it."""
    new = [each for each in kpi.decisions if each.begins == quarter]
    if not new:
        return
    before, after = kpi.as_at(quarter.previous), kpi.as_at(quarter)
    was, stays = _is_held(before, committee, quarter.previous), _is_held(after, committee, quarter)
    if was and not stays:
        yield from _last(before, new, (Move.RETIRE, Move.CHANGE), Outcome.REMOVED)
    elif stays and not was:
        yield from _last(after, new, (Move.DEVELOP, Move.APPROVE, Move.CHANGE), Outcome.ADDED)
    elif stays:
        outcome = BETWEEN.get((before.lifecycle, after.lifecycle))
        if outcome:
            yield from _last(after, new, (Move.APPROVE, Move.SUSPEND), outcome)
        yield from (Decided(after, each, Outcome.CHANGED) for each in new if each.move is Move.CHANGE)


def _last(kpi: Kpi, new: Iterable[Decision], moves: Collection[Move], outcome: Outcome) -> list[Decided]:
    return [Decided(kpi, each, outcome) for each in new if each.move in moves][-1:]


def _is_held(kpi: Kpi, committee: Committee, quarter: Quarter) -> bool:
    return kpi.reported_in(quarter) and kpi.overseen_by(committee)
