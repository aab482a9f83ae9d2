"""What a person is told when a KPI's `observations.csv` is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

FILE = "data/kpis/visits-on-time/observations.csv"
COLUMNS = "period, area, value, numerator, denominator, marks, reported_in, note"
NUMBERS_ONLY = "Write digits only: no commas, spaces, % or £; leave the cell empty when there is no figure."
FIRST = "2024-25 Q1,W01,70,,,,,"

ROWS = {
    "text": ("2024-25 Q1,W01,seventy,,,,,", [f"{FILE}:2 value: “seventy” is not a number. {NUMBERS_ONLY}"]),
    "a percent sign": ("2024-25 Q1,W01,70%,,,,,", [f"{FILE}:2 value: “70%” is not a number. {NUMBERS_ONLY}"]),
    "a thousands separator": (
        '2024-25 Q1,W01,70,"1,400",2000,,,', [f"{FILE}:2 numerator: “1,400” is not a number. {NUMBERS_ONLY}"],
    ),
    "an underscore": ("2024-25 Q1,W01,7_0,,,,,", [f"{FILE}:2 value: “7_0” is not a number. {NUMBERS_ONLY}"]),
    "a power of ten": ("2024-25 Q1,W01,7e1,,,,,", [f"{FILE}:2 value: “7e1” is not a number. {NUMBERS_ONLY}"]),
    "not a number, in the machine's words": (
        "2024-25 Q1,W01,NaN,,,,,", [f"{FILE}:2 value: “NaN” is not a number. {NUMBERS_ONLY}"],
    ),
    "a digit of another script": (
        "2024-25 Q1,W01,７0,,,,,", [f"{FILE}:2 value: “７0” is not a number. {NUMBERS_ONLY}"],
    ),
    "more than the unit can be": (
        "2024-25 Q1,W01,100.1,,,,,",
        [f"{FILE}:2 value: 100.1 is above 100, the most it can be. Correct it, or maximum in kpi.yml."],
    ),
    "less than the unit can be": (
        "2024-25 Q1,W01,-0.1,,,,,",
        [f"{FILE}:2 value: -0.1 is below 0, the least it can be. Correct it, or minimum in kpi.yml."],
    ),
    "nothing, and no reason": (
        "2024-25 Q1,W01,,,,,,",
        [f"{FILE}:2 value: there is no figure, and no mark to say why. Add a figure, or a mark such as x."],
    ),
    "nothing, with a mark that is no reason": (
        "2024-25 Q1,W01,,,,p,,",
        [f"{FILE}:2 value: there is no figure, and no mark to say why. Add a figure, or a mark such as x."],
    ),
    "a figure that is marked as confidential": (
        "2024-25 Q1,W01,3,3,40,c,,",
        [f"{FILE}:2 value: a figure is given, and the mark c says that it is not."
         " Empty value and numerator, or take the mark away."],
    ),
    "an unknown mark": (
        "2024-25 Q1,W01,70,,,q,,",
        [f"{FILE}:2 marks: “q” is not a known mark. Choose from: c, x, z, p, r, e, f, b, low."],
    ),
    "an area in another case": (
        "2024-25 Q1,w01,70,,,,,",
        [f"{FILE}:2 area: “w01” is not an area that organisation.yml names. Did you mean “W01”?"],
    ),
    "no area": (
        "2024-25 Q1,,70,,,,,",
        [f"{FILE}:2 area: “” is not an area that organisation.yml names. Choose one of: W01, W02, W03, W04, W05, N01."],
    ),
    "a month, in a quarterly KPI": (
        "2024-06,W01,70,,,,,", [f"{FILE}:2 period: “2024-06” is not a quarter; write it like 2025-26 Q1."],
    ),
    "a year, in a quarterly KPI": (
        "2024-25,W01,70,,,,,", [f"{FILE}:2 period: “2024-25” is not a quarter; write it like 2025-26 Q1."],
    ),
    "a fifth quarter": (
        "2024-25 Q5,W01,70,,,,,", [f"{FILE}:2 period: “2024-25 Q5” is not a quarter; write it like 2025-26 Q1."],
    ),
    "no period": (",W01,70,,,,,", [f"{FILE}:2 period: “” is not a quarter; write it like 2025-26 Q1."]),
    "a vintage that is no quarter": (
        "2024-25 Q1,W01,70,,,,August 2024,",
        [f"{FILE}:2 reported_in: “August 2024” is not a quarter; write it like 2025-26 Q1."],
    ),
    "a cell too few": (
        "2024-25 Q1,W01,70,,,,",
        [f"{FILE}:2: this row has 7 cells, but the heading has 8."
         " Look for a missing or extra comma, or put the text in quotation marks."],
    ),
    "a comma in a note": (
        "2024-25 Q1,W01,70,,,,,Snow, and ice",
        [f"{FILE}:2: this row has 9 cells, but the heading has 8."
         " Look for a missing or extra comma, or put the text in quotation marks."],
    ),
    "a quotation mark that never closes": (
        '2024-25 Q1,W01,70,,,,,"Snow',
        [f"{FILE}:2: this line is not valid CSV: unexpected end of data. Look for a stray quotation mark here."],
    ),
    "several mistakes in one row": (
        "2024-25 Q1,W09,7O,,,q,,",
        [f"{FILE}:2 area: “W09” is not an area that organisation.yml names. Did you mean “W05”?",
         f"{FILE}:2 marks: “q” is not a known mark. Choose from: c, x, z, p, r, e, f, b, low.",
         f"{FILE}:2 value: “7O” is not a number. {NUMBERS_ONLY}"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("row", "told"), ROWS.values(), ids=ROWS)
def test_a_mistake_in_a_row_is_told_with_its_line_and_remedy(workspace: Workspace, row: str, told: list[str]) -> None:
    workspace.edit(FILE, FIRST, row)
    assert workspace.problems() == told


HEADINGS = {
    "a misspelt column": (
        ",denominator,", ",denominater,", [":1 denominater: unknown column. Did you mean “denominator”?"],
    ),
    "an unknown column": (",note\n", ",note,author\n", [f":1 author: unknown column. Choose one of: {COLUMNS}."]),
    "a missing column": (
        ",reported_in,note", ",note", [f":1 reported_in: this column is missing. The columns are: {COLUMNS}."],
    ),
    "a repeated column": (
        ",note\n", ",note,note\n", [":1 note: the column is given twice. Keep one of them."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), HEADINGS.values(), ids=HEADINGS)
def test_a_mistake_in_the_heading_is_told_once_and_not_of_each_row(
    workspace: Workspace, old: str, new: str, told: list[str]
) -> None:
    workspace.edit(FILE, old, new)
    assert workspace.problems() == [f"{FILE}{each}" for each in told]


def test_two_figures_for_the_same_area_period_and_vintage_are_told(workspace: Workspace) -> None:
    workspace.edit(FILE, FIRST, f"{FIRST}\n2024-25 Q1,W01,71,,,,,")
    assert workspace.problems() == [
        f"{FILE}:3 period: W01 already has a figure for Q1 2024/25, known on 2024-07-30."
        " Remove one of the two, or say in reported_in when the later one became known."
    ]


def test_a_revision_in_a_later_quarter_is_no_duplicate(workspace: Workspace) -> None:
    workspace.edit(FILE, FIRST, f"{FIRST}\n2024-25 Q1,W01,71,,,r,2024-25 Q2,")
    assert workspace.problems() == []


def test_a_figure_needs_its_quarter_or_a_publication_lag(workspace: Workspace) -> None:
    lag = "publication_lag:\n  months: 1\n  because: Records are closed in a month.\n"
    workspace.edit("data/kpis/visits-on-time/kpi.yml", lag, "")
    workspace.figures("visits-on-time", "2024-25 Q1,W01,70,,,,2024-25 Q1", "2024-25 Q2,W01,72")
    assert workspace.problems() == [
        f"{FILE}:3 reported_in: nothing says when this figure became known."
        " Give the quarter here, or a publication_lag in kpi.yml."
    ]


def test_the_least_and_the_most_that_a_percentage_can_be_are_allowed(workspace: Workspace) -> None:
    workspace.edit(FILE, FIRST, "2024-25 Q1,W01,0,,,,,\n2024-25 Q1,W02,100,,,,,")
    assert workspace.problems() == []


def test_figures_may_go_beyond_a_hundred_per_cent_when_the_kpi_says_so(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/kpi.yml", "decimals: 1", "decimals: 1\nmaximum: 120")
    workspace.edit(FILE, FIRST, "2024-25 Q1,W01,120,,,,,")
    assert workspace.problems() == []


def test_blank_lines_are_skipped_and_a_note_may_have_several_lines(workspace: Workspace) -> None:
    workspace.edit(FILE, FIRST, '\n2024-25 Q1,W01,70,,,,,"Snow,\nthen ice"\n\n2024-25 Q1,W02,oops,,,,,')
    assert workspace.problems() == [f"{FILE}:6 value: “oops” is not a number. {NUMBERS_ONLY}"]


def test_an_empty_file_is_told_with_the_heading_it_should_have(workspace: Workspace) -> None:
    workspace.figures("visits-on-time")
    workspace.edit(FILE, COLUMNS.replace(" ", "") + "\n", "")
    assert workspace.problems() == [
        f"{FILE}:1: this file is empty. Its first line should be: {COLUMNS.replace(' ', '')}"
    ]


def test_a_live_kpi_without_figures_is_told(workspace: Workspace) -> None:
    (workspace.root / FILE).unlink()
    assert workspace.problems() == [f"{FILE}: this file is missing. Add it, or put its name right."]


def test_a_file_in_another_encoding_is_told(workspace: Workspace) -> None:
    path = workspace.write(FILE, "")
    path.write_bytes(
        "period,area,value,numerator,denominator,marks,reported_in,note\n2024-25 Q1,W01,70,,,,,£\n".encode("cp1252")
    )
    assert f"{FILE}: this file is not UTF-8 text. Save it again as UTF-8." in workspace.problems()


def test_the_byte_order_mark_that_a_spreadsheet_writes_is_no_problem(workspace: Workspace) -> None:
    workspace.edit(FILE, "period,area", "\ufeffperiod,area")
    assert workspace.problems() == []
