"""A quarter's new figures and the targets in force are checked; what is found is told, and answered by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.analysis.commentary import pack_findings
from helpers.analysis.results import results
from helpers.model.periods import Quarter
from helpers.model.quality import DataFinding
from helpers.store.workspace import open_register
from helpers.workbook import Suite

if TYPE_CHECKING:
    from conftest import Workspace

ACCEPTED = "quarter,rule,kpi,period,area,figure,reason,accepted_by,accepted_on"
LATEST = Quarter(2025, 1)
STEADY = [f"{year}-{str(year + 1)[2:]} Q{number},W01,{value}" for year, number, value in (
    (2023, 4, 10), (2024, 1, 12), (2024, 2, 11), (2024, 3, 13), (2024, 4, 12),
)]  # fmt: skip


def found(workspace: Workspace, quarter: Quarter = LATEST) -> list[DataFinding]:
    suite = Suite(open_register(workspace.root), quarter)
    return list(suite.data_findings(suite.examined(suite.kpis)))


def keys(workspace: Workspace, quarter: Quarter = LATEST) -> list[str]:
    return [each.key for each in found(workspace, quarter)]


def told(workspace: Workspace) -> str:
    (one,) = found(workspace)
    return f"{one.figure} | {one.message}"


def measured(bare: Workspace, *rows: str, **fields: object) -> Workspace:
    bare.kpi("beds", **{"name": "Beds", "unit": "number", "decimals": 0, **fields})
    bare.figures("beds", *rows)
    return bare


def test_a_figure_ten_times_the_one_before_is_a_query(bare: Workspace) -> None:
    measured(bare, "2024-25 Q4,W01,9.3", "2025-26 Q1,W01,93", decimals=1)
    (one,) = found(bare)
    assert (one.key, one.figure, one.open) == ("tenfold:beds:2025-26-q1", "93 after 9.3", True)
    assert str(one) == (
        "data/kpis/beds/observations.csv:3: 93 is ten times the figure before, 9.3 (2024-25 Q4)."
        " Ask Care Records whether it is right; then correct it, or accept it with a reason."
    )


@pytest.mark.parametrize(
    ("rows", "fields", "said"),
    [
        (
            (*STEADY, "2025-26 Q1,W01,3"), {},
            "3 after 12 | 3 is 9 less than the figure before, 12 (2024-25 Q4): 6 times as far as it usually moves"
            " (1.5 on average).",
        ),
        (
            ("2024-25 Q4,W01,78.1", "2025-26 Q1,W01,0.78"), {"unit": "percent"},
            "0.78 after 78.1 | 0.78 is about a hundredth of the figure before, 78.1 (2024-25 Q4):"
            " has the unit changed?",
        ),
        (
            ("2024-25 Q4,W01,73390", "2025-26 Q1,W01,400"), {},
            "400 after 73,390 | 400 is less than a tenth of the figure before, 73,390 (2024-25 Q4).",
        ),
        (
            ("2024-25 Q3,W01,3", "2024-25 Q4,W01,2", "2025-26 Q1,W01,-2"), {},
            "-2 | -2 is below zero, and none of the figures before it was (2).",
        ),
        (
            ("2024-25 Q4,W01,1104", "2025-26 Q1,W01,1104"), {},
            "1,104 after 1,104 | 1,104 is the very same figure as the one before, 1,104 (2024-25 Q4).",
        ),
        (
            ("2025-26 Q1,W01,93,93,1000",), {"unit": "percent", "decimals": 1},
            "93 against 9.3 | The figure is 93, and its numerator and denominator give 9.3.",
        ),
        (
            ("2024-25 Q4,W01,33,33,100000", "2025-26 Q1,W01,36.5,36,100000"), {"decimals": 1},
            "36.5 against 36 | The figure is 36.5, and its numerator and denominator give 36.",
        ),
    ],
    ids=["jump", "unit", "tenfold", "sign", "repeat", "share", "rate"],
)  # fmt: skip
def test_what_is_odd_is_said_with_the_figures(
    bare: Workspace, rows: tuple[str, ...], fields: dict[str, object], said: str
) -> None:
    assert told(measured(bare, *rows, **fields)) == said


def test_of_a_size_that_is_odd_in_several_ways_only_the_first_is_told(bare: Workspace) -> None:
    measured(bare, *STEADY, "2025-26 Q1,W01,1200")
    assert keys(bare) == ["unit:beds:2025-26-q1"]


def test_only_what_became_known_since_the_last_quarter_is_checked(bare: Workspace) -> None:
    measured(bare, "2024-25 Q3,W01,9.3", "2024-25 Q4,W01,93", "2025-26 Q1,W01,95", decimals=1)
    assert keys(bare) == []
    assert keys(bare, Quarter(2024, 4)) == ["tenfold:beds:2024-25-q4"]


def test_a_revised_figure_is_checked_again_and_a_figure_sent_again_is_not(bare: Workspace) -> None:
    rows = ("2024-25 Q3,W01,9", "2024-25 Q4,W01,10")
    assert keys(measured(bare, *rows, "2024-25 Q4,W01,100,,,r,2025-26 Q1,Put right")) == ["tenfold:beds:2024-25-q4"]
    odd = ("2024-25 Q3,W01,9", "2024-25 Q4,W01,100")
    assert keys(measured(bare, *odd, "2024-25 Q4,W01,100,,,,2025-26 Q1,Sent again")) == []


def test_figures_are_not_compared_across_a_break_or_a_change_of_process(bare: Workspace) -> None:
    assert keys(measured(bare, "2024-25 Q4,W01,9", "2025-26 Q1,W01,900,,,b")) == []
    rebased = {"first": "2025-26 Q1", "reason": "New form", "author": "Head of Care", "recorded_on": "2025-05-01"}
    assert keys(measured(bare, "2024-25 Q4,W01,9", "2025-26 Q1,W01,900", rebasings=[rebased])) == []


def test_a_year_to_date_figure_is_set_beside_the_same_point_of_the_year_before(bare: Workspace) -> None:
    rows = ("2024-25 Q1,W01,50", "2024-25 Q4,W01,900", "2025-26 Q1,W01,52")
    assert keys(measured(bare, *rows, measure="cumulative")) == []
    assert keys(measured(bare, *rows)) == ["tenfold:beds:2025-26-q1"]


def test_a_suppressed_figure_is_not_looked_at(bare: Workspace) -> None:
    assert keys(measured(bare, "2024-25 Q4,W01,900", "2025-26 Q1,W01,,,,c")) == []


def test_parts_must_add_up_to_their_total_whichever_is_new(bare: Workspace) -> None:
    for id, value in (("north", 40), ("south", 65)):
        bare.kpi(id, name=id.title(), unit="number", decimals=0)
        bare.figures(id, f"2025-26 Q1,W01,{value}")
    measured(bare, "2025-26 Q1,W01,100", total_of=[["north", "south"]])
    (one,) = found(bare)
    assert (one.key, one.figure) == ("total:beds:2025-26-q1", "100 against 40 + 65")
    assert one.message == "The figure is 100, and its parts (North and South) add up to 105."
    bare.edit("data/kpis/south/observations.csv", "65", "60")
    assert keys(bare) == []


def test_other_areas_are_checked_for_what_is_plainly_odd_and_never_named_in_a_pack(bare: Workspace) -> None:
    rows = ["2024-25 Q4,W01,10", "2025-26 Q1,W01,11", "2024-25 Q4,W02,20", "2025-26 Q1,W02,400"]
    measured(bare, *rows, comparators=["neighbours"])
    assert keys(bare) == ["tenfold:beds:2025-26-q1:w02"]
    (one,) = bare.pack().data_findings
    assert (one.place, one.area) == ("data/kpis/beds/observations.csv", "")
    assert one.message == "Another area's figure: 400 is 20 times the figure before, 20 (2024-25 Q4)."


def test_what_concerns_a_figure_that_a_pack_hides_is_counted_there_and_not_told(bare: Workspace) -> None:
    measured(bare, "2024-25 Q4,W01,30", "2025-26 Q1,W01,3")
    assert keys(bare) == ["tenfold:beds:2025-26-q1"]
    pack = bare.pack()
    assert (pack.data_findings, pack.untold) == ((), 1)
    (waiting,) = [each for each in pack_findings(pack) if each.rule == "checks"]
    assert str(waiting) == (
        "data/quality/accepted.csv: One finding waits for an answer, about figures that are hidden here or that could"
        " give one away. See: packs quality check"
    )


def test_a_group_of_which_fewer_areas_have_figures_is_told(bare: Workspace) -> None:
    rows = [f"2024-25 Q4,W0{n},1{n}" for n in range(1, 6)] + [f"2025-26 Q1,W0{n},1{n}" for n in (1, 2, 3, 4)]
    measured(bare, *rows, comparators=["neighbours", "nation"])
    assert told(bare) == (
        "3 after 4 | Fewer areas have a figure for 2025-26 Q1 than for the period before: 3 of Neighbours, not 4."
    )


@pytest.mark.parametrize(
    ("target", "fields", "value", "said"),
    [
        (
            "96", {"unit": "percent"}, 90,
            "96 | No figure can be Blue: with the target 96 it would have to be beyond 100.8,"
            " and the most that the measure can be is 100.",
        ),
        (
            "420", {"direction": "decrease"}, 73390,
            "73,390 against 420 | The result 73,390 (2025-26 Q1) is 174.7 times the target 420.",
        ),
        (
            "9", {}, 8,
            "9 | The target 9 is so small that one more or less is 11% of it.",
        ),
        (
            "0", {"zero_tolerance": 2, "direction": "decrease"}, 1,
            "0 | The target 0 has no per cent, so the scheme “Ten and five” cannot judge by how far off it is.",
        ),
        (
            "60,50", {"maximum": 55, "scheme": "floor"}, 52,
            "60 | The target 60 cannot be met: the most that the measure can be is 55.",
        ),
    ],
    ids=["blue", "implausible", "tiny", "zero", "unreachable"],
)  # fmt: skip
def test_what_is_odd_about_a_target_is_said(
    bare: Workspace, target: str, fields: dict[str, object], value: float, said: str
) -> None:
    measured(bare, f"2025-26 Q1,W01,{value}", **fields)
    bare.targets("beds", {"2025-26": target})
    assert told(bare) == said


def test_a_range_is_judged_by_its_nearer_end(bare: Workspace) -> None:
    measured(bare, "2025-26 Q1,W01,700", scheme="range")
    bare.targets("beds", {"2025-26": ",20,60"})
    assert told(bare) == "700 against 60 | The result 700 (2025-26 Q1) is 11.7 times the target 60."


def test_the_target_of_a_kpi_that_is_only_monitored_is_not_asked_about(bare: Workspace) -> None:
    measured(bare, "2025-26 Q1,W01,8", purpose="context")
    bare.targets("beds", {"2025-26": "9"})
    assert keys(bare) == []


@pytest.fixture
def answered(bare: Workspace) -> Workspace:
    """A figure that is ten times the one before, and somebody who accepts it."""
    measured(bare, "2024-25 Q4,W01,9.3", "2025-26 Q1,W01,93", decimals=1)
    row = "2025-26 Q1,tenfold,beds,2025-26 Q1,,93 after 9.3,A ward was reopened.,Head of Care,2025-09-01"
    bare.write("data/quality/accepted.csv", f"{ACCEPTED}\n{row}\n")
    return bare


def test_an_answer_that_names_the_very_figure_counts(answered: Workspace) -> None:
    (one,) = found(answered)
    assert one.accepted is not None
    assert (one.open, one.accepted.reason, one.accepted.accepted_by) == (
        False, "A ward was reopened.", "Head of Care",
    )  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [("Q1,W01,93", "Q1,W01,95"), ("Q4,W01,9.3", "Q4,W01,9.2")])
def test_an_answer_lapses_when_the_figure_or_the_one_before_it_changes(answered: Workspace, old: str, new: str) -> None:
    answered.edit("data/kpis/beds/observations.csv", old, new)
    assert [each.open for each in found(answered)] == [True]


def test_an_answer_counts_for_no_quarter_before_the_one_that_it_was_given_for(answered: Workspace) -> None:
    answered.edit("data/quality/accepted.csv", "2025-26 Q1,tenfold", "2025-26 Q2,tenfold")
    assert [each.open for each in found(answered)] == [True]


def test_a_target_that_was_accepted_is_not_asked_about_again_the_next_quarter(bare: Workspace) -> None:
    measured(bare, "2025-26 Q1,W01,8", "2025-26 Q2,W01,8")
    bare.targets("beds", {"2025-26": "9"})
    row = "2025-26 Q1,tiny-target,beds,2025-26,,9,Small by nature.,Head of Care,2025-09-01"
    bare.write("data/quality/accepted.csv", f"{ACCEPTED}\n{row}\n")
    assert [each.open for each in found(bare, Quarter(2025, 2))] == [False]


def test_results_tell_what_was_found_and_who_accepted_it(answered: Workspace) -> None:
    (one,) = results(answered.pack())["checks_on_data"]
    assert (one["rule"], one["must"], one["period"], one["figure"]) == (
        "tenfold", False, "2025-26 Q1", "93 after 9.3",
    )  # fmt: skip
    assert one["accepted"] == {"reason": "A ward was reopened.", "by": "Head of Care", "on": "2025-09-01"}


def test_an_open_finding_must_be_put_right(answered: Workspace) -> None:
    (answered.root / "data/quality/accepted.csv").unlink()
    (one,) = results(answered.pack())["checks_on_data"]
    assert (one["must"], one["accepted"]) == (True, None)


def test_a_jump_is_as_far_as_the_organisation_says(bare: Workspace) -> None:
    measured(bare, *STEADY, "2025-26 Q1,W01,15")
    assert keys(bare) == []
    bare.edit("params/organisation.yml", "areas:\n", "settings:\n  jump_ranges: 2\nareas:\n")
    assert keys(bare) == ["jump:beds:2025-26-q1"]
