"""Row 20: the predicted year-end status stands beside the current one."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.model.status import Status
from helpers.present.sections import indicator_page, summary
from helpers.workbook import open_indicator, open_pack

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def schools():
    return open_pack(PROJECT, "children-and-young-people", "2025-26 Q1")


def test_a_yearly_measure_is_predicted_for_its_next_period(schools) -> None:
    for result in schools.indicators:
        if result.outlook:
            assert result.outlook.period.months_since(result.current.period) == 12
            assert result.outlook.projection.value == result.projection.value


def test_a_monthly_measure_is_predicted_for_the_end_of_the_financial_year() -> None:
    result = open_indicator(PROJECT, "ae-over-four-hours-cambridge", "2025-26 Q1")
    assert result.outlook.period.label == "Mar 2026"
    assert result.outlook.rating.status is Status.GREEN


def test_both_statuses_are_shown_never_one(schools) -> None:
    heading = next(line for line in summary(schools).markdown().splitlines() if line.startswith("| Indicator"))
    assert [cell.strip() for cell in heading.strip("|").split("|")] == [
        "Indicator", "Status", "Latest", "Period", "Target", "Change", "Predicted",
    ]  # fmt: skip
    for result in schools.indicators:
        page = indicator_page(result).markdown()
        predicted = (
            f"predicted for {result.outlook.period.label}: {result.outlook.rating.status}" if result.outlook else ""
        )
        assert ("predicted for" in page) == bool(predicted)
        assert predicted in page.replace("\\", "")
        assert f"[{result.status}]{{.rag" in page


def test_an_unrated_indicator_is_not_predicted(schools) -> None:
    assert all(result.outlook is None for result in schools.indicators if not result.status.rated)


def test_overlapping_periods_are_not_predicted() -> None:
    assert open_indicator(PROJECT, "healthy-life-expectancy-men", "2025-26 Q1").outlook is None
