"""Priority to plan to KPI, what the thread leaves out, and the frameworks of others that are covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.workbook import open_review

if TYPE_CHECKING:
    from conftest import Workspace

    from helpers.analysis.review import Review

ADDED = """\
- id: nature
  name: Nature
  statement: Nature is looked after.
plans:
- id: care-strategy
  name: Care strategy
  priority: care
- id: carers-plan
  name: Carers plan
  priority: care
  kind: action-plan
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
def review(bare: Workspace) -> Review:
    """Care has a plan with two KPIs and one without; travel has a KPI without a plan; nature has nothing."""
    bare.edit("params/organisation.yml", "perspectives:", ADDED)
    bare.kpi("on-time", name="Visits on time", plan="care-strategy", frameworks={"national": "on-time"})
    bare.kpi("kept", name="Visits kept", plan="care-strategy", frameworks={"national": "on-time"})
    bare.kpi("potholes", name="Potholes", priority="travel", committees=["roads"])
    bare.kpi("carers", name="Carers", plan="carers-plan", live_to="2024-25 Q3", frameworks={"national": "kept"})
    for id in ("on-time", "kept", "potholes", "carers"):
        bare.figures(id, "2024-25 Q3,W01,70")
    return open_review(bare.root, "2025-26 Q1")


def test_every_plan_stands_under_its_priority_with_its_kpis(review: Review) -> None:
    strands = [(each.priority.id, strand) for each in review.thread.threads for strand in each.strands]
    assert [(priority, strand.plan.id, [kpi.id for kpi in strand.kpis]) for priority, strand in strands] == [
        ("care", "care-strategy", ["kept", "on-time"]),
        ("care", "carers-plan", []),
    ]


def test_orphans_are_listed_three_ways(review: Review) -> None:
    assert [kpi.id for kpi in review.thread.kpis_without_plan] == ["potholes"]
    assert [plan.id for plan in review.thread.plans_without_kpi] == ["carers-plan"]
    assert [priority.id for priority in review.thread.priorities_without_kpi] == ["nature"]


def test_a_kpi_that_is_no_longer_reported_holds_no_plan_up(review: Review, bare: Workspace) -> None:
    before = open_review(bare.root, "2024-25 Q4")
    assert [plan.id for plan in before.thread.plans_without_kpi] == ["carers-plan"]
    assert [kpi.id for kpi in review.suite] == ["potholes", "kept", "on-time"]


def test_a_framework_has_each_metric_with_all_the_kpis_that_cover_it(review: Review) -> None:
    (found,) = review.coverage
    covered = [(metric.id, [kpi.id for kpi in kpis]) for metric, kpis in found.metrics]
    assert covered == [("on-time", ["kept", "on-time"]), ("kept", [])]
    assert found.covered == 1
