"""Whatever decides the roads pack and every other, each altered in turn, and what is then told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.publish import hashes
from helpers.publish.render.embedded import Embedded

if TYPE_CHECKING:
    import pytest
    from conftest import Workspace

    Patch = pytest.MonkeyPatch
    Alter = Callable[[Workspace, Path, Patch], None]

FIRST = sorted(hashes.PACKAGES)[:5]
REST = f"; and {len(hashes.PACKAGES) - len(FIRST)} more"
LATER = "quarter: 2025-26 Q3\ndata_cut_off: 2026-02-27\npublication: 2026-03-12\n"


def edited(path: str, old: str, new: str) -> Alter:
    return lambda council, scratch, patch: council.edit(path, old, new)


def added(path: str, text: str) -> Alter:
    return lambda council, scratch, patch: council.write(path, text) and None


def taken_away(path: str) -> Alter:
    return lambda council, scratch, patch: (council.root / path).unlink()


def with_rule_changed(council: Workspace, scratch: Path, patch: Patch) -> None:
    shutil.copytree(hashes.PROJECT / "src" / "helpers", scratch / "src" / "helpers")
    rule = scratch / "src/helpers/rules/status.py"
    rule.write_text(rule.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    patch.setattr(hashes, "PROJECT", scratch)


def with_rule_added(council: Workspace, scratch: Path, patch: Patch) -> None:
    with_rule_changed(council, scratch, patch)
    shutil.copy(hashes.PROJECT / "src/helpers/rules/exact.py", scratch / "src/helpers/rules/inexact.py")


ALTERED: dict[str, tuple[Alter, str]] = {
    "the organisation": (
        edited("params/organisation.yml", "short_name: Westmarch", "short_name: Marches"),
        "params/organisation.yml was changed",
    ),
    "the committee": (
        edited("params/committees/roads.yml", "remit: Roads.", "remit: Paths."),
        "params/committees/roads.yml was changed",
    ),
    "a quarter's dates": (
        edited("params/quarters/2025-26-q1.yml", "2025-09-12", "2025-09-15"),
        "params/quarters/2025-26-q1.yml was changed",
    ),
    "a quarter added": (
        added("params/quarters/2025-26-q3.yml", LATER),
        "params/quarters/2025-26-q3.yml was added",
    ),
    "a quarter taken away": (
        taken_away("params/quarters/2024-25-q4.yml"), "params/quarters/2024-25-q4.yml was taken away",
    ),
    "the minutes": (edited("data/meetings/meetings.csv", "MT 14", "MT 15"), "data/meetings/meetings.csv was changed"),
    "the notebook": (
        edited("notebooks/03_committee_pack.ipynb", '"Text."', '"Other text."'),
        "the notebook 03_committee_pack.ipynb was changed",
    ),
    "a rule": (with_rule_changed, "the rules: src/helpers/rules/status.py was changed"),
    "rules, one of them new": (
        with_rule_added,
        "the rules: src/helpers/rules/inexact.py was added; the rules: src/helpers/rules/status.py was changed",
    ),
    "the renderer": (
        lambda council, scratch, patch: patch.setattr(Embedded, "version", lambda self: "pandoc 99"),
        f"the renderer’s version was changed from {Embedded().version()} to pandoc 99",
    ),
    "a package": (
        lambda council, scratch, patch: patch.setattr(hashes, "version", lambda name: "99"),
        "; ".join(f"the version of {name} was changed from {version(name)} to 99" for name in FIRST) + REST,
    ),
}  # fmt: skip
