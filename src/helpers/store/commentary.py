"""The service's commentary on a KPI: one Markdown file a quarter, with its author and date at the top."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.model.commentary import ServiceCommentary
from helpers.model.periods import Quarter
from helpers.store.parse import Findings, parse_yaml, read_text, to_record

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n?(.*)\Z", re.DOTALL)
ACTION = re.compile(r"(?m)^##\s+Actions?\s*$")


def read_commentary(folder: Path, quarter: Quarter, findings: Findings) -> ServiceCommentary | None:
    """The commentary for one quarter, or None when the service wrote none."""
    path = folder / f"{quarter.id}.md"
    text = read_text(path, findings) if path.exists() else None
    return None if text is None else parse_commentary(text, path, findings)


def parse_commentary(text: str, path: Path, findings: Findings) -> ServiceCommentary | None:
    """Split a commentary file into author, date, text and action; what is wrong with it becomes findings."""
    match = FRONT_MATTER.match(text)
    if match is None:
        fix = "Begin the file with ---, then author: and date:, then --- again."
        findings.add(path, 1, "", "the commentary does not say who wrote it and when.", fix)
        return None
    document = parse_yaml(match[1], path, findings, first_line=2)
    if document is None:
        return None
    words, *action = ACTION.split(match[2], maxsplit=1)
    document.data.update(text=words.strip(), action=action[0].strip() if action else "")
    return to_record(ServiceCommentary, document, findings)


def check_names(folder: Path, findings: Findings) -> None:
    """A commentary file whose name is not a quarter would never be read: it is a finding."""
    for path in sorted(folder.glob("[!.]*")):
        try:
            known = path.name == f"{Quarter.parse(path.stem).id}.md"
        except ValueError:
            known = False
        if not known:
            findings.add(path, 0, "", "the file's name is not a quarter.", "Name it like 2025-26-q1.md.")
