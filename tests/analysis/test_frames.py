"""An indicator's figures as tables for analysts."""

from __future__ import annotations

from pathlib import Path

from helpers.analysis.frames import comparators, history
from helpers.workbook import open_indicator

PROJECT = Path(__file__).parents[2]


def test_history_has_one_row_a_period_with_the_target_and_status_of_the_time() -> None:
    frame = history(open_indicator(PROJECT, "school-readiness", "2025-26 Q1"))
    assert frame.loc["2023-24", ["value", "target", "status"]].tolist() == [66.5, 68.8, "Amber"]
    assert frame.loc["2021-22", "marks"] == "b"
    assert frame["numerator"].isna().all()


def test_comparators_have_one_row_a_group_and_only_groups_are_ranked() -> None:
    frame = comparators(open_indicator(PROJECT, "school-readiness", "2025-26 Q1"))
    assert frame["period"].unique().tolist() == ["2023-24"]
    assert frame["rank"].dropna().tolist() == [11, 20]
    assert frame.loc["England", ["reporting", "members"]].tolist() == [1, 1]


def test_an_indicator_without_figures_gives_empty_tables() -> None:
    result = open_indicator(PROJECT, "natural-capital", "2025-26 Q1")
    assert history(result).empty
    assert comparators(result).empty
