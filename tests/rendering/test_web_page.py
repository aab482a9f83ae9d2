"""The web page: one file, for everyone, on any screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (1280, 320)


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, rendered: SimpleNamespace) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, offline=True)
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto(rendered.html.as_uri())
    yield opened
    context.close()


def test_it_asks_for_nothing_but_itself(page: Page, rendered: SimpleNamespace) -> None:
    page.wait_for_load_state("networkidle")
    assert {url for url in page.asked if not url.startswith("data:")} == {rendered.html.as_uri()}
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 100)")


def test_it_meets_the_accessibility_rules(page: Page, violations) -> None:
    assert violations(page) == []


def test_a_page_that_breaks_a_rule_is_found_out(page: Page, violations) -> None:
    page.evaluate("document.images[0].removeAttribute('alt')")
    assert [rule for rule, _ in violations(page)] == ["image-alt"]


def test_it_does_not_scroll_sideways(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]


def test_it_opens_with_banner_and_notice(page: Page) -> None:
    banner = page.locator("header").inner_text()
    for words in ("Westmarch County Council", "Overview and Scrutiny Committee", "18 September 2025"):
        assert words in banner
    assert page.locator("h1").inner_text() == "Performance report: quarter 1, 2025-26"
    assert page.get_by_role("complementary", name="Notice").inner_text().startswith("Demonstration.")


def test_its_contents_lead_to_its_headings(page: Page) -> None:
    links = page.locator("nav a[href^='#']")
    assert links.count() == 8
    for target in links.evaluate_all("links => links.map(link => link.hash)"):
        assert page.locator(target).count() == 1


def test_the_keyboard_reaches_the_text_first(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"


def test_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(each => +each.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_name_their_rows_and_columns(page: Page) -> None:
    table = page.locator("#tbl-discharge")
    assert table.locator("th[scope=col]").all_inner_texts() == ["Key figure", "Value", "Note"]
    assert table.locator("tbody th[scope=row]").count() == 9
    assert table.locator("caption").inner_text().startswith("Table\u00a02: Key figures")


def test_only_wide_tables_are_stops_for_the_keyboard(page: Page) -> None:
    assert page.get_by_role("region", name="Table 1: Summary of measures").get_attribute("tabindex") == "0"
    assert page.locator("#tbl-discharge").get_attribute("tabindex") is None


def test_every_image_says_what_it_shows(page: Page) -> None:
    texts = page.locator("img").evaluate_all("images => images.map(image => image.alt)")
    assert len(texts) == 6
    assert texts[0].startswith("Line chart of Adults discharged on the day they are ready")


def test_the_page_forbids_itself_everything_remote(rendered: SimpleNamespace) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', rendered.html.read_text(encoding="utf-8"))
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "script-src" not in policy[1]


def test_the_page_is_small_enough_to_send(rendered: SimpleNamespace) -> None:
    assert rendered.html.stat().st_size < 500_000


def test_on_paper_each_indicator_starts_a_page(page: Page) -> None:
    page.emulate_media(media="print")
    breaks = page.locator("h3.kpi").evaluate_all("all => all.map(each => getComputedStyle(each).breakBefore)")
    assert breaks == ["auto", "page", "page"]
