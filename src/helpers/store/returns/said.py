"""Commentary that came back in a return, as the file that the pack reads it from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from helpers.model.commentary import ServiceCommentary
from helpers.model.kpi import Kpi
from helpers.model.periods import Quarter
from helpers.store.commentary import parse_commentary, read_commentary
from helpers.store.parse import Findings
from helpers.store.returns.cells import Cells
from helpers.store.returns.columns import WORDS
from helpers.store.returns.read import ReturnRow

SAID = ("text", "cause", "action", "action_owner", "action_due")


def read_said(
    rows: Sequence[ReturnRow], kpi: Kpi, folder: Path, quarter: Quarter, received: date, findings: Findings
) -> str | None:
    """The text of the KPI's commentary file for the quarter; None when nothing was said, or nothing new.

    The supplier is its author. Commentary on record is never overwritten: other words for the quarter are a finding.
    """
    speaking = [row for row in rows if any(not row[column].blank for column in WORDS)]
    if not speaking:
        return None
    row, *others = speaking
    for other in others:
        message = f"commentary on {kpi.id} is given on row {row.line} of {row.path.name} too."
        findings.add(other.path, other.line, "commentary", message, "Give it once for each indicator.")
    text = _text(row, kpi, received, findings)
    return None if text is None or others else _if_new(text, row, folder, quarter, findings)


def _text(row: ReturnRow, kpi: Kpi, received: date, findings: Findings) -> str | None:
    """The file's text, which must read back as the words that were given."""
    found, read = Findings(findings.root), Cells(row, kpi, findings)
    before = len(findings.problems)
    words = {name: read.words(name) for name in ("commentary", "cause", "action")}
    owner, due = " ".join(read.words("action owner").split()), read.day("action due")
    for name in [name for name, said in words.items() if "{" in said or "}" in said]:
        read.problem(name, "it has a curly bracket, which is kept for figures filled in from the data.",
                     "Write it without.")  # fmt: skip
    if (owner or due) and not words["action"]:
        read.problem("action", "an action's owner or date is given, and no action.", "Say what is being done.")
    if not any(words.values()) or len(findings.problems) > before:
        return None
    text = _file(kpi.supplier, received, owner, due, words)
    again = parse_commentary(text, row.path, found)
    if again is None or (again.text, again.cause, again.action) != tuple(words.values()):
        fix = "Write “Cause” and “Action” in their own columns, and no lines that begin with ##."
        read.problem("commentary", "it has a heading of its own.", fix)
        return None
    return text


def _file(author: str, received: date, owner: str, due: str, words: dict[str, str]) -> str:
    top = [f"author: {_quoted(author)}", f"date: {received}"]
    top += [f"action_owner: {_quoted(owner)}"] if owner else []
    top += [f"action_due: {due}"] if due else []
    parts = [words["commentary"]]
    parts += [f"## {name.capitalize()}\n\n{words[name]}" for name in ("cause", "action") if words[name]]
    return "\n".join(["---", *top, "---", ""]) + "\n" + "\n\n".join(part for part in parts if part) + "\n"


def _if_new(text: str, row: ReturnRow, folder: Path, quarter: Quarter, findings: Findings) -> str | None:
    held = read_commentary(folder, quarter, findings)
    given = parse_commentary(text, row.path, findings)
    if given and given.action_due and held is None and given.action_due < given.date:
        message = f"{given.action_due} is before the day on which the action was told ({given.date})."
        findings.add(row.path, row.line, "action due", message, "Give a day to come, or leave it empty.")
        return None
    if held is None or given is None:
        return text
    if _said(held) != _said(given):
        message = f"other commentary is on record for {quarter}, in {held.file}."
        findings.add(row.path, row.line, "commentary", message, "Change that file by hand, or empty these cells.")
    return None


def _said(commentary: ServiceCommentary) -> tuple[object, ...]:
    return tuple(getattr(commentary, name) for name in SAID)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
