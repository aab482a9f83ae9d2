"""Run a parameterised notebook through Papermill, strictly: a misspelt parameter stops it before it starts."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from os.path import relpath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from traitlets.config import Config

from helpers.errors import BuildError, Problem, Problems, WorkbookError, did_you_mean
from helpers.publish.job import WARM
from helpers.publish.server import can_fork
from helpers.publish.write import write

TIMEOUT = 600
QUIET = "--log-level=CRITICAL"  # a kernel that is told to stop says so, which nobody needs to read
LEAN = "--IPKernelApp.extra_extensions=helpers.publish.lean"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class KernelDied(WorkbookError):
    """The notebook's kernel stopped without a word: worth one more try."""


def known_parameters(notebook: Path) -> list[str]:
    """The parameters that a notebook declares."""
    from papermill import inspect_notebook

    return list(inspect_notebook(str(notebook)))


def check_parameters(notebook: Path, given: Mapping[str, object]) -> None:
    """Raise Problems for every parameter that the notebook does not declare, with the nearest one that it does."""
    known = known_parameters(notebook)
    wrong = [name for name in given if name not in known]
    if wrong:
        raise Problems(
            Problem("", 0, name, f"{notebook.name} has no parameter “{name}”.", did_you_mean(name, known))
            for name in wrong
        )


def run(notebook: Path, root: Path, parameters: Mapping[str, Any], target: Path, engine: str = WARM) -> Path:
    """Execute the notebook in a kernel of its own and write it to `target`, without the marks of clock and machine.

    `engine` is how the kernel starts, one of ENGINES; where it cannot start warm, it starts cold.

    Raises Problems for an unknown parameter, KernelDied when the kernel stopped, and BuildError, which names the
    heading above the failed cell, for anything else. The failed notebook is kept beside `target`.
    """
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from helpers.publish.clean import CLEAN

    check_parameters(notebook, parameters)
    home = notebook.parent if notebook.is_relative_to(root) else root
    given = {"workspace": Path(relpath(root, home)).as_posix(), **parameters}
    failed = target.with_name("failed.ipynb")
    sockets = TemporaryDirectory(prefix="kernel-")
    try:
        papermill.execute_notebook(
            str(notebook), str(failed), parameters=given, engine_name=CLEAN, cwd=str(home), progress_bar=False,
            request_save_on_cell_execute=False, autosave_cell_every=0, execution_timeout=TIMEOUT,
            shutdown_kernel="immediate", config=_transport(Path(sockets.name)), extra_arguments=[QUIET, LEAN],
            **_kernels(engine),
        )  # fmt: skip
    except papermill.PapermillExecutionError as error:
        raise BuildError(
            target.parent.name, _heading(failed), _cause(error.ename, error.evalue), failed.name
        ) from error
    except (DeadKernelError, CellTimeoutError, RuntimeError) as error:
        raise KernelDied("the kernel stopped before the notebook was done.") from error
    finally:
        sockets.cleanup()
    write(target, failed.read_text(encoding="utf-8") + "\n")
    failed.unlink()
    return target


def _kernels(engine: str) -> dict[str, Any]:
    if engine != WARM or not can_fork():
        return {}
    from helpers.publish.warm import WarmKernels

    return {"kernel_manager_class": WarmKernels}


def _transport(sockets: Path) -> Config:
    """Kernels talk over sockets of their own, where the system has them: ports can clash, and others could listen."""
    own = {"transport": "ipc", "ip": str(sockets / "kernel")}
    return Config() if sys.platform == "win32" else Config({"KernelManager": own})


def _heading(failed: Path) -> str:
    """The last heading before the cell that failed."""
    heading = "the first cell"
    for cell in nbformat.read(failed, as_version=4).cells:
        found = re.search(r"(?m)^#+ (.+?)(?: \{.*\})?$", cell.source) if cell.cell_type == "markdown" else None
        if found and "An Exception was encountered" not in cell.source:
            heading = found[1]
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            break
    return heading


def _cause(name: str, message: str) -> str:
    plain = ANSI.sub("", message).strip()
    return plain if name in ("Problems", "RuleError", "WorkbookError") else f"{name}: {plain}"
