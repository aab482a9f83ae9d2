"""Returns that are received: what is added to the record, what is left out, and that it is all or nothing."""

from __future__ import annotations

import csv
import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from replies import HEADING, as_csv, as_excel, row

from helpers.model.kpi import Kpi
from helpers.store.parse import Findings
from helpers.store.returns.cells import Cells
from helpers.store.returns.read import Cell, ReturnRow

if TYPE_CHECKING:
    from conftest import HandIn, Workspace

    Captured = pytest.CaptureFixture[str]

VISITS = "data/kpis/visits-on-time/observations.csv"
SPENDING = "data/kpis/agency-spending/observations.csv"
LOG = "data/returns/2025-26-q1.csv"
PLAIN = {
    "id": "spending", "name": "Spending", "description": "Spending.", "decimals": 0, "direction": "neutral",
    "timing": "lagging", "basis": "financial", "perspective": "Money", "priority": "care", "committees": ["roads"],
    "owner": "Head of Finance", "supplier": "Finance", "measure": "flow", "frequency": "month", "purpose": "context",
}  # fmt: skip
HELD = {VISITS: 2, SPENDING: 2}


def added(workspace: Workspace, file: str) -> list[list[str]]:
    """The rows that were added to a file of figures."""
    rows = list(csv.reader((workspace.root / file).read_text(encoding="utf-8").splitlines()))
    return rows[1 + HELD[file] :]


def visits(period: str, value: str, marks: str = "", note: str = "") -> list[str]:
    """A row of figures that were received for 2025-26 Q1."""
    return [period, "W01", value, "", "", marks, "2025-26 Q1", note]


FIGURE = visits("2025-26 Q1", "78.5")
MESSY = {
    "a percent sign": as_excel(row(value="78.5%")),
    "a percent sign that Excel shows": as_excel(row(value=0.785), formats={"D2": "0.0%"}),
    "a long tail of digits": as_excel(row(value=78.50000000000001)),
    "spaces, also of the unusual kinds": as_excel(row(" Visits-on-time ", " 2025-26 Q1\u00a0", value="\u2009 78.5 ")),
    "an apostrophe that keeps text as text": as_excel(row(value="'78.5")),
    "the quarter in other words": as_excel(row(period="Q1 2025/26", value=78.5)),
    "the quarter with long years": as_excel(row(period="2025-2026 Q1", value=78.5)),
    "the quarter's last day": as_excel(row(period=date(2025, 6, 30), value=78.5)),
    "the quarter's first day in words": as_excel(row(period="1 April 2025", value=78.5)),
    "the quarter's last day as text": as_excel(row(period="30/06/2025", value=78.5)),
    "the quarter's last day as Excel counts it": as_excel(row(period=45838, value=78.5)),
    "a renamed sheet": as_excel(row(value=78.5), sheet="Care Q1 (final) v2"),
    "merged headings above": as_excel(
        row(value=78.5), above=[["Return of Care Records"], [], ["Figures"]], merged=["A1:M1", "A3:H3"]
    ),
    "blank rows between": as_excel([], row(), ["", " "], row(value=78.5), []),
    "no area": as_excel(row(area=None, value=78.5)),
    "headings in capitals, with marks and underscores": as_excel(
        ["visits-on-time", "2025-26 Q1", 78.5], heading=["KPI_ID", "PERIOD *", "Value (%)"]
    ),
    "columns in another order": as_excel([78.5, "2025-26 Q1", "visits-on-time"], heading=["Value", "Period", "KPI"]),
}
TEXT = {
    "CSV": as_csv(row(value="78.5")),
    "CSV with a byte order mark": as_csv(row(value="78.5"), encoding="utf-8-sig"),
    "CSV in UTF-16": as_csv(row(value="78.5"), encoding="utf-16"),
    "CSV with semicolons": as_csv(row(value="78.5"), mark=";"),
    "CSV with tabs": as_csv(row(value="78.5"), mark="\t"),
    "CSV that tells Excel its separator": b"sep=;\r\n" + as_csv(row(value="78.5"), mark=";"),
    "CSV with a title above": as_csv(row(value="78.5"), above=[["Return of Care Records"], []]),
    "CSV with a day as Excel counts it": as_csv(row(period="45838", value="78.5")),
}


@pytest.mark.parametrize("content", MESSY.values(), ids=MESSY)
def test_a_messy_workbook_is_understood(asked: Workspace, hand_in: HandIn, content: bytes) -> None:
    assert hand_in(**{"back.xlsx": content}) == 0
    assert added(asked, VISITS) == [FIGURE]
    assert asked.problems() == []


