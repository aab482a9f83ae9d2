"""What a person is told when a KPI's `corrections.csv` is wrong, or does not fit the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

FILE = "data/kpis/visits-on-time/corrections.csv"
NUMBERS_ONLY = "Write digits only: no commas, spaces, % or £; leave the cell empty when there is no figure."
SIGNED = "Typed wrongly,Data Analyst,2025-08-20"


def test_of_two_fields_of_a_figure_only_the_one_that_does_not_fit_is_told(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/observations.csv", "2025-26 Q1,W01,78,,", "2025-26 Q1,W01,78,39,50")
    workspace.corrections(
        "visits-on-time", f"2025-26 Q1,W01,value,78,80,{SIGNED}", f"2025-26 Q1,W01,numerator,93,40,{SIGNED}"
    )
    assert workspace.problems() == [
        f"{FILE}:3 expect: expects 93, but the figure is 39 (line 6 of observations.csv)."
        " Put expect right, or take this correction away."
    ]


def test_corrections_are_not_held_against_figures_that_are_wrong_themselves(workspace: Workspace) -> None:
    workspace.corrections("visits-on-time", f"2025-26 Q1,W01,value,87,79,{SIGNED}")
    workspace.edit("data/kpis/visits-on-time/observations.csv", "2024-25 Q1,W01,70,", "2024-25 Q1,W01,7O,")
    assert workspace.problems() == [
        f"data/kpis/visits-on-time/observations.csv:2 value: “7O” is not a number. {NUMBERS_ONLY}"
    ]


def test_corrections_without_figures_are_told(bare: Workspace) -> None:
    bare.kpi("planned", lifecycle="in-development")
    bare.corrections("planned", f"2025-26 Q1,W01,value,87,79,{SIGNED}")
    assert "data/kpis/planned/observations.csv: this file is missing. Add it, or put its name right." in bare.problems()


def test_a_pack_is_refused_while_a_correction_does_not_fit(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip # noqa: E501
    workspace.corrections("visits-on-time", f"2025-26 Q1,W01,value,780,78,{SIGNED}")
    assert workspace.run("build", "2025-26 Q1", "-c", "care-and-health") == 1
    assert "it has been put right at its source. Take this correction away." in "".join(capsys.readouterr())
