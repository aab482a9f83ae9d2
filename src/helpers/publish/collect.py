"""Gather an executed notebook into what the renderers take: a `.qmd` for each document, and what they all share.

That is `figures/`, `tables/` and `results.json`. No code cell is carried over, so nothing can ever be executed a second
time.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from base64 import b64decode
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import nbformat
import yaml

from helpers.errors import BuildError
from helpers.model.signoff import SignOffState, Stage
from helpers.present.sections import sign_off
from helpers.publish.documents import NOWHERE, PACK, Document
from helpers.publish.write import write

RECORD = "application/vnd.pack.record+json"
TABLE = "application/vnd.pack.table+json"
DRAWING = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
SECTION = re.compile(r"\{#(sec-[\w-]+)")
UNSIGNED = SignOffState("", Stage.DRAFT)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def collect(
    executed: Path, folder: Path, documents: Sequence[Document], state: SignOffState = UNSIGNED
) -> tuple[dict[str, Any], tuple[Document, ...]]:
    """Write the parts of these documents into `folder`; returns the run's results as plain values, and the documents.

    Until the report is final, by `state`, every page of them says DRAFT; once it is, they end with who signed it.
    A document for which the notebook has nothing is left out, the pack excepted. Raises BuildError when the notebook
    did not hand over its results, or shows an error.
    """
    notebook = nbformat.v4.reads(executed.read_text(encoding="utf-8"))  # it was checked when it was written
    outputs = list(_outputs(notebook))
    record = next((_plain(output.data[RECORD]) for output in outputs if RECORD in output.data), None)
    if record is None:
        cause = "the notebook did not hand over its results: its last cell should be hand_over(pack)"
        raise BuildError(folder.name, "the end of the notebook", cause, executed.name)
    for output in outputs:
        _write_parts(output, folder)
    results = json.dumps(record["results"], indent=1, ensure_ascii=False) + "\n"
    write(folder / "results.json", results)
    run = {"run": hashlib.sha256(results.encode()).hexdigest(), **_stage(state)}
    bodies = _bodies(notebook, documents)
    for document, body in bodies.items():
        front = record["fronts"][document.kind] | run
        front["elsewhere"] = front.get("elsewhere", {}) | _elsewhere(document, bodies)
        write(folder / f"{document.name}.qmd", _front_matter(front) + body + _closing(state))
    return dict(record["results"]), tuple(bodies)


def _stage(state: SignOffState) -> dict[str, str]:
    return {"stage": state.stage.mark} if state.stage.mark else {}


def _closing(state: SignOffState) -> str:
    """Who signed the report, as its end."""
    return f"\n{sign_off(state).markdown()}" if state.stage is Stage.FINAL else ""


def _bodies(notebook: nbformat.NotebookNode, documents: Sequence[Document]) -> dict[Document, str]:
    """The text of each document that the notebook has something for."""
    bodies = {document: "\n\n".join(_markdown(notebook, document.holds)) + "\n" for document in documents}
    return {document: body for document, body in bodies.items() if body.strip() or document.name == PACK}


def _outputs(notebook: nbformat.NotebookNode) -> Iterator[nbformat.NotebookNode]:
    """Every result that is shown somewhere."""
    for cell in notebook.cells:
        for output in [] if NOWHERE & _tags(cell) else cell.get("outputs", []):
            if output.output_type in ("display_data", "execute_result"):
                yield output


def _markdown(notebook: nbformat.NotebookNode, holds: Callable[[Collection[str]], bool]) -> Iterator[str]:
    for cell in notebook.cells:
        if not holds(_tags(cell)):
            continue
        if cell.cell_type == "markdown":
            yield cell.source.strip()
        for output in cell.get("outputs", []):
            text = output.get("data", {}).get("text/markdown")
            if text:
                yield text.strip()


def _tags(cell: nbformat.NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", []))


def _elsewhere(document: Document, bodies: Mapping[Document, str]) -> dict[str, str]:
    """Where a link leads that has no target in the document itself: to another document, or to a section of one.

    The first document that has the section is the place, and the pack comes first.
    """
    own, others = SECTION.findall(bodies[document]), [other for other in bodies if other != document]
    places = {f"document-{other.kind}": f"{other.name}.html" for other in others}
    for other in others:
        for section in SECTION.findall(bodies[other]):
            places.setdefault(section, f"{other.name}.html#{section}")
    return {anchor: place for anchor, place in places.items() if anchor not in own}


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
