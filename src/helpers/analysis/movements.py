"""How the statuses of the last report became those of this one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.model.status import Status

Group = Status | None  # None stands for every status that is not a rating


@dataclass(frozen=True)
class Row:
    """What became of the indicators that had one status: those with a new verdict by what it is now.

    `carried` kept their verdict because no new figure was due, so they take no part in movement; `removed` have left
    the report. All add up to `total`, how many there were last time.
    """

    before: Group
    now: dict[Group, int]
    carried: int
    removed: int

    @property
    def total(self) -> int:
        """How many had this status in the last report."""
        return sum(self.now.values()) + self.carried + self.removed


@dataclass(frozen=True)
class Movements:
    """A row for each status of the last report, and the indicators that were not in it, by what they are now."""

    rows: tuple[Row, ...]
    new: dict[Group, int]

    @property
    def total(self) -> int:
        """How many indicators the last report held."""
        return sum(row.total for row in self.rows)


def movements(pack: Pack) -> Movements:
    """The movement of statuses from the last report to this one."""
    groups = (*pack.organisation.statuses, None)
    new = [result for result in pack.indicators if result.previous_status is None]
    return Movements(tuple(_row(pack, before, groups) for before in groups), _by_group(new, groups))


def group(status: Status) -> Group:
    """A rating itself, or None for every status that is not one."""
    return status if status.rated else None


def _row(pack: Pack, before: Group, groups: Sequence[Group]) -> Row:
    were = [each for each in pack.indicators if each.previous_status and group(each.previous_status) is before]
    carried = [each for each in were if _carried(each)]
    removed = [each for each in pack.removed if group(each.status) is before]
    moved = _by_group([each for each in were if each not in carried], groups)
    return Row(before, moved, len(carried), len(removed))


def _carried(result: IndicatorResult) -> bool:
    """Whether the rating stands as it was because no figure was due; one on a revised target has moved."""
    kept = result.status.rated and result.status is result.previous_status
    return kept and result.freshness is not None and result.freshness.carried_forward


def _by_group(results: list[IndicatorResult], groups: Sequence[Group]) -> dict[Group, int]:
    now = [group(result.status) for result in results]
    return {each: now.count(each) for each in groups}
