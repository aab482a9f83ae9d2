"""The service's commentary on a KPI: one Markdown file a quarter, with its author and date at the top."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.model.commentary import ServiceCommentary
from helpers.model.periods import Quarter
from helpers.store.parse import Findings, parse_yaml, read_text, to_record

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n?(.*)\Z", re.DOTALL)
LINK_TARGET = re.compile(r"(?m)^ {0,3}\[[^\]]+\]:.*$")
PART = re.compile(r"(?m)^##\s+(Causes?|Actions?)\s*$")


def read_commentary(folder: Path, quarter: Quarter, findings: Findings) -> ServiceCommentary | None:
    """The commentary for one quarter, or None when the service wrote none."""
    path = folder / f"{quarter.id}.md"
    text = read_text(path, findings) if path.exists() else None
    return None if text is None else parse_commentary(text, path, findings)


def quarters_with_commentary(folder: Path) -> list[Quarter]:
    """The quarters for which the service wrote commentary, the earliest first."""
    return sorted(filter(None, map(_quarter_of, folder.glob("*.md"))))


def parse_commentary(text: str, path: Path, findings: Findings) -> ServiceCommentary | None:
    """Split a commentary file into author, date, text, cause and action; what is wrong with it becomes findings."""
    match = FRONT_MATTER.match(text)
    if match is None:
        fix = "Begin the file with ---, then author: and date:, then --- again."
        findings.add(path, 1, "", "the commentary does not say who wrote it and when.", fix)
        return None
    document = parse_yaml(match[1], path, findings, first_line=2)
    if document is None:
        return None
    document.data.update(_parts(match[2], 1 + text.count("\n", 0, match.start(2)), path, findings))
    document.data["file"] = findings.shown(path)
    return to_record(ServiceCommentary, document, findings)


def _parts(body: str, first_line: int, path: Path, findings: Findings) -> dict[str, str | int]:
    """The text, cause and action, each with the line on which it begins; a heading given twice is a finding."""
    cuts = [("text", 0, 0), *((each[1].lower().rstrip("s"), each.start(), each.end()) for each in PART.finditer(body))]
    ends = [start for _, start, _ in cuts[1:]] + [len(body)]
    parts: dict[str, str | int] = {"text": "", "cause": "", "action": ""}
    for (name, start, begins), end in zip(cuts, ends, strict=True):
        if f"{name}_line" in parts:
            line = first_line + body.count("\n", 0, start)
            findings.add(path, line, "", f"there are two headings for the {name}.", "Put the two together.")
        written = body[begins:end]
        blank = len(written) - len(written.lstrip())
        parts[name] = written.strip() if _says_something(written) else ""
        parts[f"{name}_line"] = first_line + body.count("\n", 0, begins + blank)
    return parts


def check_names(folder: Path, findings: Findings) -> None:
    """A commentary file whose name is not a quarter would never be read: it is a finding."""
    for path in sorted(folder.glob("[!.]*")):
        quarter = _quarter_of(path)
        if quarter is None or path.name != f"{quarter.id}.md":
            findings.add(path, 0, "", "the file's name is not a quarter.", "Name it like 2025-26-q1.md.")


def _says_something(markdown: str) -> bool:
    """Whether a reader would see a word of it: rules and the targets of links are not shown."""
    return re.search(r"\w", LINK_TARGET.sub("", markdown)) is not None


def _quarter_of(path: Path) -> Quarter | None:
    try:
        return Quarter.parse(path.stem)
    except ValueError:
        return None
