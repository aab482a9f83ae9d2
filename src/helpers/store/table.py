"""CSV files into rows of text, each with its line, with headings checked."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from helpers.errors import did_you_mean
from helpers.model.record import ISO_DATE, Record
from helpers.store.parse import Findings, faults_in_words, read_text

R = TypeVar("R", bound=Record)

FORMULA = ("=", "+", "-", "@")  # what a spreadsheet takes the beginning of a formula to be
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
CSV_IN_WORDS = {
    "unexpected end of data": (
        "a quotation mark is opened on this line and never closed.", "Close it, or take it out."),
    "expected after": (
        "text follows a quotation mark that closes.", "Take the quotation marks out, or double those within the text."),
    "field larger than": ("a cell is too long to be read.", "Look for a quotation mark that is never closed."),
}  # fmt: skip
MOST_DIGITS = 15
BEYOND = Decimal(10) ** MOST_DIGITS


@dataclass(frozen=True)
class Row:
    """One line of a table: its cells by column, and where it stands."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def read_table(path: Path, columns: Sequence[str], findings: Findings) -> list[Row]:
    """The rows of a CSV file that has exactly these columns, in any order; blank lines are skipped.

    An unknown, missing or repeated heading and a row with too many or too few cells are findings.
    """
    text = read_text(path, findings)
    return [] if text is None else rows_of(path, text, columns, findings)


def rows_of(path: Path, text: str, columns: Sequence[str], findings: Findings) -> list[Row]:
    """The rows of a CSV file that holds this text, as `read_table` gives them."""
    if not text.strip():
        findings.add(path, 1, "", "this file is empty.", f"Its first line should be: {','.join(columns)}")
    first = text.partition("\n")[0]
    if ";" in first and "," not in first:
        fix = "In Excel, save it as CSV (comma delimited); elsewhere replace the semicolons by commas."
        findings.add(path, 1, "", "the columns are separated by semicolons, not commas.", fix)
        return []
    lines = list(_lines(path, text, findings))
    if not lines or not _heading_is_right(path, lines[0][1], columns, findings):
        return []
    (_, heading), *body = lines
    rows = [_row(path, line, heading, cells, findings) for line, cells in body]
    return [row for row in rows if row is not None]


def read_records(kind: type[R], path: Path, columns: Sequence[str], findings: Findings) -> list[R]:
    """The rows of a CSV file as records with a `line`, a blank cell as a field not given; none when there is no file.

    A row that is no such record is a finding for each fault.
    """
    rows = read_table(path, columns, findings) if path.exists() else []
    given = [(row, {column: cell for column, cell in row.cells.items() if cell}) for row in rows]
    return [record for row, cells in given if (record := row_record(kind, row, cells, findings)) is not None]


def check_order(path: Path, column: str, days: Sequence[tuple[int, date]], findings: Findings) -> None:
    """Lines are in the order of their days, so that nothing is added that changes an earlier report."""
    for (_, before), (line, day) in pairwise(days):
        if day < before:
            message = f"{day} is before the day of the line above ({before})."
            findings.add(path, line, column, message, "Give the day on which it was recorded, and add it at the end.")


def to_number(row: Row, column: str, findings: Findings) -> Decimal | None:
    """The cell as a number, or None when it is blank; a finding when it is neither."""
    text = row[column]
    if not text:
        return None
    if NUMBER.fullmatch(text) and abs(Decimal(text)) < BEYOND:
        return Decimal(text)
    if NUMBER.fullmatch(text):
        message = f"“{text}” has more than {MOST_DIGITS} digits before the decimal point."
        findings.add(row.path, row.line, column, message, "Look for figures run together.")
        return None
    fix = "Write digits only: no commas, spaces, % or £; leave the cell empty when there is no figure."
    findings.add(row.path, row.line, column, f"“{text}” is not a number.", fix)
    return None


def to_date(row: Row, column: str, findings: Findings) -> date | None:
    """The cell as a day; None, and a finding, when it is none."""
    text = row[column]
    try:
        return date.fromisoformat(text if ISO_DATE.fullmatch(text) else "")
    except ValueError:
        findings.add(row.path, row.line, column, f"“{text}” is not a date.", "Write it like 2025-06-30.")
        return None


