"""Priority activities and what was reported of them: `data/activities/`."""

from __future__ import annotations

from pathlib import Path

from helpers.errors import did_you_mean
from helpers.model.activity import Activity, Progress
from helpers.model.periods import Quarter
from helpers.store.parse import Findings
from helpers.store.register import Register
from helpers.store.table import read_records

ACTIVITIES = ("id", "name", "priority", "plan", "owner", "due")
PROGRESS = ("activity", "quarter", "state", "rag", "note", "by")


def activity_files(root: Path) -> tuple[Path, Path]:
    """Where activities are, and where what was reported of them is."""
    return root / "data" / "activities" / "activities.csv", root / "data" / "activities" / "progress.csv"


def read_activities(register: Register, findings: Findings) -> tuple[tuple[Activity, ...], tuple[Progress, ...]]:
    """The activities and their progress, each in the order of its file. What is wrong becomes findings."""
    activities_csv, progress_csv = activity_files(register.root)
    activities = read_records(Activity, activities_csv, ACTIVITIES, findings)
    progress = read_records(Progress, progress_csv, PROGRESS, findings)
    _check_activities(activities_csv, activities, register, findings)
    _check_progress(progress_csv, progress, [each.id for each in activities], findings)
    return tuple(activities), tuple(progress)


def _check_activities(path: Path, activities: list[Activity], register: Register, findings: Findings) -> None:
    priorities = [priority.id for priority in register.organisation.priorities]
    seen: set[str] = set()
    for each in activities:
        if each.priority not in priorities:
            fix = did_you_mean(each.priority, priorities)
            findings.add(path, each.line, "priority", f"“{each.priority}” is not in params/.", fix)
        if each.id in seen:
            findings.add(path, each.line, "id", f"an earlier activity has the id “{each.id}”.", "Give each its own.")
        seen.add(each.id)


def _check_progress(path: Path, progress: list[Progress], known: list[str], findings: Findings) -> None:
    lines: dict[tuple[str, Quarter], int] = {}
    for each in progress:
        told = (each.activity, each.quarter)
        if each.activity not in known:
            fix = did_you_mean(each.activity, known)
            findings.add(path, each.line, "activity", f"there is no activity “{each.activity}”.", fix)
        if told in lines:
            message = f"{each.quarter} is reported already, on line {lines[told]}."
            findings.add(path, each.line, "quarter", message, "Keep one of the two.")
        lines.setdefault(told, each.line)
