"""What can a machine answer of the quality checklist, from what is on record?

Each function answers one question. Its answer is None where the machine cannot tell and a person must.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.model.checklist import Answer
from helpers.rules.exact import displayed

YES, NO, NOT_APPLICABLE = Answer.YES, Answer.NO, Answer.NOT_APPLICABLE
PER = tuple(10.0**power for power in (0, 2, 3, 4, 5, 6))  # a ratio, a percentage, and rates per thousand to per million
ROUNDING = 0.01
IMPLAUSIBLE = 10  # times the target


@dataclass(frozen=True)
class Told:
    """What the machine answers, or None when it cannot tell, and why."""

    answer: Answer | None
    because: str


@dataclass(frozen=True)
class Counted:
    """A figure that was published with its counts."""

    period: str
    value: float
    numerator: float
    denominator: float


def relevant(priority: str, plan: str | None) -> Told:
    """Does the KPI measure a relevant priority, strategy or outcome? It does when a plan takes it up."""
    if plan:
        return Told(YES, f"{plan}, for {priority}")
    return Told(None, f"it has the priority {priority}, and no plan names it")


def comparator(named: int, reporting: int) -> Told:
    """Is there a comparator? `named` groups are compared with, and `reporting` of them have figures."""
    if not named:
        return Told(NO, "it is compared with no other area")
    if not reporting:
        return Told(NO, "no area that it is compared with has a figure")
    return Told(YES, "1 comparator has figures" if reporting == 1 else f"{reporting} comparators have figures")


def reproduces(figures: Sequence[Counted], *, percent: bool, decimals: int) -> Told:
    """Are the calculations accurate? They are when every figure follows from its numerator and denominator.

    A percentage must be their ratio times 100. Another figure may be per 1, 100 or up to a million, the same for all;
    when not one figure is, it is worked out in another way, and the machine cannot tell.
    """
    if not figures:
        return Told(None, "not testable: no figure has a numerator and a denominator")
    tried = ([each for each in figures if not _follows(each, per, decimals)] for per in ((100.0,) if percent else PER))
    wrong = min(tried, key=len)
    if not wrong:
        return Told(YES, f"{len(figures)} of {len(figures)} figures follow from their counts")
    if len(wrong) == len(figures) and not percent:
        return Told(None, "not testable: the figures are no simple rate of their counts")
    return Told(
        NO, f"{len(wrong)} of {len(figures)} figures do not follow from their counts, the last {wrong[-1].period}"
    )


def recent(overdue: bool | None) -> Told:
    """Is the data sufficiently recent? It is unless the next figure is overdue; None when no due date is known."""
    if overdue is None:
        return Told(None, "no figure, or no publication lag, is on record")
    return Told(NO, "the next figure is overdue") if overdue else Told(YES, "no figure is overdue")


def long_enough(figures: int, needed: int) -> Told:
    """Is a time series available if needed?"""
    count = f"{figures} {'figure' if figures == 1 else 'figures'}"
    return Told(YES, count) if figures >= needed else Told(NO, f"{count}, and {needed} are wanted")


def balanced(flags: Sequence[str]) -> Told:
    """Is the KPI suite balanced? It is when nothing was flagged by `balance`."""
    return Told(NO, "; ".join(flags)) if flags else Told(YES, "no kind has more than its limit")


def right_number(count: int, fewest: int, most: int) -> Told:
    """Does the suite have an optimal number of KPIs?"""
    return Told(YES if fewest <= count <= most else NO, f"{count} KPIs; from {fewest} to {most} are wanted")


def target_used(meant: bool, in_force: bool) -> Told:
    """Should a target be used? Where one is meant, one must be in force; where none is, a person says why not."""
    if not meant:
        return Told(None, "it is shown for context, without a target")
    return Told(YES, "a target is in force") if in_force else Told(NO, "it should have a target, and none is in force")


def target_appropriate(
    limits: Sequence[float], value: float | None, *, least: float | None, most: float | None
) -> Told:
    """Is the target, if used, appropriate? `limits` are the target or the ends of its range; empty when none is used.

    One that the measure can never reach, or that the latest figure is ten times or a tenth of, is not. Otherwise the
    machine cannot tell: whether a target causes bias is for a person.
    """
    if not limits:
        return Told(NOT_APPLICABLE, "no target is used")
    if any((least is not None and each < least) or (most is not None and each > most) for each in limits):
        return Told(NO, "the target lies beyond what the measure can be")
    if value is not None and all(_far(value, each) for each in limits):
        return Told(NO, f"the latest figure is {IMPLAUSIBLE} times the target or more, or a tenth of it or less")
    return Told(None, "it can be reached and is of the figure's size; whether it causes bias is for a person")


def _follows(figure: Counted, per: float, decimals: int) -> bool:
    if not figure.denominator:
        return False
    worked_out = per * figure.numerator / figure.denominator
    near = abs(worked_out - figure.value) <= ROUNDING * abs(figure.value)
    return near or displayed(worked_out, decimals) == displayed(figure.value, decimals)


def _far(value: float, limit: float) -> bool:
    larger, smaller = max(abs(value), abs(limit)), min(abs(value), abs(limit))
    return smaller > 0 and larger >= IMPLAUSIBLE * smaller
