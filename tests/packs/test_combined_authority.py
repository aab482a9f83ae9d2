"""A second organisation, a combined authority: other committees, priorities and statuses, and no change to anything."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml

from helpers.model.periods import Quarter
from helpers.model.status import Status
from helpers.publish.batch import Failed, build_all
from helpers.publish.job import Job
from helpers.publish.site import publish
from helpers.store.workspace import open_register
from helpers.workbook import check, open_corporate_report, open_pack

PROJECT = Path(__file__).parents[2]
FIXTURE = PROJECT / "tests" / "fixtures" / "combined-authority"
COMMITTEES = sorted(path.stem for path in (FIXTURE / "params" / "committees").glob("*.yml"))
QUARTER = Quarter.parse("2024-25 Q4")
BUILT = ("corporate", "environment-and-sustainable-communities")
BEYOND = {"within-five": Decimal(5), "within-two-points": Decimal(2), "as-budgeted": Decimal(5)}


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the workspace, so that nothing is ever written to the fixture itself."""
    root = tmp_path_factory.mktemp("authority") / "combined-authority"
    for name in ("params", "data"):
        shutil.copytree(FIXTURE / name, root / name)
    return root


@pytest.fixture(scope="session")
def built(authority: Path) -> Path:
    """The outputs of its latest quarter: the corporate report, one committee's pack, and the site."""
    jobs = [Job(authority, QUARTER, report, ("html", "pdf"), renderer="embedded") for report in BUILT]
    outcomes = build_all(jobs, 2, lambda outcome: None)
    assert [outcome.reason for outcome in outcomes if isinstance(outcome, Failed)] == []
    publish(open_register(authority), [(QUARTER, report) for report in BUILT])
    return authority / "outputs"


def document(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def definitions() -> list[dict[str, Any]]:
    return [document(path) for path in sorted(FIXTURE.glob("data/kpis/*/kpi.yml"))]


def text(page: str) -> str:
    """What a reader of a web page sees, without style, scripts and marks."""
    return re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(style|script|svg)\b.*?</\1>", " ", page))


def documents(built: Path) -> dict[str, str]:
    """Every document that was made, and the site's pages, as they are read."""
    pages = {path: text(path.read_text(encoding="utf-8")) for path in sorted(built.rglob("*.html"))}
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(built.rglob("*.qmd"))}
    return {path.relative_to(built).as_posix(): words for path, words in (pages | sources).items()}


def worked_out(kpi: dict[str, Any]) -> str:
    """The status from the CSV files alone: the last figure of the authority against its target."""
    folder = FIXTURE / "data" / "kpis" / kpi["id"]
    if kpi.get("purpose") == "context":
        return "Contextual"
    last = [row for row in rows(folder / "observations.csv") if row["area"] == "E47000008"][-1]
    targets = {row["period"]: row for row in rows(folder / "targets.csv")}
    target = targets.get(last["period"]) or targets["2024-25"]
    short = shortfall(kpi, Decimal(last["value"]), target)
    return "Green" if short <= 0 else "Amber" if short <= BEYOND[kpi["scheme"]] else "Red"


def shortfall(kpi: dict[str, Any], value: Decimal, target: dict[str, str]) -> Decimal:
    """How far short of its target a figure is: in percentage points, or in per cent of the target."""
    if kpi["scheme"] == "as-budgeted":
        low, high = Decimal(target["lower"]), Decimal(target["upper"])
        return max(100 * (low - value) / low, 100 * (value - high) / high)
    aim = Decimal(target["target"])
    short = aim - value if kpi["direction"] == "increase" else value - aim
    return short if kpi["scheme"] == "within-two-points" else 100 * short / aim


def test_all_is_well_with_the_workspace(authority: Path) -> None:
    assert [str(problem) for problem in check(authority)] == []


def test_most_of_its_27_metrics_are_lagging_and_of_the_state_of_the_region() -> None:
    assert len(definitions()) == 27
    assert Counter(kpi["perspective"] for kpi in definitions()) == {
        "State of the Region": 14, "Internal Process": 5, "Learning and Growth": 4, "Financial": 4,
    }  # fmt: skip
    assert Counter(kpi["timing"] for kpi in definitions()) == {"lagging": 20, "leading": 7}


def test_what_is_made_up_says_so_and_what_is_published_names_who_published_it() -> None:
    origins = {path.parent.name: document(path) for path in FIXTURE.glob("data/kpis/*/origin.yml")}
    made_up = {id for id, origin in origins.items() if "llustrative" in origin["title"]}
    names = {kpi["id"]: kpi["name"] for kpi in definitions()}
    assert {id for id, name in names.items() if name.startswith("Illustrative: ")} == made_up
    publishers = {origin["publisher"] for id, origin in origins.items() if id not in made_up}
    assert (len(made_up), len(publishers)) == (11, 5)
    assert {path.parent.name for path in FIXTURE.glob("data/kpis/*/origin.yml")} == set(names)


def test_a_figure_of_the_two_areas_together_is_a_sum_of_counts_and_says_so() -> None:
    added = [path.parent for path in FIXTURE.glob("data/kpis/*/origin.yml") if "Sum of" in document(path)["derivation"]]
    assert sorted(folder.name for folder in added) == ["active-businesses", "serious-collisions", "universal-credit"]
    assert {document(folder / "kpi.yml")["unit"] for folder in added} == {"number"}
    assert {document(folder / "kpi.yml")["decimals"] for folder in added} == {0}


