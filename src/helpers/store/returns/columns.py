"""The columns of a return: what stands in each, who fills it in, and by which headings it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column. `name` is what messages call it; `filled` by the supplier, or printed by us and locked.

    `width` is in characters, and `also` are other headings under which it is recognised.
    """

    name: str
    heading: str
    width: int
    filled: bool
    help: str
    also: tuple[str, ...] = ()


COLUMNS = (
    Column("kpi", "KPI id", 22, False, "How we know the indicator. It is printed for you.",
           ("kpi", "id", "indicator id", "indicator", "measure id")),
    Column("name", "Name", 34, False, "The indicator in words."),
    Column("period", "Period", 14, False, "The period that the figure is for.", ("reporting period",)),
    Column("area", "Area", 13, False, "The code of the area that the figure is for.", ("area code",)),
    Column("unit", "Unit", 16, False, "What the figure is counted in. Write 78.5 for 78.5%."),
    Column("last value", "Last value", 12, False, "The latest figure that we hold."),
    Column("last period", "Last period", 14, False, "The period of the latest figure that we hold."),
    Column("target", "Target", 12, False, "The target in force for the period."),
    Column("value", "Value", 12, True, "The figure, in digits. Leave it empty when there is none, and choose a mark."),
    Column("numerator", "Numerator", 12, True, "The count above the line, where the figure rests on counts."),
    Column("denominator", "Denominator", 13, True, "The count below the line."),
    Column("marks", "Marks", 30, True, "Choose one where it applies, for example when a figure is provisional.",
           ("mark",)),
    Column("note", "Note", 34, True, "What a reader must know about the figure. A revised figure must say why.",
           ("notes",)),
    Column("commentary", "Commentary", 44, True, "What the figure shows, in plain words; once for each indicator."),
    Column("cause", "Cause", 44, True, "Why performance is what it is."),
    Column("action", "Action", 44, True, "What is being done about it."),
    Column("action owner", "Action owner", 24, True, "Whose action it is: a post, not a person's name."),
    Column("action due", "Action due", 13, True, "The day by which it will be done, for example 30/09/2025."),
)  # fmt: skip
REQUIRED = ("kpi", "period", "value")
FIGURE = ("value", "numerator", "denominator", "marks", "note")
WORDS = ("commentary", "cause", "action", "action owner", "action due")


def column_named(heading: str) -> Column | None:
    """The column that a heading means, whatever its case, spaces and punctuation; None when it is none of ours."""
    return _NAMES.get(_bare(heading))


def _bare(heading: str) -> str:
    return re.sub(r"[\W_\d]+", " ", heading.casefold()).strip()


_NAMES = {_bare(name): column for column in COLUMNS for name in (column.name, column.heading, *column.also)}
