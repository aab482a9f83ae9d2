"""Where do we stand among the areas that we are compared with?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import isfinite
from statistics import mean, median

from helpers.model.kpi import Direction
from helpers.model.periods import Period
from helpers.rules.exact import exact
from helpers.rules.intervals import Interval

VALUES_NEEDED = 4


class Significance(StrEnum):
    """How we compare once chance is allowed for; the last two are for a neutral direction."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True)
class Comparison:
    """A group of other areas, and our place among them.

    `mean` and `median` are of the `reporting` members out of `members`, ourselves not included. `rank` is our place,
    1 the best, among the `of` areas with a figure, ourselves included. `quartile` is A (best) to D. Both are None
    for a neutral direction or without a figure of our own; `quartile` also with fewer than four figures.
    """

    mean: float | None
    median: float | None
    reporting: int
    members: int
    rank: int | None
    of: int
    quartile: str | None


def compare(own: float | None, others: Sequence[float | None], *, direction: Direction) -> Comparison:
    """Our figure against the group's: simple mean and median of those that reported, rank and quartile."""
    group, ours = _reported(others), _reported([own])
    ranked = [direction.polarity * value for value in (*ours, *group)]
    place = ranked[0] if ours and direction.polarity else None
    return Comparison(
        mean=float(mean(group)) if group else None,
        median=float(median(group)) if group else None,
        reporting=len(group),
        members=len(others),
        rank=None if place is None else 1 + sum(value > place for value in ranked),
        of=len(ranked),
        quartile=None if place is None or len(ranked) < VALUES_NEEDED else _quartile(place, ranked),
    )


def significance(own: Interval, comparator: float, *, direction: Direction) -> Significance:
    """Similar when the comparator lies within our confidence interval; otherwise better or worse by direction."""
    if own.holds(comparator):
        return Significance.SIMILAR
    higher = own.low > comparator
    if not direction.polarity:
        return Significance.HIGHER if higher else Significance.LOWER
    return Significance.BETTER if higher == (direction.polarity > 0) else Significance.WORSE


def older_by(ours: Period, theirs: Period) -> int:
    """How many months older the comparators' figures are than ours; negative when they are newer."""
    return ours.months_since(theirs)


def _reported(values: Sequence[float | None]) -> list[Decimal]:
    return [exact(value) for value in values if value is not None and isfinite(value)]


def _quartile(place: Decimal, ranked: Sequence[Decimal]) -> str:
    """The band of `place` among figures of which the highest is the best; on a cut, the better band."""
    cuts = [_quantile(ranked, quarters) for quarters in (3, 2, 1)]
    return "ABCD"[sum(place < cut for cut in cuts)]


def _quantile(values: Sequence[Decimal], quarters: int) -> Decimal:
    """The type-7 quantile at one to three quarters: linear between the order statistics, as R's default."""
    ordered = sorted(values)
    below, part = divmod((len(ordered) - 1) * quarters, 4)
    return ordered[below] + (ordered[below + 1] - ordered[below]) * part / 4
