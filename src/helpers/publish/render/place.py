"""Put finished files in their place, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def place(folder: Path, made: Mapping[str, bytes], name: str) -> dict[str, Path]:
    """Write `<name>.<format>` for each format: beside its place first, then moved, so no reader sees half a file."""
    waiting = {folder / f"{name}.{format_}": folder / f".{name}.{format_}.part" for format_ in made}
    try:
        for part, content in zip(waiting.values(), made.values(), strict=True):
            part.write_bytes(content)
        for target, part in waiting.items():
            part.replace(target)
    finally:
        for part in waiting.values():
            part.unlink(missing_ok=True)
    return dict(zip(made, waiting, strict=True))
