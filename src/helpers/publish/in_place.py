"""A report as it was last built, beside what decides it now: is what somebody would sign still what is there?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from helpers.errors import RenderError
from helpers.model.periods import Quarter
from helpers.publish.hashes import Hashes, edited
from helpers.publish.layout import PROJECT, notebook, pack_folder
from helpers.publish.making import named
from helpers.publish.manifest import content_hash, deciding, differences
from helpers.publish.render.choose import choose
from helpers.publish.reports import Report
from helpers.store.register import Register
from helpers.store.signoff import signoff_folder


@dataclass(frozen=True)
class InPlace:
    """A report of a quarter: `folder` has it as it was last built, and `built` is the manifest of that build, if any.

    `decided` is what decides it now, and `files` the very files that do, each by its name there.
    """

    report: Report
    folder: Path
    built: Mapping[str, Any] | None
    decided: Mapping[str, Any]
    files: Mapping[str, Path]

    @property
    def content_hash(self) -> str:
        """The hash that a build would have now."""
        return content_hash(self.decided)

    @property
    def current(self) -> bool:
        """Whether it was built, of what is there now."""
        return self.built is not None and self.built["content_hash"] == self.content_hash

    @property
    def changed(self) -> tuple[str, ...]:
        """What has changed since it was built."""
        return differences(self.built, self.decided) if self.built and not self.current else ()

    @cached_property
    def results(self) -> Mapping[str, Any]:
        """Its unrounded results, as it was built."""
        found: Mapping[str, Any] = json.loads(self.results_file.read_text(encoding="utf-8"))
        return found

    @property
    def results_file(self) -> Path:
        """Where its unrounded results are."""
        return self.folder / "results.json"

    def edited(self) -> Iterator[str]:
        """The names of its files that are not as they were built."""
        yield from edited(self.folder, (self.built or {}).get("outputs", {}))


def in_place(register: Register, quarter: Quarter, report: Report, hashes: Hashes | None = None) -> InPlace:
    """The report as it was last built, and what decides it now, with the parameters and the renderer of that build.

    `hashes` are those of this moment, where many reports are looked at at once.
    """
    folder = pack_folder(register.root, quarter, report.id)
    built = _read(folder / "manifest.json")
    source, files = notebook(register.root, report.notebook), report.inputs(register, quarter)
    parameters = {**(built or {}).get("parameters", {}), **report.parameters, "quarter": str(quarter)}
    made = _renderer((built or {}).get("renderer", {}).get("name", "auto"))
    decided = deciding(register.root, files, source, parameters, made, hashes)
    named = {path.relative_to(register.root).as_posix(): path for path in files}
    named[f"notebooks/{source.name}"] = source
    named |= {name: PROJECT / name for name in decided["code"]["files"]}
    return InPlace(report, folder, built, decided, named)


def approved_record(root: Path, quarter: Quarter, report: str, approved: str) -> Mapping[str, Any] | None:
    """What the content with this hash was made from, as it was kept when it was approved; None when it was not."""
    return _read(signoff_folder(root) / "records" / quarter.id / report / f"{approved}.json")


def _read(path: Path) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    return found


def _renderer(name: str) -> dict[str, str]:
    """The renderer of that name or, where it is not installed, the one that a build would take."""
    try:
        return named(choose(name))
    except RenderError:
        return named(choose())
