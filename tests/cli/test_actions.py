"""`packs actions`: what is open, and what is added to the history of an action."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]

ID = "visits-on-time/2025-26-q1"
FILE = "data/actions/updates.csv"
WHO = ("--by", "Head of Care", "--note", "Staff left, again")


def update(workspace: Workspace, *options: str, id: str = ID) -> int:
    return workspace.run("actions", "update", id, *options)


def test_what_is_open_is_listed_with_its_date_and_age(workspace: Workspace, capsys: Captured) -> None:
    assert workspace.run("actions", "list", "2025-26 Q2") == 0
    assert capsys.readouterr().out == (
        f"{ID}: open, without a date, not moved. Set in 2025-26 Q1, 1 quarter ago.\n  Hire.\n"
    )


def test_when_none_is_open_it_says_so(workspace: Workspace, capsys: Captured) -> None:
    assert workspace.run("actions", "list", "2024-25 Q4") == 0
    assert capsys.readouterr().out == "No action is open in 2024-25 Q4.\n"


def test_a_new_date_is_added_and_told(workspace: Workspace, capsys: Captured) -> None:
    assert update(workspace, "--due", "2025-12-31", "--on", "2025-09-01", *WHO) == 0
    assert update(workspace, "--due", "2026-01-31", "--on", "2025-09-02", *WHO) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"{ID}: open, due 2026-01-31, moved once."
    assert (workspace.root / FILE).read_text(encoding="utf-8") == (
        "action,on,due,state,note,by\n"
        f'{ID},2025-09-01,2025-12-31,open,"Staff left, again",Head of Care\n'
        f'{ID},2025-09-02,2026-01-31,open,"Staff left, again",Head of Care\n'
    )
    assert workspace.problems() == []


def test_an_action_is_closed(workspace: Workspace, capsys: Captured) -> None:
    assert update(workspace, "--done", "--on", "2025-09-01", *WHO) == 0
    assert capsys.readouterr().out == f"{ID}: done on 2025-09-01.\n"
    assert [each.id for each in workspace.pack(quarter="2025-26 Q2").closed_actions] == [ID]


@pytest.mark.parametrize(
    ("id", "options", "told"),
    [
        (
            "visits/2025-26-q1", ("--done", "--on", "2025-09-01"),
            f"action: there is no action “visits/2025-26-q1”. Did you mean “{ID}”?",
        ),
        (
            ID, ("--done", "--on", "9999-01-01"),
            "on: 9999-01-01 is still to come. Give the day on which it became known.",
        ),
        (ID, ("--done", "--dropped"), "update: an action is done, dropped or re-dated. Give one of the three."),
        (
            ID, ("--due", "2025-08-01", "--on", "2025-09-01"),
            "update: due (2025-08-01) is before the day of the update (2025-09-01).",
        ),
        (
            ID, ("--done", "--on", "2025-08-01"),
            "on: 2025-08-01 is before the action was set (2025-08-20). Put the day right.",
        ),
    ],
    ids=["no such action", "a day to come", "two things at once", "a date that has passed", "before it was set"],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_is_written(
    workspace: Workspace, capsys: Captured, id: str, options: tuple[str, ...], told: str
) -> None:
    before = workspace.files()
    assert update(workspace, *options, *WHO, id=id) == 1
    assert capsys.readouterr().err == f"1 problem to put right:\n  {told}\n"
    assert workspace.files() == before


def test_a_closed_action_is_not_opened_again(workspace: Workspace, capsys: Captured) -> None:
    update(workspace, "--dropped", "--on", "2025-09-01", *WHO)
    assert update(workspace, "--due", "2026-01-31", "--on", "2025-09-02", *WHO) == 1
    assert capsys.readouterr().err.splitlines()[1] == (
        "  action: the action was dropped on 2025-09-01. Set a new action: a closed one is not opened again."
    )


def test_nothing_is_added_before_what_is_there(workspace: Workspace, capsys: Captured) -> None:
    update(workspace, "--due", "2026-01-31", "--on", "2025-09-02", *WHO)
    assert update(workspace, "--done", "--on", "2025-09-01", *WHO) == 1
    assert capsys.readouterr().err.splitlines()[1] == (
        "  on: 2025-09-01 is before the day of the last update (2025-09-02): an earlier report would change."
        " Give the day on which it became known."
    )


def test_the_line_ends_of_the_file_are_kept(workspace: Workspace) -> None:
    path = workspace.write(FILE, "action,on,due,state,note,by\n")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert update(workspace, "--done", "--on", "2025-09-01", *WHO) == 0
    assert path.read_bytes().count(b"\r\n") == 2
