"""The reviewers' page: the executed notebook as HTML, code shown, with no remote request."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from helpers.publish.write import write

if TYPE_CHECKING:
    from helpers.publish.one_pass import OnePass

REMOTE = re.compile(
    r"<script[^>]*\bsrc=\"https?://[^\"]*\"[^>]*>\s*</script>|<link[^>]*\bhref=\"https?://[^\"]*\"[^>]*>"
)
CELL = re.compile(r'<div(?= class="[^"]*\bjp-(?:Cell-inputWrapper|OutputArea-output)\b)')
UNDESCRIBED = re.compile(r"<img\b(?![^>]*\balt=)")


def write_reviewers_page(executed: Path, folder: Path) -> None:
    """Write the executed notebook as one HTML page, `notebook.html`, code and results together."""
    notebook = nbformat.v4.reads(executed.read_text(encoding="utf-8"))
    write(folder / "notebook.html", reviewers_page(notebook))


def reviewers_page(notebook: nbformat.NotebookNode) -> str:
    """An executed notebook as one HTML page."""
    page, _ = _exporter().from_notebook_node(notebook, {"metadata": {"name": _title(notebook)}})
    return _for_everybody(REMOTE.sub("", page)).replace('<html lang="en">', '<html lang="en-GB">', 1)


def _for_everybody(page: str) -> str:
    """The page with cells that can be scrolled by keyboard, and a word for an image that nobody has described."""
    page = CELL.sub('<div tabindex="0"', page)
    return UNDESCRIBED.sub('<img alt="No description has been provided for this image"', page)


@cache
def _exporter() -> OnePass:
    """What makes the page; it reads its templates but once."""
    from helpers.publish.one_pass import OnePass

    exporter = OnePass(template_name="lab", require_js_url="", mathjax_url="", mermaid_js_url="", jquery_url="")
    exporter.embed_images = exporter.optimistic_validation = True
    return exporter


def _title(notebook: nbformat.NotebookNode) -> str:
    first = notebook.cells[0].source.splitlines()[0] if notebook.cells else ""
    return first.lstrip("# ").strip() or "Executed notebook"
