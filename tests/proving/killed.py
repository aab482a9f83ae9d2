"""Run something in a process of its own that is killed just before its n-th call that changes a file."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

CHANGES = ("os.rename", "os.mkdir", "os.remove", "os.rmdir")


def killed_at(call: int, act: Callable[[], None]) -> bool:
    """Whether it was killed: the process ends by itself when it makes fewer calls. It runs nothing but `act`."""
    child = os.fork()
    if child == 0:
        _die_at(call)
        try:
            act()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _die_at(call: int) -> None:
    left = call

    def listen(event: str, given: tuple) -> None:
        nonlocal left
        writes = event == "open" and isinstance(given[1], str) and set(given[1]) & set("wax")
        if event in CHANGES or writes:
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(listen)
