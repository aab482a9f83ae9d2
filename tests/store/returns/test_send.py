"""The workbook that goes out: who is asked for what, what can be filled in, and that it is the same every time."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from helpers.model.periods import Quarter
from helpers.store.returns.columns import COLUMNS
from helpers.store.returns.due import due
from helpers.store.returns.send import send
from helpers.store.workspace import open_register
from helpers.workbook import open_suite

if TYPE_CHECKING:
    from conftest import HandIn, Workspace
    from openpyxl import Workbook

PROJECT = Path(__file__).parents[3]
Q1 = Quarter(2025, 1)
FOLDER = "outputs/2025-26-q1/returns"
PLACE = {column.name: place for place, column in enumerate(COLUMNS, start=1)}
OFFICE = shutil.which("soffice")


def sent(workspace: Workspace, name: str = "care-records") -> Workbook:
    assert workspace.run("returns", "send", "2025-26 Q1") == 0
    return load_workbook(workspace.root / FOLDER / f"{name}.xlsx")


def printed(book: Workbook, line: int) -> list[object]:
    """What we print in a row."""
    cells = next(book["Return"].iter_rows(line, line))
    return [cell.value for cell, column in zip(cells, COLUMNS, strict=True) if not column.filled]


def owed(workspace: Workspace, quarter: Quarter = Q1) -> list[tuple[str, str]]:
    """Each figure that is owed: of which KPI, and for which period."""
    found = due(open_register(workspace.root), quarter)
    return [(each.kpi.id, each.period.text if each.period else "") for each in found]


def test_each_supplier_is_asked_for_its_own_figures_only(asked: Workspace) -> None:
    found = send(open_register(asked.root), Q1)
    assert [(each.supplier, each.path.name, each.kpis, each.figures) for each in found] == [
        ("Care Records", "care-records.xlsx", 1, 1), ("Finance", "finance.xlsx", 1, 3),
    ]  # fmt: skip
    assert printed(sent(asked), 2) == [
        "visits-on-time", "Care visits on time", "2025-26 Q1", "W01", "%", 76, "2024-25 Q4", 80,
    ]  # fmt: skip
    finance = sent(asked, "finance")
    assert [printed(finance, line)[2] for line in (2, 3, 4, 5)] == ["2025-04", "2025-05", "2025-06", None]


def test_a_figure_is_owed_once_its_lag_is_over_by_the_cut_off(bare: Workspace) -> None:
    lag = {"months": 2, "because": "Records are closed late."}
    bare.figures(bare.kpi("in-time", frequency="month", publication_lag={**lag, "months": 1}), "2025-04,W01,70")
    bare.figures(bare.kpi("too-late", frequency="month", publication_lag=lag), "2025-04,W01,70")
    assert owed(bare) == [("in-time", "2025-05"), ("in-time", "2025-06"), ("too-late", "2025-05")]


def test_a_figure_without_a_known_lag_is_owed_once_its_period_is_over(bare: Workspace) -> None:
    bare.figures(bare.kpi("visits", publication_lag=None), "2024-25 Q4,W01,70,,,,2024-25 Q4")
    assert owed(bare) == [("visits", "2025-26 Q1")]


FIRST_FIGURES = {"month": "2025-06", "quarter": "2025-26 Q1", "financial-year": "2024-25", "academic-year": "2023-24",
                 "calendar-year": "2024", "three-year": "2022-24", "snapshot": "", "survey-wave": ""}  # fmt: skip


@pytest.mark.parametrize(("frequency", "period"), FIRST_FIGURES.items())
def test_the_first_figure_of_a_kpi_is_the_latest_that_can_be_known(
    bare: Workspace, frequency: str, period: str
) -> None:
    bare.figures(bare.kpi("fresh", frequency=frequency))
    assert owed(bare) == [("fresh", period)]


def test_nothing_is_owed_for_a_kpi_that_is_resting_or_gone(bare: Workspace) -> None:
    bare.figures(bare.kpi("suspended", lifecycle="suspended"), "2024-25 Q4,W01,70")
    bare.figures(bare.kpi("retired", lifecycle="retired", live_to="2024-25 Q4"), "2024-25 Q3,W01,70")
    bare.kpi("planned", lifecycle="in-development", scheme=None)
    assert owed(bare) == []


def test_only_what_the_supplier_fills_in_can_be_changed(asked: Workspace) -> None:
    page = sent(asked)["Return"]
    unlocked = [column.name for column in COLUMNS if not page.cell(2, PLACE[column.name]).protection.locked]
    assert unlocked == [column.name for column in COLUMNS if column.filled]
    assert page.protection.sheet is True and page.protection.password is None
    assert all(cell.protection.locked for cell in page[1])
    spare = [column.name for column in COLUMNS if not page.cell(3, PLACE[column.name]).protection.locked]
    assert set(spare) - set(unlocked) == {"kpi", "period", "area"}


def test_the_first_period_of_a_survey_is_the_suppliers_to_give(bare: Workspace) -> None:
    bare.figures(bare.kpi("survey", frequency="survey-wave"))
    cell = sent(bare)["Return"].cell(2, PLACE["period"])
    assert (cell.value, cell.protection.locked) == (None, False)


def test_what_is_typed_is_held_to_the_kpis_bounds_and_to_the_lists(asked: Workspace) -> None:
    book = sent(asked)
    rules = {str(rule.sqref): rule for rule in book["Return"].data_validations.dataValidation}
    value = rules["I2"]
    assert (value.type, value.formula1, value.formula2) == ("decimal", "0", "100")
    assert value.error == "Write a number in digits, at least 0 and at most 100."
    assert (rules["L2:L7"].type, rules["L2:L7"].formula1) == ("list", "Lists!$A$2:$A$8")
    assert (rules["R2:R7"].type, rules["K2:K7"].formula1) == ("date", "0")
    assert [row[1].value for row in book["Lists"].iter_rows(2, 8)] == ["c", "x", "z", "p", "e", "b", "low"]


def test_the_workbook_is_accessible(asked: Workspace) -> None:
    book = sent(asked)
    assert book.sheetnames == ["Return", "Instructions", "Lists"]
    assert (book.properties.title, book.properties.language) == ("2025-26 Q1: return for Care Records", "en-GB")
    assert [page.merged_cells.ranges for page in book.worksheets] == [set()] * 3
    assert [[table.displayName for table in page.tables.values()] for page in book.worksheets] == [
        ["Figures"], ["Instructions"], ["Marks"],
    ]  # fmt: skip
    assert [cell.value for cell in book["Return"][1]] == [column.heading for column in COLUMNS]
    assert [page.freeze_panes for page in book.worksheets] == ["C2", "A2", "A2"]
    assert all(cell.alignment.wrap_text for cell in book["Return"][2])


def test_the_instructions_say_what_by_when_and_whom_to_ask(asked: Workspace) -> None:
    said = {row[0].value: row[1].value for row in sent(asked)["Instructions"].iter_rows(2)}
    assert said["What this is"] == ("The figures that Westmarch County Council needs from Care Records for 2025-26 Q1.")
    assert said["By when"] == (
        "Please send this file back by 29 August 2025. Later figures are reported in the next quarter."
    )
    assert said["Whom to ask"] == "Performance Team, Westmarch County Council."
    assert set(said) > {column.heading for column in COLUMNS}


def test_the_instructions_ask_for_returns_by_their_own_date_when_there_is_one(asked: Workspace) -> None:
    asked.edit("params/quarters/2025-26-q1.yml", "data_cut_off:", "returns_due: 2025-08-15\ndata_cut_off:")
    said = {row[0].value: row[1].value for row in sent(asked)["Instructions"].iter_rows(2)}
    assert said["By when"] == (
        "Please send this file back by 15 August 2025, and figures that are not out by then by 29 August 2025."
        " Later figures are reported in the next quarter."
    )


def test_what_is_owed_does_not_depend_on_the_date_for_returns(asked: Workspace) -> None:
    before = due(open_register(asked.root), Q1)
    asked.edit("params/quarters/2025-26-q1.yml", "data_cut_off:", "returns_due: 2025-07-01\ndata_cut_off:")
    assert [(each.kpi.id, each.period) for each in due(open_register(asked.root), Q1)] == [
        (each.kpi.id, each.period) for each in before
    ]
    assert len(before) > 0


def test_text_that_looks_like_a_formula_is_written_as_text(bare: Workspace) -> None:
    bare.figures(bare.kpi("visits", name='=HYPERLINK("x")', supplier="@Care"), "2024-25 Q4,W01,70")
    cell = sent(bare, "care")["Return"].cell(2, PLACE["name"])
    assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("x")', "s", True)
    with zipfile.ZipFile(bare.root / FOLDER / "care.xlsx") as parts:
        assert [b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name] == [False] * 3


def test_the_same_figures_give_the_same_bytes(asked: Workspace) -> None:
    path = asked.root / FOLDER / "care-records.xlsx"
    sent(asked)
    first = path.read_bytes()
    sent(asked)
    assert path.read_bytes() == first
    with zipfile.ZipFile(path) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        times = re.findall(rb"<dcterms:(\w+)[^>]*>([^<]*)<", parts.read("docProps/core.xml"))
    assert times == [(b"created", b"2025-08-29T00:00:00Z"), (b"modified", b"2025-08-29T00:00:00Z")]


def test_suppliers_whose_names_look_alike_have_a_workbook_each(bare: Workspace) -> None:
    for id, supplier in {"a": "Care & Health", "b": "Care: Health", "c": "Straße", "d": "道路"}.items():
        bare.figures(bare.kpi(id, supplier=supplier), "2024-25 Q4,W01,70")
    assert [each.path.name for each in send(open_register(bare.root), Q1)] == [
        "care-health.xlsx", "care-health-2.xlsx", "strae.xlsx", "supplier.xlsx",
    ]  # fmt: skip


def fill_in(workspace: Workspace) -> Path:
    """Care Records' workbook with a figure, a correction, and commentary."""
    book = sent(workspace)
    page = book["Return"]
    page.cell(2, PLACE["value"], 78.5)
    page.cell(2, PLACE["marks"], "provisional: may be revised [p]")
    page.cell(2, PLACE["commentary"], "More were on time.")
    for name, text in {"kpi": "visits-on-time", "period": "2024-25 Q3", "note": "Recount"}.items():
        page.cell(3, PLACE[name], text)
    page.cell(3, PLACE["value"], 73)
    path = workspace.root / "filled-in.xlsx"
    book.save(path)
    return path


