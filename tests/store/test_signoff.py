"""The record of sign-off: whatever is done to it by hand is found, and whoever is killed loses and doubles nothing."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from helpers.errors import Problems
from helpers.model.periods import Quarter
from helpers.model.signoff import Signing, SignOff
from helpers.store.parse import Findings
from helpers.store.signoff import add_events, of_report, read_events

Lines = list[str]
AS_IT_WAS = " Put data/signoff/ back as it was, from version control or a backup: nothing can be signed until then."


def signing(name: str, report: str = "roads") -> Signing:
    return Signing(
        kind=SignOff.SEEN, quarter=Quarter(2025, 1), report=report, content_hash="a" * 64, results_sha256="b" * 64,
        who=name, role="Member", on=date(2025, 9, 8), note="to prepare",
    )  # fmt: skip


def add(root: Path, *names: str) -> list[int]:
    return [each.number for each in add_events(root, lambda known: [signing(name) for name in names])]


def told(root: Path) -> list[str]:
    findings = Findings(root)
    read_events(root, findings)
    return [str(each).removesuffix(AS_IT_WAS) for each in findings.problems]


def names(root: Path) -> list[str]:
    findings = Findings(root)
    found = read_events(root, findings)
    assert findings.problems == []
    return [each.who for each in found]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with five events."""
    add(tmp_path, *"ABCDE")
    return tmp_path


def change(root: Path, change: Callable[[Lines], Sequence[str]]) -> None:
    path = root / "data/signoff/events.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line}\n" for line in change(lines)), encoding="utf-8")


def test_events_are_read_as_they_were_added(root: Path) -> None:
    assert add(root, "F", "G") == [6, 7]
    assert names(root) == list("ABCDEFG")


