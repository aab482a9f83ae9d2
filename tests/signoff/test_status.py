"""`packs status` says how far each report of a quarter is, and what is to be known of it as well."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from people import ANALYST, QUARTER, Sign

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]

HEADINGS = "Report Data in Commentary in Checks open Review Stage By Next date"


@pytest.fixture
def status(council: Workspace, capsys: Captured):
    def ask(on: str = "2025-09-04") -> list[str]:
        capsys.readouterr()
        assert council.run("status", QUARTER, "--on", on) == 0
        return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]

    return ask


def test_a_row_says_what_is_in_who_has_signed_and_what_comes_next(status, sign: Sign) -> None:
    assert sign("drafted", ANALYST, 8) == 0
    assert status("2025-09-11") == [
        HEADINGS,
        "care-and-health 1 of 1 0 of 1 0 2025-09-03 draft 2025-09-12 publication",
        "roads none due none due 0 2025-09-03 draft Ann Analyst, 2025-09-08 2025-09-12 publication",
        "The data are vouched for by Ann Analyst and Ash Assurer, on 2 September 2025.",
    ]


@pytest.mark.parametrize(
    ("on", "next"),
    [
        ("2025-08-01", "2025-08-29 data cut-off"),
        ("2025-08-29", "2025-08-29 data cut-off"),
        ("2025-08-30", "2025-09-12 publication"),
        ("2025-09-13", "2025-09-18 committee"),
        ("2025-09-19", "draft"),
    ],
)
def test_the_next_date_is_the_first_that_is_still_to_come(status, on: str, next: str) -> None:
    assert status(on)[1].endswith(next)


def test_figures_and_commentary_are_counted_as_they_come_in(council: Workspace, status) -> None:
    council.write(
        "data/kpis/visits-on-time/commentary/2025-26-q1.md",
        "---\nauthor: Head of Care\ndate: 2025-08-20\n---\n\nMore visits began on time.\n",
    )
    council.figures("visits-on-time", "2024-25 Q4,W01,76")
    assert status()[1].startswith("care-and-health 0 of 1 1 of 1 ")


def test_what_must_be_answered_is_counted(council: Workspace, status) -> None:
    council.figures("visits-on-time", "2024-25 Q4,W01,9", "2025-26 Q1,W01,90")
    lines = status()
    assert lines[1].startswith("care-and-health 1 of 1 0 of 1 1 ")
    assert lines[3] == "1 finding of the checks on the data to answer: packs quality check."


def test_what_was_vouched_for_before_a_figure_changed_is_told(council: Workspace, status) -> None:
    council.edit("data/kpis/visits-on-time/observations.csv", "W01,78", "W01,79")
    assert status()[3] == "What was vouched for on 2 September 2025 is not what the checks on the data find now."


def test_a_report_that_was_not_built_or_reviewed_says_so(council: Workspace, status) -> None:
    (council.root / "outputs/2025-26-q1/roads/manifest.json").unlink()
    (council.root / "data/meetings/meetings.csv").unlink()
    (council.root / "data/quality/2025-26-q1.csv").unlink()
    lines = status()
    assert lines[2] == "roads none due none due 0 none not built 2025-09-12 publication"
    assert lines[3] == "Nobody is on record as having checked the data of 2025-26 Q1."


def test_a_report_that_was_built_of_other_content_says_of_what(council: Workspace, status) -> None:
    council.edit("params/committees/roads.yml", "remit: Roads.", "remit: Paths.")
    assert status()[-1] == (
        "roads: it was built of other content than is there now: params/committees/roads.yml was changed."
    )


def test_pages_that_still_say_draft_are_told(approved: Workspace, status) -> None:
    assert status()[-1] == "roads: its pages were built as draft, and it is final: build it again."


def test_pages_that_still_say_final_are_told(approved: Workspace, sign: Sign, status) -> None:
    path = approved.root / "outputs/2025-26-q1/roads/manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "stage": "final"}))
    assert sign("withdrawn", ANALYST, 11, "--note", "A figure was wrong.") == 0
    assert status()[-1] == "roads: its pages were built as final, and it is draft: build it again."
