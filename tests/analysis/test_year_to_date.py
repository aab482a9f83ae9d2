"""Rows 9 and 10: measures that build up through the year are judged by their profile, and rolling ones are not judged
by their overlaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.analysis.extremes import standout
from helpers.analysis.facts import facts
from helpers.analysis.indicator import IndicatorResult
from helpers.model.status import Status
from helpers.present.sections import indicator_page
from helpers.rules.change import Change, Movement
from helpers.rules.withheld import Withheld

if TYPE_CHECKING:
    from conftest import Workspace

PROFILE = {"2025-26 Q1": "25", "2025-26 Q2": "50", "2025-26 Q3": "75", "2025-26": "100"}
LAST_YEAR = {f"2024-25 Q{number}": value for number, value in zip((1, 2, 3, 4), (24, 48, 72, 110), strict=True)}
THIS_YEAR = {f"2025-26 Q{number}": value for number, value in zip((1, 2, 3, 4), (22, 47, 70, 98), strict=True)}


def visits(bare: Workspace, quarter: str, targets: dict[str, str], *, until: str = "2025-26 Q3") -> IndicatorResult:
    """Visits to date, with figures of last year and of this one up to a quarter."""
    bare.kpi("visits", unit="number", decimals=0, minimum=0, measure="cumulative")
    figures = LAST_YEAR | {period: value for period, value in THIS_YEAR.items() if period <= until}
    bare.figures("visits", *(f"{period},W01,{value}" for period, value in figures.items()))
    bare.targets("visits", targets)
    return bare.indicator("visits", quarter)


def test_a_year_to_date_figure_is_judged_by_its_profile_and_not_by_the_years_target(bare) -> None:
    result = visits(bare, "2025-26 Q3", PROFILE)
    assert result.rating is not None and result.target is not None and result.year_target is not None
    assert (result.status, result.target.target, result.year_target.target) == (Status.AMBER, 75, 100)
    assert float(result.rating.off) == pytest.approx(-100 / 15)  # against 100 it would be 30% off, and Red


def test_its_short_term_change_is_withheld_and_its_long_term_is_since_the_same_point_last_year(bare) -> None:
    result = visits(bare, "2025-26 Q3", PROFILE)
    assert result.short_term == Withheld(
        "no comparison: year-to-date figures are compared with the same point last year"
    )
    assert isinstance(result.long_term, Change)
    assert (result.long_term.earlier.value, result.long_term.amount, result.long_term.movement) == (
        72, -2, Movement.WORSENING,
    )  # fmt: skip


def test_its_previous_figure_is_that_of_the_same_point_last_year_even_after_the_year_has_turned(bare) -> None:
    result = visits(bare, "2025-26 Q1", PROFILE, until="2025-26 Q1")
    assert result.previous is not None and (result.previous.period.text, result.previous.value) == ("2024-25 Q1", 24)


def test_it_has_no_line_no_trend_no_limits_and_no_prediction(bare) -> None:
    result = visits(bare, "2025-26 Q3", PROFILE)
    assert result.projection == Withheld("no projection: year-to-date figures start again each year")
    assert result.travel == Withheld("no trend: year-to-date figures start again each year")
    assert result.spc == Withheld("no control limits: year-to-date figures build up through the year")
    assert (result.outlook, result.to_target) == (None, None)


def test_a_figure_that_only_beats_those_it_contains_is_no_record(bare) -> None:
    # 110 to the year's end beats every figure before it, as the last of any year does.
    result = visits(bare, "2025-26 Q3", PROFILE)
    assert result.current is not None and standout(result) is None
    assert standout(bare.indicator("visits", "2024-25 Q4")) is None
    assert (facts(result).at_best, facts(result).at_worst) == (None, None)


def test_without_a_profile_it_is_a_baseline_with_the_reason_and_the_years_target_apart(bare) -> None:
    result = visits(bare, "2025-26 Q3", {"2025-26": "100"})
    assert (result.status, result.target) == (Status.BASELINE, None)
    assert result.unrated == "no target was in force for Q3 2025/26, which needs a target for each period of the year"
    assert result.year_target is not None and result.year_target.target == 100


def test_at_the_years_end_the_years_target_applies_and_stands_alone(bare) -> None:
    result = visits(bare, "2025-26 Q4", {"2025-26": "100"}, until="2025-26 Q4")
    assert result.target is not None
    assert (result.status, result.target.target, result.year_target) == (Status.AMBER, 100, None)


def test_a_profile_for_the_years_last_quarter_goes_before_the_years_target(bare) -> None:
    result = visits(bare, "2025-26 Q4", PROFILE | {"2025-26 Q4": "96"}, until="2025-26 Q4")
    assert result.target is not None and result.year_target is not None
    assert (result.status, result.target.target, result.year_target.target) == (Status.GREEN, 96, 100)


def test_its_page_says_so_in_plain_words(bare) -> None:
    page = " ".join(indicator_page(visits(bare, "2025-26 Q3", PROFILE)).markdown().split())
    assert "| Current performance | 70 | Apr to Dec 2025 |" in page
    assert "| Target for the year | 100 |" in page
    assert "It has worsened by 2 compared with Apr to Dec 2024, the same period last year." in page


@pytest.fixture
def falls(bare: Workspace) -> IndicatorResult:
    """Falls in the last twelve months, told each quarter."""
    bare.kpi("falls", unit="number", decimals=0, measure="rolling", direction="decrease")
    values = {"2024-25 Q1": 90, "2024-25 Q2": 88, "2024-25 Q3": 86, "2024-25 Q4": 85, "2025-26 Q1": 80}
    bare.figures("falls", *(f"{period},W01,{value}" for period, value in values.items()))
    bare.targets("falls", {"2024-25": "82", "2025-26": "82"})
    return bare.indicator("falls")


def test_a_rolling_measure_names_its_twelve_months_in_the_run_of_a_sentence(falls) -> None:
    page = indicator_page(falls).markdown()
    assert "The latest figure for the 12 months to 30 Jun 2025 is 80" in page
    assert "by 5 since the 12 months to 31 Mar 2025" in page


def test_a_rolling_measure_has_no_line_no_limits_and_no_prediction(falls) -> None:
    reason = "the periods overlap, so neighbouring figures share most of their data"
    assert falls.projection == Withheld(f"no projection: {reason}")
    assert falls.travel == Withheld(f"no trend: {reason}")
    assert falls.spc == Withheld(f"no control limits: {reason}")
    assert falls.outlook is None and falls.status is Status.GREEN


def test_a_rolling_measure_can_be_the_best_for_some_time(falls) -> None:
    found = standout(falls)
    assert found is not None and (found.extreme, found.since, found.figures) == ("best", None, 5)
