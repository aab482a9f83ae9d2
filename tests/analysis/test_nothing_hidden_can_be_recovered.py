"""A linear programming solver plays a reader of what a pack publishes, who knows what adds up to what."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from helpers.analysis.results import results

if TYPE_CHECKING:
    from conftest import Workspace

THRESHOLD = 4
NOW = "2025-26 Q1"
YEAR = ("2024-25 Q1", "2024-25 Q2", "2024-25 Q3", "2024-25 Q4")
PLAIN = {"unit": "number", "decimals": 0, "minimum": 0, "direction": "neutral", "purpose": "context", "scheme": None}
SHARE = {"direction": "neutral", "purpose": "context", "scheme": None}

COUNT = st.one_of(st.integers(1, 4), st.integers(0, 12), st.integers(5, 90))
PAIR = st.tuples(COUNT, COUNT)  # what is counted, and the rest
Pair = tuple[int, int]
Count = Hashable


class Reader:
    """Somebody who knows what is published, that counts are 0 or more, and every sum that links them."""

    def __init__(self) -> None:
        self.truth: dict[Count, int] = {}
        self.seen: dict[Count, int] = {}
        self.sums: list[tuple[Count, tuple[Count, ...]]] = []

    def count(self, name: Count, truth: int, seen: float | None = None) -> Count:
        self.truth[name] = truth
        if seen is not None:
            assert seen == truth, name
            self.seen[name] = truth
        return name

    def adds_up(self, total: Count, *parts: Count) -> None:
        assert self.truth[total] == sum(self.truth[part] for part in parts), (total, parts)
        self.sums.append((total, parts))

    def furthest(self, name: Count, *, up: bool) -> float:
        """The most, or the least, that a count may be."""
        places = {each: place for place, each in enumerate(self.truth)}
        bounds = [(self.seen.get(each, 0), self.seen.get(each)) for each in places]
        rows = np.zeros((len(self.sums), len(places)))
        for row, (total, parts) in zip(rows, self.sums, strict=True):
            row[places[total]] = -1
            for part in parts:
                row[places[part]] += 1
        aim = np.zeros(len(places))
        aim[places[name]] = -1 if up else 1
        found = linprog(aim, A_eq=rows, b_eq=np.zeros(len(rows)), bounds=bounds, method="highs")
        if found.status == 3:  # without limit
            return float("inf")
        assert found.status == 0
        return round(abs(float(found.fun)), 6)

    def exposed(self) -> list[Count]:
        """The small counts that are known, or known to be small."""
        small = [name for name, count in self.truth.items() if 1 <= count <= THRESHOLD]
        return [name for name in small if name in self.seen or self.furthest(name, up=True) <= THRESHOLD]

    def recovered(self, published: Sequence[Count]) -> list[Count]:
        """The hidden figures, but for a nought, that can be worked out all the same."""
        hidden = [name for name in published if name not in self.seen and self.truth[name]]
        return [name for name in hidden if self.furthest(name, up=True) == self.furthest(name, up=False)]


class Published:
    """What the results of a pack say of each figure."""

    def __init__(self, workspace: Workspace) -> None:
        text = json.dumps(results(workspace.pack()))
        self.points = {
            (found["kpi"], point["period"]): point
            for found in json.loads(text)["indicators"]
            for point in found["history"]
        }

    def value(self, kpi: str, period: str = NOW) -> float | None:
        return self._shown(kpi, period, "value")

    def pair(self, kpi: str, period: str = NOW) -> tuple[float | None, float | None]:
        return self._shown(kpi, period, "numerator"), self._shown(kpi, period, "denominator")

    def _shown(self, kpi: str, period: str, field: str) -> float | None:
        point: Mapping[str, Any] = self.points[kpi, period]
        given = [point[name] for name in ("value", "numerator", "denominator")]
        assert given == [None] * 3 or "c" not in point["marks"]
        number: float | None = point[field]
        return number


def share(reader: Reader, seen: Published, kpi: str, truth: Pair, period: str = NOW) -> tuple[Count, Count, Count]:
    """What is counted, what it is out of and the rest of one figure, known to the reader as far as it is published."""
    (part, rest), shown = truth, seen.pair(kpi, period)
    names = tuple((kpi, period, name) for name in ("count", "whole", "rest"))
    for name, number, known in zip(names, (part, part + rest, rest), (*shown, None), strict=True):
        reader.count(name, number, known)
    reader.adds_up(names[1], names[0], names[2])
    return names


def row(period: str, truth: Pair) -> str:
    part, whole = truth[0], sum(truth)
    return f"{period},W01,{100 * part / whole if whole else 0:.6f},{part},{whole}"


def table_of(workspace: Workspace, cells: Sequence[Sequence[int]]) -> Callable[[Reader, Published], None]:
    """A KPI for each cell, row total, column total and the grand total."""
    tall, wide = len(cells), len(cells[0])
    cell = [[f"cell-{i}-{j}" for j in range(wide)] for i in range(tall)]
    figures = {cell[i][j]: cells[i][j] for i in range(tall) for j in range(wide)}
    groups: dict[str, list[list[str]]] = {}
    for i in range(tall):
        groups[f"row-{i}"] = [cell[i]]
    for j in range(wide):
        groups[f"column-{j}"] = [[line[j] for line in cell]]
    groups["all"] = [[f"row-{i}" for i in range(tall)], [f"column-{j}" for j in range(wide)]]
    for total, lists in groups.items():
        figures[total] = sum(figures[part] for part in lists[0])
    for id, number in figures.items():
        workspace.kpi(id, **PLAIN, total_of=groups.get(id, []))
        workspace.figures(id, f"{NOW},W01,{number}")

    def check(reader: Reader, seen: Published) -> None:
        for id, number in figures.items():
            reader.count(id, number, seen.value(id))
        for total, lists in groups.items():
            for parts in lists:
                reader.adds_up(total, *parts)
        assert reader.exposed() == [] and reader.recovered(list(figures)) == []

    return check


def shares_of(workspace: Workspace, name: str, pairs: Sequence[Pair]) -> Callable[[Reader, Published], None]:
    """A KPI for each part's percentage, and one for that of all of them together."""
    truth = {f"{name}-{i}": pair for i, pair in enumerate(pairs)}
    parts = list(truth)
    truth[name] = (sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs))
    for id, pair in truth.items():
        workspace.kpi(id, **SHARE, total_of=[parts] if id == name and len(parts) > 1 else [])
        workspace.figures(id, row(NOW, pair))

    def check(reader: Reader, seen: Published) -> None:
        names = {id: share(reader, seen, id, pair) for id, pair in truth.items()}
        for place in range(3):
            reader.adds_up(names[name][place], *(names[part][place] for part in parts))
        assert reader.exposed() == []

    return check


