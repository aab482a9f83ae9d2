"""Whether the schemes that KPIs have can judge by the targets that were agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.errors import Problem
from helpers.model.kpi import Kpi, Purpose
from helpers.model.organisation import Organisation
from helpers.model.target import Target
from helpers.rules.status import RuleError, bands
from helpers.store.register import Register
from helpers.store.workspace import Evidence


def unfit_targets(register: Register, evidence: Sequence[Evidence]) -> Iterator[Problem]:
    """Targets that no scheme which their KPI has, or has had, can judge a figure by."""
    for found in evidence:
        kpi = register.kpis[found.kpi.id]
        definitions = [kpi, *(kpi.as_written(change.effective) for change in kpi.changes)]
        for target in found.targets:
            faults = [_unfit(target, each, register.organisation) for each in definitions]
            if all(faults):
                yield Problem(f"data/kpis/{kpi.id}/targets.csv", target.line, "target", faults[-1])


def _unfit(target: Target, kpi: Kpi, organisation: Organisation) -> str:
    """Why this definition of the KPI cannot judge a figure by the target; empty when it can, or need not."""
    if kpi.purpose is Purpose.CONTEXT or kpi.scheme is None:
        return ""
    limits = {"target": target.target, "lower": target.lower, "upper": target.upper}
    try:
        bands(organisation.scheme(kpi.scheme), direction=kpi.direction, zero_tolerance=kpi.zero_tolerance, **limits)
    except RuleError as error:
        return str(error)
    return ""
