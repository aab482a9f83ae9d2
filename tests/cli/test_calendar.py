"""`packs calendar`: the dates of a quarter or a year, and the file for calendar programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]

FILE = "params/quarters/2025-26-q1.yml"
SHORT = (
    f"In the dates, 1 that should be looked at:\n"
    f"  {FILE}: papers are due on 2025-09-12, 3 clear working days before the Care and Health Committee meets, on"
    " 2025-09-18. Publish them by 2025-09-10, so that there are 5.\n"
)


@pytest.fixture
def hurried(workspace: Workspace) -> Workspace:
    """Westmarch with papers for 2025-26 Q1 that are due too late."""
    workspace.edit(FILE, "publication:", "papers_due: 2025-09-12\npublication:")
    return workspace


def test_the_dates_are_shown_in_order_with_who_acts_and_what_is_short(hurried: Workspace, capsys: Captured) -> None:
    assert hurried.run("calendar", "2025-26 Q1") == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[0].split() == ["Date", "Days", "Working", "Quarter", "What", "By"]
    assert shown.splitlines()[1].split() == ["Mon", "2025-06-30", "2025-26", "Q1", "The", "quarter", "ends"]
    assert shown.splitlines()[2].split()[:6] == ["Fri", "2025-08-29", "+60", "+43", "2025-26", "Q1"]
    assert shown.endswith(SHORT)


def test_the_latest_quarter_is_shown_unless_told(workspace: Workspace, capsys: Captured) -> None:
    assert workspace.run("calendar") == 0
    shown = capsys.readouterr().out
    assert ("2025-26 Q2" in shown, "2025-26 Q1" in shown, "In the dates" in shown) == (True, False, False)


def test_a_year_is_written_to_a_file_with_the_same_bytes_each_time(
    workspace: Workspace, tmp_path: Path, capsys: Captured
) -> None:
    file, before = tmp_path / "made" / "dates.ics", workspace.files()
    assert workspace.run("calendar", "--year", "2025-26", "--ics", str(file)) == 0
    assert capsys.readouterr().out.endswith(f"Wrote {file} (7 events).\n")
    first = file.read_bytes()
    assert workspace.run("calendar", "--year", "2025-26", "--ics", str(file)) == 0
    assert file.read_bytes() == first
    assert (first.count(b"BEGIN:VEVENT\r\n"), first.count(b"\n"), first.count(b"\r\n")) == (7, 59, 59)
    assert workspace.files() == before


def test_a_quarter_and_a_year_at_once_are_refused(workspace: Workspace, capsys: Captured) -> None:
    assert workspace.run("calendar", "2025-26 Q1", "--year", "2025-26") == 1
    told = "calendar: a quarter and a year were given. Give one of the two."
    assert capsys.readouterr() == ("", f"1 problem to put right:\n  {told}\n")


def test_a_file_that_cannot_be_written_is_told(workspace: Workspace, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "dates").write_text("not a folder", encoding="utf-8")
    assert workspace.run("calendar", "--ics", str(tmp_path / "dates" / "x.ics")) == 1
    assert "x.ics: this file could not be written: " in capsys.readouterr().err


def test_checking_tells_what_is_short_and_does_not_stop(hurried: Workspace, capsys: Captured) -> None:
    assert hurried.run("check", "2025-26 Q1") == 0
    assert SHORT in capsys.readouterr().out
