"""A record of answers and a log that are right; those that are not are in the corpus of malformed files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Workspace

ACCEPTED = "quarter,rule,kpi,period,area,figure,reason,accepted_by,accepted_on"
GOOD = ["2025-26 Q1", "jump", "visits-on-time", "2025-26 Q1", "", "78 after 76", "As expected.", "Ann", "2025-09-01"]
LOG = "recorded_on,analyst,assurer,checks,checked_sha256,findings,accepted,open,outcome,note"
LOGGED = ["2025-09-01", "Ann", "Bob", "9 checks of 2 figures and 1 targets", "a" * 64, "3", "2", "1", "not passed", ""]


def answers(workspace: Workspace, *rows: list[str]) -> list[str]:
    workspace.write("data/quality/accepted.csv", "\n".join([ACCEPTED, *map(",".join, rows)]) + "\n")
    return workspace.problems()


def logged(workspace: Workspace, *rows: list[str]) -> list[str]:
    workspace.write("data/quality/2025-26-q1.csv", "\n".join([LOG, *map(",".join, rows)]) + "\n")
    return workspace.problems()


def but(row: list[str], heading: str, **cells: str) -> list[str]:
    """The row with some cells changed."""
    names = heading.split(",")
    return [cells.get(name, cell) for name, cell in zip(names, row, strict=True)]


def test_a_sound_record_and_log_have_nothing_wrong(workspace: Workspace) -> None:
    another = but(GOOD, ACCEPTED, area="W02")
    assert (answers(workspace, GOOD, another), logged(workspace, LOGGED)) == ([], [])


def test_a_target_may_be_of_a_year(workspace: Workspace) -> None:
    assert answers(workspace, but(GOOD, ACCEPTED, rule="tiny-target", period="2025-26")) == []
