"""What the explorer's notebook calls: the desk, a figure walked back to its rows, and the red-reds of the suite."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import helpers
from helpers.errors import Problems
from helpers.notebook import explore, red_reds, trace_figure
from helpers.present.blocks import Section, Table, plain

if TYPE_CHECKING:
    from conftest import Workspace

NOW = "2025-26 Q1"
WORSE = [(f"2024-25 Q{quarter}", 90 - 4 * quarter) for quarter in (1, 2, 3, 4)]


def rows(section: Section) -> list[tuple[str, ...]]:
    table = next(block for block in section if isinstance(block, Table))
    return [tuple(plain(cell.words) for cell in row) for row in table.rows]


def test_the_facade_loads_no_widgets_until_the_desk_is_opened() -> None:
    code = "import sys, helpers.notebook; print('ipywidgets' in sys.modules, 'helpers.desk' in sys.modules)"
    source = str(Path(helpers.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": source}
    )
    assert done.stdout.split() == ["False", "False"]


def test_explore_opens_the_desk_at_the_kpi(workspace: Workspace) -> None:
    desk = explore(workspace.root, "visits-on-time", NOW)
    assert (desk.kpi.value, "Care visits on time" in desk.page.value) == ("visits-on-time", True)


def test_a_figure_is_walked_back_to_its_row_target_rule_and_source(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/observations.csv", "2025-26 Q1,W01,78,,", "2025-26 Q1,W01,78,39,50")
    found = rows(trace_figure(workspace.root, "visits-on-time", NOW))
    data = "data/kpis/visits-on-time"
    assert found[0] == ("Figure", "78.0%", f"{data}/observations.csv line 6, known on 30 July 2025; used here")
    assert found[1] == ("Counts", "39 of 50", "numerator and denominator of line 6")
    assert found[2] == ("Target", "80.0%", f"{data}/targets.csv line 3, agreed on 1 April 2020: Invented")
    assert found[3][:2] == ("Status", "Amber")
    assert found[3][2].startswith("2.5% below the target of 80.0%. Ten and five, version 1. Red: Worse than the target")
    assert found[4][:2] == ("Source", "Westmarch County Council")


def test_counts_that_are_no_share_are_named(bare: Workspace) -> None:
    bare.kpi("rate", unit="number", unit_label="per 1,000")
    bare.figures("rate", f"{NOW},W01,31,62,2000")
    assert ("Counts", "numerator 62, denominator 2,000", "numerator and denominator of line 2") in rows(
        trace_figure(bare.root, "rate", NOW)
    )


def test_a_revised_figure_shows_both_rows_and_which_is_used(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/observations.csv", "N01,77,,,,,\n", "N01,77,,,,,\n2024-25 Q4,W01,74,,,r,2025-26 Q1,\n")  # fmt: skip # noqa: E501
    file = "data/kpis/visits-on-time/observations.csv"
    now = rows(trace_figure(workspace.root, "visits-on-time", NOW, "2024-25 Q4"))
    assert now[:2] == [
        ("Figure", "76.0%", f"{file} line 5, known on 30 April 2025; replaced by a later one"),
        ("Figure", "74.0% [r]", f"{file} line 12, known on 29 August 2025; used here"),
    ]
    assert now[3][:2] == ("Status", "Amber")
    then = rows(trace_figure(workspace.root, "visits-on-time", "2024-25 Q4", "2024-25 Q4"))
    assert then[0] == ("Figure", "76.0%", f"{file} line 5, known on 30 April 2025; used here")
    assert [row[0] for row in then].count("Figure") == 1


def test_of_a_suppressed_figure_no_number_is_shown_not_even_one_given_before(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/observations.csv", "2025-26 Q1,W01,78,,", "2025-26 Q1,W01,78,39,50")
    workspace.edit("data/kpis/visits-on-time/observations.csv", "N01,77,,,,,\n", "N01,77,,,,,\n2025-26 Q1,W01,,,50,c,2025-26 Q1,\n")  # fmt: skip # noqa: E501
    found = trace_figure(workspace.root, "visits-on-time", NOW)
    assert [row[:2] for row in rows(found)] == [
        ("Figure", "[c]"), ("Figure", "[c]"), ("Target", "80.0%"), ("Source", "Westmarch County Council"),
    ]  # fmt: skip
    shown = next(block for block in found if isinstance(block, Table))
    assert not [cell.raw for row in shown.rows[:2] for cell in row if isinstance(cell.raw, float)]


CORRECTED = "2024-25 Q4,W01,value,76,67,Digits exchanged,Data Analyst,2025-06-20"


def test_a_corrected_figure_shows_what_was_what_is_who_when_and_why(workspace: Workspace) -> None:
    workspace.corrections("visits-on-time", CORRECTED)
    data = "data/kpis/visits-on-time"
    now = rows(trace_figure(workspace.root, "visits-on-time", NOW, "2024-25 Q4"))
    assert now[:3] == [
        ("Figure", "76.0%", f"{data}/observations.csv line 5, known on 30 April 2025; replaced by a later one"),
        ("Correction", "value 67, not 76",
         f"{data}/corrections.csv line 2, by Data Analyst on 20 June 2025: Digits exchanged"),
        ("Figure", "67.0% [r]", f"{data}/observations.csv line 5 as corrected, known on 20 June 2025; used here"),
    ]  # fmt: skip
    then = rows(trace_figure(workspace.root, "visits-on-time", "2024-25 Q4", "2024-25 Q4"))
    assert [row[0] for row in then].count("Correction") == 0


def test_corrected_counts_say_so(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/observations.csv", "2024-25 Q4,W01,76,,", "2024-25 Q4,W01,76,83,50")
    workspace.corrections("visits-on-time", CORRECTED.replace("value,76,67", "numerator,83,38"))
    now = rows(trace_figure(workspace.root, "visits-on-time", NOW, "2024-25 Q4"))
    assert ("Counts", "38 of 50", "numerator and denominator of line 5 as corrected") in now


def test_of_a_figure_that_is_suppressed_now_an_earlier_correction_tells_nothing(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/observations.csv", "N01,77,,,,,\n", "N01,77,,,,,\n2024-25 Q4,W01,,,,c,2025-26 Q1,\n")  # fmt: skip # noqa: E501
    workspace.corrections("visits-on-time", CORRECTED)
    now = rows(trace_figure(workspace.root, "visits-on-time", NOW, "2024-25 Q4"))
    assert [row[:2] for row in now[:4]] == [
        ("Figure", "[c]"), ("Correction", "[c]"), ("Figure", "[c]"), ("Figure", "[c]"),
    ]  # fmt: skip
    assert now[1][2] == "data/kpis/visits-on-time/corrections.csv line 2, by Data Analyst on 20 June 2025"


def test_a_period_that_packs_no_longer_show_can_be_traced(westmarch: Workspace) -> None:
    found = rows(trace_figure(westmarch.root, "visits-on-time", NOW, "2024-25 Q1"))
    assert found[0][:2] == ("Figure", "70.0%")


def test_a_period_without_a_figure_is_refused_with_the_nearest(workspace: Workspace) -> None:
    with pytest.raises(Problems, match="has no figure for “2024-25 Q5”"):
        trace_figure(workspace.root, "visits-on-time", NOW, "2024-25 Q5")


def test_red_reds_are_both_worse_than_the_neighbours_and_getting_worse(workspace: Workspace) -> None:
    own = [f"{quarter},W01,{value}" for quarter, value in [*WORSE, (NOW, 70)]]
    for id, name, theirs in (("sinking", "Sinking", 77), ("leading", "Leading, but falling", 60)):
        workspace.kpi(id, name=name, comparators=["neighbours"])
        workspace.figures(id, *own, *(f"{NOW},W0{number},{theirs}" for number in (2, 3, 4, 5)))
        workspace.targets(id, {"2025-26": "80"})
    found = red_reds(workspace.root, NOW)
    assert found.to_dict("index") == {"Sinking": {"kpi": "sinking", "status": "Red", "ours": 70, "neighbours": 77}}


def test_without_red_reds_the_table_is_empty_and_has_its_headings(workspace: Workspace) -> None:
    found = red_reds(workspace.root, NOW)
    assert (len(found), list(found.columns)) == (0, ["kpi", "status", "ours", "neighbours"])
