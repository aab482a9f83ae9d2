"""A way to hand in what suppliers send back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

sys.path.insert(0, str(Path(__file__).parent))


class HandIn(Protocol):
    def __call__(self, received: str = "2025-08-20", quarter: str = "2025-26 Q1", **files: bytes) -> int: ...


@pytest.fixture
def hand_in(asked: Workspace, tmp_path: Path) -> HandIn:
    """Hand in files, by name, for 2025-26 Q1, on 20 August 2025 unless told; returns the exit code."""

    def receive(received: str = "2025-08-20", quarter: str = "2025-26 Q1", **files: bytes) -> int:
        paths = [tmp_path / name for name in files]
        for path, content in zip(paths, files.values(), strict=True):
            path.write_bytes(content)
        options = ["--quarter", quarter, "--received", received]
        return asked.run("returns", "receive", *map(str, paths), *options)

    return receive
