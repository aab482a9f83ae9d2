"""A few factual sentences about an indicator. The same figures always give the same sentences."""

from __future__ import annotations

from helpers.analysis.confidence import is_share
from helpers.analysis.indicator import IndicatorResult, Standing
from helpers.analysis.peers import foremost
from helpers.model.kpi import Kpi
from helpers.model.observation import Mark, Reading
from helpers.model.status import Status
from helpers.present import words
from helpers.present.figures import SINGLE
from helpers.present.legible import legible
from helpers.present.sentences.group import group_figure, latest_figures
from helpers.present.sentences.notable import notable
from helpers.present.sentences.phrasing import phrase
from helpers.present.sentences.sentence import Figure, Sentence, count, figure, full_figure, gap, join, say
from helpers.present.sentences.why import gap_to_target
from helpers.rules.benchmark import Significance
from helpers.rules.change import Change, Movement
from helpers.rules.exact import displayed
from helpers.rules.withheld import Withheld

_VERBS = {
    Movement.IMPROVING: "improved",
    Movement.WORSENING: "worsened",
    Movement.ROSE: "rose",
    Movement.FELL: "fell",
}

_SINCE = {
    Movement.IMPROVING: "has improved",
    Movement.WORSENING: "has worsened",
    Movement.ROSE: "has risen",
    Movement.FELL: "has fallen",
}


def drafted(result: IndicatorResult) -> tuple[Sentence, ...]:
    """What the figures say: the latest, the change, what is notable, the comparison, and how fresh it all is."""
    shown = legible(result)
    found = (_latest(shown), _change(shown), *notable(shown), _comparison(shown), _freshness(shown))
    return tuple(sentence for sentence in found if sentence.text)


def parts(kpi: Kpi, reading: Reading) -> Sentence:
    """“45 of 60” when a percentage is really that share of a count, otherwise nothing."""
    if not is_share(kpi, reading):
        return Sentence("")
    return say("{n} of {d}", n=count(reading.numerator or 0), d=count(reading.denominator or 0))


def changed(kpi: Kpi, change: Change) -> Sentence:
    """“improved by 2.3 pp”, or “is unchanged”."""
    if change.movement not in _VERBS:
        return Sentence(_verb(change))
    return say("{verb} by {amount}", verb=_verb(change), amount=gap(kpi, change.amount))


def _latest(result: IndicatorResult) -> Sentence:
    kpi, reading = result.kpi, result.current
    if reading is None:
        return Sentence("" if result.status is Status.IN_DEVELOPMENT else "No figures have been reported yet.")
    period = words.period_label(kpi, reading.period)
    if reading.value is None:
        reason = "is suppressed" if Mark.CONFIDENTIAL in reading.marks else "is not available"
        return say("The figure for {period} {reason}.", period=period, reason=reason)
    return say(
        "The {provisional}figure for {period} is {value}{parts}{gap}.",
        provisional="provisional " if Mark.PROVISIONAL in reading.marks else "latest ",
        period=period,
        value=full_figure(kpi, reading.value),
        parts=_bracketed(parts(kpi, reading)),
        gap=_gap(result),
    )


def _bracketed(inner: Sentence) -> Sentence:
    return Sentence(f" ({inner.text})", inner.figures) if inner.text else inner


def _gap(result: IndicatorResult) -> Sentence:
    rating, scheme = result.last_rating, result.scheme
    if rating is None or scheme is None:
        return Sentence("")
    status = f": {rating.status}" if result.rating else f", which was {rating.status}"
    return say(", {gap}{status}", gap=gap_to_target(result.kpi, rating, scheme), status=status)


def _change(result: IndicatorResult) -> Sentence:
    changes = [change for change in (result.short_term, result.long_term) if isinstance(change, Change)]
    if not changes:
        return _no_change(result.short_term)
    differ = len(changes) == 2 and _opposite(changes[0], changes[1])
    same = len(changes) == 2 and _verb(changes[0]) == _verb(changes[1])
    if len(changes) == 1 and changes[0].movement in _VERBS:
        return _one_change(result, changes[0])
    clauses = [_clause(result, change, again=same and change is changes[-1]) for change in changes]
    season = " The two can differ when a measure has a seasonal pattern." if differ else ""
    return say("It {both}.{season}", both=join(clauses, " but " if differ else " and "), season=season)


