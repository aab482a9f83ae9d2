"""Read what came back: Excel workbooks and CSV files, also the messy ones, into rows of cells under known headings."""

from __future__ import annotations

import csv
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import did_you_mean
from helpers.store.parse import Findings
from helpers.store.returns.columns import COLUMNS, REQUIRED, Column, column_named
from helpers.store.table import csv_in_words

if TYPE_CHECKING:
    from openpyxl.cell import Cell as ExcelCell
    from openpyxl.cell import MergedCell

EXCEL = (".xlsx", ".xlsm")
TEXT = (".csv", ".txt", ".tsv")
LARGEST = 50_000_000  # bytes, unpacked
HEADING_WITHIN = 25  # rows
OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also a workbook with a password
HEADINGS = ", ".join(column.heading for column in COLUMNS if column.name in REQUIRED)
FIX_HEADINGS = f"Send the file back with the headings it had: {HEADINGS} and the others."


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; `percent` when Excel shows the number with a percent sign, and 0.785 means 78.5%."""

    value: str | int | float | date | None
    percent: bool = False
    formula: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


BLANK = Cell(None)


@dataclass(frozen=True)
class ReturnRow:
    """One row of a return. `path` names the file and, in a workbook, the sheet; `line` is the row as people count it.

    `semicolons`: the file's columns are separated by semicolons, so that a comma may stand for a decimal point.
    """

    path: Path
    line: int
    cells: dict[str, Cell]
    semicolons: bool = False

    def __getitem__(self, column: str) -> Cell:
        return self.cells.get(column, BLANK)


Line = tuple[int, list[Cell]]


def read_return(path: Path, content: bytes, findings: Findings, notes: list[str]) -> list[ReturnRow]:
    """The rows of one file that are not blank. Faults are findings; what was left out on purpose is a note."""
    if path.name.startswith("~$"):
        fix = "Close the workbook in Excel, and name the workbook itself."
        findings.add(path, 0, "", "this is not a return: Excel keeps it while the workbook is open.", fix)
    elif not content:
        findings.add(path, 0, "", "this file is empty.", "Ask for it again.")
    elif path.suffix.lower() in EXCEL:
        return _excel(path, content, findings, notes)
    elif path.suffix.lower() in TEXT:
        return _csv(path, content, findings, notes)
    else:
        fix = "In Excel, save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”."
        message = f"“{path.suffix}” files are not read." if path.suffix else "the file's name has no ending like .xlsx."
        findings.add(path, 0, "", message, fix)
    return []


def _excel(path: Path, content: bytes, findings: Findings, notes: list[str]) -> list[ReturnRow]:
    """The rows of every sheet that has the headings, whatever the sheet is called."""
    sheets = _sheets(path, content, findings)
    found = {place: _headed(lines) for place, lines in sheets.items()}
    if sheets and not any(found.values()):
        findings.add(path, 0, "", f"no sheet has the headings {HEADINGS}.", FIX_HEADINGS)
    return [row for place, lines in found.items() if lines for row in _rows(place, lines, False, findings, notes)]


def _sheets(path: Path, content: bytes, findings: Findings) -> dict[Path, list[Line]]:
    fault = _unfit(content)
    if fault:
        findings.add(path, 0, "", *fault)
        return {}
    try:
        return {path.with_name(f"{path.name}, sheet {title}"): lines for title, lines in _lines(content)}
    except Exception:  # openpyxl raises what it meets: KeyError, ValueError, ParseError and more
        findings.add(path, 0, "", *_UNREADABLE)
        return {}


def _lines(content: bytes) -> Iterator[tuple[str, list[Line]]]:
    """The title of each sheet and its lines, as far as they are in the file: a stray cell far below adds one line."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():  # of drop-downs and styles that are of no use here
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(content), read_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a file says of its own size is not always true
            rows = enumerate(sheet.iter_rows(), start=1)
            lines = [(line, [_cell(cell) for cell in cells]) for line, cells in rows if cells]
            yield sheet.title.replace("/", "-"), lines


_UNREADABLE = ("this is not an Excel workbook that can be read.", "Open it in Excel and save it as a new .xlsx file.")


