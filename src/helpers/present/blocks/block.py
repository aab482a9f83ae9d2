"""What every block can do: say itself in Quarto's markdown for publishing, and in HTML for JupyterLab."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Bundle = tuple[dict[str, Any], dict[str, Any]]


class Block(ABC):
    """A frozen piece of a pack."""

    @abstractmethod
    def markdown(self) -> str:
        """The block in Quarto's dialect."""

    @abstractmethod
    def html(self) -> str:
        """The block in self-contained HTML."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        said = self.markdown()  # as plain text too, or IPython would write out every part of the block
        return {"text/html": self.html(), "text/markdown": said, "text/plain": said}, {}


@dataclass(frozen=True)
class Section:
    """A run of blocks. In a notebook each block is displayed by itself."""

    blocks: tuple[Block, ...]

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)

    def markdown(self) -> str:
        """All its blocks in Quarto's dialect."""
        return "\n\n".join(block.markdown() for block in self.blocks) + "\n"

    def html(self) -> str:
        """All its blocks in HTML."""
        return "\n".join(block.html() for block in self.blocks)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for block in self.blocks:
            display(block)  # type: ignore[no-untyped-call]


def fenced(attributes: str, body: str) -> str:
    """A fenced div, with a fence longer than any inside it."""
    inside = max((len(fence) for fence in re.findall(r"^:{3,}", body, re.MULTILINE)), default=2)
    fence = ":" * (inside + 1)
    return f"{fence} {{{attributes}}}\n{body}\n{fence}"


def checked_id(id: str) -> str:
    """The id, if it can name a file and an anchor. Raises ValueError otherwise."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id):
        raise ValueError(f"“{id}” cannot be an id: use a-z, 0-9 and hyphens.")
    return id
