"""Which counts lie behind the figures of one area, and by which sums could a reader work one out from others?"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from helpers.model.kpi import Kpi, Unit
from helpers.model.observation import Reading
from helpers.model.periods import Period, financial_year
from helpers.rules.disclosure import Sum

COUNT, WHOLE, REST = "count", "whole", "rest"  # what is counted, what it is counted out of, and the others of those
UNKNOWN = 1  # the least that a count can be that somebody else has hidden
A_YEAR = 12  # months

Figure = tuple[str, Period]  # of which KPI, and for which period
Key = tuple[str, Period, str]  # one of the counts behind a figure, or one that follows from several


@dataclass(frozen=True)
class Secret:
    """The numbers that would give a hidden figure away: counts, and percentages."""

    counts: frozenset[float] = frozenset()
    shares: frozenset[float] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.counts or self.shares)

    def __or__(self, other: Secret) -> Secret:
        return Secret(self.counts | other.counts, self.shares | other.shares)


def counts_of(kpi: Kpi, reading: Reading) -> dict[str, float]:
    """The counts behind a figure, each by its name.

    Of a percentage, or a rate per so many, that is given with one count the other follows. Numbers that are not whole
    are not counts.
    """
    count, whole = reading.numerator, reading.denominator
    if count is None and kpi.counts_whole:
        count = reading.value
    per = 100 if kpi.unit is Unit.PERCENT else kpi.per
    if per and reading.value is not None:
        if count is None and whole is not None:
            count = round(reading.value * whole / per)
        elif count is not None and whole is None and reading.value > 0:
            whole = round(per * count / reading.value)
    rest = whole - count if count is not None and whole is not None and count <= whole else None
    found = {COUNT: count, WHOLE: whole, REST: rest}
    return {name: value for name, value in found.items() if value is not None and value >= 0 and not value % 1}


class Linked:
    """The counts behind the figures of one area as known on a day, and the sums that link them.

    `unpublished` are counts that nobody prints, yet follow from others: the rest, the rise from one year-to-date count
    to the next, and a part that is missing or that somebody else has hidden. A count that anybody may know is given as
    0: it is never hidden, and nothing is hidden for it.
    """

    def __init__(self, kpis: Mapping[str, Kpi], known: Mapping[str, Sequence[Reading]], threshold: int) -> None:
        self._kpis = kpis
        self.readings = {(id, each.period): each for id, readings in known.items() for each in readings}
        self.counts: dict[Key, float] = {}
        self.sums: list[Sum[Key]] = []
        self.unpublished: set[Key] = set()
        for (id, period), reading in self.readings.items():
            self.counts |= {(id, period, name): value for name, value in counts_of(kpis[id], reading).items()}
        self._told = dict(self.counts)
        for id, readings in known.items():
            self._rests(id, readings)
            if kpis[id].builds_up:
                self._rises(id, readings)
        self._totals(list(_totals(kpis, known)), threshold)
        self.counts |= {key: 0 for key in self.counts if kpis[key[0]].shows_small_numbers}

    def secrets(self, hidden: Iterable[Key]) -> dict[Figure, Secret]:
        """Of each figure that rests on a hidden count, what would give it away."""
        found: dict[Figure, set[float]] = {}
        for id, period, name in hidden:
            found.setdefault((id, period), set()).add(self._told[id, period, name])
        return {
            figure: self._secret_of(figure, counts) | self._changes(figure, found) for figure, counts in found.items()
        }

    def _secret_of(self, figure: Figure, counts: set[float]) -> Secret:
        value, rest = self.readings[figure].value, self._told.get((*figure, REST))
        share = self._kpis[figure[0]].unit is Unit.PERCENT
        also = {each for each in (rest, None if share else value) if each is not None}
        shares = {value, 100 - value} if share and value is not None else set()
        return Secret(frozenset(counts | also), frozenset(shares))

    def _changes(self, figure: Figure, hidden: Container[Figure]) -> Secret:
        """The changes that lead from a figure that is shown, an interval or a year apart, to one that is hidden."""
        id, period = figure
        apart = (self._kpis[id].interval, A_YEAR)
        near = [
            other
            for other in self.readings
            if other[0] == id and abs(other[1].months_since(period)) in apart and other not in hidden
        ]
        pairs = [pair for other in near for pair in self._pairs(*sorted((figure, other)))]
        changes = frozenset(abs(now - before) for before, now in pairs)
        per_cent = frozenset(100 * abs(now - before) / abs(before) for before, now in pairs if before)
        return Secret(changes, per_cent | (changes if self._kpis[id].unit is Unit.PERCENT else frozenset()))

    def _pairs(self, before: Figure, now: Figure) -> Iterator[tuple[float, float]]:
        """The values of two figures, and their counts, where both are known."""
        values = (self.readings[before].value, self.readings[now].value)
        counts = (self._told.get((*before, COUNT)), self._told.get((*now, COUNT)))
        for earlier, later in (values, counts):
            if earlier is not None and later is not None and earlier != later:
                yield earlier, later

    def _rests(self, id: str, readings: Sequence[Reading]) -> None:
        for each in readings:
            count, whole, rest = ((id, each.period, name) for name in (COUNT, WHOLE, REST))
            if rest in self.counts:
                self.sums.append(Sum(whole, (count, rest)))
                self.unpublished.add(rest)

    def _rises(self, id: str, readings: Sequence[Reading]) -> None:
        """What each year-to-date count adds to the one before it in the same year, where that is a count."""
        for _, year in groupby(readings, lambda each: financial_year(each.period.end)):
            periods = [each.period for each in year]
            for name in (COUNT, WHOLE, REST):
                keys = [key for period in periods if (key := (id, period, name)) in self.counts]
                for before, now in pairwise(keys):
                    self._rise(before, now)

    def _rise(self, before: Key, now: Key) -> None:
        rise = self.counts[now] - self.counts[before]
        if rise >= 0:
            key = (*now[:2], f"rise of the {now[2]}")
            self._follows(key, rise)
            self.sums.append(Sum(now, (before, key)))

    def _totals(self, sums: list[Sum[Key]], threshold: int) -> None:
        """Link the totals with their parts: those first of which all are known, or all but one, which then follows."""
        waiting = sums
        while ready := [each for each in waiting if len(self._missing(each)) < 2]:
            waiting = [each for each in waiting if len(self._missing(each)) > 1]
            for each in ready:
                self._total(each, threshold)
        for each in waiting:
            missing = self._missing(each)
            if any(self._secret(key) for key in missing):
                for key in missing:
                    self._follows(key, UNKNOWN)
                self.sums.append(each)

    def _total(self, each: Sum[Key], threshold: int) -> None:
        if each.total[2] == WHOLE:
            self._whole(each, threshold)
            return
        for key in self._missing(each):
            others = sum(self.counts[part] for part in each.parts if part != key)
            follows = others if key == each.total else self.counts[each.total] - others
            if follows < 0:
                return
            self._follows(key, follows)
        self.sums.append(each)

    def _whole(self, each: Sum[Key], threshold: int) -> None:
        """What the parts are counted out of may add up as well, or be the same people for each of them."""
        if self._missing(each):
            return
        total, parts = self.counts[each.total], [self.counts[part] for part in each.parts]
        if sum(parts) == total or total <= threshold:
            self.sums.append(each)
        elif set(parts) == {total}:
            self.counts |= dict.fromkeys((each.total, *each.parts), 0)

    def _missing(self, each: Sum[Key]) -> list[Key]:
        return [key for key, _ in each.sides if key not in self.counts]

    def _secret(self, key: Key) -> bool:
        reading = self.readings.get(key[:2])
        return key[2] == COUNT and reading is not None and reading.hidden

    def _follows(self, key: Key, value: float) -> None:
        if key not in self.counts:
            self.counts[key] = value
            self.unpublished.add(key)


def _totals(kpis: Mapping[str, Kpi], known: Mapping[str, Sequence[Reading]]) -> Iterator[Sum[Key]]:
    """Each sum of KPIs, in each period that one of them has a figure for."""
    for id, kpi in kpis.items():
        for group in kpi.total_of:
            parts = [part for part in group if part in kpis]
            periods = {each.period for member in (id, *parts) for each in known[member]}
            for period in sorted(periods):
                for name in (COUNT, WHOLE):
                    yield Sum((id, period, name), tuple((part, period, name) for part in parts))
