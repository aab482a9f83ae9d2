"""A KPI's figure in a quarter walked back to its rows, for an auditor: nothing is hidden, what packs hide is named."""

from __future__ import annotations

from pathlib import Path

from helpers.analysis.analyse import A_YEAR
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.judgement import find
from helpers.analysis.tracing import (
    Cells,
    SourceFile,
    Trace,
    Walk,
    arithmetic,
    change_in_force,
    compared,
    hidden,
    opinion,
    target_cells,
    walk,
)
from helpers.errors import Problem, Problems
from helpers.model.observation import Reading
from helpers.model.periods import Quarter
from helpers.model.status import SchemeKind
from helpers.rules.sample import sampled
from helpers.store.observations import COLUMNS as OF_FIGURES
from helpers.store.origins import checksum
from helpers.store.register import Register
from helpers.store.table import read_table
from helpers.store.targets import COLUMNS as OF_TARGETS
from helpers.store.workspace import FILES_OF_FIGURES
from helpers.workbook.reading import read
from helpers.workbook.suite import Suite


def trace_kpi(register: Register, kpi: str, quarter: Quarter) -> Trace:
    """Everything that an auditor asks about a KPI in a quarter. Raises Problems when its files are not right."""
    suite = Suite(register, quarter)
    result = suite.indicator(kpi)
    public = suite.published([result.kpi])
    shown, screened, subject = public.results[0], public.subjects[0], suite.subject(kpi)
    day = register.cut_off(quarter)
    against = compared(shown.standings, subject.known(day), screened.known(day))
    rows = _rows(register, kpi, "observations.csv", OF_FIGURES)
    figure, before = (_walk(suite, kpi, each, rows) for each in (result.current, result.previous))
    last_year = _walk(suite, kpi, _year_before(suite, result), rows)
    targets = target_cells(result.target, _rows(register, kpi, "targets.csv", OF_TARGETS))
    return Trace(
        register.plan(quarter),
        result,
        shown,
        tuple(_files(register, kpi, result)),
        figure,
        before,
        arithmetic(result.kpi, figure),
        opinion(result, figure, targets, last_year),
        last_year,
        against,
        hidden(result, shown, against),
        change_in_force(register.kpis[kpi], result.kpi),
    )


def sample_kpis(register: Register, quarter: Quarter, size: int, seed: str) -> tuple[str, ...]:
    """So many of the KPIs that are reported in a quarter, drawn by a seed. Raises Problems when there are fewer."""
    reported = Suite(register, quarter).kpis
    if size > len(reported):
        many = "KPI" if len(reported) == 1 else "KPIs"
        message = f"{quarter} has {len(reported)} {many}, so {size} cannot be drawn."
        raise Problems([Problem("", 0, "sample", message, "Ask for fewer.")])
    return sampled(reported, size, seed)


def _walk(suite: Suite, kpi: str, reading: Reading | None, rows: dict[int, Cells]) -> Walk | None:
    return walk(reading, suite.vintages(kpi, reading.period), rows) if reading else None


def _year_before(suite: Suite, result: IndicatorResult) -> Reading | None:
    """The figure of a year before, where the scheme asks whether there was an improvement on it."""
    if result.current is None or result.scheme is None or result.scheme.kind is not SchemeKind.IMPROVEMENT:
        return None
    return find(suite.known(result.kpi.id), result.current.period.later(-A_YEAR))


def _rows(register: Register, kpi: str, file: str, columns: tuple[str, ...]) -> dict[int, Cells]:
    """The lines of one of a KPI's files as they are written; none when there is no such file."""
    path = _folder(register, kpi) / file
    found = read(register, lambda findings: read_table(path, columns, findings)) if path.exists() else []
    return {row.line: row.cells for row in found}


def _files(register: Register, kpi: str, result: IndicatorResult) -> list[SourceFile]:
    paths = [_folder(register, kpi) / name for name in FILES_OF_FIGURES]
    recorded = {"observations.csv": result.origin.sha256 if result.origin else ""}
    return [
        SourceFile(path.relative_to(register.root).as_posix(), checksum(path), recorded.get(path.name, ""))
        for path in paths
        if path.exists()
    ]


def _folder(register: Register, kpi: str) -> Path:
    return register.root / "data" / "kpis" / kpi
