"""The reviewers' page of a notebook is complete, asks for nothing, and serves people who cannot see or use a mouse."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.publish.reviewers import reviewers_page

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg=="


class Elements(HTMLParser):
    """Every element of a page with its attributes, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@pytest.fixture
def notebook() -> nbformat.NotebookNode:
    shown = new_output(
        "display_data", {"text/html": '<table><tr><td>7 &lt; 9</td></tr></table><img src="data:,a" alt="A chart">'}
    )
    drawn = new_output("display_data", {"image/png": DOT})
    said = new_output("stream", text="done & dusted")
    cells = [
        new_markdown_cell("# Fostering <b>in-house</b>\n\nSee [the site](https://example.org)."),
        new_code_cell("print('<done>')", outputs=[said, shown, drawn], execution_count=1),
    ]
    return new_notebook(cells=cells, metadata={"language_info": {"name": "python", "pygments_lexer": "ipython3"}})


def test_the_page_is_the_one_that_nbconvert_makes(notebook):
    theirs, _ = HTMLExporter(template_name="lab", embed_images=True).from_notebook_node(notebook)
    assert body(reviewers_page(notebook)) == body(theirs)


def body(page: str) -> list[tuple[str, dict[str, list[str]]]]:
    """The elements of a page's body without their ids, which differ at every run."""
    found = Elements(page).elements
    start = next(number for number, (tag, _) in enumerate(found) if tag == "main")
    return [
        (tag, {name: (text or "").split() for name, text in its.items() if name != "id"}) for tag, its in found[start:]
    ]


def test_every_cell_and_result_can_be_reached_by_keyboard(notebook):
    boxes = [
        attributes
        for _, attributes in Elements(reviewers_page(notebook)).elements
        if re.search(r"\bjp-(Cell-inputWrapper|OutputArea-output)\b", attributes.get("class") or "")
    ]
    assert len(boxes) == 5
    assert {attributes["tabindex"] for attributes in boxes} == {"0"}


def test_an_image_that_nobody_described_says_so_and_others_keep_their_words(notebook):
    images = [attributes for tag, attributes in Elements(reviewers_page(notebook)).elements if tag == "img"]
    assert [image["alt"] for image in images] == ["A chart", "No description has been provided for this image"]


def test_the_page_is_british_english_is_called_after_its_first_heading_and_asks_for_nothing(notebook):
    page = reviewers_page(notebook)
    assert '<html lang="en-GB">' in page
    assert "<title>Fostering &lt;b&gt;in-house&lt;/b&gt;</title>" in page
    assert not re.search(r"<(script|link|img)\b[^>]*\b(src|href)=\"https?:", page)


def test_code_is_shown_as_it_was_written(notebook):
    assert "&lt;done&gt;" in reviewers_page(notebook)
