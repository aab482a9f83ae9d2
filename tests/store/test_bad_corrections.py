"""What a person is told when a KPI's `corrections.csv` is wrong, or does not fit the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

FILE = "data/kpis/visits-on-time/corrections.csv"
NUMBERS_ONLY = "Write digits only: no commas, spaces, % or £; leave the cell empty when there is no figure."
SIGNED = "Typed wrongly,Data Analyst,2025-08-20"

ROWS = {
    "no reason, no name and no day": (
        "2025-26 Q1,W01,value,78,79,,,",
        [f"{FILE}:2 corrected_by: this field is missing. Add it.",
         f"{FILE}:2 corrected_on: this field is missing. Add it.",
         f"{FILE}:2 reason: this field is missing. Add it."],
    ),
    "no numbers": (
        f"2025-26 Q1,W01,value,,,{SIGNED}",
        [f"{FILE}:2 correct: this field is missing. Add it.", f"{FILE}:2 expect: this field is missing. Add it."],
    ),
    "text for numbers": (
        f"2025-26 Q1,W01,value,seventy,79%,{SIGNED}",
        [f"{FILE}:2 correct: “79%” is not a number. {NUMBERS_ONLY}",
         f"{FILE}:2 expect: “seventy” is not a number. {NUMBERS_ONLY}"],
    ),
    "a field that no figure has": (
        f"2025-26 Q1,W01,target,78,79,{SIGNED}",
        [f"{FILE}:2 field: “target” is not a known value. Choose one of: value, numerator, denominator."],
    ),
    "a period of another kind": (
        f"2025-26,W01,value,78,79,{SIGNED}",
        [f"{FILE}:2 period: “2025-26” is not a quarter; write it like 2025-26 Q1."],
    ),
    "an unknown area": (
        f"2025-26 Q1,W09,value,78,79,{SIGNED}",
        [f"{FILE}:2 area: “W09” is not an area that organisation.yml names. Did you mean “W05”?"],
    ),
    "no area": (
        f"2025-26 Q1,,value,78,79,{SIGNED}",
        [f"{FILE}:2 area: “” is not an area that organisation.yml names."
         " Choose one of: W01, W02, W03, W04, W05, N01."],
    ),
    "a day that is none": (
        "2025-26 Q1,W01,value,78,79,Typed wrongly,Data Analyst,20/08/2025",
        [f"{FILE}:2 corrected_on: “20/08/2025” is not a date. Write it like 2025-06-30."],
    ),
    "more than the unit can be": (
        f"2025-26 Q1,W01,value,78,780,{SIGNED}",
        [f"{FILE}:2 correct: 780 is above 100, the most it can be. Put it right, or maximum in kpi.yml."],
    ),
    "less than the unit can be": (
        f"2025-26 Q1,W01,value,78,-78,{SIGNED}",
        [f"{FILE}:2 correct: -78 is below 0, the least it can be. Put it right, or minimum in kpi.yml."],
    ),
    "nothing that changes": (
        f"2025-26 Q1,W01,value,78,78.0,{SIGNED}",
        [f"{FILE}:2 correct: expect and correct are both 78.0, so nothing is corrected."
         " Put one of them right, or take this correction away."],
    ),
    "a figure that there is not": (
        f"2023-24 Q1,W01,value,78,79,{SIGNED}",
        [f"{FILE}:2 period: there is no such figure: the figure of W01 for Q1 2023/24 is not in observations.csv."
         " Put period or area right."],
    ),
    "a figure that came only later": (
        "2025-26 Q1,W01,value,78,79,Typed wrongly,Data Analyst,2025-05-20",
        [f"{FILE}:2 period: the figure of W01 for Q1 2025/26 only became known on 30 July 2025, after this correction."
         " Put corrected_on right."],
    ),
    "a figure without a numerator": (
        f"2025-26 Q1,W01,numerator,78,79,{SIGNED}",
        [f"{FILE}:2 expect: the figure on line 6 of observations.csv has no numerator."
         " A correction puts a number right; what was never supplied comes as a new row with reported_in."],
    ),
    "a figure that is another": (
        f"2025-26 Q1,W01,value,87,79,{SIGNED}",
        [f"{FILE}:2 expect: expects 87, but the figure is 78 (line 6 of observations.csv)."
         " Put expect right, or take this correction away."],
    ),
    "a figure that is right already": (
        f"2025-26 Q1,W01,value,780,78,{SIGNED}",
        [f"{FILE}:2 expect: expects 780, but the figure is 78: it has been put right at its source."
         " Take this correction away."],
    ),
    "a comma in the reason": (
        "2025-26 Q1,W01,value,78,79,Typed wrongly, it seems,Data Analyst,2025-08-20",
        [f"{FILE}:2: this row has 9 cells, but the heading has 8."
         " Look for a missing or extra comma, or put the text in quotation marks."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("row", "told"), ROWS.values(), ids=ROWS)
def test_a_mistake_is_told_with_its_line_and_remedy(workspace: Workspace, row: str, told: list[str]) -> None:
    workspace.corrections("visits-on-time", row)
    assert workspace.problems() == told


def test_every_mistake_is_told_at_once(workspace: Workspace) -> None:
    workspace.corrections(
        "visits-on-time", f"2025-26 Q1,W01,value,87,79,{SIGNED}", f"2025-26 Q1,W02,value,80,8O,{SIGNED}",
        f"2024-25 Q4,W01,value,76,75,{SIGNED}", f"2024-25 Q4,W01,value,76,74,{SIGNED}",
    )  # fmt: skip
    assert workspace.problems() == [
        f"{FILE}:2 expect: expects 87, but the figure is 78 (line 6 of observations.csv)."
        " Put expect right, or take this correction away.",
        f"{FILE}:3 correct: “8O” is not a number. {NUMBERS_ONLY}",
        f"{FILE}:5 field: line 4 corrects the value of W01 for Q4 2024/25 on the same day."
        " Keep one of the two, or give the later one its own day.",
    ]


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
