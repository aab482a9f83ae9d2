"""What else is worth saying of an indicator, the most notable first: records, trend, outlook, persistence, target."""

from __future__ import annotations

from collections.abc import Callable

from helpers.analysis.extremes import Extreme, Standout, standout
from helpers.analysis.indicator import IndicatorResult, Outlook
from helpers.analysis.peers import TargetFit, target_fit
from helpers.analysis.reliability import MET, disagreement
from helpers.model.status import Status
from helpers.present import words
from helpers.present.sentences.phrasing import phrase
from helpers.present.sentences.sentence import Figure, Sentence, figure, gap, goal, say
from helpers.rules.change import Change, Movement
from helpers.rules.signals import Signal
from helpers.rules.spc import Assurance, ControlChart, Variation
from helpers.rules.trend import Travel, Trend
from helpers.rules.withheld import Withheld

MOST = 3
FEWEST_FOR_A_TREND = 5  # figures below which a trend is not put into words
A_YEAR, LONG = 12, 120  # months
Say = Callable[[IndicatorResult], Sentence]


def notable(result: IndicatorResult) -> tuple[Sentence, ...]:
    """Up to three sentences, chosen by what is most notable and told in an order that reads well."""
    found = {say_it: said for say_it in BY_WEIGHT if (said := say_it(result)).text}
    chosen = list(found)[:MOST]
    return tuple(found[say_it] for say_it in IN_READING_ORDER if say_it in chosen)


def record(result: IndicatorResult) -> Sentence:
    """“It is the best figure since 2016/17.” or “It is the best of the 11 figures since 2010.” with a trend like it."""
    found = standout(result)
    if found is None:
        return Sentence("")
    if found.since is None:
        return say(
            "It is the {extreme} of the {figures} figures since {first}{course}.",
            extreme=found.extreme,
            figures=Figure(words.number(found.figures), found.figures),
            first=words.period_words(result.kpi, found.first),
            course=_course_too(result, found),
        )
    since = words.period_words(result.kpi, found.since)
    return Sentence(
        phrase(
            result,
            f"It is the {found.extreme} figure since {since}.",
            f"There has been no {_RIVAL[found.extreme]} figure since {since}.",
        )
    )


def trend(result: IndicatorResult) -> Sentence:
    """“The trend since 2013 is improving, by about 0.8 pp a year.”"""
    found, told = _trend_worth_telling(result), standout(result)
    if found is None or (told is not None and _course_too(result, told).text):
        return Sentence("")
    frame = phrase(result, "since {since} the trend is {course}", "the trend since {since} is {course}")
    return say(
        f"Even so, {frame}." if _against_the_change(result, found) else f"{words.sentence(frame)}.",
        since=words.period_words(result.kpi, found.since),
        course=_course(result, found),
    )


def ahead(result: IndicatorResult) -> Sentence:
    """How soon the target is reached at the current rate, or that it is not; else where a straight line leads."""
    found, outlook = result.to_target, result.outlook
    if isinstance(found, Withheld) and isinstance(result.travel, Travel) and result.travel.clear:
        return _away(result)
    if found is None or isinstance(found, Withheld):
        return _predicted(result)
    if outlook is not None and outlook.rating.status in MET and found > _periods_until(result, outlook):
        return _behind_the_line(result, outlook, found)
    return time_to_target(result, found)


def time_to_target(result: IndicatorResult, found: int) -> Sentence:
    """“At the current rate it reaches the target of 80.0% in about 3 quarters, by Q4 2025/26.”

    The period is named, since the count begins with the latest figure, which may be old.
    """
    target = goal(result.kpi, result.target)
    if found * result.kpi.interval > LONG:
        return say("At the current rate it is more than ten years from {target}.", target=target)
    count = Figure(words.periods(result.kpi, found), found)
    return say(
        "At the current rate it reaches {target} in about {count}{when}.",
        target=target,
        count=count,
        when=_reached(result, found),
    )


def _reached(result: IndicatorResult, found: int) -> str:
    """“, by Q4 2025/26”: the period that lies so many periods after the latest figure."""
    if result.current is None:
        return ""
    return f", by {words.period_words(result.kpi, result.current.period.later(found * result.kpi.interval))}"


