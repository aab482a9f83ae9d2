"""A risk: what it is and who owns it, and each time that it was scored. Scores are added to, never edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pydantic import ConfigDict, Field, model_validator

from helpers.model.lifecycle import Id
from helpers.model.record import Record

SCALE = (1, 2, 3, 4, 5)


class Basis(StrEnum):
    """Which of a risk's three scores is meant."""

    INHERENT = "inherent"  # before any control
    RESIDUAL = "residual"  # with the controls that are in place
    TARGET = "target"  # what is aimed at


class Position(NamedTuple):
    """A place in the matrix: likelihood and impact, each from 1 to 5."""

    likelihood: int
    impact: int

    @property
    def score(self) -> int:
        """Likelihood times impact, from 1 to 25."""
        return self.likelihood * self.impact


class Risk(Record):
    """A risk as the organisation has defined it.

    `owner` is a post, and `controls` are what is in place. It may bear on a project, a priority, a KPI and committees.
    A risk that is closed says when and why.
    """

    id: Id
    name: str
    short_name: str = ""
    description: str
    owner: str
    controls: tuple[str, ...] = Field(min_length=1)
    project: Id | None = None
    priority: Id | None = None
    kpi: Id | None = None
    committees: tuple[Id, ...] = Field(min_length=1)
    closed_on: date | None = None
    closed_because: str = ""
    illustrative: bool = False

    @model_validator(mode="after")
    def _says_why_it_is_closed(self) -> Risk:
        if (self.closed_on is None) == bool(self.closed_because):
            raise ValueError("closed_on and closed_because go together: give both, or neither.")
        return self

    @property
    def title(self) -> str:
        """The name for tables, where room is short."""
        return self.short_name or self.name


class Scoring(Record):
    """One scoring of a risk, on a day and for a reason; `line` is its line in the file of scores."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    scored_on: date
    inherent: Position
    residual: Position
    target: Position
    reason: str
    scored_by: str
    line: int = 0

    @model_validator(mode="after")
    def _controls_do_not_make_it_worse(self) -> Scoring:
        for basis in (Basis.RESIDUAL, Basis.TARGET):
            scored = self.position(basis).score
            if scored > self.inherent.score:
                raise ValueError(f"the {basis} score ({scored}) is above the inherent score ({self.inherent.score}).")
        return self

    def position(self, basis: Basis) -> Position:
        """Where the risk stands on this basis."""
        return {Basis.INHERENT: self.inherent, Basis.RESIDUAL: self.residual, Basis.TARGET: self.target}[basis]


@dataclass(frozen=True)
class RiskRecord:
    """Everything on record about one risk."""

    risk: Risk
    scorings: tuple[Scoring, ...] = ()

    def scoring(self, known_by: date) -> Scoring | None:
        """The latest scoring made by a day; None before the first, and once the risk is closed."""
        if self.risk.closed_on is not None and self.risk.closed_on <= known_by:
            return None
        return self.last_scoring(known_by)

    def last_scoring(self, known_by: date) -> Scoring | None:
        """The latest scoring made by a day, whether or not the risk has since been closed."""
        known = [each for each in self.scorings if each.scored_on <= known_by]
        return max(known, key=lambda each: each.scored_on, default=None)


def closed_between(records: Iterable[RiskRecord], since: date, known_by: date) -> list[RiskRecord]:
    """The risks that were closed after one day and by another."""
    return [each for each in records if each.risk.closed_on and since < each.risk.closed_on <= known_by]
