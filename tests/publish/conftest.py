"""Small notebooks to run, made as they are needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

PARAMETERS = 'workspace: str = ".."\ncommittee: str = "works"\nquarter: str = "2025-26 Q1"'

NotebookMaker = Callable[..., Path]


@pytest.fixture
def make_notebook(tmp_path: Path) -> NotebookMaker:
    """Write a notebook with a parameters cell, and then these cells: text that starts with # is a heading."""

    def make(*sources: str) -> Path:
        notebook = nbformat.v4.new_notebook()
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook.metadata["language_info"] = {"name": "python"}
        cells = [nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})]
        for source in sources:
            new = nbformat.v4.new_markdown_cell if source.startswith("#") else nbformat.v4.new_code_cell
            cells.append(new(source))
        for number, cell in enumerate(cells):
            cell["id"] = f"cell-{number}"
        notebook.cells = cells
        path = tmp_path / "notebooks" / "03_committee_pack.ipynb"
        path.parent.mkdir(exist_ok=True)
        nbformat.write(notebook, path)
        return path

    return make
