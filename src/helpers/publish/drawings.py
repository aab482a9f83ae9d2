"""Where the drawings of a workspace's charts are kept between builds: `outputs/.drawings/`, which anybody may empty."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from helpers.store.drawings import FOLDER


@contextmanager
def kept_in(root: Path, decided: Mapping[str, Any], force: bool) -> Iterator[None]:
    """Whatever is run meanwhile keeps its drawings with those of the same code and packages, and may use them.

    Those of other code are removed. `force`: nothing is kept or used.
    """
    before = os.environ.pop(FOLDER, None)
    if not force:
        _forget_others(root, decided)
        os.environ[FOLDER] = str(_folder(root, decided).resolve())
    try:
        yield
    finally:
        os.environ.pop(FOLDER, None)
        if before is not None:
            os.environ[FOLDER] = before


def _forget_others(root: Path, decided: Mapping[str, Any]) -> None:
    """Remove the drawings of other code or packages."""
    own = _folder(root, decided)
    for folder in own.parent.glob("*/"):
        if folder.name != own.name:
            shutil.rmtree(folder, ignore_errors=True)


def _folder(root: Path, decided: Mapping[str, Any]) -> Path:
    of = json.dumps([decided["code"]["sha256"], decided["versions"]], sort_keys=True)
    return root / "outputs" / ".drawings" / hashlib.sha256(of.encode()).hexdigest()
