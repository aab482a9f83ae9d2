"""One reported figure, its vintages, and the shorthand that qualifies it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from helpers.model.correction import Correction
from helpers.model.periods import Period, Quarter


class Mark(StrEnum):
    """Statistical shorthand of the Government Analysis Function, printed in square brackets."""

    CONFIDENTIAL = "c"
    NOT_AVAILABLE = "x"
    NOT_APPLICABLE = "z"
    PROVISIONAL = "p"
    REVISED = "r"
    ESTIMATED = "e"
    FORECAST = "f"
    BREAK = "b"
    LOW = "low"

    @property
    def meaning(self) -> str:
        """The mark in words."""
        return MEANINGS[self]


MEANINGS = {
    Mark.CONFIDENTIAL: "suppressed: the number could identify someone, or give away another that could",
    Mark.NOT_AVAILABLE: "not available",
    Mark.NOT_APPLICABLE: "not applicable",
    Mark.PROVISIONAL: "provisional: may be revised",
    Mark.REVISED: "revised since it was first reported",
    Mark.ESTIMATED: "estimated",
    Mark.FORECAST: "a straight-line projection, not a forecast",
    Mark.BREAK: "break in series: not comparable with earlier figures",
    Mark.LOW: "rounds to zero, but is not zero",
}


@dataclass(frozen=True)
class Reading:
    """A figure for one area and period, as known in one quarter.

    `value` is None when the figure is suppressed or missing; `marks` then say which. `line` is its line in the
    observations file, so that it can be walked back to its source; `corrections` say what was put right in it.
    """

    period: Period
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    marks: tuple[Mark, ...] = ()
    note: str = ""
    line: int = 0
    corrections: tuple[Correction, ...] = ()

    @property
    def hidden(self) -> bool:
        """Whether the figure is withheld so that nobody can be identified."""
        return Mark.CONFIDENTIAL in self.marks


@dataclass(frozen=True)
class Vintage:
    """A figure of an area as it was known from a day on, and the quarter whose packs had it first."""

    area: str
    known_on: date
    reported_in: Quarter
    reading: Reading


def without_figures(reading: Reading) -> Reading:
    """The reading as a public report shows it when its figures are hidden: neither value, counts nor note."""
    kept = tuple(mark for mark in reading.marks if mark is Mark.BREAK)
    return Reading(reading.period, None, marks=(*kept, Mark.CONFIDENTIAL), line=reading.line)
