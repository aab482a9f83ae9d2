"""The part of the typeface that the web page carries is cut from the fonts that are installed."""

from __future__ import annotations

import pytest
from subset import subset

from helpers.publish.render.fonts import ON_SCREEN, on_screen


@pytest.mark.parametrize("style", ON_SCREEN.values())
def test_the_part_that_is_kept_is_what_would_be_cut_now(style: str) -> None:
    assert on_screen(style).read_bytes() == subset(style)
