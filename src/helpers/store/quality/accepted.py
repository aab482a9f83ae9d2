"""The record of what was accepted: `data/quality/accepted.csv`, a line for each finding that somebody answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from helpers.errors import did_you_mean
from helpers.model.kpi import Kpi
from helpers.model.periods import Frequency, Quarter, parse_period, uk_date
from helpers.model.quality import Acceptance, DataRule
from helpers.store.parse import Findings
from helpers.store.table import Row, read_table, to_date, with_rows

COLUMNS = ("quarter", "rule", "kpi", "period", "area", "figure", "reason", "accepted_by", "accepted_on")
NEEDED = ("rule", "kpi", "period", "figure", "reason", "accepted_by")


def accepted_path(root: Path) -> Path:
    """Where the record is."""
    return root / "data" / "quality" / "accepted.csv"


def read_accepted(
    root: Path, kpis: Mapping[str, Kpi], areas: Collection[str], findings: Findings
) -> tuple[Acceptance, ...]:
    """Everything that was ever accepted, in the order in which it was; nothing when there is no record yet.

    A line that names no rule, KPI, area or period that there is, gives no reason or name, or accepts again what an
    earlier one accepted, is a finding.
    """
    path = accepted_path(root)
    rows = read_table(path, COLUMNS, findings) if path.exists() else []
    read = [each for row in rows if (each := _acceptance(row, kpis, areas, findings))]
    _check_once(path, read, findings)
    return tuple(read)


def with_accepted(root: Path, acceptances: Iterable[Acceptance]) -> dict[Path, str]:
    """The record with these lines at its end."""
    path = accepted_path(root)
    return {path: with_rows(path, COLUMNS, map(_cells, acceptances))}


def _acceptance(row: Row, kpis: Mapping[str, Kpi], areas: Collection[str], findings: Findings) -> Acceptance | None:
    before = len(findings.problems)
    quarter, day = _quarter(row, findings), to_date(row, "accepted_on", findings)
    _check_known(row, "rule", [rule.value for rule in DataRule], findings)
    _check_known(row, "kpi", kpis, findings)
    _check_known(row, "area", areas, findings)
    _check_filled(row, findings)
    if row["kpi"] in kpis and row["period"]:
        _check_period(row, kpis[row["kpi"]], findings)
    if quarter and day and day < quarter.start:
        message = f"{uk_date(day)} is before {quarter} began: nothing had been found yet."
        findings.add(row.path, row.line, "accepted_on", message, "Put the day or the quarter right.")
    if quarter is None or day is None or len(findings.problems) > before:
        return None
    return Acceptance(
        quarter, DataRule(row["rule"]), row["kpi"], row["period"], row["area"], row["figure"],
        row["reason"], row["accepted_by"], day, row.line,
    )  # fmt: skip


def _quarter(row: Row, findings: Findings) -> Quarter | None:
    try:
        return Quarter.parse(row["quarter"])
    except ValueError as error:
        findings.add(row.path, row.line, "quarter", str(error))
        return None


def _check_known(row: Row, column: str, known: Collection[str], findings: Findings) -> None:
    if row[column] and row[column] not in known:
        message = f"there is no {'KPI' if column == 'kpi' else column} “{row[column]}”."
        findings.add(row.path, row.line, column, message, did_you_mean(row[column], known))


def _check_filled(row: Row, findings: Findings) -> None:
    for column in NEEDED:
        if not row[column]:
            findings.add(row.path, row.line, column, "this cell is empty.", "What is accepted needs all of these: "
                         f"{', '.join(NEEDED)}.")  # fmt: skip


def _check_period(row: Row, kpi: Kpi, findings: Findings) -> None:
    """The period is one of the KPI's or, for a target, a financial year."""
    try:
        parse_period(row["period"], kpi.frequency)
    except ValueError as error:
        try:
            parse_period(row["period"], Frequency.FINANCIAL_YEAR)
        except ValueError:
            findings.add(row.path, row.line, "period", str(error))


def _check_once(path: Path, acceptances: Iterable[Acceptance], findings: Findings) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for each in acceptances:
        first = seen.setdefault(each.of, each.line)
        if first != each.line:
            message = f"line {first} accepts the very same figure."
            findings.add(path, each.line, "figure", message, "Keep the first.")


def _cells(each: Acceptance) -> dict[str, str]:
    about = (str(each.quarter), each.rule.value, each.kpi, each.period, each.area, each.figure)
    answer = (each.reason, each.accepted_by, each.accepted_on.isoformat())
    return dict(zip(COLUMNS, (*about, *answer), strict=True))
