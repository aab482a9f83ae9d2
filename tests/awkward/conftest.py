"""The awkward council, written anew for each test and analysed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack

if TYPE_CHECKING:
    from conftest import Workspace

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def awkward(bare: Workspace) -> Workspace:
    """Westmarch with every awkward case."""
    from cases import write_all

    write_all(bare)
    return bare


@pytest.fixture
def pack(awkward: Workspace) -> Pack:
    """The awkward committee's pack for 2025-26 Q1."""
    return awkward.pack()


@pytest.fixture
def indicators(pack: Pack) -> dict[str, IndicatorResult]:
    """Its indicators by id."""
    return {result.kpi.id: result for result in pack.indicators}
