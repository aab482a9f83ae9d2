"""Every error this package raises on purpose, in one tree.

    WorkbookError                something a person can put right
    ├── Problems                 one or more problems in files or parameters, all told at once
    ├── BuildError               a pack that could not be built: which cell, and why
    └── RenderError              a renderer that failed, or is not there

Each says what is wrong, where, and what to do. A command prints the message; a traceback shown to a report author is a
bug.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


class WorkbookError(Exception):
    """Something a person can put right."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong: where it is, what it is, and what to do about it.

    `file` is a path relative to the workspace ("" when the problem is in a parameter), `line` counts from 1 (0 when it
    belongs to the file as a whole) and `field` names the key or column.
    """

    file: str
    line: int
    field: str
    message: str
    fix: str = ""

    def __str__(self) -> str:
        place = ":".join(part for part in (self.file, str(self.line or "")) if part)
        where = " ".join(part for part in (place, self.field) if part)
        return f"{where}: {self.message}" + (f" {self.fix}" if self.fix else "")


class Problems(WorkbookError):
    """All the problems found, raised together so that they can be put right together."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = sorted(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        heading = "1 problem" if count == 1 else f"{count} problems"
        return "\n".join([f"{heading} to put right:", *(f"  {problem}" for problem in self.problems)])


class BuildError(WorkbookError):
    """A pack that could not be built.

    `heading` is the notebook heading above the cell that failed, `cause` the plain reason, and `notebook` the path of
    the failed notebook, kept for whoever looks into it.
    """

    def __init__(self, pack: str, heading: str, cause: str, notebook: str = "") -> None:
        self.pack, self.heading, self.cause, self.notebook = pack, heading, cause, notebook
        super().__init__(pack, heading, cause, notebook)

    def __str__(self) -> str:
        kept = f" The notebook as far as it got: {self.notebook}" if self.notebook else ""
        return f"{self.pack}: stopped in “{self.heading}”: {self.cause.rstrip('.')}.{kept}"


class RenderError(WorkbookError):
    """A renderer that failed, or is not installed."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion for a misspelt word, or the list of what is known when nothing is close."""
    choices = [str(choice) for choice in known]
    holding = [choice.casefold() for choice in choices if word and word.casefold() in choice.casefold()]
    close = get_close_matches(word.casefold(), [choice.casefold() for choice in choices], n=1, cutoff=0.6)
    close = holding if len(holding) == 1 else close
    for choice in choices:
        if close and choice.casefold() == close[0]:
            return f"Did you mean “{choice}”?"
    shown = ", ".join(choices[:12]) + (", ..." if len(choices) > 12 else "")
    return f"Choose one of: {shown}." if choices else ""
