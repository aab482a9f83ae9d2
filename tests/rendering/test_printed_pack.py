"""The PDF: tagged, named, complete, and laid out as a committee reads it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Object, Pdf

from helpers.errors import RenderError
from helpers.publish.render.choose import Renderer

NAMES = {"title": "{http://purl.org/dc/elements/1.1/}title", "ua": "{http://www.aiim.org/pdfua/ns/id/}part"}


@pytest.fixture
def pdf(rendered: SimpleNamespace) -> Iterator[Pdf]:
    with pikepdf.open(rendered.pdf) as document:
        yield document


def elements(parent: Object, tag: str = "") -> Iterator[Object]:
    kids = parent.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            if not tag or str(kid.S) == tag:
                yield kid
            yield from elements(kid, tag)


def scopes(cell: Object) -> set[str]:
    attributes = cell.get("/A")
    each = list(attributes) if isinstance(attributes, Array) else [attributes]
    return {str(one.Scope) for one in each if isinstance(one, Dictionary) and "/Scope" in one}


def starts(pdf: Pdf) -> dict[str, tuple[int, float]]:
    """The page (from 1) and the distance from the foot, in points, of each heading in the bookmarks."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def walk(items) -> Iterator[tuple[str, tuple[int, float]]]:
        for item in items:
            target = item.destination or item.action.D
            yield item.title, (numbers[target[0].objgen], float(target[3]))
            yield from walk(item.children)

    with pdf.open_outline() as outline:
        return dict(walk(outline.root))


def test_it_says_what_it_is_and_in_which_language(pdf: Pdf) -> None:
    metadata = pdf.open_metadata()
    assert metadata[NAMES["title"]] == "Performance report: quarter 1, 2025-26"
    assert metadata[NAMES["ua"]] == "1"
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20250904")


def test_every_figure_has_its_text(pdf: Pdf) -> None:
    texts = [str(figure.Alt) for figure in elements(pdf.Root.StructTreeRoot, "/Figure")]
    assert len(texts) == 6
    assert texts[1] == "Bar chart of Adults discharged on the day they are ready in seven similar councils. " + (
        "Westmarch is at 86.2%."
    )


def test_every_header_cell_says_what_it_heads(pdf: Pdf) -> None:
    found = [scopes(cell) for cell in elements(pdf.Root.StructTreeRoot, "/TH")]
    assert found.count({"/Column"}) == 5 + 3 * 3 + 2 + 4
    assert found.count({"/Row"}) == 8 + 3 * 9 + 5 + 5
    assert len(found) == found.count({"/Column"}) + found.count({"/Row"})


def test_a_table_may_do_without_row_headings(renderer: Renderer, rewrite) -> None:
    folder = rewrite('{#tbl-values tbl-colwidths="[40,20,20,20]"}', "{#tbl-values .no-row-heads}")
    with pikepdf.open(renderer.render(folder, ["pdf"])["pdf"]) as document:
        table = list(elements(document.Root.StructTreeRoot, "/Table"))[-1]
        assert [scopes(cell) for cell in elements(table, "/TH")] == [{"/Column"}] * 4


def test_headings_go_down_one_level_at_a_time(pdf: Pdf) -> None:
    tags = (str(element.S) for element in elements(pdf.Root.StructTreeRoot))
    levels = [int(tag[2:]) for tag in tags if tag[:2] == "/H" and tag[2:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_font_is_embedded(pdf: Pdf) -> None:
    fonts = [font for page in pdf.pages for font in page.resources.get("/Font", {}).values()]
    assert {str(font.BaseFont).partition("+")[2].partition("-")[0] for font in fonts} == {"SourceSansPro"}
    assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def test_the_first_page_is_the_cover(pdf: Pdf) -> None:
    assert "Contents" not in {title for title, (page, _) in starts(pdf).items() if page > 1}
    assert starts(pdf)["Summary"][0] == 2


def test_each_indicator_has_a_page_to_itself(pdf: Pdf) -> None:
    places = starts(pdf)
    indicators = [place for title, place in places.items() if title.startswith(("Adults", "Freedom", "EHC"))]
    assert [page for page, _ in indicators] == [3, 4, 5]
    assert all(height > 750 for _, height in indicators[1:])
    assert places["Indicators"][0] == 3
    assert places["Key"][0] == 6


def test_a_section_marked_so_follows_on_the_same_page(pdf: Pdf) -> None:
    places = starts(pdf)
    assert places["Data sources"][0] == places["Figures behind the charts"][0]


def test_a_letter_that_no_font_has_is_named(renderer: Renderer, with_text) -> None:
    if renderer.name == "quarto":
        pytest.skip("Quarto may find the letter among the fonts of the machine")
    folder: Path = with_text("The thumbs-up sign 👍 is not in any font.")
    with pytest.raises(RenderError, match=r"The PDF could not be made: .*👍"):
        renderer.render(folder, ["pdf"])
