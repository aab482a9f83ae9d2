"""Review meetings, the performance tracker and lessons learned: `data/meetings/`, `data/tracker/`, `data/lessons/`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from helpers.errors import did_you_mean
from helpers.model.lesson import Lesson
from helpers.model.periods import Quarter
from helpers.model.review import ReviewMeeting, TrackerItem
from helpers.store.parse import Findings
from helpers.store.register import Register
from helpers.store.table import check_order, read_records

MEETINGS = ("quarter", "committee", "team", "held_on", "minutes", "link", "attendees")
TRACKER = ("subject", "item", "by", "on", "decision")
LESSONS = ("id", "on", "lesson", "source", "owner", "action", "state", "committees")


def meetings_file(root: Path) -> Path:
    """Where review meetings are recorded."""
    return root / "data" / "meetings" / "meetings.csv"


def tracker_file(root: Path, quarter: Quarter) -> Path:
    """Where the items of a quarter's tracker are."""
    return root / "data" / "tracker" / f"{quarter.id}.csv"


def lessons_file(root: Path) -> Path:
    """Where lessons learned are."""
    return root / "data" / "lessons" / "lessons.csv"


def read_meetings(register: Register, findings: Findings) -> tuple[ReviewMeeting, ...]:
    """Every review meeting on record, in the order of the file."""
    path = meetings_file(register.root)
    found = read_records(ReviewMeeting, path, MEETINGS, findings)
    for each in found:
        if each.committee:
            _known(path, each.line, "committee", each.committee, list(register.committees), findings)
        if each.link and not each.link.startswith(("https://", "http://")):
            findings.add(path, each.line, "link", f"“{each.link}” is not a web address.", "Begin it with https://.")
    return tuple(found)


def read_tracker(register: Register, quarter: Quarter, findings: Findings) -> tuple[TrackerItem, ...]:
    """The items that were recorded for a quarter's review, in the order of the file."""
    path = tracker_file(register.root, quarter)
    found = read_records(TrackerItem, path, TRACKER, findings)
    for each in found:
        _known(path, each.line, "subject", each.subject, [*register.kpis, *register.committees], findings)
    return tuple(found)


def read_trackers(register: Register, findings: Findings) -> None:
    """Read the tracker of every quarter for what is wrong with it; a file that is of no quarter is a finding."""
    for path in sorted(tracker_file(register.root, Quarter(2000, 1)).parent.glob("[!.]*")):
        quarter = _quarter_of(path.stem)
        if quarter is None or path != tracker_file(register.root, quarter):
            findings.add(path, 0, "", "the file's name is not a quarter.", "Name it like 2025-26-q1.csv.")
        else:
            read_tracker(register, quarter, findings)


def read_lessons(register: Register, findings: Findings) -> tuple[Lesson, ...]:
    """Every lesson on record, one that was added again each time, in the order of the file."""
    path = lessons_file(register.root)
    found = read_records(Lesson, path, LESSONS, findings)
    check_order(path, "on", [(each.line, each.on) for each in found], findings)
    latest: dict[str, date] = {}
    for each in found:
        for committee in each.committees:
            _known(path, each.line, "committees", committee, list(register.committees), findings)
        if each.on == latest.get(each.id):
            message = f"“{each.id}” is on record for {each.on} already."
            findings.add(path, each.line, "on", message, "Give the later day on which it changed, or another id.")
        latest[each.id] = each.on
    return tuple(found)


def _known(path: Path, line: int, field: str, given: str, known: list[str], findings: Findings) -> None:
    if given not in known:
        findings.add(path, line, field, f"“{given}” is not known here.", did_you_mean(given, known))


def _quarter_of(name: str) -> Quarter | None:
    try:
        return Quarter.parse(name)
    except ValueError:
        return None
