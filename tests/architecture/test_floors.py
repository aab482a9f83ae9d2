"""Imports point downward only, and the files are in their places: what the architecture says, the tests hold to."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "src" / "helpers"
MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
NAMES_THAT_SAY_NOTHING = {"util", "utils", "utilities", "common", "misc", "base", "core", "lib", "tools", "shared"}


def contracts() -> list[dict[str, Any]]:
    read = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = read["tool"]["importlinter"]["contracts"]
    return found


def test_the_contracts_between_floors_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(PROJECT / "pyproject.toml"), no_cache=True)
    told = capsys.readouterr().out
    assert status == EXIT_STATUS_SUCCESS, told
    assert f"Contracts: {len(contracts())} kept, 0 broken." in told


def test_a_contract_has_no_list_of_exceptions() -> None:
    assert len(contracts()) >= 5
    assert [contract["name"] for contract in contracts() if "ignore_imports" in contract] == []


def test_every_module_stands_on_a_floor() -> None:
    floors = {name.strip() for floor in contracts()[0]["layers"] for name in floor.split("|")}
    parts = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES.values()}
    assert {f"helpers.{part}" for part in parts if part != "__init__"} == floors


def test_a_command_that_needs_no_figures_loads_neither_pandas_nor_charts() -> None:
    code = "import sys, helpers.cli; print([name for name in ('pandas', 'numpy', 'matplotlib') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_whole_workspace_is_checked_without_pandas() -> None:
    code = "import sys; from helpers.workbook import check; print(check(sys.argv[1]), 'pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, str(PROJECT)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] False"


def test_no_module_has_a_name_that_says_nothing() -> None:
    said = {part for name in MODULES for part in Path(name).with_suffix("").parts}
    assert {"analysis", "blocks", "status"} <= said
    assert said & NAMES_THAT_SAY_NOTHING == set()


@pytest.mark.parametrize("name", MODULES)
def test_every_module_and_every_public_name_in_it_has_a_docstring(name: str) -> None:
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    assert undescribed(tree, Path(name).stem) == []


def undescribed(node: ast.Module | ast.ClassDef, name: str) -> list[str]:
    """The public names in the module or class that have no docstring, itself among them."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    public = [child for child in node.body if isinstance(child, kinds) and not child.name.startswith("_")]
    missing = [] if ast.get_docstring(node) else [name]
    for child in public:
        if isinstance(child, ast.ClassDef):
            missing += undescribed(child, child.name)
        elif not ast.get_docstring(child):
            missing.append(f"{name}.{child.name}")
    return missing


@pytest.mark.parametrize(
    "path",
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "src/helpers/rules/METHOD.md", "environment.yml"],
)
def test_the_document_is_there_and_says_something(path: str) -> None:
    assert len((PROJECT / path).read_text(encoding="utf-8").split()) > 50
