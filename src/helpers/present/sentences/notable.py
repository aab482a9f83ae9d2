"""What else is worth saying of an indicator, the most notable first: records, trend, outlook, persistence, target."""

from __future__ import annotations

from collections.abc import Callable

from helpers.analysis.extremes import Extreme, standout
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.peers import TargetFit, target_fit
from helpers.analysis.reliability import disagreement
from helpers.model.status import Status
from helpers.present import words
from helpers.present.sentences.phrasing import phrase
from helpers.present.sentences.sentence import Figure, Sentence, figure, gap, say
from helpers.rules.signals import Signal
from helpers.rules.spc import ControlChart, Variation
from helpers.rules.trend import Travel, Trend
from helpers.rules.withheld import Withheld

MOST = 3
Say = Callable[[IndicatorResult], Sentence]


def notable(result: IndicatorResult) -> tuple[Sentence, ...]:
    """Up to three sentences, chosen by what is most notable and told in an order that reads well."""
    found = {say_it: said for say_it in BY_WEIGHT if (said := say_it(result)).text}
    chosen = list(found)[:MOST]
    return tuple(found[say_it] for say_it in IN_READING_ORDER if say_it in chosen)


def record(result: IndicatorResult) -> Sentence:
    """“That is the best figure since 2016/17.”"""
    found = standout(result)
    if found is None:
        return Sentence("")
    what = f"the {found.extreme} figure"
    if found.since is None:
        return Sentence(phrase(result, f"That is {what} of those shown.", f"It is {what} in the series shown."))
    since = words.period_label(result.kpi, found.since)
    return Sentence(
        phrase(result, f"That is {what} since {since}.", f"There has been no {_RIVAL[found.extreme]} since {since}.")
    )


def trend(result: IndicatorResult) -> Sentence:
    """“Over the 12 figures shown the trend is one of improvement, by about 0.8 pp a year.”"""
    found = result.travel
    if not isinstance(found, Travel) or not found.clear:
        return Sentence("")
    return say(
        phrase(
            result,
            "Over the {points} figures since {since} the trend is {course}, by about {slope} {each}.",
            "The trend over the {points} figures since {since} is {course}: about {slope} {each}.",
        ),
        points=Figure(words.number(found.points), found.points),
        since=words.period_label(result.kpi, found.since),
        course=_COURSE[found.trend],
        slope=gap(result.kpi, found.slope),
        each=words.each_period(result.kpi),
    )


def time_to_target(result: IndicatorResult) -> Sentence:
    """“At the current rate it reaches the target of 80.0% in about 3 quarters.” or that it does not."""
    found = result.to_target
    if found is None:
        return Sentence("")
    target = words.target_words(result.kpi, result.target)
    if isinstance(found, Withheld):
        away = "moving away" in found.reason
        return Sentence(f"At the current rate it will not reach {target}." if away else "")
    count = Figure(words.periods(result.kpi, found), found)
    return say("At the current rate it reaches {target} in about {count}.", target=target, count=count)


def predicted(result: IndicatorResult) -> Sentence:
    """“A straight line leads to 27.1% for March 2026, which would be Amber.” when that is another status."""
    found = result.outlook
    if found is None or found.rating.status is result.status:
        return Sentence("")
    return say(
        "A straight line leads to {value} for {period}, which would be {status}.",
        value=figure(result.kpi, result.kpi.nearest_possible(found.projection.value)),
        period=words.period_label(result.kpi, found.period),
        status=found.rating.status,
    )


def lasting(result: IndicatorResult) -> Sentence:
    """“It has been Red for 3 quarters.”"""
    found = result.persistence
    if result.status is not Status.RED or found is None or found.quarters < 2:
        return Sentence("")
    more = " or more" if found.at_least else ""
    count = Figure(words.plural(found.quarters, "quarter"), found.quarters)
    return say("It has been reported as Red for {count}{more}.", count=count, more=more)


def original(result: IndicatorResult) -> Sentence:
    """“It would be Amber on the original target of 90.0%.”"""
    found = result.original
    if found is None or found.rating is None or not result.status.rated:
        return Sentence("")
    target = words.target_words(result.kpi, found.target)
    same = "It would be {status} on the original target too: {target}."
    other = "It would be {status} on the original: {target}."
    return say(same if found.rating.status is result.status else other, status=found.rating.status, target=target)


def fit(result: IndicatorResult) -> Sentence:
    """“It is Red, yet among the best quarter of the statistical neighbours: the target may be too hard.”"""
    found = target_fit(result)
    if found is None:
        return Sentence("")
    quarter = "best" if found is TargetFit.TOO_HARD else "worst"
    return Sentence(f"It is {result.status}, yet among the {quarter} quarter of the statistical neighbours: {found}.")


def reliability(result: IndicatorResult) -> Sentence:
    """“Green this quarter; not reliably achieved.”"""
    found = disagreement(result)
    return Sentence(f"{found.words}." if found else "")


def special_cause(result: IndicatorResult) -> Sentence:
    """“It is a special cause of concern: seven on one side of the mean of 27.3.” where chance does not explain it."""
    chart = result.spc
    if not isinstance(chart, ControlChart) or chart.latest.signal is None or chart.variation not in _CAUSE:
        return Sentence("")
    return Sentence(f"It is a special cause{_CAUSE[chart.variation]}: {_SIGNAL[chart.latest.signal]}.")


_CAUSE = {
    Variation.IMPROVEMENT: " of improvement",
    Variation.CONCERN: " of concern",
    Variation.HIGH: "",
    Variation.LOW: "",
}
_SIGNAL = {
    Signal.BEYOND: "it lies beyond the limits of the usual ups and downs",
    Signal.TREND: "seven figures in a row have gone the same way",
    Signal.TWO_OF_THREE: "two of three figures lie close to a limit",
    Signal.SHIFT: "seven figures in a row lie on one side of the mean",
}
_COURSE = {
    Trend.IMPROVING: "one of improvement",
    Trend.WORSENING: "one of decline",
    Trend.RISING: "upward",
    Trend.FALLING: "downward",
}
_RIVAL = {
    Extreme.BEST: "better figure",
    Extreme.WORST: "worse figure",
    Extreme.HIGHEST: "higher figure",
    Extreme.LOWEST: "lower figure",
}
BY_WEIGHT: tuple[Say, ...] = (
    original,
    lasting,
    special_cause,
    reliability,
    time_to_target,
    predicted,
    fit,
    record,
    trend,
)
IN_READING_ORDER: tuple[Say, ...] = (
    record,
    special_cause,
    trend,
    lasting,
    original,
    reliability,
    time_to_target,
    predicted,
    fit,
)
