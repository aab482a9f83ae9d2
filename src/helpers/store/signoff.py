"""Sign-off on record: `data/signoff/events.jsonl`, a chain, and `head.json`, which says where the chain ends.

Each line has the SHA-256 of the line before, and the head has that of the last, so whatever is edited, taken away, put
in or moved is found. While lines are added `.adding.json` has them: whoever is killed meanwhile has added all or none.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from helpers.errors import Problem, Problems
from helpers.model.periods import Quarter
from helpers.model.signoff import FIRST, Signing, SignOffEvent
from helpers.store.known import check_files
from helpers.store.lock import locked
from helpers.store.parse import Findings, faults_in_words
from helpers.store.together import write_together

EVENTS, HEAD, ADDING = "events.jsonl", "head.json", ".adding.json"
KEPT = ("records", "objects")  # what approved reports were made from
AS_IT_WAS = "Put data/signoff/ back as it was, from version control or a backup: nothing can be signed until then."
Compose = Callable[[tuple[SignOffEvent, ...]], Sequence[Signing]]


@dataclass(frozen=True)
class Chain:
    """The lines of the record, whole, and what its head must hold."""

    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """What the file of events holds."""
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def head(self) -> str:
        """What the head holds: how many events there are, and the checksum of the last."""
        return json.dumps({"events": len(self.lines), "last": _sum(self.lines[-1] if self.lines else None)}) + "\n"

    def adding(self, signings: Sequence[Signing]) -> Chain:
        """The chain with these events at its end."""
        lines = list(self.lines)
        for each in signings:
            last = lines[-1] if lines else None
            event = {"number": len(lines) + 1, "before": _sum(last), **each.model_dump(mode="json")}
            lines.append(json.dumps(event, ensure_ascii=False))
        return Chain(tuple(lines))


def signoff_folder(root: Path) -> Path:
    """Where sign-off is recorded."""
    return root / "data" / "signoff"


def of_report(events: Sequence[SignOffEvent], quarter: Quarter, report: str) -> tuple[SignOffEvent, ...]:
    """The events of one report, the first first."""
    return tuple(each for each in events if (each.quarter, each.report) == (quarter, report))


def read_events(root: Path, findings: Findings) -> tuple[SignOffEvent, ...]:
    """Every event on record, the first first; none when nothing was ever signed.

    Every event that was edited, taken away, put in or moved is a finding, and so is a head that does not fit.
    """
    folder = signoff_folder(root)
    if not folder.is_dir():
        return ()
    with locked(folder, alone=False):
        return _read(folder, findings)[1]


def check_signoff(root: Path, findings: Findings) -> None:
    """Read the record for what is wrong with it; a file that nothing reads is a finding."""
    read_events(root, findings)
    check_files(signoff_folder(root), (EVENTS, HEAD, *KEPT), findings)


def add_events(root: Path, compose: Compose) -> tuple[SignOffEvent, ...]:
    """Add what `compose` makes of the events on record, all of it or nothing, while nobody else can; return it.

    Raises Problems, and changes nothing, when the record is not whole, a file cannot be written, or `compose` does.
    """
    folder, findings = signoff_folder(root), Findings(root)
    _make(root, folder)
    with locked(folder, alone=True):
        chain, events = _read(folder, findings)
        findings.raise_any()
        _finish(root, folder, chain)
        longer = chain.adding(compose(events))
        _write(root, folder, chain, longer)
    return tuple(SignOffEvent.model_validate_json(line) for line in longer.lines[len(chain.lines) :])


def _make(root: Path, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(root, folder, error) from error


def _finish(root: Path, folder: Path, chain: Chain) -> None:
    """Put in place what a process that was killed had begun to add."""
    if (folder / ADDING).exists():
        write_together(root, {folder / EVENTS: chain.text, folder / HEAD: chain.head})
        (folder / ADDING).unlink()


def _write(root: Path, folder: Path, chain: Chain, longer: Chain) -> None:
    """The lines are noted first: from then on they count, whatever happens to the process."""
    try:
        _put(folder / ADDING, json.dumps({"after": chain.head, "lines": longer.lines[len(chain.lines) :]}) + "\n")
        write_together(root, {folder / EVENTS: longer.text, folder / HEAD: longer.head})
    except OSError as error:
        raise _refused(root, folder / ADDING, error) from error
    finally:
        (folder / ADDING).unlink(missing_ok=True)


def _refused(root: Path, path: Path, error: OSError) -> Problems:
    message = f"this could not be written: {error.strerror or error}."
    shown = path.relative_to(root).as_posix()
    return Problems([Problem(shown, 0, "", message, "Nothing was changed. Put that right and try again.")])


def _put(path: Path, text: str) -> None:
    """Write a small file in one step."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _read(folder: Path, findings: Findings) -> tuple[Chain, tuple[SignOffEvent, ...]]:
    """The record as it stands, with what a process that was killed was about to add."""
    before = len(findings.problems)
    events, head = _text(folder / EVENTS, findings), _text(folder / HEAD, findings)
    chain = Chain(tuple(events.removesuffix("\n").split("\n")) if events else ())
    adding = _text(folder / ADDING, findings)
    if adding:
        chain, head = _carried_on(chain, head, adding)
    elif "\r" in events or (events and not events.endswith("\n")):
        findings.add(
            folder / EVENTS, len(chain.lines), "", "the ends of lines are not as they were written.", AS_IT_WAS
        )
    read = [_event(folder / EVENTS, number, line, findings) for number, line in enumerate(chain.lines, 1)]
    sound = tuple(each for each in read if each)
    if len(sound) == len(read) and len(findings.problems) == before:
        _check_links(folder / EVENTS, chain, sound, findings)
        if len(findings.problems) == before or not _ends(chain, head):
            _check_head(folder / HEAD, chain, head, findings)
    return chain, sound


