"""Row 26: a status is set beside what the process behind it can be relied on for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.reliability import disagreement
from helpers.model.kpi import Direction
from helpers.model.observation import Reading
from helpers.model.periods import Frequency, parse_period
from helpers.model.status import Status
from helpers.rules.spc import Assurance, ControlChart, control_chart

if TYPE_CHECKING:
    from conftest import Workspace

FIRST = parse_period("2024-01", Frequency.MONTH)
TARGETS = {Assurance.PASSING: 60.0, Assurance.HIT_OR_MISS: 81.0, Assurance.FAILING: 95.0}


def judged(workspace: Workspace, status: Status, target: float | None, count: int = 12) -> IndicatorResult:
    """An indicator of this status, whose monthly figures vary around 81 between limits of 75.7 and 86.3."""
    readings = [Reading(FIRST.later(place), 80 + 2 * (place % 2)) for place in range(count)]
    chart = control_chart(readings, direction=Direction.INCREASE, interval=1, target=target)
    return replace(workspace.indicator("visits-on-time"), status=status, spc=chart)


@pytest.mark.parametrize(
    ("status", "assurance", "words"),
    [
        (Status.GREEN, Assurance.HIT_OR_MISS, "Green this quarter; not reliably achieved"),
        (Status.GREEN, Assurance.FAILING, "Green this quarter; not reliably achieved"),
        (Status.BLUE, Assurance.FAILING, "Blue this quarter; not reliably achieved"),
        (Status.RED, Assurance.PASSING, "Red this quarter; usually achieved"),
        (Status.AMBER, Assurance.PASSING, "Amber this quarter; usually achieved"),
    ],
)
def test_a_status_that_the_process_does_not_bear_out_is_flagged(workspace, status, assurance, words) -> None:
    result = judged(workspace, status, TARGETS[assurance])
    assert isinstance(result.spc, ControlChart) and result.spc.assurance is assurance
    found = disagreement(result)
    assert found and (found.words, found.status, found.assurance) == (words, status, assurance)


@pytest.mark.parametrize(
    ("status", "assurance"),
    [
        (Status.GREEN, Assurance.PASSING),
        (Status.BLUE, Assurance.PASSING),
        (Status.RED, Assurance.FAILING),
        (Status.RED, Assurance.HIT_OR_MISS),
        (Status.AMBER, Assurance.HIT_OR_MISS),
        (Status.NO_DATA, Assurance.PASSING),
        (Status.CONTEXTUAL, Assurance.FAILING),
    ],
)
def test_a_status_that_agrees_or_is_no_rating_is_not(workspace, status, assurance) -> None:
    result = judged(workspace, status, TARGETS[assurance])
    assert isinstance(result.spc, ControlChart) and result.spc.assurance is assurance
    assert disagreement(result) is None


def test_without_assurance_there_is_nothing_to_disagree_with(workspace: Workspace) -> None:
    assert disagreement(judged(workspace, Status.GREEN, None)) is None
    assert disagreement(judged(workspace, Status.GREEN, 95.0, count=7)) is None
    assert disagreement(workspace.indicator("visits-on-time")) is None
