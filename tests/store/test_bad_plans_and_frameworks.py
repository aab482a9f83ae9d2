"""What a person is told when the golden thread, or the map of external frameworks, is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

FILE = "params/organisation.yml"
KPI = "data/kpis/visits-on-time/kpi.yml"
PLANS = """\
plans:
- id: care-strategy
  name: Care strategy
  priority: care
- id: road-plan
  name: Road plan
  priority: travel
  kind: service-plan
frameworks:
- id: national
  name: National outcomes
  source: Invented
  metrics:
  - id: on-time
    name: Visits on time
  - id: kept
    name: Visits kept
perspectives:"""


@pytest.fixture
def planned(workspace: Workspace) -> Workspace:
    """Westmarch with two plans and an external framework."""
    workspace.edit(FILE, "perspectives:", PLANS)
    return workspace


def test_plans_and_frameworks_that_agree_are_right(planned: Workspace) -> None:
    planned.edit(KPI, "priority: care", "priority: care\nplan: care-strategy\nframeworks:\n  national: on-time")
    assert planned.problems() == []


def test_a_change_that_takes_the_kpi_to_another_priority_must_take_its_plan_along(planned: Workspace) -> None:
    change = {"effective": "2025-26 Q1", "reason": "Moved", "fields": {"priority": "travel"}}
    planned.kpi("moved", plan="care-strategy", changes=[change])
    planned.figures("moved", "2025-26 Q1,W01,70")
    told = [problem for problem in planned.problems() if "serves" in problem]
    assert told == [
        "data/kpis/moved/kpi.yml:25 changes[1] plan: “care-strategy” serves the priority “care”, not “travel”."
        " Put plan or priority right."
    ]
