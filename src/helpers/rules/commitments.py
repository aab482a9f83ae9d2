"""How a commitment stands: done on time or late, on track, slipped, or overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Progress(StrEnum):
    """How a commitment stands."""

    OVERDUE = "overdue"
    SLIPPED = "slipped"
    ON_TRACK = "on track"
    DONE_LATE = "done late"
    DONE_ON_TIME = "done on time"


@dataclass(frozen=True)
class Progressed:
    """How a commitment stands, and by how many days it is off: overdue, slipped from its baseline, or late."""

    progress: Progress
    days: int = 0


def progress(baseline: date, forecast: date | None, done_on: date | None, day: date) -> Progressed:
    """How a commitment stands on a day: against its baseline when done or forecast, and overdue once its day passed.

    The day is the later one where a forecast takes the place of the baseline, and the earlier one where it comes early.
    """
    if done_on is not None:
        late = (done_on - baseline).days
        return Progressed(Progress.DONE_LATE, late) if late > 0 else Progressed(Progress.DONE_ON_TIME)
    due = forecast or baseline
    if due < day:
        return Progressed(Progress.OVERDUE, (day - due).days)
    return Progressed(Progress.SLIPPED, (due - baseline).days) if due > baseline else Progressed(Progress.ON_TRACK)
