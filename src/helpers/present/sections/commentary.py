"""What a service says of its indicator: on the indicator's page, cut where it is long, and in full at the end."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.model.action import Action
from helpers.model.commentary import ServiceCommentary
from helpers.model.organisation import Settings
from helpers.present import words
from helpers.present.blocks import Block, Callout, Emphasis, Heading, Link, Paragraph, Section, Strong, Words, joined
from helpers.present.placeholders import filled
from helpers.present.prose import printable, shortened
from helpers.present.sections.actions import action_words
from helpers.present.sections.summary import QUIET, page_link, see_actions
from helpers.rules.prose_checks import same_words


def from_the_service(result: IndicatorResult, settings: Settings) -> Iterator[Block]:
    """Text, cause and action, each as far as there is one; an action that must be on record and is not is missed."""
    said = result.commentary
    if said and (said.text.strip() or said.cause.strip()):
        yield Callout("note", f"From the service{_illustrative(said)}", tuple(_words(result, said, settings)))
    if said and said.has_action:
        action = (*filled(result, said.action), *_who_and_when(result, said))
        yield Callout("important", f"Action{_illustrative(said)}", action)
    elif result.open_actions:
        yield _carried_forward(result, settings)
    elif result.status in settings.action_required:
        what = f"Owner: {result.kpi.owner}. An action is required of an indicator that is {result.status}."
        yield Callout("warning", "Action missing", (Paragraph(what),))


def commentary_in_full(pack: Pack) -> Section:
    """The whole of every commentary that was cut on its indicator's page; nothing when none was."""
    limit = pack.organisation.settings.commentary_words
    cut = [result for result in pack.indicators if _is_cut(result, limit)]
    heading = (Heading("Commentary in full", 1),) if cut else ()
    return Section((*heading, *(block for result in cut for block in _in_full(result))))


def _is_cut(result: IndicatorResult, limit: int) -> bool:
    if result.commentary is None:
        return False
    whole = filled(result, result.commentary.text)
    return shortened(whole, limit) is not whole


def _in_full(result: IndicatorResult) -> Iterator[Block]:
    assert result.commentary is not None
    yield Heading(result.kpi.name, 2, _place(result), QUIET)
    yield from _signed(filled(result, result.commentary.text), result.commentary)
    yield Paragraph(joined(["Back to", page_link(result)]), "small")


def _words(result: IndicatorResult, said: ServiceCommentary, settings: Settings) -> Iterator[Block]:
    whole = filled(result, said.text)
    shown = shortened(whole, settings.commentary_words)
    yield from shown if said.cause.strip() else _signed(shown, said)
    if shown is not whole:
        yield Paragraph(Link("Read the rest of the commentary", f"#{_place(result)}"))
    if said.cause.strip():
        yield from _signed(_led(Strong("Cause:"), filled(result, said.cause)), said)


def _led(start: Words, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with a few words before the first of them."""
    if blocks and isinstance(blocks[0], Paragraph):
        return (Paragraph(joined([start, blocks[0].words]), blocks[0].css), *blocks[1:])
    return (Paragraph(start), *blocks)


def _signed(blocks: tuple[Block, ...], said: ServiceCommentary) -> tuple[Block, ...]:
    """The service's words, with who wrote them and when at the end of the last paragraph."""
    *before, last = blocks or (Paragraph(""),)
    signature = Emphasis(f"{said.author}, {words.day(said.date)}.")
    if isinstance(last, Paragraph):
        return (*before, Paragraph(joined([last.words, signature]), last.css))
    return (*before, last, Paragraph(signature))


def _carried_forward(result: IndicatorResult, settings: Settings) -> Callout:
    """The actions of earlier quarters that are still open, where this quarter's commentary has none."""
    limit = settings.commentary_words
    told = [joined([action_words(result, each, limit), _owner_and_date(each)]) for each in result.open_actions]
    title = "Earlier action, still open" if len(told) == 1 else "Earlier actions, still open"
    return Callout("important", title, tuple(Paragraph(each) for each in told))


def _its_action(result: IndicatorResult) -> Action | None:
    """The open action that this quarter's commentary speaks of."""
    said = result.commentary.action if result.commentary else ""
    return next((each for each in reversed(result.open_actions) if same_words(each.what, said)), None)


def _owner_and_date(action: Action) -> str:
    owner = f"Owner: {printable(action.owner)}." if action.owner else ""
    due = f"Due: {words.day(action.due_now)}." if action.due_now else ""
    return " ".join(part for part in (owner, due, f"Set on {words.day(action.set_on)}.") if part)


def _who_and_when(result: IndicatorResult, said: ServiceCommentary) -> Iterator[Block]:
    """Owner and date, as it stands where it was moved since; and how many other actions are open."""
    now = _its_action(result)
    day = now.due_now if now else said.action_due
    owner = f"Owner: {said.action_owner}." if said.action_owner else ""
    due = f"Due: {words.day(day)}." if day else ""
    others = _others(len(result.open_actions) - bool(now))
    if owner or due or others:
        yield Paragraph(joined([owner, due, others]))


def _others(count: int) -> Words:
    if not count:
        return ""
    open_still = f"{words.spelt(count).capitalize()} other {'action is' if count == 1 else 'actions are'} open:"
    return joined([open_still, joined([see_actions(), "."], "")])


def _illustrative(said: ServiceCommentary) -> str:
    return " (illustrative)" if said.illustrative else ""


def _place(result: IndicatorResult) -> str:
    return f"sec-{result.kpi.id}-commentary"
