"""The demonstration's report on projects and risk: figures by a second route, nothing invented without the word."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import yaml

from helpers.store.workspace import open_register

RANK = ("Red", "Amber", "Green")


def rows(path: Path, known_by: str) -> list[dict[str, str]]:
    """The rows of a file that were on record by a day, the latest last."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    day = "reported_on" if found and "reported_on" in found[0] else "scored_on"
    return sorted((row for row in found if row[day] <= known_by), key=lambda row: row[day])


def worst(row: dict[str, str]) -> str | None:
    given = [row[aspect] for aspect in ("time", "cost", "scope") if row[aspect]]
    return min(given, key=RANK.index) if given else None


def test_every_project_is_told_by_its_latest_report_known_by_the_cut_off(whole_report) -> None:
    known_by = whole_report.results["data_cut_off"]
    for each in whole_report.results["projects"]:
        reported = rows(whole_report.root / "data" / "projects" / each["project"] / "reports.csv", known_by)
        last = reported[-1] if reported else None
        assert each["reported_on"] == (last and last["reported_on"])
        assert each["last_status"] == (last and worst(last))
        assert each["spend"] == (float(last["spend"]) if last and last["spend"] else None)
        if each["report_overdue"]:
            assert each["status"] == "No data"


def test_residual_scores_are_products_of_the_latest_rows_and_in_order(whole_report) -> None:
    known_by, found = whole_report.results["data_cut_off"], whole_report.results["risks"]
    for each in found:
        last = rows(whole_report.root / "data" / "risks" / each["risk"] / "scores.csv", known_by)[-1]
        product = int(last["residual_likelihood"]) * int(last["residual_impact"])
        assert each["residual"]["score"] == product
        assert product <= int(last["inherent_likelihood"]) * int(last["inherent_impact"])
    assert [each["residual"]["score"] for each in found] == sorted(
        (each["residual"]["score"] for each in found), reverse=True
    )


def test_the_counts_of_the_first_page_add_up(whole_report) -> None:
    results = whole_report.results
    open_projects = [each for each in results["projects"] if each["stage"] != "closed"]
    rated = [each["status"] for each in open_projects if each["status"] in RANK]
    assert results["counts"] == {status: rated.count(status) for status in RANK}
    assert f"{len(open_projects)} open projects" in whole_report.qmd
    assert f"{len(results['risks'])} open risks" in whole_report.qmd


def test_the_demonstration_has_every_kind_of_project_and_risk(demonstration: Path) -> None:
    def of(quarter: str) -> dict[str, Any]:
        path = demonstration / "outputs" / quarter / "projects-and-risk" / "results.json"
        found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        return found

    now = of("2025-26-q1")
    assert {each["stage"] for each in now["projects"]} == {
        "idea", "outline business case", "full business case", "delivery", "closed",
    }  # fmt: skip
    assert {each["status"] for each in now["projects"]} == {"Red", "Amber", "Green", "No data", None}
    assert {each["movement"] for each in now["risks"]} == {"Up", "Down", "No change", "New"}
    assert {(each["above_target"] > 0) - (each["above_target"] < 0) for each in now["risks"]} == {-1, 0, 1}
    assert [each["project"] for each in now["projects"] if each["report_overdue"]] == ["bridge-renewal"]
    assert any((each["variance"] or 0) > 0 for each in now["projects"])
    assert any(milestone["slip_days"] > 0 for each in now["projects"] for milestone in each["milestones"])


def test_everything_made_up_says_that_it_is_illustrative(demonstration: Path) -> None:
    register = open_register(demonstration)
    definitions = [*register.root.glob("data/projects/*/project.yml"), *register.root.glob("data/risks/*/risk.yml")]
    assert len(definitions) == 20
    for path in definitions:
        defined = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert (defined["illustrative"], defined["name"].startswith("Illustrative")) == (True, True), path
    for path in [*register.root.glob("data/projects/*/*.csv"), *register.root.glob("data/risks/*/*.csv")]:
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        assert [line for line in lines if "Illustrative" not in line] == [], path
