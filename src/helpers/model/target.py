"""Targets, each with the period it is for, and who agreed it when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import ConfigDict, model_validator

from helpers.model.periods import Period
from helpers.model.record import Record


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

    @model_validator(mode="after")
    def _has_a_value(self) -> Target:
        if self.target is None and (self.lower is None or self.upper is None):
            raise ValueError("give a target, or both lower and upper.")
        if self.lower is not None and self.upper is not None and self.lower >= self.upper:
            raise ValueError(f"lower ({self.lower}) must be below upper ({self.upper}).")
        return self


def target_for(targets: Iterable[Target], period: Period, known_by: date) -> Target | None:
    """The target in force for `period` on the day `known_by`: the latest agreed, one for exactly the period first."""
    agreed = [target for target in targets if target.agreed_on <= known_by]
    exact = [target for target in agreed if target.period == period]
    covering = [] if period.frequency.overlapping else [target for target in agreed if target.period.covers(period)]
    return max(exact or covering, key=lambda target: target.agreed_on, default=None)
