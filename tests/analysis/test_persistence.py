"""Row 56: for how many reports running has an indicator been Red, and on how many figures do they rest?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.analysis.exceptions import exceptions
from helpers.analysis.indicator import Persistence
from helpers.model.periods import Quarter
from helpers.present.sentences import drafted

if TYPE_CHECKING:
    from conftest import Workspace

NOW = Quarter(2025, 1)
BACK = [str(NOW.shift(-back)) for back in range(14)]


def quarterly(bare: Workspace, *latest_first: float | str, **fields: object) -> Workspace:
    """A quarterly KPI with a target of 80, its figures with the latest first; an empty one is a gap."""
    bare.kpi("visits", decimals=0, **fields)
    rows = [f"{quarter},W01,{value}" for quarter, value in zip(BACK, latest_first, strict=False) if value != ""]
    bare.figures("visits", *sorted(rows))
    bare.targets("visits", dict.fromkeys(("2021-22", "2022-23", "2023-24", "2024-25", "2025-26"), "80"))
    return bare


def lasted(bare: Workspace, quarter: str = "2025-26 Q1") -> Persistence | None:
    return bare.indicator("visits", quarter).persistence


def said(bare: Workspace) -> str:
    return " ".join(sentence.text for sentence in drafted(bare.indicator("visits")))


def test_three_reds_running_are_red_for_three_quarters_and_escalated(bare) -> None:
    quarterly(bare, 60, 61, 62, 79)
    assert lasted(bare) == Persistence(3, Quarter(2024, 3), figures=3)
    (found,) = exceptions(bare.pack())
    assert found.escalated
    assert "It has been Red for 3 quarters." in said(bare)


def test_two_reds_running_are_not_escalated_unless_the_council_says_so(bare) -> None:
    quarterly(bare, 60, 61, 79)
    assert [each.escalated for each in exceptions(bare.pack())] == [False]
    bare.edit("params/organisation.yml", "perspectives:", "settings:\n  escalate_after: 2\nperspectives:")
    assert [each.escalated for each in exceptions(bare.pack())] == [True]


def test_a_gap_ends_the_run(bare) -> None:
    # The figure for 2024-25 Q4 never came, so that report said No data.
    quarterly(bare, 60, "", 61, 62)
    assert lasted(bare) == Persistence(1, NOW)


def test_a_run_begins_with_the_first_report_that_held_it(bare) -> None:
    quarterly(bare, 60, 61, 62, 63, live_from="2024-25 Q4")
    assert lasted(bare) == Persistence(2, Quarter(2024, 4), figures=2)


def test_each_report_is_judged_by_the_definition_it_had(bare) -> None:
    # With a floor at 55 the same figures were Amber; the floor was given up in 2025-26 Q1.
    change = {"effective": "2025-26 Q1", "reason": "No floor", "fields": {"scheme": "ten-five"}}
    quarterly(bare, 60, 61, 62, scheme="floor", changes=[change])
    (bare.root / "data/kpis/visits/targets.csv").unlink()
    bare.targets("visits", {"2024-25": "80,55", "2025-26": "80"})
    assert bare.indicator("visits", "2024-25 Q4").status == "Amber"
    assert lasted(bare) == Persistence(1, NOW)


def test_a_count_that_is_stopped_says_that_it_may_be_more(bare) -> None:
    quarterly(bare, *[60] * 14)
    assert lasted(bare) == Persistence(13, NOW.shift(-12), figures=13, at_least=True)
    assert "Red for 13 quarters or more." in said(bare)


def test_a_run_just_short_of_where_the_count_stops_is_told_exactly(bare) -> None:
    quarterly(bare, *[60] * 12, 79)
    assert lasted(bare) == Persistence(12, NOW.shift(-11), figures=12)


@pytest.mark.parametrize(
    ("values", "expected", "words"),
    [
        ((60, 61, 79), (8, 2), "for 8 quarters, on 2 yearly figures."),
        ((60, 79, 79), (4, 1), "for 4 quarters, on one yearly figure."),
    ],
)
def test_a_yearly_red_that_is_carried_forward_counts_each_report_and_says_on_how_many_figures(
    bare, values, expected, words
) -> None:
    bare.kpi("visits", decimals=0, frequency="financial-year", measure="annual",
             publication_lag={"months": 6, "because": "It takes that long."})  # fmt: skip
    years = ("2023-24", "2022-23", "2021-22")  # each first in the reports on the second quarter
    bare.figures("visits", *sorted(f"{year},W01,{value}" for year, value in zip(years, values, strict=True)))
    bare.targets("visits", dict.fromkeys(years, "80"))
    found = lasted(bare)
    assert found is not None and (found.reports, found.figures) == expected
    assert words in said(bare)


def test_only_a_rating_can_last(bare) -> None:
    quarterly(bare, 60, 61)
    bare.kpi("context", purpose="context", scheme=None)
    bare.figures("context", "2025-26 Q1,W01,70")
    assert bare.indicator("context").persistence is None
