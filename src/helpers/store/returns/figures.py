"""The figures of a return, checked against the KPI's definition and against what is on record."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from helpers.errors import Problem
from helpers.model.kpi import Kpi, Unit
from helpers.model.observation import Mark, Reading, Vintage
from helpers.model.periods import Period, Quarter, parse_period, uk_date
from helpers.store.corrections import plain_number
from helpers.store.observations import check_row
from helpers.store.parse import Findings
from helpers.store.register import Register
from helpers.store.returns.cells import Cells
from helpers.store.returns.columns import FIGURE
from helpers.store.returns.read import ReturnRow
from helpers.store.table import Row
from helpers.store.workspace import areas

Record = Mapping[tuple[str, Period], Vintage]


@dataclass(frozen=True)
class Figure:
    """One figure of a return, as the cells of a row of `observations.csv`, and what it does to the record.

    `revises` is the figure on record that it replaces; None when there is none. `changes` is False when the record
    says the same already.
    """

    kpi: Kpi
    row: ReturnRow
    period: Period
    cells: Mapping[str, str]
    revises: Reading | None
    changes: bool


@dataclass(frozen=True)
class Terms:
    """Under which terms figures are taken: when they were received, and in which quarter they are first reported."""

    register: Register
    received: date
    into: Quarter


def read_figure(row: ReturnRow, kpi: Kpi, record: Record, terms: Terms, findings: Findings) -> Figure | None:
    """The figure in a row; None when the row has none, or (with findings) when something is wrong with it."""
    if all(row[column].blank for column in FIGURE):
        return None
    found = Findings(findings.root)
    cells = _cells(row, kpi, terms, found)
    _check_definition(row, kpi, cells, terms, found)
    if not found.problems:
        _check_division(row, kpi, cells, found)
        _check_ended(row, kpi, cells, terms, found)
    figure = None if found.problems else _set_against(record, row, kpi, cells, terms, found)
    findings.problems += found.problems
    return None if found.problems else figure


def _cells(row: ReturnRow, kpi: Kpi, terms: Terms, findings: Findings) -> dict[str, str]:
    """The cells in the form of `observations.csv`; the area is the KPI's own unless another is given."""
    read = Cells(row, kpi, findings)
    numbers = {name: read.number(name) for name in ("value", "numerator", "denominator")}
    area = read.words("area") or kpi.area or terms.register.organisation.area
    told = {"period": read.period(), "area": area, "marks": read.marks(), "note": read.note()}
    return {**told, **numbers, "reported_in": str(terms.into)}


def _check_definition(row: ReturnRow, kpi: Kpi, cells: dict[str, str], terms: Terms, findings: Findings) -> None:
    """The rules that every row of `observations.csv` keeps; a cell that could not be read is not told twice."""
    inner = Findings(findings.root)
    check_row(Row(row.path, row.line, cells), kpi, areas(terms.register), terms.register.cut_off, inner)
    told = {problem.field for problem in findings.problems}
    told |= {"value"} if "marks" in told else set()  # the mark may say why there is no figure
    findings.problems += [problem for problem in inner.problems if problem.field not in told]


def _check_division(row: ReturnRow, kpi: Kpi, cells: dict[str, str], findings: Findings) -> None:
    """Numerator and denominator must give the value: times 100 for a percentage, or any power of ten for a rate."""
    if not all(cells[name] for name in ("value", "numerator", "denominator")):
        return
    value, above, below = (Decimal(cells[name]) for name in ("value", "numerator", "denominator"))
    if below == 0:
        findings.add(row.path, row.line, "denominator", "the denominator is 0.", "Give the count that it stands for.")
        return
    expected = above / below * _scale(kpi, value, above / below)
    if abs(expected - value) > Decimal("0.51") * Decimal(10) ** -kpi.decimals:
        shown = f"{expected:.{kpi.decimals + 1}f}"
        message = f"{cells['numerator']} divided by {cells['denominator']} gives {shown}, and the value is {value}."
        findings.add(row.path, row.line, "value", message, "Put right whichever of the three is wrong.")


