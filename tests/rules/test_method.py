"""METHOD.md names every public rule."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import helpers.rules

METHOD = Path(helpers.rules.__path__[0], "METHOD.md").read_text(encoding="utf-8")


def public_functions() -> list[str]:
    modules = [import_module(f"helpers.rules.{module.name}") for module in iter_modules(helpers.rules.__path__)]
    return [
        name
        for module in modules
        for name, member in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and member.__module__ == module.__name__
    ]


def test_the_rules_are_found() -> None:
    assert {"rate", "change", "project", "compare", "freshness"} <= set(public_functions())


@pytest.mark.parametrize("function", public_functions())
def test_the_method_names_the_rule(function: str) -> None:
    assert f"`{function}`" in METHOD
