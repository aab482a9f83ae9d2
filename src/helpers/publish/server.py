"""The server that has everything imported, from which workers and their kernels are forked.

It is Python's own forkserver. It imports PRELOADED once and runs nothing of a report or a notebook; what a process does
that is forked from it stays in that process. Only Linux forks safely with all that is loaded.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import entry_points
from multiprocessing import forkserver, get_context, parent_process, resource_tracker
from multiprocessing.context import ForkServerContext
from typing import Any

PROVISIONER = "warm-provisioner"  # as pyproject.toml names it to Jupyter
# The command too, since every process imports again what the one that asked for it was started as.
PRELOADED = ["helpers.publish.preloaded", "helpers.cli"]


def can_fork() -> bool:
    """Whether processes can be forked here, and Jupyter knows how kernels are."""
    return sys.platform == "linux" and _is_installed()


@cache
def _is_installed() -> bool:
    return PROVISIONER in entry_points(group="jupyter_client.kernel_provisioners").names


def server() -> ForkServerContext:
    """The server that kernels, and the workers that run them, are forked from; it starts with the first of them."""
    context = get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def start_early() -> None:
    """Start the server while there is something else to do; it is then ready sooner."""
    if can_fork():
        server()
        forkserver.ensure_running()


def fork_from_same_server() -> None:
    """In a process that was forked: fork from the server that it was forked from, as Python's documentation says.

    Without this every worker would start a server of its own: Python 3.11 to 3.13 know where the server is, and then
    look for it among the worker's children. Later versions ask for a key, and are left to start their own.
    """
    known: Any = forkserver._forkserver
    if parent_process() is not None and known._forkserver_address and sys.version_info < (3, 14):
        known.ensure_running = resource_tracker.ensure_running
