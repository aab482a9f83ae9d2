"""The corpus of malformed files: the exact words that a person gets, and that nothing is then written."""

from __future__ import annotations

import re
import shlex
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from malformed import Case, cases

from helpers.store.origins import accept

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]

RETURNS, REGISTER = cases("returns"), cases("register")
CORRECTABLE = [case for case in RETURNS if "packs correct" in case.message]
ASKED_FOR = ["--quarter", "2025-26 Q1", "--received", "2025-08-20"]


def lay_over(workspace: Workspace, files: dict[str, bytes]) -> None:
    """Put files in their places; figures are accepted unless the case has the origin too."""
    for name, content in files.items():
        workspace.write(name, "").write_bytes(content)
    for name in map(PurePosixPath, files):
        if name.name == "observations.csv" and str(name.with_name("origin.yml")) not in files:
            accept(workspace.root / name.parent)


@pytest.mark.parametrize("case", RETURNS, ids=lambda case: case.name)
def test_a_malformed_return_is_told_in_full_and_nothing_is_written(
    case: Case, asked: Workspace, tmp_path: Path, capsys: Captured
) -> None:
    lay_over(asked, case.laid_over)
    for name, content in case.files.items():
        (tmp_path / name).write_bytes(content)
    before = asked.files()
    code = asked.run("returns", "receive", *(str(tmp_path / name) for name in case.files), *ASKED_FOR)
    assert (capsys.readouterr(), code) == (("", case.message), 1)
    assert asked.files() == before


@pytest.mark.parametrize(
    "case", [case for case in RETURNS if "packs correct" in case.message], ids=lambda case: case.name
)
def test_each_correction_that_a_message_names_can_be_made(case: Case, asked: Workspace) -> None:
    lay_over(asked, case.laid_over)
    named = re.findall(r"packs (correct .*? --by WHO)", case.message)
    assert [asked.run(*shlex.split(command), "--on", "2025-08-20") for command in named] == [0] * len(named)


@pytest.mark.parametrize("case", REGISTER, ids=lambda case: case.name)
def test_a_malformed_register_file_is_told_in_full_and_nothing_is_written(
    case: Case, workspace: Workspace, capsys: Captured
) -> None:
    lay_over(workspace, case.files)
    before = workspace.files()
    code = workspace.run("check")
    assert (capsys.readouterr(), code) == (("", case.message), 1)
    assert workspace.files() == before


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    assert (len(RETURNS) >= 90, len(REGISTER) >= 300) == (True, True)


@pytest.mark.parametrize("case", RETURNS + REGISTER, ids=lambda case: case.name)
def test_every_line_of_a_message_says_in_which_file_the_problem_is(case: Case) -> None:
    heading, *problems = case.message.splitlines()
    assert heading == ("1 problem to put right:" if len(problems) == 1 else f"{len(problems)} problems to put right:")
    places = tuple(f"  {place}" for place in (*case.files, "data/", "params/"))
    assert [told for told in problems if not told.startswith(places)] == []
