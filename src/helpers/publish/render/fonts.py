"""Source Sans, the house typeface: files for the PDF, and a small subset for the web page."""

from __future__ import annotations

import shutil
from base64 import b64encode
from functools import cache
from pathlib import Path

from helpers.errors import RenderError

PRINTED = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
ON_SCREEN = {400: "Regular", 600: "Semibold", 700: "Bold"}
RULE = (
    "@font-face{{font-family:'Pack Sans';font-weight:{weight};font-display:swap;"
    "src:url(data:font/woff;base64,{data}) format('woff')}}"
)


def files() -> list[Path]:
    """The typeface's files. Raises RenderError when the typeface is not installed."""
    try:
        import font_source_sans_pro
    except ImportError as error:
        raise RenderError("The typeface is not installed: install the package font-source-sans-pro.") from error
    folder = Path(font_source_sans_pro.font_directory)
    return [folder / f"SourceSansPro-{style}.ttf" for style in PRINTED]


def copy_to(folder: Path) -> Path:
    """Put the typeface, and nothing else, in `folder`: a compiler takes whichever of two like fonts it meets first."""
    folder.mkdir(exist_ok=True)
    for path in files():
        shutil.copy(path, folder)
    return folder


@cache
def style_rules() -> str:
    """CSS that carries the typeface in the page itself."""
    cut = {weight: b64encode(on_screen(style).read_bytes()).decode() for weight, style in ON_SCREEN.items()}
    return "\n".join(RULE.format(weight=weight, data=data) for weight, data in cut.items())


def on_screen(style: str) -> Path:
    """The part of a font that a web page carries; `tests/rendering/subset.py` cuts it."""
    return Path(__file__).resolve().parent.parent / "templates" / f"{style.lower()}.woff"
