"""A question asked of many things: this process answers it for one half, and a copy of it meanwhile for the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from helpers.publish.meanwhile import Meanwhile
from helpers.publish.server import can_fork

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")
WORTH_A_COPY = 8


def by_halves(answers: Callable[[Sequence[Thing]], dict[str, Answer]], things: Sequence[Thing]) -> dict[str, Answer]:
    """What `answers` gives for all of them. What the copy cannot answer is asked here, so that errors are told here."""
    if len(things) < WORTH_A_COPY or not can_fork():
        return answers(things)
    mine, others = things[::2], things[1::2]
    copy = Meanwhile(partial(answers, others))
    try:
        found, more = answers(mine), copy.answer()
    finally:
        copy.end()
    return found | (answers(others) if more is None else more)