@pytest.mark.parametrize("content", TEXT.values(), ids=TEXT)
def test_a_messy_text_file_is_understood(asked: Workspace, hand_in: HandIn, content: bytes) -> None:
    assert hand_in(**{"back.csv": content}) == 0
    assert added(asked, VISITS) == [FIGURE]
    assert asked.problems() == []


MONEY = {
    "a thousands separator": "51,200.5", "a space for thousands": "51 200.5", "a pound sign": "£51,200.50",
    "a real minus sign": "−51200.5",
}  # fmt: skip


@pytest.mark.parametrize("text", MONEY.values(), ids=MONEY)
def test_pounds_are_understood_as_people_write_them(asked: Workspace, hand_in: HandIn, text: str) -> None:
    assert hand_in(**{"back.csv": as_csv(row("agency-spending", "2025-04", value=text))}) == 0
    expected = "-51200.5" if "−" in text else "51200.5"
    assert added(asked, SPENDING) == [["2025-04", "W01", expected, "", "", "", "2025-26 Q1", ""]]


@pytest.mark.parametrize("period", ["2025-06", "June 2025", "Jun-25", "01/06/2025", date(2025, 6, 1), 45809, "45838"])
def test_a_month_is_understood_as_people_write_it(asked: Workspace, hand_in: HandIn, period: str) -> None:
    assert hand_in(**{"back.xlsx": as_excel(row("agency-spending", period, value=51000))}) == 0
    assert added(asked, SPENDING) == [["2025-06", "W01", "51000", "", "", "", "2025-26 Q1", ""]]


MARKS = {
    "e": "e", "[p]": "p", "p, e": "p e", "Provisional": "p", "provisional: may be revised [p]": "p", "estimated": "e",
    "break in series [b]": "b",
}  # fmt: skip


@pytest.mark.parametrize(("written", "kept"), MARKS.items(), ids=MARKS)
def test_a_mark_is_understood_in_words_and_letters(asked: Workspace, hand_in: HandIn, written: str, kept: str) -> None:
    assert hand_in(**{"back.csv": as_csv(row(value=78, marks=written))}) == 0
    assert added(asked, VISITS) == [visits("2025-26 Q1", "78", marks=kept)]


def test_a_suppressed_figure_is_left_empty_and_marked(asked: Workspace, hand_in: HandIn) -> None:
    assert hand_in(**{"back.csv": as_csv(row(marks="suppressed"))}) == 0
    assert added(asked, VISITS) == [visits("2025-26 Q1", "", marks="c")]


def test_words_in_the_encoding_of_windows_are_kept_to_the_letter(asked: Workspace, hand_in: HandIn) -> None:
    assert hand_in(**{"back.csv": as_csv(row(value=78, note="Café visits – £5 each"), encoding="cp1252")}) == 0
    assert added(asked, VISITS) == [visits("2025-26 Q1", "78", note="Café visits – £5 each")]


def test_the_new_figure_and_commentary_are_in_the_quarters_indicator(asked: Workspace, hand_in: HandIn) -> None:
    given = row(value=78, numerator=780, denominator=1000, commentary="More were *on time*.", cause="More staff.",
                action="Hire ten more.", action_owner="Head of Care", action_due="31/12/2025")  # fmt: skip
    assert hand_in(**{"back.xlsx": as_excel(given)}) == 0
    assert asked.problems() == []
    seen = asked.indicator("visits-on-time")
    assert seen.current is not None
    assert (seen.current.period.text, seen.current.value, seen.current.numerator) == ("2025-26 Q1", 78.0, 780.0)
    said = seen.commentary
    assert said is not None
    assert (said.author, said.date, said.text) == ("Care Records", date(2025, 8, 20), "More were *on time*.")
    assert (said.cause, said.action, said.action_owner) == ("More staff.", "Hire ten more.", "Head of Care")
    assert said.action_due == date(2025, 12, 31)


def test_hostile_words_stay_words(asked: Workspace, hand_in: HandIn) -> None:
    words = 'Ours: "no"\n---\nauthor: Nobody\n<script>'
    assert hand_in(**{"back.xlsx": as_excel(row(value=78, commentary=words, action="x", action_owner="a\nb: c"))}) == 0
    said = asked.indicator("visits-on-time").commentary
    assert said is not None
    assert (said.author, said.text, said.action_owner) == ("Care Records", words, "a b: c")


