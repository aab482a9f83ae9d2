"""Lines of enquiry: two or three questions that a member could ask about an exception, with its figures in them."""

from __future__ import annotations

from collections.abc import Callable

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.peers import neighbours, target_fit, worse_than_neighbours, worsening
from helpers.analysis.reliability import MISSED
from helpers.model.periods import Period
from helpers.model.status import Status
from helpers.present import words
from helpers.present.legible import legible
from helpers.present.sentences.notable import red_for, time_to_target
from helpers.present.sentences.sentence import Figure, Sentence, figure, gap, goal, say
from helpers.present.sentences.why import gap_to_target
from helpers.rules.change import Change, Movement
from helpers.rules.spc import Assurance, ControlChart
from helpers.rules.trend import Travel
from helpers.rules.withheld import Withheld

MOST = 3
Ask = Callable[[IndicatorResult], Sentence]


def lines_of_enquiry(result: IndicatorResult) -> tuple[Sentence, ...]:
    """Up to three questions, the most pressing first: two at least about an exception, none where nothing is amiss."""
    shown = legible(result)
    asked = (question for ask in _questions(shown) if (question := ask(shown)).text)
    return tuple(question for question, _ in zip(asked, range(MOST), strict=False))


def _questions(result: IndicatorResult) -> tuple[Ask, ...]:
    if result.freshness is not None and result.freshness.overdue:
        return _late, _meanwhile
    if result.status is Status.NO_DATA:
        return _awaited, _otherwise
    if result.status is Status.BLUE:
        return _stretching, _behind, _declines, _fits, _learning
    if result.status in MISSED:
        return _reach, _action, _declines, _behind, _fits, _pace, _line, _on_track, _cause
    return _reach, _lasts, _behind, _declines, _fits, _line, _untargeted


def _late(result: IndicatorResult) -> Sentence:
    fresh = result.freshness
    if fresh is None or fresh.next_due is None:
        return Sentence("")
    due, supplier = words.day(fresh.next_due), result.kpi.supplier
    if fresh.missing < 2:
        return Sentence(f"The supplier, {supplier}, has not sent the figure due by {due}. When will it come?")
    return say(
        "The supplier, {supplier}, has not sent {count}, the first due by {due}. When will they come?",
        supplier=supplier,
        count=Figure(words.plural(fresh.missing, "figure"), fresh.missing),
        due=due,
    )


def _meanwhile(result: IndicatorResult) -> Sentence:
    reading = result.current
    if reading is None or reading.value is None or result.freshness is None:
        return Sentence("What is known of performance meanwhile?")
    return say(
        "The latest figure, {value} for {period}, is {age} old. What is known of performance since?",
        value=figure(result.kpi, reading.value),
        period=words.period_words(result.kpi, reading.period),
        age=Figure(words.plural(result.freshness.age_months, "month"), result.freshness.age_months),
    )


def _awaited(result: IndicatorResult) -> Sentence:
    supplier, reading = result.kpi.supplier, result.current
    if reading is None:
        return Sentence(f"The supplier, {supplier}, has not sent any figure. When will the first come?")
    period = words.period_words(result.kpi, reading.period)
    return Sentence(f"The supplier, {supplier}, has no figure for {period}. Why is that, and when will there be one?")


def _otherwise(result: IndicatorResult) -> Sentence:
    return Sentence("How is performance being watched meanwhile?")


def _stretching(result: IndicatorResult) -> Sentence:
    if result.rating is None or result.scheme is None:
        return Sentence("")
    off = gap_to_target(result.kpi, result.rating, result.scheme)
    return say("It is {off}. Is the target still a stretch, and is it met at a cost elsewhere?", off=off)


def _learning(result: IndicatorResult) -> Sentence:
    standing = neighbours(result)
    if worse_than_neighbours(result) or target_fit(result) or _worsened(result):
        return Sentence("")
    if standing is None or not standing.fair or standing.comparison.rank != 1:
        return Sentence("What made the difference, and who else could learn from it?")
    of = Figure(str(standing.comparison.of), standing.comparison.of)
    return say(
        "It ranks first of {of} with similar areas. What made the difference, and who could learn from it?", of=of
    )


def _reach(result: IndicatorResult) -> Sentence:
    chart = result.spc
    if not isinstance(chart, ControlChart) or chart.assurance is not Assurance.FAILING or chart.target is None:
        return Sentence("")
    low, high = chart.current.lower, chart.current.upper
    if low is None or high is None:
        return Sentence("")
    ends = [figure(result.kpi, result.kpi.nearest_possible(limit)) for limit in (low, high)]
    steady = "As things are it stays at {low}, and the target is {target}."
    varying = (
        "As things are it can be expected to vary between {low} and {high}, which leaves out the target of {target}."
    )
    return say(
        f"{steady if ends[0].text == ends[1].text else varying} What about the process itself will change?",
        low=ends[0],
        high=ends[1],
        target=figure(result.kpi, chart.target),
    )


