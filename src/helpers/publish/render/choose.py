"""Which program turns a pack into pages: Quarto when it is installed, the embedded renderer otherwise."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from helpers.errors import RenderError, did_you_mean
from helpers.publish.render.embedded import Embedded
from helpers.publish.render.formats import FORMATS
from helpers.publish.render.quarto import Quarto

__all__ = ["FORMATS", "Renderer", "choose"]


class Renderer(Protocol):
    """Turns a document in a pack's folder into web page, PDF and Word document.

    The formats that are best made `together` share most of the work.
    """

    name: str
    together: frozenset[str]

    def version(self) -> str:
        """The programs that do the work, for the manifest."""

    def render(self, folder: Path, formats: Sequence[str], name: str = "pack") -> dict[str, Path]:
        """Write `<name>.<format>` beside `<name>.qmd`, and nothing else.

        Raises RenderError naming what is wrong with the document; files from before are then left as they were.
        """


def choose(name: str = "auto") -> Renderer:
    """The renderer of that name; "auto" takes Quarto when it is on PATH. Raises RenderError for any other name."""
    renderers: dict[str, type[Quarto] | type[Embedded]] = {"quarto": Quarto, "embedded": Embedded}
    if name == "auto":
        name = "quarto" if shutil.which("quarto") else "embedded"
    if name not in renderers:
        raise RenderError(f"There is no renderer “{name}”. {did_you_mean(name, ['auto', *renderers])}")
    return renderers[name]()
