"""`packs correct`: one more line in the file of corrections, or nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]

FILE = "data/kpis/visits-on-time/corrections.csv"
HEADING = "period,area,field,expect,correct,reason,corrected_by,corrected_on\n"
SIGNED = ("--reason", "Digits exchanged, it seems", "--by", "Data Analyst", "--on", "2025-08-20")


def correct(workspace: Workspace, period: str, expect: str, to: str, *more: str) -> int:
    given = ("--period", period, "--expect", expect, "--to", to)
    return workspace.run("correct", "visits-on-time", *given, *SIGNED, *more)


def test_the_correction_is_written_and_told(workspace: Workspace, capsys: Captured) -> None:
    assert correct(workspace, "2025-26 Q1", "78", "87") == 0
    assert capsys.readouterr().out == (
        "visits-on-time, Q1 2025/26, W01: value 87 (was 78), first reported in 2025-26 Q1.\n"
    )
    row = '2025-26 Q1,W01,value,78,87,"Digits exchanged, it seems",Data Analyst,2025-08-20\n'
    assert (workspace.root / FILE).read_text(encoding="utf-8") == HEADING + row
    assert workspace.problems() == []


def test_it_says_so_when_an_earlier_report_had_the_figure_as_it_was(workspace: Workspace, capsys: Captured) -> None:
    assert correct(workspace, "2024-25 Q4", "76", "67") == 0
    assert capsys.readouterr().out == (
        "visits-on-time, Q4 2024/25, W01: value 67 (was 76), first reported in 2025-26 Q1;"
        " marked [r], since an earlier report had it as it was.\n"
    )


def test_it_is_added_after_those_that_are_there_whatever_their_columns_and_line_ends(workspace: Workspace) -> None:
    earlier = "area,period,field,expect,correct,reason,corrected_by,corrected_on\r\nW01,2025-26 Q1,value,78,87,Typed,A,2025-08-19"  # fmt: skip # noqa: E501
    workspace.write(FILE, "").write_bytes(earlier.encode())
    assert correct(workspace, "2025-26 Q1", "87", "77") == 0
    added = '\r\nW01,2025-26 Q1,value,87,77,"Digits exchanged, it seems",Data Analyst,2025-08-20\r\n'
    assert (workspace.root / FILE).read_bytes().decode() == earlier + added
    current = workspace.indicator("visits-on-time").current
    assert current is not None and (current.value, [each.line for each in current.corrections]) == (77, [2, 3])


def test_a_count_or_another_areas_figure_can_be_corrected(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/observations.csv", "2025-26 Q1,W01,78,,", "2025-26 Q1,W01,78,93,50")
    assert correct(workspace, "2025-26 Q1", "93", "39", "--field", "numerator") == 0
    assert correct(workspace, "2025-26 Q1", "80", "84", "--area", "W02") == 0
    result = workspace.indicator("visits-on-time")
    assert result.current is not None and (result.current.value, result.current.numerator) == (78, 39)
    assert dict(result.standings[0].values)["W02"] == 84


@pytest.mark.parametrize(
    ("period", "expect", "to", "told"),
    [
        ("2025-26 Q1", "87", "78", "2 expect: expects 87, but the figure is 78: it has been put right at its source."),
        ("2025-26 Q1", "78", "780", "2 correct: 780 is above 100, the most it can be."),
        ("2025-26 Q5", "78", "87", "2 period: “2025-26 Q5” is not a quarter; write it like 2025-26 Q1."),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_written(
    workspace: Workspace, capsys: Captured, period: str, expect: str, to: str, told: str
) -> None:
    before = workspace.files()
    assert correct(workspace, period, expect, to) == 1
    assert f"{FILE}:{told}" in capsys.readouterr().err
    assert workspace.files() == before


def test_nothing_is_written_while_the_figures_are_not_those_on_record(workspace: Workspace, capsys: Captured) -> None:
    workspace.write("data/kpis/visits-on-time/observations.csv",
                    (workspace.root / "data/kpis/visits-on-time/observations.csv").read_text() + "\n")  # fmt: skip
    assert correct(workspace, "2025-26 Q1", "78", "87") == 1
    assert "the file has changed since its checksum was recorded" in capsys.readouterr().err
    assert not (workspace.root / FILE).exists()


def test_an_unknown_kpi_is_refused_with_the_nearest(workspace: Workspace, capsys: Captured) -> None:
    given = ("--period", "2025-26 Q1", "--expect", "78", "--to", "87")
    assert workspace.run("correct", "visit-on-time", *given, *SIGNED) == 1
    assert "there is no KPI “visit-on-time”. Did you mean “visits-on-time”?" in capsys.readouterr().err
