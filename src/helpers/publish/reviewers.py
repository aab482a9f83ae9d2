"""The reviewers' page: the executed notebook as HTML, code shown, with no remote request."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from helpers.publish.write import write

if TYPE_CHECKING:
    from nbconvert import HTMLExporter

REMOTE = re.compile(
    r"<script[^>]*\bsrc=\"https?://[^\"]*\"[^>]*>\s*</script>|<link[^>]*\bhref=\"https?://[^\"]*\"[^>]*>"
)


def write_reviewers_page(executed: Path, folder: Path) -> None:
    """Write the executed notebook as one HTML page, `notebook.html`, code and results together."""
    notebook = nbformat.v4.reads(executed.read_text(encoding="utf-8"))
    write(folder / "notebook.html", reviewers_page(notebook))


def reviewers_page(notebook: nbformat.NotebookNode) -> str:
    """An executed notebook as one HTML page."""
    page, _ = _exporter().from_notebook_node(notebook, {"metadata": {"name": _title(notebook)}})
    return REMOTE.sub("", page).replace("<html>", '<html lang="en-GB">', 1)


@cache
def _exporter() -> HTMLExporter:
    """What makes the page; it reads its templates but once."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="lab", require_js_url="", mathjax_url="", mermaid_js_url="", jquery_url="")
    exporter.embed_images = True
    return exporter


def _title(notebook: nbformat.NotebookNode) -> str:
    first = notebook.cells[0].source.splitlines()[0] if notebook.cells else ""
    return first.lstrip("# ").strip() or "Executed notebook"
