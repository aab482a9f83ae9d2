"""Cuts a small part of the typeface for the web page, `templates/*.woff`: `python tests/rendering/subset.py`.

Cutting the fonts takes a second, which no pack should wait for, so what it gives is kept with the templates.
"""

from __future__ import annotations

from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from helpers.publish.render import fonts

# Western European letters, Welsh, dashes, quotation marks, and the marks that a pack's words use.
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x1E80, 0x1E86),
    *(0x1EF2, 0x1EF3, 0x2002, 0x2009, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026),
    *(0x20AC, 0x2212, 0x2264, 0x2265),
)


def subset(style: str) -> bytes:
    """A font with these letters only."""
    font = TTFont(fonts.files()[fonts.PRINTED.index(style)], recalcTimestamp=False)
    # The licence reserves the typeface's name for the whole of it, so its names are left out of the part.
    options = Options(layout_features=["kern", "tnum", "lnum"], name_IDs=[], hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    font.flavor = "woff"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


if __name__ == "__main__":
    for style in fonts.ON_SCREEN.values():
        fonts.on_screen(style).write_bytes(subset(style))
