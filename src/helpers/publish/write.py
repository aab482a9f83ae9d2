"""How text is put into a file, so that it is the same bytes on every machine."""

from __future__ import annotations

from pathlib import Path


def write(path: Path, text: str) -> None:
    """Write text as UTF-8 with plain line ends, making the folder if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
