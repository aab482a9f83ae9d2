"""A notebook's own cells, run in order without a kernel."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conftest import Workspace

    from helpers.present.blocks import Section

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def run_cells(notebook: str, workspace: Workspace, quarter: str = "2025-26 Q1") -> dict[str, Section]:
    """Run the notebook's cells with these parameters; each section by the cell that shows it."""
    cells = json.loads((NOTEBOOKS / notebook).read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {}
    shown: dict[str, Section] = {}
    for cell in cells:
        source = "".join(cell["source"])
        if "parameters" in cell["metadata"].get("tags", []):
            names |= {"workspace": workspace.root, "quarter": quarter}
        elif cell["cell_type"] == "code" and isinstance(ast.parse(source).body[-1], ast.Expr):
            shown[source] = eval(source, names)  # the project's own cell
        elif cell["cell_type"] == "code":
            exec(source, names)
    return shown