def _one_change(result: IndicatorResult, change: Change) -> Sentence:
    """One comparison, said in one of a few ways."""
    frame = phrase(result, "It {verb} by {amount} since {since}.", "Since {since} it {has} by {amount}.")
    return say(
        frame,
        verb=_verb(change),
        has=_SINCE[change.movement],
        amount=gap(result.kpi, change.amount),
        since=words.period_label(result.kpi, change.earlier.period),
    )


def _no_change(change: Change | Withheld) -> Sentence:
    return Sentence(f"{words.sentence(change.reason)}." if isinstance(change, Withheld) and change.reason else "")


def _opposite(first: Change, second: Change) -> bool:
    return {first.movement, second.movement} in (
        {Movement.IMPROVING, Movement.WORSENING},
        {Movement.ROSE, Movement.FELL},
    )


def _verb(change: Change) -> str:
    return _VERBS.get(change.movement, "is unchanged")


def _clause(result: IndicatorResult, change: Change, *, again: bool) -> Sentence:
    """One comparison; `again` leaves out the verb that the clause before has just used."""
    since = words.period_label(result.kpi, change.earlier.period)
    last_year = ", the same period last year" if change is result.long_term else ""
    verb = "" if again else f"{_verb(change)} "
    if change.movement not in _VERBS:
        return Sentence(f"{verb}since {since}{last_year}")
    amount = gap(result.kpi, change.amount)
    return say("{verb}by {amount} since {since}{last}", verb=verb, amount=amount, since=since, last=last_year)


def _comparison(result: IndicatorResult) -> Sentence:
    standing = foremost(result)
    if standing is None or standing.comparison.mean is None or result.current is None:
        return Sentence("")
    if standing.months_older:
        return _older(result, standing, standing.comparison.mean)
    if result.current.value is None:
        return Sentence("")
    return _against(result, standing, standing.comparison.mean, result.current.value)


def _older(result: IndicatorResult, standing: Standing, mean: float) -> Sentence:
    gap_in_time = words.months(abs(standing.months_older))
    ours = standing.ours.value if standing.ours else None
    single = standing.group.kind in SINGLE
    return say(
        "{figures}, for {period}, {are} {gap} {older}: {theirs} {mean}{ours}.",
        figures=latest_figures(standing),
        period=words.period_label(result.kpi, standing.period),
        are="is" if single else "are",
        gap=gap_in_time,
        older="older" if standing.months_older > 0 else "newer",
        theirs="it was" if single else "their mean was",
        mean=figure(result.kpi, mean),
        ours=Sentence("") if ours is None else say(" and ours was {ours}", ours=figure(result.kpi, ours)),
    )


def _against(result: IndicatorResult, standing: Standing, mean: float, ours: float) -> Sentence:
    return say(
        "It is {word} {theirs}{chance}{rank}.",
        word=_word(result.kpi, standing, ours, mean),
        theirs=group_figure(result.kpi, standing, mean),
        chance=" once chance is allowed for" if standing.significance is Significance.SIMILAR else "",
        rank=_rank(standing),
    )


def _word(kpi: Kpi, standing: Standing, ours: float, mean: float) -> str:
    if standing.significance is Significance.SIMILAR:
        return "similar to"
    if displayed(ours, kpi.decimals) == displayed(mean, kpi.decimals):
        return "level with"
    if not kpi.direction.polarity:
        return "above" if ours > mean else "below"
    return "better than" if (ours - mean) * kpi.direction.polarity > 0 else "worse than"


def _rank(standing: Standing) -> Sentence:
    comparison = standing.comparison
    if comparison.rank is None or standing.group.kind in SINGLE:
        return Sentence("")
    rank, of = Figure(str(comparison.rank), comparison.rank), Figure(str(comparison.of), comparison.of)
    return say(" and ranks {rank} of {of}", rank=rank, of=of)


def _freshness(result: IndicatorResult) -> Sentence:
    fresh = result.freshness
    if fresh is None or not (fresh.carried_forward or fresh.overdue):
        return Sentence("")
    if fresh.overdue and fresh.next_due:
        return Sentence(f"The next figure was due by {words.day(fresh.next_due)} and is not on record.")
    due = f", the next due in {words.month_year(fresh.next_due)}" if fresh.next_due else ""
    return say("The figure is carried forward: {age} old{due}.", age=_age(fresh.age_months), due=due)


def _age(months: int) -> Figure:
    return Figure(words.plural(months, "month"), months)
