"""What this machine has of what a pack needs, and what is lost without it."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from helpers.errors import WorkbookError
from helpers.publish.render.choose import choose
from helpers.publish.server import can_fork

NEEDED = ("pandas", "seaborn", "papermill", "nbconvert", "pydantic", "pypandoc_binary", "typst", "pikepdf", "ipykernel")


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, and what that means. `needed` is false for what can be done without."""

    what: str
    well: bool
    detail: str
    needed: bool = True


def examine() -> list[Finding]:
    """Look at Python, the packages, the notebook kernel and the renderers."""
    return [*_python(), *_packages(), _kernel(), _warm(), _quarto(), _embedded(), _browser()]


def _python() -> Iterator[Finding]:
    running = platform.python_version_tuple()
    well = (int(running[0]), int(running[1])) >= (3, 11)
    yield Finding("Python", well, platform.python_version() + ("" if well else ": 3.11 or later is needed"))


def _packages() -> Iterator[Finding]:
    for name in NEEDED:
        try:
            yield Finding(name, True, version(name))
        except PackageNotFoundError:
            yield Finding(name, False, "not installed: run make setup")


def _kernel() -> Finding:
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        KernelSpecManager().get_kernel_spec("python3")
        return Finding("Notebook kernel", True, "python3")
    except NoSuchKernel:
        return Finding("Notebook kernel", False, "there is no kernel called python3: run make setup")


def _warm() -> Finding:
    detail = "forked from a server that has everything imported" if can_fork() else "not here: packs take longer"
    return Finding("Warm kernels", can_fork(), detail, needed=False)


def _quarto() -> Finding:
    if shutil.which("quarto") is None:
        detail = "not on PATH: the embedded renderer is used instead; HTML, PDF and Word are all still made"
        return Finding("Quarto", False, detail, needed=False)
    return _try("Quarto", lambda: choose("quarto").version(), needed=False)


def _embedded() -> Finding:
    return _try("Embedded renderer", lambda: choose("embedded").version())


def _browser() -> Finding:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    detail = "found" if found else "not on PATH: packs do not need it, but make test does"
    return Finding("Chromium", bool(found), detail, needed=False)


def _try(what: str, look: Callable[[], str], needed: bool = True) -> Finding:
    try:
        return Finding(what, True, look(), needed)
    except (WorkbookError, OSError, ImportError) as error:
        return Finding(what, False, str(error), needed)
