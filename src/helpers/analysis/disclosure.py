"""Which figures does a public report hide, so that nobody can be identified by them or by what else is published?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial, reduce
from operator import or_

from helpers.analysis.discretion import discreet_note
from helpers.analysis.linked import Figure, Linked, Secret, counts_of
from helpers.analysis.subject import Screen, Subject
from helpers.analysis.vintages import as_at
from helpers.model.correction import Correction, Part
from helpers.model.kpi import Kpi
from helpers.model.observation import Mark, Reading, without_figures
from helpers.rules.disclosure import suppress_linked
from helpers.rules.rings import small

OWN = ""  # the place of each KPI's own area, which need not be the same for all that add up
Secrets = Mapping[Figure, Secret]  # what would give each hidden figure away


@dataclass(frozen=True)
class Member:
    """A KPI as it is defined in the quarter reported on, with what is on record about it."""

    kpi: Kpi
    subject: Subject

    def readings(self, place: str, day: date) -> tuple[Reading, ...]:
        """The figures of a place as known on a day, nothing hidden."""
        area = self.subject.area(self.kpi) if place == OWN else place
        return as_at(self.subject.vintages.get(area, ()), day)

    def place(self, area: str) -> str:
        """The place that an area has among those of the other members."""
        return OWN if area == self.subject.area(self.kpi) else area


@dataclass(frozen=True)
class Family:
    """KPIs whose counts add up, or one alone. What is hidden is worked out once for each place and day."""

    members: Mapping[str, Member]
    threshold: int
    _found: dict[tuple[str, date], Secrets] = field(default_factory=dict)

    def screen(self, kpi: str) -> Screen:
        """The screen that a member's figures go through."""
        return partial(self._screened, self.members[kpi])

    def hidden(self, place: str, day: date) -> Secrets:
        """What is hidden of the figures of a place as known on a day."""
        if not self.threshold or (self._simple and place not in self._small):
            return {}
        if (place, day) not in self._found:
            self._found[place, day] = self._hidden(place, day)
        return self._found[place, day]

    def hides(self, day: date) -> bool:
        """Whether anything is hidden, of any place, as known on a day."""
        areas = {member.place(area) for member in self.members.values() for area in member.subject.vintages}
        return any(self.hidden(place, day) for place in areas)

    def secret(self, days: Iterable[date], window: int) -> Secret:
        """What nobody may tell of our own figures, those of the last so many periods known on any of these days."""
        return reduce(or_, (self._secret(day, window) for day in days), Secret())

    def _secret(self, day: date, window: int) -> Secret:
        hidden = self.hidden(OWN, day)
        if not hidden:
            return Secret()
        recent = {
            (id, each.period) for id, member in self.members.items() for each in member.readings(OWN, day)[-window:]
        }
        return reduce(or_, (secret for figure, secret in hidden.items() if figure in recent), Secret())

    def _screened(self, member: Member, area: str, day: date, readings: Sequence[Reading]) -> tuple[Reading, ...]:
        hidden = self.hidden(member.place(area), day)
        secret = reduce(or_, hidden.values(), Secret())
        return tuple(
            without_figures(each) if (member.kpi.id, each.period) in hidden else self._shown(member.kpi, each, secret)
            for each in readings
        )

    def _shown(self, kpi: Kpi, reading: Reading, secret: Secret) -> Reading:
        """A figure that may be shown, without what it says of one that may not: also of what it was corrected from."""
        if any(self._was_small(kpi, each) for each in reading.corrections):
            marks = tuple(mark for mark in reading.marks if mark is not Mark.REVISED)
            return replace(reading, corrections=(), marks=marks, note="")
        return discreet_note(reading, secret, kpi) if secret else reading

    def _was_small(self, kpi: Kpi, correction: Correction) -> bool:
        counts = correction.field is not Part.VALUE or kpi.counts_whole
        return counts and not kpi.shows_small_numbers and small(float(correction.expect), threshold=self.threshold)

    def _hidden(self, place: str, day: date) -> Secrets:
        known = {id: member.readings(place, day) for id, member in self.members.items()}
        linked = Linked({id: member.kpi for id, member in self.members.items()}, known, self.threshold)
        keys = suppress_linked(linked.counts, linked.sums, unpublished=linked.unpublished, threshold=self.threshold)
        return linked.secrets(keys)

    @cached_property
    def _simple(self) -> bool:
        """Whether nothing follows from a figure together with others."""
        return len(self.members) == 1 and not any(member.kpi.builds_up for member in self.members.values())

    @cached_property
    def _small(self) -> frozenset[str]:
        """The places that have ever had a small number."""
        return frozenset(
            member.place(area)
            for member in self.members.values()
            for area, vintages in member.subject.vintages.items()
            if any(self._has_small(member.kpi, vintage.reading) for vintage in vintages)
        )

    def _has_small(self, kpi: Kpi, reading: Reading) -> bool:
        if kpi.shows_small_numbers:
            return False
        return any(small(count, threshold=self.threshold) for count in counts_of(kpi, reading).values())


def families(members: Iterable[Member], threshold: int) -> dict[str, Family]:
    """The family of each KPI: all that are linked with it by `total_of`, as far as they are given."""
    every = {member.kpi.id: member for member in members}
    group: dict[str, tuple[str, ...]] = {id: (id,) for id in every}
    for id, member in every.items():
        for part in member.kpi.parts:
            if part in every and group[part] != group[id]:
                joined = (*group[id], *group[part])
                group |= dict.fromkeys(joined, joined)
    made = {ids: Family({id: every[id] for id in ids}, threshold) for ids in group.values()}
    return {id: made[ids] for id, ids in group.items()}
