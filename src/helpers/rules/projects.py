"""How a project stands: its overall rating, how far its milestones have slipped, and its spend against its budget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from helpers.model.status import Status

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Finance:
    """A project's money in pounds, and per cent of its budget.

    `variance` is what delivery is expected to cost above the budget (below it when negative). Both are None without
    the figures that they need.
    """

    budget: Decimal | None
    expected_cost: Decimal
    spend: Decimal | None
    variance: Decimal | None
    variance_percent: Decimal | None
    spent_percent: Decimal | None

    @property
    def overspent(self) -> bool:
        """Whether more has been spent than was agreed."""
        return self.spend is not None and self.budget is not None and self.spend > self.budget


def overall(ratings: Iterable[Status | None]) -> Status | None:
    """The overall rating: the worst of those given for time, cost and scope; None when none is given."""
    return min((rating for rating in ratings if rating is not None), key=lambda rating: rating.rank, default=None)


def slip(baseline: date, expected: date) -> int:
    """How many days later than its baseline a milestone is expected, or was reached; negative when earlier."""
    return (expected - baseline).days


def finance(budget: Decimal | None, expected_cost: Decimal, spend: Decimal | None) -> Finance:
    """A project's money, with what is expected beyond its budget and how much of it is spent."""
    variance = None if budget is None else expected_cost - budget
    variance_percent = None if budget is None or variance is None else variance / budget * HUNDRED
    spent_percent = None if budget is None or spend is None else spend / budget * HUNDRED
    return Finance(budget, expected_cost, spend, variance, variance_percent, spent_percent)