def _scale(kpi: Kpi, value: Decimal, ratio: Decimal) -> Decimal:
    if kpi.unit is Unit.PERCENT:
        return Decimal(100)
    if kpi.unit is Unit.POUNDS or value == 0 or value / (ratio or value) <= 0:
        return Decimal(1)
    return Decimal(10) ** (round(math.log10(value / ratio)) if ratio else 0)


def _check_ended(row: ReturnRow, kpi: Kpi, cells: dict[str, str], terms: Terms, findings: Findings) -> None:
    period = parse_period(cells["period"], kpi.frequency)
    if period.end > terms.received:
        message = f"{period} had not ended when the return was received, on {uk_date(terms.received)}."
        findings.add(row.path, row.line, "period", message, "Put the period right.")


def _set_against(
    record: Record, row: ReturnRow, kpi: Kpi, cells: dict[str, str], terms: Terms, findings: Findings
) -> Figure | None:
    """The figure beside the one on record: new, the same, or a revision, which needs a note and gets the mark r."""
    period = parse_period(cells["period"], kpi.frequency)
    held = record.get((cells["area"], period))
    if held is None:
        return Figure(kpi, row, period, cells, None, changes=True)
    reading = held.reading
    if _same(cells, reading):
        return Figure(kpi, row, period, cells, reading, changes=False)
    if held.known_on >= terms.register.cut_off(terms.into):
        findings.problems.append(_twice(row, kpi, cells, reading, terms, findings))
        return None
    if _number(cells["value"]) == reading.value:
        return Figure(kpi, row, period, cells, reading, changes=True)
    if not cells["note"]:
        message = f"this revises {_told(reading)}, the figure on record for {period}, and nothing says why."
        findings.add(row.path, row.line, "note", message, "Give the reason under Note.")
    marks = " ".join(dict.fromkeys([*cells["marks"].split(), Mark.REVISED.value]))
    return Figure(kpi, row, period, {**cells, "marks": marks}, reading, changes=True)


def _same(cells: Mapping[str, str], held: Reading) -> bool:
    """Whether the record says the same already; counts and notes that are left empty say nothing against it."""
    given = {Mark(mark) for mark in cells["marks"].split()} - {Mark.REVISED}
    counts = ((cells["numerator"], held.numerator), (cells["denominator"], held.denominator))
    return (
        _number(cells["value"]) == held.value
        and given == set(held.marks) - {Mark.REVISED}
        and all(not text or _number(text) == number for text, number in counts)
        and cells["note"] in ("", held.note)
    )


def _twice(
    row: ReturnRow, kpi: Kpi, cells: Mapping[str, str], held: Reading, terms: Terms, findings: Findings
) -> Problem:
    period = parse_period(cells["period"], kpi.frequency)
    message = f"{_told(held)} is on record for {period} and {terms.into} already, and a quarter holds one figure."
    area = "" if cells["area"] == (kpi.area or terms.register.organisation.area) else f" --area {cells['area']}"
    about = f'packs correct {kpi.id} --period "{cells["period"]}"{area}'
    wrong = _wrong_numbers(cells, held)
    commands = [f"{about}{field} --expect {was} --to {to} --reason WHY --by WHO" for field, was, to in wrong]
    told = f"If what is on record was wrong, run: {', and: '.join(commands)}. Otherwise send" if commands else "Send"
    fix = f"{told} this with the next quarter's return."
    return Problem(findings.shown(row.path), row.line, "value", message, fix)


def _wrong_numbers(cells: Mapping[str, str], held: Reading) -> Iterator[tuple[str, str, str]]:
    """The numbers that a correction could put right: the option that names each, as it is on record, and as given."""
    on_record = {"value": held.value, "numerator": held.numerator, "denominator": held.denominator}
    for field, was in on_record.items():
        if was is not None and cells[field] and _number(cells[field]) != was:
            yield "" if field == "value" else f" --field {field}", plain_number(was), cells[field]


def _told(held: Reading) -> str:
    return " ".join(f"[{mark}]" for mark in held.marks) if held.value is None else f"{held.value:g}"


def _number(text: str) -> float | None:
    return float(text) if text else None
