"""The letters of charts: how a text is laid out is worked out once, and not in every chart that shows it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import TextToPath

TEXTS = 4096  # that are remembered; a quarter's charts show some hundreds
LAID_OUT = TextToPath()


class Lettering(TextToPath):
    """Matplotlib's own lettering, remembered as long as the process runs."""

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        """How large a text is; see TextToPath."""
        return _size(s, prop.copy(), ismath)  # a copy, since what it is found by must not change

    def get_glyphs_with_font(
        self,
        font: FT2Font,
        s: str,
        glyph_map: dict[str, Any] | None = None,
        return_new_glyphs_only: bool = False,
        *,
        features: tuple[str] | None = None,
        language: Any = None,
    ) -> tuple[list[Any], dict[str, Any], list[Any]]:
        """Where a text's letters stand, and the outlines of those that are not in the map; see TextToPath."""
        placed, outlines, boxes = _layout(font, s, features, language)
        known = {} if glyph_map is None else glyph_map
        new = {name: outline for name, outline in outlines.items() if name not in known}
        return placed, new if return_new_glyphs_only else known | new, boxes


class Renderer(RendererSVG):
    """Matplotlib's own renderer of SVG, with this lettering."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)  # type: ignore[no-untyped-call]
        self._text2path = Lettering()


@lru_cache(TEXTS)
def _size(text: str, font: FontProperties, ismath: Any) -> tuple[float, float, float]:
    return LAID_OUT.get_text_width_height_descent(text, font, ismath)


@lru_cache(TEXTS)
def _layout(font: FT2Font, text: str, features: tuple[str] | None, language: Any) -> Any:
    return LAID_OUT.get_glyphs_with_font(font, text, features=features, language=language)
