"""Source Sans, the house typeface: files for the PDF, and a small subset for the web page."""

from __future__ import annotations

import atexit
import shutil
from base64 import b64encode
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

from helpers.errors import RenderError

PRINTED = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
ON_SCREEN = {400: "Regular", 600: "Semibold", 700: "Bold"}
# Western European letters, Welsh, dashes, quotation marks, and the marks that a pack's words use.
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x1E80, 0x1E86),
    *(0x1EF2, 0x1EF3, 0x2002, 0x2009, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026),
    *(0x20AC, 0x2212, 0x2264, 0x2265),
)
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
def lasting_folder() -> Path:
    """A folder with the typeface, there until the program ends."""
    folder = Path(mkdtemp(prefix="typeface-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return copy_to(folder)


@cache
def style_rules() -> str:
    """CSS that carries the typeface in the page itself."""
    return "\n".join(RULE.format(weight=weight, data=_subset(style)) for weight, style in ON_SCREEN.items())


def _subset(style: str) -> str:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(files()[PRINTED.index(style)], recalcTimestamp=False)
    # The licence reserves the typeface's name for the whole of it, so its names are left out of the part.
    options = Options(layout_features=["kern", "tnum", "lnum"], name_IDs=[], hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    font.flavor = "woff"
    out = BytesIO()
    font.save(out)
    return b64encode(out.getvalue()).decode()
