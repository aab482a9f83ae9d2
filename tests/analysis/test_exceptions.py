"""Rows 55, 57 and 58: what is an exception and why, what is only a warning, and what is overdue from whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from helpers.analysis.exceptions import Reason, Sign, exceptions, warnings
from helpers.model.status import Status
from helpers.present.sections import exception_report

if TYPE_CHECKING:
    from conftest import Workspace

YEARS = ("2022-23", "2023-24", "2024-25", "2025-26")
QUARTERS = [f"{year} Q{number}" for year in YEARS for number in (1, 2, 3, 4)][:13]


def quarterly(bare: Workspace, id: str, values: Sequence[float], target: str = "80", **fields: object) -> None:
    """A quarterly KPI with these figures, the last of them for 2025-26 Q1."""
    bare.kpi(id, **fields)
    periods = QUARTERS[len(QUARTERS) - len(values) :]
    bare.figures(id, *(f"{period},W01,{value}" for period, value in zip(periods, values, strict=True)))
    bare.targets(id, dict.fromkeys(YEARS, target))


def found(bare: Workspace) -> dict[str, tuple[Reason, ...]]:
    return {each.result.kpi.id: each.reasons for each in exceptions(bare.pack())}


def watched(bare: Workspace) -> dict[str, tuple[Sign, ...]]:
    return {each.result.kpi.id: each.signs for each in warnings(bare.pack())}


@pytest.fixture
def everything(bare: Workspace) -> Workspace:
    """One indicator of every kind that an exception can be, and of every kind that none is."""
    quarterly(bare, "long-red", [60, 60, 60])
    quarterly(bare, "new-red", [80, 60])
    quarterly(bare, "amber", [75])
    quarterly(bare, "green", [80])
    quarterly(bare, "blue", [90])
    quarterly(bare, "failing", [70, 71] * 5 + [72], target="78")
    quarterly(bare, "context", [60], purpose="context", scheme=None)
    bare.kpi("baseline")
    bare.figures("baseline", "2025-26 Q1,W01,60")
    quarterly(bare, "late", [80])
    bare.figures("late", "2024-25 Q3,W01,80")
    bare.kpi("silent")
    bare.figures("silent")
    bare.kpi("planned", lifecycle="in-development")
    bare.kpi("small")
    bare.figures("small", "2025-26 Q1,W01,,,,c")
    return bare


def test_only_red_and_blue_missed_assurance_and_missing_figures_are_exceptions(everything) -> None:
    assert found(everything) == {
        "long-red": (Reason.STATUS,),
        "new-red": (Reason.STATUS,),
        "failing": (Reason.ASSURANCE,),
        "blue": (Reason.STATUS,),
        "late": (Reason.OVERDUE,),
        "silent": (Reason.MISSING,),
    }


def test_the_escalated_come_first_then_red_to_blue_and_those_without_a_rating_last(everything) -> None:
    assert list(found(everything)) == ["long-red", "new-red", "failing", "blue", "late", "silent"]


def test_which_statuses_are_exceptions_is_the_councils_choice(everything) -> None:
    everything.edit("params/organisation.yml", "perspectives:", "settings:\n  exceptions: [Red, Amber]\nperspectives:")
    reasons = found(everything)
    assert (reasons["amber"], reasons["failing"]) == ((Reason.STATUS,), (Reason.STATUS, Reason.ASSURANCE))
    assert "blue" not in reasons


def test_a_contextual_indicator_is_no_exception_however_far_its_figures_are_from_a_target(bare) -> None:
    quarterly(bare, "context", [70, 71] * 5 + [72], target="78", purpose="context")
    assert found(bare) == {}


@pytest.mark.parametrize("lifecycle", ["suspended", "in-development"])
def test_nothing_is_due_from_an_indicator_that_is_suspended_or_being_developed(bare, lifecycle) -> None:
    quarterly(bare, "resting", [70, 71] * 5 + [72], target="78", lifecycle=lifecycle)
    bare.figures("resting", "2024-25 Q1,W01,70")
    result = bare.indicator("resting")
    assert result.freshness is not None
    assert (result.freshness.overdue, result.freshness.missing, result.freshness.next_due) == (False, 0, None)
    assert found(bare) == {} and bare.pack().overdue == ()


@pytest.mark.parametrize(
    ("latest", "missing"), [("2025-26 Q1", 0), ("2024-25 Q4", 1), ("2024-25 Q3", 2), ("2023-24 Q3", 6)]
)
def test_the_figures_that_should_have_come_are_counted(bare, latest, missing) -> None:
    quarterly(bare, "late", [80])
    bare.figures("late", f"{latest},W01,80")
    result = bare.indicator("late")
    assert result.freshness is not None and result.freshness.missing == missing
    assert found(bare) == ({"late": (Reason.OVERDUE,)} if missing else {})


def test_two_missing_quarters_are_listed_with_their_supplier(bare) -> None:
    quarterly(bare, "late", [80], supplier="Care Records Team")
    bare.figures("late", "2024-25 Q3,W01,80")
    report = exception_report(bare.pack()).markdown()
    row = next(line for line in report.splitlines() if line.startswith("| [Care visits on time]"))
    assert [cell.strip() for cell in row.strip("|").split("|")][1:] == [
        "80.0%", "Q3 2024/25", "30 April 2025", "2", "Care Records Team", "Head of Care",
    ]  # fmt: skip


def test_green_with_seven_worsening_figures_in_a_row_is_watched(bare) -> None:
    quarterly(bare, "slipping", [90, 90, 91, 90, 90, 90, 89, 88, 87, 86, 85, 84, 83])
    assert bare.indicator("slipping").status is Status.GREEN
    assert Sign.RUN in watched(bare)["slipping"]


def test_a_run_is_watched_even_on_the_better_side_of_the_mean_and_in_a_short_series(bare) -> None:
    quarterly(bare, "high", [70, 70, 71, 70, 70, 70, 96, 92, 90, 89, 87, 85, 83])
    quarterly(bare, "short", [90, 89, 88, 87, 86, 85, 84])
    signs = watched(bare)
    assert Sign.RUN in signs["high"] and Sign.RUN in signs["short"]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([90, 90, 90, 90, 90, 90, 90, 90, 87, 86, 85, 84, 83], id="six figures"),
        pytest.param([90, 90, 90, 90, 90, 90, 89, 88, 87, 87, 86, 85, 84], id="a tie"),
        pytest.param([71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83], id="a run for the better"),
    ],
)
def test_six_figures_a_tie_or_a_run_for_the_better_is_no_worsening_run(bare, values) -> None:
    quarterly(bare, "steady", values)
    assert Sign.RUN not in watched(bare).get("steady", ())


def test_a_gap_breaks_a_run(bare) -> None:
    quarterly(bare, "slipping", [90] * 13)
    values = (91, 90, 91, 90, 90, 89, "", 88, 87, 86, 85, 84, 83)
    rows = [f"{quarter},W01,{value}" for quarter, value in zip(QUARTERS, values, strict=True) if value != ""]
    bare.figures("slipping", *rows)
    assert Sign.RUN not in watched(bare).get("slipping", ())


def test_lower_is_better_means_that_a_rise_is_the_worsening_run(bare) -> None:
    rising = [71, 70, 71, 70, 71, 70, 72, 73, 74, 75, 76, 77, 78]
    quarterly(bare, "slipping", rising, direction="decrease")
    assert Sign.RUN in watched(bare)["slipping"]


def test_what_is_predicted_to_miss_its_target_is_watched_and_what_is_an_exception_is_not(bare) -> None:
    quarterly(bare, "sliding", [92, 89, 86, 83])
    quarterly(bare, "red", [92, 82, 72, 62])
    assert watched(bare) == {"sliding": (Sign.PREDICTED,)}
