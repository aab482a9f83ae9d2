"""The awkward council, analysed once."""

from __future__ import annotations

import pytest

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from tests.awkward.cases import write_all


@pytest.fixture
def pack(bare) -> Pack:
    """The awkward committee's pack for 2025-26 Q1."""
    write_all(bare)
    return bare.pack()


@pytest.fixture
def indicators(pack: Pack) -> dict[str, IndicatorResult]:
    """Its indicators by id."""
    return {result.kpi.id: result for result in pack.indicators}
