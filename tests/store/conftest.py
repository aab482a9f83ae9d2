"""Westmarch on the day before its suppliers are asked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def asked(bare: Workspace) -> Workspace:
    """Care Records owes a quarter's visits, and Finance three months' spending; one KPI is still being developed."""
    visits = bare.kpi("visits-on-time")
    bare.figures(visits, "2024-25 Q3,W01,74,740,1000", "2024-25 Q4,W01,76,,,p,,Early count")
    bare.targets(visits, {"2025-26": "80"})
    spending = bare.kpi(
        "agency-spending", name="Spending on agency staff", unit="pounds", decimals=0, frequency="month",
        supplier="Finance", direction="decrease",
    )  # fmt: skip
    bare.figures(spending, "2025-02,W01,51000", "2025-03,W01,50000")
    bare.kpi("planned", lifecycle="in-development", scheme=None)
    return bare
