"""What a check found, what a person answered, and who vouched for a quarter's figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from helpers.model.periods import Quarter


class Severity(StrEnum):
    """Whether a pack may be final while a finding stands."""

    MUST = "must be put right"
    SHOULD = "should be looked at"


class DataRule(StrEnum):
    """A check of the data; its value names it in keys and in the record of what was accepted."""

    JUMP = "jump"
    TENFOLD = "tenfold"
    UNIT = "unit"
    SIGN = "sign"
    REPEAT = "repeat"
    COUNTS = "counts"
    TOTAL = "total"
    COVERAGE = "coverage"
    BLUE_UNREACHABLE = "blue-unreachable"
    UNREACHABLE = "unreachable"
    ZERO_TARGET = "zero-target"
    TINY_TARGET = "tiny-target"
    IMPLAUSIBLE = "implausible"


@dataclass(frozen=True)
class Finding:
    """One thing that a check found in one KPI's data or commentary.

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


def key_of(rule: str, kpi: str, period: str, area: str) -> str:
    """The name of a finding: its rule, KPI and period, and its area when that is not our own; without spaces."""
    return ":".join(part for part in (rule, kpi, period.replace(" ", "-"), area) if part).lower()


@dataclass(frozen=True)
class Acceptance:
    """A finding that a named person accepted: with what reason, when, and for the packs of which quarter on.

    It holds for the very figure that it names, so a figure that changes is asked about again. `area` is empty for our
    own. `line` is its line in the file of what was accepted.
    """

    quarter: Quarter
    rule: DataRule
    kpi: str
    period: str
    area: str
    figure: str
    reason: str
    accepted_by: str
    accepted_on: date
    line: int = 0

    @property
    def of(self) -> tuple[str, ...]:
        """What it accepts: the rule, KPI, period and area, and the very figure."""
        return self.rule, self.kpi, self.period, self.area, self.figure

    @property
    def key(self) -> str:
        """The name of what it accepts, as commands have it."""
        return key_of(self.rule, self.kpi, self.period, self.area)


@dataclass(frozen=True)
class DataFinding(Finding):
    """One thing that a check of the data found, for somebody to put right or to accept with a reason.

    It is known by its rule, KPI, period (as it is written in `data/`) and area (empty for our own). `figure` is what it
    is about, with the figure that it was compared with.
    """

    period: str = ""
    area: str = ""
    figure: str = ""
    accepted: Acceptance | None = None

    @property
    def key(self) -> str:
        """Its name for commands, for example jump:care-visits:2025-26-q1."""
        return key_of(self.rule, self.kpi, self.period, self.area)

    @property
    def open(self) -> bool:
        """Whether nobody has accepted it."""
        return self.accepted is None

    @property
    def of(self) -> tuple[str, ...]:
        """What an acceptance must name: the rule, KPI, period and area, and the very figure."""
        return self.rule, self.kpi, self.period, self.area, self.figure


@dataclass(frozen=True)
class Tally:
    """How many checks were made of how many figures and targets, and what became of what they found.

    `checked_sha256` is the checksum of those figures and targets, so that a change of one is noticed.
    """

    checks: int
    figures: int
    targets: int
    checked_sha256: str
    accepted: int
    open: int

    @property
    def findings(self) -> int:
        """How many things were found."""
        return self.accepted + self.open

    @property
    def passed(self) -> bool:
        """Whether nothing is left to answer."""
        return self.open == 0

    @property
    def words(self) -> str:
        """For example: 73 checks of 12 figures and 8 targets."""
        made = _count(self.checks, "check")
        return f"{made} of {_count(self.figures, 'figure')} and {_count(self.targets, 'target')}"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


PASSED, NOT_PASSED = "passed", "not passed"


@dataclass(frozen=True)
class QaRecord:
    """One line of a quarter's quality assurance: who checked, who assured that they did, and what came of it.

    `checks` says how many checks were made of how many figures and targets. `checked_sha256` is the checksum of these,
    empty in a line from before there were checksums. `outcome` is worked out from what was open.
    """

    recorded_on: date
    analyst: str
    assurer: str
    checks: str
    checked_sha256: str
    findings: int
    accepted: int
    open: int
    note: str = ""
    line: int = 0

    @property
    def outcome(self) -> str:
        """“passed” when nothing was open."""
        return PASSED if self.open == 0 else NOT_PASSED

    def is_of(self, tally: Tally) -> bool:
        """Whether it was made of the very figures and targets that are checked now, with the same findings."""
        made = (self.checks, self.checked_sha256, self.findings, self.open)
        return made == (tally.words, tally.checked_sha256, tally.findings, tally.open)


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's, however they are spaced and capitalised."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()
