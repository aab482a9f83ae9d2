"""Drawings of charts that are kept between builds, in a folder that whoever runs a notebook names to it."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

FOLDER = "PACKS_DRAWINGS"


def drawings_folder() -> Path | None:
    """Where drawings are kept; None while none are."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else None


def find_drawing(path: Path) -> str | None:
    """The drawing, when it was kept and every byte of it is as it was written."""
    try:
        written, _, svg = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return svg if written == checksum(svg) else None


def keep_drawing(path: Path, svg: str) -> None:
    """Keep the drawing whole, or not at all: a disk that is full costs time, and no pack."""
    beside = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(f"{checksum(svg)}\n{svg}", encoding="utf-8", newline="\n")
        beside.replace(path)


def checksum(text: str) -> str:
    """The SHA-256 of a text, as hexadecimal text."""
    return sha256(text.encode()).hexdigest()
