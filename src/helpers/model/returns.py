"""What suppliers owe for a quarter, and what came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from helpers.model.kpi import Kpi
from helpers.model.periods import Period


@dataclass(frozen=True)
class Standing:
    """How far a supplier is with one KPI in a quarter.

    `owed` are the periods that were due by the cut-off and not known before it; `missing` those still not on record.
    `received` is when the return came in whose quarter nothing was missing any more (of several the first, so that a
    revision makes nobody late) or, while something is missing, the latest; None when none did. `days_late` counts from
    the day by which returns were asked for or, when that is later, the last day on which one of the figures was due.
    """

    supplier: str
    kpi: Kpi
    owed: tuple[Period | None, ...]
    missing: tuple[Period | None, ...]
    received: date | None
    days_late: int
