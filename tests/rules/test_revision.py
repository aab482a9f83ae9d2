"""A figure is revised when its value differs, or a count behind it that both give; nothing else makes it so."""

from __future__ import annotations

import pytest

from helpers.model.observation import Mark, Reading
from helpers.model.periods import Frequency, parse_period
from helpers.rules.revision import revises

PERIOD = parse_period("2025-26 Q1", Frequency.QUARTER)
SUPPRESSED = (Mark.CONFIDENTIAL,)


def figure(value: float | None, *counts: float | None, marks: tuple[Mark, ...] = (), note: str = "") -> Reading:
    return Reading(PERIOD, value, *counts, marks=marks, note=note)


CASES = {
    "the same": (figure(75), figure(75), False),
    "another value": (figure(75), figure(74.9), True),
    "another note and mark": (figure(75, marks=(Mark.PROVISIONAL,)), figure(75, note="Final"), False),
    "another numerator": (figure(75, 45, 60), figure(75, 46, 60), True),
    "another denominator": (figure(75, 45, 60), figure(75, 45, 61), True),
    "counts that are given now": (figure(75), figure(75, 45, 60), False),
    "counts that are given no more": (figure(75, 45, 60), figure(75), False),
    "a figure that has come at last": (figure(None, marks=(Mark.NOT_AVAILABLE,)), figure(75), False),
    "a figure that was withdrawn": (figure(75), figure(None, marks=(Mark.NOT_AVAILABLE,)), True),
    "a figure that is suppressed now": (figure(3), figure(None, marks=SUPPRESSED), False),
    "a suppressed figure with another count": (
        figure(None, None, 60, marks=SUPPRESSED), figure(None, None, 61, marks=SUPPRESSED), False,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "now", "expected"), CASES.values(), ids=CASES)
def test_what_revises_a_figure(before: Reading, now: Reading, expected: bool) -> None:
    assert revises(now, before) is expected
