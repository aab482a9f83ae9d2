"""Alternative text: what a chart shows, for those who cannot see it. It changes when the figures do."""

from __future__ import annotations

from helpers.analysis.indicator import IndicatorResult, Point, Standing
from helpers.analysis.standing import neighbours
from helpers.model.kpi import Kpi
from helpers.model.organisation import ComparatorKind
from helpers.present import words
from helpers.present.legible import legible
from helpers.present.sentences.sentence import Sentence, figure, full_figure, join, say
from helpers.present.sentences.why import gap_to_target
from helpers.rules.trend import Projection


def trend_alt(result: IndicatorResult) -> Sentence:
    """Measure, periods, first and latest value, target and status, direction for improvement, projection."""
    shown = legible(result)
    points = [point for point in shown.history if point.reading.value is not None]
    if not points:
        return Sentence(f"Line chart of {shown.kpi.name}. No figures can be shown.")
    return join(
        [_span(shown.kpi, points), _standing(shown), Sentence(f"{words.direction(shown.kpi)}."), _projected(shown)]
    )


def benchmark_alt(result: IndicatorResult) -> Sentence:
    """Measure, our value, each group's mean with its period, and our rank among statistical neighbours."""
    shown = legible(result)
    clauses = [_ours(shown), *(_group(shown, standing) for standing in shown.standings), _place(shown)]
    return join([*clauses, Sentence(f"{words.direction(shown.kpi)}.")])


def _span(kpi: Kpi, points: list[Point]) -> Sentence:
    first, last = points[0].reading, points[-1].reading
    latest = full_figure(kpi, last.value or 0)
    if len(points) == 1:
        period = words.period_label(kpi, last.period)
        return say("Chart of {name}: one figure, {value} for {period}.", name=kpi.name, value=latest, period=period)
    return say(
        "Line chart of {name}, {span}. It goes from {first} to {last}.",
        name=kpi.name,
        span=words.span(kpi, first.period, last.period),
        first=figure(kpi, first.value or 0),
        last=latest,
    )


def _standing(result: IndicatorResult) -> Sentence:
    rating, scheme = result.last_rating, result.scheme
    if rating is None or scheme is None:
        return Sentence("")
    return say(
        "The latest is {gap}, which is {status}.", gap=gap_to_target(result.kpi, rating, scheme), status=rating.status
    )


def _projected(result: IndicatorResult) -> Sentence:
    if not isinstance(result.projection, Projection) or result.following is None:
        return Sentence("")
    period = words.period_label(result.kpi, result.following)
    value = figure(result.kpi, result.kpi.nearest_possible(result.projection.value))
    return say("A straight-line projection reaches {value} for {period}.", value=value, period=period)


def _ours(result: IndicatorResult) -> Sentence:
    reading = result.current
    if reading is None or reading.value is None:
        return Sentence(f"Bar chart comparing {result.kpi.name}.")
    period = words.period_label(result.kpi, reading.period)
    value = full_figure(result.kpi, reading.value)
    return say(
        "Bar chart comparing {name}. Our figure for {period} is {value}.",
        name=result.kpi.name,
        period=period,
        value=value,
    )


def _group(result: IndicatorResult, standing: Standing) -> Sentence:
    mean = standing.comparison.mean
    if mean is None:
        return Sentence("")
    what = "" if standing.group.kind in (ComparatorKind.REGION, ComparatorKind.NATION) else " mean"
    period = f" for {words.period_label(result.kpi, standing.period)}" if standing.months_older else ""
    value = figure(result.kpi, mean)
    return say("{group}{what}{period}: {value}.", group=standing.group.name, what=what, period=period, value=value)


def _place(result: IndicatorResult) -> Sentence:
    standing = neighbours(result)
    if standing is None or standing.comparison.rank is None or standing.months_older:
        return Sentence("")
    return Sentence(f"We rank {standing.comparison.rank} of {standing.comparison.of} with our statistical neighbours.")
