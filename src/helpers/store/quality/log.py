"""The log of quality assurance: `data/quality/<quarter>.csv`, a line for each time that a quarter was checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from helpers.model.periods import Quarter, uk_date
from helpers.model.quality import QaRecord, same_person
from helpers.store.parse import Findings
from helpers.store.quality.accepted import accepted_path
from helpers.store.table import Row, read_table, to_date, with_rows

COLUMNS = (
    "recorded_on", "analyst", "assurer", "checks", "checked_sha256", "findings", "accepted", "open", "outcome", "note",
)  # fmt: skip
WHOLE = re.compile(r"\d{1,9}", re.ASCII)
SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
COUNTED = ("findings", "accepted", "open")
AS_IT_WAS = "Put the line back as it was: packs quality record writes it."


def log_path(root: Path, quarter: Quarter) -> Path:
    """Where the log of a quarter is."""
    return root / "data" / "quality" / f"{quarter.id}.csv"


def read_log(root: Path, quarter: Quarter, findings: Findings) -> tuple[QaRecord, ...]:
    """The log of a quarter, in the order in which it was written; nothing when there is none yet.

    A line whose analyst and assurer are one person, whose counts and outcome do not agree, or whose day is before that
    of the line before, is a finding.
    """
    path = log_path(root, quarter)
    rows = read_table(path, COLUMNS, findings) if path.exists() else []
    read = tuple(each for row in rows if (each := _record(row, quarter, findings)))
    _check_order(path, read, findings)
    return read


def check_logs(root: Path, findings: Findings) -> None:
    """Read every quarter's log; a file that is none is a finding."""
    for path in sorted((root / "data" / "quality").glob("[!.]*")):
        quarter = _quarter_of(path)
        if quarter is not None:
            read_log(root, quarter, findings)
        elif path != accepted_path(root) and not path.name.startswith("~$"):  # a file that Excel has open
            findings.add(path, 0, "", "nothing reads this file.", "Name it like 2025-26-q1.csv, or take it away.")


def with_record(root: Path, quarter: Quarter, record: QaRecord) -> Mapping[Path, str]:
    """The quarter's log with this line at its end."""
    path = log_path(root, quarter)
    return {path: with_rows(path, COLUMNS, [_cells(record)])}


def _quarter_of(path: Path) -> Quarter | None:
    try:
        quarter = Quarter.parse(path.stem)
    except ValueError:
        return None
    return quarter if path.name == f"{quarter.id}.csv" else None


def _record(row: Row, quarter: Quarter, findings: Findings) -> QaRecord | None:
    before = len(findings.problems)
    day = _day(row, quarter, findings)
    found, accepted, still_open = (_count(row, column, findings) for column in COUNTED)
    _check_people(row, findings)
    _check_sum(row, findings)
    if day is None or len(findings.problems) > before:
        return None
    told = row["analyst"], row["assurer"], row["checks"], row["checked_sha256"]
    record = QaRecord(day, *told, found, accepted, still_open, row["note"], row.line)
    if record.findings != record.accepted + record.open:
        findings.add(row.path, row.line, "findings", "this is not what was accepted and what was open.", AS_IT_WAS)
    if row["outcome"] != record.outcome:
        message = f"with {record.open} open the outcome is “{record.outcome}”, not “{row['outcome']}”."
        findings.add(row.path, row.line, "outcome", message, AS_IT_WAS)
    return record if len(findings.problems) == before else None


def _day(row: Row, quarter: Quarter, findings: Findings) -> date | None:
    day = to_date(row, "recorded_on", findings)
    if day and day < quarter.start:
        message = f"{uk_date(day)} is before {quarter} began: there was nothing to check yet."
        findings.add(row.path, row.line, "recorded_on", message, "Put the day right.")
    return day


def _count(row: Row, column: str, findings: Findings) -> int:
    if WHOLE.fullmatch(row[column]):
        return int(row[column])
    findings.add(row.path, row.line, column, f"“{row[column]}” is not a count.", AS_IT_WAS)
    return 0


def _check_people(row: Row, findings: Findings) -> None:
    for column in ("analyst", "assurer", "checks"):
        if not row[column]:
            findings.add(row.path, row.line, column, "this cell is empty.", AS_IT_WAS)
    if row["assurer"] and same_person(row["analyst"], row["assurer"]):
        message = f"“{row['assurer']}” is the analyst too: analyst and assurer are two people."
        findings.add(row.path, row.line, "assurer", message, "Somebody else must look at what was checked.")


def _check_sum(row: Row, findings: Findings) -> None:
    """A line from before there were checksums has none, and vouches for nothing."""
    given = row["checked_sha256"]
    if given and not SHA256.fullmatch(given):
        findings.add(row.path, row.line, "checked_sha256", f"“{given}” is not a checksum.", AS_IT_WAS)


def _check_order(path: Path, records: Sequence[QaRecord], findings: Findings) -> None:
    for first, second in pairwise(records):
        if second.recorded_on < first.recorded_on:
            day, before = uk_date(second.recorded_on), uk_date(first.recorded_on)
            message = f"{day} is before {before}, the day on line {first.line}."
            fix = "Lines stand in the order in which they were recorded."
            findings.add(path, second.line, "recorded_on", message, fix)


def _cells(record: QaRecord) -> dict[str, str]:
    people = (record.recorded_on.isoformat(), record.analyst, record.assurer)
    checked = (record.checks, record.checked_sha256)
    counts = tuple(str(each) for each in (record.findings, record.accepted, record.open))
    return dict(zip(COLUMNS, (*people, *checked, *counts, record.outcome, record.note), strict=True))
