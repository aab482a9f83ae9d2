"""Receive returns: check everything in every file and, only when all is well, append it to the record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

from helpers.errors import did_you_mean
from helpers.model.kpi import Kpi
from helpers.model.lifecycle import Lifecycle
from helpers.model.periods import Period, Quarter, uk_date
from helpers.store.origins import with_checksum
from helpers.store.parse import Findings
from helpers.store.register import Register
from helpers.store.returns.columns import COLUMNS as RETURN_COLUMNS
from helpers.store.returns.figures import Figure, Terms, read_figure
from helpers.store.returns.log import Entry, added_to, log_path, read_logs
from helpers.store.returns.read import ReturnRow, read_return
from helpers.store.returns.record import on_record
from helpers.store.returns.said import read_said
from helpers.store.table import as_lines
from helpers.store.together import write_together
from helpers.store.workspace import read_evidence

FILLED = tuple(column.name for column in RETURN_COLUMNS if column.filled)


@dataclass(frozen=True)
class Arrived:
    """A file that was handed in and is new to us."""

    name: str
    sha256: str
    rows: tuple[ReturnRow, ...]


@dataclass
class Receipt:
    """What became of the returns: figures added, of which revised, or the same as before; commentary; and notes.

    `late` says that they came after the cut-off, if they did; it is told when there was something in them.
    """

    into: Quarter
    late: str = ""
    added: list[Figure] = field(default_factory=list)
    unchanged: int = 0
    commentary: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The receipt in words, a line for each thing."""
        revised = sum(1 for figure in self.added if figure.revises)
        came = [self.late] if self.late and (self.added or self.unchanged or self.commentary) else []
        told = [*came, *self.notes, *(_line(figure) for figure in self.added)]
        tally = f"Figures added: {len(self.added)} (revised: {revised}; as on record already: {self.unchanged})."
        return [*told, f"{tally} Commentary added: {self.commentary}."]


def receive(register: Register, files: Sequence[Path], quarter: Quarter, received: date) -> Receipt:
    """Take in returns for a quarter that were received on a day.

    What comes after the quarter's cut-off is first reported in the next quarter whose cut-off is still to come, so
    that a pack never changes afterwards. A file that was received before is left out. Raises Problems, all of them at
    once, when anything in any file is wrong; nothing is then written.
    """
    into = next(each for each in map(quarter.shift, count()) if register.cut_off(each) >= received)
    return _Receiving(register, quarter, Terms(register, received, into)).receive(files)


