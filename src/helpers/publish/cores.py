"""How the reports of a build share the machine: each has a core of its own, and borrows those that are idle.

A worker does each task in a process of its own, forked from the server that it was forked from itself: the memory of a
task is given back with it, so that a long report needs little more than its longest task.
"""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Protocol

from helpers.errors import WorkbookError
from helpers.publish.server import can_fork, end_with_parent, server

Task = Callable[[], object]
A_MOMENT = 0.01  # seconds
STOPPED = "making its pages was stopped by the machine, perhaps for want of memory: try --jobs 1."


class Idle(Protocol):
    """Counts the cores that nobody uses: a semaphore, of threads or of processes."""

    def acquire(self, block: bool, seconds: float, /) -> bool:
        """Take one, once there is one; False when there is none for so long."""

    def release(self) -> None:
        """Give one back."""


_idle: Idle = threading.Semaphore(0)
_apart = False


def may_borrow(idle: Idle, apart: bool = False) -> None:
    """From now on this process borrows from these cores; `apart`: its tasks have processes of their own."""
    global _idle, _apart
    _idle, _apart = idle, apart and can_fork()


def share(tasks: Iterable[Task]) -> None:
    """Do every task, also on cores that are idle meanwhile; what one raises is raised when all that began have ended.

    Tasks are picklable where they have processes of their own.
    """
    waiting = deque(tasks)
    own = _next(waiting)
    with ThreadPoolExecutor() as others:
        lending = others.submit(_lend, waiting, others)
        try:
            while own is not None:
                _do(own)
                own = _next(waiting)
        finally:
            waiting.clear()
        for each in lending.result():
            each.result()


def _lend(waiting: deque[Task], others: ThreadPoolExecutor) -> list[Future[None]]:
    """Have tasks done on other cores, as long as any wait, whenever one of those is idle."""
    lent = []
    while waiting:
        if _idle.acquire(True, A_MOMENT):
            lent.append(others.submit(_lent, _next(waiting)))
    return lent


def _next(waiting: deque[Task]) -> Task | None:
    with suppress(IndexError):
        return waiting.popleft()
    return None


def _lent(task: Task | None) -> None:
    try:
        if task is not None:
            _do(task)
    finally:
        _idle.release()


def _do(task: Task) -> None:
    if not _apart:
        task()
        return
    told, teller = server().Pipe(duplex=False)
    process = server().Process(target=_tell, args=(task, teller))
    process.start()
    teller.close()
    try:
        error = told.recv()
    except EOFError:
        error = WorkbookError(STOPPED)
    process.join()
    if error is not None:
        raise error


def _tell(task: Task, teller: Connection) -> None:
    """Do the task and tell what it raised, if anything; the person at the keyboard stops the build, never a task."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    try:
        task()
        teller.send(None)
    except Exception as error:
        teller.send(error)
