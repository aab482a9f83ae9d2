"""The hashes of files, of the code, and the versions of what makes a pack."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from importlib.metadata import version
from io import FileIO
from pathlib import Path
from typing import Any

from helpers.publish.layout import PROJECT

PACKAGES = (
    "font-source-sans-pro",
    "ipykernel",
    "ipython",
    "jinja2",
    "markdown-it-py",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "pandas",
    "papermill",
    "pikepdf",
    "pydantic",
    "pypandoc_binary",
    "pyyaml",
    "seaborn",
    "typst",
)


class Hashes:
    """The hashes of one moment. Each file is read once, since most of a quarter's reports rest on the same ones.

    Those that are `known` are not read at all.
    """

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        found = known or {}
        self.of: Callable[[Path | str], str] = cache(lambda path: found.get(str(path)) or file_hash(path))

    @cached_property
    def code(self) -> dict[str, Any]:
        """The hash of every file of the package, and the one of them all."""
        return _code(self.of)

    @cached_property
    def versions(self) -> dict[str, str]:
        """Python's version, and that of each package that decides what a pack looks like."""
        return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


def file_hash(path: Path | str) -> str:
    """The SHA-256 of a file, as hexadecimal text. Raises OSError when it cannot be read."""
    with FileIO(path) as file:  # without a buffer, which would be felt with thousands of files
        return hashlib.sha256(file.readall()).hexdigest()


def edited(folder: Path, outputs: Mapping[str, str], hash_of: Callable[[Path | str], str] = file_hash) -> Iterator[str]:
    """The names of the files in a report's folder that are missing, or not as they were built."""
    place = str(folder)
    for name, checksum in outputs.items():
        if not _is_whole(f"{place}/{name}", checksum, hash_of):
            yield name


def _is_whole(path: str, checksum: str, hash_of: Callable[[Path | str], str]) -> bool:
    try:
        return hash_of(path) == checksum
    except (OSError, ValueError):  # of a name that no file can have
        return False


def _code(hash_of: Callable[[Path | str], str]) -> dict[str, Any]:
    package = PROJECT / "src" / "helpers"
    found = sorted(path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    files = {path.relative_to(PROJECT).as_posix(): hash_of(path) for path in found}
    lines = [f"{name} {checksum}" for name, checksum in files.items()]
    return {"sha256": hashlib.sha256("\n".join(lines).encode()).hexdigest(), "files": files}
