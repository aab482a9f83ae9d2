"""What was known when: the vintage of each figure that a past quarter would have used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from helpers.model.observation import Mark, Reading, Vintage
from helpers.model.periods import Period, Quarter
from helpers.rules.revision import revises


def vintages(observations: Iterable[Vintage]) -> dict[str, tuple[Vintage, ...]]:
    """Every vintage of each area's figures of one KPI, the first known first.

    A figure of which an earlier quarter's packs had another carries the mark [r], whether or not its row says so.
    """
    found: dict[str, list[Vintage]] = {}
    for each in observations:
        found.setdefault(each.area, []).append(each)
    return {area: tuple(_marked(sorted(each, key=lambda vintage: vintage.known_on))) for area, each in found.items()}


def as_at(vintages: Iterable[Vintage], day: date) -> tuple[Reading, ...]:
    """One area's figures as known on `day`, oldest first: of each period the latest vintage, and no later one.

    The vintages are in the order in which they became known.
    """
    latest: dict[Period, Reading] = {each.reading.period: each.reading for each in vintages if each.known_on <= day}
    return tuple(sorted(latest.values(), key=lambda reading: reading.period.end))


def _marked(vintages: Iterable[Vintage]) -> Iterator[Vintage]:
    """The vintages of one area, the first known first, with the mark [r] on those that revise one reported before."""
    reported: dict[Period, dict[Quarter, Reading]] = {}
    for each in vintages:
        earlier = reported.setdefault(each.reading.period, {})
        revised = [then for quarter, then in earlier.items() if quarter < each.reported_in]
        earlier[each.reported_in] = each.reading
        yield _as_revised(each) if any(revises(each.reading, then) for then in revised) else each


def _as_revised(vintage: Vintage) -> Vintage:
    marks = tuple(dict.fromkeys((*vintage.reading.marks, Mark.REVISED)))
    return replace(vintage, reading=replace(vintage.reading, marks=marks))
