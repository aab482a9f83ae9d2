"""What is asked for when a report is built, and what is told of it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from helpers.model.periods import Quarter
from helpers.publish.layout import pack_folder

WARM, COLD = ENGINES = ("warm", "cold")


@dataclass(frozen=True)
class Job:
    """One report to build, a committee's pack or another.

    `strict`: not while anything in its commentary or its data must be put right. `engine` is how its kernel starts,
    one of ENGINES. `force`: nothing that was made before is used again.
    """

    root: Path
    quarter: Quarter
    report: str
    formats: tuple[str, ...] = ("html", "pdf", "docx")
    renderer: str = "auto"
    parameters: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    engine: str = WARM
    force: bool = False

    @property
    def name(self) -> str:
        """The pack's name in messages and on disk, for example 2025-26-q1/planning."""
        return f"{self.quarter.id}/{self.report}"

    @property
    def folder(self) -> Path:
        """Where the pack is written to."""
        return pack_folder(self.root, self.quarter, self.report)


@dataclass(frozen=True)
class Built:
    """A report that was built: what it holds (“5 indicators”), by which renderer, and how many seconds it took.

    `to_put_right` and `to_look_at` count what the checks found in its commentary, and `to_answer` what they found in
    its data and nobody has accepted.
    """

    job: Job
    holds: str
    renderer: str
    seconds: float
    to_put_right: int = 0
    to_look_at: int = 0
    to_answer: int = 0
