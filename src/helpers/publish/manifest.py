"""What a pack was made from: every input with its hash, the parameters, the code, and the content hash of it all.

There is no clock in a manifest: the same inputs give the same bytes. Who built a pack and when is in the build log.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers.publish.hashes import Hashes, file_hash
from helpers.publish.layout import PROJECT

DECIDING = ("parameters", "inputs", "notebook", "code", "renderer", "versions")
SEAL = "manifest_sha256"
MOST_TOLD = 5  # of what changed


def manifest(decided: Mapping[str, Any], results: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The manifest of the pack in `folder`, the results and the documents in it included; see `manifest_text`."""
    return {
        "content_hash": content_hash(decided),
        **decided,
        "revision": revision(),
        "control_totals": control_totals(results),
        "results_sha256": file_hash(folder / "results.json"),
        "outputs": {name: file_hash(folder / name) for name in _files(folder)},
    }


def deciding(
    root: Path,
    inputs: Iterable[Path],
    notebook: Path,
    parameters: Mapping[str, str],
    renderer: Mapping[str, str],
    hashes: Hashes | None = None,
) -> dict[str, Any]:
    """Everything that decides what a pack says, known before anything is run.

    A file that the pack could read and that is not there yet decides too: it is one of the inputs once it is there.
    `hashes` are those of this moment, where many packs are looked at at once.
    """
    own, known, above = notebook.is_relative_to(root), hashes or Hashes(), f"{root.as_posix()}/"
    return {
        "parameters": dict(parameters),
        "inputs": {path.as_posix().removeprefix(above): known.of(path) for path in inputs},
        "notebook": {"name": notebook.name, "sha256": known.of(notebook), "of": "workspace" if own else "project"},
        "code": known.code,
        "renderer": dict(renderer),
        "versions": known.versions,
    }


def content_hash(deciding: Mapping[str, Any]) -> str:
    """The one hash of all that decides what a pack says: what is signed. A manifest or a record may be given too."""
    decided = {name: deciding[name] for name in DECIDING}
    return hashlib.sha256(json.dumps(decided, sort_keys=True).encode()).hexdigest()


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """What decides differently now, in plain sentences without a full stop; of manifests, records, or what decides."""
    told = [f"{name} was {how}" for name, how in _changes(then["inputs"], now["inputs"])]
    told += [f"the parameter {each}" for each in _with_values(then["parameters"], now["parameters"])]
    if then["notebook"] != now["notebook"]:
        told.append(f"the notebook {now['notebook']['name']} was changed")
    told += [f"the rules: {name} was {how}" for name, how in _code_changes(then["code"], now["code"])]
    told += [f"the renderer’s {each}" for each in _with_values(then["renderer"], now["renderer"])]
    told += [f"the version of {each}" for each in _with_values(then["versions"], now["versions"])]
    return tuple(told)


def in_short(changed: Sequence[str]) -> str:
    """What changed, in a line."""
    rest = len(changed) - MOST_TOLD
    return "; ".join([*changed[:MOST_TOLD], *([f"and {rest} more"] if rest > 0 else [])])


def manifest_text(manifest: Mapping[str, Any]) -> str:
    """The text of a manifest, with the hash of all that is above it as its last line, so that an edit is found."""
    unsealed = {name: value for name, value in manifest.items() if name != SEAL}
    above = json.dumps(unsealed, indent=1, ensure_ascii=False).removesuffix("\n}")
    seal = hashlib.sha256(above.encode()).hexdigest()
    return f'{above},\n "{SEAL}": "{seal}"\n}}\n'


def read_manifest(path: Path) -> dict[str, Any] | None:
    """The manifest of a report; None when it is not there, or its text is any other than `manifest_text` gives it."""
    try:
        text = path.read_bytes().decode()
        manifest: dict[str, Any] = json.loads(text)
        return manifest if manifest_text(manifest) == text else None
    except (OSError, ValueError, AttributeError):
        return None


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


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(PROJECT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _changes(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each name whose value differs, and how."""
    for name in sorted({*then, *now}):
        if name not in now:
            yield name, "taken away"
        elif then.get(name) != now[name]:
            yield name, "changed" if name in then else "added"


def _with_values(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Each name whose value differs, with both."""
    for name, how in _changes(then, now):
        yield f"{name} was changed from {then[name]} to {now[name]}" if how == "changed" else f"{name} was {how}"


def _code_changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The code files that differ; of a manifest from before they were listed only that something does."""
    if "files" in then and "files" in now:
        return list(_changes(then["files"], now["files"]))
    return [("src/helpers", "changed")] if then["sha256"] != now["sha256"] else []


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
