"""How a KPI has changed since an action on it began, in words that claim no more than the figures can bear."""

from __future__ import annotations

from helpers.analysis.effect import Effect, effect
from helpers.analysis.indicator import IndicatorResult
from helpers.model.action import Action
from helpers.model.kpi import Kpi
from helpers.present import words
from helpers.present.legible import legible
from helpers.present.sentences.sentence import Sentence, figure, gap, join, say
from helpers.rules.change import Change, Movement
from helpers.rules.withheld import Withheld

MOVED = {
    Movement.IMPROVING: "improved by {amount}",
    Movement.WORSENING: "worsened by {amount}",
    Movement.ROSE: "risen by {amount}",
    Movement.FELL: "fallen by {amount}",
    Movement.NO_CHANGE: "not changed",
    Movement.LEVEL: "not changed",
}
CAUTION = "other things may have changed too"


def since_it_began(result: IndicatorResult, action: Action) -> Sentence:
    """“Since the action began (28 May 2025) the figure has improved by 3.0 pp, from 74.0% (Q4 2024/25) to 77.0% (Q2
    2025/26); other things may have changed too.” Empty when it cannot be told.
    """
    shown = legible(result)
    found = effect(shown, action)
    if isinstance(found, Withheld):
        return Sentence("")
    return join([_by_now(shown.kpi, action, found), _at_first(shown.kpi, found), _others(found)])


def _by_now(kpi: Kpi, action: Action, found: Effect) -> Sentence:
    before, latest = found.by_now.earlier, found.latest
    return say(
        "Since the action began ({day}) the figure has {moved}, from {before} ({then}) to {latest} ({now}); {caution}.",
        day=words.day(action.set_on),
        moved=_moved(kpi, found.by_now),
        before=figure(kpi, before.value or 0),
        then=words.period_label(kpi, before.period),
        latest=figure(kpi, latest.value or 0),
        now=words.period_label(kpi, latest.period),
        caution=CAUTION,
    )


def _at_first(kpi: Kpi, found: Effect) -> Sentence:
    """What the first figure said, where there have been others since."""
    if found.first is found.latest:
        return Sentence("")
    period = words.period_label(kpi, found.first.period)
    return say(
        "By the first figure after it, {period}, it had {moved}.", period=period, moved=_moved(kpi, found.at_first)
    )


def _moved(kpi: Kpi, change: Change) -> Sentence:
    return say(MOVED[change.movement], amount=gap(kpi, change.amount))


def _others(found: Effect) -> Sentence:
    if not found.others:
        return Sentence("")
    if found.others == 1:
        return Sentence("Another action on it was under way too, so the change cannot be put down to either.")
    rivals = words.spelt(found.others).capitalize()
    return Sentence(f"{rivals} other actions on it were under way too, so the change cannot be put down to any one.")
