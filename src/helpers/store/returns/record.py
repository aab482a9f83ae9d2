"""What is on record for each area and period: the latest vintage, and the day on which it became known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from helpers.model.observation import Mark
from helpers.model.periods import Period

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class OnRecord:
    """A figure as it stands in `observations.csv`; numbers are None where the cell is blank."""

    value: float | None
    numerator: float | None
    denominator: float | None
    marks: tuple[Mark, ...]
    note: str
    known_on: date
    line: int


def on_record(observations: pd.DataFrame, known_by: date | None = None) -> dict[tuple[str, Period], OnRecord]:
    """The latest figure of each area and period, as known by a day, or ever."""
    rows = sorted(observations.to_dict("records"), key=lambda row: row["known_on"])
    known = [row for row in rows if known_by is None or row["known_on"] <= known_by]
    return {(row["area"], row["period"]): _figure(dict(row)) for row in known}


def _figure(row: dict[Any, Any]) -> OnRecord:
    value, numerator, denominator = (_known(row[name]) for name in ("value", "numerator", "denominator"))
    return OnRecord(value, numerator, denominator, row["marks"], row["note"], row["known_on"], int(row["line"]))


def _known(number: float) -> float | None:
    return None if number != number else float(number)
