"""The register as its reviewers see it in one quarter: every KPI, and how the suite holds together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from helpers.analysis.checklist import Checklist, kpi_checklist, suite_balance, suite_checklist
from helpers.analysis.coverage import Coverage, coverage
from helpers.analysis.golden_thread import GoldenThread, golden_thread
from helpers.analysis.indicator import IndicatorResult
from helpers.model.checklist import Said
from helpers.model.kpi import Kpi
from helpers.model.lifecycle import Decision, Move
from helpers.model.organisation import Committee, Organisation
from helpers.model.periods import Quarter
from helpers.rules.balance import Balance


@dataclass(frozen=True)
class Review:
    """Everything that a review of the register looks at.

    `kpis` are all in the register, by title, as they are in the quarter; `results` those that are reported in it.
    `suite_answers` are what people answered about the suite, and `decisions` all that are on record.
    """

    organisation: Organisation
    committees: Mapping[str, Committee]
    quarter: Quarter
    cut_off: date
    kpis: tuple[Kpi, ...]
    results: tuple[IndicatorResult, ...]
    suite_answers: tuple[Said, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def suite(self) -> tuple[Kpi, ...]:
        """The KPIs reported in the quarter."""
        return tuple(result.kpi for result in self.results)

    @cached_property
    def pending(self) -> tuple[Decision, ...]:
        """Proposals made by the cut-off that no committee had decided by then."""
        return pending(self.decisions, self.cut_off)

    @cached_property
    def thread(self) -> GoldenThread:
        """The golden thread of the suite."""
        return golden_thread(self.organisation, self.suite)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """The external frameworks that the suite covers."""
        return coverage(self.organisation, self.suite)

    @cached_property
    def balance(self) -> Balance:
        """How the suite is divided."""
        return suite_balance(self.suite, self.organisation)

    @cached_property
    def checklists(self) -> tuple[tuple[IndicatorResult, Checklist], ...]:
        """Each reported KPI with its checklist."""
        return tuple((each, kpi_checklist(each, self.organisation, self.cut_off)) for each in self.results)

    @cached_property
    def suite_checklist(self) -> Checklist:
        """The checklist's questions about the suite."""
        return suite_checklist(self.suite, self.organisation, self.suite_answers, self.cut_off)


def pending(decisions: Sequence[Decision], day: date) -> tuple[Decision, ...]:
    """The proposals that were waiting for a decision on a day, the oldest first."""
    known = [each for each in decisions if each.decided_on <= day]
    last = {each.kpi: each for each in known}  # decisions about a KPI stand in the order in which they were made
    waiting = [each for each in last.values() if each.move is Move.PROPOSE]
    return tuple(sorted(waiting, key=lambda each: (each.decided_on, each.kpi)))
