"""Returns as suppliers send them back, made in a line or two."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO, StringIO

from openpyxl import Workbook

HEADING = (
    "KPI id", "Period", "Area", "Value", "Numerator", "Denominator", "Marks", "Note", "Commentary", "Cause", "Action",
    "Action owner", "Action due",
)  # fmt: skip
Value = str | int | float | bool | date | None


def row(kpi: str = "visits-on-time", period: Value = "2025-26 Q1", area: Value = "W01", **filled: Value) -> list[Value]:
    """One row of a return; `action_owner="Head of Care"` fills the cell under Action owner."""
    cells = {"kpi_id": kpi, "period": period, "area": area, **filled}
    names = [heading.lower().replace(" ", "_") for heading in HEADING]
    assert set(cells) <= set(names)
    return [cells.get(name) for name in names]


def as_csv(
    *rows: Sequence[Value],
    heading: Sequence[Value] = HEADING,
    mark: str = ",",
    encoding: str = "utf-8",
    above: Sequence[Sequence[Value]] = (),
) -> bytes:
    """The rows as a CSV file."""
    stream = StringIO()
    csv.writer(stream, delimiter=mark).writerows([*above, heading, *rows])
    return stream.getvalue().encode(encoding)


def as_excel(
    *rows: Sequence[Value],
    heading: Sequence[Value] = HEADING,
    sheet: str = "Return",
    above: Sequence[Sequence[Value]] = (),
    merged: Sequence[str] = (),
    formats: Mapping[str, str] | None = None,
) -> bytes:
    """The rows as a workbook; `merged` are ranges, and `formats` are number formats by cell."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for cells in [*above, heading, *rows]:
        page.append(list(cells))
    for range in merged:
        page.merge_cells(range)
    for place, number_format in (formats or {}).items():
        page[place].number_format = number_format
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
