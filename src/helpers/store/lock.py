"""One writer at a time: a folder that is locked for as long as a block runs, and let go when its process ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":

    @contextmanager
    def locked(folder: Path, alone: bool) -> Iterator[None]:
        """Wait until nobody else has the folder, then hold it; there everybody holds it `alone`."""
        import msvcrt
        import tempfile
        import zlib

        name = f"packs-{zlib.crc32(str(folder.resolve()).encode())}.lock"
        with (Path(tempfile.gettempdir()) / name).open("a+b") as held:
            held.seek(0)
            msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)
            yield

else:

    @contextmanager
    def locked(folder: Path, alone: bool) -> Iterator[None]:
        """Wait until nobody else writes there, then hold the folder: `alone` to write, with other readers to read."""
        import fcntl

        held = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
            yield
        finally:
            os.close(held)
