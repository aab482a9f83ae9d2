"""Do the KPIs that are said to add up to another exist, and are they measured alike?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from helpers.errors import did_you_mean
from helpers.model.kpi import Kpi
from helpers.store.parse import Document, Findings, Place

ALIKE = ("unit", "measure", "frequency")  # without these two counts do not add up
Fault = tuple[Place, str, str]  # where in the definition, what, and what to do


def check_totals(kpis: Sequence[tuple[Document, Kpi]], findings: Findings) -> None:
    """A finding for each entry of `total_of` that cannot be added up, and for a KPI that would be part of itself."""
    known = {kpi.id: kpi for _, kpi in kpis}
    for document, kpi in kpis:
        for place, message, fix in _faults(kpi, known):
            findings.add(document.path, document.line(place), "total_of", message, fix)


def _faults(kpi: Kpi, known: Mapping[str, Kpi]) -> Iterator[Fault]:
    for index, group in enumerate(kpi.total_of):
        if len(group) < 2:
            yield ("total_of", index), "a total has two parts or more.", "Name every KPI that is a part of it."
        for part in sorted({each for each in group if group.count(each) > 1}):
            yield ("total_of", index), f"“{part}” is named twice in one list.", "Name each part once."
    for part in kpi.parts:
        place = _place(kpi, part)
        if part not in known:
            yield place, f"there is no KPI “{part}”.", did_you_mean(part, known)
        elif part == kpi.id:
            yield place, "a KPI is not a part of itself.", "Take it off the list."
        elif kpi.id in _within(part, known):
            yield place, f"“{part}” is itself a total that “{kpi.id}” is part of.", "Only one can be the total."
        else:
            yield from _unlike(kpi, known[part], place)


def _unlike(kpi: Kpi, part: Kpi, place: Place) -> Iterator[Fault]:
    differ = [field for field in ALIKE if getattr(kpi, field) != getattr(part, field)]
    if differ:
        fix = "Counts add up when they are measured alike: put one right, or take it off the list."
        yield place, f"“{part.id}” has another {' and '.join(differ)} than “{kpi.id}”.", fix


def _place(kpi: Kpi, part: str) -> Place:
    index = next(index for index, group in enumerate(kpi.total_of) if part in group)
    return "total_of", index, kpi.total_of[index].index(part)


def _within(id: str, known: Mapping[str, Kpi]) -> set[str]:
    """Every KPI that is a part of this one, or of one of its parts."""
    found: set[str] = set()
    waiting: Iterable[str] = known[id].parts
    while waiting:
        new = [each for each in waiting if each not in found]
        found |= {*new}
        waiting = [part for each in new if each in known for part in known[each].parts]
    return found
