"""The demonstration's corporate report: its totals are the packs' by a second route, and its links lead somewhere."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from html import unescape
from typing import Any

import pikepdf
import pytest
import yaml

from helpers.store.workspace import open_register

RATINGS = ("Red", "Amber", "Green", "Blue")


@pytest.fixture
def from_packs(corporate_report) -> dict[str, dict[str, Any]]:
    """Every indicator of the quarter's committee packs, each once."""
    return {each["kpi"]: each for pack in packs_of(corporate_report) for each in pack["indicators"]}


def packs_of(report) -> list[dict[str, Any]]:
    """What the packs of the quarter's committees hold."""
    files = [report.folder.parent / name / "results.json" for name in open_register(report.root).committees]
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def definition(report, id: str) -> dict[str, Any]:
    return yaml.safe_load((report.root / "data" / "kpis" / id / "kpi.yml").read_text(encoding="utf-8"))


def cells(page: str, table: str) -> list[list[str]]:
    """The rows of a table of a web page, as their words."""
    found = re.search(rf'id="tbl-{table}".*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert found is not None
    rows = re.findall(r"<tr.*?</tr>", found[1], re.DOTALL)
    cell = r"<t[hd][^>]*>(.*?)</t[hd]>"
    return [
        [unescape(re.sub(r"<[^>]+>", "", each)).strip() for each in re.findall(cell, row, re.DOTALL)] for row in rows
    ]


def test_the_totals_are_those_of_all_packs_with_each_kpi_counted_once(corporate_report, from_packs) -> None:
    results = corporate_report.results
    assert results["counts"] == Counter(each["status"] for each in from_packs.values())
    assert results["total"] == len(from_packs) > 40
    assert results["rated"] == sum(each["status"] in RATINGS for each in from_packs.values())


def test_every_kpi_is_in_exactly_one_perspective_and_their_counts_add_up(corporate_report, from_packs) -> None:
    results = corporate_report.results
    placed = [id for each in results["perspectives"] for id in each["kpis"]]
    assert sorted(placed) == sorted(from_packs)
    for each in results["perspectives"]:
        assert {definition(corporate_report, id)["perspective"] for id in each["kpis"]} == {each["name"]}
        assert each["counts"] == Counter(from_packs[id]["status"] for id in each["kpis"])
    assert sum((Counter(each["counts"]) for each in results["perspectives"]), Counter()) == results["counts"]


@pytest.mark.parametrize("kind", ["open", "closed"])
def test_the_actions_are_those_of_all_packs_with_each_counted_once(corporate_report, kind: str) -> None:
    told = {each["id"]: each for pack in packs_of(corporate_report) for each in pack["actions"][kind]}
    assert {each["id"]: each for each in corporate_report.results["actions"][kind]} == told


def test_the_commitments_are_the_last_line_of_each_by_the_cut_off_that_was_not_done_before_the_year(
    corporate_report,
) -> None:
    text = (corporate_report.root / "data/commitments/commitments.csv").read_text(encoding="utf-8")
    cut_off, year = corporate_report.results["data_cut_off"], f"{corporate_report.quarter.start_year}-04-01"
    last = {row["id"]: row for row in csv.DictReader(text.splitlines()) if row["on"] <= cut_off}
    told = {each["id"]: each["baseline"] for each in corporate_report.results["commitments"]}
    assert told == {id: row["baseline"] for id, row in last.items() if not row["done_on"] or row["done_on"] >= year}


def test_the_lessons_are_those_on_record(corporate_report) -> None:
    told = {each["id"] for pack in packs_of(corporate_report) for each in pack["lessons"]}
    assert told <= {each["id"] for each in corporate_report.results["lessons"]}


def test_the_printed_scorecard_adds_up_across_and_down(corporate_report) -> None:
    rows = cells(corporate_report.html, "scorecard")
    numbers = [[int(each.replace("–", "0")) for each in row[1:]] for row in rows]
    assert rows[-1][0] == "All"
    assert all(sum(row[:-1]) == row[-1] for row in numbers)
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert numbers[-1][-1] == corporate_report.results["total"]


def test_the_figures_are_those_of_the_packs(corporate_report, from_packs) -> None:
    for each in corporate_report.results["indicators"]:
        assert each == {name: value for name, value in from_packs[each["kpi"]].items() if name in each}


def test_the_balance_is_counted_from_the_register(corporate_report, from_packs) -> None:
    balance = corporate_report.results["balance"]
    for field in ("timing", "basis", "perspective"):
        counted = Counter(definition(corporate_report, id)[field] for id in from_packs)
        assert {kind: count for kind, count in balance[field].items() if count} == counted
    lagging, total = balance["timing"]["lagging"], len(from_packs)
    assert f"{lagging} of {total} are lagging" in balance["flags"]
    assert f"Out of balance: {lagging} of {total} are lagging" in corporate_report.qmd


def test_the_success_map_has_every_link_between_reported_measures(corporate_report, from_packs) -> None:
    links = {
        (id, outcome)
        for id in from_packs
        for outcome in definition(corporate_report, id).get("leads_to", [])
        if outcome in from_packs
    }
    told = corporate_report.results["success_map"]
    assert {(each["kpi"], outcome["kpi"]) for outcome in told for each in outcome["leading"]} == links
    for outcome in told:
        for each in (outcome, *outcome["leading"]):
            assert each["status"] == from_packs[each["kpi"]]["status"]


def test_the_links_of_the_demonstration_are_said_to_be_illustrative(corporate_report) -> None:
    captions = re.findall(r"what leads to what[^\n]*", corporate_report.qmd)
    assert len(captions) >= 2
    assert all("The links are illustrative" in each for each in captions)


@pytest.mark.parametrize("name", ["pack", "summary"])
def test_a_link_leads_to_the_page_of_the_indicator_on_the_web_and_is_words_in_print(corporate_report, name) -> None:
    targets = re.findall(r'<a\b[^>]*?href="(?!https?:|mailto:)([^"]*)"', corporate_report.page(name))
    assert any(target.startswith("../") for target in targets)
    for target in targets:
        page, _, anchor = target.partition("#")
        place = corporate_report.folder / (page or f"{name}.html")
        assert not anchor or f'id="{anchor}"' in place.read_text(encoding="utf-8"), target
    with pikepdf.open(corporate_report.folder / f"{name}.pdf") as pdf:
        actions = [note.get("/A", {}) for page in pdf.pages for note in page.get("/Annots", [])]
    uris = [str(action["/URI"]) for action in actions if "/URI" in action]
    assert [uri for uri in uris if not uri.startswith(("http", "mailto:"))] == []


def test_the_manifest_has_the_files_of_every_indicator(corporate_report, from_packs) -> None:
    inputs = set(corporate_report.manifest["inputs"])
    assert {f"data/kpis/{id}/kpi.yml" for id in from_packs} <= inputs
    assert {"params/organisation.yml", "data/projects/office-move/project.yml"} <= inputs
