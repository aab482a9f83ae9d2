"""Notebooks are committed clean: no outputs, no counts, no code that belongs in the package."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[2]
NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def test_it_has_no_outputs_and_no_execution_counts(path: Path) -> None:
    assert [cell["id"] for cell in cells(path, "code") if cell["outputs"] or cell["execution_count"] is not None] == []


def test_it_defines_no_function_and_no_class(path: Path) -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    code = "\n".join("".join(cell["source"]) for cell in cells(path, "code"))
    assert [node for node in ast.walk(ast.parse(code)) if isinstance(node, kinds)] == []


def test_it_imports_the_one_facade_and_nothing_else(path: Path) -> None:
    code = "\n".join("".join(cell["source"]) for cell in cells(path, "code"))
    imports = [ast.unparse(node) for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert imports == ["from helpers.notebook import *"]


def test_its_cells_are_short(path: Path) -> None:
    longest = max(len(cell["source"]) for cell in cells(path, "code"))
    assert longest <= 10


def test_it_has_one_cell_of_typed_parameters(path: Path) -> None:
    tagged = [cell for cell in cells(path, "code") if "parameters" in cell["metadata"].get("tags", [])]
    assert len(tagged) == 1
    given = ast.parse("".join(tagged[0]["source"])).body
    assert given and all(isinstance(line, ast.AnnAssign) for line in given)


def test_its_first_cell_says_who_it_is_for(path: Path) -> None:
    first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
    text = "".join(first["source"])
    assert (first["cell_type"], text.startswith("# "), "**For " in text) == ("markdown", True, True)
