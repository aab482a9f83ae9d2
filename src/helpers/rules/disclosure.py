"""Which counts must be hidden so that nobody can be identified, not even by taking sums apart?

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
from itertools import islice

THRESHOLD = 4  # the largest count that is small


@dataclass(frozen=True)
class HiddenTable:
    """Which counts of a two-way table to hide: the cells, the row totals, the column totals and the grand total."""

    cells: tuple[tuple[bool, ...], ...]
    rows: tuple[bool, ...]
    columns: tuple[bool, ...]
    total: bool


@dataclass(frozen=True)
class HiddenParts:
    """Which counts of a list to hide: the parts and their total."""

    parts: tuple[bool, ...]
    total: bool


@dataclass(frozen=True)
class HiddenRate:
    """Which figures of a rate to hide."""

    numerator: bool
    denominator: bool
    rate: bool


def small(count: float, *, threshold: int = THRESHOLD) -> bool:
    """Whether a count is from 1 to the threshold. Zero is not: it may be shown."""
    return 0 < count <= threshold


def suppress(cells: Sequence[Sequence[float]], *, threshold: int = THRESHOLD) -> HiddenTable:
    """What to hide of a table of counts that is published with its row, column and grand totals.

    `cells` are the rows, without totals. Every small count is hidden, totals too, and with them enough partners for
    what is shown to leave open that each small count is above the threshold. No hidden count can be derived, no partner
    could be shown after all, and zeros are never hidden. A rate that rests on a hidden count, a partner too, must be
    hidden with it. Raises ValueError when the rows differ in length, or a count is not a whole number of 0 or more.
    """
    table = [[_whole(count) for count in row] for row in cells]
    wide = len(table[0]) if table else 0
    if any(len(row) != wide for row in table):
        raise ValueError("The rows of a table must be equally long.")
    hidden = iter(_hide(_two_way(table), threshold))
    inner = tuple(tuple(islice(hidden, wide)) for _ in table)
    return HiddenTable(inner, tuple(islice(hidden, len(table))), tuple(islice(hidden, wide)), next(hidden))


def suppress_parts(parts: Sequence[float], *, threshold: int = THRESHOLD) -> HiddenParts:
    """What to hide of a list of counts that is published with its total, such as districts and their county.

    The rule is that of `suppress`. Raises ValueError when a count is not a whole number of 0 or more.
    """
    counts = [_whole(count) for count in parts]
    *hidden, total = _hide(_one_way(counts), threshold)
    return HiddenParts(tuple(hidden), total)


def suppress_rate(numerator: float, denominator: float, *, threshold: int = THRESHOLD) -> HiddenRate:
    """What to hide of a count, what it is counted out of, and the rate of the one to the other.

    The rest (denominator less numerator) is a count too, which anybody can work out: 97 of 100 gives away 3. There is
    none when the numerator is the larger. Where the numerator or the denominator is hidden the rate is, as any two of
    the three give the third. Raises ValueError when either is not a whole number of 0 or more.
    """
    part, whole = _whole(numerator), _whole(denominator)
    if part > whole:
        first, second = small(part, threshold=threshold), small(whole, threshold=threshold)
        return HiddenRate(first, second, first or second)
    share = suppress_parts([part, whole - part], threshold=threshold)
    return HiddenRate(share.parts[0], share.total, share.parts[0] or share.total)


def hidden_rate(numerator: float, denominator: float, *, threshold: int = THRESHOLD) -> bool:
    """Whether a rate rests on a count that must be hidden. Raises ValueError as `suppress_rate` does."""
    return suppress_rate(numerator, denominator, threshold=threshold).rate


class _Kind(IntEnum):
    """From the first that may serve as a partner to the last."""

    CELL = 1
    TOTAL = 2
    GRAND_TOTAL = 3


@dataclass(frozen=True)
class _Count:
    """A published or hidden count, flowing from one node of the network to another."""

    value: int
    source: str
    target: str
    kind: _Kind = _Kind.CELL


_Step = tuple[int, int]  # which count, and +1 to raise it or -1 to lower it
_Prices = Sequence[int | None]  # what hiding each count would lose, or None where it is shown


def _two_way(table: Sequence[Sequence[int]]) -> list[_Count]:
    """The cells row by row, the row totals, the column totals and the grand total."""
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    return [
        *(_Count(value, f"row {i}", f"column {j}") for i, row in enumerate(table) for j, value in enumerate(row)),
        *(_Count(value, "right", f"row {i}", _Kind.TOTAL) for i, value in enumerate(rows)),
        *(_Count(value, f"column {j}", "bottom", _Kind.TOTAL) for j, value in enumerate(columns)),
        _Count(sum(rows), "bottom", "right", _Kind.GRAND_TOTAL),
    ]


def _one_way(parts: Sequence[int]) -> list[_Count]:
    """The parts and their total."""
    return [
        *(_Count(value, "top", "bottom") for value in parts),
        _Count(sum(parts), "bottom", "top", _Kind.GRAND_TOTAL),
    ]


def _hide(counts: Sequence[_Count], threshold: int) -> list[bool]:
    """Which to hide: the small, and the cheapest partners for each, less those that turn out not to be needed."""
    primary = [which for which, count in enumerate(counts) if small(count.value, threshold=threshold)]
    hidden = set(primary)
    for which in primary:
        hidden |= _partners(counts, which, threshold, _still_to_pay(counts, hidden))
    needed = _needed(counts, primary, hidden, threshold)
    return [which in needed for which in range(len(counts))]


def _needed(counts: Sequence[_Count], primary: Sequence[int], hidden: set[int], threshold: int) -> set[int]:
    """What is left when each partner, the dearest first, has been shown wherever that gives no small count away."""
    price, needed = _prices(counts), set(hidden)
    for partner in sorted(hidden - set(primary), key=lambda one: (-price[one], one)):
        fewer = needed - {partner}
        if all(_could_be_large(counts, which, threshold, fewer) for which in primary):
            needed = fewer
    return needed


def _prices(counts: Sequence[_Count]) -> list[int]:
    """What hiding each would lose. Any number of one kind costs less than one of the next."""
    scale = 1 + len(counts) + sum(count.value for count in counts)
    return [scale**count.kind + count.value for count in counts]


def _still_to_pay(counts: Sequence[_Count], hidden: set[int]) -> list[int | None]:
    """What hiding each would lose when these are hidden anyway."""
    return [0 if which in hidden else price for which, price in enumerate(_prices(counts))]


def _could_be_large(counts: Sequence[_Count], which: int, threshold: int, hidden: set[int]) -> bool:
    """Whether a reader from whom these are hidden must allow for this one to be above the threshold."""
    shut: list[int | None] = [0 if other in hidden else None for other in range(len(counts))]
    return which in _partners(counts, which, threshold, shut)


def _partners(counts: Sequence[_Count], which: int, threshold: int, price: _Prices) -> set[int]:
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
    counts: Sequence[_Count], which: int, change: Sequence[int], price: _Prices
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
    counts: Sequence[_Count], which: int, change: Sequence[int], price: _Prices
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


def _room(counts: Sequence[_Count], change: Sequence[int], which: int) -> int:
    """By how much a count can be lowered. A hidden count is at least 1, as every reader knows: zeros are shown."""
    return counts[which].value + change[which] - 1


def _whole(count: float) -> int:
    if count != count or count < 0 or count % 1:
        raise ValueError(f"{count:g} is not a count: a whole number of 0 or more is wanted.")
    return int(count)
