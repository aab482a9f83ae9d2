"""The rule that gave a status, with the numbers put in, so that it can be worked out on paper."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from helpers.analysis.indicator import IndicatorResult
from helpers.model.status import SchemeKind, StatusScheme
from helpers.present.sections.key import meanings
from helpers.present.sentences.why import green_range
from helpers.rules.exact import Number, displayed, exact
from helpers.rules.second_opinion import gap_percent
from helpers.rules.status import Rating

MOST_DECIMALS = 6
IN_PERCENT = (SchemeKind.RELATIVE, SchemeKind.IMPROVEMENT, SchemeKind.RANGE)


def worked_rule(result: IndicatorResult, last_year: str = "") -> str:
    """“Amber: worse than the target by 5% of it or less: (62.1 - 65) / 65 = -4.5%”; empty without a rating.

    It is the rating of the latest figure, also where an overdue KPI no longer keeps it. `last_year` is the figure of a
    year before as it is written, where the scheme asks for it.
    """
    rating, scheme, reading = result.last_rating, result.scheme, result.current
    if rating is None or scheme is None or reading is None or reading.value is None:
        return ""
    condition = dict(meanings(scheme))[rating.status].rstrip(".")
    worked = _numbers(rating, scheme, reading.value)
    if rating.absolute:
        zero = "its end" if scheme.kind is SchemeKind.RANGE else "the target"
        worked += f"; {zero} is 0, so Amber is up to {plain(result.kpi.zero_tolerance or Decimal(0))} off"
    if scheme.kind is SchemeKind.IMPROVEMENT:
        worked += f"; a year before it was {last_year}" if last_year else "; there is no figure of a year before"
    return f"{rating.status}: {condition[:1].lower()}{condition[1:]}: {worked}"


def plain(number: Number) -> str:
    """A number as it is typed: -1234.5."""
    return f"{exact(number).normalize():f}"


def _numbers(rating: Rating, scheme: StatusScheme, value: float) -> str:
    if scheme.kind is SchemeKind.FLOOR:
        floor = plain(rating.amber_limit or 0)
        return f"{plain(value)}; target {plain(rating.target or 0)}, floor standard {floor}"
    if scheme.kind is SchemeKind.RANGE and not rating.off:
        band = green_range(rating)
        return f"{plain(band.low or 0)} <= {plain(value)} <= {plain(band.high or 0)}"
    return _gap(rating, scheme, exact(value))


def _gap(rating: Rating, scheme: StatusScheme, value: Decimal) -> str:
    """The gap to the target, or to the nearer end of a range, worked out."""
    base = _nearest(rating, value) if scheme.kind is SchemeKind.RANGE else rating.target or Decimal(0)
    percent = gap_percent(value, base) if scheme.kind in IN_PERCENT else None
    if percent is None:
        return f"{plain(value)} - {_in_brackets(base)} = {plain(value - base)}"
    by = plain(abs(base))
    return f"({plain(value)} - {_in_brackets(base)}) / {by} = {_percent(percent, _limits(scheme))}"


def _nearest(rating: Rating, value: Decimal) -> Decimal:
    band = green_range(rating)
    return min(max(value, band.low or Decimal(0)), band.high or Decimal(0))


def _limits(scheme: StatusScheme) -> list[Decimal]:
    return [sign * each for each in (scheme.amber, scheme.blue, Decimal(0)) if each is not None for sign in (1, -1)]


def _percent(percent: Fraction, limits: list[Decimal]) -> str:
    """To one decimal, or to as many as show on which side of a limit it lies."""
    exactly = Decimal(percent.numerator) / Decimal(percent.denominator)
    shown = [displayed(exactly, places) for places in range(1, MOST_DECIMALS + 1)]
    apart = (each for each in shown if each not in limits or each == exactly)
    return f"{next(apart, shown[-1])}%"


def _in_brackets(number: Decimal) -> str:
    return f"({plain(number)})" if number < 0 else plain(number)
