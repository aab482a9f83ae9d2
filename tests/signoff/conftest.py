"""A council with two reports that are built and ready to be signed, and the people who sign them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from people import ANALYST, APPROVER, ASSURER, QUARTER, Sign

if TYPE_CHECKING:
    from conftest import Workspace

HAND_OVER = """
from IPython.display import display
front = {"title": "Performance report", "council": "Westmarch", "lang": "en-GB", "date": "2025-09-12"}
fronts = dict.fromkeys(["summary", "committee", "full", "cover-report"], front)
results = {"quarter": quarter, "indicators": [], "rated": 0, "total": 0, "counts": {}}
display({"application/vnd.pack.record+json": {"fronts": fronts, "results": results}, "text/plain": "done"}, raw=True)
"""
PARAMETERS = 'workspace: str = ".."\ncommittee: str = "roads"\nquarter: str = "2025-26 Q1"'
MEETINGS = "quarter,committee,team,held_on,minutes,link,attendees\n2025-26 Q1,,Management Team,2025-09-03,MT 14,,\n"


def small_notebook(*cells: tuple[str, str]) -> nbformat.NotebookNode:
    """A notebook that hands over an empty report; `cells` are headings of it with their tag."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata["language_info"] = {"name": "python"}
    notebook.cells = [nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})]
    for text, tag in cells:
        notebook.cells.append(nbformat.v4.new_markdown_cell(text, metadata={"tags": [tag] if tag else []}))
    notebook.cells.append(nbformat.v4.new_code_cell(HAND_OVER))
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    return notebook


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory, write_council: Callable[[Path], Workspace]) -> Workspace:
    """Westmarch with a KPI, a review meeting, quality assurance, and its two packs of one quarter as web pages."""
    council = write_council(tmp_path_factory.mktemp("signoff") / "westmarch")
    council.kpi("visits-on-time")
    council.figures("visits-on-time", "2025-26 Q1,W01,78")
    council.targets("visits-on-time", {"2025-26": "80"})
    council.write("data/meetings/meetings.csv", MEETINGS)
    (council.root / "notebooks").mkdir()
    cells = ("# Summary", ""), ("Text.", ""), ("# Cover report", "cover-report")
    nbformat.write(small_notebook(*cells), council.root / "notebooks" / "03_committee_pack.ipynb")
    people = ("--analyst", "Ann Analyst", "--assurer", "Ash Assurer", "--on", "2025-09-02")
    assert council.run("quality", "record", QUARTER, *people) == 0
    assert council.run("build", QUARTER, "-f", "html", "--renderer", "embedded") == 0
    return council


@pytest.fixture
def council(built_once: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it, to sign and to change."""
    shutil.copytree(built_once.root, tmp_path / "westmarch")
    return type(built_once)(tmp_path / "westmarch")


@pytest.fixture
def sign(council: Workspace) -> Sign:
    """Take a step with the roads pack on a day of September, and return the exit code."""

    def step(kind: str, who: tuple[str, ...], day: int, *more: str) -> int:
        reports = () if "--all" in more else ("--report", "roads")
        return council.run("sign-off", kind, QUARTER, *reports, *who, "--on", f"2025-09-{day:02}", *more)

    return step


@pytest.fixture
def approved(council: Workspace, sign: Sign, capsys: pytest.CaptureFixture[str]) -> Workspace:
    """The council with its roads pack drafted, reviewed and approved."""
    codes = [sign("drafted", ANALYST, 8), sign("reviewed", ASSURER, 9), sign("approved", APPROVER, 10)]
    assert codes == [0, 0, 0], capsys.readouterr().err
    capsys.readouterr()
    return council
