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

_HAS = {
    Movement.IMPROVING: "improved",
    Movement.WORSENING: "worsened",
    Movement.ROSE: "risen",
    Movement.FELL: "fallen",
}

_VERBS = {
    Movement.IMPROVING: "improved",
    Movement.WORSENING: "worsened",
    Movement.ROSE: "rose",
    Movement.FELL: "fell",
}


UNCHANGED = "is unchanged"
SHORT = 20  # letters up to which “since …” may stand before what it qualifies


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
        return Sentence(UNCHANGED)
    return say("{verb} by {amount}", verb=_VERBS[change.movement], amount=gap(kpi, change.amount))


def _latest(result: IndicatorResult) -> Sentence:
    kpi, reading = result.kpi, result.current
    if reading is None:
        return Sentence("" if result.status is Status.IN_DEVELOPMENT else "No figures have been reported yet.")
    period = words.period_words(kpi, reading.period)
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
        return _no_change(result)
    if len(changes) == 1 and changes[0].movement in _HAS:
        return _one_change(result, changes[0])
    differ = len(changes) == 2 and _opposite(changes[0], changes[1])
    clauses = [_clause(result, change, changes[:place]) for place, change in enumerate(changes)]
    season = " The two can differ when a measure has a seasonal pattern." if differ else ""
    return say("It {both}.{season}", both=join(clauses, " but " if differ else " and "), season=season)


def _one_change(result: IndicatorResult, change: Change) -> Sentence:
    """One comparison, said in one of a few ways."""
    since = words.since(result.kpi, change.earlier.period)
    frames = ["It has {verb} by {amount} {since}{last}."]
    if len(since) <= SHORT and not _last_year(result, change):
        frames.append(f"{words.sentence(since)} it has {{verb}} by {{amount}}.")
    return say(
        phrase(result, *frames),
        verb=_HAS[change.movement],
        amount=gap(result.kpi, change.amount),
        since=since,
        last=_last_year(result, change),
    )


def _no_change(result: IndicatorResult) -> Sentence:
    """Why there is no comparison, unless there is no figure to compare."""
    known = result.current is not None and result.current.value is not None
    withheld = result.long_term if result.kpi.builds_up else result.short_term
    if not known or not isinstance(withheld, Withheld):
        return Sentence("")
    reason = withheld.reason.removeprefix("no comparison: ").replace(" not reported", " was not reported")
    return Sentence(f"There is no comparison: {reason.replace(' suppressed', ' was suppressed')}.")


def _opposite(first: Change, second: Change) -> bool:
    return {first.movement, second.movement} in (
        {Movement.IMPROVING, Movement.WORSENING},
        {Movement.ROSE, Movement.FELL},
    )


def _clause(result: IndicatorResult, change: Change, before: list[Change]) -> Sentence:
    """One comparison; what the clause `before` it has just said is not said again."""
    since = words.since(result.kpi, change.earlier.period) + _last_year(result, change)
    told = [each.movement in _HAS for each in before]
    if change.movement not in _HAS:
        return Sentence(since if told == [False] else f"{UNCHANGED} {since}")
    has = "" if any(told) else "has "
    verb = "" if any(each.movement is change.movement for each in before) else f"{has}{_HAS[change.movement]} "
    return say("{verb}by {amount} {since}", verb=verb, amount=gap(result.kpi, change.amount), since=since)


def _last_year(result: IndicatorResult, change: Change) -> str:
    return ", the same period last year" if change is result.long_term else ""


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
        period=words.period_words(result.kpi, standing.period),
        are="is" if single else "are",
        gap=gap_in_time,
        older="older" if standing.months_older > 0 else "newer",
        theirs="it was" if single else "their mean was",
        mean=figure(result.kpi, mean),
        ours=Sentence("") if ours is None else say(" and ours was {ours}", ours=figure(result.kpi, ours)),
    )


def _against(result: IndicatorResult, standing: Standing, mean: float, ours: float) -> Sentence:
    overdue = result.freshness is not None and result.freshness.overdue
    word = _word(result.kpi, standing, ours, mean)
    return say(
        "{start} {word} {theirs}{rank}.",
        start=_start(standing, overdue=overdue),
        word=word,
        theirs=group_figure(result.kpi, standing, mean),
        rank=_rank(standing, word, overdue=overdue),
    )


def _start(standing: Standing, *, overdue: bool) -> str:
    """A figure that is overdue is told as what it was."""
    chance = standing.significance is Significance.SIMILAR
    return f"{'Allowing for chance, it' if chance else 'It'} {'was' if overdue else 'is'}"


def _word(kpi: Kpi, standing: Standing, ours: float, mean: float) -> str:
    if standing.significance is Significance.SIMILAR:
        return "similar to"
    if displayed(ours, kpi.decimals) == displayed(mean, kpi.decimals):
        return "level with"
    if not kpi.direction.polarity:
        return "above" if ours > mean else "below"
    return "better than" if (ours - mean) * kpi.direction.polarity > 0 else "worse than"


def _rank(standing: Standing, word: str, *, overdue: bool) -> Sentence:
    """Our place; “but” where it is not what the comparison with the mean leads one to expect."""
    comparison = standing.comparison
    if comparison.rank is None or standing.group.kind in SINGLE:
        return Sentence("")
    behind, ahead = 2 * comparison.rank > comparison.of + 1, 2 * comparison.rank < comparison.of + 1
    surprising = (word == "better than" and behind) or (word == "worse than" and ahead)
    return say(
        " {link} {ranks} {rank} of {of}",
        link="but" if surprising else "and",
        ranks="ranked" if overdue else "ranks",
        rank=Figure(str(comparison.rank), comparison.rank),
        of=Figure(str(comparison.of), comparison.of),
    )


def _freshness(result: IndicatorResult) -> Sentence:
    fresh = result.freshness
    if fresh is None or result.kpi.resting or not (fresh.carried_forward or fresh.overdue):
        return Sentence("")
    if fresh.overdue and fresh.next_due:
        return _overdue(words.day(fresh.next_due), fresh.missing)
    due = f", the next due in {words.month_year(fresh.next_due)}" if fresh.next_due else ""
    return say("The figure is carried forward: {age} old{due}.", age=_age(fresh.age_months), due=due)


def _overdue(due: str, missing: int) -> Sentence:
    if missing < 2:
        return Sentence(f"The next figure was due by {due} and is not on record.")
    count = Figure(words.plural(missing, "figure"), missing)
    return say("Since then {count} have fallen due, the first by {due}, and none is on record.", count=count, due=due)


def _age(months: int) -> Figure:
    return Figure(words.plural(months, "month"), months)