def lasting(result: IndicatorResult) -> Sentence:
    """“It has been Red for 3 quarters.”"""
    told = red_for(result)
    return say("It has been Red {told}.", told=told) if told.text else told


def red_for(result: IndicatorResult) -> Sentence:
    """“for 11 quarters, on 3 yearly figures”, of an indicator that has been Red in two reports or more."""
    found = result.persistence
    if result.status is not Status.RED or found is None or found.reports < 2:
        return Sentence("")
    count = Figure(words.plural(found.reports, result.cadence.noun), found.reports)
    more = " or more" if found.at_least else ""
    return say("for {count}{more}{on}", count=count, more=more, on=_on_how_many(result, found.figures, found.reports))


def original(result: IndicatorResult) -> Sentence:
    """“On the original target of 90.0% it would be Amber.”"""
    found = result.original
    if found is None or found.rating is None or not result.status.rated:
        return Sentence("")
    first = goal(result.kpi, found.target)
    still = " too" if found.rating.status is result.status else ""
    text = first.text.removeprefix("the ")
    return Sentence(f"On the original {text} it would be {found.rating.status}{still}.", first.figures)


def fit(result: IndicatorResult) -> Sentence:
    """“It is Red, yet in the best quarter of its statistical neighbours: the target may be too hard.”"""
    found = target_fit(result)
    if found is None:
        return Sentence("")
    quarter = "best" if found is TargetFit.TOO_HARD else "worst"
    return Sentence(f"It is {result.status}, yet in the {quarter} quarter of its statistical neighbours: {found}.")


def reliability(result: IndicatorResult) -> Sentence:
    """“It is Green this quarter, but the target is not reliably achieved.”"""
    found = disagreement(result)
    if found is None:
        return Sentence("")
    usual = "is usually achieved" if found.assurance is Assurance.PASSING else "is not reliably achieved"
    return Sentence(f"It is {found.status} this {result.cadence.noun}, but the target {usual}.")


def special_cause(result: IndicatorResult) -> Sentence:
    """“The latest figure lies beyond the limits of the usual ups and downs, a special cause of improvement.”"""
    chart = result.spc
    if not isinstance(chart, ControlChart) or chart.latest.signal is None or chart.variation not in _CAUSE:
        return Sentence("")
    return Sentence(f"{_SIGNAL[chart.latest.signal]}{_CAUSE[chart.variation]}.")


def _trend_worth_telling(result: IndicatorResult) -> Travel | None:
    found = result.travel
    told = isinstance(found, Travel) and found.clear and found.points >= FEWEST_FOR_A_TREND
    return found if told and isinstance(found, Travel) else None


def _course(result: IndicatorResult, found: Travel) -> Sentence:
    """“improving, by about 0.8 pp a year”."""
    each = words.each_period(result.kpi)
    return say(
        "{way}, by about {slope} {each}", way=_COURSE[found.trend], slope=gap(result.kpi, found.slope), each=each
    )


def _course_too(result: IndicatorResult, told: Standout) -> Sentence:
    """The trend as the end of a sentence on a record of all figures, when it goes the same way."""
    found = _trend_worth_telling(result)
    if found is None or told.since is not None or _LEADS_TO.get(found.trend) is not told.extreme:
        return Sentence("")
    return say(", and the trend is {course}", course=_course(result, found))


def _against_the_change(result: IndicatorResult, found: Travel) -> bool:
    """Whether every change that has just been told goes the other way."""
    told = [each.movement for each in (result.short_term, result.long_term) if isinstance(each, Change)]
    return bool(told) and all(movement is _OTHER_WAY.get(found.trend) for movement in told)


def _away(result: IndicatorResult) -> Sentence:
    """That the target is not reached; not said where it only says again that the trend is the wrong way."""
    outlook, target = result.outlook, goal(result.kpi, result.target)
    if outlook is not None and outlook.rating.status.rank < result.status.rank:
        where = _where(result, outlook)
        return say(
            "At the current rate it will not reach {target}: a straight line leads to {where}.",
            target=target,
            where=where,
        )
    if _trend_worth_telling(result):
        return Sentence("")
    return say("At the current rate it will not reach {target}.", target=target)


