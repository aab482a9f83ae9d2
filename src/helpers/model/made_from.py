"""What decided what a report says: the files that it rests on, its notebook, the code and the versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class MadeFrom:
    """What a report was made from, or would be now: each file by its path, with its SHA-256.

    `inputs` are in the workspace and `code` in the package. `versions` has what else it was made with, by name. A file
    that is there no longer has an empty checksum.
    """

    inputs: Mapping[str, str]
    notebook: str
    notebook_sha256: str
    code: Mapping[str, str]
    versions: Mapping[str, str]
