"""Commitments to others, such as the steps of a review: `data/commitments/commitments.csv`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from helpers.errors import did_you_mean
from helpers.model.commitment import Commitment
from helpers.store.parse import Findings
from helpers.store.register import Register
from helpers.store.table import check_order, read_records

COLUMNS = ("id", "on", "kind", "milestone", "baseline", "forecast", "done_on", "owner", "kpi", "evidence")


def commitments_file(root: Path) -> Path:
    """Where commitments are recorded."""
    return root / "data" / "commitments" / "commitments.csv"


def read_commitments(register: Register, findings: Findings) -> tuple[Commitment, ...]:
    """Every commitment on record, one that was added again each time, in the order of the file."""
    path = commitments_file(register.root)
    found = read_records(Commitment, path, COLUMNS, findings)
    check_order(path, "on", [(each.line, each.on) for each in found], findings)
    latest: dict[str, date] = {}
    for each in found:
        if each.kpi and each.kpi not in register.kpis:
            message = f"there is no KPI “{each.kpi}”."
            findings.add(path, each.line, "kpi", message, did_you_mean(each.kpi, register.kpis))
        if each.on == latest.get(each.id):
            message = f"“{each.id}” is on record for {each.on} already."
            findings.add(path, each.line, "on", message, "Give the later day on which it changed, or another id.")
        latest[each.id] = each.on
    return tuple(found)
