"""Source Sans, the house typeface: files for the PDF, and a small subset for the web page."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from helpers.errors import RenderError

PRINTED = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
ON_SCREEN = Path(__file__).resolve().parent.parent / "templates" / "typeface.css"  # tests/rendering/subset.py makes it


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
def lasting_folder() -> Path:
    """A folder with the typeface, there until the program ends."""
    folder = Path(mkdtemp(prefix="typeface-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return copy_to(folder)


@cache
def style_rules() -> str:
    """CSS that carries the typeface in the page itself."""
    return ON_SCREEN.read_text(encoding="utf-8")
