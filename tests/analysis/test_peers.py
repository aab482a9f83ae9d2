"""Rows 27, 29 and 31 to 34: what the comparison with other areas allows to be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.peers import TargetFit, target_fit, worse_and_worsening, worse_than_neighbours, worsening
from helpers.analysis.results import results
from helpers.model.status import Status
from helpers.present.sentences import drafted
from helpers.rules.benchmark import Significance

if TYPE_CHECKING:
    from conftest import Workspace

FALLING, RISING = (79, 77, 75, 73, 71), (67, 68, 69, 70, 71)
QUARTERS = ("2024-25 Q1", "2024-25 Q2", "2024-25 Q3", "2024-25 Q4", "2025-26 Q1")


def compared(
    bare: Workspace,
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    target: str = "80",
    period: str = "2025-26 Q1",
    counts: str = "",
    id: str = "visits",
    **fields: object,
) -> IndicatorResult:
    """A KPI with figures up to 2025-26 Q1, and its neighbours' for a period; `counts` are those of our latest."""
    bare.kpi(id, comparators=["neighbours"], **fields)
    rows = [f"{quarter},W01,{value}" for quarter, value in zip(QUARTERS[-len(ours) :], ours, strict=True)]
    rows[-1] += counts
    others = [f"{period},W0{number},{value}" for number, value in enumerate(theirs, start=2)]
    bare.figures(id, *rows, *others)
    bare.targets(id, dict.fromkeys(("2024-25", "2025-26"), target))
    return bare.indicator(id)


def test_a_mean_within_the_interval_of_our_figure_is_similar_and_not_better_than_it(bare) -> None:
    # 142 of 200 is 71%, with an interval of 64.4% to 76.8%.
    result = compared(bare, FALLING, (75, 75, 76, 76), counts=",142,200")
    assert result.standings[0].significance is Significance.SIMILAR
    assert not worse_than_neighbours(result)
    text = " ".join(sentence.text for sentence in drafted(result))
    assert "Allowing for chance, it is similar to the statistical neighbours' mean of 75.5% and ranks 5 of 5." in text
    assert "worse than" not in text


def test_a_mean_beyond_the_interval_is_worse(bare) -> None:
    result = compared(bare, FALLING, (77, 77, 78, 78), counts=",142,200")
    assert result.standings[0].significance is Significance.WORSE and worse_than_neighbours(result)


def test_where_the_figure_rests_on_no_counts_it_is_compared_as_displayed(bare) -> None:
    assert worse_than_neighbours(compared(bare, FALLING, (71.1, 71.1, 71.1, 71.1)))
    level = compared(bare, FALLING, (71.04, 71.04, 71.04, 71.04), id="level")
    assert (level.standings[0].significance, worse_than_neighbours(level)) == (None, False)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (FALLING, (80, 80, 80, 80), True),
        (RISING, (80, 80, 80, 80), False),
        (FALLING, (60, 60, 60, 60), False),
        (RISING, (60, 60, 60, 60), False),
        ((70, 74, 70, 74, 71), (80, 80, 80, 80), False),
    ],
)
def test_worse_and_worsening_needs_both(bare, ours, theirs, expected) -> None:
    result = compared(bare, ours, theirs)
    assert worse_and_worsening(result) is expected


def test_lower_is_better_turns_both_about(bare) -> None:
    assert worse_and_worsening(compared(bare, RISING, (60, 60, 60, 60), direction="decrease"))


def test_where_no_trend_can_be_told_worsening_is_since_a_year_before(bare) -> None:
    result = compared(bare, FALLING, (80, 80, 80, 80), measure="rolling")
    assert worsening(result) and worse_and_worsening(result)


def test_the_pack_lists_exactly_those_that_are_both(bare) -> None:
    compared(bare, FALLING, (80, 80, 80, 80), id="both")
    compared(bare, RISING, (80, 80, 80, 80), id="worse")
    compared(bare, FALLING, (60, 60, 60, 60), id="worsening")
    compared(bare, FALLING, (80, 80, 80, 80), id="neutral", direction="neutral", purpose="context", scheme=None)
    compared(bare, FALLING, (80, 80, 80, 80), id="older", period="2024-25 Q4")
    assert results(bare.pack())["worse_and_worsening"] == ["both"]


def test_an_overdue_figure_is_no_ground_for_saying_that_performance_is_worse_now(bare) -> None:
    result = compared(bare, FALLING, (80, 80, 80, 80))
    assert worse_and_worsening(result)
    assert not worse_and_worsening(bare.indicator("visits", "2025-26 Q3"))


@pytest.mark.parametrize(
    ("ours", "theirs", "target", "status", "fit"),
    [
        (71, (60, 62, 64, 66), "90", Status.RED, TargetFit.TOO_HARD),
        (71, (75, 76, 77, 78), "70", Status.GREEN, TargetFit.TOO_EASY),
        (71, (75, 76, 77, 78), "60", Status.BLUE, TargetFit.TOO_EASY),
        (71, (60, 62, 64, 66), "75", Status.AMBER, None),
        (71, (75, 76, 77, 78), "90", Status.RED, None),
        (71, (60, 62, 64, 66), "70", Status.GREEN, None),
    ],
)
def test_a_status_that_the_neighbours_do_not_bear_out_says_something_about_the_target(
    bare, ours, theirs, target, status, fit
) -> None:
    result = compared(bare, (ours,), theirs, target=target)
    assert (result.status, target_fit(result)) == (status, fit)


def test_comparators_of_another_period_give_nothing_but_a_warning(bare) -> None:
    result = compared(bare, FALLING, (60, 62, 64, 66), target="90", period="2024-25 Q4")
    assert (result.standings[0].months_older, target_fit(result)) == (3, None)
    assert not worse_than_neighbours(compared(bare, FALLING, (90, 90, 90, 90), period="2024-25 Q4", id="behind"))


def test_a_missing_neighbour_is_left_out_of_the_mean_and_counted(bare) -> None:
    comparison = compared(bare, FALLING, (60, 62, 64)).standings[0].comparison
    assert (comparison.mean, comparison.reporting, comparison.members) == (62, 3, 4)


def test_no_neighbour_is_named_unless_the_council_says_so(bare) -> None:
    compared(bare, FALLING, (60, 62, 64, 66))
    assert "W02" not in str(results(bare.pack()))
