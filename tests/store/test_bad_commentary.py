"""What a person is told when a service's commentary is wrong; most of it is in `tests/fixtures/malformed/register/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

FOLDER = "data/kpis/visits-on-time/commentary"
FILE = f"{FOLDER}/2025-26-q1.md"
HEAD = "---\nauthor: Head of Care\ndate: 2025-08-20\n---\n"


@pytest.mark.parametrize("name", ["june.md", "2025-26.md", "2025-26-q5.md", "2025-26-q1.txt", "2025-26-Q1.md"])
def test_a_commentary_whose_name_is_no_quarter_is_told_because_nothing_would_read_it(
    workspace: Workspace, name: str
) -> None:
    workspace.write(f"{FOLDER}/{name}", HEAD)
    assert workspace.problems() == [f"{FOLDER}/{name}: the file's name is not a quarter. Name it like 2025-26-q1.md."]


def test_the_commentary_is_split_into_words_and_action(workspace: Workspace) -> None:
    said = workspace.indicator("visits-on-time").commentary
    assert said is not None
    assert (said.author, said.date.isoformat(), said.text, said.action) == (
        "Head of Care", "2025-08-20", "More visits began on time.", "Hire.",
    )  # fmt: skip


def test_line_ends_of_another_system_are_read_alike(workspace: Workspace) -> None:
    text = (workspace.root / FILE).read_text(encoding="utf-8")
    (workspace.root / FILE).write_bytes(text.replace("\n", "\r\n").encode())
    said = workspace.indicator("visits-on-time").commentary
    assert said is not None and (said.text, said.action) == ("More visits began on time.", "Hire.")


def test_a_quarter_without_commentary_has_none(workspace: Workspace) -> None:
    assert workspace.indicator("visits-on-time", "2025-26 Q2").commentary is None


@pytest.mark.parametrize("nothing", ["---", "[a]: https://example.org", "***\n\n[b]: /c 'title'"])
def test_a_part_in_which_a_reader_would_see_no_word_is_not_there(workspace: Workspace, nothing: str) -> None:
    workspace.write(FILE, f"{HEAD}A hard quarter.\n\n## Cause\n\n{nothing}\n\n## Action\n\n{nothing}\n")
    said = workspace.indicator("visits-on-time").commentary
    assert said is not None
    assert (said.text, said.cause, said.has_action) == ("A hard quarter.", "", False)
