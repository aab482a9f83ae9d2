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

IN_PARAMS = {
    "a priority that there is not": (
        "  priority: travel", "  priority: travle",
        f"{FILE}:19 plans[2].priority: “travle” is not in priorities. Did you mean “travel”?",
    ),
    "a kind that there is not": (
        "  kind: service-plan", "  kind: service",
        f"{FILE}:20 plans[2].kind: “service” is not a known value. Did you mean “service-plan”?",
    ),
    "two plans of one id": (
        "- id: road-plan", "- id: care-strategy",
        f"{FILE}:17 plans[2].id: an earlier one has the id “care-strategy”. Give each its own.",
    ),
    "two metrics of one id": (
        "  - id: kept", "  - id: on-time",
        f"{FILE}:28 frameworks[1].metrics[2].id: an earlier one has the id “on-time”. Give each its own.",
    ),
    "a framework without its source": (
        "  source: Invented\n  metrics", "  metrics",
        f"{FILE}:22 frameworks[1].source: this field is missing. Add it.",
    ),
}  # fmt: skip
IN_KPI = {
    "a misspelt plan": (
        {"plan": "care-stratgy"}, f"{KPI}:24 plan: “care-stratgy” is not in params/. Did you mean “care-strategy”?",
    ),
    "a plan of another priority": (
        {"plan": "road-plan"},
        f"{KPI}:24 plan: “road-plan” serves the priority “travel”, not “care”. Put plan or priority right.",
    ),
    "a framework that there is not": (
        {"frameworks": {"nationl": "on-time"}},
        f"{KPI}:25 frameworks: “nationl” is not in params/. Did you mean “national”?",
    ),
    "a metric that there is not": (
        {"frameworks": {"national": "on-tme"}},
        f"{KPI}:25 frameworks: “on-tme” is not a metric of “national”. Did you mean “on-time”?",
    ),
}  # fmt: skip


@pytest.fixture
def planned(workspace: Workspace) -> Workspace:
    """Westmarch with two plans and an external framework."""
    workspace.edit(FILE, "perspectives:", PLANS)
    return workspace


def test_plans_and_frameworks_that_agree_are_right(planned: Workspace) -> None:
    planned.edit(KPI, "priority: care", "priority: care\nplan: care-strategy\nframeworks:\n  national: on-time")
    assert planned.problems() == []


@pytest.mark.parametrize("mistake", IN_PARAMS)
def test_it_is_told_of_a_plan_or_framework(planned: Workspace, mistake: str) -> None:
    right, wrong, told = IN_PARAMS[mistake]
    text = (planned.root / FILE).read_text(encoding="utf-8")
    place = text.rindex(right)
    planned.write(FILE, text[:place] + wrong + text[place + len(right) :])
    assert told in planned.problems()


@pytest.mark.parametrize("mistake", IN_KPI)
def test_it_is_told_of_a_kpi(planned: Workspace, mistake: str) -> None:
    fields, told = IN_KPI[mistake]
    path = planned.root / KPI
    text = path.read_text(encoding="utf-8")
    added = [f"plan: {fields['plan']}"] if "plan" in fields else []
    added += (
        ["frameworks:", *(f"  {k}: {v}" for k, v in fields["frameworks"].items())] if "frameworks" in fields else []
    )
    planned.write(KPI, text + "\n".join(added) + "\n")
    assert planned.problems() == [told]


def test_a_change_that_takes_the_kpi_to_another_priority_must_take_its_plan_along(planned: Workspace) -> None:
    change = {"effective": "2025-26 Q1", "reason": "Moved", "fields": {"priority": "travel"}}
    planned.kpi("moved", plan="care-strategy", changes=[change])
    planned.figures("moved", "2025-26 Q1,W01,70")
    told = [problem for problem in planned.problems() if "serves" in problem]
    assert told == [
        "data/kpis/moved/kpi.yml:25 changes[1] plan: “care-strategy” serves the priority “care”, not “travel”."
        " Put plan or priority right."
    ]


def test_a_series_longer_than_is_looked_at_cannot_be_asked_for(workspace: Workspace) -> None:
    workspace.edit(FILE, "perspectives:", "settings:\n  review:\n    series_length: 20\nperspectives:")
    assert workspace.problems() == [f"{FILE}:1: settings.review.series_length (20) is more than window (12)."]


def test_the_most_kpis_cannot_be_fewer_than_the_fewest(workspace: Workspace) -> None:
    workspace.edit(FILE, "perspectives:", "settings:\n  review:\n    most_kpis: 5\nperspectives:")
    assert workspace.problems() == [f"{FILE}:14 settings.review: most_kpis (5) is fewer than fewest_kpis (10)."]
