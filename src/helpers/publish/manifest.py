"""What a pack was made from: every input with its hash, the parameters, the code, and the content hash of it all.

There is no clock in a manifest: the same inputs give the same bytes. Who built a pack and when is in the build log.
"""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from helpers.publish.layout import PROJECT

PACKAGES = (
    "pandas",
    "numpy",
    "matplotlib",
    "seaborn",
    "papermill",
    "nbconvert",
    "pydantic",
    "typst",
    "pypandoc_binary",
)


def manifest(
    root: Path,
    inputs: Iterable[Path],
    notebook: Path,
    parameters: Mapping[str, str],
    renderer: Mapping[str, str],
    results: Mapping[str, Any],
    folder: Path,
) -> dict[str, Any]:
    """The manifest of the pack in `folder`. `content_hash` covers everything that decides what the pack says."""
    decides = {
        "parameters": dict(parameters),
        "inputs": {path.relative_to(root).as_posix(): file_hash(path) for path in inputs},
        "notebook": {"name": notebook.name, "sha256": file_hash(notebook)},
        "code": {"sha256": _code_hash()},
        "renderer": dict(renderer),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
    }
    return {
        "content_hash": hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest(),
        **decides,
        "revision": revision(),
        "control_totals": control_totals(results),
        "outputs": {name: file_hash(folder / name) for name in _files(folder)},
    }


def control_totals(results: Mapping[str, Any]) -> dict[str, Any]:
    """Figures that must agree with the report however it is counted: its own or, for a pack, those of its indicators.

    A pack has indicators, those rated, and the sum of latest values.
    """
    if "control_totals" in results:
        return dict(results["control_totals"])
    latest = [found["latest"]["value"] for found in results["indicators"] if found["latest"]]
    return {
        "indicators": len(results["indicators"]),
        "rated": results["rated"],
        "latest_values": sum(value is not None for value in latest),
        "sum_of_latest_values": round(sum(value for value in latest if value is not None), 6),
    }


def revision() -> str:
    """The commit of the code, with `+changes` when the working tree differs from it; empty outside a repository."""
    try:
        commit = _git("rev-parse", "HEAD")
        return f"{commit}+changes" if _git("status", "--porcelain", "--", "src", "notebooks") else commit
    except (OSError, subprocess.CalledProcessError):
        return ""


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal text."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(PROJECT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _code_hash() -> str:
    package = PROJECT / "src" / "helpers"
    files = sorted(path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    lines = [f"{path.relative_to(package).as_posix()} {file_hash(path)}" for path in files]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
