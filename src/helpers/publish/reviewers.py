"""The reviewers' page: the executed notebook as HTML, code shown, with no remote request."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat

from helpers.publish.write import write

REMOTE = re.compile(
    r"<script[^>]*\bsrc=\"https?://[^\"]*\"[^>]*>\s*</script>|<link[^>]*\bhref=\"https?://[^\"]*\"[^>]*>"
)


def write_reviewers_page(executed: Path, folder: Path) -> None:
    """Write the executed notebook as one HTML page, `notebook.html`, code and results together."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="lab", require_js_url="", mathjax_url="", mermaid_js_url="", jquery_url="")
    exporter.embed_images = True
    notebook = nbformat.read(executed, as_version=4)
    page, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": _title(notebook)}})
    write(folder / "notebook.html", REMOTE.sub("", page).replace("<html>", '<html lang="en-GB">', 1))


def _title(notebook: nbformat.NotebookNode) -> str:
    first = notebook.cells[0].source.splitlines()[0] if notebook.cells else ""
    return first.lstrip("# ").strip() or "Executed notebook"
