"""Rows 20 and 25: nothing is compared across a break in series, and no line leads through a change of process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.model.status import Status
from helpers.rules.trend import Projection, Travel, Trend
from helpers.rules.withheld import Withheld

if TYPE_CHECKING:
    from conftest import Workspace

QUARTERS = [f"{year} Q{number}" for year in ("2023-24", "2024-25") for number in (1, 2, 3, 4)] + ["2025-26 Q1"]
IMPROVEMENT = (
    "- id: improvement\n  name: Improving\n  version: 1\n  kind: improvement\n  amber: 10\n  source: Invented\n"
)


@pytest.fixture
def broken(bare: Workspace) -> Workspace:
    """A KPI whose definition changed in 2024-25 Q3, with figures about 20 points higher since."""
    bare.kpi("seen")
    values = (69, 70, 71, 72, 71, 72, 90, 91, 92)
    rows = [f"{quarter},W01,{value}" for quarter, value in zip(QUARTERS, values, strict=True)]
    rows[6] += ",,,b,,The definition changed"
    bare.figures("seen", *rows)
    bare.targets("seen", dict.fromkeys(("2023-24", "2024-25", "2025-26"), "90"))
    return bare


def test_a_change_across_the_break_is_withheld_and_one_within_is_not(broken) -> None:
    result = broken.indicator("seen")
    assert result.long_term == Withheld("no comparison: the series was broken in Q3 2024/25")
    assert not isinstance(result.short_term, Withheld) and result.short_term.amount == 1
    first = broken.indicator("seen", "2024-25 Q3")
    assert first.short_term == Withheld("no comparison: the series was broken in Q3 2024/25")


def test_trend_line_and_limits_rest_on_the_figures_since_the_break(broken) -> None:
    result = broken.indicator("seen")
    assert result.projection == Withheld(
        "no projection: it needs four figures and has 3 since the series was broken in Q3 2024/25"
    )
    assert isinstance(result.travel, Travel) and (result.travel.points, result.travel.since.text) == (3, "2024-25 Q3")
    assert getattr(result.spc, "points", None) == 3


def test_a_figure_from_before_the_break_does_not_spare_one_from_red(broken) -> None:
    # 60 is more than 10% off and better than last year's 50, which was counted another way.
    broken.edit("params/organisation.yml", "comparators:\n", f"{IMPROVEMENT}comparators:\n")
    for id, marks in {"eased": "b", "same": ""}.items():
        broken.kpi(id, scheme="improvement")
        broken.figures(id, "2024-25 Q1,W01,50", f"2024-25 Q3,W01,58,,,{marks}", "2025-26 Q1,W01,60")
        broken.targets(id, {"2024-25": "80", "2025-26": "80"})
    assert [broken.indicator(id).status for id in ("eased", "same")] == [Status.RED, Status.AMBER]


CHANGED = {"first": "2024-25 Q1", "reason": "A second team", "author": "Head of Care", "recorded_on": "2024-06-01"}


def test_a_line_rests_on_the_figures_since_a_recorded_change_of_process(bare) -> None:
    bare.kpi("calls", rebasings=[CHANGED])
    values = (50, 51, 50, 51, 80, 81, 80, 81, 80)
    bare.figures("calls", *(f"{quarter},W01,{value}" for quarter, value in zip(QUARTERS, values, strict=True)))
    bare.targets("calls", {"2025-26": "80"})
    result = bare.indicator("calls")
    assert isinstance(result.travel, Travel) and isinstance(result.projection, Projection)
    assert (result.travel.trend, result.travel.since.text, result.projection.points) == (Trend.UNCLEAR, "2024-25 Q1", 5)
    assert result.outlook is not None and result.outlook.rating.status is Status.GREEN
    assert len(result.history) == 9


def test_a_change_recorded_after_the_cut_off_is_not_known_yet(bare) -> None:
    bare.kpi("calls", rebasings=[CHANGED | {"recorded_on": "2025-08-30"}])
    values = (50, 51, 50, 51, 80, 81, 80, 81, 80)
    bare.figures("calls", *(f"{quarter},W01,{value}" for quarter, value in zip(QUARTERS, values, strict=True)))
    travel = bare.indicator("calls").travel
    assert isinstance(travel, Travel) and travel.points == 9


def test_a_target_agreed_for_a_scheme_to_come_gives_no_prediction_and_no_failure(bare) -> None:
    change = {"effective": "2026-27 Q1", "reason": "Plan is best", "fields": {"scheme": "range"}}
    bare.kpi("beds", frequency="financial-year", measure="annual", changes=[change])
    bare.figures("beds", *(f"{year},W01,{value}" for year, value in zip(
        ("2021-22", "2022-23", "2023-24", "2024-25"), (60, 61, 62, 63), strict=True
    )))  # fmt: skip
    bare.targets("beds", {"2024-25": "60", "2025-26": ",40,60"})
    result = bare.indicator("beds")
    assert (result.status, result.outlook) == (Status.GREEN, None)


def test_a_figure_whose_target_was_agreed_for_an_earlier_scheme_is_a_baseline_with_the_reason(bare) -> None:
    change = {"effective": "2025-26 Q1", "reason": "Plan is best", "fields": {"scheme": "range"}}
    bare.kpi("beds", frequency="financial-year", measure="annual", changes=[change],
             publication_lag={"months": 6, "because": "It takes that long."})  # fmt: skip
    bare.figures("beds", "2023-24,W01,62")
    bare.targets("beds", {"2023-24": "60"})
    result = bare.indicator("beds")
    assert (result.status, result.unrated) == (
        Status.BASELINE, "the target for 2023/24 was agreed for another status scheme",
    )  # fmt: skip
    assert result.previous_status is Status.GREEN


def test_what_is_overdue_is_not_told_when_it_will_reach_its_target(bare) -> None:
    bare.kpi("late")
    bare.figures("late", "2024-25 Q1,W01,70", "2024-25 Q2,W01,72", "2024-25 Q3,W01,74")
    bare.targets("late", {"2024-25": "80"})
    assert bare.indicator("late", "2024-25 Q3").to_target == 3
    assert bare.indicator("late").to_target is None
