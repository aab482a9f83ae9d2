"""The house style of charts, set once, and the way a figure becomes an SVG that is the same every time."""

from __future__ import annotations

import io
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import font_source_sans_pro
import matplotlib
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from helpers.present import palette
from helpers.present.lettering import Renderer

WIDTH = 6.9
SMALL = 8.0
NORMAL = 8.5
LARGE = 10.0
POINTS_PER_INCH = 72
FACES = ("Regular", "Bold", "It")
BARE: dict[str, str | None] = dict.fromkeys(("Date", "Creator", "Format", "Type"))

STYLE = {
    "font.family": "Source Sans Pro",
    "font.size": NORMAL,
    "text.color": palette.INK,
    "axes.edgecolor": palette.RULE,
    "axes.labelcolor": palette.GREY,
    "axes.linewidth": 0.8,
    "axes.unicode_minus": True,
    "xtick.color": palette.GREY,
    "ytick.color": palette.GREY,
    "svg.fonttype": "path",
    "svg.hashsalt": "pack",
    "path.simplify": False,
}


def seaborn() -> ModuleType:
    """The package; it brings widgets with it, which a page without charts need not wait for."""
    return import_module("seaborn")


@lru_cache(maxsize=1)
def house_style() -> None:
    """Set the house style. Later calls do nothing."""
    folder = Path(font_source_sans_pro.font_directory)
    for face in FACES:
        font_manager.fontManager.addfont(str(folder / f"SourceSansPro-{face}.ttf"))
    matplotlib.use("svg")
    seaborn().set_theme(style="white", palette=list(palette.CATEGORICAL), rc=STYLE)


def canvas(height: float) -> Figure:
    """An empty figure as wide as the page's text."""
    house_style()
    return Figure(figsize=(WIDTH, height), dpi=POINTS_PER_INCH, facecolor="none")


def plot_area(figure: Figure, left: float, right: float, top: float, bottom: float) -> Axes:
    """Axes with fixed margins in inches and nothing of their own: no ticks, no frame."""
    width, height = figure.get_size_inches()
    box = (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    axes = figure.add_axes(box, xticks=[], yticks=[])
    axes.set_axis_off()
    return axes


def note(axes: Axes, at: tuple[float, float], text: str, *, where: str = "data", **style: Any) -> Annotation:
    """Small grey text at a point, moved by `offset` points; `where` says what x and y are counted in."""
    coordinates: Any = {"data": "data", "axes": "axes fraction", "below": ("data", "axes fraction")}.get(
        where, ("axes fraction", "data")
    )
    offset = style.pop("offset", (0, 0))
    usual: dict[str, Any] = {"fontsize": SMALL, "color": palette.GREY, "annotation_clip": False}
    return axes.annotate(text, at, xycoords=coordinates, xytext=offset, textcoords="offset points", **(usual | style))


def svg(figure: Figure) -> str:
    """The figure as SVG: glyphs as paths, no date, the same bytes for the same figure."""
    stream = io.StringIO()
    renderer = Renderer(*figure.bbox.size, stream, metadata=BARE)
    figure.draw(renderer)
    renderer.finalize()  # type: ignore[no-untyped-call]
    return stream.getvalue()
