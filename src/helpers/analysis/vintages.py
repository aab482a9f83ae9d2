"""What was known when: the vintage of each figure that a past quarter would have used."""

from __future__ import annotations

from datetime import date

import pandas as pd

from helpers.model.observation import Reading


def as_at(observations: pd.DataFrame, day: date) -> pd.DataFrame:
    """The rows known on `day`: for each KPI, area and period the latest vintage, and nothing that became known later."""
    known = observations[observations["known_on"] <= day]
    latest = known.sort_values("known_on", kind="stable").drop_duplicates(["kpi", "area", "period"], keep="last")
    return latest.sort_index()


def readings(observations: pd.DataFrame, area: str) -> tuple[Reading, ...]:
    """One area's figures as readings, oldest first. `observations` holds one vintage of one KPI."""
    rows = observations[observations["area"] == area].itertuples(index=False)
    found = [
        Reading(
            row.period, _known(row.value), _known(row.numerator), _known(row.denominator), row.marks, row.note, row.line
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda reading: reading.period.month))


def _known(number: float) -> float | None:
    return None if pd.isna(number) else float(number)
