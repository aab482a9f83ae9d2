"""Rows 48 and 53: every document of a pack is of one run, says the same numbers, and leads to the others."""

from __future__ import annotations

import re
from html import unescape

import pytest
import yaml

NUMBER = re.compile(r"[−+]?£?\d[\d,]*(?:\.\d+)?%?")


def text(page: str) -> str:
    """The words of a page from its first heading on, so that its opening is left out."""
    main = page.partition("<main")[2]
    return unescape(re.sub(r"<[^>]+>", " ", main[main.index("<h2") :]))


def rows(page: str) -> list[str]:
    """The rows of the summary's table, as they stand in the page, without where they lead."""
    table = re.search(r'id="tbl-summary".*?</table>', page, re.DOTALL)
    assert table is not None
    return [re.sub(r'href="[^"]*"', "", row) for row in re.findall(r"<tr.*?</tr>", table[0], re.DOTALL)]


def test_every_pack_has_its_three_depths_and_a_cover_report(pack) -> None:
    others = {"adults-and-health": "committee"}
    assert pack.documents == sorted(["pack", "summary", others.get(pack.committee, "full"), "cover-report"])
    assert {path.suffix for path in pack.folder.glob("summary.*")} == {".qmd", ".html", ".pdf"}
    assert {path.suffix for path in pack.folder.glob("cover-report.*")} == {".qmd", ".html", ".docx"}


def test_every_number_of_the_summary_is_in_the_fullest_report(pack) -> None:
    short, full = (set(NUMBER.findall(text(pack.page(name)))) for name in ("summary", pack.fullest))
    assert len(short) > 5
    assert short - full == set()
    assert rows(pack.page("summary")) == rows(pack.page(pack.fullest))


def test_every_chart_is_shown_in_the_fullest_report(pack) -> None:
    source = (pack.folder / f"{pack.fullest}.qmd").read_text(encoding="utf-8")
    drawn = {path.name for path in (pack.folder / "figures").iterdir()}
    assert set(re.findall(r"\]\(figures/([^)]*)\)", source)) == drawn


def test_every_number_of_the_cover_report_is_in_the_results_or_the_fullest_report(pack) -> None:
    counts = {str(pack.results["counts"].get(status, 0)) for status in ("Red", "Amber", "Green", "Blue")}
    issues = text(pack.page("cover-report")).partition("2. Key issues")[2].partition("3. Background")[0]
    reasons = set(NUMBER.findall(re.sub(r"\d+ indicators? ", "", issues)))
    full = set(NUMBER.findall(text(pack.page(pack.fullest))))
    noted = re.search(
        r"Note the performance of the (.*?) reported for [^:]*: ([^.;]*)", text(pack.page("cover-report"))
    )
    assert noted is not None
    assert noted[1] in (f"{pack.results['total']} indicators", "indicator")
    assert noted[2] == "none is rated" or set(re.findall(r"\d+", noted[2])) == counts
    assert reasons - full == set()


def test_every_document_names_the_run_that_the_manifest_records(pack) -> None:
    run = pack.manifest["outputs"]["results.json"]
    for name in pack.documents:
        front = yaml.safe_load((pack.folder / f"{name}.qmd").read_text(encoding="utf-8").split("---\n")[1])
        assert front["run"] == run
        assert f'<meta name="run" content="{run}">' in pack.page(name)


@pytest.mark.parametrize("name", ["pack", "summary", "full", "committee", "cover-report"])
def test_every_link_between_documents_leads_somewhere(pack, name: str) -> None:
    if name not in pack.documents:
        return
    targets = re.findall(r'<a\b[^>]*?href="(?!https?:|mailto:)([^"]*)"', pack.page(name))
    pages = {""} | {target.partition("#")[0] for target in targets}
    held = {page: pack.page(page.removesuffix(".html") or name) for page in pages}
    assert len(pages) > 1
    for target in targets:
        page, _, anchor = target.partition("#")
        assert not anchor or f'id="{anchor}"' in held[page], target


def test_each_report_links_to_the_other_depths(pack) -> None:
    depths = {f"{name}.html" for name in pack.documents if name != "cover-report"}
    for name in depths:
        opening = re.search(r'<div class="lead"><p>.*?</p>', pack.page(name.removesuffix(".html")), re.DOTALL)
        assert opening is not None
        assert set(re.findall(r'href="([^"]*)"', opening[0])) == depths - {name}
