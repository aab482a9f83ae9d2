"""Why is there no answer?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Withheld:
    """An answer that is not given. `reason` is in plain words: "no comparison: Q2 2025/26 not reported"."""

    reason: str
