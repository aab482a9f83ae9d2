"""`packs returns`: what its commands print, from sending to the matrix of what came when."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]

FIGURES = "data/kpis/visits-on-time/observations.csv"


@pytest.fixture
def asked(workspace: Workspace) -> Workspace:
    """Westmarch before the figure for 2025-26 Q1 has come, with a KPI of another supplier's."""
    workspace.figures("visits-on-time", "2024-25 Q4,W01,76")
    workspace.kpi("spending", name="Spending on agency staff", frequency="month", supplier="Finance")
    workspace.figures("spending", "2025-04,W01,50")
    (workspace.root / "data/kpis/visits-on-time/commentary/2025-26-q1.md").unlink()
    return workspace


def receive(workspace: Workspace, name: str, text: str, *options: str) -> int:
    path = workspace.write(f"inbox/{name}", text)
    return workspace.run("returns", "receive", str(path), *options)


def matrix(printed: str) -> list[list[str]]:
    """The cells of the table, row by row; rows that are too wide for the terminal go on in the next."""
    lines = printed.splitlines()
    starts = [lines[0].index(heading) for heading in ("Supplier", "KPI", "Owed", "Received", "Days late", "Missing")]
    ends = [*starts[1:], None]
    cut = [[line[start:end].strip() for start, end in zip(starts, ends, strict=True)] for line in lines[1:]]
    rows: list[list[str]] = []
    for cells in cut:
        if (cells[0] and cells[3]) or not rows:
            rows.append(cells)
        else:
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
    return rows


def test_sending_says_what_was_written_and_by_when_it_is_wanted_back(asked: Workspace, capsys: Captured) -> None:
    assert asked.run("returns", "send", "2025-26 Q1") == 0
    assert capsys.readouterr().out == (
        "Care Records: wrote outputs/2025-26-q1/returns/care-records.xlsx (KPIs: 1; figures due: 1)\n"
        "Finance: wrote outputs/2025-26-q1/returns/finance.xlsx (KPIs: 1; figures due: 2)\n"
        "Ask for them back by 29 August 2025.\n"
    )


def test_sending_when_all_has_come_says_so_and_writes_nothing(workspace: Workspace, capsys: Captured) -> None:
    before = workspace.files()
    assert workspace.run("returns", "send", "2025-26 Q1") == 0
    assert capsys.readouterr().out == "Nothing is owed for 2025-26 Q1.\n"
    assert workspace.files() == before


def test_sending_for_a_quarter_without_a_file_is_refused(asked: Workspace, capsys: Captured) -> None:
    assert asked.run("returns", "send", "2031-32 Q1") == 1
    assert (
        capsys.readouterr()
        .err.splitlines()[1]
        .startswith("  quarter: there is no file for 2031-32 Q1 in params/quarters/.")
    )


def test_receiving_says_what_was_added(asked: Workspace, capsys: Captured) -> None:
    text = (
        "KPI,Period,Value,Note,Commentary\nvisits-on-time,2025-26 Q1,78,,Better.\nvisits-on-time,2024-25 Q4,75,Late,\n"
    )
    assert receive(asked, "care.csv", text, "--quarter", "2025-26 Q1", "--received", "2025-08-20") == 0
    assert capsys.readouterr().out == (
        "visits-on-time, Q1 2025/26, W01: 78\n"
        "visits-on-time, Q4 2024/25, W01: 75 (was 76)\n"
        "Figures added: 2 (revised: 1; as on record already: 0). Commentary added: 1.\n"
    )
    assert asked.problems() == []


