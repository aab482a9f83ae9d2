"""The rings of hidden counts that let a small one be larger: what else to hide where counts add up.

A table that adds up is a network in which nothing is lost. Each count flows from its row to its column, the column
totals flow on to the bottom margin, the grand total from there to the right margin, and the row totals back to their
rows. To a reader a hidden count may be higher by 1 exactly when one more unit can be sent round a ring of hidden counts
that it is part of, so the most that it may be is a question of maximum flow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from heapq import heappop, heappush

THRESHOLD = 4  # the largest count that is small


def small(count: float, *, threshold: int = THRESHOLD) -> bool:
    """Whether a count is from 1 to the threshold. Zero is not: it may be shown."""
    return 0 < count <= threshold


class Kind(IntEnum):
    """From the first that may serve as a partner to the last."""

    CELL = 1
    TOTAL = 2
    GRAND_TOTAL = 3


@dataclass(frozen=True)
class Count:
    """A count, flowing from one node of the network to another. One that is not `published` costs nothing to hide."""

    value: int
    source: str
    target: str
    kind: Kind = Kind.CELL
    published: bool = True


_Step = tuple[int, int]  # which count, and +1 to raise it or -1 to lower it
_Prices = Sequence[int | None]  # what hiding each count would lose, or None where it is shown


def hide(counts: Sequence[Count], threshold: int) -> list[bool]:
    """Which to hide: the small, and the cheapest partners for each, less those that turn out not to be needed.

    What is not published counts as hidden.
    """
    primary = [which for which, count in enumerate(counts) if small(count.value, threshold=threshold)]
    always = {*primary, *(which for which, count in enumerate(counts) if not count.published)}
    hidden = set(always)
    for which in primary:
        hidden |= _partners(counts, which, threshold, _still_to_pay(counts, hidden))
    needed = _needed(counts, primary, always, hidden, threshold)
    return [which in needed for which in range(len(counts))]


def safe(counts: Sequence[Count], hidden: Sequence[bool], threshold: int) -> bool:
    """Whether every small count may be above the threshold, to a reader from whom these are hidden."""
    unseen = {which for which, hide in enumerate(hidden) if hide}
    primary = [which for which, count in enumerate(counts) if small(count.value, threshold=threshold)]
    return all(_could_be_large(counts, which, threshold, unseen) for which in primary)


def _needed(
    counts: Sequence[Count], primary: Sequence[int], always: set[int], hidden: set[int], threshold: int
) -> set[int]:
    """What is left when each partner, the dearest first, has been shown wherever that gives no small count away."""
    price, needed = _prices(counts), set(hidden)
    for partner in sorted(hidden - always, key=lambda one: (-price[one], one)):
        fewer = needed - {partner}
        if all(_could_be_large(counts, which, threshold, fewer) for which in primary):
            needed = fewer
    return needed


def _prices(counts: Sequence[Count]) -> list[int]:
    """What hiding each would lose. Any number of one kind costs less than one of the next."""
    scale = 1 + len(counts) + sum(count.value for count in counts)
    return [scale**count.kind + count.value for count in counts]


def _still_to_pay(counts: Sequence[Count], hidden: set[int]) -> list[int | None]:
    """What hiding each would lose when these are hidden anyway."""
    return [0 if which in hidden else price for which, price in enumerate(_prices(counts))]


def _could_be_large(counts: Sequence[Count], which: int, threshold: int, hidden: set[int]) -> bool:
    """Whether a reader from whom these are hidden must allow for this one to be above the threshold."""
    shut: list[int | None] = [0 if other in hidden else None for other in range(len(counts))]
    return which in _partners(counts, which, threshold, shut)


def _partners(counts: Sequence[Count], which: int, threshold: int, price: _Prices) -> set[int]:
    """What to hide so that a small count may be above the threshold, itself included; empty if nothing will do."""
    change, missing = [0] * len(counts), threshold + 1 - counts[which].value
    used = {which}
    while missing:
        ring = _cheapest_ring(counts, which, change, price)
        if ring is None:
            return set()
        step = min([missing, *(_room(counts, change, other) for other, sign in ring if sign < 0)])
        for other, sign in ring:
            change[other] += sign * step
        used |= {other for other, _ in ring}
        missing -= step
    return used


def _cheapest_ring(
    counts: Sequence[Count], which: int, change: Sequence[int], price: _Prices
) -> tuple[_Step, ...] | None:
    """The others of the cheapest ring round which one more unit of this count can be sent (a shortest path)."""
    ways = _ways(counts, which, change, price)
    queue: list[tuple[int, str, tuple[_Step, ...]]] = [(0, counts[which].target, ())]
    reached: set[str] = set()
    while queue:
        cost, node, path = heappop(queue)
        if node == counts[which].source:
            return path
        if node not in reached:
            reached.add(node)
            for further, to, step in ways.get(node, ()):
                heappush(queue, (cost + further, to, (*path, step)))
    return None


def _ways(
    counts: Sequence[Count], which: int, change: Sequence[int], price: _Prices
) -> dict[str, list[tuple[int, str, _Step]]]:
    """From each node, what the way costs, where it leads, and by which count. A zero is always shown, so is no way."""
    ways: dict[str, list[tuple[int, str, _Step]]] = {}
    for other, count in enumerate(counts):
        cost = price[other]
        if cost is None or other == which or not count.value:
            continue
        ways.setdefault(count.source, []).append((cost, count.target, (other, 1)))
        if _room(counts, change, other):
            ways.setdefault(count.target, []).append((cost, count.source, (other, -1)))
    return ways


def _room(counts: Sequence[Count], change: Sequence[int], which: int) -> int:
    """By how much a count can be lowered. A hidden count is at least 1, as every reader knows: zeros are shown."""
    return counts[which].value + change[which] - 1
