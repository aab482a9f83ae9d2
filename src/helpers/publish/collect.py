"""Gather an executed notebook into what the renderers take: `pack.qmd`, `figures/`, `tables/` and `results.json`.

No code cell is carried over, so nothing can ever be executed a second time.
"""

from __future__ import annotations

import csv
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import nbformat
import yaml

from helpers.errors import BuildError

RECORD = "application/vnd.pack.record+json"
TABLE = "application/vnd.pack.table+json"
DRAWING = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
LEFT_OUT = {"guide", "parameters", "injected-parameters"}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def collect(executed: Path, folder: Path) -> dict[str, Any]:
    """Write the pack's parts into `folder` and return the pack's results as plain values.

    Raises BuildError when the notebook did not hand over its results, or shows an error.
    """
    notebook = nbformat.read(executed, as_version=4)
    outputs = list(_outputs(notebook))
    record = next((_plain(output.data[RECORD]) for output in outputs if RECORD in output.data), None)
    if record is None:
        cause = "the notebook did not hand over its results: its last cell should be hand_over(pack)"
        raise BuildError(folder.name, "the end of the notebook", cause, executed.name)
    for output in outputs:
        _write_parts(output, folder)
    write(folder / "pack.qmd", _front_matter(record["front"]) + "\n\n".join(_markdown(notebook)) + "\n")
    write(folder / "results.json", json.dumps(record["results"], indent=1, ensure_ascii=False) + "\n")
    results: dict[str, Any] = record["results"]
    return results


def write(path: Path, text: str) -> None:
    """Write text as UTF-8 with plain line ends, making the folder if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _kept(notebook: nbformat.NotebookNode) -> Iterator[nbformat.NotebookNode]:
    return (cell for cell in notebook.cells if not LEFT_OUT & set(cell.metadata.get("tags", [])))


def _outputs(notebook: nbformat.NotebookNode) -> Iterator[nbformat.NotebookNode]:
    for cell in _kept(notebook):
        for output in cell.get("outputs", []):
            if output.output_type in ("display_data", "execute_result"):
                yield output


def _markdown(notebook: nbformat.NotebookNode) -> Iterator[str]:
    for cell in _kept(notebook):
        if cell.cell_type == "markdown":
            yield cell.source.strip()
        for output in cell.get("outputs", []):
            text = output.get("data", {}).get("text/markdown")
            if text:
                yield text.strip()


def _plain(node: nbformat.NotebookNode) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(node))
    return plain


def _front_matter(front: dict[str, Any]) -> str:
    return f"---\n{yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=1000)}---\n\n"


def _write_parts(output: nbformat.NotebookNode, folder: Path) -> None:
    figure = output.metadata.get("pack", {}).get("figure")
    drawing = DRAWING.search(output.data.get("text/html", "")) if figure else None
    if drawing:
        write(folder / "figures" / f"{figure}.svg", b64decode(drawing[1]).decode())
    table = output.data.get(TABLE)
    if table:
        write(folder / "tables" / f"{table['id']}.csv", _csv(table))


def _csv(table: dict[str, Any]) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_inert(name) for name in table["columns"]])
    writer.writerows([[_inert(cell) for cell in row] for row in table["rows"]])
    return text.getvalue()


def _inert(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets a leading apostrophe; numbers are left alone."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