def row_record(kind: type[R], row: Row, values: Mapping[str, object], findings: Findings) -> R | None:
    """These values of a row as a record that knows its line; None, and a finding for each fault, if they do not fit."""
    try:
        return kind.model_validate({**values, "line": row.line})
    except ValidationError as error:
        for field, message, fix in faults_in_words(error, kind):
            findings.add(row.path, row.line, field, message, fix)
        return None


def check_repeats(named: Sequence[tuple[Row, str]], field: str, findings: Findings) -> None:
    """Note every row that is named as an earlier one is: neither would be the latest."""
    first: dict[str, int] = {}
    for row, name in named:
        if name in first:
            message = f"{name} is on record already, on line {first[name]}."
            findings.add(row.path, row.line, field, message, "Give a correction a later date of its own.")
        first.setdefault(name, row.line)


def _lines(path: Path, text: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not blank: the number of the line on which it begins, and its cells."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, [cell.strip() for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as error:
        findings.add(path, begins, "", *csv_in_words(error))


def csv_in_words(error: csv.Error) -> tuple[str, str]:
    """What is wrong with a line of a CSV file: message and fix."""
    known = next((words for part, words in CSV_IN_WORDS.items() if part in str(error)), None)
    return known or (f"this line is not valid CSV: {error}.", "Look for a stray quotation mark here.")


def _heading_is_right(path: Path, heading: list[str], columns: Sequence[str], findings: Findings) -> bool:
    if not set(heading) & set(columns):
        findings.add(path, 1, "", "this line is not the heading.", f"It should be: {','.join(columns)}")
        return False
    bare = [number for number, name in enumerate(heading, start=1) if not name]
    for number in bare:
        findings.add(path, 1, "", f"column {number} has no heading.", "Take the column out.")
    heading = [name for name in heading if name]
    unknown = [name for name in heading if name not in columns]
    missing = [name for name in columns if name not in heading]
    repeated = sorted({name for name in heading if heading.count(name) > 1})
    for name in unknown:
        findings.add(path, 1, name, "unknown column.", did_you_mean(name, missing or columns))
    for name in repeated:
        findings.add(path, 1, name, "the column is given twice.", "Keep one of them.")
    for name in missing if not unknown else []:
        findings.add(path, 1, name, "this column is missing.", f"The columns are: {', '.join(columns)}.")
    return not (bare or unknown or missing or repeated)


def _row(path: Path, line: int, heading: list[str], cells: list[str], findings: Findings) -> Row | None:
    if len(cells) != len(heading):
        message = f"this row has {len(cells)} cells, but the heading has {len(heading)}."
        findings.add(path, line, "", message, "Look for a missing or extra comma, or put the text in quotation marks.")
        return None
    return Row(path, line, dict(zip(heading, cells, strict=True)))


def with_rows(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """The text of a CSV file with these rows at its end, in the order of its headings; `columns` head a new file."""
    before = path.read_bytes().decode("utf-8") if path.exists() else ",".join(columns) + "\n"
    order = next(csv.reader(StringIO(before.lstrip("\ufeff").lstrip())))
    return as_lines(before, [[row[name.strip()] for name in order] for row in rows])


def as_lines(before: str, rows: Iterable[Iterable[str]]) -> str:
    """The text of a CSV file with these rows at its end, with the line ends that it has."""
    ends = "\r\n" if "\r\n" in before else "\n"
    stream = StringIO()
    csv.writer(stream, lineterminator=ends).writerows(rows)
    return before + (ends if before and not before.endswith("\n") else "") + stream.getvalue()


def check_words(row: Row, columns: Iterable[str], findings: Findings) -> None:
    """A finding for each of these cells that a spreadsheet would take for a formula."""
    for column in columns:
        if row[column].startswith(FORMULA):
            message = f"it begins with “{row[column][0]}”, like a formula."
            findings.add(row.path, row.line, column, message, "Begin it with a word.")
