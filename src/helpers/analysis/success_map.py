"""The success map: which leading measures lead to which outcomes, and how each of them stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from helpers.analysis.indicator import IndicatorResult
from helpers.model.organisation import Priority


@dataclass(frozen=True)
class Outcome:
    """A measure that others lead to, and those that lead to it directly."""

    result: IndicatorResult
    leading: tuple[IndicatorResult, ...]


@dataclass(frozen=True)
class SuccessMap:
    """Every outcome that measures reported in the quarter lead to, by name."""

    outcomes: tuple[Outcome, ...]

    @cached_property
    def by_priority(self) -> dict[Priority, SuccessMap]:
        """The map in parts: the outcomes of each priority, with whatever leads to them."""
        priorities = {each.result.priority.id: each.result.priority for each in self.outcomes}
        return {priority: SuccessMap(self._of(id)) for id, priority in priorities.items()}

    def _of(self, priority: str) -> tuple[Outcome, ...]:
        return tuple(each for each in self.outcomes if each.result.priority.id == priority)

    @cached_property
    def measures(self) -> dict[str, IndicatorResult]:
        """Every measure in the map, by its id."""
        outcomes = {each.result.kpi.id: each.result for each in self.outcomes}
        return outcomes | {result.kpi.id: result for each in self.outcomes for result in each.leading}

    @cached_property
    def columns(self) -> tuple[tuple[IndicatorResult, ...], ...]:
        """The measures as they are drawn, from left to right: each stands to the left of all that it leads to."""
        steps = {id: _steps(id, self.leads_to) for id in self.measures}
        deepest = max(steps.values(), default=-1)
        return tuple(self._column(steps, step) for step in range(deepest, -1, -1))

    def _column(self, steps: Mapping[str, int], step: int) -> tuple[IndicatorResult, ...]:
        return tuple(result for id, result in self.measures.items() if steps[id] == step)

    @cached_property
    def leads_to(self) -> dict[str, tuple[str, ...]]:
        """What each measure in the map leads to, by id."""
        return {
            id: tuple(each.result.kpi.id for each in self.outcomes if id in (found.kpi.id for found in each.leading))
            for id in self.measures
        }


def success_map(results: Sequence[IndicatorResult]) -> SuccessMap:
    """What leads to what among these: a measure that is not reported in the quarter has no place in its map."""
    in_order = sorted(results, key=lambda result: result.kpi.title.casefold())
    found = [Outcome(each, _leading(each, in_order)) for each in in_order]
    return SuccessMap(tuple(each for each in found if each.leading))


def plain_map(found: SuccessMap) -> list[dict[str, Any]]:
    """The map as plain values, an entry for each outcome."""
    return [{**_plain(each.result), "leading": [_plain(result) for result in each.leading]} for each in found.outcomes]


def _plain(result: IndicatorResult) -> dict[str, str]:
    return {"kpi": result.kpi.id, "name": result.kpi.name, "status": result.status.value}


def _leading(outcome: IndicatorResult, results: Sequence[IndicatorResult]) -> tuple[IndicatorResult, ...]:
    return tuple(each for each in results if outcome.kpi.id in each.kpi.leads_to)


def _steps(id: str, leads_to: Mapping[str, Sequence[str]]) -> int:
    """How many steps it is from a measure to the end of the longest chain that begins with it."""
    return max((1 + _steps(each, leads_to) for each in leads_to[id]), default=0)
