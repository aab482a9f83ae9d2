"""When is the latest figure the best, or the worst, for some time?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from helpers.analysis.extremes import standout

if TYPE_CHECKING:
    from conftest import Workspace

QUARTERS = [f"{year} Q{number}" for year in ("2023-24", "2024-25") for number in (1, 2, 3, 4)] + ["2025-26 Q1"]


def told(
    bare: Workspace, values: Sequence[float | str], broken: str = "", **fields: object
) -> tuple[str, str | None, int] | None:
    """The extreme, the period since when, and of how many figures; or None."""
    bare.kpi("visits", **fields)
    rows = [
        f"{quarter},W01,{value},,,{'b' if quarter == broken else ''}"
        for quarter, value in zip(QUARTERS[-len(values) :], values, strict=True)
        if value != ""
    ]
    bare.figures("visits", *rows)
    found = standout(bare.indicator("visits"))
    return found and (found.extreme.value, found.since and found.since.text, found.figures)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((70, 71, 72, 73, 74), ("best", None, 5)),
        ((74, 73, 72, 71, 70), ("worst", None, 5)),
        ((80, 71, 72, 73, 71, 74), ("best", "2023-24 Q4", 6)),
        ((74, 71, 72, 73, 71, 74), ("best", "2023-24 Q4", 6)),  # a tie ends it
        ((73, 70, 71, 72, 74), ("best", None, 5)),
        ((71, 72, 73, 74), None),  # it has to beat four
        ((71, 72, 73, 74, 74), None),
        ((71, 75, 72, 73, 74), None),
        ((70, 70, 70, 70, 70), None),
        ((70.02, 70.01, 70, 70.03, 70.04), None),  # all print as 70.0%
    ],
)
def test_the_latest_figure_is_an_extreme_when_it_beats_the_four_before_it_or_more(bare, values, expected) -> None:
    assert told(bare, values) == expected


def test_lower_is_better_makes_the_lowest_the_best_and_a_neutral_measure_has_only_a_highest(bare) -> None:
    assert told(bare, (74, 73, 72, 71, 70), direction="decrease") == ("best", None, 5)
    context = {"direction": "neutral", "purpose": "context", "scheme": None}
    assert told(bare, (70, 71, 72, 73, 74), **context) == ("highest", None, 5)
    assert told(bare, (74, 73, 72, 71, 70), **context) == ("lowest", None, 5)


def test_figures_from_before_a_break_do_not_count(bare) -> None:
    values = (90, 91, 92, 70, 71, 72, 73, 74)
    assert told(bare, values, broken="2024-25 Q1") == ("best", None, 5)
    assert told(bare, values, broken="2024-25 Q2") is None


def test_a_missing_figure_is_passed_over_and_not_counted(bare) -> None:
    assert told(bare, (70, 71, "", 72, 73, 74)) == ("best", None, 5)
    assert told(bare, (70, "", "", 72, 73, 74)) is None


def test_a_suppressed_latest_figure_is_no_extreme(bare) -> None:
    bare.kpi("visits")
    rows = [f"{quarter},W01,{value}" for quarter, value in zip(QUARTERS[-6:-1], (70, 71, 72, 73, 74), strict=True)]
    bare.figures("visits", *rows, "2025-26 Q1,W01,,,,c")
    assert standout(bare.indicator("visits")) is None