def _lasts(result: IndicatorResult) -> Sentence:
    """Of a target that is met although the process as it stands does not reach it."""
    chart, reading = result.spc, result.current
    failing = isinstance(chart, ControlChart) and chart.assurance is Assurance.FAILING
    if not failing or not result.status.rated or reading is None or reading.value is None:
        return Sentence("")
    value, target = figure(result.kpi, reading.value), goal(result.kpi, result.target)
    return say("The latest figure, {value}, does meet {target}. What would make that last?", value=value, target=target)


def _action(result: IndicatorResult) -> Sentence:
    """What is being done or, when it has been Red for long, what has been."""
    lasted = red_for(result)
    if not result.has_action:
        start = say("It has been Red {lasted}, and no", lasted=lasted) if lasted.text else Sentence("No")
        return say("{start} action is on record. What will bring it {way}, and by when?", start=start, way=_way(result))
    if not lasted.text:
        return lasted
    return say("It has been Red {lasted}. What has been tried, and what did it change?", lasted=lasted)


def _on_track(result: IndicatorResult) -> Sentence:
    if not result.has_action:
        return Sentence("")
    return say("By when should the action on record bring it {way}, and how will the committee know?", way=_way(result))


def _cause(result: IndicatorResult) -> Sentence:
    said = result.commentary
    known = said is not None and (said.cause or said.text)
    return Sentence("" if known else "Nothing is on record about the cause. What does the service put it down to?")


def _way(result: IndicatorResult) -> Sentence:
    """“from 71.0% to the target of 90.0%”."""
    value = result.current.value if result.current else None
    target = goal(result.kpi, result.target)
    return say("from {value} to {target}", value=figure(result.kpi, value or 0.0), target=target)


def _declines(result: IndicatorResult) -> Sentence:
    change = _worsened(result)
    if change is None:
        return Sentence("")
    return say(
        "It has worsened by {amount} {since}, when it was {earlier}. What lies behind that?",
        amount=gap(result.kpi, change.amount),
        since=words.since(result.kpi, change.earlier.period),
        earlier=figure(result.kpi, change.earlier.value or 0.0),
    )


def _worsened(result: IndicatorResult) -> Change | None:
    """A change for the worse since a year before (without one, since the period before) or, with the trend, either."""
    changes = [change for change in (result.long_term, result.short_term) if isinstance(change, Change)]
    counted = changes if worsening(result) else changes[:1]
    return next((change for change in counted if change.movement is Movement.WORSENING), None)


def _behind(result: IndicatorResult) -> Sentence:
    standing = neighbours(result)
    if standing is None or standing.comparison.mean is None or standing.ours is None:
        return Sentence("")
    if not worse_than_neighbours(result):
        return Sentence("")
    return say(
        "The statistical neighbours' mean is {mean} against our {ours}. What do those that do better do differently?",
        mean=figure(result.kpi, standing.comparison.mean),
        ours=figure(result.kpi, standing.ours.value or 0.0),
    )


def _fits(result: IndicatorResult) -> Sentence:
    found, standing = target_fit(result), neighbours(result)
    if found is None or standing is None or standing.comparison.rank is None:
        return Sentence("")
    rank = Figure(str(standing.comparison.rank), standing.comparison.rank)
    of = Figure(str(standing.comparison.of), standing.comparison.of)
    return say(
        "It is {status}, yet ranks {rank} of {of} with similar areas, so {found}. How was it set?",
        status=result.status,
        rank=rank,
        of=of,
        found=found,
    )


def _pace(result: IndicatorResult) -> Sentence:
    found, course = result.to_target, result.travel
    if found is None:
        return Sentence("")
    if not isinstance(found, Withheld):
        reached = result.current.period.later(found * result.kpi.interval) if result.current else None
        asked = "That is over: was it reached?" if _is_over(result, reached) else "Is that soon enough?"
        return say(f"{{soon}} {asked}", soon=time_to_target(result, found))
    if not isinstance(course, Travel) or not course.clear:
        return Sentence("")
    return say(
        "The trend leads away from {target}, by about {slope} {each}. What would turn it round?",
        target=goal(result.kpi, result.target),
        slope=gap(result.kpi, course.slope),
        each=words.each_period(result.kpi),
    )


def _line(result: IndicatorResult) -> Sentence:
    if result.outlook is None or result.outlook.rating.status not in MISSED:
        return Sentence("")
    over = _is_over(result, result.outlook.period)
    asked = "That is over: what is already known of it?" if over else "What is planned before then?"
    return say(
        f"A straight line leads to {{value}} for {{period}}, which would be {{status}}. {asked}",
        value=figure(result.kpi, result.kpi.nearest_possible(result.outlook.projection.value)),
        period=words.period_words(result.kpi, result.outlook.period),
        status=result.outlook.rating.status,
    )


def _is_over(result: IndicatorResult, period: Period | None) -> bool:
    """Whether a period, of which no figure is on record yet, had ended with the quarter that is reported on."""
    return period is not None and period.end <= result.quarter.end


def _untargeted(result: IndicatorResult) -> Sentence:
    if result.status is not Status.BASELINE or result.current is None:
        return Sentence("")
    period = words.period_words(result.kpi, result.current.period)
    return Sentence(f"No target was in force for {period}. When will one be agreed, and on what grounds?")
