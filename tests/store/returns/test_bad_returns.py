"""What a person is told of a return when the corpus in `tests/fixtures/malformed/returns/` cannot hold the case."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula
from replies import HEADING, as_csv, as_excel, row

if TYPE_CHECKING:
    from conftest import HandIn, Workspace

    Captured = pytest.CaptureFixture[str]


def told(*problems: str) -> str:
    heading = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return "\n".join([f"{heading} to put right:", *(f"  {problem}" for problem in problems)]) + "\n"


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(**cells: object) -> bytes:
    """A workbook with one figure, and then these cells."""
    book = load_workbook(BytesIO(as_excel(row(value=78))))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    return saved(book)


def test_a_kpi_that_is_still_being_developed_is_told(asked: Workspace, hand_in: HandIn, capsys: Captured) -> None:
    before = asked.files()
    assert hand_in(**{"back.csv": as_csv(row("planned", value=78))}) == 1
    assert capsys.readouterr().err == told(
        "back.csv:2 kpi: figures of “planned” are not reported in 2025-26 Q1."
        " Take the row out, or see what was decided: packs register status."
    )
    assert asked.files() == before


def test_a_formula_over_several_cells_is_told_as_it_was_written(hand_in: HandIn, capsys: Captured) -> None:
    place = f"{'ABCDEFGHIJKLM'[HEADING.index('Value')]}2"
    assert hand_in(**{"back.xlsx": changed(**{place: ArrayFormula(place, "=SUM(A1:A2)")})}) == 1
    assert capsys.readouterr().err == told(
        "back.xlsx, sheet Return:2 value: the cell holds a formula (=SUM(A1:A2)). Paste its value instead."
    )


def test_a_stray_cell_far_away_costs_nothing(hand_in: HandIn, capsys: Captured) -> None:
    assert hand_in(**{"back.xlsx": changed(XFD1048576=" ")}) == 0
    assert "visits-on-time, Q1 2025/26, W01: 78" in capsys.readouterr().out


def test_a_workbook_without_sheets_of_cells_is_told(hand_in: HandIn, capsys: Captured) -> None:
    book = Workbook()
    book.create_chartsheet("Chart")
    book.remove(book.worksheets[0])
    assert hand_in(**{"back.xlsx": saved(book)}) == 1
    assert "back.xlsx: this is not an Excel workbook that can be read." in capsys.readouterr().err


def test_a_workbook_packed_by_a_later_kind_of_zip_is_told(hand_in: HandIn, capsys: Captured) -> None:
    entry = b"PK\x01\x02"  # of the list of parts; the version needed to unpack one stands two bytes on
    content = bytearray(as_excel(row(value=78)))
    content[content.index(entry) + 6] = 99
    assert hand_in(**{"back.xlsx": bytes(content)}) == 1
    assert "back.xlsx: this is not an Excel workbook that can be read." in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(asked: Workspace, capsys: Captured) -> None:
    assert asked.run("returns", "receive", str(asked.root / "inbox" / "back.csv")) == 1
    assert capsys.readouterr().err == told("inbox/back.csv: there is no such file. Check its name and folder.")


def test_a_folder_in_place_of_a_file_is_told(asked: Workspace, capsys: Captured) -> None:
    (asked.root / "inbox").mkdir()
    assert asked.run("returns", "receive", str(asked.root / "inbox")) == 1
    assert capsys.readouterr().err == told("inbox: this file cannot be read: Is a directory.")


def test_without_a_quarter_nothing_can_be_received_and_that_is_told(asked: Workspace, capsys: Captured) -> None:
    for path in (asked.root / "params" / "quarters").iterdir():
        path.unlink()
    assert asked.run("returns", "receive", "back.csv") == 1
    assert capsys.readouterr().err == told(
        'params/quarters: there is no quarter. Start one: packs new quarter "2025-26 Q1"'
    )
