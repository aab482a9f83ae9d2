"""At which level a risk's score is, and which way it has moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from helpers.model.organisation import RiskLevel


class Shift(StrEnum):
    """Which way a risk has moved. A lower score is better."""

    UP = "Up"
    DOWN = "Down"
    SAME = "No change"
    NEW = "New"


@dataclass(frozen=True)
class RiskMovement:
    """A risk's score, what it was before (None when the risk is new), and which way it moved."""

    now: int
    before: int | None
    shift: Shift

    @property
    def amount(self) -> int:
        """How far the score moved, above zero when it rose; 0 for a new risk."""
        return 0 if self.before is None else self.now - self.before


def level(scored: int, levels: Sequence[RiskLevel]) -> RiskLevel:
    """The level of a score: the one that starts highest without being above it."""
    return max((each for each in levels if each.at_least <= scored), key=lambda each: each.at_least)


def risk_movement(now: int, before: int | None) -> RiskMovement:
    """How a score has moved since it was last reported."""
    if before is None:
        return RiskMovement(now, None, Shift.NEW)
    return RiskMovement(now, before, Shift.UP if now > before else Shift.DOWN if now < before else Shift.SAME)
