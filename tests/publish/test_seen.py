"""What was looked at before the command was there is told once, and as a look now would have told it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpers.publish.hashes import Hashes, file_hash
from helpers.publish.seen import look, seen
from helpers.publish.server import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="processes are copied on Linux only")


@pytest.fixture
def quarter(tmp_path: Path) -> Path:
    for name in ("roads/pack.html", "roads/figures/speed.svg", "care/pack.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_every_file_has_its_hash(quarter: Path) -> None:
    look(quarter)
    files = [path for path in quarter.rglob("*") if path.is_file()]
    assert seen(quarter) == {str(path): file_hash(path) for path in files}
    assert len(files) == 3


def test_it_is_told_once(quarter: Path) -> None:
    look(quarter)
    seen(quarter)
    assert seen(quarter) == {}


def test_another_folder_was_not_looked_at(quarter: Path) -> None:
    look(quarter)
    assert seen(quarter / "roads") == {}
    assert len(seen(quarter)) == 3


def test_a_file_that_cannot_be_read_is_left_to_whoever_asks(quarter: Path) -> None:
    (quarter / "roads" / "gone.pdf").symlink_to("nowhere")
    look(quarter)
    assert len(seen(quarter)) == 3


def test_much_is_told_whole(quarter: Path) -> None:
    for number in range(2_000):
        (quarter / f"{number}.txt").write_text(str(number))
    look(quarter)
    assert len(seen(quarter)) == 2_003


def test_a_look_that_was_stopped_tells_nothing(quarter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpers.publish.seen.file_hash", lambda path: os._exit(1))
    look(quarter)
    assert seen(quarter) == {}


def test_what_is_known_is_not_read_again_and_what_is_not_known_is(quarter: Path) -> None:
    page, other = quarter / "roads" / "pack.html", quarter / "care" / "pack.html"
    hashes = Hashes({str(page): "as it was seen"})
    assert (hashes.of(page), hashes.of(str(page))) == ("as it was seen",) * 2
    assert hashes.of(other) == file_hash(other)