def _carried_on(chain: Chain, head: str, adding: str) -> tuple[Chain, str]:
    """The chain and its head as they will be once what was begun is done; unchanged when they fit neither state."""
    try:
        begun = json.loads(adding)
        after, lines = str(begun["after"]), tuple(map(str, begun["lines"]))
    except (ValueError, TypeError, KeyError):
        return chain, head
    held = chain.lines[: -len(lines)] if chain.lines[-len(lines) :] == lines else chain.lines
    longer = Chain((*held, *lines))
    fits = after == Chain(held).head and head in (Chain(held).head if held else "", longer.head)
    return (longer, longer.head) if fits else (chain, head)


def _text(path: Path, findings: Findings) -> str:
    """The file's text, every byte of it; empty when there is no file."""
    try:
        return path.read_bytes().decode() if path.exists() else ""
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        findings.add(path, line, "", "this is not UTF-8 text, as it was written.", AS_IT_WAS)
    except OSError as error:
        findings.add(path, 0, "", f"this file cannot be read: {error.strerror}.")
    return ""


def _event(path: Path, number: int, line: str, findings: Findings) -> SignOffEvent | None:
    try:
        given = json.loads(line)
    except ValueError:
        findings.add(path, number, "", "this line is no event: it was edited, or is not from this file.", AS_IT_WAS)
        return None
    try:
        return SignOffEvent.model_validate(given)
    except ValidationError as error:
        for field, message, _ in faults_in_words(error, SignOffEvent):
            findings.add(path, number, field, f"this event was edited: {message}", AS_IT_WAS)
        return None


def _check_links(path: Path, chain: Chain, events: Sequence[SignOffEvent], findings: Findings) -> None:
    """Each event is the next one, and has the checksum of the line before it."""
    if [each.number for each in events] != list(range(1, len(events) + 1)):
        for line, message in _misplaced([each.number for each in events]):
            findings.add(path, line, "number", message, AS_IT_WAS)
        return
    for line, event in enumerate(events, 1):
        if event.before != _sum(chain.lines[line - 2] if line > 1 else None):
            findings.add(path, line, "before", _broken(line), AS_IT_WAS)


def _broken(line: int) -> str:
    if line == 1:
        return "event 1 was edited: nothing is before it."
    return f"event {line - 1} is not the one that event {line} was added after: one of the two was edited or put in."


def _misplaced(numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Events that are there twice, in another place than they were, or not any more."""
    expected = 1
    for line, number in enumerate(numbers, 1):
        if number in numbers[: line - 1]:
            yield line, f"event {number} is here a second time: one of the two was put in."
        elif number < expected:
            yield line, f"event {number} was moved here."
        else:
            gone = [each for each in range(expected, number) if each not in numbers]
            if gone:
                yield line, f"{_numbered(gone)} taken away before event {number}."
            expected = number + 1


def _numbered(gone: Sequence[int]) -> str:
    if len(gone) == 1:
        return f"event {gone[0]} was"
    return f"events {gone[0]} to {gone[-1]} were"


def _check_head(path: Path, chain: Chain, head: str, findings: Findings) -> None:
    """The head is the one of these lines, to the letter."""
    if head != (chain.head if chain.lines else ""):
        findings.add(path, 0, "", _unfit_head(chain, head), AS_IT_WAS)
    elif not chain.lines and any(path.with_name(each).exists() for each in KEPT):
        findings.add(path.with_name(EVENTS), 0, "", "this file is missing, though reports were approved.", AS_IT_WAS)


def _ends(chain: Chain, head: str) -> bool:
    """Whether the last event is the one of the head, whatever was done to those before it."""
    return bool(chain.lines) and f'"last": "{_sum(chain.lines[-1])}"' in head


def _unfit_head(chain: Chain, head: str) -> str:
    if not head:
        return "this file is missing."
    try:
        counted, last = json.loads(head)["events"], json.loads(head)["last"]
        difference = counted - len(chain.lines)
    except (ValueError, TypeError, KeyError):
        return "this file was edited: it says no longer where the events end."
    if difference > 0 and not chain.lines:
        return f"{_numbered(range(1, counted + 1))} taken away: {EVENTS} is gone or empty."
    if difference > 0:
        return f"{_numbered(range(len(chain.lines) + 1, counted + 1))} taken away at the end of {EVENTS}."
    if difference < 0:
        return f"{_numbered(range(counted + 1, len(chain.lines) + 1))} put in at the end of {EVENTS}."
    if last != _sum(chain.lines[-1] if chain.lines else None):
        return f"event {counted}, the last in {EVENTS}, was edited, or this file was."
    return "this file was edited: it is not as it was written."


def _sum(line: str | None) -> str:
    """The checksum of a line, as the next one has it."""
    return FIRST if line is None else hashlib.sha256(line.encode()).hexdigest()
