"""Several files written together: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from helpers.errors import Problem, Problems


def write_together(root: Path, texts: Mapping[Path, str]) -> None:
    """Write every file, making folders where they are missing; when one cannot be written all stay as they were.

    Raises Problems, with the file that could not be written.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    folders = _make_folders(texts)
    try:
        _write(texts)
    except BaseException as error:
        _undo(before, folders)
        if isinstance(error, OSError):
            raise _refused(root, texts, error) from error
        raise


def _write(texts: Mapping[Path, str]) -> None:
    for path, text in texts.items():
        _beside(path).write_text(text, encoding="utf-8", newline="\n")
    for path in texts:
        _beside(path).replace(path)


def _undo(before: Mapping[Path, bytes | None], folders: list[Path]) -> None:
    for path, content in before.items():
        _remove(_beside(path))
        if content is None:
            _remove(path)
        elif path.read_bytes() != content:
            path.write_bytes(content)
    for folder in reversed(folders):
        folder.rmdir()


def _remove(path: Path) -> None:
    """Take a file away if there is one, also where what should be its folder is none."""
    if path.is_file():
        path.unlink()


def _make_folders(texts: Mapping[Path, str]) -> list[Path]:
    """Make the folders that are missing, and return them, the outermost first."""
    wanted = {folder for path in texts for folder in path.parents if not folder.exists()}
    folders = sorted(wanted, key=lambda folder: len(folder.parts))
    for folder in folders:
        folder.mkdir()
    return folders


def _refused(root: Path, texts: Mapping[Path, str], error: OSError) -> Problems:
    named = Path(str(error.filename or ""))
    path = next((path for path in texts if named in (path, _beside(path))), root)
    shown = path.relative_to(root).as_posix() if path != root else ""
    message = f"this file could not be written: {error.strerror or error}."
    return Problems([Problem(shown, 0, "", message, "Nothing was changed. Put that right and try again.")])


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")