def _predicted(result: IndicatorResult) -> Sentence:
    """Where a straight line leads, when the status there is another and one of the two is off target."""
    found = result.outlook
    if found is None or found.rating.status is result.status or {found.rating.status, result.status} <= {*MET}:
        return Sentence("")
    frame = phrase(result, "A straight line leads to {where}.", "On a straight line it comes to {where}.")
    return say(frame, where=_where(result, found))


def _behind_the_line(result: IndicatorResult, outlook: Outlook, found: int) -> Sentence:
    """The line is there sooner than the latest figure is at the same rate: both are said at once, with the reason."""
    return say(
        "A straight line leads to {where}; from the latest figure, which lies behind it, {target} is about {count} "
        "away.",
        where=_where(result, outlook),
        target=goal(result.kpi, result.target),
        count=Figure(words.periods(result.kpi, found), found),
    )


def _where(result: IndicatorResult, outlook: Outlook) -> Sentence:
    """“27.1% for Mar 2026, which would be Amber”."""
    value = figure(result.kpi, result.kpi.nearest_possible(outlook.projection.value))
    period = words.period_words(result.kpi, outlook.period)
    return say(
        "{value} for {period}, which would be {status}{on}",
        value=value,
        period=period,
        status=outlook.rating.status,
        on=_on_its_own_target(result, outlook),
    )


def _on_its_own_target(result: IndicatorResult, outlook: Outlook) -> Sentence:
    """The target that a prediction is judged by, where it is not the one in force now."""
    if result.target is not None and outlook.target.limits == result.target.limits:
        return Sentence("")
    return say(" on that period's {target}", target=_without_article(goal(result.kpi, outlook.target)))


def _without_article(target: Sentence) -> Sentence:
    return Sentence(target.text.removeprefix("the "), target.figures)


def _periods_until(result: IndicatorResult, outlook: Outlook) -> float:
    return outlook.period.months_since(result.current.period) / result.kpi.interval if result.current else 0


def _on_how_many(result: IndicatorResult, figures: int, quarters: int) -> Sentence:
    """On how many figures several reports rest, where each was reported more than once."""
    if figures >= quarters:
        return Sentence("")
    kind = "yearly figure" if result.kpi.interval == A_YEAR else "figure"
    if figures == 1:
        return Sentence(f", on one {kind}")
    return say(", on {figures}", figures=Figure(words.plural(figures, kind), figures))


_CAUSE = {
    Variation.IMPROVEMENT: ", a special cause of improvement",
    Variation.CONCERN: ", a special cause of concern",
    Variation.HIGH: "",
    Variation.LOW: "",
}
_SIGNAL = {
    Signal.BEYOND: "The latest figure lies beyond the limits of the usual ups and downs",
    Signal.TREND: "At least seven figures in a row have gone the same way",
    Signal.TWO_OF_THREE: "Two of three figures in a row lie close to a limit of the usual ups and downs",
    Signal.SHIFT: "At least seven figures in a row lie on one side of the mean",
}
_COURSE = {
    Trend.IMPROVING: "improving",
    Trend.WORSENING: "worsening",
    Trend.RISING: "upward",
    Trend.FALLING: "downward",
}
_LEADS_TO = {
    Trend.IMPROVING: Extreme.BEST,
    Trend.WORSENING: Extreme.WORST,
    Trend.RISING: Extreme.HIGHEST,
    Trend.FALLING: Extreme.LOWEST,
}
_OTHER_WAY = {
    Trend.IMPROVING: Movement.WORSENING,
    Trend.WORSENING: Movement.IMPROVING,
    Trend.RISING: Movement.FELL,
    Trend.FALLING: Movement.ROSE,
}
_RIVAL = {Extreme.BEST: "better", Extreme.WORST: "worse", Extreme.HIGHEST: "higher", Extreme.LOWEST: "lower"}
BY_WEIGHT: tuple[Say, ...] = (original, lasting, special_cause, reliability, ahead, fit, record, trend)
IN_READING_ORDER: tuple[Say, ...] = (record, special_cause, trend, lasting, original, reliability, ahead, fit)
