"""An answer that a copy of this process finds, while this one goes on."""

from __future__ import annotations

import gc
import signal
import warnings
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from helpers.publish.server import end_with_parent

Answer = TypeVar("Answer")


class Meanwhile(Generic[Answer]):
    """What `find` answers, on a copy of this process as it is now. On Linux only, which copies it safely."""

    def __init__(self, find: Callable[[], Answer]) -> None:
        context = get_context("fork")
        self._told, teller = context.Pipe(duplex=False)
        self._copy = context.Process(target=_tell, args=(self._told, teller, find), daemon=True)
        gc.freeze()  # so that neither looks again through all that is there, which would copy it
        with warnings.catch_warnings():  # Python warns where numpy has threads, which a copy has not and never asks for
            warnings.simplefilter("ignore", DeprecationWarning)
            self._copy.start()
        teller.close()

    def answer(self) -> Answer | None:
        """The answer; None when the copy ended before it had told it."""
        try:
            answer: Answer = self._told.recv()
        except (EOFError, OSError):
            return None
        return answer

    def end(self) -> None:
        """Ask no more."""
        self._told.close()
        self._copy.join()


def _tell(told: Connection, teller: Connection, find: Callable[[], Any]) -> None:
    """Answer, unless nobody waits any more; the person at the keyboard stops the process that asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told.close()
    end_with_parent()
    with suppress(Exception):
        teller.send(find())
