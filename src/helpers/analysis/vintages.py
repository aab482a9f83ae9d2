"""What was known when: the vintage of each figure that a past quarter would have used."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from helpers.model.observation import Reading


def as_at(observations: pd.DataFrame, day: date) -> pd.DataFrame:
    """The rows known on `day`: of each KPI, area and period the latest vintage, and nothing that became known later."""
    known = observations[observations["known_on"] <= day]
    latest = known.sort_values("known_on", kind="stable").drop_duplicates(["kpi", "area", "period"], keep="last")
    return latest.sort_index()


def by_area(observations: pd.DataFrame) -> dict[str, tuple[Reading, ...]]:
    """Every area's figures as readings, oldest first. `observations` holds one vintage of one KPI."""
    found: dict[str, list[Reading]] = {}
    for row in observations.to_dict("records"):
        found.setdefault(row["area"], []).append(_reading(row))
    return {area: tuple(sorted(figures, key=lambda reading: reading.period.end)) for area, figures in found.items()}


@dataclass(frozen=True)
class Vintage:
    """A figure as it was known from a day on."""

    known_on: date
    reading: Reading


def vintages(observations: pd.DataFrame, area: str) -> tuple[Vintage, ...]:
    """Every figure that was ever known of an area, the first known first. `observations` holds one KPI."""
    rows = observations[observations["area"] == area].to_dict("records")
    return tuple(sorted((Vintage(row["known_on"], _reading(row)) for row in rows), key=lambda each: each.known_on))


def known(found: Iterable[Vintage], day: date) -> tuple[Reading, ...]:
    """The readings known on a day, oldest period first: of each period the one that became known last by then."""
    latest = {each.reading.period: each.reading for each in found if each.known_on <= day}
    return tuple(sorted(latest.values(), key=lambda reading: reading.period.end))


def _reading(row: dict[Hashable, Any]) -> Reading:
    value, numerator, denominator = (_known(row[column]) for column in ("value", "numerator", "denominator"))
    return Reading(row["period"], value, numerator, denominator, row["marks"], row["note"], row["line"])


def _known(number: float) -> float | None:
    return None if pd.isna(number) else float(number)
