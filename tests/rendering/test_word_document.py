"""The Word document: real styles, real headings, and text for every figure."""

from __future__ import annotations

from types import SimpleNamespace

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm


@pytest.fixture
def document(rendered: SimpleNamespace) -> Document:
    return docx.Document(str(rendered.docx))


def styled(document: Document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def test_it_opens_with_title_notice_and_contents(document: Document) -> None:
    first = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs[:7]]
    assert first[0] == ("Cover Council", "Westmarch County Council")
    assert first[1] == ("Title", "Performance report: quarter 1, 2025-26")
    assert first[5][0] == "Notice"
    assert first[6] == ("Contents Heading", "Contents")


def test_its_contents_are_a_field_already_filled(document: Document) -> None:
    instructions = [element.text for element in document.element.iter(qn("w:instrText"))]
    assert instructions == [' TOC \\o "1-2" \\h \\z \\u ']
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "toc 2"][2] == (
        "EHC plans issued within 20 weeks"
    )


def test_headings_are_headings(document: Document) -> None:
    assert styled(document, "Heading 1")[:3] == ["Summary", "Indicators", "Key"]
    assert len(styled(document, "Heading 2")) == 3
    assert styled(document, "Heading 3") == ["Commentary"] * 3


def test_pages_start_where_they_should(document: Document) -> None:
    fresh = [each.text for each in document.paragraphs if each.paragraph_format.page_break_before]
    assert fresh == [
        "Summary", "Indicators", "Freedom of Information requests answered on time",
        "EHC plans issued within 20 weeks", "Key", "Figures behind the charts",
    ]  # fmt: skip


def test_its_references_lead_somewhere(document: Document) -> None:
    places = {element.get(qn("w:name")) for element in document.element.iter(qn("w:bookmarkStart"))}
    anchors = {element.get(qn("w:anchor")) for element in document.element.iter(qn("w:hyperlink"))} - {None}
    assert {"tbl-summary", "fig-foi-trend", "sec-foi"} <= anchors
    assert anchors <= places


def test_every_picture_says_what_it_shows(document: Document) -> None:
    texts = [picture.get("descr") for picture in document.element.iter(qn("wp:docPr"))]
    assert len(texts) == 6
    assert all(text.startswith(("Line chart of", "Bar chart of")) for text in texts)


def test_tables_repeat_their_heads_and_name_their_rows(document: Document) -> None:
    assert len(document.tables) == 6
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"
        assert table.rows[1].cells[0].paragraphs[0].style.name == "Row Heading"


def test_a_status_is_a_word_a_shape_and_a_colour(document: Document) -> None:
    run = document.tables[0].rows[1].cells[3].paragraphs[0].runs[0]
    assert run.text.split() == ["◆", "Red"]
    assert run.style.name == "Status Red"


def test_the_page_is_a4_in_british_english_with_a_footer(document: Document) -> None:
    section = document.sections[0]
    assert (round(section.page_width, -4), round(section.page_height, -4)) == (
        round(Mm(210), -4), round(Mm(297), -4),
    )  # fmt: skip
    assert section.footer.paragraphs[0].text.startswith("Westmarch County Council\tPage ")
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_it_knows_its_title_and_carries_the_packs_own_date(document: Document) -> None:
    properties = document.core_properties
    assert properties.title == "Performance report: quarter 1, 2025-26"
    assert properties.author == "Corporate performance team"
    assert properties.created.date().isoformat() == "2025-09-04"
