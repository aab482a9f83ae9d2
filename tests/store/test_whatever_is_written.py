"""Whatever stands in a file of the workspace, it is read or a person is told where the fault is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spoilt import spoilt

if TYPE_CHECKING:
    from conftest import Workspace

KPI = "data/kpis/visits-on-time"
FILES = [
    "params/organisation.yml", "params/committees/care-and-health.yml", "params/quarters/2025-26-q1.yml",
    f"{KPI}/kpi.yml", f"{KPI}/observations.csv", f"{KPI}/targets.csv", f"{KPI}/origin.yml",
    f"{KPI}/commentary/2025-26-q1.md",
]  # fmt: skip


@pytest.mark.parametrize("file", FILES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_spoilt_file_is_read_or_told(workspace: Workspace, file: str, seed: int) -> None:
    path = workspace.root / file
    whole = path.read_bytes()
    path.write_bytes(spoilt(whole, seed))
    problems = workspace.problems()
    path.write_bytes(whole)
    assert [problem for problem in problems if not problem.startswith(("data/", "params/"))] == []
