"""The publishable folder: links that stay, and pages that list packs and indicators."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from helpers.model.periods import Quarter
from helpers.publish.site import publish
from helpers.store.workspace import open_register


def page(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def broken(site: Path, name: str) -> list[str]:
    """The links of a page that lead nowhere."""
    missing = []
    for target in re.findall(r'href="([^"#]+\.[a-z]+(?:#[^"]*)?)"', page(site, name)):
        path, _, fragment = target.partition("#")
        place = site / path
        if not place.exists() or (fragment and f'id="{fragment}"' not in place.read_text(encoding="utf-8")):
            missing.append(target)
    return missing


def test_every_pack_is_listed_and_every_link_leads_somewhere(demonstration, all_packs) -> None:
    site = demonstration / "outputs" / "site"
    for quarter, committee in all_packs:
        assert f'href="{quarter.id}/{committee}/pack.html"' in page(site, "index.html")
    assert broken(site, "index.html") == []
    assert broken(site, "indicators.html") == []


def test_a_report_on_the_whole_organisation_is_listed_apart_in_the_quarters_that_have_one(demonstration) -> None:
    text = page(demonstration / "outputs" / "site", "index.html")
    quarters = re.split(r'(?=<h2 id=")', text)[1:]
    apart = [quarter.partition("For the whole organisation")[2] for quarter in quarters]
    assert [re.findall(r'href="([^"]*/pack.html)"', rows) for rows in apart] == [
        ["2025-26-q1/corporate/pack.html", "2025-26-q1/projects-and-risk/pack.html"],
        ["2024-25-q4/corporate/pack.html", "2024-25-q4/projects-and-risk/pack.html"],
        ["2019-20-q3/corporate/pack.html"],
    ]  # fmt: skip


def test_reports_for_those_who_manage_services_are_not_published(demonstration) -> None:
    assert (demonstration / "outputs" / "2025-26-q1" / "joint-management-team" / "pack.html").exists()
    published = {path.name for path in (demonstration / "outputs" / "site" / "2025-26-q1").iterdir()}
    assert {"corporate", "strategy-and-resources"} < published
    assert not {"joint-management-team", "public-health-directorate-2025-06"} & published


def test_every_form_of_a_pack_is_listed_in_a_sensible_order(demonstration) -> None:
    text = page(demonstration / "outputs" / "site", "index.html")
    row = next(row for row in text.split("<tr>") if "2025-26-q1/highways-and-transport/pack.html" in row)
    assert re.findall(r'href="2025-26-q1/highways-and-transport/([^"]*)"[^>]*>([^<]*)</a>', row)[1:] == [
        ("pack.pdf", "PDF"), ("pack.docx", "Word"), ("summary.html", "Summary"), ("summary.pdf", "Summary (PDF)"),
        ("full.html", "Full report"), ("cover-report.html", "Cover report"),
        ("cover-report.docx", "Cover report (Word)"), ("notebook.html", "Notebook"),
    ]  # fmt: skip


def test_an_indicator_has_a_stable_link_in_every_report_that_has_it(demonstration) -> None:
    text = page(demonstration / "outputs" / "site", "indicators.html")
    assert "2019-20-q3/children-and-young-people/pack.html#sec-school-readiness" in text
    assert "2025-26-q1/children-and-young-people/pack.html#sec-school-readiness" in text
    assert "2025-26-q1/strategy-and-resources/pack.html#sec-school-readiness" in text
    assert "corporate" not in text


def test_a_link_still_resolves_when_a_later_quarter_is_added_and_the_outputs_are_gone(demonstration, tmp_path) -> None:
    root = shutil.copytree(demonstration, tmp_path / "copy")
    shutil.rmtree(root / "outputs" / "2019-20-q3")
    publish(open_register(root), [(Quarter(2025, 1), "highways-and-transport")])
    site = root / "outputs" / "site"
    assert (site / "2019-20-q3" / "highways-and-transport" / "pack.html").exists()
    assert broken(site, "index.html") == []


def test_the_site_asks_for_nothing_from_elsewhere(demonstration) -> None:
    site = demonstration / "outputs" / "site"
    for name in ("index.html", "indicators.html"):
        assert re.findall(r'(?:src|href)="https?://', page(site, name)) == []
