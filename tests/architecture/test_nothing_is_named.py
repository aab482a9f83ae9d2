"""Nothing in code, notebooks or templates names anything of a workspace, and no file names a machine."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from helpers.model.status import SchemeKind
from helpers.store.workspace import open_register

PROJECT = Path(__file__).parents[2]
WORKSPACES = {"demonstration": PROJECT, "combined authority": PROJECT / "tests" / "fixtures" / "combined-authority"}
EXAMPLE = "2025-26 Q1"  # the quarter by which messages show how one is written

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


def named_in(root: Path) -> list[str]:
    """What a workspace calls its organisation, areas, committees, schemes, KPIs and quarters."""
    register = open_register(root)
    organisation = register.organisation
    titles = [committee.title for committee in register.audiences.values()]
    schemes = [word for scheme in organisation.schemes for word in (scheme.id, scheme.name)]
    schemes = [word for word in schemes if word not in list(SchemeKind)]
    codes = [organisation.area, *organisation.areas]
    quarters = [word for each in register.plans if str(each) != EXAMPLE for word in (str(each), each.id)]
    names = [organisation.name, organisation.short_name, *register.audiences, *titles, *register.kpis]
    return [*names, *codes, *schemes, *quarters]


def found(wanted: list[str], name: str, path: Path) -> list[str]:
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, wanted))})(?![\w-])")
    return [f"{name}: {match}" for match in pattern.findall(words(name, path))]


@pytest.mark.parametrize("workspace", WORKSPACES)
def test_a_workspace_has_names_to_look_for(workspace: str) -> None:
    register = open_register(WORKSPACES[workspace])
    assert set(named_in(WORKSPACES[workspace])) > {*register.kpis, *register.audiences, register.organisation.area}
    assert "2024-25-q4" in named_in(WORKSPACES[workspace])


@pytest.mark.parametrize("workspace", WORKSPACES)
def test_no_code_notebook_or_template_names_anything_of_a_workspace(workspace: str) -> None:
    wanted = named_in(WORKSPACES[workspace])
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
