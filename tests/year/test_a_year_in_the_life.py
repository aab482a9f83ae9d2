"""A year in the life of a register: proposals, approvals, returns, a late one, a revised one, a retirement.

Whatever is decided or comes to be known later, each quarter's report stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from helpers.analysis.results import results
from helpers.store.returns.columns import COLUMNS

if TYPE_CHECKING:
    from conftest import Workspace

    Plain = dict[str, Any]

PLACE = {column.name: place for place, column in enumerate(COLUMNS, start=1)}
QUARTERS = {
    "2025-26 Q1": ("2025-08-29", "2025-09-12"),
    "2025-26 Q2": ("2025-11-29", "2025-12-13"),
    "2025-26 Q3": ("2026-02-27", "2026-03-13"),
    "2025-26 Q4": ("2026-05-29", "2026-06-12"),
}
CARE = "care-and-health"


@dataclass(frozen=True)
class Year:
    """Westmarch's year, as its performance team lives it: by commands only."""

    council: Workspace

    def decide(self, move: str, kpi: str, on: str, effective: str, minute: str = "") -> None:
        told = ["--committee", CARE, "--on", on, "--effective", effective, "--reason", "Invented", "--by", "Clerk"]
        self.done("register", move, kpi, *told, *(["--minute", minute] if minute else []))

    def return_(self, quarter: str, supplier: str, received: str, **figures: tuple[float, str]) -> None:
        """The supplier fills in what it was sent, a value and a note for each KPI, and it is received."""
        self.done("returns", "send", quarter)
        path = self.folder(quarter) / "returns" / f"{supplier}.xlsx"
        book = load_workbook(path)
        for cells in book["Return"].iter_rows(min_row=2):
            id, period = (cells[PLACE[name] - 1].value for name in ("kpi", "period"))
            value, note = figures.get(str(id).replace("-", "_"), (None, ""))
            if value is not None and period == quarter:
                cells[PLACE["value"] - 1].value = value
                cells[PLACE["note"] - 1].value = note
        book.save(path)
        self.done("returns", "receive", str(path), "--quarter", quarter, "--received", received)

    def revise(self, quarter: str, supplier: str, received: str, kpi: str, period: str, value: float, why: str) -> None:
        """The supplier adds a row of its own to the return: a figure that it has given before, put right."""
        self.done("returns", "send", quarter)
        path = self.folder(quarter) / "returns" / f"{supplier}.xlsx"
        book = load_workbook(path)
        sheet = book["Return"]
        given = {"kpi": kpi, "period": period, "area": "W01", "value": value, "note": why}
        sheet.append([given.get(column.name) for column in COLUMNS])
        book.save(path)
        self.done("returns", "receive", str(path), "--quarter", quarter, "--received", received)

    def report(self, quarter: str) -> Plain:
        """What the committee is told, unrounded."""
        return results(self.council.pack(CARE, quarter))

    def published(self, quarter: str) -> str:
        """The words of the committee's web page."""
        self.done("build", quarter, "--committee", CARE, "--format", "html", "--renderer", "embedded")
        page = (self.folder(quarter) / CARE / "pack.html").read_text(encoding="utf-8")
        return " ".join(re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", unescape(page), flags=re.DOTALL).split())

    def folder(self, quarter: str) -> Path:
        return self.council.root / "outputs" / quarter.lower().replace(" ", "-")

    def done(self, *arguments: str) -> None:
        assert self.council.run(*arguments) == 0, arguments


@pytest.fixture
def year(bare: Workspace) -> Year:
    """1 April 2025: two KPIs are live, and the quarters of the year have their dates."""
    for quarter, (cut_off, publication) in QUARTERS.items():
        id = quarter.lower().replace(" ", "-")
        text = f"quarter: {quarter}\ndata_cut_off: {cut_off}\npublication: {publication}\n"
        bare.write(f"params/quarters/{id}.yml", text)
    for id, name, supplier in (
        ("visits-on-time", "Care visits on time", "Care Records"),
        ("paper-forms", "Forms still on paper", "Finance"),
    ):
        bare.kpi(id, name=name, supplier=supplier)
        bare.figures(id, "2024-25 Q3,W01,74", "2024-25 Q4,W01,76")
        bare.targets(id, {"2025-26": "80"}, agreed_on="2025-03-20")
    bare.kpi("home-care-waits", name="Waits for care at home", unit="number", decimals=0, direction="decrease")
    bare.figures("home-care-waits")
    bare.undecided("home-care-waits")
    return Year(bare)


def statuses(report: Plain) -> dict[str, str]:
    return {each["kpi"]: each["status"] for each in report["indicators"]}


def latest(report: Plain) -> dict[str, tuple[str, float] | None]:
    return {
        each["kpi"]: (each["latest"]["period"], each["latest"]["value"]) if each["latest"] else None
        for each in report["indicators"]
    }


def figure(report: Plain, kpi: str, period: str) -> tuple[float, list[str]]:
    """A figure as the report has it, and its marks."""
    found = next(each for each in report["indicators"] if each["kpi"] == kpi)
    point = next(point for point in found["history"] if point["period"] == period)
    return point["value"], point["marks"]


def test_each_quarters_pack_shows_exactly_what_was_known_and_approved_then(year: Year) -> None:
    at_the_time = dict(lived(year))
    q1, q2, q3, q4 = at_the_time.values()

    assert statuses(q1) == {"visits-on-time": "Amber", "paper-forms": "Red"}
    assert latest(q1) == {"visits-on-time": ("2025-26 Q1", 78.0), "paper-forms": ("2025-26 Q1", 70.0)}

    assert latest(q2) == {  # approved since, and the late return is not in
        "visits-on-time": ("2025-26 Q1", 78.0),
        "paper-forms": ("2025-26 Q2", 66.0),
        "home-care-waits": None,
    }
    assert decided(q1) == []
    assert decided(q2) == [("home-care-waits", "approve", "Care and Health Committee", "2025-09-18", "CH 12")]

    assert latest(q3)["visits-on-time"] == ("2025-26 Q3", 81.0)
    assert figure(q3, "visits-on-time", "2025-26 Q2") == (79.0, [])  # late, and not revised
    assert latest(q3)["home-care-waits"] == ("2025-26 Q3", 12.0)

    assert sorted(statuses(q4)) == ["home-care-waits", "visits-on-time"]
    assert decided(q4)[1:] == [("paper-forms", "retire", "Care and Health Committee", "2026-04-09", "CH 31")]
    assert [each["kpi"] for each in q4["removed"]] == ["paper-forms"]
    assert figure(q4, "visits-on-time", "2025-26 Q3") == (80.5, ["r"])
    assert [(each["was"]["value"], each["is"]["value"], each["reason"]) for each in q4["revisions"]] == [
        (81.0, 80.5, "Late records came in")
    ]
    assert figure(q3, "visits-on-time", "2025-26 Q3") == (81.0, [])

    assert {quarter: year.report(quarter) for quarter in QUARTERS} == at_the_time

    words = year.published("2025-26 Q4")
    assert "Forms still on paper: removed by the Care and Health Committee on 9 April 2026 (minute CH 31)" in words
    assert "One figure has been revised since the last report." in words
    assert "80.5% [r]" in words


def decided(report: Plain) -> list[tuple[str, ...]]:
    """The decisions that a report tells of."""
    fields = ("kpi", "move", "committee", "decided_on", "minute")
    return [tuple(str(each[field]) for field in fields) for each in report["decisions"]]


def lived(year: Year) -> Iterator[tuple[str, Plain]]:
    """Live through the year; each quarter with its report, as it was made on the day after the cut-off."""
    year.decide("propose", "home-care-waits", on="2025-05-08", effective="2025-26 Q2")
    year.return_("2025-26 Q1", "care-records", "2025-08-20", visits_on_time=(78, ""))
    year.return_("2025-26 Q1", "finance", "2025-08-22", paper_forms=(70, ""))
    yield "2025-26 Q1", year.report("2025-26 Q1")

    year.decide("approve", "home-care-waits", on="2025-09-18", effective="2025-26 Q2", minute="CH 12")
    year.return_("2025-26 Q2", "finance", "2025-11-20", paper_forms=(66, ""))
    yield "2025-26 Q2", year.report("2025-26 Q2")

    year.return_("2025-26 Q2", "care-records", "2025-12-03", visits_on_time=(79, ""), home_care_waits=(14, ""))
    year.return_("2025-26 Q3", "care-records", "2026-02-10", visits_on_time=(81, ""), home_care_waits=(12, ""))
    year.return_("2025-26 Q3", "finance", "2026-02-12", paper_forms=(60, ""))
    yield "2025-26 Q3", year.report("2025-26 Q3")

    year.decide("retire", "paper-forms", on="2026-04-09", effective="2025-26 Q4", minute="CH 31")
    year.revise(
        "2025-26 Q4", "care-records", "2026-05-20", "visits-on-time", "2025-26 Q3", 80.5, "Late records came in"
    )
    yield "2025-26 Q4", year.report("2025-26 Q4")
