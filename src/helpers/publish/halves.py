"""A question asked of many things: this process answers it for one half, and a copy of it meanwhile for the other."""

from __future__ import annotations

import gc
import signal
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from helpers.publish.server import can_fork, end_with_parent

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")
WORTH_A_COPY = 8


def by_halves(answers: Callable[[Sequence[Thing]], dict[str, Answer]], things: Sequence[Thing]) -> dict[str, Answer]:
    """What `answers` gives for all of them. What the copy cannot answer is asked here, so that errors are told here."""
    if len(things) < WORTH_A_COPY or not can_fork():
        return answers(things)
    mine, others = things[::2], things[1::2]
    copy, told = _copy(answers, others)
    try:
        with told:
            found, more = answers(mine), _received(told)
    finally:
        copy.join()
    return found | (answers(others) if more is None else more)


def _copy(
    answers: Callable[[Sequence[Thing]], dict[str, Answer]], things: Sequence[Thing]
) -> tuple[BaseProcess, Connection]:
    """A copy of this process that answers for these things, and where it tells what it found."""
    context = get_context("fork")
    told, teller = context.Pipe(duplex=False)
    copy = context.Process(target=_tell, args=(told, teller, answers, things))
    gc.freeze()  # so that neither looks again through all that is there, which would copy it
    with warnings.catch_warnings():  # Python warns where numpy has threads, which a copy has not and never asks for
        warnings.simplefilter("ignore", DeprecationWarning)
        copy.start()
    teller.close()
    return copy, told


def _received(told: Connection) -> dict[Any, Any] | None:
    """What the copy answers; None when it ended before it had."""
    try:
        answer: dict[Any, Any] = told.recv()
    except (EOFError, OSError):
        return None
    return answer


def _tell(
    told: Connection,
    teller: Connection,
    answers: Callable[[Sequence[Thing]], dict[str, Answer]],
    things: Sequence[Thing],
) -> None:
    """Answer, unless nobody waits any more; the person at the keyboard stops the process that asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told.close()
    end_with_parent()
    with suppress(Exception):
        teller.send(answers(things))