RECEIVED = [
    "2025-26 Q1,W01,78.5,,,p,2025-26 Q1,",
    "2024-25 Q3,W01,73,,,r,2025-26 Q1,Recount",
]  # fmt: skip


def test_what_was_sent_can_be_filled_in_and_received(asked: Workspace, hand_in: HandIn) -> None:
    assert hand_in(**{"back.xlsx": fill_in(asked).read_bytes()}) == 0
    figures = asked.root / "data/kpis/visits-on-time/observations.csv"
    assert figures.read_text(encoding="utf-8").splitlines()[3:] == RECEIVED
    seen = asked.indicator("visits-on-time")
    assert seen.current is not None and seen.commentary is not None
    assert (seen.current.value, seen.commentary.text) == (78.5, "More were on time.")
    assert owed(asked) == [("agency-spending", f"2025-0{month}") for month in (4, 5, 6)]


def test_a_workbook_that_comes_back_empty_changes_nothing(asked: Workspace, hand_in: HandIn) -> None:
    sent(asked)
    before = asked.files()
    assert hand_in(**{"back.xlsx": (asked.root / FOLDER / "care-records.xlsx").read_bytes()}) == 0
    assert asked.files() == before


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_libreoffice_has_opened_and_saved_again_is_received(
    asked: Workspace, hand_in: HandIn, tmp_path: Path, kind: str
) -> None:
    saved = tmp_path / "saved"
    command = [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    subprocess.run([*command, kind, "--outdir", str(saved), str(fill_in(asked))], capture_output=True, timeout=120)
    if not saved.exists():
        pytest.skip("LibreOffice is installed without Calc")
    assert hand_in(**{f"back.{kind}": (saved / f"filled-in.{kind}").read_bytes()}) == 0
    figures = asked.root / "data/kpis/visits-on-time/observations.csv"
    assert figures.read_text(encoding="utf-8").splitlines()[3:] == RECEIVED


def test_what_is_owed_is_what_the_packs_call_missing() -> None:
    found = open_suite(PROJECT, str(Q1)).indicators()
    missing = {each.kpi.id: each.freshness.missing for each in found if each.freshness and each.freshness.missing}
    dated = [each for each in due(open_register(PROJECT), Q1) if each.kpi.publication_lag and each.last]
    assert Counter(each.kpi.id for each in dated) == missing
    assert len(missing) > 3
