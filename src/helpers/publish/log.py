"""The build log of a workspace: who built what, when, and how it ended."""

from __future__ import annotations

import getpass
import logging
from pathlib import Path


def logger(root: Path) -> logging.Logger:
    """The build log of the workspace: when, who and what."""
    path = root / "outputs" / "logs" / "build.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    log = logging.getLogger(f"packs.{root}")
    if not log.handlers:
        handler = logging.FileHandler(path, encoding="utf-8")
        handler.setFormatter(logging.Formatter(f"%(asctime)s {_user()} %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
    return log


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
