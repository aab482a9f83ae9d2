"""What was known when: the vintage of each figure that a past quarter would have used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import isnan
from typing import TYPE_CHECKING, Any

from helpers.model.observation import Mark, Reading
from helpers.model.periods import Period, Quarter
from helpers.rules.revision import revises

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = ("value", "numerator", "denominator")
COLUMNS = ("area", "known_on", "reported_in", "period", *NUMBERS, "marks", "note", "line", "corrections")


@dataclass(frozen=True)
class Vintage:
    """A figure as it was known from a day on, and the quarter whose packs had it first."""

    known_on: date
    reported_in: Quarter
    reading: Reading


def vintages(observations: pd.DataFrame) -> dict[str, tuple[Vintage, ...]]:
    """Every vintage of every area's figures, the first known first. `observations` holds one KPI.

    A figure of which an earlier quarter's packs had another carries the mark [r], whether or not its row says so.
    """
    found: dict[str, list[Vintage]] = {}
    for area, known_on, reported_in, *reading in zip(*(observations[each].tolist() for each in COLUMNS), strict=True):
        found.setdefault(area, []).append(Vintage(known_on, reported_in, _reading(*reading)))
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


def _reading(period: Period, value: float, numerator: float, denominator: float, *rest: Any) -> Reading:
    return Reading(period, _known(value), _known(numerator), _known(denominator), *rest)


def _known(number: float) -> float | None:
    return None if isnan(number) else number