def same_whole(workspace: Workspace, counts: Sequence[int], others: int) -> Callable[[Reader, Published], None]:
    """Reasons that are each a percentage of the same people, and the percentage with any reason."""
    truth = {f"reason-{i}": count for i, count in enumerate(counts)}
    parts, whole = list(truth), sum(counts) + others
    truth["reasons"] = sum(counts)
    for id, count in truth.items():
        workspace.kpi(id, **SHARE, total_of=[parts] if id == "reasons" else [])
        workspace.figures(id, row(NOW, (count, whole - count)))

    def check(reader: Reader, seen: Published) -> None:
        names = {id: share(reader, seen, id, (count, whole - count)) for id, count in truth.items()}
        reader.adds_up(names["reasons"][0], *(names[part][0] for part in parts))
        shown = [seen.pair(id)[1] for id in truth]
        if any(number is not None for number in shown):  # who reads one of them has read all
            for each in names.values():
                reader.seen[each[1]] = whole
        assert reader.exposed() == []

    return check


def built_up(workspace: Workspace, rises: Sequence[int]) -> Callable[[Reader, Published], None]:
    """A count of the year to date."""
    totals = np.cumsum(rises).tolist()
    workspace.kpi("to-date", **PLAIN, measure="cumulative")
    workspace.figures("to-date", *(f"{period},W01,{total}" for period, total in zip(YEAR, totals, strict=True)))

    def check(reader: Reader, seen: Published) -> None:
        names = [reader.count(("to-date", p), n, seen.value("to-date", p)) for p, n in zip(YEAR, totals, strict=True)]
        for place in range(1, 4):
            rise = reader.count(("rise", place), rises[place])
            reader.adds_up(names[place], names[place - 1], rise)
        assert reader.exposed() == []

    return check


def share_built_up(workspace: Workspace, rises: Sequence[Pair]) -> Callable[[Reader, Published], None]:
    """A percentage of the year to date."""
    totals: list[Pair] = [tuple(pair) for pair in np.cumsum(rises, axis=0).tolist()]
    workspace.kpi("share-to-date", **SHARE, measure="cumulative")
    workspace.figures("share-to-date", *(row(period, total) for period, total in zip(YEAR, totals, strict=True)))

    def check(reader: Reader, seen: Published) -> None:
        names = [share(reader, seen, "share-to-date", n, p) for p, n in zip(YEAR, totals, strict=True)]
        for place in range(1, 4):
            part, rest = rises[place]
            for which, number in enumerate((part, part + rest, rest)):
                rise = reader.count(("rise of a share", place, which), number)
                reader.adds_up(names[place][which], names[place - 1][which], rise)
        assert reader.exposed() == []

    return check


TABLE = st.tuples(st.integers(2, 3), st.integers(2, 3)).flatmap(
    lambda size: st.lists(st.lists(COUNT, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


# Each example is a council and its pack: to look for a simpler one that fails would take minutes.
@settings(max_examples=20, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(
    cells=TABLE,
    districts=st.lists(PAIR, min_size=2, max_size=3),
    alone=PAIR,
    reasons=st.lists(COUNT, min_size=2, max_size=3),
    others=COUNT,
    rises=st.lists(COUNT, min_size=4, max_size=4),
    shares=st.lists(PAIR, min_size=4, max_size=4),
)
def test_no_count_from_one_to_four_follows_from_what_a_pack_publishes(
    write_council: Callable[[Path], Workspace],
    cells: list[list[int]],
    districts: list[Pair],
    alone: Pair,
    reasons: list[int],
    others: int,
    rises: list[int],
    shares: list[Pair],
) -> None:
    with TemporaryDirectory() as folder:
        workspace = write_council(Path(folder))
        checks = [
            table_of(workspace, cells),
            shares_of(workspace, "districts", districts),
            shares_of(workspace, "alone", [alone]),
            same_whole(workspace, reasons, others),
            built_up(workspace, rises),
            share_built_up(workspace, shares),
        ]
        assert workspace.problems() == []
        seen = Published(workspace)
    for check in checks:
        check(Reader(), seen)
