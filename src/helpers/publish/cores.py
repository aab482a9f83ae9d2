"""How the reports of a build share the machine's cores: each has one of its own, and borrows those that are idle."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

Task = Callable[[], object]


class Idle(Protocol):
    """Counts the cores that nobody uses: a semaphore, of threads or of processes."""

    def acquire(self, block: bool, /) -> bool:
        """Take one; False when there is none and `block` is not given."""

    def release(self) -> None:
        """Give one back."""


_idle: Idle = threading.Semaphore(0)


def may_borrow(idle: Idle) -> None:
    """From now on this process borrows from these cores."""
    global _idle
    _idle = idle


def share(tasks: Iterable[Task]) -> None:
    """Do every task, here or on cores that are idle meanwhile; what a task raises is raised when all that began end."""
    waiting = deque(tasks)
    with ThreadPoolExecutor() as others:
        lent = []
        while waiting:
            task = waiting.popleft()
            if waiting and _idle.acquire(False):
                lent.append(others.submit(_lent, task))
            else:
                task()
        for each in lent:
            each.result()


def _lent(task: Task) -> None:
    try:
        task()
    finally:
        _idle.release()
