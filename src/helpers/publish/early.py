"""What is begun before the command is imported: a guess from what was built last, on which nothing rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from helpers.publish.server import LINUX, server

EDITED = ("params", "data/kpis", "notebooks")
FOR_A_FEW = ("-c", "--committee", "-r", "--report", "--strict")


def begin(workspace: Path, words: Sequence[str]) -> None:
    """Start the server where something is most likely to be built, and look at what was built where nothing is.

    `words` are those of the command line after “build”.
    """
    if LINUX and not start_early(workspace, "--force" in words) and not any(map(_is_for_a_few, words)):
        from helpers.publish.seen import look  # what it needs would keep the server waiting

        folder = _asked(workspace, words)
        if folder is not None:
            look(folder.resolve())


def start_early(workspace: Path, force: bool) -> bool:
    """Start the server where something will most likely be built; returns whether it did."""
    if not LINUX or not (force or _edited_since(workspace, _last_build(workspace))):
        return False
    from multiprocessing import forkserver

    server()
    forkserver.ensure_running()
    return True


def _is_for_a_few(word: str) -> bool:
    return word.startswith(FOR_A_FEW)


def _asked(workspace: Path, words: Sequence[str]) -> Path | None:
    """The folder of the quarter that is named first, or of the one that was built last."""
    named = "".join(words[:1])
    if named and not named.startswith("-"):
        return workspace / "outputs" / named.lower().replace(" ", "-")
    newest = max(_manifests(workspace), key=_changed_at, default=None)
    return newest and newest.parent.parent


def _last_build(workspace: Path) -> float:
    return max(map(_changed_at, _manifests(workspace)), default=0.0)


def _manifests(workspace: Path) -> Iterator[Path]:
    return workspace.glob("outputs/*/*/manifest.json")


def _edited_since(workspace: Path, built: float) -> bool:
    """Whether a file that people edit is newer than every pack."""
    return any(_changed_at(path) > built for folder in EDITED for path in (workspace / folder).rglob("*"))


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
