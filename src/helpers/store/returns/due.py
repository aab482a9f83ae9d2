"""Which figures each supplier owes in a quarter, from the register, the publication lags and what is on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile

from helpers.model.kpi import Kpi
from helpers.model.lifecycle import Lifecycle
from helpers.model.observation import Reading
from helpers.model.periods import Frequency, Period, Quarter, parse_period
from helpers.model.target import Target, target_for
from helpers.store.register import Register
from helpers.store.returns.record import on_record
from helpers.store.workspace import Evidence, read_evidence

NO_FIXED_PERIODS = (Frequency.SNAPSHOT, Frequency.SURVEY_WAVE)


@dataclass(frozen=True)
class Due:
    """A figure that is owed: for which KPI, area and period, after which last figure, and against which target.

    `period` is None when nothing says which it is: the first figure of a survey or a snapshot.
    """

    kpi: Kpi
    area: str
    period: Period | None
    last: Reading | None
    target: Target | None


def due(register: Register, quarter: Quarter, known_by: date | None = None) -> list[Due]:
    """Every figure due by the quarter's cut-off that was not known by a day, or is not on record at all.

    By supplier, then by KPI and period. A figure is due at the end of the month that lies the publication lag after its
    period; without a lag, once its period has ended. Raises Problems, all of them at once, when files are not right.
    """
    live = [kpi for kpi in register.as_at(quarter) if kpi.lifecycle is Lifecycle.LIVE]
    evidence = read_evidence(register, live, quarter)
    owed = [each for found in evidence for each in _owed(register, found, quarter, known_by)]
    return sorted(owed, key=_order)


def _order(each: Due) -> tuple[str, str, str, date]:
    return each.kpi.supplier, each.kpi.name, each.kpi.id, each.period.end if each.period else date.max


def _owed(register: Register, evidence: Evidence, quarter: Quarter, known_by: date | None) -> Iterator[Due]:
    kpi, cut_off = evidence.kpi, register.cut_off(quarter)
    area = kpi.area or register.organisation.area
    held = [each.reading for (of, _), each in on_record(evidence.observations, known_by).items() if of == area]
    last = max(held, key=lambda reading: reading.period, default=None)
    for period in _periods(kpi, last.period if last else None, quarter, cut_off):
        aim = target_for(evidence.targets, period, cut_off, cumulative=kpi.builds_up) if period else None
        yield Due(kpi, area, period, last, aim)


def _periods(kpi: Kpi, latest: Period | None, quarter: Quarter, cut_off: date) -> Iterator[Period | None]:
    """The periods due after the latest on record, or the one that a first figure would be for."""
    if latest is not None:
        following = (latest.later(kpi.interval * place) for place in count(1))
        yield from takewhile(lambda period: _is_due(kpi, period, quarter, cut_off), following)
    elif kpi.frequency in NO_FIXED_PERIODS:
        yield None
    else:
        newest = _newest(kpi.frequency, cut_off)
        earlier = (newest.later(-kpi.frequency.interval_months * place) for place in count())
        yield next(period for period in earlier if _is_due(kpi, period, quarter, cut_off))


def _is_due(kpi: Kpi, period: Period, quarter: Quarter, cut_off: date) -> bool:
    day = kpi.due_on(period)
    return period.end <= quarter.end if day is None else day <= cut_off


def _newest(frequency: Frequency, day: date) -> Period:
    """The last period that ends in the day's month or before."""
    known = parse_period(frequency.example, frequency)
    months = day.year * 12 + day.month - 1 - known.month
    return known.later(months // frequency.interval_months * frequency.interval_months)
