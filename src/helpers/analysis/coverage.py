"""Which measures of the frameworks that others set do the KPIs cover?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.model.kpi import Kpi
from helpers.model.organisation import Organisation
from helpers.model.planning import Framework, Metric


@dataclass(frozen=True)
class Coverage:
    """A framework, and each of its metrics with the KPIs that cover it; none when it is not covered."""

    framework: Framework
    metrics: tuple[tuple[Metric, tuple[Kpi, ...]], ...]

    @property
    def covered(self) -> int:
        """How many of the metrics have a KPI."""
        return sum(bool(kpis) for _, kpis in self.metrics)


def coverage(organisation: Organisation, kpis: Sequence[Kpi]) -> tuple[Coverage, ...]:
    """Each external framework with what covers it."""
    return tuple(Coverage(each, tuple(_covering(each, kpis))) for each in organisation.frameworks)


def _covering(framework: Framework, kpis: Sequence[Kpi]) -> list[tuple[Metric, tuple[Kpi, ...]]]:
    mapped = [(kpi.frameworks.get(framework.id), kpi) for kpi in kpis]
    return [(metric, tuple(kpi for id, kpi in mapped if id == metric.id)) for metric in framework.metrics]
