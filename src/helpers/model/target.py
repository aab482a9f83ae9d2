"""Targets, each with the period it is for, and who agreed it when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import ConfigDict, model_validator

from helpers.model.periods import Period, financial_year_start
from helpers.model.record import Record

A_YEAR = 12


class TargetBasis(StrEnum):
    """Where a target comes from."""

    AGREED = "agreed"  # by the committee named
    DERIVED = "derived"  # by a stated rule from published figures
    ILLUSTRATIVE = "illustrative"  # made up for a demonstration


class Target(Record):
    """A target for a period, effective from the day it was agreed.

    `lower` and `upper` are the ends of a range, or a floor standard. `rule` says how the target was arrived at. `line`
    is its line in the targets file, so that it can be walked back to its source.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    period: Period
    target: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    basis: TargetBasis
    rule: str
    agreed_by: str
    agreed_on: date
    line: int = 0

    @property
    def limits(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """What is judged by: the target itself, and the lower and upper ends."""
        return self.target, self.lower, self.upper

    @model_validator(mode="after")
    def _has_a_value(self) -> Target:
        if self.target is None and (self.lower is None or self.upper is None):
            raise ValueError("give a target, or both lower and upper.")
        if self.lower is not None and self.upper is not None and self.lower >= self.upper:
            raise ValueError(f"lower ({self.lower}) must be below upper ({self.upper}).")
        return self


def target_for(targets: Iterable[Target], period: Period, known_by: date, *, cumulative: bool = False) -> Target | None:
    """The target in force for `period` on the day `known_by`: the latest agreed, one for exactly the period first.

    A `cumulative` measure builds up to its year's target, which is therefore in force for the year's last period only.
    """
    agreed = [target for target in _applying(targets, period, cumulative) if target.agreed_on <= known_by]
    exact = [target for target in agreed if target.period == period]
    return max(exact or agreed, key=lambda target: target.agreed_on, default=None)


def original_target(
    targets: Iterable[Target], period: Period, known_by: date, *, cumulative: bool = False
) -> Target | None:
    """The target that was first set for `period`, where another figure has since replaced it; None where none has.

    First set is the one in force when the year began or, when there was none, the first that was agreed.
    """
    applying = _applying(targets, period, cumulative)
    now = target_for(applying, period, known_by, cumulative=cumulative)
    if now is None:
        return None
    begun = max(_year_began(period), min(target.agreed_on for target in applying))
    first = target_for(applying, period, min(begun, known_by), cumulative=cumulative)
    return first if first is not None and first.limits != now.limits else None


def _applying(targets: Iterable[Target], period: Period, cumulative: bool) -> list[Target]:
    """The targets that are for exactly the period, or for a longer one that it is part of."""
    return [target for target in targets if target.period == period or _includes(target.period, period, cumulative)]


def _includes(longer: Period, period: Period, cumulative: bool) -> bool:
    if period.frequency.overlapping or not longer.covers(period):
        return False
    return longer.end == period.end or not cumulative


def _year_began(period: Period) -> date:
    """The first day of the financial year that a period within a year belongs to, or of a longer period itself."""
    return period.start if period.months >= A_YEAR else financial_year_start(period.end)
