"""Who sent what when: what each supplier owed in a quarter, and how much of it has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from helpers.model.periods import Period, Quarter
from helpers.model.returns import Standing
from helpers.store.parse import Findings
from helpers.store.register import Register
from helpers.store.returns.due import Due, due
from helpers.store.returns.log import Entry, log_path, read_log
from helpers.store.returns.record import on_record
from helpers.store.workspace import Evidence, read_evidence


def standings(register: Register, quarter: Quarter) -> list[Standing]:
    """Where every supplier stands with every KPI it owed in a quarter, by supplier and name.

    Raises Problems, all of them at once, when files are not right.
    """
    findings = Findings(register.root)
    entries = read_log(log_path(register.root, quarter), findings)
    findings.raise_any()
    owed = due(register, quarter, known_by=register.cut_off(quarter.previous))
    return [
        _standing(register, quarter, list(rows), entries) for _, rows in groupby(owed, key=lambda each: each.kpi.id)
    ]


def _standing(register: Register, quarter: Quarter, rows: Sequence[Due], entries: Sequence[Entry]) -> Standing:
    kpi = rows[0].kpi
    (evidence,) = read_evidence(register, [kpi], quarter)
    theirs = sorted((entry for entry in entries if kpi.id in entry.kpis), key=lambda entry: entry.received)
    complete = (entry for entry in theirs if not _missing(evidence, rows, register.cut_off(entry.reported_in)))
    answer = next(complete, theirs[-1] if theirs else None)
    late = (answer.received - _asked_by(register, quarter, rows)).days if answer else 0
    owed, came = tuple(row.period for row in rows), answer.received if answer else None
    return Standing(kpi.supplier, kpi, owed, _missing(evidence, rows), came, max(late, 0))


def _asked_by(register: Register, quarter: Quarter, rows: Sequence[Due]) -> date:
    """When these figures are late: after the day for returns, or the last day on which one of them is due."""
    due = [row.kpi.due_on(row.period) for row in rows if row.period]
    return max(register.plan(quarter).returns_by, *filter(None, due))


def _missing(evidence: Evidence, rows: Sequence[Due], known_by: date | None = None) -> tuple[Period | None, ...]:
    """The periods owed that are not on record, as known by a day, or ever."""
    held = {period for area, period in on_record(evidence.observations, known_by) if area == rows[0].area}
    return tuple(row.period for row in rows if row.period not in held)
