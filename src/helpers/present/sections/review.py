"""Who reviewed the pack and when, and what was put to the review: until a meeting is on record, it is a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.pack import Pack
from helpers.analysis.reviews import tracked
from helpers.model.audience import Cadence
from helpers.model.review import ReviewMeeting, TrackerItem, Verdict
from helpers.present import words
from helpers.present.blocks import Block, Bullets, Callout, Emphasis, Heading, Link, Paragraph, Section, Words, joined
from helpers.present.prose import printable
from helpers.present.sections.summary import QUIET, page_link

NOT_REVIEWED = "No review meeting is on record for this pack, so it is not final."


def review(pack: Pack) -> Section:
    """The meetings that considered the pack, or that it is a draft; then the notes that were accepted, or drafts.

    Reports within a quarter are reviewed where they are read, and no meeting is recorded for them.
    """
    return Section(tuple(_blocks(pack)) if pack.plan.cadence is Cadence.QUARTERLY else ())


def _blocks(pack: Pack) -> Iterator[Block]:
    yield Heading("Review of this pack", 2, css=QUIET)
    if not pack.reviews:
        yield Callout("warning", "Draft", (Paragraph(NOT_REVIEWED),))
    yield from (Paragraph(_meeting(pack, each)) for each in pack.reviews)
    items = tracked(pack)
    notes = [each for each in items if each.decision is Verdict.ACCEPTED]
    drafts = [each for each in items if each.decision is None]
    if notes:
        yield Callout("note", "Notes", (_bullets(pack, notes),))
    if drafts:
        yield Callout("warning", "Draft: to be decided at the review", (_bullets(pack, drafts),))


def _meeting(pack: Pack, meeting: ReviewMeeting) -> Words:
    """Reviewed by the Management Board on 3 September 2025. Minutes: MB 14/25. Present: posts."""
    body = printable(meeting.team) if meeting.team else pack.committee.title
    verb = "Reviewed" if meeting.team else "Considered"
    return joined([f"{verb} by the {body} on {words.day(meeting.held_on)}.", _minutes(meeting), _present(meeting)])


def _minutes(meeting: ReviewMeeting) -> Words:
    if not meeting.minutes:
        return "No minutes are on record."
    name = printable(meeting.minutes)
    return joined(["Minutes:", joined([Link(name, meeting.link) if meeting.link else name, "."], "")])


def _present(meeting: ReviewMeeting) -> str:
    return f"Present: {printable(meeting.attendees.rstrip('.'))}." if meeting.attendees else ""


def _bullets(pack: Pack, items: Sequence[TrackerItem]) -> Bullets:
    return Bullets(tuple(_item(pack, each) for each in items))


def _item(pack: Pack, item: TrackerItem) -> Words:
    result = next((each for each in pack.indicators if each.kpi.id == item.subject), None)
    signature = Emphasis(f"{printable(item.by)}, {words.day(item.on)}.")
    said = joined([printable(item.item), signature])
    return joined([page_link(result), said], ": ") if result else said