def _unfit(content: bytes) -> tuple[str, str] | None:
    """Why the bytes are not opened at all, and what to do."""
    if content.startswith(OLD_EXCEL):
        fix = "Take the password off and save it as “Excel Workbook (.xlsx)”."
        return "this workbook has a password, or is of an old kind of Excel.", fix
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, NotImplementedError):  # the second is zipfile's word for a version that it cannot read
        return _UNREADABLE
    return ("this workbook is too large.", "Send the sheet “Return” alone.") if size > LARGEST else None


def _cell(cell: ExcelCell | MergedCell) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return Cell(str(getattr(value, "text", value)), formula=True)  # a formula over several cells is an object
    if isinstance(value, datetime):
        value = value.date()
    shown_as_percent = "%" in (cell.number_format or "") and isinstance(value, int | float)
    return Cell(value if isinstance(value, str | int | float | date | None) else str(value), percent=shown_as_percent)


def _csv(path: Path, content: bytes, findings: Findings, notes: list[str]) -> list[ReturnRow]:
    text = _decoded(content)
    if text is None:
        findings.add(path, 0, "", "this file is not text that can be read.", "In Excel, save it as “CSV UTF-8”.")
        return []
    for mark in (",", ";", "\t"):
        lines, fault = _split(text, mark)
        headed = _headed(lines)
        if headed and fault:
            line, error = fault
            findings.add(path, line, "", *csv_in_words(error))
        if headed:
            return list(_rows(path, headed, mark == ";", findings, notes))
    findings.add(path, 0, "", f"no row has the headings {HEADINGS}.", FIX_HEADINGS)
    return []


def _decoded(content: bytes) -> str | None:
    """The text, in UTF-8 or UTF-16 or, when it can be neither, as Windows writes it in western Europe."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _split(text: str, mark: str) -> tuple[list[Line], tuple[int, csv.Error] | None]:
    """The lines with their cells, each with the number of the line on which it begins; and the first fault."""
    lines: list[Line] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    begins = 1
    try:
        for cells in reader:
            lines.append((begins, [Cell(cell.strip(), formula=cell.lstrip().startswith("=")) for cell in cells]))
            begins = reader.line_num + 1
    except csv.Error as error:
        return lines, (begins, error)
    return lines, None


def _headed(lines: Sequence[Line]) -> list[Line]:
    """The lines from the one with the headings on; none when there is no such line near the top."""
    for place, (_, cells) in enumerate(lines[:HEADING_WITHIN]):
        names = {column.name for cell in cells if (column := _column(cell))}
        if names.issuperset(REQUIRED):
            return list(lines[place:])
    return []


def _column(cell: Cell) -> Column | None:
    return column_named(cell.value) if isinstance(cell.value, str) and not cell.formula else None


def _rows(
    path: Path, lines: Sequence[Line], semicolons: bool, findings: Findings, notes: list[str]
) -> Iterator[ReturnRow]:
    (heading_line, heading), *body = lines
    names = [column.name if (column := _column(cell)) else "" for cell in heading]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        findings.add(path, heading_line, name, "the column is given twice.", "Keep one of them.")
    notes += _left_out(findings.shown(path), heading, body)
    for line, cells in body:
        known = {name: cell for name, cell in zip(names, cells, strict=False) if name and not cell.blank}
        beyond = [cell for cell in cells[len(names) :] if not cell.blank]
        if beyond:
            message = f"this row has cells beyond the last heading: “{beyond[0].value}”."
            findings.add(path, line, "", message, "Look for an extra comma, or put the text in quotation marks.")
        if known:
            yield ReturnRow(path, line, known, semicolons)


def _left_out(shown: str, heading: Sequence[Cell], body: Sequence[Line]) -> Iterator[str]:
    """A note on each column that is not of the return and that something stands in."""
    for place, cell in enumerate(heading):
        filled = any(place < len(cells) and not cells[place].blank for _, cells in body)
        if filled and not _column(cell):
            said = "A column without a heading" if cell.blank else f"The column “{cell.value}”"
            near = did_you_mean(str(cell.value or ""), [column.heading for column in COLUMNS])
            hint = f" {near}" if near.startswith("Did") else ""
            yield f"{shown}: {said[0].lower()}{said[1:]} is not part of the return and was left out.{hint}"
