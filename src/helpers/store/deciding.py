"""Add a decision to the register: checked as if it had been read, and written only when nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from helpers.errors import Problems
from helpers.model.kpi import Kpi
from helpers.model.lifecycle import Decision
from helpers.store.decisions import decisions_path, decisions_text, parse_decisions
from helpers.store.parse import Findings, parse_yaml, to_record
from helpers.store.register import UNDECIDED, Register, known_to, read_register
from helpers.store.table import as_lines
from helpers.store.together import write_together
from helpers.store.workspace import workspace_root

BYTE_ORDER_MARK = "\ufeff"


def record_decision(workspace: Path | str, cells: Mapping[str, str]) -> Decision:
    """Add a decision, given by column, to the file of decisions, and return it as it is read from there.

    Raises Problems for all that reading would refuse, and then nothing is written. Other changes that wait for their
    own decision are no obstacle.
    """
    root = workspace_root(workspace)
    findings = Findings(root)
    cells = {name: text.strip() for name, text in cells.items()}
    text = _with_row(root, cells, findings)
    register = read_register(root, findings, text.removeprefix(BYTE_ORDER_MARK))
    if register is None or any(problem.message != UNDECIDED for problem in findings.problems):
        raise Problems(findings.problems)
    write_together(root, {decisions_path(root): text})
    return register.kpis[cells["kpi"]].decisions[-1]


def propose_new(register: Register, file: Path, definition: str, cells: Mapping[str, str]) -> None:
    """Write the `kpi.yml` of a new KPI and the row that proposes it, both or neither.

    Raises Problems for all that reading would refuse.
    """
    findings = Findings(register.root)
    document = parse_yaml(definition, file, findings)
    kpi = to_record(Kpi, document, findings) if document else None
    text = _with_row(register.root, cells, findings)
    if kpi is not None:
        known = known_to(replace(register, kpis={**register.kpis, kpi.id: kpi}))
        parse_decisions(text.removeprefix(BYTE_ORDER_MARK), known, findings)
    findings.raise_any()
    write_together(register.root, {file: definition, decisions_path(register.root): text})


def _with_row(root: Path, cells: Mapping[str, str], findings: Findings) -> str:
    """The text of the file of decisions with one more row at its end, its cells in the order of the heading.

    Raises Problems when the file cannot be read.
    """
    path, text = decisions_path(root), decisions_text(root, findings)
    if text is None or findings.problems:
        raise Problems(findings.problems)
    heading = [name.strip().strip('"') for name in text.lstrip().partition("\n")[0].split(",")]
    before = path.read_bytes().decode("utf-8") if path.exists() else text
    return as_lines(before, [[cells.get(name, "") for name in heading]])
