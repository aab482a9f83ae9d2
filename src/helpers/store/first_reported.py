"""In which quarter's packs is something first told that became known on a day?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

from helpers.model.periods import Quarter

CutOff = Callable[[Quarter], date]
A_YEAR = 4


def first_reported(day: date, cut_off: CutOff) -> Quarter:
    """The earliest quarter whose data are cut off on that day or later."""
    year_before = Quarter.containing(day).shift(-A_YEAR)
    return next(quarter for quarter in map(year_before.shift, count()) if cut_off(quarter) >= day)
