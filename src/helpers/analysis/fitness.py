"""Is a quarter fit to report? All that its analyst must know before anybody else sees a figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.quality import Examined, tally
from helpers.model.calendar import QuarterPlan
from helpers.model.organisation import Organisation
from helpers.model.quality import Acceptance, DataFinding, QaRecord, Tally
from helpers.model.returns import Standing


@dataclass(frozen=True)
class Fitness:
    """A quarter's data: what is new, what the checks found, what was answered, what is missing, and who vouched for it.

    `findings` has the open ones first. `stale` are acceptances for this quarter that answer nothing any more. `log` is
    the quality assurance on record, the first first.
    """

    organisation: Organisation
    plan: QuarterPlan
    examined: tuple[Examined, ...]
    findings: tuple[DataFinding, ...]
    stale: tuple[Acceptance, ...]
    returns: tuple[Standing, ...]
    indicators: tuple[IndicatorResult, ...]
    log: tuple[QaRecord, ...]

    @cached_property
    def tally(self) -> Tally:
        """How many checks were made of what, and what became of what they found."""
        return tally(self.examined, self.findings)

    @property
    def vouched(self) -> bool:
        """Whether the latest record of quality assurance is of what the checks find now, with nothing open."""
        return self.tally.passed and bool(self.log) and self.log[-1].is_of(self.tally)

    @property
    def missing(self) -> int:
        """How many figures were owed for the quarter and are not on record."""
        return sum(len(each.missing) for each in self.returns)

    @property
    def overdue(self) -> tuple[IndicatorResult, ...]:
        """The indicators whose next figure is late."""
        return tuple(each for each in self.indicators if each.freshness and each.freshness.overdue)
