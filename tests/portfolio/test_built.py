"""The report on projects and risk is built, listed and kept apart as any other report is."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from docx import Document

from helpers.errors import Problems
from helpers.model.periods import Quarter
from helpers.publish.building import rehearse
from helpers.publish.planning import plan
from helpers.publish.reports import find_report, reports
from helpers.store.workspace import open_register

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPORT = "projects-and-risk"
NAMED = f"2025-26-q1/{REPORT}"
QUARTER = Quarter(2025, 1)


def planned(council, *reports: str, committees: tuple[str, ...] = (), quarter: str = "2025-26 Q1"):
    root = council.workspace.root
    return plan(root, quarter, committees, ["html"], "embedded", [], reports=reports)


@pytest.fixture
def folder(built) -> Path:
    return built.root / "outputs" / NAMED


@pytest.fixture
def results(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "results.json").read_text(encoding="utf-8"))


def test_a_quarter_has_the_report_once_a_project_or_a_risk_is_known(council) -> None:
    def known(quarter: Quarter) -> set[str]:
        return set(reports(open_register(council.workspace.root), quarter))

    assert known(QUARTER) == {"care-and-health", "roads"}
    council.risk("ground", "2025-08-29 4x5 3x4 2x4")
    assert known(QUARTER) == {"care-and-health", "roads", REPORT}
    assert known(QUARTER.previous) == {"care-and-health", "roads"}


def test_a_report_that_has_nothing_to_say_is_refused_with_the_reason(council) -> None:
    with pytest.raises(Problems) as raised:
        planned(council, REPORT)
    assert str(raised.value).splitlines()[1] == (
        "  report: 2025-26 Q1 has no report “projects-and-risk”."
        " Nothing in data/projects or data/risks was known by 29 August 2025."
    )


def test_a_misspelt_report_is_refused_with_what_was_meant(every_case) -> None:
    with pytest.raises(Problems) as raised:
        planned(every_case, "project-and-risk")
    assert str(raised.value).splitlines()[1] == (
        "  report: there is no report “project-and-risk”. Did you mean “projects-and-risk”?"
    )


def test_every_report_is_built_unless_committees_or_reports_are_chosen(every_case) -> None:
    def chosen(*reports: str, committees: tuple[str, ...] = ()) -> list[str]:
        return sorted(job.report for job in planned(every_case, *reports, committees=committees).jobs)

    assert chosen() == ["care-and-health", REPORT, "roads"]
    assert chosen(REPORT) == [REPORT]
    assert chosen(committees=("roads",)) == ["roads"]
    assert chosen(REPORT, committees=("roads",)) == [REPORT, "roads"]
    assert chosen(REPORT, REPORT, "roads", committees=("roads",)) == [REPORT, "roads"]


def test_a_rehearsal_says_what_the_report_holds_and_which_highlight_reports_are_missing(every_case) -> None:
    lines = list(rehearse(planned(every_case, REPORT)))
    assert re.fullmatch(rf"{NAMED}: 8 projects and 7 risks from \d+ input files, as html", lines[0])
    assert lines[2] == "  missing: a highlight report, which is overdue, of overdue, silent"


def test_a_fault_in_a_project_stops_only_the_report_that_rests_on_it(every_case) -> None:
    every_case.project("on-track", stage="never")
    made = planned(every_case)
    assert list(made.faults) == [NAMED]
    lines = list(rehearse(made))
    assert f"{NAMED}, as html" in lines
    assert any(line.startswith("2025-26-q1/roads: 0 indicators") for line in lines)
    assert "data/projects/on-track/project.yml:8 stage: “never” is not a known value." in "\n".join(lines)


def test_a_fault_in_a_kpi_does_not_stop_it(every_case) -> None:
    id = every_case.workspace.kpi("visits-on-time")
    every_case.workspace.targets(id, {"2025-26": "eighty"})
    assert list(planned(every_case).faults) == ["2025-26-q1/care-and-health"]


def test_a_committee_may_not_have_the_id_of_a_report(every_case) -> None:
    every_case.workspace.write(f"params/committees/{REPORT}.yml", f"id: {REPORT}\ntitle: A\nremit: B.\n")
    with pytest.raises(Problems) as raised:
        planned(every_case)
    assert str(raised.value).splitlines()[1] == (
        f"  params/committees/{REPORT}.yml:1 id: “{REPORT}” is kept for the report of that name."
        " Give the committee another id."
    )


def test_a_parameter_is_given_to_the_notebooks_that_declare_it_and_refused_when_none_does(every_case) -> None:
    root, own = every_case.workspace.root, every_case.workspace.root / "notebooks"
    own.mkdir()
    notebook = Path(__file__).parents[2] / "notebooks" / "05_projects_and_risk.ipynb"
    text = notebook.read_text(encoding="utf-8").replace('"quarter: str', '"depth: int = 1\\n",\n    "quarter: str')
    (own / notebook.name).write_text(text, encoding="utf-8")
    made = plan(root, "2025-26 Q1", [], ["html"], "embedded", ["depth=2"])
    assert {job.report: dict(job.parameters) for job in made.jobs} == {
        "care-and-health": {}, "roads": {}, REPORT: {"depth": "2"},
    }  # fmt: skip
    with pytest.raises(Problems, match="has no parameter “dept”"):
        plan(root, "2025-26 Q1", [], ["html"], "embedded", ["dept=2"])


def test_it_rests_on_its_projects_its_risks_and_what_they_name(every_case) -> None:
    id = every_case.workspace.kpi("visits-on-time")
    every_case.risk("up", "2025-08-01 5x5 4x4 2x4", kpi=id)
    register = open_register(every_case.workspace.root)
    files = find_report(register, REPORT, QUARTER).inputs(register, QUARTER)
    names = [path.relative_to(register.root).as_posix() for path in files]
    assert len(names) == len(set(names))
    assert {
        "params/organisation.yml", "params/quarters/2025-26-q1.yml", "params/committees/roads.yml",
        "data/projects/overspent/project.yml", "data/projects/overspent/reports.csv",
        "data/projects/overspent/milestones.csv", "data/risks/up/risk.yml", "data/risks/up/scores.csv",
        "data/kpis/visits-on-time/kpi.yml",
    } <= set(names)  # fmt: skip


def test_it_is_built_in_every_format_with_its_summary_beside_it(folder: Path) -> None:
    made = {path.name for path in folder.iterdir() if path.is_file()}
    assert made == {
        "pack.html", "pack.pdf", "pack.docx", "pack.ipynb", "pack.qmd", "summary.html", "summary.pdf", "summary.qmd",
        "notebook.html", "results.json", "manifest.json",
    }  # fmt: skip


def test_the_results_hold_every_case_as_plain_values(results: dict[str, Any]) -> None:
    projects = {each["project"]: each for each in results["projects"]}
    assert {id: each["status"] for id, each in projects.items()} == {
        "overspent": "Green", "on-track": "Green", "case": "Amber", "overdue": "No data", "silent": "No data",
        "new": "No data", "idea": None, "closed": "Green",
    }  # fmt: skip
    assert projects["overspent"]["doubts"] == ["time", "cost"]
    assert (projects["overspent"]["variance"], projects["overspent"]["variance_percent"]) == (600000.0, 20.0)
    assert [each["slip_days"] for each in projects["overspent"]["milestones"]] == [10, 0, 50]
    assert projects["overdue"]["last_status"] == "Red"
    assert [(each["risk"], each["residual"]["score"], each["movement"]) for each in results["risks"]] == [
        ("fresh", 25, "New"), ("up", 16, "Up"), ("down", 12, "Down"), ("useless", 12, "New"), ("same", 9, "No change"),
        ("met", 4, "No change"), ("below", 1, "No change"),
    ]  # fmt: skip
    assert results["closed_risks"] == ["gone"]


def test_the_control_totals_of_the_manifest_are_those_of_the_files(built, folder: Path) -> None:
    totals = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["control_totals"]
    scores = (path.read_text(encoding="utf-8").splitlines()[-1].split(",") for path in open_risks(built.root))
    residual = sum(int(row[3]) * int(row[4]) for row in scores)
    assert (totals["projects"], totals["rated"], totals["risks"]) == (8, 3, 7)
    assert totals["sum_of_residual_scores"] == residual
    assert totals["sum_of_budgets"] == 2e6 + 3e6 + 12e6 + 2e6 + 2e6 + 2e6
    assert totals["sum_of_spend"] == 500_000 + 3_100_000 + 500_000 + 1_900_000


def open_risks(root: Path) -> list[Path]:
    return [path for path in sorted((root / "data" / "risks").glob("*/scores.csv")) if path.parent.name != "gone"]


def test_the_manifest_names_the_notebook_and_every_input(built, folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["notebook"]["name"] == "05_projects_and_risk.ipynb"
    assert manifest["parameters"] == {"quarter": "2025-26 Q1"}
    data = [path for path in (built.root / "data").rglob("*") if path.suffix in (".csv", ".yml")]
    assert {path.relative_to(built.root).as_posix() for path in data} <= set(manifest["inputs"])


@pytest.mark.parametrize("name", ["pack", "summary"])
@pytest.mark.parametrize("width", [1280, 320])
def test_its_pages_meet_the_accessibility_rules_and_fit_any_screen(
    browser: Browser, violations, folder: Path, name: str, width: int
) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}, offline=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / f"{name}.html").as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    page.context.close()


def test_the_matrix_on_the_page_is_a_table_with_row_and_column_headings(browser: Browser, folder: Path) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True).new_page()
    page.goto((folder / "pack.html").as_uri())
    table = page.locator("table", has_text="Impact 5: severe")
    assert table.locator('thead th[scope="col"]').count() == 6
    assert table.locator('tbody th[scope="row"]').all_inner_texts() == [
        "5: almost certain", "4: likely", "3: possible", "2: unlikely", "1: rare",
    ]  # fmt: skip
    assert table.locator("tbody td").count() == 25
    assert "1 risk: Gone up | <i>" in table.inner_text().replace("\n", " ")
    page.context.close()


def test_the_pdf_is_tagged_and_has_the_matrix_as_a_table_with_headings(folder: Path) -> None:
    with pikepdf.open(folder / "pack.pdf") as pdf:
        metadata = pdf.open_metadata()
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == "Projects and risk: quarter 1, 2025/26"
        tags = str([str(each.get("/S")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)])
        assert tags.count("'/TH'") > 11


def test_word_has_the_matrix_as_a_table(folder: Path) -> None:
    document = Document(str(folder / "pack.docx"))
    (matrix,) = [each for each in document.tables if each.rows[0].cells[-1].text == "Impact 5: severe"]
    assert (len(matrix.rows), len(matrix.columns)) == (6, 6)
    assert [row.cells[0].text for row in matrix.rows][1:] == [
        "5: almost certain", "4: likely", "3: possible", "2: unlikely", "1: rare",
    ]  # fmt: skip
    assert re.sub(r"\s+", " ", matrix.rows[2].cells[4].text).strip() == "◆ High 16 1 risk: Gone up | <i>"


def test_word_numbers_the_risks_beneath_the_matrix_in_the_letters_of_a_list(folder: Path) -> None:
    paragraphs = Document(str(folder / "pack.docx")).paragraphs
    listed = [each for each in paragraphs if re.search(r"likelihood \d \(.*impact \d .*; ", each.text)]
    assert [each.text.partition(":")[0] for each in listed][:3] == ["New", "Gone up | <i>", "Gone down"]
    assert {each.style.name for each in listed} == {"Bullet"}
    assert all("w:numPr" in each._p.xml for each in listed)


def test_every_link_between_its_documents_leads_somewhere(folder: Path) -> None:
    pages = {name: (folder / f"{name}.html").read_text(encoding="utf-8") for name in ("pack", "summary")}
    for name, text in pages.items():
        targets = re.findall(r'<a\b[^>]*?href="(?!https?:|mailto:)([^"]*)"', text)
        assert len(targets) > 10
        for target in targets:
            page, _, anchor = target.partition("#")
            held = pages[page.removesuffix(".html") or name]
            assert not anchor or f'id="{anchor}"' in held, target


def test_the_site_lists_it_apart_from_the_committees(built) -> None:
    page = (built.root / "outputs" / "site" / "index.html").read_text(encoding="utf-8")
    apart = page.partition("For the whole organisation")[2]
    assert f'<a href="{NAMED}/pack.html">Projects and risk</a>' in apart
    assert "<td>8 projects and 7 risks</td>" in apart
    assert page.count(f'href="{NAMED}/pack.html"') == 1
    assert re.findall(rf'href="{NAMED}/([^"]*)"', apart) == [
        "pack.html", "pack.pdf", "pack.docx", "summary.html", "summary.pdf", "notebook.html",
    ]  # fmt: skip


def test_the_same_inputs_give_the_same_bytes(built, tmp_path: Path, folder: Path, write_council) -> None:
    again = write_council(tmp_path / "elsewhere")
    shutil.copytree(built.root / "data", again.root / "data")
    assert again.run("build", "2025-26 Q1", "--report", REPORT, "--renderer", "embedded") == 0
    made = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert {
        path.name: path.read_bytes() for path in (again.root / "outputs" / NAMED).iterdir() if path.is_file()
    } == made
