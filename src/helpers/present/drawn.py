"""Drawings that are kept while packs are built: of the very same result, the same chart is not drawn twice.

Whoever runs a notebook names a folder in the environment, and a folder for each version of the code that draws. Without
one every chart is drawn.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from helpers.present import theme
from helpers.present.contents import contents

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Shown = TypeVar("Shown")
FOLDER = "PACKS_DRAWINGS"


def drawn(draw: Callable[[Shown], Figure], shown: Shown) -> str:
    """What `draw` makes of what is shown, as SVG. It is kept by the hash of everything that `shown` holds."""
    path = _place(draw.__name__, shown)
    kept = _kept(path) if path else None
    if kept is None:
        kept = theme.svg(draw(shown))
        if path:
            with suppress(OSError):  # a disk that is full costs time, and no pack
                _keep(path, kept)
    return kept


def _place(name: str, shown: object) -> Path | None:
    """Where the drawing is kept, if drawings are and it can be told for certain what is shown."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return None
    try:
        return Path(folder) / f"{name}-{_checksum(contents(shown))}.svg"
    except TypeError:
        return None


def _kept(path: Path) -> str | None:
    """The drawing, when it was kept and every byte of it is as it was written."""
    try:
        checksum, _, svg = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return svg if checksum == _checksum(svg) else None


def _keep(path: Path, svg: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(f"{_checksum(svg)}\n{svg}", encoding="utf-8", newline="\n")
    beside.replace(path)


def _checksum(text: str) -> str:
    return sha256(text.encode()).hexdigest()
