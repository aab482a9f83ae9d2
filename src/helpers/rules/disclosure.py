"""Which counts must be hidden so that nobody can be identified, not even by taking sums apart?"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from helpers.rules.rings import THRESHOLD, Count, Kind, hide, safe, small

K = TypeVar("K", bound=Hashable)  # whatever names a count


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


@dataclass(frozen=True)
class Sum(Generic[K]):
    """A count that is the sum of others, all by name."""

    total: K
    parts: tuple[K, ...]

    @property
    def sides(self) -> Iterator[tuple[K, int]]:
        """Each count with +1 where it is a part, and -1 where it is the total."""
        yield from ((part, 1) for part in self.parts)
        yield self.total, -1


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
    hidden = iter(hide(_two_way(table), threshold))
    inner = tuple(tuple(islice(hidden, wide)) for _ in table)
    return HiddenTable(inner, tuple(islice(hidden, len(table))), tuple(islice(hidden, wide)), next(hidden))


def suppress_parts(parts: Sequence[float], *, threshold: int = THRESHOLD) -> HiddenParts:
    """What to hide of a list of counts that is published with its total, such as districts and their county.

    The rule is that of `suppress`. Raises ValueError when a count is not a whole number of 0 or more.
    """
    counts = [_whole(count) for count in parts]
    *hidden, total = hide(_one_way(counts), threshold)
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


def suppress_linked(
    counts: Mapping[K, float],
    sums: Sequence[Sum[K]],
    *,
    unpublished: Collection[K] = (),
    threshold: int = THRESHOLD,
) -> frozenset[K]:
    """What to hide of counts that are linked by sums, whatever the shape of what they make up.

    `unpublished` are those that are printed nowhere, yet follow from the others: the rise from one year-to-date count
    to the next. The rule is that of `suppress` wherever the sums are a network: each count stands in two of them at
    most, and all can be given a sense so that it enters one and leaves the other. Where they are not, or no partner
    will do, every count that is linked with a small one is hidden, except zeros. Raises KeyError when a sum names a
    count that is not given, and ValueError when a count is not a whole number of 0 or more.
    """
    found: set[K] = set()
    for group in _linked(counts, sums):
        inside = [each for each in sums if each.total in group]
        whole = {key: _whole(counts[key]) for key in group}
        if any(small(value, threshold=threshold) for value in whole.values()):
            found |= _hidden_group(whole, inside, unpublished, threshold)
    return frozenset(found - set(unpublished))


def _hidden_group(
    counts: Mapping[K, int], sums: Sequence[Sum[K]], unpublished: Collection[K], threshold: int
) -> set[K]:
    network = _network(counts, sums, unpublished)
    if network is not None:
        hidden = hide(network, threshold)
        if safe(network, hidden, threshold):
            return {key for key, flag in zip(counts, hidden, strict=True) if flag}
    return {key for key, value in counts.items() if value}


def _linked(counts: Mapping[K, float], sums: Sequence[Sum[K]]) -> Iterator[list[K]]:
    """The counts in groups, those together that any chain of sums links; each in the order given."""
    group: dict[K, int] = {key: place for place, key in enumerate(counts)}
    members: dict[int, list[K]] = {place: [key] for key, place in group.items()}
    for each in sums:
        first = group[each.total]
        for other in {group[part] for part in each.parts} - {first}:
            for key in members[other]:
                group[key] = first
            members[first] += members.pop(other)
    for key in counts:
        if group[key] in members:
            together = set(members.pop(group[key]))
            yield [each for each in counts if each in together]


def _network(counts: Mapping[K, int], sums: Sequence[Sum[K]], unpublished: Collection[K]) -> list[Count] | None:
    """The counts as flows between the sums and the world outside; None when they cannot be."""
    stands: dict[K, list[tuple[int, int]]] = {key: [] for key in counts}
    for place, each in enumerate(sums):
        for key, side in each.sides:
            stands[key].append((place, side))
    sense = _senses(len(sums), [sides for sides in stands.values() if len(sides) > 1])
    if sense is None:
        return None
    return [_flow(counts[key], stands[key], sense, key not in unpublished) for key in counts]


def _flow(value: int, sides: Sequence[tuple[int, int]], sense: Sequence[int], published: bool) -> Count:
    into = [f"sum {place}" for place, side in sides if side * sense[place] > 0]
    out_of = [f"sum {place}" for place, side in sides if side * sense[place] < 0]
    total, part = any(side < 0 for _, side in sides), any(side > 0 for _, side in sides)
    kind = Kind.CELL if not total else Kind.TOTAL if part else Kind.GRAND_TOTAL
    return Count(value, (out_of or ["outside"])[0], (into or ["outside"])[0], kind, published)


def _senses(sums: int, shared: Sequence[Sequence[tuple[int, int]]]) -> list[int] | None:
    """+1 or -1 for each sum, so that each shared count enters one of its two and leaves the other; None if it fails."""
    if any(len(sides) > 2 or sides[0][0] == sides[1][0] for sides in shared):
        return None
    ties: dict[int, list[tuple[int, int]]] = {place: [] for place in range(sums)}
    for (one, side), (other, opposite) in shared:
        ties[one].append((other, -side * opposite))
        ties[other].append((one, -side * opposite))
    sense = [0] * sums
    for start in range(sums):
        waiting = [] if sense[start] else [(start, 1)]
        while waiting:
            place, wanted = waiting.pop()
            if not sense[place]:
                sense[place] = wanted
                waiting += [(other, wanted * tie) for other, tie in ties[place]]
            elif sense[place] != wanted:
                return None
    return sense


def _two_way(table: Sequence[Sequence[int]]) -> list[Count]:
    """The cells row by row, the row totals, the column totals and the grand total."""
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    return [
        *(Count(value, f"row {i}", f"column {j}") for i, row in enumerate(table) for j, value in enumerate(row)),
        *(Count(value, "right", f"row {i}", Kind.TOTAL) for i, value in enumerate(rows)),
        *(Count(value, f"column {j}", "bottom", Kind.TOTAL) for j, value in enumerate(columns)),
        Count(sum(rows), "bottom", "right", Kind.GRAND_TOTAL),
    ]


def _one_way(parts: Sequence[int]) -> list[Count]:
    """The parts and their total."""
    return [
        *(Count(value, "top", "bottom") for value in parts),
        Count(sum(parts), "bottom", "top", Kind.GRAND_TOTAL),
    ]


def _whole(count: float) -> int:
    if count != count or count < 0 or count % 1:
        raise ValueError(f"{count:g} is not a count: a whole number of 0 or more is wanted.")
    return int(count)
