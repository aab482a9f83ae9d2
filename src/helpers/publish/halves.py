"""A question asked of many things: this process answers it for one half, and a copy of it meanwhile for the other."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

from helpers.publish.server import can_fork

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")
WORTH_A_COPY = 8


def by_halves(answers: Callable[[Sequence[Thing]], dict[str, Answer]], things: Sequence[Thing]) -> dict[str, Answer]:
    """What `answers` gives for all of them. What the copy cannot answer is asked here, so that errors are told here."""
    if len(things) < WORTH_A_COPY or not can_fork():
        return answers(things)
    mine, others = things[::2], things[1::2]
    gc.freeze()  # so that neither looks again through all that is there, which would copy it
    context = get_context("fork")
    told, teller = context.Pipe(duplex=False)
    copy = context.Process(target=_tell, args=(teller, answers, others))
    with warnings.catch_warnings():  # Python warns where numpy has threads, which a copy has not and never asks for
        warnings.simplefilter("ignore", DeprecationWarning)
        copy.start()
    teller.close()
    found = answers(mine)
    try:
        return found | told.recv()
    except EOFError:
        return found | answers(others)
    finally:
        copy.join()


def _tell(teller: Connection, answers: Callable[[Sequence[Thing]], dict[str, Answer]], things: Sequence[Thing]) -> None:
    with suppress(Exception):
        teller.send(answers(things))
