"""Where the store meets the analysis: open a committee's pack, or one indicator, as known in a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from helpers.analysis.analyse import Subject, analyse
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.judgement import Moment
from helpers.analysis.pack import Pack
from helpers.model.kpi import Kpi
from helpers.model.params import IndicatorParams, PackParams
from helpers.model.periods import Quarter
from helpers.store.register import Register
from helpers.store.workspace import (
    Evidence,
    find_committee,
    find_kpi,
    find_quarter,
    open_register,
    read_evidence,
)


def open_pack(workspace: Path | str, committee: str, quarter: str) -> Pack:
    """Everything one committee considers for one quarter, as it was known and defined then.

    `committee` is the name of a file in `params/committees/` and `quarter` one in `params/quarters/`, for example
    "2025-26 Q1". Raises Problems, all of them at once, when the parameters or the files are not right.
    """
    params = PackParams(workspace=str(workspace), committee=committee, quarter=Quarter.parse(quarter))
    register = open_register(params.workspace)
    chosen = find_committee(register, params.committee)
    now = find_quarter(register, params.quarter)
    kpis = register.for_committee(chosen, now)
    results = _analyse(register, kpis, now)
    return Pack(register.organisation, chosen, register.plan(now), tuple(results))


def open_indicator(workspace: Path | str, kpi: str, quarter: str) -> IndicatorResult:
    """One KPI as known and defined in a quarter. Raises Problems when the parameters or the files are not right."""
    params = IndicatorParams(workspace=str(workspace), kpi=kpi, quarter=Quarter.parse(quarter))
    register = open_register(params.workspace)
    chosen = find_kpi(register, params.kpi).as_at(params.quarter)
    return _analyse(register, [chosen], params.quarter)[0]


def _analyse(register: Register, kpis: Sequence[Kpi], quarter: Quarter) -> list[IndicatorResult]:
    now, previously = _moment(register, quarter), _moment(register, quarter.previous)
    evidence = read_evidence(register, kpis, quarter)
    return [analyse(_subject(register, found, quarter), register.organisation, now, previously) for found in evidence]


def _moment(register: Register, quarter: Quarter) -> Moment:
    return Moment(quarter, register.cut_off(quarter), register.cut_off(quarter.previous))


def _subject(register: Register, evidence: Evidence, quarter: Quarter) -> Subject:
    before = register.kpis[evidence.kpi.id].as_at(quarter.previous)
    return Subject(
        evidence.kpi, before, evidence.observations, evidence.targets, evidence.origin, evidence.commentary
    )
