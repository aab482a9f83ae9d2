"""What a committee would have been told, had another target or tolerance been agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.what_if import Supposition
from helpers.model.status import Status
from helpers.rules.spc import Assurance, ControlChart
from helpers.rules.status import RuleError
from helpers.workbook import open_suite

if TYPE_CHECKING:
    from conftest import Workspace

KPI, NOW = "visits-on-time", "2025-26 Q1"
QUARTERS = [f"{year} Q{quarter}" for year in ("2023-24", "2024-25") for quarter in (1, 2, 3, 4)]


def what_if(workspace: Workspace, kpi: str = KPI, window: int | None = None, **instead: float) -> IndicatorResult:
    return open_suite(workspace.root, NOW).what_if(kpi, window, None, Supposition(**instead))


def statuses(result: IndicatorResult) -> list[str]:
    return [point.rating.status.value if point.rating else "" for point in result.history]


def test_every_period_is_judged_by_the_target_supposed(workspace: Workspace) -> None:
    found = what_if(workspace, target=70)
    assert statuses(found) == ["Green", "Green", "Blue", "Blue", "Blue"]
    assert (found.status, found.target and float(found.target.target or 0)) == (Status.BLUE, 70)


def test_the_bands_are_those_of_the_tolerance_supposed(workspace: Workspace) -> None:
    found = what_if(workspace, amber=2)
    assert statuses(found) == ["Red", "Red", "Amber", "Green", "Red"]
    assert found.last_rating is not None and float(found.last_rating.bands[0].high or 0) == 78.4


def test_the_status_of_earlier_reports_and_how_long_it_lasted_are_supposed_alike(workspace: Workspace) -> None:
    before, found = workspace.indicator(KPI), what_if(workspace, target=100)
    assert (before.previous_status, before.persistence and before.persistence.reports) == (Status.GREEN, 1)
    assert (found.previous_status, found.persistence and found.persistence.reports) == (Status.RED, 5)


def test_supposing_nothing_changes_nothing(workspace: Workspace) -> None:
    assert what_if(workspace) == workspace.indicator(KPI)
    assert not Supposition() and Supposition(amber=0)


def test_no_figure_and_no_comparison_changes(workspace: Workspace) -> None:
    agreed, found = workspace.indicator(KPI), what_if(workspace, target=60, amber=1, blue=1)
    assert [point.reading for point in found.history] == [point.reading for point in agreed.history]
    assert (found.standings, found.short_term) == (agreed.standings, agreed.short_term)


def test_a_target_supposed_stands_in_no_file(workspace: Workspace) -> None:
    found = what_if(workspace, target=60)
    assert found.target is not None
    assert (found.target.line, found.target.rule) == (0, "supposed, not agreed by anyone")


def test_a_floor_standard_goes_with_the_target_supposed(bare: Workspace) -> None:
    bare.kpi("floor", scheme="floor")
    bare.figures("floor", "2024-25 Q1,W01,60", f"{NOW},W01,55")
    bare.targets("floor", {"2024-25": "70,58", "2025-26": "60,50"})
    assert statuses(what_if(bare, "floor", target=56)) == ["Green", "Amber"]
    assert statuses(what_if(bare, "floor", lower=56)) == ["Green", "Red"]


def test_a_range_is_supposed_by_its_ends_and_tolerance(bare: Workspace) -> None:
    bare.kpi("range", scheme="range", direction="neutral")
    bare.figures("range", "2024-25 Q1,W01,11.5", f"{NOW},W01,14")
    bare.targets("range", {"2024-25": ",12,16", "2025-26": ",12,16"})
    assert statuses(bare.indicator("range")) == ["Amber", "Green"]
    assert statuses(what_if(bare, "range", lower=11)) == ["Green", "Green"]
    assert statuses(what_if(bare, "range", upper=13, amber=1)) == ["Red", "Red"]


def test_a_scheme_is_given_no_tolerance_that_it_has_not(bare: Workspace) -> None:
    bare.kpi("floor", scheme="floor")
    bare.figures("floor", f"{NOW},W01,55")
    bare.targets("floor", {"2025-26": "60,50"})
    found = what_if(bare, "floor", amber=1, blue=1)
    assert (found.status, found.scheme and found.scheme.amber) == (Status.AMBER, None)


def test_better_than_last_year_still_counts_when_last_year_is_not_shown(workspace: Workspace) -> None:
    kind = "kind: relative\n  amber: 10\n  blue: 5\n"
    workspace.edit("params/organisation.yml", kind, "kind: improvement\n  amber: 10\n  blue: 5\n")
    assert [statuses(what_if(workspace, window=window, target=100)) for window in (1, 5)] == [
        ["Amber"], ["Red", "Red", "Red", "Red", "Amber"],
    ]  # fmt: skip


def test_the_profile_of_a_measure_that_builds_up_changes_in_proportion(bare: Workspace) -> None:
    bare.kpi("built", unit="number", measure="cumulative", frequency="quarter")
    bare.figures("built", "2024-25 Q3,W01,30", "2024-25 Q4,W01,36", f"{NOW},W01,9")
    bare.targets("built", {"2024-25 Q3": "30", "2024-25 Q4": "40", NOW: "10", "2025-26": "40"})
    found = what_if(bare, "built", target=9)
    goals = [float(point.target.target or 0) for point in found.history if point.target]
    assert (goals, statuses(found)) == ([27, 36, 9], ["Blue", "Green", "Green"])
    assert found.year_target is not None and found.year_target.target == 36


def test_whether_a_target_can_be_relied_on_is_supposed_too(bare: Workspace) -> None:
    bare.kpi("steady")
    figures = [f"{quarter},W01,{70 + number % 3}" for number, quarter in enumerate([*QUARTERS, NOW])]
    bare.figures("steady", "2022-23 Q3,W01,71", "2022-23 Q4,W01,70", *figures)
    bare.targets("steady", dict.fromkeys(("2022-23", "2023-24", "2024-25", "2025-26"), "71"))
    before, found = bare.indicator("steady").spc, what_if(bare, "steady", target=50).spc
    assert isinstance(before, ControlChart) and isinstance(found, ControlChart)
    assert (before.assurance, found.assurance) == (Assurance.HIT_OR_MISS, Assurance.PASSING)


def test_a_target_that_the_scheme_cannot_judge_by_is_refused(workspace: Workspace) -> None:
    with pytest.raises(RuleError, match="works in per cent, which a target of zero has none of"):
        what_if(workspace, target=0)
    workspace.edit("data/kpis/visits-on-time/kpi.yml", "scheme: ten-five\n", "scheme: ten-five\nzero_tolerance: 80\n")
    assert what_if(workspace, target=0).status is Status.GREEN
