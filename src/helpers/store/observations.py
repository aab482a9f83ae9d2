"""Reported figures of one KPI, as one tidy table: a row for each area, period and vintage."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import did_you_mean
from helpers.model.kpi import Kpi
from helpers.model.observation import Mark
from helpers.model.periods import Period, Quarter, add_months, parse_period
from helpers.store.corrections import FILE, apply_corrections, read_corrections
from helpers.store.first_reported import first_reported
from helpers.store.parse import Findings
from helpers.store.table import Row, read_table, to_number

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("period", "area", "value", "numerator", "denominator", "marks", "reported_in", "note")
FIELDS = ("kpi", "area", "period", "value", "numerator", "denominator", "marks", "known_on", "note", "line")
ADDED = ("corrections", "reported_in")
UNDATED = "nothing says when this figure became known."
NEVER_GIVEN = (Mark.CONFIDENTIAL, Mark.NOT_AVAILABLE, Mark.NOT_APPLICABLE)
WITHOUT_VALUE = {*NEVER_GIVEN, Mark.LOW}
MARKS = {mark.value: mark for mark in Mark}


def read_observations(
    path: Path,
    kpi: Kpi,
    areas: Collection[str],
    cut_off: Callable[[Quarter], date],
    findings: Findings,
    correction: Row | None = None,
) -> pd.DataFrame:
    """Read the KPI's figures as supplied and as corrected: a corrected figure is a further vintage of the one supplied.

    Columns: kpi, area, period (Period), value, numerator, denominator (float, NaN when blank), marks (tuple of Mark),
    known_on (date on which the figure became known), note, line, corrections (tuple of Correction), reported_in (the
    Quarter whose packs have it first). A row becomes known on the cut-off of the quarter it is `reported_in` or, when
    it has none, by the KPI's publication lag; a row with neither is a finding. `correction` is read as if it stood at
    the end of the file of corrections. Corrections are held against figures only when these are sound.
    """
    before = len(findings.problems)
    rows = [read_row(row, kpi, areas, cut_off, findings) for row in read_table(path, COLUMNS, findings)]
    frame = _frame([row for row in rows if row is not None])
    _tell_once(before, findings)
    _check_duplicates(frame, path, findings)
    sound = len(findings.problems) == before
    corrections = read_corrections(path.with_name(FILE), kpi, areas, findings, correction)
    if sound:
        frame = apply_corrections(frame, corrections, path.with_name(FILE), cut_off, findings)
    return _with_quarters(frame, cut_off)


def read_row(
    row: Row, kpi: Kpi, areas: Collection[str], cut_off: Callable[[Quarter], date], findings: Findings
) -> tuple[object, ...] | None:
    """One row as the values of FIELDS; None, and a finding for each fault, when something is wrong with it."""
    return _Reader(row, kpi, areas, cut_off, findings).read()


def none() -> pd.DataFrame:
    """The table of a KPI that has no figures yet."""
    return _frame([])


def _tell_once(before: int, findings: Findings) -> None:
    """Leave the first of the rows that nothing dates: one publication_lag in kpi.yml puts them all right."""
    found = findings.problems[before:]
    undated = [each for each in found if each.message == UNDATED]
    if len(undated) > 1:
        told = replace(undated[0], message=f"{UNDATED} The same is true of {len(undated) - 1} more in this file.")
        kept = [each for each in found if each.message != UNDATED or each == undated[0]]
        findings.problems[before:] = [told if each == undated[0] else each for each in kept]


def _with_quarters(frame: pd.DataFrame, cut_off: Callable[[Quarter], date]) -> pd.DataFrame:
    quarters = {day: first_reported(day, cut_off) for day in frame["known_on"].unique()}
    return frame.assign(reported_in=frame["known_on"].map(quarters))


def _frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame([(*row, (), None) for row in rows], columns=[*FIELDS, *ADDED])
    return frame if rows else frame.astype({"value": float, "numerator": float, "denominator": float})


class _Reader:
    """Reads one row, noting whatever is wrong with it."""

    def __init__(
        self,
        row: Row,
        kpi: Kpi,
        areas: Collection[str],
        cut_off: Callable[[Quarter], date],
        findings: Findings,
    ) -> None:
        self.row, self.kpi, self.areas, self.cut_off, self.findings = row, kpi, areas, cut_off, findings

    def read(self) -> tuple[object, ...] | None:
        before = len(self.findings.problems)
        period, marks = self.period(), self.marks()
        value, numerator, denominator = (
            to_number(self.row, column, self.findings) for column in ("value", "numerator", "denominator")
        )
        known_on = self.known_on(period) if period else None
        self.check_area()
        self.check_value(value, marks, before)
        self.check_withheld(marks)
        if len(self.findings.problems) > before:
            return None
        return (
            self.kpi.id, self.row["area"], period, *(_float(n) for n in (value, numerator, denominator)),
            marks, known_on, self.row["note"], self.row.line,
        )  # fmt: skip

    def problem(self, column: str, message: str, fix: str = "") -> None:
        self.findings.add(self.row.path, self.row.line, column, message, fix)

    def period(self) -> Period | None:
        try:
            return parse_period(self.row["period"], self.kpi.frequency)
        except ValueError as error:
            self.problem("period", str(error))
            return None

    def marks(self) -> tuple[Mark, ...]:
        words = self.row["marks"].split()
        for word in words:
            if word not in MARKS:
                self.problem("marks", f"“{word}” is not a known mark.", f"Choose from: {', '.join(MARKS)}.")
        return tuple(MARKS[word] for word in words if word in MARKS)

    def known_on(self, period: Period) -> date | None:
        text, lag = self.row["reported_in"], self.kpi.publication_lag
        if text:
            try:
                return self.cut_off(Quarter.parse(text))
            except ValueError as error:
                self.problem("reported_in", str(error))
        elif lag is None:
            self.problem("reported_in", UNDATED, "Give the quarter here, or a publication_lag in kpi.yml.")
        else:
            return _known_after(period, lag.months)
        return None

    def check_area(self) -> None:
        if self.row["area"] not in self.areas:
            given = self.row["area"]
            message = f"“{given}” is not an area that organisation.yml names." if given else "the area is missing."
            self.problem("area", message, did_you_mean(self.row["area"], self.areas))

    def check_value(self, value: Decimal | None, marks: tuple[Mark, ...], before: int) -> None:
        low, high = self.kpi.bounds
        if value is None and len(self.findings.problems) == before and not set(marks) & WITHOUT_VALUE:
            self.problem("value", "there is no figure, and no mark to say why.", "Add a figure, or a mark such as x.")
        elif value is not None and low is not None and value < low:
            self.problem("value", f"{value} is below {low}, the least it can be.", "Correct it, or minimum in kpi.yml.")
        elif value is not None and high is not None and value > high:
            self.problem("value", f"{value} is above {high}, the most it can be.", "Correct it, or maximum in kpi.yml.")

    def check_withheld(self, marks: tuple[Mark, ...]) -> None:
        """A figure that is marked as not given must not be in the file: it would be published."""
        given = [column for column in ("value", "numerator") if self.row[column]] if marks else []
        for mark in [mark for mark in NEVER_GIVEN if mark in marks and given]:
            fix = f"Empty {' and '.join(given)}, or take the mark away."
            self.problem(given[0], f"a figure is given, and the mark {mark.value} says that it is not.", fix)


@cache
def _known_after(period: Period, months: int) -> date:
    """The day on which a figure of the period is known; a file has many areas of each."""
    return add_months(period.end, months)


def _float(number: Decimal | None) -> float:
    return nan if number is None else float(number)


def _check_duplicates(frame: pd.DataFrame, path: Path, findings: Findings) -> None:
    first: dict[tuple[object, ...], int] = {}
    for *key, line in zip(*(frame[each].tolist() for each in ("area", "period", "known_on", "line")), strict=True):
        seen = first.setdefault(tuple(key), line)
        if seen != line:
            message = f"{key[0]} already has a figure for {key[1]} on line {seen}, known on {key[2]}."
            fix = "Remove one of the two, or say in reported_in when the later one became known."
            findings.add(path, line, "period", message, fix)
