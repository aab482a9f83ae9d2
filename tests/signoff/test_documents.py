"""Until a report is final every page of every document says DRAFT; then they end with who signed it and who saw it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from people import ANALYST, APPROVER, ASSURER, QUARTER

if TYPE_CHECKING:
    from conftest import Workspace

HOSTILE = "Lee *Leader* <script>alert(1)</script> {{< include x >}}"
DOCUMENTS = ("pack", "summary", "full", "cover-report")


@pytest.fixture(scope="session")
def published(built_once: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Both packs in every format: that on roads is final, and the other only reviewed."""
    root = tmp_path_factory.mktemp("published") / "westmarch"
    shutil.copytree(built_once.root, root)
    council = type(built_once)(root)
    steps = (
        ("drafted", "--all", *ANALYST, "--on", "2025-09-08"),
        ("reviewed", "--all", *ASSURER, "--on", "2025-09-09"),
        ("seen", "--report=roads", "--by", HOSTILE, "--role", "Leader", "--note", "To prepare.", "--on", "2025-09-09"),
        ("approved", "--report=roads", *APPROVER, "--on", "2025-09-10"),
    )
    assert [council.run("sign-off", kind, QUARTER, *rest) for kind, *rest in steps] == [0, 0, 0, 0]
    assert council.run("build", QUARTER, "--renderer", "embedded") == 0
    return council


def folder(council: Workspace, report: str) -> Path:
    return council.root / "outputs/2025-26-q1" / report


def page_texts(path: Path) -> list[str]:
    """What stands on each page of a PDF."""
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def word_parts(path: Path) -> dict[str, str]:
    with ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_web_page_of_a_draft_says_so(name: str, published: Workspace) -> None:
    page = (folder(published, "care-and-health") / f"{name}.html").read_text(encoding="utf-8")
    assert page.count('<aside class="stage"') == 1
    assert "<strong>DRAFT, reviewed</strong>" in page
    assert '@top-left { content: "DRAFT, reviewed"' in page


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_web_page_of_a_final_report_does(name: str, published: Workspace) -> None:
    assert "DRAFT" not in (folder(published, "roads") / f"{name}.html").read_text(encoding="utf-8")


def test_every_printed_page_of_a_draft_says_so_and_none_of_a_final_report(published: Workspace) -> None:
    draft, final = (page_texts(folder(published, each) / "pack.pdf") for each in ("care-and-health", "roads"))
    assert ["DRAFT, reviewed" in page for page in draft] == [True] * len(draft)
    assert ["DRAFT" in page for page in final] == [False] * len(final)
    assert len(draft) >= 2


@pytest.mark.parametrize("name", ["pack", "cover-report"])
def test_every_page_of_a_word_document_of_a_draft_says_so_in_its_header(name: str, published: Workspace) -> None:
    draft, final = (word_parts(folder(published, each) / f"{name}.docx") for each in ("care-and-health", "roads"))
    assert "DRAFT, reviewed" in draft["word/header1.xml"]
    assert '<w:headerReference r:id="rIdHeader" w:type="default"' in draft["word/document.xml"]
    assert "titlePg" not in draft["word/document.xml"]
    assert [name for name, text in final.items() if "DRAFT" in text or "header" in name] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_final_document_ends_with_who_signed_it_when_and_what(name: str, published: Workspace) -> None:
    made = json.loads((folder(published, "roads") / "manifest.json").read_text(encoding="utf-8"))
    text = (folder(published, "roads") / f"{name}.qmd").read_text(encoding="utf-8")
    end = text[text.index("# Sign-off {#sec-sign-off .continue}") :]
    assert [line for line in end.splitlines() if line.startswith("- ")][:3] == [
        "- Prepared by Ann Analyst, Performance Analyst, on 8 September 2025.",
        "- Checked by Ash Assurer, Head of Data Quality, on 9 September 2025.",
        "- Approved by Avi Approver, Chief Executive, on 10 September 2025.",
    ]
    assert f"What was approved has the content hash {made['content_hash'][:12]}" in end
    assert "These people saw it before it was published" in end


def test_a_draft_does_not_end_so(published: Workspace) -> None:
    assert "sec-sign-off" not in (folder(published, "care-and-health") / "pack.qmd").read_text(encoding="utf-8")


def test_what_somebody_is_called_is_text_and_never_markup(published: Workspace) -> None:
    page = (folder(published, "roads") / "pack.html").read_text(encoding="utf-8")
    assert (
        "Lee *Leader* &lt;script&gt;alert(1)&lt;/script&gt; {{&lt; include x &gt;}}, Leader, on 9 September 2025"
        in page
    )
    assert "<script>" not in page


def test_what_was_signed_stays_the_same_when_the_report_becomes_final(
    published: Workspace, built_once: Workspace
) -> None:
    draft, final = (
        json.loads((folder(each, "roads") / "manifest.json").read_text(encoding="utf-8"))
        for each in (built_once, published)
    )
    assert (draft["stage"], final["stage"]) == ("draft", "final")
    assert draft["content_hash"] == final["content_hash"]
    assert draft["outputs"]["results.json"] == final["outputs"]["results.json"]
    assert draft["outputs"]["pack.html"] != final["outputs"]["pack.html"]


def test_the_executed_notebook_is_the_same_for_a_draft_and_a_final_report(
    published: Workspace, built_once: Workspace
) -> None:
    def outputs(council: Workspace) -> list[object]:
        notebook = json.loads((folder(council, "roads") / "pack.ipynb").read_text(encoding="utf-8"))
        return [(cell["source"], cell.get("outputs")) for cell in notebook["cells"] if "injected" not in str(cell)]

    assert outputs(published) == outputs(built_once)


def test_the_site_says_which_reports_are_drafts(published: Workspace) -> None:
    index = (published.root / "outputs/site/index.html").read_text(encoding="utf-8")
    rows = {report: next(line for line in index.splitlines() if f'{report}/pack.html">' in line) for report in
            ("care-and-health", "roads")}  # fmt: skip
    assert '<strong class="draft">DRAFT, reviewed</strong>' in rows["care-and-health"]
    assert "DRAFT" not in rows["roads"]


def test_draft_is_in_view_wherever_a_page_is_scrolled_to_and_on_every_page_that_is_printed(
    published: Workspace, browser, violations: Callable, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 600})
    page.goto((folder(published, "care-and-health") / "pack.html").as_uri())
    page.evaluate("document.querySelector('main').style.minHeight = '5000px'")
    page.evaluate("window.scrollTo({top: 3000, behavior: 'instant'})")
    assert page.evaluate("document.querySelector('.stage').getBoundingClientRect().top") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    assert violations(page) == []
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    page.close()
    printed = page_texts(tmp_path / "printed.pdf")
    assert len(printed) > 1
    assert ["DRAFT, reviewed" in text for text in printed] == [True] * len(printed)
