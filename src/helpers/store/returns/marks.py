"""The marks that a supplier may choose, in words, and marks as suppliers write them back."""

from __future__ import annotations

import re

from helpers.model.observation import Mark

OURS = (Mark.FORECAST, Mark.REVISED)  # we add these ourselves
CHOICES = {f"{mark.meaning} [{mark}]": mark for mark in Mark if mark not in OURS}
IN_SHORT = tuple(f"{mark.meaning.partition(':')[0]} [{mark}]" for mark in CHOICES.values())


def read_marks(text: str) -> tuple[Mark, ...] | None:
    """The marks in a cell: a choice from the list, the words of one, or codes with or without brackets; None if not."""
    whole = _KNOWN.get(_bare(text))
    if whole:
        return (whole,)
    found = [_KNOWN.get(_bare(part)) for part in re.split(r"[\s,;]+", text.strip()) if part]
    marks = tuple(dict.fromkeys(mark for mark in found if mark))
    return marks if None not in found else None


def _bare(text: str) -> str:
    return " ".join(text.casefold().strip(" []").split())


_KNOWN = {
    _bare(text): mark
    for mark in Mark
    for words in (mark.meaning, mark.meaning.partition(":")[0])
    for text in (mark.value, words, f"{words} [{mark}]")
}
