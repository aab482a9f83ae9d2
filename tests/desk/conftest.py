"""Westmarch's desk: a measure with a target and neighbours, and others that are awkward to ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.desk import Desk
from helpers.workbook import Suite, open_suite

if TYPE_CHECKING:
    from conftest import Workspace

OTHERS = """\
comparators:
- id: counties
  name: Counties
  kind: type
  members: [W02, W03]
  source: Invented
- id: region
  name: The region
  kind: region
  members: [W05]
  source: Invented
- id: empty
  name: Nobody reports
  kind: type
  members: [W06]
  source: Invented
"""
NOW, BEFORE = "2025-26 Q1", "2024-25 Q1"


@pytest.fixture
def westmarch(workspace: Workspace) -> Workspace:
    """Four periods in a pack, of the five that are known, and groups that a pack does not show."""
    workspace.edit("params/organisation.yml", "area: W01\n", "area: W01\nwindow: 4\n")
    workspace.edit("params/organisation.yml", "comparators:\n", OTHERS)
    workspace.edit("params/organisation.yml", "areas:\n", "areas:\n  W06: Elsewhere\n")
    return workspace


@pytest.fixture
def awkward(westmarch: Workspace) -> Workspace:
    """Indicators that are judged by a floor, a range or not at all, or have no figures."""
    westmarch.kpi("floor", name="Floor", scheme="floor")
    westmarch.figures("floor", f"{BEFORE},W01,60", f"{NOW},W01,55")
    westmarch.targets("floor", {"2024-25": "50,40", "2025-26": "60,52"})
    westmarch.kpi("range", name="Range", scheme="range", direction="neutral")
    westmarch.figures("range", f"{NOW},W01,14")
    westmarch.targets("range", {"2025-26": ",12,16"})
    westmarch.kpi("context", name="Context", purpose="context", scheme=None, direction="neutral")
    westmarch.figures("context", f"{NOW},W01,14")
    westmarch.kpi("untargeted", name="Untargeted")
    westmarch.figures("untargeted", f"{NOW},W01,14")
    westmarch.kpi("developing", name="Developing", lifecycle="in-development", scheme=None)
    return westmarch


@pytest.fixture
def suite(westmarch: Workspace) -> Suite:
    """Every KPI of Westmarch in one quarter."""
    return open_suite(westmarch.root, NOW)


@pytest.fixture
def desk(awkward: Workspace) -> Desk:
    """The desk, opened at the measure that has everything."""
    return Desk(open_suite(awkward.root, NOW), "visits-on-time")
