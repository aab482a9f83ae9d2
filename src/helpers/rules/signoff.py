"""How far is a report, and who may take the next step?

A step counts for the very content that it was taken of: drafted, then reviewed, then approved, by three people. Whoever
withdraws a report takes back every step until then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from helpers.model.quality import same_person
from helpers.model.signoff import SIGNED, Signing, SignOff, SignOffEvent, SignOffState, Stage, short

STAGES = {SignOff.DRAFTED: Stage.DRAFT, SignOff.REVIEWED: Stage.REVIEWED, SignOff.APPROVED: Stage.FINAL}


def standing(events: Sequence[SignOffEvent], content_hash: str) -> SignOffState:
    """How far the content with this hash is, from the events of its report, the first first."""
    counting = since_withdrawn(events)
    steps = _steps(counting, content_hash)
    void = None if SignOff.APPROVED in steps else _last(counting, SignOff.APPROVED)
    return SignOffState(
        content_hash,
        STAGES[list(steps)[-1]] if steps else Stage.DRAFT,
        steps.get(SignOff.DRAFTED),
        steps.get(SignOff.REVIEWED),
        steps.get(SignOff.APPROVED),
        void,
        _noticed(counting, void) if void else None,
        tuple(each for each in events if each.kind is SignOff.SEEN),
    )


def refusals(events: Sequence[SignOffEvent], step: Signing) -> Iterator[tuple[str, str]]:
    """Why a step may not follow the events of its report: the field that is at fault, and the reason in words."""
    now = standing(events, step.content_hash)
    taken = {SignOff.DRAFTED: now.drafted, SignOff.REVIEWED: now.reviewed, SignOff.APPROVED: now.approved}
    done = taken.get(step.kind)
    if done:
        yield "", f"it was {done.kind} already, by {done.who} on {done.on}."
    elif step.kind is SignOff.WITHDRAWN and not _last(since_withdrawn(events), *SIGNED):
        yield "", "there is nothing to withdraw: nobody has signed it."
    elif step.kind in SIGNED:
        yield from _out_of_turn(events, step, now)
    last = max((each.on for each in events), default=step.on)
    if step.on < last:
        yield "on", f"{step.on} is before the day of the last event ({last})."


def since_withdrawn(events: Sequence[SignOffEvent]) -> Sequence[SignOffEvent]:
    """The events that count: those after the report was last withdrawn."""
    last = max((place for place, each in enumerate(events) if each.kind is SignOff.WITHDRAWN), default=-1)
    return events[last + 1 :]


def approvals(events: Sequence[SignOffEvent]) -> tuple[SignOffEvent, ...]:
    """The approvals of any quarter and report that were not withdrawn, the latest first."""
    reports = dict.fromkeys((each.quarter, each.report) for each in events)
    own = ([each for each in events if (each.quarter, each.report) == report] for report in reports)
    found = [each for mine in own for each in since_withdrawn(mine) if each.kind is SignOff.APPROVED]
    return tuple(sorted(found, key=lambda each: -each.number))


def _steps(counting: Sequence[SignOffEvent], content_hash: str) -> dict[SignOff, SignOffEvent]:
    """The steps that were taken of this content, one after the other; one that lacks the step before is none."""
    taken: dict[SignOff, SignOffEvent] = {}
    for kind in SIGNED:
        found = next((each for each in counting if (each.kind, each.content_hash) == (kind, content_hash)), None)
        if found is None:
            break
        taken[kind] = found
    return taken


def _out_of_turn(events: Sequence[SignOffEvent], step: Signing, now: SignOffState) -> Iterator[tuple[str, str]]:
    """The step before is missing, or one of the steps was taken by the same person."""
    needed = SIGNED[: SIGNED.index(step.kind)]
    taken = (now.drafted, now.reviewed)[: len(needed)]
    for kind, found in zip(needed, taken, strict=True):
        if found is None:
            yield "", f"this content ({short(step.content_hash)}) has not been {kind}.{_other(events, kind)}"
        elif same_person(found.who, step.who):
            yield "by", f"“{step.who}” has {kind} it: it is for somebody else to say that it is {step.kind}."


def _other(events: Sequence[SignOffEvent], kind: SignOff) -> str:
    """What was taken of other content, so that the reader knows that something has changed since."""
    found = _last(since_withdrawn(events), kind)
    return f" What {found.who} {kind} on {found.on} was other content ({short(found.content_hash)})." if found else ""


def _last(events: Sequence[SignOffEvent], *kinds: SignOff) -> SignOffEvent | None:
    return next((each for each in reversed(events) if each.kind in kinds), None)


def _noticed(counting: Sequence[SignOffEvent], void: SignOffEvent) -> date | None:
    """The day of the first event after an approval that is of other content."""
    later = counting[counting.index(void) + 1 :]
    return next((each.on for each in later if each.content_hash != void.content_hash), None)
