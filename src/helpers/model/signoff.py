"""Who drafted, checked and approved a report, and who saw it before it was published: events, and where they lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, model_validator

from helpers.model.lifecycle import Id
from helpers.model.periods import Quarter
from helpers.model.record import Record

FIRST = "0" * 64  # what stands before the first event
SHORT = 12  # letters of a hash that people are shown


def _is_checksum(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text, re.ASCII):
        raise ValueError(f"“{text}” is not a checksum.")
    return text


Sha256 = Annotated[str, AfterValidator(_is_checksum)]


class SignOff(StrEnum):
    """What somebody did with a report."""

    DRAFTED = "drafted"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    SEEN = "seen"
    WITHDRAWN = "withdrawn"


SIGNED = (SignOff.DRAFTED, SignOff.REVIEWED, SignOff.APPROVED)  # in this order, by three people
EXPLAINED = (SignOff.SEEN, SignOff.WITHDRAWN)  # not without a note that says why


class Stage(StrEnum):
    """How far a report is; until it is final every page says DRAFT."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    FINAL = "final"

    @property
    def mark(self) -> str:
        """What every page of the report says; nothing once it is final."""
        return {Stage.DRAFT: "DRAFT", Stage.REVIEWED: "DRAFT, reviewed"}.get(self, "")


class Signing(Record):
    """What somebody did with a report, of which content, when and in what role; `note` is why, where that is asked."""

    kind: SignOff
    quarter: Quarter
    report: Id
    content_hash: Sha256
    results_sha256: Sha256
    who: str
    role: str
    on: date
    note: str = ""

    @model_validator(mode="after")
    def _says_why(self) -> Signing:
        if self.kind in EXPLAINED and not self.note:
            raise ValueError(f"note: it says nowhere why the report was {self.kind}.")
        return self


class SignOffEvent(Signing):
    """A signing on record: the `number` of its line, and the SHA-256 of the line before (`FIRST` has none)."""

    number: int
    before: Sha256


@dataclass(frozen=True)
class SignOffState:
    """How far the content of a report is that has this hash, and by whose word.

    `void` is the last approval, when it is of other content; `void_since` is the day of the first event after it that
    is of other content, and None while there is none. `seen` are those who saw the report before it was published.
    """

    content_hash: str
    stage: Stage
    drafted: SignOffEvent | None = None
    reviewed: SignOffEvent | None = None
    approved: SignOffEvent | None = None
    void: SignOffEvent | None = None
    void_since: date | None = None
    seen: tuple[SignOffEvent, ...] = ()

    @property
    def told(self) -> tuple[int, ...]:
        """The numbers of the events that the pages of a final report tell of."""
        steps = (self.drafted, self.reviewed, self.approved, *self.seen)
        return tuple(each.number for each in steps if each) if self.stage is Stage.FINAL else ()

    @property
    def latest(self) -> SignOffEvent | None:
        """The last step that counts."""
        return self.approved or self.reviewed or self.drafted


def short(content_hash: str) -> str:
    """The beginning of a hash, for people."""
    return content_hash[:SHORT]
