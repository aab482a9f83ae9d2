"""Who sent what when: what each supplier owed in a quarter, and how much of it has come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from helpers.model.periods import Quarter
from helpers.model.returns import Standing
from helpers.store.parse import Findings
from helpers.store.register import Register
from helpers.store.returns.due import Due, due
from helpers.store.returns.log import Entry, log_path, read_log
from helpers.store.returns.record import on_record
from helpers.store.workspace import read_evidence


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
    held = {period for area, period in on_record(evidence.observations) if area == rows[0].area}
    owed = tuple(row.period for row in rows)
    missing = tuple(period for period in owed if period not in held)
    came = max((entry.received for entry in entries if kpi.id in entry.kpis), default=None)
    late = (came - register.cut_off(quarter)).days if came else 0
    return Standing(kpi.supplier, kpi, owed, missing, came, max(late, 0))
