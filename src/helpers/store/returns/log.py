"""The log of what was received: `data/returns/<quarter>.csv`, a line for each file and supplier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from helpers.model.periods import Quarter
from helpers.store.parse import Findings
from helpers.store.table import Row, as_lines, read_table

PUT_BACK = "People do not edit this log: put the line back as it was."
COLUMNS = ("supplier", "received", "reported_in", "file", "sha256", "kpis")


@dataclass(frozen=True)
class Entry:
    """A supplier's file: when it came, in which quarter's packs its figures are first reported, and for which KPIs."""

    supplier: str
    received: date
    reported_in: Quarter
    file: str
    sha256: str
    kpis: tuple[str, ...]


def log_path(root: Path, quarter: Quarter) -> Path:
    """Where the log of a quarter's returns is."""
    return root / "data" / "returns" / f"{quarter.id}.csv"


def read_log(path: Path, findings: Findings) -> list[Entry]:
    """What was received for a quarter, in the order in which it came; nothing when there is no log yet."""
    rows = read_table(path, COLUMNS, findings) if path.exists() else []
    return [entry for row in rows if (entry := _entry(row, findings))]


def read_logs(root: Path, findings: Findings) -> list[Entry]:
    """What was received for every quarter."""
    paths = sorted((root / "data" / "returns").glob("[!.]*.csv"))
    return [entry for path in paths for entry in read_log(path, findings)]


def added_to(path: Path, entries: Iterable[Entry]) -> str:
    """The text of the log with these entries at its end."""
    before = path.read_text(encoding="utf-8") if path.exists() else ",".join(COLUMNS) + "\n"
    return as_lines(before, [_cells(entry) for entry in entries])


def _entry(row: Row, findings: Findings) -> Entry | None:
    try:
        received = date.fromisoformat(row["received"])
    except ValueError:
        findings.add(row.path, row.line, "received", f"“{row['received']}” is not a date.", PUT_BACK)
        return None
    try:
        quarter = Quarter.parse(row["reported_in"])
    except ValueError:
        findings.add(row.path, row.line, "reported_in", f"“{row['reported_in']}” is not a quarter.", PUT_BACK)
        return None
    return Entry(row["supplier"], received, quarter, row["file"], row["sha256"], tuple(row["kpis"].split()))


def _cells(entry: Entry) -> tuple[str, ...]:
    day, quarter = entry.received.isoformat(), str(entry.reported_in)
    return entry.supplier, day, quarter, entry.file, entry.sha256, " ".join(entry.kpis)