def test_a_revision_is_a_new_row_marked_r_and_the_old_pack_stays_as_it_was(asked: Workspace, hand_in: HandIn) -> None:
    old = asked.indicator("visits-on-time", "2024-25 Q4").current
    assert hand_in(**{"back.csv": as_csv(row(period="2024-25 Q4", value=75, note="Late records"))}) == 0
    assert added(asked, VISITS) == [visits("2024-25 Q4", "75", marks="r", note="Late records")]
    assert asked.indicator("visits-on-time", "2024-25 Q4").current == old
    now = asked.indicator("visits-on-time", "2025-26 Q1").current
    assert now is not None
    assert (now.value, [str(mark) for mark in now.marks], now.note) == (75.0, ["r"], "Late records")


def test_a_provisional_figure_that_is_confirmed_is_no_revision(asked: Workspace, hand_in: HandIn) -> None:
    assert hand_in(**{"back.csv": as_csv(row(period="2024-25 Q4", value=76))}) == 0
    assert added(asked, VISITS) == [visits("2024-25 Q4", "76")]


def test_what_is_on_record_already_is_not_added_again(asked: Workspace, hand_in: HandIn, capsys: Captured) -> None:
    assert hand_in(**{"back.csv": as_csv(row(period="2024-25 Q3", value=74), row(value=78))}) == 0
    assert added(asked, VISITS) == [visits("2025-26 Q1", "78")]
    assert capsys.readouterr().out == (
        "visits-on-time, Q1 2025/26, W01: 78\n"
        "Figures added: 1 (revised: 0; as on record already: 1). Commentary added: 0.\n"
    )


def test_the_same_file_twice_changes_nothing_and_says_so(asked: Workspace, hand_in: HandIn, capsys: Captured) -> None:
    content = as_excel(row(value=78))
    assert hand_in(**{"back.xlsx": content}) == 0
    capsys.readouterr()
    after = asked.files()
    assert hand_in(received="2025-08-25", **{"renamed.xlsx": content}) == 0
    assert asked.files() == after
    assert capsys.readouterr().out == (
        "renamed.xlsx: received on 20 August 2025 already (as back.xlsx). Nothing in it is new.\n"
        "Figures added: 0 (revised: 0; as on record already: 0). Commentary added: 0.\n"
    )


def test_the_same_file_under_two_names_in_one_go_counts_once(
    asked: Workspace, hand_in: HandIn, capsys: Captured
) -> None:
    content = as_csv(row(value=78))
    assert hand_in(**{"a.csv": content, "b.csv": content}) == 0
    assert added(asked, VISITS) == [visits("2025-26 Q1", "78")]
    assert capsys.readouterr().out.splitlines()[0] == "b.csv: the same file as a.csv."


def test_the_log_says_who_sent_what_when(asked: Workspace, hand_in: HandIn) -> None:
    both = as_csv(row(value=78), row("agency-spending", "2025-04", value=1))
    assert hand_in(**{"both.csv": both}) == 0
    more = as_csv(row("agency-spending", "2025-05", value=2))
    assert hand_in(received="2025-08-21", **{"more.csv": more}) == 0
    first, second = (hashlib.sha256(content).hexdigest() for content in (both, more))
    assert (asked.root / LOG).read_text(encoding="utf-8").splitlines() == [
        "supplier,received,reported_in,file,sha256,kpis",
        f"Care Records,2025-08-20,2025-26 Q1,both.csv,{first},visits-on-time",
        f"Finance,2025-08-20,2025-26 Q1,both.csv,{first},agency-spending",
        f"Finance,2025-08-21,2025-26 Q1,more.csv,{second},agency-spending",
    ]


def test_a_late_return_is_first_reported_in_the_next_quarter(
    asked: Workspace, hand_in: HandIn, capsys: Captured
) -> None:
    before = asked.indicator("visits-on-time", "2025-26 Q1")
    assert hand_in(received="2025-09-05", **{"back.csv": as_csv(row(value=78, commentary="Better."))}) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "Received on 5 September 2025, after the cut-off of 2025-26 Q1 (29 August 2025): first reported in 2025-26 Q2."
    )
    assert added(asked, VISITS) == [["2025-26 Q1", "W01", "78", "", "", "", "2025-26 Q2", ""]]
    assert asked.indicator("visits-on-time", "2025-26 Q1").current == before.current
    later = asked.indicator("visits-on-time", "2025-26 Q2")
    assert later.current is not None and later.commentary is not None
    assert (later.current.value, later.commentary.text) == (78.0, "Better.")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], ["back.csv: no figure was in it."]),
        ([row("visits-on-time")], ["back.csv: rows left empty: 1.", "back.csv: no figure was in it."]),
    ],
)  # fmt: skip
def test_a_return_with_no_figure_says_so_and_nothing_of_where_it_is_reported(
    asked: Workspace, hand_in: HandIn, capsys: Captured, rows: list[list[object]], told: list[str]
) -> None:
    before = asked.files()
    assert hand_in(received="2025-09-05", **{"back.csv": as_csv(*rows)}) == 0
    tally = "Figures added: 0 (revised: 0; as on record already: 0). Commentary added: 0."
    assert capsys.readouterr().out.splitlines() == [*told, tally]
    assert asked.files() == before


