"""A chart of the very same result is not drawn twice: its drawing is kept by the hash of everything that it shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from helpers.present import theme
from helpers.present.contents import contents
from helpers.store.drawings import checksum, drawings_folder, find_drawing, keep_drawing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Shown = TypeVar("Shown")


def drawn(draw: Callable[[Shown], Figure], shown: Shown) -> str:
    """What `draw` makes of what is shown, as SVG; drawn before, where drawings are kept, if it was the very same."""
    place = _place(draw.__name__, shown)
    kept = find_drawing(place) if place else None
    if kept is not None:
        return kept
    svg = theme.svg(draw(shown))
    if place:
        keep_drawing(place, svg)
    return svg


def _place(name: str, shown: object) -> Path | None:
    """Where the drawing is kept, if drawings are and it can be told for certain what is shown."""
    folder = drawings_folder()
    try:
        return folder / f"{name}-{checksum(contents(shown))}.svg" if folder else None
    except TypeError:
        return None
