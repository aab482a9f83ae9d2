"""A document beside the pack: its files, and its links to what only the pack holds."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path

import docx
import pytest

from helpers.errors import RenderError
from helpers.publish.render.choose import FORMATS, Renderer
from helpers.publish.render.source import read

FRONT = """\
title: "Performance summary"
council: Westmarch County Council
lang: en-GB
date: 2025-09-04
toc: false
about: "This is the summary. The [full report](#document-full) gives more detail."
elsewhere:
  document-full: full.html
  sec-foi: pack.html#sec-foi
"""
BODY = "# Summary\n\nSee [Freedom of *Information*](#sec-foi), and [below](#sec-here).\n\n## Here {#sec-here}\n\nWords."
Writer = Callable[[str, str], Path]


@pytest.fixture
def summary(pack: Path) -> Writer:
    """Write a summary beside the fixture pack; a piece of its text may be replaced."""

    def write(old: str = "", new: str = "") -> Path:
        text = f"---\n{FRONT}---\n\n{BODY}\n"
        assert old in text
        (pack / "summary.qmd").write_text(text.replace(old, new) if old else text, encoding="utf-8")
        return pack

    return write


def links(page: Path) -> dict[str, str]:
    main = page.read_text(encoding="utf-8").partition("<main")[2]
    found = re.findall(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', main, re.DOTALL)
    return {unescape(re.sub(r"<[^>]+>", "", words)): target for target, words in found}


def test_its_files_have_its_name_and_the_packs_are_left_alone(renderer: Renderer, summary: Writer) -> None:
    folder = summary()
    (folder / "pack.html").write_text("last quarter's")
    made = renderer.render(folder, FORMATS, "summary")
    assert made == {format_: folder / f"summary.{format_}" for format_ in FORMATS}
    assert {path.name for path in folder.iterdir()} == {
        "figures", "pack.qmd", "pack.html", "summary.qmd", "summary.html", "summary.pdf", "summary.docx",
    }  # fmt: skip
    assert (folder / "pack.html").read_text() == "last quarter's"


def test_on_a_web_page_its_links_lead_to_the_document_that_has_the_rest(renderer: Renderer, summary: Writer) -> None:
    page = renderer.render(summary(), ["html"], "summary")["html"]
    assert links(page) == {
        "full report": "full.html", "Freedom of Information": "pack.html#sec-foi", "below": "#sec-here",
    }  # fmt: skip


def test_in_word_they_are_plain_words(renderer: Renderer, summary: Writer) -> None:
    document = docx.Document(str(renderer.render(summary(), ["docx"], "summary")["docx"]))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "See Freedom of Information, and below." in text
    assert "The full report gives more detail." in text
    assert [link.text for paragraph in document.paragraphs for link in paragraph.hyperlinks] == ["below"]


def test_in_print_they_are_plain_words(renderer: Renderer, summary: Writer) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    made = renderer.render(summary(), ["pdf"], "summary")["pdf"]
    text = subprocess.run(["pdftotext", made, "-"], capture_output=True, text=True, check=True).stdout
    assert "See Freedom of Information, and below." in " ".join(text.split())
    assert b"pack.html" not in made.read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[Freedom of *Information*](#sec-foi)", "@sec-foi", "@sec-foi, under “Summary”, points to nothing"),
        ("(#sec-foi)", "(#sec-fio)", "#sec-fio, under “Summary”, points to nothing"),
        ("(#document-full)", "(#document-fll)", "#document-fll, under “the start of the pack”, points to nothing"),
        ("  document-full: full.html\n", "", "#document-full, under “the start of the pack”, points to nothing"),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(
    renderer: Renderer, summary: Writer, old: str, new: str, message: str
) -> None:
    with pytest.raises(RenderError, match=message):
        renderer.render(summary(old, new), ["html"], "summary")


def test_a_link_to_a_file_that_somebody_typed_is_only_words(renderer: Renderer, summary: Writer) -> None:
    page = renderer.render(summary("(#sec-foi)", "(full.html)"), ["html"], "summary")["html"]
    assert "Freedom of Information" not in links(page)


def test_without_contents_there_are_none_on_the_page_or_in_word(renderer: Renderer, summary: Writer) -> None:
    made = renderer.render(summary(), ["html", "docx"], "summary")
    assert 'class="contents"' not in made["html"].read_text(encoding="utf-8")
    assert "Contents" not in [paragraph.text for paragraph in docx.Document(str(made["docx"])).paragraphs]


def test_only_the_figures_that_it_shows_are_its_own(summary: Writer) -> None:
    folder = summary("Words.", "![](figures/foi-trend.svg)")
    assert [figure.name for figure in read(folder, "summary").figures] == ["foi-trend.svg"]
    assert len(read(folder).figures) == 6


def test_a_document_that_is_not_there_is_named(renderer: Renderer, pack: Path) -> None:
    with pytest.raises(RenderError, match=r"There is no summary\.qmd in “pack”"):
        renderer.render(pack, ["html"], "summary")
