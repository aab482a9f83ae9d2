"""The golden thread: from priority to plan to KPI, and where it is broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.model.kpi import Kpi
from helpers.model.organisation import Organisation, Priority
from helpers.model.planning import Plan


@dataclass(frozen=True)
class Strand:
    """A plan and the KPIs that belong to it."""

    plan: Plan
    kpis: tuple[Kpi, ...]


@dataclass(frozen=True)
class Thread:
    """A priority, its plans with their KPIs, and its KPIs that no plan has."""

    priority: Priority
    strands: tuple[Strand, ...]
    without_plan: tuple[Kpi, ...]

    @property
    def kpis(self) -> int:
        """How many KPIs measure the priority."""
        return len(self.without_plan) + sum(len(strand.kpis) for strand in self.strands)


@dataclass(frozen=True)
class GoldenThread:
    """Every priority's thread. An orphan is a KPI without a plan, a plan without a KPI, or a priority without one."""

    threads: tuple[Thread, ...]

    @property
    def kpis_without_plan(self) -> tuple[Kpi, ...]:
        """KPIs that belong to no plan."""
        return tuple(kpi for thread in self.threads for kpi in thread.without_plan)

    @property
    def plans_without_kpi(self) -> tuple[Plan, ...]:
        """Plans whose progress no KPI measures."""
        return tuple(strand.plan for thread in self.threads for strand in thread.strands if not strand.kpis)

    @property
    def priorities_without_kpi(self) -> tuple[Priority, ...]:
        """Priorities that no KPI measures."""
        return tuple(thread.priority for thread in self.threads if not thread.kpis)


def golden_thread(organisation: Organisation, kpis: Sequence[Kpi]) -> GoldenThread:
    """Follow every priority to its plans and their KPIs."""
    return GoldenThread(tuple(_thread(each, organisation, kpis) for each in organisation.priorities))


def _thread(priority: Priority, organisation: Organisation, kpis: Sequence[Kpi]) -> Thread:
    mine = [kpi for kpi in kpis if kpi.priority == priority.id]
    plans = [plan for plan in organisation.plans if plan.priority == priority.id]
    strands = tuple(Strand(plan, tuple(kpi for kpi in mine if kpi.plan == plan.id)) for plan in plans)
    return Thread(priority, strands, tuple(kpi for kpi in mine if kpi.plan is None))
