"""Reported figures of one KPI: a vintage for each area, period and day on which one became known."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from helpers.errors import did_you_mean
from helpers.model.kpi import Kpi
from helpers.model.observation import Mark, Reading, Vintage
from helpers.model.periods import Period, Quarter, add_months, parse_period
from helpers.store.corrections import FILE, apply_corrections, read_corrections
from helpers.store.first_reported import CutOff, first_reported
from helpers.store.parse import Findings
from helpers.store.table import Row, read_table, to_number

COLUMNS = ("period", "area", "value", "numerator", "denominator", "marks", "reported_in", "note")
UNDATED = "nothing says when this figure became known."
NEVER_GIVEN = (Mark.CONFIDENTIAL, Mark.NOT_AVAILABLE, Mark.NOT_APPLICABLE)
WITHOUT_VALUE = {*NEVER_GIVEN, Mark.LOW}
MARKS = {mark.value: mark for mark in Mark}


def read_observations(
    path: Path,
    kpi: Kpi,
    areas: Collection[str],
    cut_off: CutOff,
    findings: Findings,
    correction: Row | None = None,
) -> tuple[Vintage, ...]:
    """Read the KPI's figures as supplied and as corrected: a corrected figure is a further vintage of the one supplied.

    They are in the order of the file, and corrected ones after them. A row becomes known on the cut-off of the quarter
    it is `reported_in` or, when it has none, by the KPI's publication lag; a row with neither is a finding.
    `correction` is read as if it stood at the end of the file of corrections. Corrections are held against figures only
    when these are sound.
    """
    before = len(findings.problems)
    reader = _Reader(kpi, areas, cut_off, findings)
    figures = [figure for row in read_table(path, COLUMNS, findings) if (figure := reader.read(row))]
    _tell_once(before, findings)
    _check_duplicates(figures, path, findings)
    sound = len(findings.problems) == before
    corrections = read_corrections(path.with_name(FILE), kpi, areas, findings, correction)
    if sound:
        figures = apply_corrections(figures, corrections, path.with_name(FILE), cut_off, findings)
    return tuple(figures)


def check_row(row: Row, kpi: Kpi, areas: Collection[str], cut_off: CutOff, findings: Findings) -> None:
    """Find what is wrong with one row, wherever it comes from."""
    _Reader(kpi, areas, cut_off, findings).read(row)


def _tell_once(before: int, findings: Findings) -> None:
    """Leave the first of the rows that nothing dates: one publication_lag in kpi.yml puts them all right."""
    found = findings.problems[before:]
    undated = [each for each in found if each.message == UNDATED]
    if len(undated) > 1:
        told = replace(undated[0], message=f"{UNDATED} The same is true of {len(undated) - 1} more in this file.")
        kept = [each for each in found if each.message != UNDATED or each == undated[0]]
        findings.problems[before:] = [told if each == undated[0] else each for each in kept]


class _Reader:
    """Reads the rows of one KPI, noting whatever is wrong with them."""

    def __init__(self, kpi: Kpi, areas: Collection[str], cut_off: CutOff, findings: Findings) -> None:
        self.kpi, self.areas, self.cut_off, self.findings = kpi, areas, cut_off, findings
        self.first_in = cache(lambda day: first_reported(day, cut_off))

    def read(self, row: Row) -> Vintage | None:
        """The row as a figure; None, and a finding for each fault, when something is wrong with it."""
        before = len(self.findings.problems)
        period, marks = self.period(row), self.marks(row)
        value, above, below = (
            to_number(row, column, self.findings) for column in ("value", "numerator", "denominator")
        )
        known_on = self.known_on(row, period) if period else None
        self.check_area(row)
        self.check_value(row, value, marks, before)
        self.check_withheld(row, marks)
        if len(self.findings.problems) > before or period is None or known_on is None:
            return None
        reading = Reading(period, _float(value), _float(above), _float(below), marks, row["note"], row.line)
        return Vintage(row["area"], known_on, self.first_in(known_on), reading)

    def problem(self, row: Row, column: str, message: str, fix: str = "") -> None:
        self.findings.add(row.path, row.line, column, message, fix)

    def period(self, row: Row) -> Period | None:
        try:
            return parse_period(row["period"], self.kpi.frequency)
        except ValueError as error:
            self.problem(row, "period", str(error))
            return None

    def marks(self, row: Row) -> tuple[Mark, ...]:
        words = row["marks"].split()
        for word in words:
            if word not in MARKS:
                self.problem(row, "marks", f"“{word}” is not a known mark.", f"Choose from: {', '.join(MARKS)}.")
        return tuple(MARKS[word] for word in words if word in MARKS)

    def known_on(self, row: Row, period: Period) -> date | None:
        text, lag = row["reported_in"], self.kpi.publication_lag
        if text:
            try:
                return self.cut_off(Quarter.parse(text))
            except ValueError as error:
                self.problem(row, "reported_in", str(error))
        elif lag is None:
            self.problem(row, "reported_in", UNDATED, "Give the quarter here, or a publication_lag in kpi.yml.")
        else:
            return _known_after(period, lag.months)
        return None

    def check_area(self, row: Row) -> None:
        if row["area"] not in self.areas:
            given = row["area"]
            message = f"“{given}” is not an area that organisation.yml names." if given else "the area is missing."
            self.problem(row, "area", message, did_you_mean(row["area"], self.areas))

    def check_value(self, row: Row, value: Decimal | None, marks: tuple[Mark, ...], before: int) -> None:
        low, high = self.kpi.bounds
        fault, fix = "", ""
        if value is None and len(self.findings.problems) == before and not set(marks) & WITHOUT_VALUE:
            fault, fix = "there is no figure, and no mark to say why.", "Add a figure, or a mark such as x."
        elif value is not None and low is not None and value < low:
            fault, fix = f"{value} is below {low}, the least it can be.", "Correct it, or minimum in kpi.yml."
        elif value is not None and high is not None and value > high:
            fault, fix = f"{value} is above {high}, the most it can be.", "Correct it, or maximum in kpi.yml."
        if fault:
            self.problem(row, "value", fault, fix)

    def check_withheld(self, row: Row, marks: tuple[Mark, ...]) -> None:
        """A figure that is marked as not given must not be in the file: it would be published."""
        given = [column for column in ("value", "numerator") if row[column]] if marks else []
        for mark in [mark for mark in NEVER_GIVEN if mark in marks and given]:
            fix = f"Empty {' and '.join(given)}, or take the mark away."
            self.problem(row, given[0], f"a figure is given, and the mark {mark.value} says that it is not.", fix)


@cache
def _known_after(period: Period, months: int) -> date:
    """The day on which a figure of the period is known; a file has many areas of each."""
    return add_months(period.end, months)


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _check_duplicates(figures: Iterable[Vintage], path: Path, findings: Findings) -> None:
    first: dict[tuple[str, Period, date], int] = {}
    for each in figures:
        period, line = each.reading.period, each.reading.line
        seen = first.setdefault((each.area, period, each.known_on), line)
        if seen != line:
            message = f"{each.area} already has a figure for {period} on line {seen}, known on {each.known_on}."
            fix = "Remove one of the two, or say in reported_in when the later one became known."
            findings.add(path, line, "period", message, fix)
