"""Who prepared, checked and approved a report, and who saw it before it was published: the end of a final document."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.model.signoff import SignOffEvent, SignOffState, short
from helpers.present import words
from helpers.present.blocks import Block, Bullets, Cell, Column, Heading, Paragraph, Section, Table, text_cell
from helpers.present.prose import printable

COLUMNS = (Column("Step", "left", 18), Column("By", "left", 30), Column("Role", "left", 32), Column("On", "left", 20))
NOBODY = "Nobody else is on record as having seen it before it was published."
EARLY = "These people saw it before it was published:"


def sign_off(state: SignOffState) -> Section:
    """The steps of a report's sign-off, what was approved, and the pre-release access list."""
    return Section(tuple(_blocks(state)))


def _blocks(state: SignOffState) -> Iterator[Block]:
    yield Heading("Sign-off", 1, id="sec-sign-off", css=("continue",))
    steps = (("Prepared", state.drafted), ("Checked", state.reviewed), ("Approved", state.approved))
    rows = tuple(_row(name, event) for name, event in steps if event)
    yield Table("sign-off", "Who prepared, checked and approved this report", COLUMNS, rows)
    yield Paragraph(f"What was approved has the content hash {short(state.content_hash)}.", "small")
    yield Paragraph(EARLY if state.seen else NOBODY)
    if state.seen:
        yield Bullets(tuple(_seen(each) for each in state.seen))


def _row(name: str, event: SignOffEvent) -> tuple[Cell, ...]:
    told = (name, printable(event.who), printable(event.role), words.day(event.on))
    return tuple(text_cell(each) for each in told)


def _seen(event: SignOffEvent) -> str:
    who = f"{printable(event.who)}, {printable(event.role)}, on {words.day(event.on)}"
    return f"{who}: {printable(event.note).rstrip('.')}."
