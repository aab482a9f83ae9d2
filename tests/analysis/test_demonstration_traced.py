"""Every KPI of the demonstration can be traced, on a page, and both routes give the same rating."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.analysis.tracing import Trace
from helpers.model.periods import Quarter
from helpers.present.auditors_page import HEIGHT, WIDTH, auditors_page
from helpers.store.register import Register
from helpers.store.workspace import open_register
from helpers.workbook.tracing import trace_kpi

PROJECT = Path(__file__).parents[2]
KPIS = sorted(path.name for path in (PROJECT / "data" / "kpis").iterdir() if path.is_dir())
TITLES = ["SOURCE", "ROWS", "ARITHMETIC", "STATUS", "DEFINITION AND DECISIONS", "WHERE IT APPEARS"]
QUARTERS = ("2019-20 Q3", "2025-26 Q1")


@pytest.fixture(scope="module")
def register() -> Register:
    return open_register(PROJECT)


@pytest.fixture(params=[(kpi, quarter) for kpi in KPIS for quarter in QUARTERS], ids=lambda each: "/".join(each))
def trace(request: pytest.FixtureRequest, register: Register) -> Trace:
    kpi, quarter = request.param
    return trace_kpi(register, kpi, Quarter.parse(quarter))


def test_both_routes_agree_and_the_page_fits(trace: Trace) -> None:
    lines = auditors_page(trace, ())
    assert (trace.agrees, max(map(len, lines)) <= WIDTH, len(lines) <= HEIGHT) == (True, True, True)
    titles = [line.partition(" (")[0] for line in lines if line.partition(" (")[0] in TITLES]
    assert titles == TITLES
    assert trace.arithmetic is None or trace.arithmetic.as_printed