class _Receiving:
    """One run of receiving: what was found so far, and what is to be written."""

    def __init__(self, register: Register, quarter: Quarter, terms: Terms) -> None:
        self.register, self.quarter, self.terms = register, quarter, terms
        self.findings = Findings(register.root)
        self.receipt = Receipt(terms.into)
        self.texts: dict[Path, str] = {}

    def receive(self, files: Sequence[Path]) -> Receipt:
        arrived = self._arrived(files)
        rows = self._by_kpi(row for file in arrived for row in file.rows)
        self._take(rows)
        self.findings.raise_any()
        self._log(arrived)
        write_together(self.register.root, self.texts)
        return self.receipt

    def _arrived(self, files: Sequence[Path]) -> list[Arrived]:
        """The files that are new to us, read."""
        self._tell_if_late()
        seen = {
            entry.sha256: f"received on {uk_date(entry.received)} already (as {entry.file}). Nothing in it is new."
            for entry in read_logs(self.register.root, self.findings)
        }
        arrived: list[Arrived] = []
        for path in (file.resolve() for file in files):
            content = self._content(path)
            digest = hashlib.sha256(content or b"").hexdigest()
            if digest in seen:
                self._note(path, seen[digest])
            elif content is not None:
                arrived.append(Arrived(path.name, digest, self._rows(path, content)))
                seen[digest] = f"the same file as {path.name}."
        return arrived

    def _rows(self, path: Path, content: bytes) -> tuple[ReturnRow, ...]:
        rows = read_return(path, content, self.findings, self.receipt.notes)
        empty = sum(1 for row in rows if not _is_filled(row))
        if empty:
            self._note(path, f"rows left empty: {empty}.")
        if empty == len(rows):
            self._note(path, "no figure was in it.")
        return tuple(rows)

    def _note(self, path: Path, told: str) -> None:
        self.receipt.notes.append(f"{self.findings.shown(path)}: {told}")

    def _tell_if_late(self) -> None:
        into, cut_off = self.terms.into, uk_date(self.register.cut_off(self.quarter))
        if into != self.quarter:
            came = f"Received on {uk_date(self.terms.received)}, after the cut-off of {self.quarter} ({cut_off})"
            self.receipt.late = f"{came}: first reported in {into}."

    def _content(self, path: Path) -> bytes | None:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            self.findings.add(path, 0, "", "there is no such file.", "Check its name and folder.")
        except OSError as error:
            self.findings.add(path, 0, "", f"this file cannot be read: {error.strerror}.")
        return None

    def _by_kpi(self, rows: Iterable[ReturnRow]) -> dict[str, list[ReturnRow]]:
        """The rows in which something is filled in, by KPI; a KPI that cannot be reported on is a finding."""
        found: dict[str, list[ReturnRow]] = {}
        for row in rows:
            if _is_filled(row) and self._is_reported(_kpi_of(row), row):
                found.setdefault(_kpi_of(row), []).append(row)
        return found

    def _is_reported(self, id: str, row: ReturnRow) -> bool:
        """Whether the KPI is live in the quarter; notes the problem when it is not."""
        if row["kpi"].formula:
            message = f"the cell holds a formula ({row['kpi'].value})."
            self.findings.add(row.path, row.line, "kpi", message, "Paste its value instead.")
            return False
        if id not in self.register.kpis:
            message = f"there is no KPI “{id}”." if id else "the row does not say of which KPI it is."
            self.findings.add(row.path, row.line, "kpi", message, did_you_mean(id, self.register.kpis) if id else
                              "Give the KPI id as it was in the workbook that we sent.")  # fmt: skip
            return False
        kpi = self._defined(id)
        if kpi.lifecycle is not Lifecycle.LIVE:
            message = f"figures of “{id}” are not reported in {self.quarter}."
            self.findings.add(
                row.path, row.line, "kpi", message, "Take the row out, or see what was decided: packs register status."
            )
            return False
        return True

    def _defined(self, id: str) -> Kpi:
        return self.register.kpis[id].as_at(self.quarter)

    def _take(self, rows: dict[str, list[ReturnRow]]) -> None:
        """Read every KPI's figures and commentary, and set down what is to be written."""
        for evidence in read_evidence(self.register, map(self._defined, rows), self.quarter):
            kpi, record = evidence.kpi, on_record(evidence.observations)
            read = [read_figure(row, kpi, record, self.terms, self.findings) for row in rows[kpi.id]]
            figures = [figure for figure in read if figure]
            self._check_given_once(figures)
            self._append(kpi, [figure for figure in figures if figure.changes])
            self.receipt.unchanged += sum(1 for figure in figures if not figure.changes)
            self._take_said(kpi, rows[kpi.id])

    def _check_given_once(self, figures: Sequence[Figure]) -> None:
        first: dict[tuple[str, Period], ReturnRow] = {}
        for figure in figures:
            row, seen = figure.row, first.setdefault((figure.cells["area"], figure.period), figure.row)
            if seen is not row:
                message = f"row {seen.line} of {seen.path.name} gives a figure for {figure.period} too."
                self.findings.add(row.path, row.line, "period", message, "Keep one of the two.")

    def _append(self, kpi: Kpi, figures: Sequence[Figure]) -> None:
        if not figures:
            return
        folder = self.register.root / "data" / "kpis" / kpi.id
        before = (folder / "observations.csv").read_bytes().decode("utf-8")
        order = [name.strip() for name in before.lstrip("\ufeff").lstrip().partition("\n")[0].split(",")]
        after = as_lines(before, [[figure.cells[name.strip('"')] for name in order] for figure in figures])
        origin = (folder / "origin.yml").read_text(encoding="utf-8")
        self.texts[folder / "observations.csv"] = after
        self.texts[folder / "origin.yml"] = with_checksum(origin, hashlib.sha256(after.encode("utf-8")).hexdigest())
        self.receipt.added += figures

    def _take_said(self, kpi: Kpi, rows: Sequence[ReturnRow]) -> None:
        folder, into = self.register.root / "data" / "kpis" / kpi.id / "commentary", self.terms.into
        text = read_said(rows, kpi, folder, into, self.terms.received, self.findings)
        if text is not None:
            self.texts[folder / f"{into.id}.md"] = text
            self.receipt.commentary += 1

    def _log(self, arrived: Sequence[Arrived]) -> None:
        path = log_path(self.register.root, self.quarter)
        entries = [entry for file in arrived for entry in self._entries(file)]
        if entries:
            self.texts[path] = added_to(path, entries)

    def _entries(self, file: Arrived) -> list[Entry]:
        """A line of the log for each supplier whose KPIs the file has."""
        kpis: dict[str, list[str]] = {}
        for id in sorted({_kpi_of(row) for row in file.rows if _is_filled(row)}):
            kpis.setdefault(self._defined(id).supplier, []).append(id)
        received, into = self.terms.received, self.terms.into
        return [
            Entry(supplier, received, into, file.name, file.sha256, tuple(ids))
            for supplier, ids in sorted(kpis.items())
        ]


def _is_filled(row: ReturnRow) -> bool:
    """Whether the supplier wrote anything in the row."""
    return any(not row[name].blank for name in FILLED)


def _kpi_of(row: ReturnRow) -> str:
    return str(row["kpi"].value or "").strip().casefold()


def _line(figure: Figure) -> str:
    cells, held = figure.cells, figure.revises
    value = cells["value"] or f"[{cells['marks']}]"
    was = f" (was {held.value:g})" if held and held.value is not None else ""
    return f"{figure.kpi.id}, {figure.period}, {cells['area']}: {value}{was}"
