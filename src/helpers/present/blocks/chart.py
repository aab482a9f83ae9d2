"""A chart: the drawing, the words for those who cannot see it, and the figures behind it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from helpers.present.blocks import inline
from helpers.present.blocks.block import Block, Bundle, checked_id
from helpers.present.blocks.escape import attribute_escape, html_escape, markdown_escape
from helpers.present.blocks.table import TABLE_JSON, Table


@dataclass(frozen=True)
class Chart(Block):
    """A drawing that is never without its alternative text and its figures. It is published as `figures/<id>.svg`."""

    id: str
    caption: str
    svg: str
    alt: str
    figures: Table

    def __post_init__(self) -> None:
        checked_id(self.id)
        if not self.alt.strip():
            raise ValueError(f"Chart {self.id} needs alternative text.")
        if not self.caption.strip():
            raise ValueError(f"Chart {self.id} needs a caption.")

    def markdown(self) -> str:
        """A figure that points at the published drawing."""
        image = f'![](figures/{self.id}.svg){{fig-alt="{attribute_escape(self.alt)}"}}'
        return f"::: {{#fig-{self.id}}}\n{image}\n\n{markdown_escape(self.caption)}\n:::"

    def html(self) -> str:
        """The drawing inside the page, with its caption. The publisher takes the drawing from here."""
        data = base64.b64encode(self.svg.encode()).decode()
        image = f'<img src="data:image/svg+xml;base64,{data}" alt="{html_escape(self.alt)}" style="max-width:100%">'
        return f'<figure style="margin:10px 0">{image}<figcaption>{inline.html(self.caption)}</figcaption></figure>'

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        data, metadata = super()._repr_mimebundle_()
        return data | {TABLE_JSON: self.figures.records()}, metadata | {"pack": {"figure": self.id}}
