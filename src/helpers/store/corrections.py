"""Corrections of supplied figures, as data: what a figure should have been, without anybody editing what was supplied.

A correction holds good for one figure as it stood: `expect` is the guard that it has not become another since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from pydantic import ValidationError

from helpers.errors import did_you_mean
from helpers.model.correction import Correction, Part
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading, Vintage
from helpers.model.periods import LIKELY_YEARS, Period, parse_period, uk_date
from helpers.store.first_reported import CutOff, first_reported
from helpers.store.parse import Findings, faults_in_words
from helpers.store.table import Row, check_words, read_table, to_number

FILE = "corrections.csv"
COLUMNS = ("period", "area", "field", "expect", "correct", "reason", "corrected_by", "corrected_on")
WORDS = ("area", "field", "reason", "corrected_by", "corrected_on")


def read_corrections(
    path: Path, kpi: Kpi, areas: Collection[str], findings: Findings, added: Row | None = None
) -> list[Correction]:
    """The corrections of a KPI's figures, in the order of the file, with `added` after them; none without a file."""
    rows = read_table(path, COLUMNS, findings) if path.exists() else []
    rows += [added] if added else []
    read = [correction for row in rows if (correction := _correction(row, kpi, areas, findings))]
    return list(_given_once(read, path, findings))


def apply_corrections(
    figures: Sequence[Vintage], corrections: Sequence[Correction], path: Path, cut_off: CutOff, findings: Findings
) -> list[Vintage]:
    """The figures of one KPI with a further vintage for each that was corrected, known from the day of its correction.

    Corrections of one figure on one day make one vintage; a later one corrects what the earlier ones have made of it.
    What a correction cannot be held against, or does not find as it expects, is a finding.
    """
    vintages = list(figures)
    for _, together in groupby(sorted(corrections, key=_figure_and_day), key=_figure_and_day):
        vintages += _Figure(tuple(together), path, cut_off, findings).corrected(vintages)
    return vintages


def _figure_and_day(correction: Correction) -> tuple[date, str, str]:
    return correction.corrected_on, correction.period.text, correction.area


@dataclass(frozen=True)
class _Figure:
    """One figure that was corrected on one day, with its corrections."""

    corrections: tuple[Correction, ...]
    path: Path
    cut_off: CutOff
    findings: Findings

    def corrected(self, vintages: Sequence[Vintage]) -> Iterator[Vintage]:
        """The vintage that the corrections make; none, and a finding for each fault, when they do not fit."""
        first = self.corrections[0]
        held = [each for each in vintages if (each.area, each.reading.period) == (first.area, first.period)]
        stood = self.in_force(sorted(held, key=lambda each: each.known_on))
        meant = next((each for each in stood if all(_fits(each.reading, c) for c in self.corrections)), None)
        if meant:
            yield self.put_right(meant)
        for correction in () if meant else self.corrections:
            message, fix = _unmatched(stood[-1].reading, correction) if stood else _missing(held, correction)
            if message:
                self.findings.add(self.path, correction.line, "expect" if stood else "period", message, fix)

    def in_force(self, held: Sequence[Vintage]) -> list[Vintage]:
        """What the correction can be about: the figure known on its day, and those first reported together with it."""
        day = self.corrections[0].corrected_on
        last = self.cut_off(first_reported(day, self.cut_off))
        known = [each for each in held if each.known_on <= day]
        return known[-1:] + [each for each in held if day < each.known_on <= last]

    def put_right(self, meant: Vintage) -> Vintage:
        """The same figure with the right numbers, and with the reasons in its note."""
        right = {correction.field.value: float(correction.correct) for correction in self.corrections}
        reasons = dict.fromkeys(correction.reason for correction in self.corrections)
        note = "; ".join(filter(None, [meant.reading.note, *reasons]))
        made = (*meant.reading.corrections, *self.corrections)
        known_on = max(meant.known_on, self.corrections[0].corrected_on)
        reading = replace(meant.reading, **right, note=note, corrections=made)  # type: ignore[arg-type]
        return replace(meant, known_on=known_on, reported_in=first_reported(known_on, self.cut_off), reading=reading)


def _fits(reading: Reading, correction: Correction) -> bool:
    return bool(getattr(reading, correction.field) == float(correction.expect))


