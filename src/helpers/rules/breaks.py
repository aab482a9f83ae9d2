"""Where does a series start that can be compared throughout?"""

from __future__ import annotations

from collections.abc import Sequence

from helpers.model.observation import Mark, Reading


def last_break(readings: Sequence[Reading]) -> int | None:
    """The place of the latest break in series among readings (oldest first), or None when there is none."""
    return max((place for place, reading in enumerate(readings) if Mark.BREAK in reading.marks), default=None)
