"""What an approved report was made from: its record in `data/signoff/records/`, and the very files in `objects/`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.model.periods import Quarter
from helpers.store.signoff import signoff_folder


def keep(root: Path, quarter: Quarter, report: str, record: Mapping[str, Any], files: Mapping[str, Path]) -> None:
    """Keep the record of an approved report and each of the files that it was made from, once."""
    folder = signoff_folder(root)
    for path in files.values():
        content = path.read_bytes()
        checksum = hashlib.sha256(content).hexdigest()
        _put(folder / "objects" / checksum[:2] / checksum, content)
    text = json.dumps(dict(record), indent=1, ensure_ascii=False) + "\n"
    _put(folder / "records" / quarter.id / report / f"{record['content_hash']}.json", text.encode())


def _put(path: Path, content: bytes) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(content)
        beside.replace(path)