def _missing(held: Sequence[Vintage], correction: Correction) -> tuple[str, str]:
    figure = f"the figure of {correction.area} for {correction.period}"
    if held:
        known_on = uk_date(min(each.known_on for each in held))
        return f"{figure} only became known on {known_on}, after this correction.", "Put corrected_on right."
    return f"there is no such figure: {figure} is not in observations.csv.", "Put period or area right."


def _unmatched(reading: Reading, correction: Correction) -> tuple[str, str]:
    """What to say of a figure that is not what the correction expects; nothing when it is."""
    found: float | None = getattr(reading, correction.field)
    if _fits(reading, correction):
        return "", ""
    if found is None:
        message = f"the figure on line {reading.line} of observations.csv has no {correction.field}."
        return message, "A correction puts a number right; what was never supplied comes as a new row with reported_in."
    message = f"expects {correction.expect}, but the figure is {plain_number(found)}"
    if found == float(correction.correct):
        return f"{message}: it has been put right at its source.", "Take this correction away."
    return f"{message} (line {reading.line} of observations.csv).", "Put expect right, or take this correction away."


def plain_number(number: float) -> str:
    """A number as people write it: every digit, no exponent, no idle zero."""
    return f"{Decimal(repr(number)).normalize():f}"


def _correction(row: Row, kpi: Kpi, areas: Collection[str], findings: Findings) -> Correction | None:
    """One line as a correction; None, and a finding for each fault, when something is wrong with it."""
    before = len(findings.problems)
    period = _period(row, kpi, findings)
    numbers = {column: to_number(row, column, findings) for column in ("expect", "correct") if row[column]}
    _check_area(row, areas, findings)
    check_words(row, ("reason", "corrected_by"), findings)
    told = {problem.field for problem in findings.problems[before:]}
    given = {"period": period, **numbers, **{column: row[column] for column in WORDS if row[column]}, "line": row.line}
    try:
        correction = Correction.model_validate(given)
    except ValidationError as error:
        for field, message, fix in faults_in_words(error, Correction):
            if field not in told:
                findings.add(row.path, row.line, field, message, fix)
        return None
    _check_correct(row, correction, kpi, findings)
    _check_year(row, correction, findings)
    return correction if len(findings.problems) == before else None


def _period(row: Row, kpi: Kpi, findings: Findings) -> Period | None:
    try:
        return parse_period(row["period"], kpi.frequency)
    except ValueError as error:
        findings.add(row.path, row.line, "period", str(error))
        return None


def _check_area(row: Row, areas: Collection[str], findings: Findings) -> None:
    if row["area"] and row["area"] not in areas:
        message = f"“{row['area']}” is not an area that organisation.yml names."
        findings.add(row.path, row.line, "area", message, did_you_mean(row["area"], areas))


def _check_year(row: Row, correction: Correction, findings: Findings) -> None:
    year = correction.corrected_on.year
    if year not in LIKELY_YEARS:
        findings.add(row.path, row.line, "corrected_on", f"{year} is not a likely year.", "Put the year right.")


def _check_correct(row: Row, correction: Correction, kpi: Kpi, findings: Findings) -> None:
    """The right number must be another than the wrong one and, where it is the value, one that the KPI can have."""
    low, high = kpi.bounds if correction.field is Part.VALUE else (None, None)
    right = correction.correct
    if right == correction.expect:
        message = f"expect and correct are both {right}, so nothing is corrected."
        findings.add(row.path, row.line, "correct", message, "Put one of them right, or take this correction away.")
    elif low is not None and right < low:
        message = f"{right} is below {low}, the least it can be."
        findings.add(row.path, row.line, "correct", message, "Put it right, or minimum in kpi.yml.")
    elif high is not None and right > high:
        message = f"{right} is above {high}, the most it can be."
        findings.add(row.path, row.line, "correct", message, "Put it right, or maximum in kpi.yml.")


def _given_once(corrections: Sequence[Correction], path: Path, findings: Findings) -> Iterator[Correction]:
    first: dict[tuple[Period, str, Part, date], Correction] = {}
    for each in corrections:
        seen = first.setdefault((each.period, each.area, each.field, each.corrected_on), each)
        if seen is each:
            yield each
            continue
        message = f"line {seen.line} corrects the {each.field} of {each.area} for {each.period} on the same day."
        findings.add(path, each.line, "field", message, "Keep one of the two, or give the later one its own day.")
