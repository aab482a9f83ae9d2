"""Notebooks are run strictly, explained when they fail, and leave no mark of clock or machine."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from helpers.errors import BuildError, Problems
from helpers.publish.runner import KernelDied, check_parameters, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "outputs" / "works"
    place.mkdir(parents=True)
    return place


def printed(executed: Path) -> str:
    cells = nbformat.read(executed, as_version=4).cells
    return "".join(output.text for cell in cells for output in cell.get("outputs", []) if "text" in output)


def test_a_misspelt_parameter_is_refused_with_the_one_that_was_meant(make_notebook) -> None:
    with pytest.raises(Problems) as raised:
        check_parameters(make_notebook(), {"quater": "2025-26 Q1"})
    assert str(raised.value).splitlines() == [
        "1 problem to put right:",
        "  quater: 03_committee_pack.ipynb has no parameter “quater”. Did you mean “quarter”?",
    ]


def test_a_misspelt_parameter_stops_the_run_before_any_cell(make_notebook, tmp_path, folder) -> None:
    notebook = make_notebook('open("ran", "w").close()')
    with pytest.raises(Problems):
        run(notebook, tmp_path, {"quater": "2025-26 Q1"}, folder / "pack.ipynb")
    assert list(tmp_path.rglob("ran")) == []
    assert list(folder.iterdir()) == []


def test_parameters_and_the_workspace_reach_the_notebook(make_notebook, tmp_path, folder) -> None:
    notebook = make_notebook("print(workspace, committee, quarter)")
    run(notebook, tmp_path, {"committee": "highways"}, folder / "pack.ipynb")
    assert printed(folder / "pack.ipynb") == ".. highways 2025-26 Q1\n"


def test_a_notebook_from_elsewhere_runs_in_the_workspace_itself(make_notebook, tmp_path, folder) -> None:
    notebook = make_notebook("import os; print(workspace, os.path.basename(os.getcwd()))")
    root = tmp_path / "another"
    root.mkdir()
    run(notebook, root, {}, folder / "pack.ipynb")
    assert printed(folder / "pack.ipynb") == ". another\n"


def test_two_runs_give_the_same_bytes(make_notebook, tmp_path, folder) -> None:
    notebook = make_notebook("# Heading", "1 + 1")
    first = run(notebook, tmp_path, {}, folder / "first.ipynb").read_bytes()
    assert run(notebook, tmp_path, {}, folder / "second.ipynb").read_bytes() == first


def test_a_failure_names_the_heading_and_the_cause_and_keeps_the_notebook(make_notebook, tmp_path, folder) -> None:
    notebook = make_notebook("# Summary", "1 + 1", "# Indicators {#indicators}", "1 / 0")
    with pytest.raises(BuildError) as raised:
        run(notebook, tmp_path, {}, folder / "pack.ipynb")
    assert raised.value.heading == "Indicators"
    assert raised.value.cause == "ZeroDivisionError: division by zero"
    assert [path.name for path in folder.iterdir()] == ["failed.ipynb"]


def test_problems_in_the_data_are_told_in_their_own_words(make_notebook, tmp_path, folder) -> None:
    problem = "Problem('a.csv', 3, 'value', 'is not a number.')"
    raising = f"from helpers.errors import Problem, Problems\nraise Problems([{problem}])"
    with pytest.raises(BuildError) as raised:
        run(make_notebook("# Summary", raising), tmp_path, {}, folder / "pack.ipynb")
    assert raised.value.cause == "1 problem to put right:\n  a.csv:3 value: is not a number."


def test_a_kernel_that_dies_is_told_apart(make_notebook, tmp_path, folder) -> None:
    with pytest.raises(KernelDied):
        run(make_notebook("import os; os._exit(1)"), tmp_path, {}, folder / "pack.ipynb")
