"""What a check found: something for a person to answer, with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a pack may be final while a finding stands."""

    MUST = "must be put right"
    SHOULD = "should be looked at"


@dataclass(frozen=True)
class Finding:
    """One thing that a check found in one KPI's pack or commentary.

    `rule` names the check, `file` is relative to the workspace ("" when it belongs to no file), and `line` counts from
    1 (0 when it belongs to the file as a whole). `message` quotes what is wrong and `fix` says what to do.
    """

    severity: Severity
    rule: str
    kpi: str
    file: str
    line: int
    message: str
    fix: str = ""

    @property
    def place(self) -> str:
        """The file and line, or the KPI when it belongs to no file."""
        return ":".join(part for part in (self.file, str(self.line or "")) if part) or self.kpi

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f" {self.fix}" if self.fix else "")
