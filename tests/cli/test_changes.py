"""`packs changes`: what differs between a quarter and the one before, in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]

UNRECORDED = (
    "No report of %s is on record as approved, so nobody can tell whether the rules, notebooks, code or settings are"
    " others than they were, or whether a definition was edited in place."
)
SAID = "---\nauthor: Head\ndate: 2025-05-20\n---\n\nMore visits began on time.\n\n## Action\n\nHire.\n"


def test_what_differs_is_listed_by_class_each_with_its_cause(workspace: Workspace, capsys: Captured) -> None:
    workspace.targets("visits-on-time", {"2025-26": "82"}, agreed_on="2025-06-02")
    workspace.write("data/kpis/visits-on-time/commentary/2024-25-q4.md", SAID)
    assert workspace.run("changes", "2025-26 Q1") == 0
    assert capsys.readouterr().out.splitlines() == [
        "3 differences between 2025-26 Q1 and 2024-25 Q4: data 2 and targets 1.",
        "Data:",
        "  Care visits on time: 1 new figure: Q1 2025/26 78.0%.",
        "  Care visits on time: Figures of other areas: 5 new.",
        "Targets:",
        "  Care visits on time: Re-baselined for 2025/26: was 80.0%, is now 82.0%."
        " Invented. Agreed: Care and Health Committee, 2 June 2025.",
        "Words:",
        "  Care visits on time: The commentary is unchanged word for word.",
        UNRECORDED % "2024-25 Q4",
    ]


def test_without_a_quarter_it_is_the_latest_and_nothing_may_have_changed(bare: Workspace, capsys: Captured) -> None:
    assert bare.run("changes") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Nothing has changed in 2025-26 Q2 since 2025-26 Q1.",
        UNRECORDED % "2025-26 Q1",
    ]


def test_what_people_wrote_is_shown_as_it_is_and_never_as_markup(workspace: Workspace, capsys: Captured) -> None:
    workspace.figures("visits-on-time", "2024-25 Q4,W01,76", "2024-25 Q4,W01,77,,,,2025-26 Q1,[red]Late[/red] :bed:")
    workspace.run("changes", "2025-26 Q1")
    assert "is now 77.0% [r]." in capsys.readouterr().out
    workspace.run("changes", "2025-26 Q1")
    assert "[red]Late[/red] :bed:." in capsys.readouterr().out


def test_a_quarter_that_is_not_there_is_refused(workspace: Workspace, capsys: Captured) -> None:
    assert workspace.run("changes", "2030-31 Q1") == 1
    assert "there is no file for 2030-31 Q1 in params/quarters/." in capsys.readouterr().err