def test_what_is_received_without_a_day_came_today(asked: Workspace) -> None:
    assert receive(asked, "care.csv", "KPI,Period,Value\nvisits-on-time,2025-26 Q1,78\n") == 0
    (line,) = (asked.root / "data/returns/2025-26-q2.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert line.split(",")[1] == date.today().isoformat()


def test_a_day_that_is_none_is_misuse(asked: Workspace) -> None:
    before = asked.files()
    assert receive(asked, "care.csv", "", "--received", "yesterday") == 2
    assert asked.files() == {**before, "inbox/care.csv": b""}


def test_the_matrix_shows_who_sent_what_when_how_late_and_what_is_missing(asked: Workspace, capsys: Captured) -> None:
    asked.run("returns", "status", "2025-26 Q1")
    assert matrix(capsys.readouterr().out) == [
        ["Care Records", "Care visits on time", "Q1 2025/26", "no return", "", "Q1 2025/26"],
        ["Finance", "Spending on agency staff", "May 2025, Jun 2025", "no return", "", "May 2025, Jun 2025"],
    ]
    text = "KPI,Period,Value\nvisits-on-time,2025-26 Q1,78\n"
    receive(asked, "care.csv", text, "--quarter", "2025-26 Q1", "--received", "2025-08-20")
    text = "KPI,Period,Value\nspending,2025-05,51\n"
    receive(asked, "finance.csv", text, "--quarter", "2025-26 Q1", "--received", "2025-09-01")
    capsys.readouterr()
    assert asked.run("returns", "status", "2025-26 Q1") == 0
    assert matrix(capsys.readouterr().out) == [
        ["Care Records", "Care visits on time", "Q1 2025/26", "2025-08-20", "0", ""],
        ["Finance", "Spending on agency staff", "May 2025, Jun 2025", "2025-09-01", "3", "Jun 2025"],
    ]


def received(workspace: Workspace, capsys: Captured, *returns: tuple[str, str]) -> list[str]:
    """When the supplier of care visits sent what it owed, how late, and what is missing, after these returns."""
    for day, figures in returns:
        text = f"KPI,Period,Value,Note\n{figures}\n"
        assert receive(workspace, f"{day}.csv", text, "--quarter", "2025-26 Q1", "--received", day) == 0
    capsys.readouterr()
    assert workspace.run("returns", "status", "2025-26 Q1") == 0
    return matrix(capsys.readouterr().out)[0][3:]


def test_a_later_revision_makes_nobody_late(asked: Workspace, capsys: Captured) -> None:
    revised = ("2025-09-05", "visits-on-time,2025-26 Q1,77,Late forms")
    assert received(asked, capsys, ("2025-08-20", "visits-on-time,2025-26 Q1,78,"), revised) == ["2025-08-20", "0", ""]


def test_a_return_that_left_something_out_is_late_by_the_one_that_completed_it(
    asked: Workspace, capsys: Captured
) -> None:
    asked.kpi("visits-on-time", name="Care visits on time", frequency="month")
    asked.figures("visits-on-time", "2025-04,W01,76")
    partly = ("2025-08-20", "visits-on-time,2025-05,78,")
    assert received(asked, capsys, partly) == ["2025-08-20", "0", "Jun 2025"]
    completed = ("2025-09-05", "visits-on-time,2025-06,79,")
    revised = ("2025-12-05", "visits-on-time,2025-06,80,Late forms")
    assert received(asked, capsys, completed, revised) == ["2025-09-05", "7", ""]


def test_a_figure_that_came_by_another_way_is_on_record(workspace: Workspace, capsys: Captured) -> None:
    assert workspace.run("returns", "status", "2025-26 Q1") == 0
    assert matrix(capsys.readouterr().out) == [
        ["Care Records", "Care visits on time", "Q1 2025/26", "on record", "", ""],
    ]  # fmt: skip


def test_only_the_commands_for_returns_load_openpyxl(asked: Workspace) -> None:
    code = (
        "import sys; from helpers.cli import main; "
        f"main(['check', '--workspace', {str(asked.root)!r}]); print('openpyxl' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize(
    ("returns_due", "late"),
    [
        ("2025-08-15", "5"),
        ("2025-08-20", "0"),
        ("2025-07-10", "20"),  # the figure itself was due on 31 July
    ],
)
def test_a_return_is_late_after_its_own_date_or_the_day_on_which_its_figure_is_due(
    asked: Workspace, capsys: Captured, returns_due: str, late: str
) -> None:
    asked.edit("params/quarters/2025-26-q1.yml", "data_cut_off:", f"returns_due: {returns_due}\ndata_cut_off:")
    assert asked.run("returns", "send", "2025-26 Q1") == 0
    day = date.fromisoformat(returns_due)
    assert capsys.readouterr().out.endswith(f"Ask for them back by {day.day} {day:%B %Y}.\n")
    text = "KPI id,Period,Value\nvisits-on-time,2025-26 Q1,78\n"
    assert receive(asked, "back.csv", text, "--quarter", "2025-26 Q1", "--received", "2025-08-20") == 0
    capsys.readouterr()
    assert asked.run("returns", "status", "2025-26 Q1") == 0
    assert [row[4] for row in matrix(capsys.readouterr().out) if row[0] == "Care Records"] == [late]
