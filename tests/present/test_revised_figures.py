"""What a committee is told of figures that were different in its last report: first page, table and key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.present.blocks import Block, Bullets, Heading, Paragraph, Table, plain
from helpers.present.sections import figures, key, revisions, summary

if TYPE_CHECKING:
    from conftest import Workspace

    from helpers.analysis.pack import Pack

ROWS = [f"2024-25 Q{number},W01,{value}" for number, value in enumerate((70, 72, 74, 76), start=1)]


def pack(bare: Workspace, *rows: str, **fields: object) -> Pack:
    """The pack for 2025-26 Q1 of one indicator with these rows after the usual ones."""
    bare.kpi("visits", comparators=["neighbours"], **fields)
    bare.figures("visits", *ROWS, "2024-25 Q4,W02,80", "2024-25 Q4,W03,81", *rows)
    bare.targets("visits", {"2024-25": "75"})
    return bare.pack()


def blocks(told: Pack) -> list[Block]:
    return list(revisions(told))


def rows(told: Pack) -> list[tuple[str, ...]]:
    (table,) = (block for block in revisions(told) if isinstance(block, Table))
    return [tuple(plain(cell.words) for cell in row) for row in table.rows]


def paragraphs(told: Pack) -> list[str]:
    return [plain(block.words) for block in revisions(told) if isinstance(block, Paragraph)]


def first_page(told: Pack) -> list[str]:
    bullets = [block for block in summary(told) if isinstance(block, Bullets)]
    return [plain(item) for block in bullets for item in block.items]


def test_when_nothing_was_revised_there_is_not_even_a_heading(bare: Workspace) -> None:
    told = pack(bare)
    assert (blocks(told), [line for line in first_page(told) if "revised" in line]) == ([], [])


def test_a_revised_figure_is_told_with_what_it_was_what_it_is_and_why(bare: Workspace) -> None:
    told = pack(bare, "2024-25 Q3,W01,66,,,,2025-26 Q1,late records came in.")
    assert rows(told) == [
        ("Care visits on time", "Q3 2024/25", "74.0%", "66.0% [r]",
         "Late records came in. Rated Amber before, Red now."),
    ]  # fmt: skip
    heading, table = blocks(told)
    assert isinstance(heading, Heading) and heading.markdown() == (
        "## Figures revised since the last report {#sec-revised-figures .unnumbered .unlisted}"
    )
    assert isinstance(table, Table) and table.caption == (
        "Figures that were different in the last report to the Care and Health Committee"
    )


def test_one_that_nobody_gave_a_reason_for_says_so(bare: Workspace) -> None:
    assert rows(pack(bare, "2024-25 Q3,W01,74.1,,,,2025-26 Q1"))[0][2:] == ("74.0%", "74.1% [r]", "No reason given.")


def test_a_correction_is_told_with_its_reason(bare: Workspace) -> None:
    pack(bare)
    bare.corrections("visits", "2024-25 Q4,W01,value,76,67,Digits exchanged,Data Analyst,2025-06-20")
    assert rows(bare.pack())[0][1:] == (
        "Q4 2024/25", "76.0%", "67.0% [r]", "Digits exchanged. Rated Green before, Red now.",
    )  # fmt: skip


def test_figures_that_would_print_alike_are_shown_with_the_decimals_that_tell_them_apart(bare: Workspace) -> None:
    assert rows(pack(bare, "2024-25 Q3,W01,74.01,,,,2025-26 Q1,Late"))[0][2:4] == ("74.00%", "74.01% [r]")


def test_where_only_the_counts_have_changed_they_are_shown(bare: Workspace) -> None:
    told = pack(bare, "2023-24 Q4,W01,75,45,60", "2023-24 Q4,W01,75,90,120,,2025-26 Q1,Counted twice a month")
    assert rows(told)[0][2:] == ("75.0% (45 of 60)", "75.0% [r] (90 of 120)", "Counted twice a month.")


def test_a_withdrawn_figure_is_shown_by_its_mark(bare: Workspace) -> None:
    told = pack(bare, "2024-25 Q3,W01,,,,x,2025-26 Q1,Records were lost")
    assert rows(told)[0][2:] == ("74.0%", "[x] [r]", "Records were lost.")


def test_text_in_a_reason_is_never_markup(bare: Workspace) -> None:
    told = pack(bare, "2024-25 Q3,W01,66,,,,2025-26 Q1,<b>Late</b> | [here](http://x.example)")
    section = revisions(told)
    assert "<b>" not in section.html() and "[here](" not in section.markdown()
    assert section.markdown().splitlines()[4].replace("\\|", "").count("|") == 6


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        (["2024-25 Q3"], "One figure has been revised since the last report."),
        (["2024-25 Q3", "2024-25 Q4"], "Two figures have been revised since the last report."),
    ],
)
def test_the_first_page_says_how_many_there_are(bare: Workspace, late: list[str], expected: str) -> None:
    told = pack(bare, *(f"{period},W01,60,,,,2025-26 Q1,Late" for period in late))
    assert [line for line in first_page(told) if "revised" in line] == [expected]


def test_comparators_are_counted_after_our_own(bare: Workspace) -> None:
    ours, theirs = "2024-25 Q3,W01,66,,,,2025-26 Q1,Late", "2024-25 Q4,W02,82,,,,2025-26 Q1"
    assert paragraphs(pack(bare, ours, theirs)) == [
        "Of the areas that we are compared with, 1 figure has been revised too."
    ]


def test_comparators_alone_are_counted_and_are_not_on_the_first_page(bare: Workspace) -> None:
    told = pack(bare, "2024-25 Q4,W02,82,,,,2025-26 Q1", "2024-25 Q4,W03,82,,,,2025-26 Q1")
    assert paragraphs(told) == [
        "None of our own figures has been revised. Of the areas that we are compared with, 2 figures have."
    ]
    assert [line for line in first_page(told) if "revised" in line] == []


def test_the_table_of_the_chart_shows_the_mark_and_the_note_and_the_key_explains_it(bare: Workspace) -> None:
    told = pack(bare, "2024-25 Q3,W01,66,,,,2025-26 Q1,Late")
    table = next(block for block in figures(told) if isinstance(block, Table))
    shown = {plain(row[0].words): (plain(row[1].words), plain(row[-1].words)) for row in table.rows}
    assert (shown["Q3 2024/25"], shown["Q4 2024/25"]) == (("66.0% [r]", "Late"), ("76.0%", ""))
    assert "Revised since it was first reported." in key(told).markdown()
    assert "Revised since it was first reported." not in key(bare.pack(quarter="2024-25 Q4")).markdown()


def test_the_key_explains_a_mark_that_stands_in_the_table_of_revisions_only(bare: Workspace) -> None:
    bare.edit("params/organisation.yml", "priorities:\n", "window: 4\npriorities:\n")
    told = pack(bare, "2025-26 Q1,W01,78", "2024-25 Q1,W01,60,,,e,2025-26 Q1,Late")
    assert [row[1] for row in rows(told)] == ["Q1 2024/25"]
    assert "Estimated." in key(told).markdown()
