"""Row 50: how last quarter's statuses became this quarter's; every row adds up to what there was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.analysis.movements import movements
from helpers.analysis.pack import Pack, Removed
from helpers.model.status import Status
from helpers.rules.freshness import Freshness

if TYPE_CHECKING:
    from conftest import Workspace

STATUSES = st.sampled_from(list(Status))


def figures(bare: Workspace, id: str, before: str, now: str, **fields: object) -> None:
    """A KPI with a target of 80 and figures for the last quarter and this one."""
    bare.kpi(id, **fields)
    rows = {"2024-25 Q4": before, "2025-26 Q1": now}
    bare.figures(id, *(f"{quarter},W01,{value}" for quarter, value in rows.items() if value))
    bare.targets(id, {"2024-25": "80", "2025-26": "80"})


def counted(group: dict[Status | None, int]) -> dict[Status | None, int]:
    return {status: count for status, count in group.items() if count}


@pytest.fixture
def busy(bare: Workspace) -> Workspace:
    """Something of everything: moved, stayed, carried forward, overdue, new and removed."""
    figures(bare, "fell", "80", "60")
    figures(bare, "still-red", "61", "60")
    figures(bare, "late", "80", "")
    figures(bare, "gone", "75", "", lifecycle="retired", live_to="2024-25 Q4")
    figures(bare, "came", "", "90", live_from="2025-26 Q1")
    bare.kpi("yearly", frequency="financial-year", measure="annual",
             publication_lag={"months": 6, "because": "It takes that long."})  # fmt: skip
    bare.figures("yearly", "2023-24,W01,79")
    bare.targets("yearly", {"2023-24": "80"})
    return bare


def test_each_row_says_what_became_of_those_that_had_a_status(busy) -> None:
    rows = {row.before: row for row in movements(busy.pack()).rows}
    told = {status: (counted(row.now), row.carried, row.removed, row.total) for status, row in rows.items()}
    assert told == {
        Status.RED: ({Status.RED: 1}, 0, 0, 1),
        Status.AMBER: ({}, 1, 1, 2),
        Status.GREEN: ({Status.RED: 1, None: 1}, 0, 0, 2),
        Status.BLUE: ({}, 0, 0, 0),
        None: ({}, 0, 0, 0),
    }


def test_the_new_stand_apart_and_the_total_is_that_of_the_last_report(busy) -> None:
    found = movements(busy.pack())
    assert counted(found.new) == {Status.BLUE: 1}
    last = busy.pack(quarter="2024-25 Q4").counts.by_status
    assert {row.before: row.total for row in found.rows if row.total} == last
    assert found.total == sum(last.values()) == 5


def test_an_indicator_that_comes_from_another_committee_is_new_in_this_ones_report_and_removed_from_the_others(
    bare,
) -> None:
    change = {"effective": "2025-26 Q1", "reason": "New remits", "fields": {"committees": ["care-and-health"]}}
    figures(bare, "moved", "80", "60", committees=["roads"], changes=[change])
    here, there = movements(bare.pack()), movements(bare.pack("roads"))
    assert (counted(here.new), here.total) == ({Status.RED: 1}, 0)
    assert [(row.removed, row.total) for row in there.rows if row.total] == [(1, 1)]
    assert [(each.kpi.id, each.status) for each in bare.pack("roads").removed] == [("moved", Status.GREEN)]
    assert bare.pack().moved == () and bare.pack("roads", "2024-25 Q4").counts.total == there.total


def test_a_removed_indicator_is_told_in_the_next_report_only(busy) -> None:
    removed = {quarter: [each.kpi.id for each in busy.pack(quarter=quarter).removed] for quarter in (
        "2024-25 Q4", "2025-26 Q1", "2025-26 Q2",
    )}  # fmt: skip
    assert removed == {"2024-25 Q4": [], "2025-26 Q1": ["gone"], "2025-26 Q2": []}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    told=st.lists(st.tuples(st.none() | STATUSES, STATUSES, st.booleans()), max_size=12),
    gone=st.lists(STATUSES, max_size=4),
)
def test_whatever_the_statuses_every_indicator_is_counted_once(
    workspace, told: list[tuple[Status | None, Status, bool]], gone: list[Status]
) -> None:
    pack = _pack(workspace, told, gone)
    found = movements(pack)
    before = [status for status, _, _ in told if status] + gone
    for row in found.rows:
        assert row.total == sum((status if status.rated else None) is row.before for status in before)
    assert found.total == len(before)
    assert sum(found.new.values()) == sum(status is None for status, _, _ in told)
    assert sum(sum(row.now.values()) + row.carried for row in found.rows) + sum(found.new.values()) == len(told)
    assert [row.before for row in found.rows] == [*pack.organisation.statuses, None]


_MADE: dict[str, Pack] = {}


def _pack(workspace: Workspace, told: list[tuple[Status | None, Status, bool]], gone: list[Status]) -> Pack:
    """The workspace's pack, read once, with indicators of these statuses: before, now, and whether carried forward."""
    made = _MADE.setdefault("pack", workspace.pack())
    (one,) = made.indicators
    indicators = tuple(
        replace(
            one,
            kpi=one.kpi.model_copy(update={"id": f"kpi-{place}"}),
            previous_status=before,
            status=now,
            freshness=Freshness(0, None, False, carried),
        )
        for place, (before, now, carried) in enumerate(told)
    )
    return replace(made, indicators=indicators, removed=tuple(Removed(one.kpi, status) for status in gone))
