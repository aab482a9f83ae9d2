"""Cells as suppliers fill them in, into the plain text of `data/`: numbers, periods, days, marks and words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from helpers.model.kpi import Kpi, Unit
from helpers.model.periods import FIRST_YEAR, LAST_YEAR, MONTHS, Frequency, Period, financial_year, parse_period
from helpers.store.parse import Findings, unprintable
from helpers.store.returns.marks import IN_SHORT, read_marks
from helpers.store.returns.read import Cell, ReturnRow
from helpers.store.table import NUMBER

SERIAL = re.compile(r"[1-9]\d{4}(\.0+)?", re.ASCII)  # a day as Excel counts it: 1927 to 2173
DAY_ONE = date(1899, 12, 30)
GROUPED = re.compile(r"[-+]?\d{1,3}([, ])\d{3}(\1\d{3})*(\.\d+)?", re.ASCII)
DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d{1,2}", re.ASCII)
DAY = re.compile(r"(\d{1,2})[ ./-](\d{1,2}|[A-Za-z]{3,9})[ ./-](\d{4})", re.ASCII)
MONTH = re.compile(r"([A-Za-z]{3,9})[ -/]*(\d{4}|\d{2})", re.ASCII)
LONG_YEARS = re.compile(r"(\d{4})[-/]\d{2}(\d{2})", re.ASCII)
EXCEL_ERROR = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)")
NO_FIGURE = "Write digits only; when there is no figure, leave the cell empty and choose a mark."
LIKE_A_FORMULA = ("=", "+", "-", "@")


class Cells:
    """The cells of one row of a return, read for one KPI; what is wrong with them becomes findings."""

    def __init__(self, row: ReturnRow, kpi: Kpi, findings: Findings) -> None:
        self.row, self.kpi, self.findings = row, kpi, findings

    def problem(self, column: str, message: str, fix: str = "") -> str:
        """Note a problem; returns the empty text that then stands for the cell."""
        self.findings.add(self.row.path, self.row.line, column, message, fix)
        return ""

    def number(self, column: str) -> str:
        """A number in digits; percent signs, pound signs and thousands separators are understood."""
        return self._read(column, self._number)

    def period(self) -> str:
        """The period in the form used in `data/`; dates, and days as Excel counts them, are understood."""
        return self._read("period", self._period)

    def day(self, column: str) -> str:
        """A day, like 2025-09-30."""
        return self._read(column, self._day)

    def marks(self) -> str:
        """The letters of the marks, with spaces between."""
        return self._read("marks", self._marks)

    def note(self) -> str:
        """One line of words, which a spreadsheet cannot take for a formula."""
        text = " ".join(self.words("note").split())
        if text.startswith(LIKE_A_FORMULA):
            return self.problem("note", f"it begins with “{text[0]}”, like a formula.", "Begin it with a word.")
        return text

    def words(self, column: str) -> str:
        """Words as they were written, with plain line ends."""
        return self._read(column, self._words)

    def _read(self, column: str, as_text: Callable[[str, Cell], str]) -> str:
        cell = self.row[column]
        if cell.blank:
            return ""
        if cell.formula:
            return self.problem(column, f"the cell holds a formula ({cell.value}).", "Paste its value instead.")
        if isinstance(cell.value, str) and EXCEL_ERROR.fullmatch(cell.value.strip()):
            return self.problem(column, f"the cell holds the error {cell.value}.", "Put the figure right, or empty it.")
        return as_text(column, cell)

    def _words(self, column: str, cell: Cell) -> str:
        text = "\n".join(str(cell.value).strip().splitlines())
        fault = unprintable(text)
        if fault:
            return self.problem(column, f"it has a character that cannot be shown ({fault}).", "Type the words again.")
        return text

    def _number(self, column: str, cell: Cell) -> str:
        if isinstance(cell.value, bool | date):
            return self.problem(column, f"“{_shown(cell)}” is not a number.", NO_FIGURE)
        if isinstance(cell.value, int | float):
            number = Decimal(f"{cell.value:.15g}")
            return self._percentage(column, _plain(number * 100)) if cell.percent else _plain(number)
        text = _tidy(str(cell.value))
        if text.endswith("%"):
            return self._percentage(column, self._digits(column, text[:-1].rstrip(), str(cell.value)))
        if self.kpi.unit is Unit.POUNDS and column == "value":
            text = text.replace("£", "", 1).strip()
        return self._digits(column, text, str(cell.value))

    def _percentage(self, column: str, digits: str) -> str:
        if digits and (column != "value" or self.kpi.unit is not Unit.PERCENT):
            what = "The KPI is not a percentage" if column == "value" else f"A {column} is a count"
            return self.problem(column, f"{digits}% is given. {what}.", "Write the number without the percent sign.")
        return digits

    def _digits(self, column: str, text: str, given: str) -> str:
        grouped = GROUPED.fullmatch(text)
        if grouped and grouped[1] == "," and self.row.semicolons:
            message = f"“{given}” may be read in two ways: in this file a comma may stand for a decimal point."
            return self.problem(column, message, "Write it without the comma, or with a point for decimals.")
        digits = text.replace(grouped[1], "") if grouped else text
        if NUMBER.fullmatch(digits):
            return _plain(Decimal(digits))
        fix = "Write the decimals after a point, not a comma." if DECIMAL_COMMA.fullmatch(text) else NO_FIGURE
        return self.problem(column, f"“{given}” is not a number.", fix)

    def _period(self, column: str, cell: Cell) -> str:
        text, day = _shown(cell), _as_day(cell)
        around = _around(day, self.kpi.frequency) if day else _month_named(text, self.kpi.frequency)
        try:
            return around or parse_period(LONG_YEARS.sub(r"\1-\2", text), self.kpi.frequency).text
        except ValueError as error:
            return self.problem(column, str(error))

    def _day(self, column: str, cell: Cell) -> str:
        day = _as_day(cell)
        if day is None:
            return self.problem(column, f"“{_shown(cell)}” is not a date.", "Write it like 30/09/2025.")
        return day.isoformat()

    def _marks(self, column: str, cell: Cell) -> str:
        marks = read_marks(str(cell.value))
        if marks is None:
            return self.problem(column, f"“{cell.value}” is not a known mark.", f"Choose from: {'; '.join(IN_SHORT)}.")
        return " ".join(marks)


def _shown(cell: Cell) -> str:
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return cell.value.isoformat() if isinstance(cell.value, date) else _tidy(str(cell.value))


def _tidy(text: str) -> str:
    """Without spaces around, the apostrophe that keeps text as text, and odd spaces and minus signs."""
    for odd in "\u00a0\u2009\u202f":
        text = text.replace(odd, " ")
    for unseen in "\u200b\ufeff":
        text = text.replace(unseen, "")
    return text.replace("−", "-").strip().removeprefix("'").strip()


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _as_day(cell: Cell) -> date | None:
    """The day that a cell means: a date, its serial number, or a date in words or digits, the day first."""
    if isinstance(cell.value, date):
        return cell.value
    text = _shown(cell)
    if SERIAL.fullmatch(text):
        return DAY_ONE + timedelta(days=int(float(text)))
    parts = DAY.fullmatch(text)
    try:
        if parts:
            return date(int(parts[3]), _month_number(parts[2]), int(parts[1]))
        return datetime.fromisoformat(text).date() if len(text) >= len("2025-09-30") else None
    except ValueError:
        return None


def _month_number(text: str) -> int:
    """Raises ValueError when it is not a month."""
    return int(text) if text.isdecimal() else MONTHS.index(text[:3].capitalize()) + 1


def _month_named(text: str, frequency: Frequency) -> str:
    """A month in words, like June 2025 or Jun-25, in the form used in `data/`; empty when it is not one."""
    parts = MONTH.fullmatch(text) if frequency is Frequency.MONTH else None
    if parts is None or parts[1][:3].capitalize() not in MONTHS:
        return ""
    year = int(parts[2]) if len(parts[2]) == len("2025") else 2000 + int(parts[2])
    return f"{year}-{_month_number(parts[1]):02d}"


def _around(day: date, frequency: Frequency) -> str:
    """The period that a day stands for; empty for a frequency of which a day does not say the period.

    Empty too for a day so early or late that its year does not end.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return ""
    year = financial_year(day)
    quarter = f"{year.text} Q{(day.month - 4) % 12 // 3 + 1}"
    forms = {
        Frequency.MONTH: f"{day:%Y-%m}",
        Frequency.QUARTER: quarter,
        Frequency.FINANCIAL_YEAR: year.text,
        Frequency.ACADEMIC_YEAR: _academic_year(day).text,
        Frequency.CALENDAR_YEAR: f"{day.year}",
        Frequency.SNAPSHOT: day.isoformat(),
    }
    return forms.get(frequency, "")


def _academic_year(day: date) -> Period:
    first = day.year if day.month >= 9 else day.year - 1
    return parse_period(f"{first}-{(first + 1) % 100:02d}", Frequency.ACADEMIC_YEAR)