def test_a_column_of_the_suppliers_own_is_left_out_and_told(
    asked: Workspace, hand_in: HandIn, capsys: Captured
) -> None:
    content = as_excel([*row(value=78), "mine", 780], heading=[*HEADING, "Our ref", "Numerater"])
    assert hand_in(**{"back.xlsx": content}) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "back.xlsx, sheet Return: the column “Our ref” is not part of the return and was left out.",
        "back.xlsx, sheet Return: the column “Numerater” is not part of the return and was left out."
        " Did you mean “Numerator”?",
    ]


def test_a_row_left_empty_is_told_and_left_out(asked: Workspace, hand_in: HandIn, capsys: Captured) -> None:
    content = as_csv(row(value=78), row("agency-spending", "2025-04"))
    assert hand_in(**{"back.csv": content}) == 0
    assert capsys.readouterr().out.splitlines()[0] == "back.csv: rows left empty: 1."
    assert added(asked, SPENDING) == []


def test_columns_in_another_order_and_windows_line_ends_are_kept(asked: Workspace, hand_in: HandIn) -> None:
    text = "note,area,period,value,numerator,denominator,marks,reported_in\r\n,W01,2024-25 Q4,76,,,,"
    (asked.root / VISITS).write_bytes(text.encode())
    assert asked.run("accept", "visits-on-time") == 0
    assert hand_in(**{"back.csv": as_csv(row(value=78, note="Early"))}) == 0
    after = (asked.root / VISITS).read_bytes().decode()
    assert after == text + "\r\nEarly,W01,2025-26 Q1,78,,,,2025-26 Q1\r\n"
    assert asked.problems() == []


@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("step", ["write_text", "replace"])
def test_when_a_file_cannot_be_written_every_file_is_as_it_was(
    asked: Workspace, hand_in: HandIn, capsys: Captured, monkeypatch: pytest.MonkeyPatch, nth: int, step: str
) -> None:
    before = asked.files()
    done = getattr(Path, step)
    calls: list[Path] = []

    def fails(path: Path, *rest: object, **more: object) -> object:
        calls.append(path)
        if len(calls) == nth:
            raise OSError(28, "No space left on device", str(path))
        return done(path, *rest, **more)

    rows = row(value=78, commentary="Better."), row("agency-spending", "2025-04", value=1)
    with monkeypatch.context() as patched:
        patched.setattr(Path, step, fails)
        assert hand_in(**{"back.csv": as_csv(*rows)}) == 1
    assert len(calls) == nth
    told = capsys.readouterr().err.splitlines()[1]
    assert told.endswith(
        ": this file could not be written: No space left on device. Nothing was changed. Put that right and try again."
    )
    assert asked.files() == before
    assert not (asked.root / "data" / "returns").exists()
    assert hand_in(**{"back.csv": as_csv(*rows)}) == 0
    assert asked.problems() == []


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_a_number_is_the_same_however_it_is_written(number: Decimal) -> None:
    kpi = Kpi.model_validate({**PLAIN, "unit": "pounds"})
    for text in (f"{number}", f"{number:,}", f"{number:,}".replace(",", "\u00a0"), f" £{number:,} ", f"'{number}"):
        findings = Findings(Path())
        read = Cells(ReturnRow(Path("back.csv"), 2, {"value": Cell(text)}), kpi, findings).number("value")
        assert (Decimal(read), findings.problems) == (number, [])


def test_a_return_is_held_against_the_corrected_figure(asked: Workspace, hand_in: HandIn) -> None:
    asked.corrections("visits-on-time", "2024-25 Q4,W01,value,76,67,Digits exchanged,Data Analyst,2025-08-10")
    right, insists = (row(period="2024-25 Q4", value=value, marks="p") for value in ("67", "76"))
    assert (hand_in(**{"right.csv": as_csv(right)}), added(asked, VISITS)) == (0, [])
    insists[7] = "Counted again"
    assert hand_in(**{"insists.csv": as_csv(insists)}) == 0
    assert added(asked, VISITS) == [visits("2024-25 Q4", "76", "p r", "Counted again")]
    assert asked.problems() == []
    current = asked.indicator("visits-on-time").current
    assert current is not None and (current.value, current.note) == (76, "Counted again")
