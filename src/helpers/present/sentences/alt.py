"""Alternative text: what a chart shows, for those who cannot see it. It changes when the figures do."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.analysis.indicator import IndicatorResult, Point, Standing
from helpers.analysis.peers import foremost
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading
from helpers.present import words
from helpers.present.figures import SINGLE
from helpers.present.legible import legible, possible_limits
from helpers.present.sentences.group import among
from helpers.present.sentences.sentence import Figure, Sentence, count, figure, full_figure, join, say
from helpers.present.sentences.spc import CAUSES
from helpers.present.sentences.why import gap_to_target
from helpers.rules.spc import ControlChart, RunChart, Segment
from helpers.rules.trend import Projection


def trend_alt(result: IndicatorResult) -> Sentence:
    """Measure, periods, first and latest value, target and status, direction for improvement, projection."""
    shown = legible(result)
    points = [point for point in shown.history if point.reading.value is not None]
    if not points:
        return Sentence(f"Line chart of {shown.kpi.name}. No figures can be shown.")
    hidden = _hidden([point.reading for point in shown.history])
    clauses = [_span(shown.kpi, points), hidden, _standing(shown), Sentence(f"{words.direction(shown.kpi)}.")]
    return join([*clauses, _projected(shown)])


def _hidden(readings: Sequence[Reading]) -> Sentence:
    """How many figures are gaps in the chart because they could identify someone."""
    number = sum(reading.hidden for reading in readings)
    return say("{figures} hidden, marked [c].", figures=_are(number)) if number else Sentence("")


def _are(number: int) -> Figure:
    return Figure(f"{words.plural(number, 'figure')} {'is' if number == 1 else 'are'}", number)


def benchmark_alt(result: IndicatorResult) -> Sentence:
    """Measure, our value, each group's mean with its period, and our rank among the members of one."""
    shown = legible(result)
    clauses = [_ours(shown), *(_group(shown, standing) for standing in shown.standings), _place(shown)]
    return join([*clauses, Sentence(f"{words.direction(shown.kpi)}.")])


def control_alt(result: IndicatorResult) -> Sentence:
    """Measure, periods, mean and limits, latest value and what it is, special causes, target, direction."""
    shown = legible(result)
    hidden = _hidden([point.reading for point in shown.history])
    if isinstance(shown.spc, RunChart):
        return join([_run(shown.kpi, shown.spc), hidden, Sentence(f"{words.direction(shown.kpi)}.")])
    if not isinstance(shown.spc, ControlChart):
        return Sentence(f"Control chart of {shown.kpi.name}. No figures can be shown.")
    clauses = [_process(shown.kpi, shown.spc), _special(shown.kpi, shown.spc), _control_target(shown.kpi, shown.spc)]
    return join([*clauses, hidden, Sentence(f"{words.direction(shown.kpi)}.")])


def _run(kpi: Kpi, chart: RunChart) -> Sentence:
    return say(
        "Run chart of {name}, {span}: {count} around a median of {median}. The latest is {latest}.",
        name=kpi.name,
        span=words.span(kpi, chart.readings[0].period, chart.readings[-1].period),
        count=Figure(words.plural(chart.points, "figure"), chart.points),
        median=figure(kpi, chart.median),
        latest=full_figure(kpi, chart.readings[-1].value or 0),
    )


def _process(kpi: Kpi, chart: ControlChart) -> Sentence:
    changes = words.listing([words.from_period(kpi, segment.first) for segment in chart.segments[1:]])
    return say(
        "Control chart of {name}, {span}. The mean is {mean}{limits}.{changes}",
        name=kpi.name,
        span=words.span(kpi, chart.points[0].reading.period, chart.latest.reading.period),
        mean=figure(kpi, chart.current.centre),
        limits=_limits(kpi, chart.current),
        changes=f" Mean and limits start afresh {changes}." if changes else "",
    )


def _limits(kpi: Kpi, segment: Segment) -> Sentence:
    limits = possible_limits(kpi, segment)
    if limits is None:
        return Sentence(", without limits yet")
    low, high = (figure(kpi, limit) for limit in limits)
    return say(", with {trial}limits of {low} and {high}", trial="trial " if segment.trial else "", low=low, high=high)


def _special(kpi: Kpi, chart: ControlChart) -> Sentence:
    number = sum(point.signal is not None for point in chart.points)
    return say(
        "The latest is {latest}{cause}. {number} of the {all} figures {are} marked as special cause.",
        latest=full_figure(kpi, chart.latest.reading.value or 0),
        cause=f", {CAUSES[chart.variation]}" if chart.variation else "",
        number=count(number),
        all=count(len(chart.points)),
        are="is" if number == 1 else "are",
    )


def _control_target(kpi: Kpi, chart: ControlChart) -> Sentence:
    if chart.target is None:
        return Sentence("")
    assurance = f": {chart.assurance.value.lower()}" if chart.assurance else ""
    return say("The target is {target}{assurance}.", target=figure(kpi, chart.target), assurance=assurance)


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
    what = "" if standing.group.kind in SINGLE else " mean"
    period = f" for {words.period_label(result.kpi, standing.period)}" if standing.months_older else ""
    value = figure(result.kpi, mean)
    return say("{group}{what}{period}: {value}.", group=standing.group.name, what=what, period=period, value=value)


def _place(result: IndicatorResult) -> Sentence:
    standing = foremost(result)
    if standing is None or standing.comparison.rank is None or standing.months_older or standing.group.kind in SINGLE:
        return Sentence("")
    return Sentence(f"We rank {standing.comparison.rank} of {standing.comparison.of} {among(standing)}.")
