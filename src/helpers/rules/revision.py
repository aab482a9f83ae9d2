"""Is a figure another than the one that was reported before?"""

from __future__ import annotations

from helpers.model.observation import Mark, Reading


def revises(now: Reading, before: Reading) -> bool:
    """Whether the figure `now` takes the place of another one, both of the same area and period.

    It does when its value differs, or a count behind it that both give; `before` must have had a value. What is
    suppressed, then or now, is never said to be revised: that would tell something about it.
    """
    suppressed = Mark.CONFIDENTIAL in (*now.marks, *before.marks)
    if suppressed or before.value is None:
        return False
    pairs = ((before.numerator, now.numerator), (before.denominator, now.denominator))
    counts_differ = any(then is not None and count is not None and then != count for then, count in pairs)
    return before.value != now.value or counts_differ
