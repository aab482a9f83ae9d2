"""`packs check`, and what every command does with an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import helpers.workbook
from helpers.cli import main

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]


REVIEWED = "quarter,committee,team,held_on,minutes,link,attendees\n2025-26 Q1,,Management Team,2025-09-03,MT 14/25,,\n"


def test_a_sound_workspace_is_said_to_be_well(workspace: Workspace, capsys: Captured) -> None:
    workspace.write("data/meetings/meetings.csv", REVIEWED)
    assert workspace.run("check", "2025-26 Q1") == 0
    well = "All is well: 1 KPIs, 2 committees.\nThe commentary for 2025-26 Q1 is well too.\n"
    assert capsys.readouterr() == (f"{well}The packs for 2025-26 Q1 have been reviewed.\n", "")


def test_what_keeps_packs_from_being_final_is_told_for_each_committee(workspace: Workspace, capsys: Captured) -> None:
    assert workspace.run("check", "2025-26 Q1") == 0
    fix = "no review meeting is recorded for 2025-26 Q1. Add its line, with its day and the reference of its minutes."
    assert capsys.readouterr().out.splitlines()[2:] == [
        "Before the packs for 2025-26 Q1 can be final:",
        f"  data/meetings/meetings.csv: Care and Health Committee: {fix}",
        f"  data/meetings/meetings.csv: Roads Committee: {fix}",
    ]


def test_what_is_found_in_a_quarters_commentary_is_listed_with_file_and_line(
    workspace: Workspace, capsys: Captured
) -> None:
    workspace.write(
        "data/kpis/visits-on-time/commentary/2025-26-q1.md",
        "---\nauthor: Head of Care\ndate: 2025-08-20\n---\nIt was a hard quarter.\nPerformance has worsened.\n",
    )
    assert workspace.run("check", "2025-26 Q1") == 0
    assert capsys.readouterr().out.splitlines()[1:4] == [
        "In the commentary and figures for 2025-26 Q1, 2 that should be looked at:",
        "  data/kpis/visits-on-time/commentary/2025-26-q1.md:1: Amber without an action: owner Head of Care."
        " Add “## Action”: what is being done, by whom and by when.",
        "  data/kpis/visits-on-time/commentary/2025-26-q1.md:6: “Performance has worsened” says that performance has"
        " worsened, but the figures say Improving since the previous period, since a year before and over the period"
        " shown. Put the words right, or say which comparison is meant.",
    ]


def test_without_a_quarter_the_latest_commentary_is_checked(workspace: Workspace, capsys: Captured) -> None:
    assert workspace.run("check") == 0
    assert "The commentary for 2025-26 Q2 is well too." in capsys.readouterr().out


def test_a_name_in_braces_that_is_no_figure_is_a_problem(workspace: Workspace, capsys: Captured) -> None:
    workspace.edit("data/kpis/visits-on-time/commentary/2025-26-q1.md", "More visits", "{kpi.actul} of visits")
    assert workspace.run("check") == 1
    assert capsys.readouterr().err.splitlines()[1] == (
        "  data/kpis/visits-on-time/commentary/2025-26-q1.md:6: {kpi.actul} does not name a figure."
        " Did you mean “kpi.actual”?"
    )


def test_problems_go_to_stderr_counted_and_the_exit_code_is_1(workspace: Workspace, capsys: Captured) -> None:
    workspace.edit("data/kpis/visits-on-time/kpi.yml", "unit: percent", "unit: per cent")
    workspace.edit("params/committees/roads.yml", "title:", "titel:")
    assert workspace.run("check") == 1
    assert capsys.readouterr() == (
        "",
        "3 problems to put right:\n"
        "  data/kpis/visits-on-time/kpi.yml:4 unit: “per cent” is not a known value. Did you mean “percent”?\n"
        "  params/committees/roads.yml:1 title: this field is missing. Add it.\n"
        "  params/committees/roads.yml:2 titel: unknown field “titel”. Did you mean “title”?\n",
    )


def test_one_problem_is_counted_as_one(workspace: Workspace, capsys: Captured) -> None:
    workspace.edit("params/committees/roads.yml", "id: roads", "id: road")
    assert workspace.run("check") == 1
    assert capsys.readouterr().err.splitlines()[0] == "1 problem to put right:"


def test_words_in_square_brackets_are_printed_as_they_are(workspace: Workspace, capsys: Captured) -> None:
    workspace.edit("data/kpis/visits-on-time/kpi.yml", "unit: percent", 'unit: "[bold]percent[/]"')
    assert workspace.run("check") == 1
    assert "unit: “[bold]percent[/]” is not a known value." in capsys.readouterr().err


def test_a_folder_that_is_no_workspace_is_told(workspace: Workspace, capsys: Captured) -> None:
    elsewhere = str(workspace.root.parent)
    assert main(["build", "--workspace", elsewhere]) == 1
    assert capsys.readouterr().err == (
        f"1 problem to put right:\n  {elsewhere}: this is not a workspace: it has no params/ folder."
        " Give the folder that holds params/, data/ and outputs/.\n"
    )


def break_something(*_: object) -> None:
    raise RuntimeError("the [disk] is on fire")


def test_something_unexpected_is_told_in_two_lines_without_a_traceback(
    workspace: Workspace, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PACKS_DEBUG", raising=False)
    monkeypatch.setattr(helpers.workbook, "check", break_something)
    assert workspace.run("check") == 1
    assert capsys.readouterr() == (
        "",
        "Something unexpected went wrong (RuntimeError): the [disk] is on fire\n"
        "Please report it. To see where it happened, run the command again with PACKS_DEBUG=1.\n",
    )


def test_the_traceback_is_there_for_whoever_asks_for_it(
    workspace: Workspace, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACKS_DEBUG", "1")
    monkeypatch.setattr(helpers.workbook, "check", break_something)
    assert workspace.run("check") == 1
    told = capsys.readouterr().err
    assert told.startswith("Traceback (most recent call last):") and "in break_something" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["biuld"], "No such command 'biuld'."),
        (["check", "--wrokspace", "."], "No such option: --wrokspace"),
        (["accept"], "Missing argument"),
        (["build", "--jobs", "0"], "Invalid value for '--jobs' / '-j'"),
        (["new", "kpi", "speed", "--name", "Speed"], "Missing option '--committee' / '-c'."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_that_is_mistyped_says_so_and_the_exit_code_is_2(
    arguments: list[str], told: str, capsys: Captured
) -> None:
    assert main(arguments) == 2
    assert told in capsys.readouterr().err


def test_help_names_every_command(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert [
        name
        for name in ("build", "calendar", "check", "accept", "actions", "doctor", "new")
        if f"\n  {name} " not in shown
    ] == []
