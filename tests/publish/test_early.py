"""Before it is known what there is to build, the server starts where that will most likely be something, and what was
built last is looked at where it will not.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from multiprocessing import forkserver
from pathlib import Path

import pytest

from helpers import __main__ as program
from helpers.model.periods import Quarter
from helpers.publish import seen
from helpers.publish.early import begin, start_early
from helpers.publish.server import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="processes are forked on Linux only")
LAST_BUILD = 1_000


@pytest.fixture
def starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    """Whether the server starts early for this workspace."""
    started: list[bool] = []
    monkeypatch.setattr(forkserver, "ensure_running", lambda: started.append(True))

    def starts(force: bool = False) -> bool:
        start_early(tmp_path, force)
        return bool(started)

    return starts


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, int], None]:
    """Writes a file as it would be had it been edited so many seconds after the last build."""

    def write(name: str, after: int) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
        for each in (path, *path.parents[: len(path.relative_to(tmp_path).parts) - 1]):
            os.utime(each, (LAST_BUILD + after, LAST_BUILD + after))

    write("outputs/2025-26-q1/highways/manifest.json", 0)
    write("data/kpis/potholes/observations.csv", -10)
    write("params/organisation.yml", -10)
    return write


def test_it_waits_where_nothing_was_edited_since_the_last_build(edited, starts) -> None:
    assert not starts()


@pytest.mark.parametrize(
    "file", ["data/kpis/potholes/observations.csv", "params/organisation.yml", "notebooks/a.ipynb"]
)
def test_it_starts_where_a_file_was(edited, starts, file: str) -> None:
    edited(file, after=5)
    assert starts()


def test_it_starts_where_a_file_was_taken_away(edited, starts, tmp_path: Path) -> None:
    (tmp_path / "data" / "kpis" / "potholes" / "observations.csv").unlink()
    assert starts()


def test_it_starts_where_nothing_was_ever_built(edited, starts, tmp_path: Path) -> None:
    (tmp_path / "outputs" / "2025-26-q1" / "highways" / "manifest.json").unlink()
    assert starts()


def test_it_starts_where_all_is_to_be_built_again(edited, starts) -> None:
    assert starts(force=True)


@pytest.fixture
def looks(edited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """The quarters whose packs are looked at when these words follow “build”."""
    looked_at: list[str] = []
    monkeypatch.setattr(
        seen, "look", lambda folder: looked_at.append(folder.relative_to(tmp_path / "outputs").as_posix())
    )
    monkeypatch.setattr(forkserver, "ensure_running", lambda: None)

    def looks(*words: str) -> list[str]:
        begin(tmp_path, words)
        return looked_at

    return looks


def test_what_was_built_last_is_looked_at_where_nothing_was_edited(edited, looks) -> None:
    edited("outputs/2024-25-q4/highways/manifest.json", after=-100)
    assert looks() == ["2025-26-q1"]


@pytest.mark.parametrize("quarter", ["2024-25 Q4", "2024-25-q4"])
def test_a_quarter_that_is_named_is_looked_at_instead(quarter: str, looks) -> None:
    assert looks(quarter, "-f", "html") == [Quarter.parse(quarter).id]


def test_the_quarter_built_last_is_looked_at_where_an_option_comes_first(looks) -> None:
    assert looks("--format", "html") == ["2025-26-q1"]


@pytest.mark.parametrize(
    "words", ["--force", "--strict", "-c roads", "-croads", "--committee=roads", "-r corporate", "--report corporate"]
)
def test_not_every_pack_is_looked_at_where_a_few_are_asked_for_or_all_are_built(words: str, looks) -> None:
    assert looks(*words.split()) == []


def test_nothing_is_looked_at_where_the_server_starts(edited, looks) -> None:
    edited("params/organisation.yml", after=5)
    assert looks() == []


def test_nothing_is_looked_at_in_a_folder_that_is_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "look", lambda folder: pytest.fail(f"{folder} was looked at"))
    begin(tmp_path, [])


@pytest.fixture
def starts_with(edited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], bool]:
    """Whether the program starts the server before the command is there, in a folder that was edited since."""
    edited("data/kpis/potholes/observations.csv", after=5)
    monkeypatch.chdir(tmp_path)
    started: list[bool] = []
    monkeypatch.setattr(forkserver, "ensure_running", lambda: started.append(True))
    monkeypatch.setattr("helpers.cli.main", lambda: len(started))

    def starts_with(words: str) -> bool:
        monkeypatch.setattr(sys, "argv", ["packs", *words.split()])
        try:
            return program.main() > 0
        finally:
            gc.enable()

    return starts_with


@pytest.mark.parametrize("words", ["build", "build 2025-26-q1 -f html", "build --strict", "build --force"])
def test_the_program_starts_it_before_the_command_is_imported(starts_with, words: str) -> None:
    assert starts_with(words)


@pytest.mark.parametrize(
    "words",
    ["", "check", "build --workspace=there", "build --workspace there", "build --engine cold", "build --dry-run"],
)
def test_the_program_leaves_any_other_command_to_decide(starts_with, words: str) -> None:
    assert not starts_with(words)
