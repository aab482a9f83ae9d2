"""A quarter's packs are planned strictly and rehearsed without a trace."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers.errors import Problems
from helpers.publish.building import rehearse
from helpers.publish.planning import plan
from helpers.store.workspace import open_register

PROJECT = Path(__file__).parents[2]


def refusal(*arguments: object) -> str:
    with pytest.raises(Problems) as raised:
        plan(PROJECT, *arguments)
    return str(raised.value).splitlines()[1].strip()


def test_the_latest_quarter_and_every_report_are_built_unless_said_otherwise() -> None:
    jobs = plan(PROJECT, None, [], [], "embedded", []).jobs
    assert {str(job.quarter) for job in jobs} == {"2025-26 Q1"}
    committees = set(open_register(PROJECT).committees)
    managers = {f"public-health-directorate-2025-0{month}" for month in (4, 5, 6)} | {"joint-management-team"}
    assert {job.report for job in jobs} == {*committees, *managers, "projects-and-risk", "corporate"}
    assert len(jobs) == len(committees) + 6
    assert jobs[0].formats == ("html", "pdf", "docx")


def test_what_does_not_exist_is_refused_with_what_was_meant() -> None:
    assert refusal("2025-26 Q5", [], [], "embedded", []).startswith("quarter: “2025-26 Q5” is not a quarter")
    assert refusal("2024-25 Q2", [], [], "embedded", []).startswith(
        "quarter: there is no file for 2024-25 Q2 in params/quarters/."
    )
    assert refusal(None, ["adults"], [], "embedded", []).startswith("committee: there is no committee “adults”.")
    assert refusal(None, [], ["pfd"], "embedded", []) == "format: there is no format “pfd”. Did you mean “pdf”?"


def test_a_parameter_the_notebook_does_not_have_is_refused() -> None:
    message = "quater: 03_committee_pack.ipynb has no parameter “quater”. Did you mean “quarter”?"
    assert refusal(None, [], [], "embedded", ["quater=2025-26 Q1"]) == message
    assert refusal(None, [], [], "embedded", ["quarter"]).startswith("parameter: “quarter” is not name=value.")


def test_everything_wrong_with_what_was_asked_is_told_at_once() -> None:
    with pytest.raises(Problems) as raised:
        plan(PROJECT, "2025-26 Q5", ["adults"], ["pfd"], "embedded", ["quater=1"])
    assert [problem.field for problem in raised.value.problems] == ["committee", "format", "quarter", "quater"]


def test_the_heaviest_pack_is_begun_first() -> None:
    assert plan(PROJECT, None, [], [], "embedded", []).jobs[0].report == "strategy-and-resources"


def test_a_workspace_without_quarters_or_committees_says_how_to_start_them(tmp_path: Path) -> None:
    (tmp_path / "params").mkdir()
    shutil.copy(PROJECT / "params" / "organisation.yml", tmp_path / "params")
    with pytest.raises(Problems) as raised:
        plan(tmp_path, None, [], [], "embedded", [])
    assert str(raised.value).splitlines()[1:] == [
        "  params/committees: there is no committee. Start one: packs new committee",
        '  params/quarters: there is no quarter. Start one: packs new quarter "2025-26 Q1"',
    ]


def test_the_parameters_that_decide_where_a_pack_goes_have_options_of_their_own() -> None:
    message = "committee: this is not given with --parameter. Use --committee."
    assert refusal(None, [], [], "embedded", ["committee=highways-and-transport"]) == message


def test_a_rehearsal_says_what_is_missing() -> None:
    lines = list(rehearse(plan(PROJECT, None, ["highways-and-transport"], ["html"], "embedded", [])))
    assert lines[0].startswith("2025-26-q1/highways-and-transport: 5 indicators from ")
    assert lines[0].endswith(" input files, as html")
    assert lines[2].startswith("  missing: the service's commentary for roads-in-need-of-maintenance")
    assert lines[-1] == "1 pack, by the embedded renderer. Nothing was written."
