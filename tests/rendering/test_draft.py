"""The stage in the front matter stands on every page, whichever program renders it, and nothing does without one."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pikepdf
import pytest

from helpers.publish.render.choose import FORMATS, Renderer


def page_texts(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


@pytest.mark.parametrize("stage", ["DRAFT", "DRAFT, reviewed"])
def test_a_draft_says_so_on_every_page(stage: str, renderer: Renderer, rewrite) -> None:
    made = renderer.render(rewrite("toc: true", f"stage: {stage}\ntoc: true"), FORMATS)
    pages = page_texts(made["pdf"])
    assert [stage in page for page in pages] == [True] * 7
    assert f"<strong>{stage}</strong>" in made["html"].read_text(encoding="utf-8")
    with ZipFile(made["docx"]) as archive:
        assert stage in archive.read("word/header1.xml").decode()


def test_the_cover_of_a_draft_says_so_to_those_who_hear_it(renderer: Renderer, rewrite) -> None:
    """What stands at the head of a page is an artefact, which is not read aloud; the cover's is a part of the text."""
    made = renderer.render(rewrite("toc: true", "stage: DRAFT\ntoc: true"), ["pdf"])
    done = subprocess.run(["pdfinfo", "-struct-text", str(made["pdf"])], capture_output=True, text=True, check=True)
    assert done.stdout.count("DRAFT") == 1
    with pikepdf.open(made["pdf"]) as document:
        assert document.Root.MarkInfo.Marked


def test_without_a_stage_nothing_says_draft(rendered: SimpleNamespace) -> None:
    assert ["DRAFT" in page for page in page_texts(rendered.pdf)] == [False] * 7
    page = rendered.html.read_text(encoding="utf-8")
    assert ("DRAFT" in page, '<aside class="stage"' in page, "@top-left" in page) == (False, False, False)
    with ZipFile(rendered.docx) as archive:
        assert [name for name in archive.namelist() if "header" in name] == []