@pytest.mark.parametrize("committee", COMMITTEES)
def test_every_committee_has_a_pack_without_blue(authority: Path, committee: str) -> None:
    pack = open_pack(authority, committee, str(QUARTER))
    assert 2 <= pack.counts.total <= 27
    assert {status for status in pack.counts.by_status if status.rated} <= {Status.RED, Status.AMBER, Status.GREEN}


def test_the_board_and_overview_and_scrutiny_see_every_metric(authority: Path) -> None:
    totals = {id: open_pack(authority, id, str(QUARTER)).counts.total for id in COMMITTEES}
    assert [id for id, total in totals.items() if total == 27] == ["combined-authority-board", "overview-and-scrutiny"]


def test_the_scorecards_totals_are_those_of_the_csv_files(authority: Path) -> None:
    expected = Counter((kpi["perspective"], worked_out(kpi)) for kpi in definitions())
    report = open_corporate_report(authority, str(QUARTER))
    found = {(each.name, str(status)): n for each in report.perspectives for status, n in each.counts.by_status.items()}
    assert found == expected
    assert report.counts.total == 27


def test_the_printed_scorecard_has_those_totals_too(built: Path) -> None:
    expected = Counter(worked_out(kpi) for kpi in definitions())
    red, amber, green = (expected[status] for status in ("Red", "Amber", "Green"))
    qmd = (built / QUARTER.id / "corporate" / "pack.qmd").read_text(encoding="utf-8")
    assert "| Perspective | Red | Amber | Green | Not rated | Total |" in qmd
    assert f"| **All** | **{red}** | **{amber}** | **{green}** | **{27 - red - amber - green}** | **27** |" in qmd


def test_the_imbalance_that_the_review_complains_of_is_said_with_its_numbers(built: Path) -> None:
    for name in ("pack", "summary"):
        page = text((built / QUARTER.id / "corporate" / f"{name}.html").read_text(encoding="utf-8"))
        assert "Out of balance: 20 of 27 are lagging; State of the Region has 14 of 27." in re.sub(r"\s+", " ", page)


def test_the_documents_are_there_as_web_pages_and_pdf(built: Path) -> None:
    for report in BUILT:
        folder = built / QUARTER.id / report
        assert "Cambridgeshire and Peterborough Combined Authority" in text((folder / "pack.html").read_text("utf-8"))
        with pikepdf.open(folder / "pack.pdf") as pdf:
            assert len(pdf.pages) >= 5
            assert str(pdf.Root["/Lang"]).lower() == "en-gb"


def test_blue_is_nowhere_in_key_legend_or_words(built: Path) -> None:
    found = documents(built)
    assert any("RAG status" in words for words in found.values())
    assert [name for name, words in found.items() if re.search(r"\bBlue\b|RAGB", words)] == []
    keys = [words.partition("\n# Key")[2] for name, words in found.items() if name.endswith("/pack.qmd")]
    assert all("rag-red" in key and "rag-amber" in key and "rag-green" in key for key in keys)
    charts = [path.read_text(encoding="utf-8") for path in built.rglob("figures/*.svg")]
    assert len(charts) >= 5
    assert [chart for chart in charts if "Blue" in chart] == []


def test_the_site_has_a_column_for_each_status_and_no_other(built: Path) -> None:
    page = (built / "site" / "index.html").read_text(encoding="utf-8")
    headings = re.findall(r'<th scope="col">([^<]+)</th>', page)
    assert headings[:6] == ["Committee", "Indicators", "Red", "Amber", "Green", "Other documents"]


def test_nothing_of_the_demonstrations_own_organisation_is_in_the_documents(built: Path) -> None:
    other = document(PROJECT / "params" / "organisation.yml")
    titles = [document(path)["title"] for path in sorted((PROJECT / "params" / "committees").glob("*.yml"))]
    wanted = [other["name"], "County Council", other["vision"], *titles, *(each["name"] for each in other["schemes"])]
    short = rf"{other['short_name']}(?! and Peterborough\b)"
    pattern = re.compile("|".join([short, *map(re.escape, wanted)]))
    found = documents(built)
    assert len(found) >= 8
    assert [(name, match) for name, words in found.items() for match in pattern.findall(words)] == []


def test_without_statistical_neighbours_the_dashboard_has_no_column_for_them(built: Path) -> None:
    qmd = (built / QUARTER.id / "corporate" / "pack.qmd").read_text(encoding="utf-8")
    assert "| Indicator | Status | Latest | Period | Target | Change |\n" in qmd
    assert "neighbours" not in qmd


def test_an_indicator_of_the_board_and_a_committee_leads_to_the_committees_page(built: Path) -> None:
    page = (built / QUARTER.id / "corporate" / "pack.html").read_text(encoding="utf-8")
    assert 'href="../environment-and-sustainable-communities/pack.html#sec-healthy-life-men"' in page


def test_the_results_name_the_authority_and_its_quarter(built: Path) -> None:
    results = json.loads((built / QUARTER.id / "corporate" / "results.json").read_text(encoding="utf-8"))
    assert (results["organisation"], results["quarter"]) == (
        "Cambridgeshire and Peterborough Combined Authority",
        "2024-25 Q4",
    )


def test_the_fixture_holds_parameters_and_data_and_no_code_of_its_own() -> None:
    assert {path.name for path in FIXTURE.iterdir()} <= {"params", "data"}
    assert {path.suffix for path in FIXTURE.rglob("*") if path.is_file()} == {".yml", ".csv", ".md"}
