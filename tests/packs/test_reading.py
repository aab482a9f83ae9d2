"""Every pack of the default quarter as its readers meet it: in a browser, on paper and in Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pikepdf
import pytest
from docx import Document
from pikepdf import Array, Dictionary, Object

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SITE_PAGES = ("index.html", "indicators.html")
DOCUMENTS = ("pack", "summary", "cover-report")
WIDTHS = (1280, 320)
PRINTED = {"pack": "Performance report", "summary": "Performance summary"}
UA = "{http://www.aiim.org/pdfua/ns/id/}part"


def opened(browser: Browser, url: str, width: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, offline=True).new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(url)
    return page


@pytest.fixture(params=[(name, width) for name in DOCUMENTS for width in WIDTHS])
def page(request: pytest.FixtureRequest, browser: Browser, default_pack) -> Iterator[Page]:
    name, width = request.param
    found = opened(browser, (default_pack.folder / f"{name}.html").as_uri(), width)
    yield found
    found.context.close()


@pytest.fixture(params=[(name, width) for name in ("pack", "summary") for width in WIDTHS])
def whole_page(request: pytest.FixtureRequest, browser: Browser, whole_report) -> Iterator[Page]:
    name, width = request.param
    found = opened(browser, (whole_report.folder / f"{name}.html").as_uri(), width)
    yield found
    found.context.close()


@pytest.fixture(params=[(name, width) for name in ("pack", "summary") for width in WIDTHS])
def management_page(request: pytest.FixtureRequest, browser: Browser, management_report) -> Iterator[Page]:
    name, width = request.param
    found = opened(browser, (management_report.folder / f"{name}.html").as_uri(), width)
    yield found
    found.context.close()


@pytest.fixture(params=[(name, width) for name in SITE_PAGES for width in WIDTHS])
def site_page(request: pytest.FixtureRequest, browser: Browser, demonstration) -> Iterator[Page]:
    name, width = request.param
    found = opened(browser, (demonstration / "outputs" / "site" / name).as_uri(), width)
    yield found
    found.context.close()


def check_page(page: Page, violations) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
    assert [url for url in page.asked if not url.startswith(("data:", "file:"))] == []


def test_a_pack_meets_the_accessibility_rules_fits_any_screen_and_asks_for_nothing(page, violations) -> None:
    check_page(page, violations)


def test_so_does_a_report_on_the_whole_organisation(whole_page, violations) -> None:
    check_page(whole_page, violations)


def test_so_does_a_report_for_those_who_manage_services(management_page, violations) -> None:
    check_page(management_page, violations)


def test_so_do_the_pages_of_the_site(site_page, violations) -> None:
    check_page(site_page, violations)


def test_the_reviewers_page_asks_for_nothing(browser, default_pack) -> None:
    page = opened(browser, (default_pack.folder / "notebook.html").as_uri(), 1280)
    page.wait_for_load_state("networkidle")
    assert [url for url in page.asked if not url.startswith(("data:", "file:"))] == []
    page.context.close()


def shown(pack, name: str) -> int:
    """How many figures a document shows."""
    return (pack.folder / f"{name}.qmd").read_text(encoding="utf-8").count("](figures/")


def elements(parent: Object, tag: str) -> Iterator[Object]:
    kids = parent.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            if str(kid.S) == tag:
                yield kid
            yield from elements(kid, tag)


@pytest.mark.parametrize(("name", "title"), PRINTED.items())
def test_the_pdf_is_tagged_named_and_complete(default_pack, name: str, title: str) -> None:
    check_print(default_pack, name, f"{title}: quarter 1, 2025/26")


WHOLE_TITLES = {"projects-and-risk": "Projects and risk", "corporate": "Corporate performance report"}


@pytest.mark.parametrize(("name", "ending"), [("pack", ""), ("summary", ", summary")])
def test_so_is_that_of_a_report_on_the_whole_organisation(whole_report, name: str, ending: str) -> None:
    title, quarter = f"{WHOLE_TITLES[whole_report.committee]}{ending}", whole_report.quarter
    year = quarter.financial_year.replace("-", "/")
    check_print(whole_report, name, f"{title}: quarter {quarter.number}, {year}")


@pytest.mark.parametrize(("name", "title"), [("pack", "Performance report"), ("summary", "Performance summary")])
def test_so_is_that_of_a_report_for_those_who_manage_services(management_report, name: str, title: str) -> None:
    of_a_month = management_report.committee.endswith("2025-06")
    check_print(management_report, name, f"{title}: {'June 2025' if of_a_month else 'quarter 1, 2025/26'}")


def check_print(pack, name: str, title: str) -> None:
    with pikepdf.open(pack.folder / f"{name}.pdf") as pdf:
        root, metadata = pdf.Root, pdf.open_metadata()
        assert metadata[UA] == "1"
        assert str(root.Lang) == "en-GB"
        assert metadata["dc:title"] == title
        figures = list(elements(root.StructTreeRoot, "/Figure"))
        assert len(figures) == shown(pack, name)
        assert all(str(figure.Alt).strip() for figure in figures)
        heads = list(elements(root.StructTreeRoot, "/TH"))
        assert heads
        assert all("/Scope" in str(cell.A) or any("/Scope" in each for each in cell.A) for cell in heads)
        fonts = [font for page in pdf.pages for font in page.resources.get("/Font", {}).values()]
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def starts(pdf: pikepdf.Pdf) -> dict[str, int]:
    """The page on which each bookmarked heading stands, from 1."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def walk(items) -> Iterator[tuple[str, int]]:
        for item in items:
            yield item.title, numbers[(item.destination or item.action.D)[0].objgen]
            yield from walk(item.children)

    with pdf.open_outline() as outline:
        return dict(walk(outline.root))


