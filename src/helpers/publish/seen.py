"""What the files of the last build hash to, found out while the command itself is imported."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path

from helpers.publish.hashes import file_hash
from helpers.publish.meanwhile import Meanwhile

_looking: dict[Path, Meanwhile[dict[str, str]]] = {}


def look(folder: Path) -> None:
    """Begin to hash every file in the folder."""
    _looking[folder] = Meanwhile(partial(_hashes, folder))


def seen(folder: Path) -> dict[str, str]:
    """By its path, the hash of each file that was looked at in the folder. It is told once: files may change again."""
    looking = _looking.pop(folder, None)
    if looking is None:
        return {}
    found = looking.answer()
    looking.end()
    return found or {}


def _hashes(folder: Path) -> dict[str, str]:
    found = {}
    for place, _, names in os.walk(folder):
        for path in (f"{place}/{name}" for name in names):
            with suppress(OSError):
                found[path] = file_hash(path)
    return found
