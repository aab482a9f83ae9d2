"""What every renderer promises of every pack."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest

from helpers.present import palette
from helpers.publish.render import pandoc
from helpers.publish.render.choose import FORMATS, Renderer, choose
from helpers.rules.spc import Assurance, Variation

SOURCE_ONLY = {"figures", "pack.qmd"}
NUMBER = re.compile(r"[−+]?\d[\d,]*\.\d+%?|\d,\d{3}")


def web_text(rendered: SimpleNamespace) -> str:
    body = rendered.html.read_text(encoding="utf-8").partition("<main")[2]
    return unescape(re.sub(r"<[^>]+>", " ", body))


def word_text(rendered: SimpleNamespace) -> str:
    document = docx.Document(str(rendered.docx))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def printed_text(rendered: SimpleNamespace) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    return subprocess.run(["pdftotext", rendered.pdf, "-"], capture_output=True, text=True, check=True).stdout


def test_each_format_is_written_beside_the_pack_and_nothing_else(rendered: SimpleNamespace) -> None:
    assert {path.name for path in rendered.folder.iterdir()} == SOURCE_ONLY | {f"pack.{each}" for each in FORMATS}
    assert {path.suffix for path in (rendered.folder / "figures").iterdir()} == {".svg"}


def test_each_format_is_of_its_kind(rendered: SimpleNamespace) -> None:
    assert rendered.html.read_bytes().startswith(b"<!DOCTYPE html>")
    assert rendered.pdf.read_bytes().startswith(b"%PDF-1.7")
    assert rendered.docx.read_bytes().startswith(b"PK")


def test_the_same_numbers_stand_in_all_three(rendered: SimpleNamespace) -> None:
    web, printed, word = (set(NUMBER.findall(text(rendered))) for text in (web_text, printed_text, word_text))
    assert {"86.2%", "−3.8", "+0.6", "1,204", "90.0%"} <= web
    assert web == printed == word


@pytest.mark.parametrize("text", [web_text, printed_text, word_text])
def test_what_only_the_web_page_shows_is_not_printed(rendered: SimpleNamespace, text) -> None:
    assert ("The printed pack holds the same figures." in text(rendered)) == (text is web_text)


@pytest.mark.parametrize("text", [web_text, printed_text, word_text])
def test_every_status_and_direction_has_its_word(rendered: SimpleNamespace, text) -> None:
    for word in ("Red", "Amber", "Green", "Blue", "Not rated", "Improving", "Worsening", "No change", "Rose", "Level"):
        assert word in text(rendered)


@pytest.mark.parametrize("text", [web_text, printed_text, word_text])
def test_every_finding_of_a_control_chart_has_its_word(rendered: SimpleNamespace, text) -> None:
    words = " ".join(text(rendered).split())
    for mark in (*Variation, *Assurance):
        assert mark.value in words


def test_every_finding_of_a_control_chart_has_a_sign_of_its_own(rendered: SimpleNamespace) -> None:
    page = rendered.html.read_text(encoding="utf-8").partition("<main")[2]
    icons = re.findall(r'<span class="spc spc-[a-z-]+"><svg aria-hidden="true"[^>]*>(.*?)</svg> ([^<]+)</span>', page)
    assert [word for _, word in icons] == [mark.value for mark in (*Variation, *Assurance)]
    assert len({drawing for drawing, _ in icons}) == len(icons)
    signs = [palette.VARIATIONS[each] for each in Variation] + [palette.ASSURANCES[each] for each in Assurance]
    text = word_text(rendered)
    for sign, mark in zip(signs, (*Variation, *Assurance), strict=True):
        assert f"{sign.shape}\u00a0{mark.value}" in text


@pytest.mark.parametrize("text", [web_text, printed_text, word_text])
def test_shorthand_marks_keep_their_brackets(rendered: SimpleNamespace, text) -> None:
    assert "[c]" in text(rendered)


@pytest.mark.parametrize("text", [web_text, printed_text, word_text])
def test_figures_and_tables_have_the_same_numbers_everywhere(rendered: SimpleNamespace, text) -> None:
    words = " ".join(text(rendered).split())
    assert "Table 1 gives the position" in words.replace("\u00a0", " ")
    for label in ("Figure\u00a06:", "Table\u00a06:"):
        assert label in words or label.replace("\u00a0", " ") in words


@pytest.mark.parametrize("text", [web_text, printed_text, word_text])
def test_what_the_report_is_about_opens_it(renderer: Renderer, rewrite, text) -> None:
    folder = rewrite("lang: en-GB\n", "lang: en-GB\nabout: For the meeting of the committee.\n")
    assert "For the meeting of the committee." in text(
        SimpleNamespace(folder=folder, **renderer.render(folder, FORMATS))
    )


def test_two_renders_in_two_places_are_the_same_bytes(
    rendered: SimpleNamespace, renderer: Renderer, pack: Path
) -> None:
    for format_, path in renderer.render(pack, FORMATS).items():
        assert path.read_bytes() == getattr(rendered, format_).read_bytes(), format_


def test_no_output_knows_where_it_was_made(rendered: SimpleNamespace) -> None:
    for format_ in FORMATS:
        content = getattr(rendered, format_).read_bytes()
        for place in (str(rendered.folder.parent), str(Path(shutil.__file__).parent), str(Path.home()) + "/", "/tmp/"):
            assert place.encode() not in content


def test_only_the_formats_asked_for_are_written(renderer: Renderer, pack: Path) -> None:
    assert list(renderer.render(pack, ["html"])) == ["html"]
    assert {path.name for path in pack.iterdir()} == SOURCE_ONLY | {"pack.html"}


def test_the_version_names_the_programs(renderer: Renderer) -> None:
    assert re.fullmatch(r"pandoc \d[\d.]*, Typst \d[\d.]*|Quarto \d[\d.]*", renderer.version())


def test_a_pandoc_that_leaves_table_attributes_in_captions_makes_the_same_page(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modern = choose("embedded").render(pack, ["html"])["html"].read_bytes()
    monkeypatch.setattr(pandoc, "READER", f"{pandoc.READER}-table_attributes")
    assert choose("embedded").render(pack, ["html"])["html"].read_bytes() == modern
