"""What can be said for the figures of a report, and what cannot: the checks, who vouched for them, and the limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.quality import Examined, tally
from helpers.model.observation import Mark
from helpers.model.quality import DataFinding, QaRecord, Tally


@dataclass(frozen=True)
class Checked:
    """What the checks of a report's data came to, as far as it may be told, and who vouched for the quarter.

    `made` counts the checks, and of what they found only what the report tells. `accepted_by` are the people who
    accepted that, each once. `unshown` counts what they found of figures that are hidden, or could give one away, and
    `untold` those of them that nobody has answered. `vouched` is the last record of the quarter's quality assurance,
    and `stands` whether that is of what is on record now: None in a report that does not rest on all of it.
    """

    made: Tally
    accepted_by: tuple[str, ...] = ()
    unshown: int = 0
    untold: int = 0
    vouched: QaRecord | None = None
    stands: bool | None = None


UNCHECKED = Checked(Tally(0, 0, 0, "", 0, 0))


class Limit(StrEnum):
    """What keeps a figure from telling all that a reader would like to know."""

    NO_FIGURE = "no figure"
    LATE = "late"
    SUPPRESSED = "suppressed"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    BREAK = "break in series"
    OLD = "old"
    OLDER_COMPARATORS = "older comparators"


def checked(
    examined: Sequence[Examined], told: Sequence[DataFinding], discreet: Sequence[DataFinding], log: Sequence[QaRecord]
) -> Checked:
    """What the checks came to: `told` is what the report tells of what they found, and `discreet` what it does not."""
    by = dict.fromkeys(each.accepted.accepted_by for each in told if each.accepted)
    untold = sum(each.open for each in discreet)
    return Checked(tally(examined, told), tuple(by), len(discreet), untold, log[-1] if log else None)


def limits(indicators: Iterable[IndicatorResult], old_after: int) -> dict[Limit, tuple[IndicatorResult, ...]]:
    """The indicators that each limit applies to, without those that apply to none.

    A latest figure is old when it was more than `old_after` months old at the end of the quarter.
    """
    results = tuple(indicators)
    found = {limit: tuple(filter(applies, results)) for limit, applies in _tests(old_after).items()}
    return {limit: those for limit, those in found.items() if those}


def ages(indicators: Iterable[IndicatorResult]) -> tuple[int, int, int] | None:
    """How old latest figures were when the quarter ended, in whole months: the newest, the oldest, and the middle one.

    At least half of them are as old as the middle one, or newer. None without a figure.
    """
    found = sorted(each.freshness.age_months for each in indicators if each.freshness)
    return (found[0], found[-1], found[(len(found) - 1) // 2]) if found else None


def _tests(old_after: int) -> dict[Limit, Callable[[IndicatorResult], bool]]:
    return {
        Limit.NO_FIGURE: _has_no_figure,
        Limit.LATE: lambda each: each.freshness is not None and each.freshness.overdue,
        Limit.SUPPRESSED: lambda each: each.current is not None and each.current.hidden,
        Limit.PROVISIONAL: lambda each: _is_marked(each, Mark.PROVISIONAL),
        Limit.ESTIMATED: lambda each: _is_marked(each, Mark.ESTIMATED),
        Limit.BREAK: lambda each: any(Mark.BREAK in point.reading.marks for point in each.history),
        Limit.OLD: lambda each: each.freshness is not None and each.freshness.age_months > old_after,
        Limit.OLDER_COMPARATORS: lambda each: any(standing.months_older > 0 for standing in each.standings),
    }


def _has_no_figure(result: IndicatorResult) -> bool:
    """Whether there is no number, and not because one is hidden."""
    current = result.current
    return current is None or (current.value is None and not current.hidden)


def _is_marked(result: IndicatorResult, mark: Mark) -> bool:
    return result.current is not None and mark in result.current.marks
