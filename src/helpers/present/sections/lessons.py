"""Lessons learned, each with the post that sees to it."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.analysis.pack import Pack
from helpers.model.lesson import Lesson
from helpers.present import words
from helpers.present.blocks import Block, Cell, Column, Heading, Section, Table, text_cell
from helpers.present.prose import printable

COLUMNS = (
    Column("Lesson", "left", 34),
    Column("Learned from", "left", 17),
    Column("What is done", "left", 21),
    Column("Owner", "left", 15),
    Column("State", "left", 13),
)


def lessons_learned(pack: Pack) -> Section:
    """The lessons that the committee is told, under a heading of their own; nothing when there are none."""
    heading: tuple[Block, ...] = (Heading("Lessons learned", 1),) if pack.lessons else ()
    return Section((*heading, *lessons_table(pack.lessons, pack.committee.title)))


def lessons_table(lessons: Sequence[Lesson], whose: str) -> tuple[Table, ...]:
    """The lessons as a table that says whose they are; none when there are no lessons."""
    rows = tuple(_row(each) for each in lessons)
    return (Table("lessons", f"Lessons learned: {whose}", COLUMNS, rows),) if rows else ()


def _row(lesson: Lesson) -> tuple[Cell, ...]:
    return (
        Cell(printable(lesson.lesson), lesson.id),
        text_cell(printable(lesson.source)),
        text_cell(printable(lesson.action) or "–"),
        text_cell(printable(lesson.owner)),
        text_cell(f"{words.sentence(lesson.state.value)}, {words.day(lesson.on)}"),
    )
