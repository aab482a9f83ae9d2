"""The workbook that a supplier fills in: a sheet to fill in, one with instructions, and the lists behind drop-downs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from helpers.model.calendar import QuarterPlan
from helpers.model.kpi import Kpi, Unit
from helpers.model.organisation import Organisation
from helpers.model.periods import uk_date
from helpers.model.target import Target
from helpers.store.returns.columns import COLUMNS, Column
from helpers.store.returns.due import Due
from helpers.store.returns.marks import CHOICES

LANGUAGE = "en-GB"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can tell
HEADING = PatternFill("solid", fgColor="1F3864")
PRINTED = PatternFill("solid", fgColor="F2F2F2")
THIN = Side(style="thin", color="7F7F7F")
WRAPPED = Alignment(wrap_text=True, vertical="top")
MOST_DIGITS = Decimal(10) ** 15  # more than this a spreadsheet does not keep
SPARE = 5  # rows left open for corrections
OPEN_IN_SPARE = ("kpi", "period", "area")
Content = str | float | None


class Form:
    """One supplier's workbook for one quarter."""

    def __init__(self, organisation: Organisation, plan: QuarterPlan, supplier: str, rows: Sequence[Due]) -> None:
        self.organisation, self.plan, self.supplier, self.rows = organisation, plan, supplier, rows

    def content(self) -> bytes:
        """The bytes of the .xlsx file: the same for the same figures, whenever it is made."""
        book = Workbook()
        self._return(book.worksheets[0])
        self._instructions(book.create_sheet("Instructions"))
        self._lists(book.create_sheet("Lists"))
        for sheet in book.worksheets:
            _protect(sheet)
        self._describe(book)
        stream = BytesIO()
        book.save(stream)
        return _dateless(stream.getvalue(), self._day())

    def _day(self) -> datetime:
        return datetime.combine(self.plan.data_cut_off, time())

    def _describe(self, book: Workbook) -> None:
        about = book.properties
        about.title = f"{self.plan.quarter}: return for {self.supplier}"
        about.subject = f"Figures due in {self.plan.quarter}"
        about.creator = about.lastModifiedBy = self.organisation.author
        about.language, about.created = LANGUAGE, self._day()

    def _return(self, sheet: Worksheet) -> None:
        sheet.title = "Return"
        for place, column in enumerate(COLUMNS, start=1):
            _heading(_cell(sheet, 1, place), column.heading)
            sheet.column_dimensions[get_column_letter(place)].width = column.width
        for line, row in enumerate([*self.rows, *[None] * SPARE], start=2):
            printed = _printed(row) if row else {}
            for place, column in enumerate(COLUMNS, start=1):
                _fill(_cell(sheet, line, place), column, row, printed)
        last = 1 + len(self.rows) + SPARE
        self._validate(sheet, last)
        sheet.freeze_panes = "C2"
        _name_table(sheet, "Figures", len(COLUMNS), last)
        _print_across(sheet)

    def _validate(self, sheet: Worksheet, last: int) -> None:
        for line, row in enumerate(self.rows, start=2):
            _add_rule(sheet, "value", line, line, _number_between(*row.kpi.bounds))
        marks = DataValidation("list", formula1=f"Lists!$A$2:$A${1 + len(CHOICES)}", allow_blank=True)
        marks.error = "Choose from the list. To give two marks, write their letters with a space between."
        marks.errorStyle = "warning"
        _add_rule(sheet, "numerator", 2, last, _number_between(None, None))
        _add_rule(sheet, "denominator", 2, last, _number_between(Decimal(0), None))
        _add_rule(sheet, "marks", 2, last, marks)
        _add_rule(sheet, "action due", 2, last, _a_day())

    def _by_when(self) -> str:
        due, cut_off = uk_date(self.plan.returns_by), uk_date(self.plan.data_cut_off)
        later = "" if due == cut_off else f", and figures that are not out by then by {cut_off}"
        return f"Please send this file back by {due}{later}. Later figures are reported in the next quarter."

    def _instructions(self, sheet: Worksheet) -> None:
        quarter = self.plan.quarter
        _two_columns(sheet, "Instructions", [
            ("What this is", f"The figures that {self.organisation.name} needs from {self.supplier} for {quarter}."),
            ("By when", self._by_when()),
            ("Whom to ask", f"{self.organisation.author}, {self.organisation.name}."),
            ("How", "On the sheet “Return” fill in the white cells. The grey cells are printed for you and locked."),
            ("No figure", "Leave the value empty and choose a mark that says why, for example “not available”."),
            ("Small numbers", "When a number is so small that someone could be known by it, leave it empty and choose"
             " the mark for suppressed."),
            ("Corrections", f"To correct a figure that you gave before, use one of the {SPARE} empty rows at the end:"
             " copy its KPI id and period there, and give the right figure and, under Note, the reason."),
            ("Formulas", "Please paste values: a cell with a formula is not accepted."),
            *((column.heading, column.help) for column in COLUMNS),
        ], "Topic", "What to do")  # fmt: skip

    def _lists(self, sheet: Worksheet) -> None:
        _two_columns(sheet, "Marks", [(words, f"{mark}") for words, mark in CHOICES.items()], "Mark", "Letter")


