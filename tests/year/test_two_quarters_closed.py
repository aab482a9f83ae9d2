"""Two quarters closed one after the other by the commands alone, the second with a revision to the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]

Q4, Q4_ID, Q1 = "2024-25 Q4", "2024-25-q4", "2025-26 Q1"
REPORT = ("--report", "care-and-health")
MEETINGS = "quarter,committee,team,held_on,minutes,link,attendees\n"
SIGNING = {
    "drafted": ("--by", "Ann Analyst", "--role", "Performance Analyst"),
    "reviewed": ("--by", "Ash Assurer", "--role", "Head of Data Quality"),
    "approved": ("--by", "Avi Approver", "--role", "Chief Executive"),
}
CHANGES = """\
3 differences between 2025-26 Q1 and 2024-25 Q4: data 2 and targets 1.
Data:
  Care visits on time: Revised, Q4 2024/25: was 82.0%, is now 79.0% [r]. Rated Green before, Amber now. \
Forms that came late.
  Care visits on time: 1 new figure: Q1 2025/26 83.0%.
Targets:
  Care visits on time: New target for 2025/26: 82.0%. Invented. Agreed: Care and Health Committee, 2 June 2025.
"""


def close(council: Workspace, quarter: str, day: str) -> None:
    """Check the quarter's data, build its report, have three people sign it, and build it for good."""
    build = ("build", quarter, *REPORT, "-f", "html", "--renderer", "embedded")
    people = ("--analyst", "Ann Analyst", "--assurer", "Ash Assurer", "--on", day)
    steps = [("quality", "record", quarter, *people), build]
    steps += [("sign-off", step, quarter, *REPORT, *who, "--on", day) for step, who in SIGNING.items()]
    assert [council.run(*step) for step in [*steps, build]] == [0] * 6


@pytest.fixture
def closed(bare: Workspace) -> Workspace:
    """Westmarch with 2024-25 Q4 and 2025-26 Q1 closed: a figure of the first came otherwise in the second."""
    bare.kpi("visits")
    bare.figures("visits", "2024-25 Q3,W01,81", "2024-25 Q4,W01,82")
    bare.targets("visits", {"2024-25": "80"}, agreed_on="2024-04-01")
    bare.write("data/meetings/meetings.csv", f"{MEETINGS}{Q4},care-and-health,,2025-06-03,CH 3,,\n")
    close(bare, Q4, "2025-06-04")
    revised = "2024-25 Q4,W01,79,,,,2025-26 Q1,Forms that came late."
    bare.figures("visits", "2024-25 Q3,W01,81", "2024-25 Q4,W01,82", revised, "2025-26 Q1,W01,83")
    bare.targets("visits", {"2025-26": "82"}, agreed_on="2025-06-02")
    held = (bare.root / "data/meetings/meetings.csv").read_text(encoding="utf-8")
    bare.write("data/meetings/meetings.csv", f"{held}{Q1},care-and-health,,2025-09-03,CH 7,,\n")
    close(bare, Q1, "2025-09-04")
    return bare


def test_both_verify_what_differs_is_told_exactly_and_the_first_is_made_again_as_published(
    closed: Workspace, capsys: Captured
) -> None:
    capsys.readouterr()
    assert closed.run("verify") == 0
    told = capsys.readouterr().out
    assert told.count("made again: the figures and the content hash are the same") == 2
    assert "2 made again." in told
    assert closed.run("changes", Q1) == 0
    assert capsys.readouterr().out == CHANGES
    assert closed.run("rebuild", Q4, *REPORT) == 0
    published, again = (closed.root / "outputs" / place / "care-and-health" for place in (Q4_ID, f"rebuilt/{Q4_ID}"))
    for name in ("results.json", "pack.html"):
        assert (again / name).read_bytes() == (published / name).read_bytes()
    assert "82.0%" in (again / "pack.html").read_text(encoding="utf-8")
