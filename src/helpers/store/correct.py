"""Put a figure right: one more line at the end of a KPI's file of corrections, or, when it does not fit, nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helpers.model.correction import Correction
from helpers.model.kpi import Kpi
from helpers.model.periods import Quarter
from helpers.store.corrections import COLUMNS, FILE
from helpers.store.observations import read_observations
from helpers.store.origins import read_origin
from helpers.store.parse import Findings
from helpers.store.register import Register
from helpers.store.table import Row, as_lines
from helpers.store.together import write_together
from helpers.store.workspace import areas


@dataclass(frozen=True)
class Corrected:
    """A correction that was written: `first_in` is the quarter whose packs have it first.

    `revises` says that an earlier quarter's packs had the figure as it was.
    """

    correction: Correction
    first_in: Quarter
    revises: bool


def correct(register: Register, kpi: Kpi, given: Mapping[str, str]) -> Corrected:
    """Add a correction, `given` by column of the file; the area is the KPI's own unless it is given.

    Raises Problems, all of them at once, when the figures as corrected cannot be read; nothing is then written.
    """
    folder, findings = register.root / "data" / "kpis" / kpi.id, Findings(register.root)
    path = folder / FILE
    before = path.read_bytes().decode("utf-8") if path.exists() else ",".join(COLUMNS) + "\n"
    cells = {**given, "area": given["area"] or kpi.area or register.organisation.area}
    row = Row(path, len(before.splitlines()) + 1, {column: cells[column].strip() for column in COLUMNS})
    figures = read_observations(folder / "observations.csv", kpi, areas(register), register.cut_off, findings, row)
    read_origin(folder, findings)
    findings.raise_any()
    order = before.lstrip("\ufeff").partition("\n")[0].strip().split(",")
    write_together(register.root, {path: as_lines(before, [[row[name.strip(' "')] for name in order]])})
    made, correction = next(
        (figure, each) for figure in figures for each in figure.reading.corrections if each.line == row.line
    )
    supplied = next(each for each in figures if each.reading.line == made.reading.line)
    return Corrected(correction, made.reported_in, supplied.reported_in < made.reported_in)
