"""`packs check`, and what every command does with an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import helpers.workbook
from helpers.cli import main

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]


def test_a_sound_workspace_is_said_to_be_well(workspace: Workspace, capsys: Captured) -> None:
    assert workspace.run("check") == 0
    assert capsys.readouterr() == ("All is well: 1 KPIs, 2 committees.\n", "")


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
    assert [name for name in ("build", "check", "accept", "doctor", "new") if f"\n  {name} " not in shown] == []
