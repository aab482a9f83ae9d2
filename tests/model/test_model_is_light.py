"""The model loads neither pandas nor matplotlib, so that a command which needs neither starts at once."""

from __future__ import annotations

import subprocess
import sys
from pkgutil import iter_modules

import pytest

import helpers.model
import helpers.rules

HEAVY = ("pandas", "numpy", "matplotlib", "seaborn", "scipy")


@pytest.mark.parametrize("package", [helpers.model, helpers.rules], ids=["model", "rules"])
def test_importing_it_loads_nothing_heavy(package: object) -> None:
    name, path = package.__name__, package.__path__  # type: ignore[attr-defined]
    modules = [f"{name}.{module.name}" for module in iter_modules(path)]
    code = f"import sys, {', '.join(modules)}; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": path[0].rsplit("helpers", 1)[0]},
    )
    assert (len(modules) >= 5, done.stdout.strip()) == (True, "[]")