def test_nothing_is_on_record_before_anything_was_signed(tmp_path: Path) -> None:
    assert names(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_a_report_has_its_own_events(root: Path) -> None:
    add_events(root, lambda known: [signing("F", "care")])
    found = read_events(root, Findings(root))
    assert [each.who for each in of_report(found, Quarter(2025, 1), "care")] == ["F"]
    assert of_report(found, Quarter(2025, 2), "roads") == ()


def test_whoever_adds_is_given_what_is_on_record(root: Path) -> None:
    seen: list[str] = []
    add_events(root, lambda known: seen.extend(each.who for each in known) or [])
    assert seen == list("ABCDE")


TAMPERED: dict[str, tuple[Callable[[Lines], Sequence[str]], str]] = {
    "an edited event": (
        lambda lines: [lines[0].replace('"A"', '"Z"'), *lines[1:]],
        ":2 before: event 1 is not the one that event 2 was added after: one of the two was edited or put in.",
    ),
    "a deleted event": (
        lambda lines: [*lines[:1], *lines[2:]], ":2 number: event 2 was taken away before event 3.",
    ),
    "several deleted events": (
        lambda lines: lines[3:], ":1 number: events 1 to 3 were taken away before event 4.",
    ),
    "an event put in": (
        lambda lines: [*lines[:3], lines[1], *lines[3:]],
        ":4 number: event 2 is here a second time: one of the two was put in.",
    ),
    "events in another order": (
        lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], ":3 number: event 2 was moved here.",
    ),
    "a line that is no event": (
        lambda lines: [*lines[:4], "# checked", *lines[4:]],
        ":5: this line is no event: it was edited, or is not from this file.",
    ),
    "a blank line": (
        lambda lines: [*lines[:4], "", *lines[4:]],
        ":5: this line is no event: it was edited, or is not from this file.",
    ),
    "an event of a kind that there is not": (
        lambda lines: [*lines[:4], lines[4].replace('"seen"', '"blessed"')],
        ":5 kind: this event was edited: “blessed” is not a known value.",
    ),
    "an event without its day": (
        lambda lines: [*lines[:4], lines[4].replace(', "on": "2025-09-08"', "")],
        ":5 on: this event was edited: this field is missing.",
    ),
    "a field that events do not have": (
        lambda lines: [*lines[:4], lines[4].replace('"kind"', '"sort": 1, "kind"')],
        ":5 sort: this event was edited: unknown field “sort”.",
    ),
    "a checksum that is none": (
        lambda lines: [*lines[:4], lines[4].replace("a" * 64, "abc")],
        ":5 content_hash: this event was edited: “abc” is not a checksum.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TAMPERED)
def test_what_was_done_to_the_events_is_told_with_its_line(case: str, root: Path) -> None:
    spoil, message = TAMPERED[case]
    change(root, spoil)
    assert told(root) == [f"data/signoff/events.jsonl{message}"]


AT_THE_END: dict[str, tuple[Callable[[Lines], Sequence[str]], str]] = {
    "the last event deleted": (
        lambda lines: lines[:-1], "event 5 was taken away at the end of events.jsonl."),
    "the last two events deleted": (
        lambda lines: lines[:-2], "events 4 to 5 were taken away at the end of events.jsonl."),
    "every event deleted": (
        lambda lines: [], "events 1 to 5 were taken away: events.jsonl is gone or empty."),
    "the last event edited": (
        lambda lines: [*lines[:-1], lines[-1].replace('"E"', '"Z"')],
        "event 5, the last in events.jsonl, was edited, or this file was."),
}  # fmt: skip


@pytest.mark.parametrize("case", AT_THE_END)
def test_what_was_done_to_the_last_event_is_told_by_the_head(case: str, root: Path) -> None:
    spoil, message = AT_THE_END[case]
    change(root, spoil)
    assert told(root) == [f"data/signoff/head.json: {message}"]


def test_an_event_that_was_added_by_hand_is_found_even_with_the_right_checksum(root: Path, tmp_path: Path) -> None:
    head = (root / "data/signoff/head.json").read_bytes()
    add(root, "F")
    (root / "data/signoff/head.json").write_bytes(head)
    assert told(root) == ["data/signoff/head.json: event 6 was put in at the end of events.jsonl."]


def test_a_head_that_is_gone_is_found(root: Path) -> None:
    (root / "data/signoff/head.json").unlink()
    assert told(root) == ["data/signoff/head.json: this file is missing."]


def test_events_and_head_that_are_gone_together_are_found_once_a_report_was_approved(root: Path) -> None:
    (root / "data/signoff/records").mkdir()
    for name in ("events.jsonl", "head.json"):
        (root / "data/signoff" / name).unlink()
    assert told(root) == ["data/signoff/events.jsonl: this file is missing, though reports were approved."]


@pytest.mark.parametrize("name", ["events.jsonl", "head.json"])
def test_one_flipped_bit_anywhere_is_found(name: str, root: Path) -> None:
    path, chance = root / "data/signoff" / name, random.Random(name)
    whole = path.read_bytes()
    missed = []
    for _ in range(120):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        if not told(root):
            missed.append((place, bit))
    assert missed == []


def test_a_byte_order_mark_or_other_line_ends_are_found(root: Path) -> None:
    path = root / "data/signoff/events.jsonl"
    whole = path.read_bytes()
    for spoilt in (b"\xef\xbb\xbf" + whole, whole.replace(b"\n", b"\r\n"), whole.removesuffix(b"\n"), whole + b"\n"):
        path.write_bytes(spoilt)
        assert len(told(root)) == 1


def test_nothing_is_added_to_a_record_that_is_not_whole(root: Path) -> None:
    change(root, lambda lines: lines[:-1])
    before = (root / "data/signoff/events.jsonl").read_bytes()
    with pytest.raises(Problems, match="event 5 was taken away"):
        add(root, "F")
    assert (root / "data/signoff/events.jsonl").read_bytes() == before


def test_nothing_is_added_when_whoever_adds_thinks_better_of_it(root: Path) -> None:
    def refuse(known: object) -> list[Signing]:
        raise Problems([])

    with pytest.raises(Problems):
        add_events(root, refuse)
    assert names(root) == list("ABCDE")


def test_a_disk_that_refuses_the_head_leaves_the_events_as_they_were(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def refuse_the_head(self: Path, target: Path) -> Path:
        if Path(target).name == "head.json":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse_the_head)
    with pytest.raises(Problems, match="could not be written: No space left on device"):
        add(root, "F")
    monkeypatch.undo()
    assert names(root) == list("ABCDE")
    assert sorted(path.name for path in (root / "data/signoff").iterdir()) == ["events.jsonl", "head.json"]


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from test_signoff import add
left = int(sys.argv[2])
def deadly(real):
    def called(*given, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)
    return called
for name in ("replace", "unlink", "write_text", "open"):
    setattr(Path, name, deadly(getattr(Path, name)))
add(Path(sys.argv[1]), "F", "G")
"""


@pytest.mark.parametrize("calls", range(14))
def test_whoever_is_killed_has_added_all_or_nothing_and_the_next_goes_on(calls: int, root: Path) -> None:
    script = KILLED.format(tests=str(Path(__file__).parent))
    done = subprocess.run([sys.executable, "-c", script, str(root), str(calls)], env=os.environ, check=False)
    assert done.returncode in (0, -9)
    assert names(root) in (list("ABCDE"), list("ABCDEFG"))
    survived = names(root)
    add(root, "H")
    assert names(root) == [*survived, "H"]
    assert json.loads((root / "data/signoff/head.json").read_text())["events"] == len(survived) + 1


def test_the_killing_is_tried_from_before_the_first_step_to_after_the_last(root: Path) -> None:
    script, codes = KILLED.format(tests=str(Path(__file__).parent)), []
    for calls in (0, 13):
        done = subprocess.run([sys.executable, "-c", script, str(root), str(calls)], env=os.environ, check=False)
        codes.append(done.returncode)
    assert codes == [-9, 0]


def test_several_writers_at_once_lose_nothing(root: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda name: add(root, str(name))[0], range(40)))
    assert sorted(numbers) == list(range(6, 46))
    assert sorted(names(root)[5:], key=int) == [str(number) for number in range(40)]
