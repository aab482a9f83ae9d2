"""Nothing in code, notebooks or templates names a council, a committee or a KPI, and no file names a machine."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from helpers.store.workspace import open_register

PROJECT = Path(__file__).parents[2]

# In pieces, so that this file does not hold what it looks for.
MACHINE_PATHS = ["/ho" + "me/", "/wo" + "rk/", "/ro" + "ot/", "/Us" + "ers/", "C:" + "\\"]
REGISTRIES = [
    "py" + "pi.org", "python" + "hosted", "ana" + "conda.org", "npm" + "js.", "arti" + "factory", "/sim" + "ple/",
    "deb.deb" + "ian",
]  # fmt: skip


@cache
def files() -> dict[str, Path]:
    """Every file that is committed, or would be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout.splitlines()
    return {name: PROJECT / name for name in listed if (PROJECT / name).is_file()}


def words(name: str, path: Path) -> str:
    """The text of a file; of a notebook without its parameters, which are a person's to change."""
    if path.suffix != ".ipynb":
        return path.read_text(encoding="utf-8", errors="ignore")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    kept = [cell for cell in cells if "parameters" not in cell["metadata"].get("tags", [])]
    return "\n".join("".join(cell["source"]) for cell in kept)


def of_the_demonstration() -> list[str]:
    register = open_register(PROJECT)
    organisation = register.organisation
    titles = [committee.title for committee in register.audiences.values()]
    codes = [organisation.area, *organisation.areas]
    return [organisation.name, organisation.short_name, *register.audiences, *titles, *register.kpis, *codes]


def found(wanted: list[str], name: str, path: Path) -> list[str]:
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, wanted))})(?![\w-])")
    return [f"{name}: {match}" for match in pattern.findall(words(name, path))]


def test_the_demonstration_has_names_to_look_for() -> None:
    register = open_register(PROJECT)
    assert set(of_the_demonstration()) > {*register.kpis, *register.audiences, register.organisation.area}


def test_no_code_notebook_or_template_names_anything_of_the_demonstration() -> None:
    wanted = of_the_demonstration()
    # METHOD.md may: it cites the councils whose published rules it restates.
    looked_at = {
        name: path
        for name, path in files().items()
        if name.startswith(("src/", "notebooks/")) and not name.endswith("METHOD.md")
    }
    assert len(looked_at) > 90
    assert [hit for name, path in looked_at.items() for hit in found(wanted, name, path)] == []


@pytest.mark.parametrize("forbidden", MACHINE_PATHS + REGISTRIES)
def test_no_file_names_a_machine_or_a_package_registry(forbidden: str) -> None:
    holding = [name for name, path in files().items() if forbidden.encode() in path.read_bytes()]
    assert (len(files()) > 200, holding) == (True, [])
