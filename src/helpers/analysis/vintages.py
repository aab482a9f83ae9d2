"""What was known when: the vintage of each figure that a past quarter would have used."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from helpers.model.observation import Reading
from helpers.model.periods import Period


@dataclass(frozen=True)
class Vintage:
    """A figure as it was known from a day on."""

    known_on: date
    reading: Reading


def vintages(observations: pd.DataFrame) -> dict[str, tuple[Vintage, ...]]:
    """Every vintage of every area's figures, the first known first. `observations` holds one KPI."""
    found: dict[str, list[Vintage]] = {}
    for row in observations.to_dict("records"):
        found.setdefault(row["area"], []).append(Vintage(row["known_on"], _reading(row)))
    return {area: tuple(sorted(each, key=lambda vintage: vintage.known_on)) for area, each in found.items()}


def as_at(vintages: Iterable[Vintage], day: date) -> tuple[Reading, ...]:
    """One area's figures as known on `day`, oldest first: of each period the latest vintage, and no later one.

    The vintages are in the order in which they became known.
    """
    latest: dict[Period, Reading] = {each.reading.period: each.reading for each in vintages if each.known_on <= day}
    return tuple(sorted(latest.values(), key=lambda reading: reading.period.end))


def _reading(row: dict[Hashable, Any]) -> Reading:
    value, numerator, denominator = (_known(row[column]) for column in ("value", "numerator", "denominator"))
    return Reading(row["period"], value, numerator, denominator, row["marks"], row["note"], row["line"])


def _known(number: float) -> float | None:
    return None if pd.isna(number) else float(number)
