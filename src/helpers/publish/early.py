"""What is begun before the command is imported: a guess from what was built last, on which nothing rests.

What the look needs is imported when it is begun, since it would keep the server waiting.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from helpers.publish.server import LINUX, server

EDITED = ("params", "data/kpis", "notebooks")
FOR_A_FEW = ("-c", "--committee", "-r", "--report", "--strict")


def begin(workspace: Path, words: Sequence[str]) -> None:
    """Start the server where something is most likely to be built, and look at what was built where nothing is.

    `words` are those of the command line after “build”.
    """
    if LINUX and not start_early(workspace, "--force" in words) and not any(map(_is_for_a_few, words)):
        from helpers.publish.seen import look

        folder = _asked(workspace, words)
        if folder is not None:
            look(folder.resolve())


def start_early(workspace: Path, force: bool) -> bool:
    """Start the server where something will most likely be built; returns whether it did."""
    if not LINUX or not (force or _edited_since_last_build(workspace)):
        return False
    from multiprocessing import forkserver

    server()
    forkserver.ensure_running()
    return True


def _is_for_a_few(word: str) -> bool:
    return word.startswith(FOR_A_FEW)


def _asked(workspace: Path, words: Sequence[str]) -> Path | None:
    """The folder of the quarter that is named first, or of the one that was built last."""
    from helpers.model.periods import Quarter
    from helpers.publish.layout import quarter_folder

    with suppress(ValueError):
        return quarter_folder(workspace, Quarter.parse("".join(words[:1])))
    newest = _last_manifest(workspace)
    return newest and newest.parent.parent


def _edited_since_last_build(workspace: Path) -> bool:
    """Whether a file that people edit is newer than every pack."""
    newest = _last_manifest(workspace)
    built = _changed_at(newest) if newest else 0.0
    return any(_changed_at(path) > built for folder in EDITED for path in (workspace / folder).rglob("*"))


def _last_manifest(workspace: Path) -> Path | None:
    return max(workspace.glob("outputs/*/*/manifest.json"), key=_changed_at, default=None)


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
