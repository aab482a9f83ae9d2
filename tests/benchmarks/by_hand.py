"""A quarter's packs as people make them without this workbook: `python by_hand.py WORKSPACE QUARTER FORMATS`.

For one report after the other: Papermill's command, nbconvert's, and then Quarto or, where it is not installed, the
embedded renderer in a process of its own, which makes the very pages that `packs build` makes.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers.model.periods import Quarter
from helpers.publish.collect import collect
from helpers.publish.layout import notebook
from helpers.publish.render.choose import choose
from helpers.publish.reports import find_report, reports
from helpers.store.workspace import open_register

PROGRAMS = Path(sys.executable).parent


def loop(root: Path, quarter: Quarter, formats: str) -> None:
    """Make every report of the quarter, in `by-hand/`."""
    for report in reports(open_register(root), quarter).values():
        folder = root / "by-hand" / report.id
        folder.mkdir(parents=True)
        given = {"workspace": str(root), **report.parameters, "quarter": str(quarter)}
        parameters = [part for name, value in given.items() for part in ("-p", name, value)]
        source = notebook(root, report.notebook)
        _run(
            PROGRAMS / "papermill",
            source,
            folder / "pack.ipynb",
            "--no-progress-bar",
            "--log-level",
            "ERROR",
            *parameters,
        )
        _run(
            PROGRAMS / "jupyter-nbconvert",
            "--to",
            "html",
            "--log-level",
            "ERROR",
            folder / "pack.ipynb",
            "--output",
            "notebook",
        )
        _run(sys.executable, __file__, "render", root, quarter, report.id, formats)


def render(root: Path, quarter: Quarter, report: str, formats: str) -> None:
    """Make the pages of one report that was run."""
    folder, renderer = root / "by-hand" / report, choose()
    of = find_report(open_register(root), report, quarter)
    _, published = collect(folder / "pack.ipynb", folder, of.documents)
    for document in published:
        renderer.render(folder, document.among(formats.split(",")), document.name)


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main(arguments: Sequence[str]) -> None:
    """Make every report, or render one of them."""
    if arguments[0] == "render":
        _, root, quarter, report, formats = arguments
        render(Path(root), Quarter.parse(quarter), report, formats)
    else:
        root, quarter, formats = arguments
        loop(Path(root), Quarter.parse(quarter), formats)


if __name__ == "__main__":
    main(sys.argv[1:])
