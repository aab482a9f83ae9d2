"""Is the suite of KPIs balanced: leading and lagging, financial and non-financial, and between perspectives?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.model.kpi import Basis, Timing

Trait = tuple[Timing, Basis, str]  # of one KPI: its timing, its basis and its perspective


@dataclass(frozen=True)
class Split:
    """How many of a suite's KPIs are of each kind; a kind that none is of counts 0."""

    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    def beyond(self, percent: int) -> str | None:
        """The kind that more than this per cent are of, if there is one."""
        return next((kind for kind, count in self.counts.items() if 100 * count > percent * self.total), None)


@dataclass(frozen=True)
class Balance:
    """A suite's three splits, and what is out of balance, in words; nothing when it is balanced."""

    timing: Split
    basis: Split
    perspective: Split
    flags: tuple[str, ...]


def split(kinds: Sequence[str], given: Sequence[str]) -> Split:
    """How many are of each of the kinds."""
    return Split({kind: given.count(kind) for kind in kinds})


def balance(
    suite: Sequence[Trait], perspectives: Sequence[str], *, one_kind_percent: int, one_perspective_percent: int
) -> Balance:
    """Count a suite by kind, and flag each split in which one kind has more than its limit."""
    timing = split(list(Timing), [each for each, _, _ in suite])
    basis = split(list(Basis), [each for _, each, _ in suite])
    perspective = split(perspectives, [each for _, _, each in suite])
    flags = [
        *(_kind_flag(each, one_kind_percent) for each in (timing, basis)),
        _perspective_flag(perspective, one_perspective_percent),
    ]
    return Balance(timing, basis, perspective, tuple(flag for flag in flags if flag))


def _kind_flag(found: Split, percent: int) -> str:
    kind = found.beyond(percent)
    return f"{found.counts[kind]} of {found.total} are {kind}" if kind else ""


def _perspective_flag(found: Split, percent: int) -> str:
    kind = found.beyond(percent)
    return f"{kind} has {found.counts[kind]} of {found.total}" if kind else ""
