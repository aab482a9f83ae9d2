"""The house colours can be read by everyone."""

from pathlib import Path

import pytest
from font_source_sans_pro import font_directory
from fontTools.ttLib import TTFont

from helpers.model.status import RATED, Status
from helpers.present import palette
from helpers.present.palette import contrast, look
from helpers.rules.spc import Assurance, Variation


@pytest.mark.parametrize("status", Status)
def test_a_status_word_stands_out_from_its_fill_and_from_its_tint(status: Status) -> None:
    assert contrast(look(status).text, look(status).fill) >= 4.5
    assert contrast(look(status).word, look(status).tint) >= 4.5


@pytest.mark.parametrize("status", Status)
def test_the_line_of_a_chart_stands_out_from_every_band(status: Status) -> None:
    for colour in (palette.NAVY, palette.INK, palette.GREY):
        assert contrast(colour, look(status).tint) >= 3


@pytest.mark.parametrize("colour", [palette.NAVY, palette.INK, palette.GREY, palette.LINK])
def test_text_colours_stand_out_from_white(colour: str) -> None:
    assert contrast(colour, palette.WHITE) >= 4.5


def test_graphics_stand_out_from_white() -> None:
    assert contrast(palette.MEMBER, palette.WHITE) >= 3
    assert contrast(palette.NAVY, palette.FOCUS[1]) >= 3


def test_statuses_differ_in_shape_so_that_grey_printing_loses_nothing() -> None:
    assert [look(status).shape for status in RATED] == ["◆", "▲", "●", "★"]
    assert {look(status).shape for status in Status if not status.rated} == {"○"}


SIGNS = (*palette.VARIATIONS.values(), *palette.ASSURANCES.values())


@pytest.mark.parametrize("sign", SIGNS)
def test_a_finding_of_a_control_chart_stands_out_as_text_and_as_marker(sign: palette.Sign) -> None:
    assert contrast(sign.colour, palette.WHITE) >= 4.5
    assert contrast(sign.colour, palette.PALE) >= 4.5


def test_findings_differ_in_shape_so_that_grey_printing_loses_nothing() -> None:
    assert len({sign.shape for sign in SIGNS}) == len(SIGNS) == len(Variation) + len(Assurance)
    assert len({sign.marker for sign in palette.VARIATIONS.values()}) == len(Variation)


def test_the_signs_of_findings_are_letters_of_our_typeface() -> None:
    letters = TTFont(str(Path(font_directory, "SourceSansPro-Regular.ttf"))).getBestCmap()
    assert [sign.shape for sign in SIGNS if ord(sign.shape) not in letters] == []


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
