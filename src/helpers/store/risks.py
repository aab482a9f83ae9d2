"""Risks on disk: `data/risks/<id>/` with `risk.yml`, and `scores.csv`, which only grows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpers.model.risk import SCALE, Basis, Position, Risk, RiskRecord, Scoring
from helpers.store.known import Known, check_files, check_id, own_folders
from helpers.store.parse import Findings, read_yaml, to_record
from helpers.store.table import Row, check_repeats, read_table, row_record

AXES = Position._fields
SCORES = ("scored_on", *(f"{basis}_{axis}" for basis in Basis for axis in AXES), "reason", "scored_by")
FILES = ("risk.yml", "scores.csv")


def risks_folder(root: Path) -> Path:
    """Where a workspace keeps its risks, one folder each."""
    return root / "data" / "risks"


def read_risks(root: Path, known: Known, findings: Findings) -> tuple[RiskRecord, ...]:
    """Everything on record about every risk; what is wrong with it becomes findings."""
    read = (_risk(folder, known, findings) for folder in own_folders(risks_folder(root), findings))
    return tuple(record for record in read if record is not None)


def _risk(folder: Path, known: Known, findings: Findings) -> RiskRecord | None:
    check_files(folder, FILES, findings)
    document = read_yaml(folder / "risk.yml", findings)
    risk = to_record(Risk, document, findings) if document else None
    if document is None or risk is None:
        return None
    check_id(document, risk.id, findings)
    known.check(document, risk, findings)
    return RiskRecord(risk, _scorings(folder / "scores.csv", findings))


def _scorings(path: Path, findings: Findings) -> tuple[Scoring, ...]:
    before = len(findings.problems)
    read = [(row, _scoring(row, findings)) for row in read_table(path, SCORES, findings)]
    if not read and len(findings.problems) == before:
        findings.add(path, 1, "", "this risk has never been scored, so no report would show it.", "Add a row.")
    scorings = [(row, scoring) for row, scoring in read if scoring is not None]
    check_repeats([(row, str(scoring.scored_on)) for row, scoring in scorings], "scored_on", findings)
    return tuple(scoring for _, scoring in scorings)


def _scoring(row: Row, findings: Findings) -> Scoring | None:
    before = len(findings.problems)
    positions = {basis.value: Position(*_axes(row, basis, findings)) for basis in Basis}
    words = {name: row[name] for name in ("scored_on", "reason", "scored_by") if row[name]}
    return row_record(Scoring, row, {**words, **positions}, findings) if len(findings.problems) == before else None


def _axes(row: Row, basis: Basis, findings: Findings) -> Iterator[int]:
    """Likelihood and impact; a finding where one is not a whole number from 1 to 5."""
    for axis in AXES:
        column = f"{basis}_{axis}"
        if row[column] in map(str, SCALE):
            yield int(row[column])
        else:
            said = f"“{row[column]}” is not a score." if row[column] else "this score is missing."
            findings.add(row.path, row.line, column, said, f"Write a whole number from {SCALE[0]} to {SCALE[-1]}.")
            yield 0
