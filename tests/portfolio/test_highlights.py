"""Rows 59, 60, 61 and 64: how a project stands in a quarter, by what had been reported by its data cut-off."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from helpers.analysis.highlights import Doubt
from helpers.model.project import Stage
from helpers.model.status import Status

CUT_OFF = "2025-08-29"
LATER = "2025-08-30"
CLOSED = {"reason": "Done.", "fields": {"stage": "closed"}}


def test_a_report_is_known_on_its_cut_off_and_not_a_day_later(council) -> None:
    id = council.project()
    council.reports(id, {"reported_on": CUT_OFF}, {"reported_on": LATER, "cost": "Red"})
    assert council.highlight().status is Status.GREEN
    assert council.highlight(quarter="2025-26 Q2").status is Status.RED


def test_a_later_report_does_not_change_an_earlier_quarter(council) -> None:
    id = council.project()
    council.reports(id, {"reported_on": "2025-05-02", "time": "Amber"})
    before = council.highlight(quarter="2024-25 Q4")
    council.reports(id, {"reported_on": "2025-05-02", "time": "Amber"}, {"time": "Red"})
    assert council.highlight(quarter="2024-25 Q4") == before
    now = council.highlight()
    assert (now.previous_status, now.status) == (Status.AMBER, Status.RED)


def test_overall_is_the_worst_that_was_reported(council) -> None:
    council.reports(council.project(), {"time": "Amber", "cost": "Red"})
    assert council.highlight().status is Status.RED


def test_a_change_of_budget_and_stage_takes_effect_by_date(council) -> None:
    change = {"effective": "2025-06-02", "reason": "Agreed.", "fields": {"stage": "delivery", "budget": "2500000"}}
    id = council.project(stage="full business case", budget=None, changes=[change])
    council.reports(id, {"reported_on": "2025-05-02"}, {})
    before, now = council.highlight(quarter="2024-25 Q4"), council.highlight()
    assert (before.project.stage, before.finance.budget) == (Stage.FULL, None)
    assert (now.project.stage, now.finance.budget) == (Stage.DELIVERY, Decimal(2_500_000))


def test_an_overdue_report_gives_no_rating_and_says_what_the_last_one_gave(council) -> None:
    council.reports(council.project(), {"reported_on": "2025-05-28", "time": "Amber"})
    found = council.highlight()
    assert (found.overdue, found.status, found.last_status) == (True, Status.NO_DATA, Status.AMBER)
    assert found.previous_status is Status.AMBER


def test_the_band_follows_what_the_project_is_now_expected_to_cost(council) -> None:
    id = council.project(expected_cost="9000000", budget="9000000")
    council.reports(id, {"reported_on": "2025-06-20", "expected_cost": "9000000"})
    assert not council.highlight().overdue
    council.reports(id, {"reported_on": "2025-06-20", "expected_cost": "10000000"})
    assert council.highlight().due.band.months == 1
    assert council.highlight().overdue


def test_a_project_in_delivery_that_was_never_reported_on_has_no_data_even_while_none_is_due(council) -> None:
    council.project(started_on="2025-08-01")
    found = council.highlight()
    assert (found.overdue, found.status, found.report, found.is_new) == (False, Status.NO_DATA, None, True)


def test_before_delivery_a_project_need_not_be_rated(council) -> None:
    id = council.project(stage="idea", budget=None)
    blank = dict.fromkeys(
        ("time", "time_reason", "cost", "cost_reason", "scope", "scope_reason", "spend", "expected_cost"), ""
    )
    council.reports(id, blank)
    found = council.highlight()
    assert (found.status, found.finance.expected_cost, found.finance.spend) == (None, Decimal(2_000_000), None)


def test_a_closed_project_is_told_once_more_and_then_no_longer(council) -> None:
    id = council.project(changes=[{"effective": "2025-07-15", **CLOSED}])
    council.reports(id, {"reported_on": "2025-05-02"})
    assert [each.project.stage for each in council.portfolio("2024-25 Q4").open] == [Stage.DELIVERY]
    assert [each.project.id for each in council.portfolio().closed] == ["bridge"]
    assert council.portfolio("2025-26 Q2").projects == ()


def test_no_report_is_due_of_a_closed_project(council) -> None:
    id = council.project(changes=[{"effective": "2025-07-15", **CLOSED}])
    council.reports(id, {"reported_on": "2024-05-02"})
    assert (council.highlight().due, council.highlight().status) == (None, Status.GREEN)


def test_a_project_that_starts_after_the_cut_off_is_not_there_yet(council) -> None:
    council.project(started_on=LATER)
    assert council.portfolio().projects == ()
    assert [each.is_new for each in council.portfolio("2025-26 Q2").projects] == [True]


def test_a_project_started_and_closed_within_the_quarter_is_told_of(council) -> None:
    council.project(started_on="2025-06-02", changes=[{"effective": "2025-07-15", **CLOSED}])
    assert [each.project.id for each in council.portfolio().closed] == ["bridge"]


def test_a_slipped_milestone_has_baseline_forecast_days_and_how_far_it_moved(council) -> None:
    id = council.project()
    council.milestones(
        id,
        {"reported_on": "2025-02-03"},
        {"reported_on": "2025-05-02", "forecast": "2025-12-15"},
        {"forecast": "2026-01-20"},
    )
    (found,) = council.highlight().milestones
    assert (found.milestone.baseline, found.milestone.forecast) == (date(2025, 12, 1), date(2026, 1, 20))
    assert (found.slip, found.moved, found.late) == (50, 36, True)
    (before,) = council.highlight(quarter="2024-25 Q4").milestones
    assert (before.slip, before.moved) == (14, 14)


def test_a_milestone_that_was_not_there_last_quarter_has_not_moved(council) -> None:
    council.milestones(council.project(), {"forecast": "2026-01-20"})
    assert council.highlight().milestones[0].moved is None


def test_a_milestone_reached_late_keeps_its_days_and_is_no_longer_late(council) -> None:
    id = council.project()
    council.milestones(id, {"reported_on": "2025-05-02"}, {"baseline": "2025-07-01", "actual": "2025-07-11"})
    (found,) = council.highlight().milestones
    assert (found.slip, found.reached, found.late, found.lapsed) == (10, True, False, False)


def test_a_milestone_that_is_early_has_days_below_zero(council) -> None:
    council.milestones(council.project(), {"forecast": "2025-11-21"})
    (found,) = council.highlight().milestones
    assert (found.slip, found.late) == (-10, False)


def test_a_forecast_that_has_passed_without_being_reached_is_late(council) -> None:
    council.milestones(council.project(), {"baseline": "2025-08-28", "forecast": "2025-08-28"})
    (found,) = council.highlight().milestones
    assert (found.slip, found.lapsed, found.late) == (0, True, True)


def test_a_baseline_that_was_set_anew_tells_what_it_was_first(council) -> None:
    id = council.project()
    council.milestones(id, {"reported_on": "2025-02-03", "baseline": "2025-09-01"}, {})
    (found,) = council.highlight().milestones
    assert (found.original, found.milestone.baseline, found.slip) == (date(2025, 9, 1), date(2025, 12, 1), 0)


DOUBTS = {
    "over budget and Green for cost": ({"expected_cost": "2000001"}, "2025-12-01", (Doubt.COST,)),
    "overspent and Green for cost": ({"spend": "2000001"}, "2025-12-01", (Doubt.COST,)),
    "late and Green for time": ({}, "2025-12-02", (Doubt.TIME,)),
    "both": ({"expected_cost": "3000000"}, "2026-01-01", (Doubt.TIME, Doubt.COST)),
    "over budget and Amber for cost": ({"expected_cost": "2000001", "cost": "Amber"}, "2025-12-01", ()),
    "late and Red for time": ({"time": "Red"}, "2026-01-01", ()),
    "on budget and in time": ({}, "2025-12-01", ()),
}


@pytest.mark.parametrize(("cells", "forecast", "doubts"), DOUBTS.values(), ids=DOUBTS)
def test_a_green_that_the_figures_speak_against_is_doubted(council, cells, forecast, doubts) -> None:
    id = council.project()
    council.reports(id, cells)
    council.milestones(id, {"forecast": forecast})
    assert council.highlight().doubts == doubts


def test_projects_are_read_red_first_and_the_costliest_first_within_a_rating(council) -> None:
    for id, cost, rating in (("small", "1000", "Red"), ("large", "2000", "Red"), ("well", "9000", "Green")):
        council.project(id, expected_cost=cost, budget=cost)
        council.reports(id, {"time": rating, "expected_cost": cost, "spend": "0"})
    council.project("idea", stage="idea", budget=None, started_on="2025-08-01")
    council.project("late", started_on="2024-04-01")
    assert [each.project.id for each in council.portfolio().projects] == ["large", "small", "well", "late", "idea"]


def test_counts_rest_on_open_projects_with_a_rating(council) -> None:
    council.reports(council.project(), {})
    council.project("late")
    council.project("done", changes=[{"effective": "2025-07-15", **CLOSED}])
    portfolio = council.portfolio()
    assert portfolio.counts == {Status.RED: 0, Status.AMBER: 0, Status.GREEN: 1}
    assert (portfolio.rated, len(portfolio.open), len(portfolio.closed)) == (1, 2, 1)
