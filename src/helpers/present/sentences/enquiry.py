"""Lines of enquiry: two or three questions that a member could ask about an exception, with its figures in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.peers import neighbours, target_fit, worse_than_neighbours, worsening
from helpers.model.status import Status
from helpers.present import words
from helpers.present.legible import legible
from helpers.present.sentences.sentence import Figure, Sentence, figure, gap, say
from helpers.present.sentences.why import gap_to_target
from helpers.rules.change import Change
from helpers.rules.spc import Assurance, ControlChart
from helpers.rules.withheld import Withheld

MOST = 3
Ask = Callable[[IndicatorResult], Sentence]


def lines_of_enquiry(result: IndicatorResult) -> tuple[Sentence, ...]:
    """Two or three questions, the most pressing first."""
    shown = legible(result)
    asked = (question for ask in _questions(shown) if (question := ask(shown)).text)
    return tuple(question for question, _ in zip(asked, range(MOST), strict=False))


def _questions(result: IndicatorResult) -> Iterator[Ask]:
    if result.freshness is not None and result.freshness.overdue:
        yield from (_late, _meanwhile)
    elif result.status is Status.BLUE:
        yield from (_stretching, _learning, _fits)
    else:
        yield from (_reach, _persists, _declines, _behind, _fits, _pace, _back_on_target, _ahead)


def _late(result: IndicatorResult) -> Sentence:
    fresh = result.freshness
    if fresh is None or fresh.next_due is None:
        return Sentence("")
    due, supplier = words.day(fresh.next_due), result.kpi.supplier
    if fresh.missing < 2:
        return Sentence(f"The figure due by {due} has not come from {supplier}. When will it?")
    count = Figure(words.number(fresh.missing), fresh.missing)
    return say(
        "{count} figures, the first due by {due}, have not come from {supplier}. When will they?",
        count=count,
        due=due,
        supplier=supplier,
    )


def _meanwhile(result: IndicatorResult) -> Sentence:
    reading = result.current
    if reading is None or reading.value is None or result.freshness is None:
        return Sentence("")
    return say(
        "The latest figure, {value} for {period}, is {age} old. What is known of performance since?",
        value=figure(result.kpi, reading.value),
        period=words.period_label(result.kpi, reading.period),
        age=Figure(words.plural(result.freshness.age_months, "month"), result.freshness.age_months),
    )


def _stretching(result: IndicatorResult) -> Sentence:
    if result.rating is None or result.scheme is None:
        return Sentence("")
    off = gap_to_target(result.kpi, result.rating, result.scheme)
    return say("It is {off}. Is the target still a stretch, and has it a cost elsewhere?", off=off)


def _learning(result: IndicatorResult) -> Sentence:
    standing = neighbours(result)
    if standing is None or not standing.fair or standing.comparison.rank != 1:
        return Sentence("What made the difference, and who else could learn from it?")
    of = Figure(str(standing.comparison.of), standing.comparison.of)
    return say("It is the best of {of} similar areas. What made the difference, and who could learn from it?", of=of)


def _reach(result: IndicatorResult) -> Sentence:
    chart = result.spc
    if not isinstance(chart, ControlChart) or chart.assurance is not Assurance.FAILING or chart.target is None:
        return Sentence("")
    low, high = chart.current.lower, chart.current.upper
    if low is None or high is None:
        return Sentence("")
    return say(
        "As things are it will vary between {low} and {high}, which leaves out the target of {target}. "
        "What about the process itself will change?",
        low=figure(result.kpi, low),
        high=figure(result.kpi, high),
        target=figure(result.kpi, chart.target),
    )


def _persists(result: IndicatorResult) -> Sentence:
    lasted = result.persistence
    if result.status is not Status.RED or lasted is None or lasted.quarters < 2:
        return Sentence("")
    count = Figure(words.plural(lasted.quarters, "quarter"), lasted.quarters)
    return say("It has been reported as Red for {count}. What has been tried, and what did it change?", count=count)


def _declines(result: IndicatorResult) -> Sentence:
    changes = [change for change in (result.long_term, result.short_term) if isinstance(change, Change)]
    if not worsening(result) or not changes:
        return Sentence("")
    change = next((each for each in changes if each.amount * result.kpi.direction.polarity < 0), None)
    if change is None:
        return Sentence("")
    return say(
        "It has worsened by {amount} since {period}, when it was {earlier}. What lies behind that?",
        amount=gap(result.kpi, change.amount),
        period=words.period_label(result.kpi, change.earlier.period),
        earlier=figure(result.kpi, change.earlier.value or 0.0),
    )


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
    return say("It ranks {rank} of {of} with similar areas, so {found}. How was it set?", rank=rank, of=of, found=found)


def _pace(result: IndicatorResult) -> Sentence:
    found = result.to_target
    if found is None:
        return Sentence("")
    target = words.target_words(result.kpi, result.target)
    if isinstance(found, Withheld):
        return Sentence(f"At the current rate it will not reach {target}. What would change the rate?")
    count = Figure(words.periods(result.kpi, found), found)
    return say(
        "At the current rate it reaches {target} in about {count}. Is that soon enough?", target=target, count=count
    )


def _back_on_target(result: IndicatorResult) -> Sentence:
    if result.rating is None or result.current is None or result.current.value is None:
        return Sentence("")
    value, target = figure(result.kpi, result.current.value), words.target_words(result.kpi, result.target)
    if result.commentary is None or not result.commentary.has_action:
        return say(
            "No action is on record. What will bring it from {value} to {target}, and by when?",
            value=value,
            target=target,
        )
    return say(
        "By when should the action on record bring it from {value} to {target}, and how will we know?",
        value=value,
        target=target,
    )


def _ahead(result: IndicatorResult) -> Sentence:
    if result.outlook is None or result.outlook.rating.status is not Status.RED:
        return Sentence("")
    value = figure(result.kpi, result.kpi.nearest_possible(result.outlook.projection.value))
    period = words.period_label(result.kpi, result.outlook.period)
    return say(
        "A straight line leads to {value} for {period}. What is planned before then?", value=value, period=period
    )
