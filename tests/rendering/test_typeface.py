"""The part of the typeface that the web page carries is cut from the fonts that are installed."""

from __future__ import annotations

import subset

from helpers.publish.render import fonts


def test_the_part_that_is_kept_is_what_would_be_cut_now() -> None:
    assert fonts.style_rules() == subset.style_rules()
