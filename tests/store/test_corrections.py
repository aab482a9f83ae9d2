"""A correction says what a supplied figure should have been, and nobody edits what was supplied."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from helpers.store.first_reported import first_reported
from helpers.store.workspace import find_committee, inputs, open_register, parse_quarter
from helpers.workbook import open_suite

if TYPE_CHECKING:
    from conftest import Workspace

    from helpers.model.observation import Reading

OWN = "2025-26 Q1,W01,value"
BY = "Data Analyst"


def latest(workspace: Workspace, kpi: str = "visits-on-time", quarter: str = "2025-26 Q1") -> Reading:
    current = workspace.indicator(kpi, quarter).current
    assert current is not None
    return current


def test_everybody_sees_the_corrected_figure_and_the_file_keeps_the_supplied_one(workspace: Workspace) -> None:
    before = workspace.files()
    workspace.corrections("visits-on-time", f"{OWN},78,87,Digits exchanged,{BY},2025-08-20")
    assert workspace.problems() == []
    assert (latest(workspace).value, latest(workspace).line) == (87, 6)
    assert latest(workspace).note == "Digits exchanged"
    assert workspace.indicator("visits-on-time").status.value == "Blue"
    changed = {name for name, content in workspace.files().items() if before.get(name) != content}
    assert changed == {"data/kpis/visits-on-time/corrections.csv"}


def test_several_numbers_of_a_figure_are_put_right_together(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2025-26 Q1,W01,50,30,60,p,,Two wards are estimated")
    rows = [f"2025-26 Q1,W01,{change},Wards left out,{BY},2025-08-20" for change in ("value,50,75", "numerator,30,45")]
    bare.corrections("visits", *rows)
    found = latest(bare, "visits")
    assert (found.value, found.numerator, found.denominator) == (75, 45, 60)
    assert ([mark.value for mark in found.marks], found.note) == (["p"], "Two wards are estimated; Wards left out")
    assert [correction.line for correction in found.corrections] == [2, 3]


def test_a_correction_counts_in_the_first_quarter_that_is_cut_off_on_its_day_or_later(workspace: Workspace) -> None:
    for day, values in (("2025-08-29", [87, 87]), ("2025-08-30", [78, 87])):
        workspace.corrections("visits-on-time", f"{OWN},78,87,Digits exchanged,{BY},{day}")
        assert [latest(workspace, quarter=quarter).value for quarter in ("2025-26 Q1", "2025-26 Q2")] == values


def test_a_figure_that_is_first_reported_this_quarter_can_be_put_right_before_the_cut_off(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2024-25 Q4,W01,70,,,,2024-25 Q4", "2024-25 Q4,W01,93,,,r,2025-26 Q1,Late records")
    bare.corrections("visits", f"2024-25 Q4,W01,value,93,73,Typed wrongly,{BY},2025-08-10")
    assert [latest(bare, "visits", quarter).value for quarter in ("2024-25 Q4", "2025-26 Q1")] == [70, 73]


def test_what_comes_after_a_correction_replaces_it(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2025-26 Q1,W01,93", "2025-26 Q1,W01,74,,,r,2025-26 Q1,Late records")
    bare.corrections("visits", f"2025-26 Q1,W01,value,93,73,Typed wrongly,{BY},2025-08-10")
    assert bare.problems() == []
    assert latest(bare, "visits").value == 74


def test_a_correction_can_be_corrected_on_another_day(workspace: Workspace) -> None:
    rows = [f"{OWN},78,87,Digits exchanged,{BY},2025-08-20", f"{OWN},87,77,Not exchanged after all,{BY},2025-08-21"]
    workspace.corrections("visits-on-time", *reversed(rows))
    assert workspace.problems() == []
    assert (latest(workspace).value, [each.line for each in latest(workspace).corrections]) == (77, [3, 2])


def test_a_figure_of_another_area_can_be_corrected(workspace: Workspace) -> None:
    workspace.corrections("visits-on-time", f"2025-26 Q1,W02,value,80,84,Published wrongly,{BY},2025-08-20")
    neighbours = workspace.indicator("visits-on-time").standings[0]
    assert dict(neighbours.values) == {"W02": 84, "W03": 78, "W04": 76, "W05": 74}


@pytest.mark.parametrize("expected", ["0.1", "0.10", "00.1", "+.1"])
def test_the_guard_compares_numbers_and_not_how_they_are_written(bare: Workspace, expected: str) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2025-26 Q1,W01,0.1")
    bare.corrections("visits", f"2025-26 Q1,W01,value,{expected},0.3,Typed wrongly,{BY},2025-08-20")
    assert latest(bare, "visits").value == 0.3


def test_the_guard_lets_nothing_by_that_is_a_little_different(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2025-26 Q1,W01,0.1000000001")
    bare.corrections("visits", f"2025-26 Q1,W01,value,0.1,0.3,Typed wrongly,{BY},2025-08-20")
    (told,) = bare.problems()
    assert "expects 0.1, but the figure is 0.1000000001 (line 2 of observations.csv)." in told


def test_corrections_are_among_the_inputs_of_a_pack(workspace: Workspace) -> None:
    workspace.corrections("visits-on-time", f"{OWN},78,87,Digits exchanged,{BY},2025-08-20")
    register, quarter = open_register(workspace.root), parse_quarter("2025-26 Q1")
    files = inputs(register, find_committee(register, "care-and-health"), quarter)
    assert workspace.root / "data/kpis/visits-on-time/corrections.csv" in files


def test_the_vintages_of_a_figure_have_the_correction_among_them(workspace: Workspace) -> None:
    workspace.corrections("visits-on-time", f"{OWN},78,87,Digits exchanged,{BY},2025-08-20")
    suite = open_suite(workspace.root, "2025-26 Q1")
    period = latest(workspace).period
    told = [(each.known_on, each.reading.value) for each in suite.vintages("visits-on-time", period)]
    assert told == [(date(2025, 7, 30), 78), (date(2025, 8, 20), 87)]


@pytest.mark.parametrize(
    ("day", "quarter"), [("2025-05-30", "2024-25 Q4"), ("2025-05-31", "2025-26 Q1"), ("2025-08-29", "2025-26 Q1")]
)
def test_what_becomes_known_is_first_reported_at_the_next_cut_off(bare: Workspace, day: str, quarter: str) -> None:
    assert str(first_reported(date.fromisoformat(day), open_register(bare.root).cut_off)) == quarter


def test_a_misspelt_file_of_corrections_is_told(workspace: Workspace) -> None:
    workspace.write("data/kpis/visits-on-time/correction.csv", "")
    assert workspace.problems() == [
        "data/kpis/visits-on-time/correction.csv: nothing reads this file. Did you mean “corrections.csv”?"
    ]