def test_each_indicator_fits_on_one_page_of_its_own(default_pack) -> None:
    with pikepdf.open(default_pack.folder / "pack.pdf") as pdf:
        pages = starts(pdf)
    reported = [found["name"] for found in default_pack.results["indicators"] if found["latest"]]
    own = sorted(pages[name] for name in reported)
    waiting = [pages[found["name"]] for found in default_pack.results["indicators"] if not found["latest"]]
    following = min(waiting, default=pages.get("Control charts", pages["Key"]))
    assert own == list(range(own[0], own[0] + len(own)))
    assert following == own[-1] + 1


def test_the_summary_comes_first_after_the_cover_and_fills_one_page(default_pack) -> None:
    with pikepdf.open(default_pack.folder / "pack.pdf") as pdf:
        pages = starts(pdf)
    assert pages["Summary"] == min(pages.values())
    assert pages["Exceptions"] == pages["Summary"] + 1


def test_word_has_the_same_headings_and_a_text_for_every_picture(default_pack) -> None:
    document = Document(str(default_pack.folder / "pack.docx"))
    headings = [each.text for each in document.paragraphs if each.style.name.startswith("Heading")]
    for found in default_pack.results["indicators"]:
        assert found["name"] in headings
    pictures = re.findall(r"<wp:docPr [^>]*>", document.element.xml)
    assert sum('descr="' in each and 'descr=""' not in each for each in pictures) == shown(default_pack, "pack") > 0


def test_the_cover_report_in_word_has_real_headings_and_flows_on_from_its_banner(default_pack) -> None:
    document = Document(str(default_pack.folder / "cover-report.docx"))
    headings = [each for each in document.paragraphs if each.style.name == "Heading 1"]
    assert [each.text for each in headings][:3] == ["Recommendations", "Strategic objectives", "1. Purpose"]
    assert [each.paragraph_format.page_break_before for each in headings] == [None] * 8
    assert next(each.text for each in document.paragraphs if each.style.name == "Heading 2") == "Financial"
    assert document.tables[0].rows[1].cells[0].text == "Title"
