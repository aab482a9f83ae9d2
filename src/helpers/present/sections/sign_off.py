"""Who prepared, checked and approved a report, and who saw it before it was published: the end of a final document."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.model.signoff import SignOffEvent, SignOffState, short
from helpers.present import words
from helpers.present.blocks import Block, Bullets, Heading, Paragraph, Section
from helpers.present.prose import printable

NOBODY = "Nobody else is on record as having seen it before it was published."
EARLY = "These people saw it before it was published:"


def sign_off(state: SignOffState) -> Section:
    """The steps of a report's sign-off, what was approved, and the pre-release access list."""
    return Section(tuple(_blocks(state)))


def _blocks(state: SignOffState) -> Iterator[Block]:
    yield Heading("Sign-off", 1, id="sec-sign-off", css=("continue",))
    steps = (("Prepared", state.drafted), ("Checked", state.reviewed), ("Approved", state.approved))
    yield Bullets(tuple(f"{done} by {_who(event)}." for done, event in steps if event))
    yield Paragraph(f"What was approved has the content hash {short(state.content_hash)}.", "small")
    yield Paragraph(EARLY if state.seen else NOBODY)
    if state.seen:
        yield Bullets(tuple(_seen(each) for each in state.seen))


def _seen(event: SignOffEvent) -> str:
    return f"{_who(event)}: {printable(event.note).rstrip('.')}."


def _who(event: SignOffEvent) -> str:
    """Ann Analyst, Performance Analyst, on 8 September 2025."""
    return f"{printable(event.who)}, {printable(event.role)}, on {words.day(event.on)}"
