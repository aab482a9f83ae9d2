"""The server that has everything imported, from which workers and their kernels are forked.

It is Python's own forkserver. It imports PRELOADED once and runs nothing of a report or a notebook; what a process does
that is forked from it stays in that process. Only Linux forks safely with all that is loaded.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext  # Windows has none

PROVISIONER = "warm-provisioner"  # as pyproject.toml names it to Jupyter
PRELOADED = ["helpers.publish.preloaded"]
LINUX = sys.platform == "linux"


def can_fork() -> bool:
    """Whether processes can be forked here, and Jupyter knows how kernels are."""
    return LINUX and _is_installed()


@cache
def _is_installed() -> bool:
    from importlib.metadata import entry_points  # what it needs would keep the server waiting

    return PROVISIONER in entry_points(group="jupyter_client.kernel_provisioners").names


def server() -> ForkServerContext:
    """The server that kernels, and the workers that run them, are forked from; it starts with the first of them."""
    context = get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def fork_from_same_server() -> None:
    """In a process that was forked: fork from the server that it was forked from, as Python's documentation says.

    Without this every worker would start a server of its own: Python 3.11 to 3.13 know where the server is, and then
    look for it among the worker's children. Later versions ask for a key, and are left to start their own.
    """
    if parent_process() is None or not can_fork() or sys.version_info >= (3, 14):
        return
    from multiprocessing import forkserver, resource_tracker

    known: Any = forkserver._forkserver
    if known._forkserver_address:
        known.ensure_running = resource_tracker.ensure_running


def end_with_parent() -> None:
    """From now on this process ends as soon as the one that asked for it has, however that ended."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_wait_and_end, args=(parent.sentinel,), daemon=True).start()


def _wait_and_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
