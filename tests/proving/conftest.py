"""A council with one small pack that is built and approved, and a copy of it to tamper with."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from signed import REPORT, approve, build_pack

if TYPE_CHECKING:
    from conftest import Workspace

PARAMETERS = 'workspace: str = ".."\ncommittee: str = "roads"\nquarter: str = "2025-26 Q1"'
HAND_OVER = """
from pathlib import Path
from IPython.display import display
figures = Path(workspace, "data/kpis/potholes/observations.csv").read_text(encoding="utf-8").splitlines()
front = {"title": "Performance report", "council": "Westmarch", "lang": "en-GB", "date": "2025-09-12"}
fronts = dict.fromkeys(["summary", "committee", "full", "cover-report"], front)
results = {"quarter": quarter, "indicators": [], "rated": 0, "total": 0, "counts": {}, "figures": figures}
display({"application/vnd.pack.record+json": {"fronts": fronts, "results": results}, "text/plain": "done"}, raw=True)
"""


def small_notebook() -> nbformat.NotebookNode:
    """A notebook that hands over a KPI's lines of figures, as its results."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata["language_info"] = {"name": "python"}
    notebook.cells = [
        nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_markdown_cell("# Summary"),
        nbformat.v4.new_code_cell(HAND_OVER),
    ]
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    return notebook


@pytest.fixture(scope="session")
def approved_once(tmp_path_factory: pytest.TempPathFactory, write_council: Callable[[Path], Workspace]) -> Workspace:
    """Westmarch, with the roads pack of one quarter built as a web page, drafted, reviewed and approved."""
    council = write_council(tmp_path_factory.mktemp("proving") / "westmarch")
    council.kpi("potholes", committees=["roads"])
    council.figures("potholes", "2025-26 Q1,W01,78")
    council.targets("potholes", {"2025-26": "80"})
    (council.root / "notebooks").mkdir()
    nbformat.write(small_notebook(), council.root / "notebooks" / "03_committee_pack.ipynb")
    build_pack(council.root)
    approve(council.root, REPORT)
    build_pack(council.root)
    return council


@pytest.fixture
def council(approved_once: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it, to tamper with."""
    shutil.copytree(approved_once.root, tmp_path / "westmarch")
    return type(approved_once)(tmp_path / "westmarch")
