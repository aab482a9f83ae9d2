"""A KPI's targets, each with the period it is for and the day it was agreed."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

from pydantic import ValidationError

from helpers.model.kpi import Kpi
from helpers.model.periods import Frequency, Period, parse_period
from helpers.model.target import Target
from helpers.store.parse import Findings, faults_in_words
from helpers.store.table import Row, read_table, to_number

COLUMNS = ("period", "target", "lower", "upper", "basis", "rule", "agreed_by", "agreed_on")
WITHIN_A_YEAR = (Frequency.MONTH, Frequency.QUARTER)


def read_targets(path: Path, kpi: Kpi, findings: Findings) -> tuple[Target, ...]:
    """Read the KPI's targets; two that are in force for the same period at once are a finding."""
    rows = read_table(path, COLUMNS, findings)
    read = [(row, _target(row, kpi, findings)) for row in rows]
    targets = [(row, target) for row, target in read if target is not None]
    _check_overlaps(targets, findings)
    return tuple(target for _, target in targets)


def _target(row: Row, kpi: Kpi, findings: Findings) -> Target | None:
    before = len(findings.problems)
    period = _period(row, kpi, findings)
    numbers = {column: to_number(row, column, findings) for column in ("target", "lower", "upper")}
    words = {column: row[column] for column in ("basis", "rule", "agreed_by", "agreed_on") if row[column]}
    if len(findings.problems) > before:
        return None
    try:
        return Target.model_validate({"period": period, **numbers, **words, "line": row.line})
    except ValidationError as error:
        for field, message, fix in faults_in_words(error, Target):
            findings.add(row.path, row.line, field, message, fix)
        return None


def _period(row: Row, kpi: Kpi, findings: Findings) -> Period | None:
    try:
        return parse_period(row["period"], kpi.frequency)
    except ValueError as error:
        wrong = str(error)
    try:
        if kpi.frequency in WITHIN_A_YEAR:
            return parse_period(row["period"], Frequency.FINANCIAL_YEAR)
    except ValueError:
        pass
    whole_year = " A whole financial year, like 2024-25, is allowed too." if kpi.frequency in WITHIN_A_YEAR else ""
    findings.add(row.path, row.line, "period", f"the target's period does not exist: {wrong}{whole_year}")
    return None


def _check_overlaps(targets: list[tuple[Row, Target]], findings: Findings) -> None:
    for (first, one), (second, other) in combinations(targets, 2):
        if one.agreed_on == other.agreed_on and _overlap(one.period, other.period):
            message = f"this target overlaps the one on line {first.line}: both were agreed on {one.agreed_on}."
            findings.add(second.path, second.line, "period", message, "Keep one, or give the later one its own date.")


def _overlap(one: Period, other: Period) -> bool:
    return one == other or (one.frequency == other.frequency and not one.frequency.overlapping and one.covers(other))
