"""What is on record for each area and period: the latest vintage."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from helpers.model.observation import Vintage
from helpers.model.periods import Period


def on_record(observations: Iterable[Vintage], known_by: date | None = None) -> dict[tuple[str, Period], Vintage]:
    """The latest vintage of each area and period, as known by a day, or ever."""
    known = [each for each in observations if known_by is None or each.known_on <= known_by]
    return {(each.area, each.reading.period): each for each in sorted(known, key=lambda each: each.known_on)}
