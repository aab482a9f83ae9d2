"""`packs build` before it builds: what is refused, and what a dry run says."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

    from helpers.publish.planning import Plan

    Captured = pytest.CaptureFixture[str]


def test_a_dry_run_says_what_would_be_built_and_what_is_missing_and_writes_nothing(
    workspace: Workspace, capsys: Captured
) -> None:
    workspace.kpi("visits-made", lifecycle="in-development")
    before = workspace.files()
    assert workspace.run("build", "2025-26 Q1", "--renderer", "embedded", "--dry-run") == 0
    assert capsys.readouterr().out == (
        "2025-26-q1/care-and-health: 2 indicators from 14 input files, as html, pdf, docx\n"
        "  to be built: not built before\n"
        "  missing: the service's commentary for visits-made\n"
        "2025-26-q1/roads: 0 indicators from 9 input files, as html, pdf, docx\n"
        "  to be built: not built before\n"
        "  missing: the date of the meeting, in params/committees/roads.yml\n"
        "2 packs, by the embedded renderer. Nothing was written.\n"
    )
    assert workspace.files() == before
    assert not (workspace.root / "outputs").exists()


def test_without_a_quarter_the_latest_is_built(workspace: Workspace, capsys: Captured) -> None:
    assert workspace.run("build", "--dry-run", "-c", "roads", "-f", "html", "--renderer", "embedded") == 0
    assert capsys.readouterr().out.splitlines()[0] == "2025-26-q2/roads: 0 indicators from 8 input files, as html"


REFUSED = {
    "a quarter that has no file": (
        ["2025-26 Q3"],
        "quarter: there is no file for 2025-26 Q3 in params/quarters/. Did you mean “2025-26 Q2”?"
        ' To add it: packs new quarter "2025-26 Q3"',
    ),
    "a quarter that is none": (
        ["2025-26Q1"], "quarter: “2025-26Q1” is not a quarter; write it like 2025-26 Q1. Did you mean “2025-26 Q1”?",
    ),
    "an unknown committee": (
        ["-c", "care-and-helth"],
        "committee: there is no committee “care-and-helth”. Did you mean “care-and-health”?",
    ),
    "an unknown format": (["-f", "pfd"], "format: there is no format “pfd”. Did you mean “pdf”?"),
    "a misspelt parameter": (
        ["-p", "quater=2025-26 Q1"],
        "quater: 03_committee_pack.ipynb has no parameter “quater”. Did you mean “quarter”?",
    ),
    "a parameter without a value": (
        ["-p", "quarter"], "parameter: “quarter” is not name=value. Write the name, an equals sign and the value.",
    ),
    "a parameter that has its own option": (
        ["-p", "committee=roads"], "committee: this is not given with --parameter. Use --committee.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_built_is_refused_before_anything_is_written(
    workspace: Workspace, capsys: Captured, arguments: list[str], told: str
) -> None:
    before = workspace.files()
    assert workspace.run("build", "--renderer", "embedded", *arguments) == 1
    assert capsys.readouterr() == ("", f"1 problem to put right:\n  {told}\n")
    assert workspace.files() == before


def test_an_unknown_renderer_is_refused(workspace: Workspace, capsys: Captured) -> None:
    assert workspace.run("build", "--renderer", "quatro") == 1
    assert capsys.readouterr().err == "There is no renderer “quatro”. Did you mean “quarto”?\n"


def test_a_target_that_cannot_be_judged_by_stops_the_build_and_names_the_kpi(
    workspace: Workspace, capsys: Captured
) -> None:
    workspace.edit("data/kpis/visits-on-time/targets.csv", "2025-26,80", "2025-26,0")
    told = (
        "1 problem to put right:\n  data/kpis/visits-on-time/targets.csv:3 target: The scheme “Ten and five” works in"
        " per cent, which a target of zero has none of: give the KPI a zero_tolerance, in its own unit.\n"
    )
    for command in (["check"], ["build", "-c", "care-and-health", "--renderer", "embedded"]):
        assert workspace.run(*command) == 1
        assert capsys.readouterr().err == told
    assert not (workspace.root / "outputs").exists()


def test_a_fault_in_one_kpis_figures_stops_only_the_packs_that_hold_it(workspace: Workspace, capsys: Captured) -> None:
    workspace.edit("data/kpis/visits-on-time/targets.csv", "2025-26,80", "2025-26,eighty")
    assert workspace.run("build", "2025-26 Q1", "--renderer", "embedded", "--dry-run") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1].startswith("  cannot be built: 1 problem to put right:")
    assert "data/kpis/visits-on-time/targets.csv:3 target: “eighty” is not a number." in told[2]
    assert any(line.startswith("2025-26-q1/roads:") for line in told)


def test_figures_that_are_wrong_cannot_be_accepted(workspace: Workspace, capsys: Captured) -> None:
    workspace.edit("data/kpis/visits-on-time/observations.csv", "W01,78,", "W01,78%,")
    assert workspace.run("accept", "visits-on-time") == 1
    assert "value: “78%” is not a number." in capsys.readouterr().err


@pytest.mark.parametrize("kpi", ["visits-on-tiem", "Visits-On-Time"])
def test_an_unknown_kpi_is_told_with_the_nearest(workspace: Workspace, capsys: Captured, kpi: str) -> None:
    assert workspace.run("accept", kpi) == 1
    assert capsys.readouterr().err == (
        f"1 problem to put right:\n  kpi: there is no KPI “{kpi}”. Did you mean “visits-on-time”?\n"
    )


def test_a_build_that_is_interrupted_says_so_without_a_traceback(
    workspace: Workspace, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("helpers.publish.planning.plan", interrupted)
    assert workspace.run("build") == 130
    assert "Stopped. Packs that were finished are in place; nothing is half-written." in capsys.readouterr().err


def test_what_is_sent_to_a_worker_does_not_have_it_import_the_command(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []

    def carry_out(plan: Plan, workers: int, tell: object) -> bool:
        sent.append(pickle.dumps(plan.jobs))
        return True

    monkeypatch.setattr("helpers.publish.building.carry_out", carry_out)
    assert workspace.run("build", "2025-26 Q1", "--engine", "cold") == 0
    assert [b"helpers.publish.job" in jobs for jobs in sent] == [True]
    assert [b"helpers.cli" in jobs for jobs in sent] == [False]
