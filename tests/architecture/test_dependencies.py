"""One list of dependencies: pyproject.toml. The lock and the conda environment follow it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[2]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)(?: ; ([^\\]+))?", re.MULTILINE)


def wanted() -> dict[str, SpecifierSet]:
    """Every dependency of pyproject.toml, to run and to test, with its range."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    return {canonicalize_name(one.name): one.specifier for one in map(Requirement, lines)}


def environment() -> tuple[list[str], list[str]]:
    """What environment.yml takes from conda, and what from pip."""
    read = yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))
    conda = [entry for entry in read["dependencies"] if isinstance(entry, str)]
    (pip,) = [entry["pip"] for entry in read["dependencies"] if isinstance(entry, dict)]
    return conda, pip


def lock() -> str:
    return (PROJECT / "requirements.lock").read_text(encoding="utf-8")


def test_the_conda_environment_has_every_dependency_once_in_the_same_range() -> None:
    conda, pip = environment()
    packages = [Requirement(line) for line in [*conda, *pip] if line != "-e ."]
    ranges = {canonicalize_name(one.name): one.specifier for one in packages}
    beside = {name: str(ranges.pop(name)) for name in ("python", "pip", "quarto")}
    assert ranges == wanted()
    assert len(packages) == len(ranges) + len(beside)
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert beside == {"python": project["requires-python"], "pip": "", "quarto": ">=1.5"}


def test_the_conda_environment_is_from_conda_forge_alone_and_ends_with_the_project_itself() -> None:
    read = yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))
    assert (read["channels"], environment()[1][-1]) == (["conda-forge", "nodefaults"], "-e .")


def test_the_lock_has_every_dependency_at_a_version_in_its_range() -> None:
    here = {"python_version": "3.11", "python_full_version": "3.11.9"}
    locked = {
        canonicalize_name(name): version
        for name, version, marker in PINNED.findall(lock())
        if not marker or Marker(marker.strip()).evaluate(here)
    }
    assert set(wanted()) - set(locked) == set()
    outside = {name: locked[name] for name, range in wanted().items() if not range.contains(locked[name])}
    assert outside == {}


def test_every_package_of_the_lock_has_a_hash() -> None:
    blocks = re.split(r"\n(?=[A-Za-z0-9])", lock())
    packages = [block for block in blocks if PINNED.match(block)]
    assert len(packages) > 100
    assert [block.splitlines()[0] for block in packages if "--hash=sha256:" not in block] == []
    assert [block.splitlines()[0] for block in blocks if not PINNED.match(block)] == []


def test_the_lock_names_no_host_and_no_index() -> None:
    assert re.findall(r"https?://|--(?:extra-)?index|--find-links|@ file", lock()) == []
