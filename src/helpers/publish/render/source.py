"""A document of a pack as it was collected: its `.qmd` and its figures, read but never written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from helpers.errors import RenderError

FRONT_MATTER = re.compile(r"\A---\n(?P<head>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
# Quarto keeps `about` for the layout of a website's pages: it refuses a sentence there, and passes nothing on.
ABOUT = re.compile(r"^about:", re.MULTILINE)
DATE = re.compile(r"^date:\s*[\"']?(\d{4}-\d{2}-\d{2})", re.MULTILINE)
LANGUAGE = re.compile(r"^lang:\s*[\"']?([A-Za-z-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Source:
    """A pack's folder, a document's front matter (YAML, as text) and its body (markdown in Quarto's dialect)."""

    folder: Path
    head: str
    body: str

    @property
    def timestamp(self) -> int:
        """The front matter's date in seconds, for every place where a file format wants a time."""
        found = DATE.search(self.head)
        assert found is not None
        return int(datetime.fromisoformat(found[1]).replace(tzinfo=UTC).timestamp())

    @property
    def language(self) -> str:
        """The front matter's language, such as “en-GB”; empty when it names none."""
        found = LANGUAGE.search(self.head)
        return found[1] if found else ""

    @property
    def environment(self) -> Mapping[str, str]:
        """What makes other programs use the pack's own date instead of the clock."""
        return {"SOURCE_DATE_EPOCH": str(self.timestamp)}

    @property
    def figures(self) -> list[Path]:
        """Every figure that the document shows, by name."""
        shown = (self.folder / "figures").glob("*.svg")
        return sorted(path for path in shown if f"figures/{path.name}" in self.body)


def read(folder: Path, name: str = "pack") -> Source:
    """The document of that name in `folder`.

    Raises RenderError when it is not there, or lacks its front matter or date.
    """
    path = folder / f"{name}.qmd"
    if not path.is_file():
        raise RenderError(f"There is no {path.name} in “{folder.name}”: build the pack before rendering it.")
    parts = FRONT_MATTER.match(path.read_text(encoding="utf-8"))
    if parts is None:
        raise RenderError(f"{path.name} has no front matter: it must start with a block between two lines of “---”.")
    if DATE.search(parts["head"]) is None:
        raise RenderError(f"{path.name} has no date in its front matter: give it one, such as “date: 2025-09-04”.")
    return Source(folder, ABOUT.sub("opening:", parts["head"]), parts["body"])
