"""What a person is told when a file in `params/` is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.errors import Problems
from helpers.store.workspace import open_register

if TYPE_CHECKING:
    from conftest import Workspace

FILE = "params/organisation.yml"

MISTAKES = {
    "a misspelt field": (
        "author: Performance Team", "autor: Performance Team",
        [f"{FILE}:1 author: this field is missing. Add it.",
         f"{FILE}:4 autor: unknown field “autor”. Did you mean “author”?"],
    ),
    "a misspelt field of a scheme": (
        "  blue: 5", "  bleu: 5",
        [f"{FILE}:20 schemes[1].bleu: unknown field “bleu”. Did you mean “blue”?"],
    ),
    "a threshold that is no number": (
        "  blue: 5", "  blue: 5%",
        [f"{FILE}:20 schemes[1].blue: “5%” is not a number. Write digits only, with a point for decimals."],
    ),
    "a negative threshold": (
        "  blue: 5", "  blue: -5",
        [f"{FILE}:20 schemes[1].blue: this should be greater than or equal to 0 (“-5” was given)."],
    ),
    "thresholds on a floor scheme": (
        "  kind: floor\n", "  kind: floor\n  amber: 10\n",
        [f"{FILE}:22 schemes[2]: a floor scheme takes its limits from the targets: leave out amber and blue."],
    ),
    "no threshold on a relative scheme": (
        "  kind: relative\n  amber: 10\n", "  kind: relative\n",
        [f"{FILE}:15 schemes[1]: a scheme of kind relative needs amber: how far off target is still Amber."],
    ),
    "a Blue range": (
        "  kind: range\n", "  kind: range\n  blue: 5\n",
        [f"{FILE}:27 schemes[3]: a range scheme is never Blue: leave out blue."],
    ),
    "a kind of scheme that does not exist": (
        "  kind: floor\n", "  kind: flor\n",
        [f"{FILE}:25 schemes[2].kind: “flor” is not a known value. Did you mean “floor”?"],
    ),
    "a comparator group with no members": (
        "members: [N01]", "members: []",
        [f"{FILE}:42 comparators[2].members: this list is empty. Give at least one."],
    ),
    "a comparator without members": (
        "  members: [N01]\n", "",
        [f"{FILE}:39 comparators[2].members: this field is missing. Add it."],
    ),
    "a member that is no area": (
        "members: [N01]", "members: [N02]",
        [f"{FILE}:42 comparators[2].members: “N02” is not in areas. Did you mean “W02”?"],
    ),
    "our own area among the comparators": (
        "[W02, W03,", "[W02, W01,",
        [f"{FILE}:37 comparators[1].members: “W01” is the organisation's own area."
         " Take it out: it is compared with the others."],
    ),
    "two priorities with one id": (
        "- id: travel", "- id: care",
        [f"{FILE}:10 priorities[2].id: an earlier one has the id “care”. Give each its own."],
    ),
    "two schemes with one id": (
        "- id: range", "- id: floor",
        [f"{FILE}:27 schemes[3].id: an earlier one has the id “floor”. Give each its own."],
    ),
    "a window too short to show anything": (
        "author:", "window: 1\nauthor:",
        [f"{FILE}:4 window: this should be greater than or equal to 4 (“1” was given)."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_the_organisation_is_told_with_its_line_and_remedy(
    workspace: Workspace, old: str, new: str, told: list[str]
) -> None:
    workspace.edit(FILE, old, new)
    assert workspace.problems() == told


OTHERS = {
    "a committee of another name than its file": (
        "params/committees/roads.yml", "id: roads", "id: road",
        ["params/committees/roads.yml:1 id: “road” is not the file's name “roads”. Make them the same."],
    ),
    "a quarter of another name than its file": (
        "params/quarters/2025-26-q2.yml", "2025-26 Q2", "2024-25 Q2",
        ["params/quarters/2025-26-q2.yml:1 quarter: “2024-25-q2” is not the file's name “2025-26-q2”."
         " Make them the same."],
    ),
    "a cut-off before the quarter ends": (
        "params/quarters/2025-26-q2.yml", "2025-26 Q2", "2025-26 Q3",
        ["params/quarters/2025-26-q2.yml:1: data_cut_off (2025-11-29) is before the quarter ends (2025-12-31)."],
    ),
    "years that do not follow each other": (
        "params/quarters/2025-26-q2.yml", "2025-26 Q2", "2025-27 Q2",
        ["params/quarters/2025-26-q2.yml:1 quarter: “2025-27 Q2” is not a quarter; write it like 2025-26 Q1."],
    ),
    "a date in another form": (
        "params/quarters/2025-26-q2.yml", "2025-11-29", "29 November 2025",
        ["params/quarters/2025-26-q2.yml:2 data_cut_off: “29 November 2025” is not a date. Write it like 2025-06-30."],
    ),
    "a day that no month has": (
        "params/quarters/2025-26-q2.yml", "2025-11-29", "2025-11-31",
        ["params/quarters/2025-26-q2.yml:2 data_cut_off: “2025-11-31” is not a date. Write it like 2025-06-30."],
    ),
    "a depth that does not exist": (
        "params/committees/roads.yml", "remit: Roads.", "remit: Roads.\ndetail: sumary",
        ["params/committees/roads.yml:4 detail: “sumary” is not a known value. Did you mean “summary”?"],
    ),
    "a committee that would share a folder with the returns": (
        "params/committees/roads.yml", "id: roads", "id: returns",
        ["params/committees/roads.yml:1: “returns” is kept for what suppliers are sent:"
         " give the committee another id."],
    ),
    "a meeting in no quarter": (
        "params/committees/care-and-health.yml", "  2025-26 Q1:", "  September:",
        ["params/committees/care-and-health.yml:5 meetings.September: “September” is not a quarter;"
         " write it like 2025-26 Q1."],
    ),
    "a meeting on no date": (
        "params/committees/care-and-health.yml", "2025-09-18", "tbc",
        ["params/committees/care-and-health.yml:5 meetings.2025-26 Q1: “tbc” is not a date. Write it like 2025-06-30."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "told"), OTHERS.values(), ids=OTHERS)
def test_a_mistake_in_a_committee_or_a_quarter_is_told(
    workspace: Workspace, file: str, old: str, new: str, told: list[str]
) -> None:
    workspace.edit(file, old, new)
    assert workspace.problems() == told


def test_a_mistake_in_a_committee_is_not_told_again_of_each_of_its_kpis(workspace: Workspace) -> None:
    workspace.edit("params/committees/care-and-health.yml", "remit:", "remitt:")
    assert workspace.problems() == [
        "params/committees/care-and-health.yml:1 remit: this field is missing. Add it.",
        "params/committees/care-and-health.yml:3 remitt: unknown field “remitt”. Did you mean “remit”?",
    ]


def test_a_file_that_nothing_reads_is_told(workspace: Workspace) -> None:
    workspace.write("params/committees/planning.yaml", "id: planning")
    assert workspace.problems() == [
        "params/committees/planning.yaml: nothing reads this file. Give it a name that ends in .yml, or take it away."
    ]


def test_an_organisation_that_is_missing_is_told(workspace: Workspace) -> None:
    (workspace.root / FILE).unlink()
    assert workspace.problems() == [f"{FILE}: this file is missing. Add it, or put its name right."]


def test_a_folder_that_is_no_workspace_is_told(workspace: Workspace) -> None:
    elsewhere = workspace.root.parent
    with pytest.raises(Problems) as raised:
        open_register(elsewhere)
    assert str(raised.value) == (
        f"1 problem to put right:\n  {elsewhere}: this is not a workspace: it has no params/ folder."
        " Give the folder that holds params/, data/ and outputs/."
    )


def test_a_quarter_that_is_cut_off_before_an_earlier_one_is_told(workspace: Workspace) -> None:
    workspace.edit("params/quarters/2024-25-q4.yml", "2025-05-30", "2025-08-30")
    workspace.edit("params/quarters/2024-25-q4.yml", "2025-06-13", "2025-09-13")
    assert workspace.problems() == [
        "params/quarters/2025-26-q1.yml:1 data_cut_off: 2025-08-29 is before the cut-off of 2024-25 Q4 (2025-08-30)."
        " Put one of the two dates right."
    ]