def _printed(row: Due) -> dict[str, Content]:
    """What we print in a row."""
    kpi, last = row.kpi, row.last
    marks = " ".join(f"[{mark}]" for mark in last.marks) if last else ""
    return {
        "kpi": kpi.id,
        "name": kpi.name,
        "period": row.period.text if row.period else None,
        "area": row.area,
        "unit": _unit(kpi),
        "last value": None if last is None else marks if last.value is None else last.value,
        "last period": last.period.text if last else None,
        "target": _target(row.target),
    }


def _unit(kpi: Kpi) -> str:
    return {Unit.PERCENT: "%", Unit.POUNDS: "£"}.get(kpi.unit, kpi.unit_label or "number")


def _target(target: Target | None) -> Content:
    if target is None:
        return None
    return float(target.target) if target.target is not None else f"{target.lower} to {target.upper}"


def _fill(cell: Cell, column: Column, row: Due | None, printed: dict[str, Content]) -> None:
    open_to_all = column.filled or _is_open(column, row)
    cell.alignment = WRAPPED
    cell.border = Border(THIN, THIN, THIN, THIN)
    cell.protection = Protection(locked=not open_to_all)
    cell.number_format = _format(column, row)
    if not open_to_all:
        cell.fill = PRINTED
    content = printed.get(column.name)
    if isinstance(content, str):
        _write_text(cell, content)
    elif content is not None:
        cell.value = content


def _is_open(column: Column, row: Due | None) -> bool:
    """Whether a cell that we usually print is the supplier's to fill in."""
    return column.name in OPEN_IN_SPARE if row is None else column.name == "period" and row.period is None


def _format(column: Column, row: Due | None) -> str:
    if column.name in ("value", "last value", "target"):
        return "General" if row is None else "#,##0" + ("." + "0" * row.kpi.decimals if row.kpi.decimals else "")
    return {"numerator": "General", "denominator": "General", "action due": "dd/mm/yyyy"}.get(column.name, "@")


def _cell(sheet: Worksheet, line: int, place: int) -> Cell:
    cell = sheet.cell(line, place)
    assert isinstance(cell, Cell)  # nothing is merged
    return cell


def _add_rule(sheet: Worksheet, name: str, first: int, last: int, rule: DataValidation) -> None:
    letter = get_column_letter(1 + [column.name for column in COLUMNS].index(name))
    rule.showErrorMessage, rule.errorTitle = True, name.capitalize()
    sheet.add_data_validation(rule)
    rule.add(f"{letter}{first}:{letter}{last}")


def _write_text(cell: Cell, text: str) -> None:
    """Text stays text: what looks like a formula is never run, not even after someone edits the cell."""
    cell.value = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text)
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@", "'")


def _heading(cell: Cell, text: str) -> None:
    _write_text(cell, text)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = HEADING
    cell.alignment = WRAPPED


WIDTHS = (44, 90)  # of the two columns, in letters
LINE = 15.0  # points


def _two_columns(sheet: Worksheet, table: str, rows: Sequence[tuple[str, str]], *headings: str) -> None:
    for place, (heading, width) in enumerate(zip(headings, WIDTHS, strict=True), start=1):
        _heading(_cell(sheet, 1, place), heading)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for line, row in enumerate(rows, start=2):
        for place, text in enumerate(row, start=1):
            _write_text(_cell(sheet, line, place), text)
            _cell(sheet, line, place).alignment = WRAPPED
        lines = max(ceil(1.15 * len(text) / width) for text, width in zip(row, WIDTHS, strict=True))
        sheet.row_dimensions[line].height = LINE * lines
    sheet.freeze_panes = "A2"
    _name_table(sheet, table, 2, 1 + len(rows))
    _print_across(sheet)


def _name_table(sheet: Worksheet, name: str, width: int, height: int) -> None:
    table = Table(displayName=name, ref=f"A1:{get_column_letter(width)}{height}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1")
    sheet.add_table(table)


def _print_across(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _protect(sheet: Worksheet) -> None:
    """Lock what is printed, without a password; widening columns, taller rows and filters stay allowed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False


def _number_between(low: Decimal | None, high: Decimal | None) -> DataValidation:
    least, most = -MOST_DIGITS if low is None else low, MOST_DIGITS if high is None else high
    rule = DataValidation("decimal", operator="between", formula1=f"{least:f}", formula2=f"{most:f}", allow_blank=True)
    bounds = (("at least", low), ("at most", high))
    told = " and ".join(f"{word} {bound:f}" for word, bound in bounds if bound is not None)
    rule.error = "Write a number in digits" + (f", {told}." if told else ".")
    return rule


def _a_day() -> DataValidation:
    long_ago = (date(2000, 1, 1) - date(1899, 12, 30)).days
    rule = DataValidation("date", operator="greaterThan", formula1=str(long_ago), allow_blank=True)
    rule.error = "Write a date, for example 30/09/2025."
    return rule


def _dateless(content: bytes, day: datetime) -> bytes:
    """The same file with every time in it fixed, so that the same figures give the same bytes."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                modified = rb"(<dcterms:modified[^>]*>)[^<]*"
                part = re.sub(modified, rb"\g<1>" + f"{day:%Y-%m-%dT%H:%M:%SZ}".encode(), part)
            new.writestr(zipfile.ZipInfo(name, FIRST_DAY), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
