"""What could have been agreed otherwise, and the status history beside what it would then have been."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.analysis.indicator import IndicatorResult, Point
from helpers.model.kpi import Direction, Kpi, Unit
from helpers.model.status import SchemeKind, StatusScheme
from helpers.present import words
from helpers.present.blocks import Cell, Column, Paragraph, Strong, Table, joined, status_mark, text_cell
from helpers.present.figures import reading_words
from helpers.present.legible import MOST_DECIMALS, legible, told_apart
from helpers.rules.exact import exact

NOT_SAVED = "Nothing was saved: the packs keep the target and tolerances that were agreed."
OFF = {SchemeKind.POINTS: "points", SchemeKind.ABSOLUTE: "units"}  # the others work in per cent
TOLERANCES = ("amber", "blue")
TARGET, RANGE_FROM, RANGE_TO, FLOOR = "Target", "Range from", "Range to", "Floor standard"
AMBER, BLUE = "Amber up to", "Blue beyond"


@dataclass(frozen=True)
class Term:
    """Something that could have been agreed otherwise: its name in a Supposition, what it is called, and in what unit.

    `agreed` is None when nothing is agreed that a figure could be judged by. `step` is the least change worth making.
    """

    name: str
    label: str
    unit: str
    agreed: float | None
    step: float


def terms(result: IndicatorResult) -> tuple[Term, ...]:
    """The terms that decide the indicator's status: its target, or what its scheme has instead, and tolerances."""
    judged = any(point.rating for point in result.history)
    return tuple(_term(result, name, label, judged) for name, label in _labels(result))


def question(result: IndicatorResult, supposed: IndicatorResult) -> Paragraph:
    """“What if? Target 70.0% instead of 68.8%, Amber up to 5% instead of 10%.”"""
    pairs = zip(terms(result), terms(supposed), strict=True)
    changes = [_change(result.kpi, was, would.agreed) for was, would in pairs if was.agreed != would.agreed]
    return Paragraph(joined([Strong("What if?"), f"{words.sentence(', '.join(changes))}."]))


def status_history(result: IndicatorResult, supposed: IndicatorResult) -> Table:
    """One row a period: the figure, its status as reported, and its status as supposed; the caption counts them."""
    shown = legible(supposed)
    columns = (
        Column("Period", "left", 18),
        Column("Value", "right", 14),
        Column("Target", "right", 14),
        Column("Status", "left", 14),
        Column("Target supposed", "right", 18),
        Column("Status then", "left", 22),
    )
    pairs = tuple(zip(result.history, supposed.history, strict=True))
    changed = sum(_status(was) != _status(would) for was, would in pairs)
    differs = f"the status would differ in {changed or 'none'} of {words.plural(len(pairs), 'period')}"
    caption = f"{shown.kpi.name}: {differs}{_now(result, supposed)}"
    return Table(f"{shown.kpi.id}-what-if", caption, columns, tuple(_row(shown.kpi, *pair) for pair in pairs))


def _labels(result: IndicatorResult) -> Iterator[tuple[str, str]]:
    kind = result.scheme.kind if result.scheme else None
    if kind is SchemeKind.RANGE:
        yield from (("lower", RANGE_FROM), ("upper", RANGE_TO), ("amber", AMBER))
    elif kind is SchemeKind.FLOOR:
        yield from (("target", TARGET), ("upper" if result.kpi.direction is Direction.DECREASE else "lower", FLOOR))
    else:
        yield from (("target", TARGET), ("amber", AMBER), ("blue", BLUE))


def _term(result: IndicatorResult, name: str, label: str, judged: bool) -> Term:
    kpi, scheme = result.kpi, result.scheme
    smallest = 10.0**-kpi.decimals
    if name in TOLERANCES:
        own_unit = scheme is not None and scheme.kind is SchemeKind.ABSOLUTE
        agreed = getattr(scheme, name, None)
        unit, step = _off(scheme), smallest if own_unit else 1.0
    else:
        agreed = getattr(result.target, name, None)
        unit, step = {Unit.PERCENT: "%", Unit.POUNDS: "£"}.get(kpi.unit, ""), smallest
    return Term(name, label, unit, float(agreed) if judged and agreed is not None else None, step)


def _off(scheme: StatusScheme | None) -> str:
    return OFF.get(scheme.kind, "%") if scheme else ""


def _change(kpi: Kpi, was: Term, would: float | None) -> str:
    label = was.label if was.name in TOLERANCES else was.label.lower()
    old, new = was.agreed or 0.0, would or 0.0
    if was.name in TOLERANCES:
        unit = "%" if was.unit == "%" else f" {was.unit}"
        return f"{label} {words.trimmed(new)}{unit} instead of {words.trimmed(old)}{unit}"
    kpi = told_apart(_exact_to(kpi, new), (old, new))
    return f"{label} {words.value(kpi, new)} instead of {words.value(kpi, old)}"


def _exact_to(kpi: Kpi, value: float) -> Kpi:
    """The KPI with the decimals that somebody gave a value."""
    given = -int(exact(value).as_tuple().exponent)
    return kpi.model_copy(update={"decimals": max(kpi.decimals, min(given, MOST_DECIMALS))})


def _now(result: IndicatorResult, supposed: IndicatorResult) -> str:
    """What the status would be now, in words; of a figure that has lost its status, what it would be rated."""
    was, would = result.last_rating, supposed.last_rating
    if was is None or would is None:
        return ""
    be, whose = ("be", "") if result.status.rated else ("be rated", "the latest figure ")
    if was.status is would.status:
        return f", and {whose}would still {be} {would.status}"
    return f", and {whose}would now {be} {would.status} instead of {was.status}"


def _row(kpi: Kpi, was: Point, would: Point) -> tuple[Cell, ...]:
    changed = "(differs)" if _status(was) != _status(would) else ""
    return (
        Cell(words.period_label(kpi, was.reading.period), was.reading.period.text),
        Cell(reading_words(kpi, was.reading), was.reading.value),
        text_cell(words.target_text(kpi, was.target)),
        _status_cell(was),
        text_cell(words.target_text(kpi, would.target)),
        _status_cell(would, changed),
    )


def _status_cell(point: Point, after: str = "") -> Cell:
    mark = status_mark(point.rating.status) if point.rating else "–"
    return Cell(joined([mark, after]), _status(point) or None)


def _status(point: Point) -> str:
    return point.rating.status.value if point.rating else ""
