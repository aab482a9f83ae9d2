"""The life of a KPI, and the decisions that move it from one stage to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from helpers.model.periods import Quarter
from helpers.model.record import Record

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Lifecycle(StrEnum):
    """Where the KPI is in its life."""

    PROPOSED = "proposed"
    IN_DEVELOPMENT = "in-development"
    LIVE = "live"
    SUSPENDED = "suspended"
    RETIRED = "retired"


class Move(StrEnum):
    """What a committee decides about a KPI, or is asked to."""

    PROPOSE = "propose"
    DEVELOP = "develop"
    APPROVE = "approve"
    SUSPEND = "suspend"
    CHANGE = "change"
    RETIRE = "retire"

    @property
    def leads_to(self) -> Lifecycle | None:
        """The stage that the KPI is in afterwards; None when a change of definition leaves it where it is."""
        return STAGES.get(self)

    @property
    def decided(self) -> bool:
        """Whether a committee decided it: a proposal only asks for a decision."""
        return self is not Move.PROPOSE


STAGES = {
    Move.PROPOSE: Lifecycle.PROPOSED,
    Move.DEVELOP: Lifecycle.IN_DEVELOPMENT,
    Move.APPROVE: Lifecycle.LIVE,
    Move.SUSPEND: Lifecycle.SUSPENDED,
    Move.RETIRE: Lifecycle.RETIRED,
}
REPORTED = (Lifecycle.IN_DEVELOPMENT, Lifecycle.LIVE, Lifecycle.SUSPENDED)

# What may be decided at each stage. A KPI that was in use before the register began needs no proposal, and a proposal
# that is retired was declined.
PERMITTED: Mapping[Lifecycle | None, tuple[Move, ...]] = {
    None: (Move.PROPOSE, Move.DEVELOP, Move.APPROVE),
    Lifecycle.PROPOSED: (Move.DEVELOP, Move.APPROVE, Move.RETIRE),
    Lifecycle.IN_DEVELOPMENT: (Move.APPROVE, Move.CHANGE, Move.RETIRE),
    Lifecycle.LIVE: (Move.SUSPEND, Move.CHANGE, Move.RETIRE),
    Lifecycle.SUSPENDED: (Move.APPROVE, Move.CHANGE, Move.RETIRE),
    Lifecycle.RETIRED: (Move.PROPOSE,),
}


class Decision(Record):
    """One line of the register of decisions.

    `effective` is the first quarter that it holds for. `committee` decided it on `decided_on`, as its `minute` says; a
    proposal names the committee that is asked, the day on which it was made, and no minute. `counts_from` is given when
    it was decided after the data of its first quarter were cut off, so that it counts from a later one. `line` is its
    line in the file of decisions.
    """

    kpi: Id
    move: Move
    effective: Quarter
    committee: Id
    decided_on: date
    minute: str = ""
    reason: str
    recorded_by: str
    counts_from: Quarter | None = None
    line: int = 0

    @property
    def begins(self) -> Quarter:
        """The first quarter whose packs it counts in."""
        return self.counts_from or self.effective

    def counts_in(self, quarter: Quarter) -> bool:
        """Whether packs of the quarter go by it."""
        return self.begins <= quarter


def stage_after(decisions: Iterable[Decision]) -> Lifecycle | None:
    """The stage that decisions, in the order in which they were made, lead to; None before the first of them."""
    stages = [stage for each in decisions if (stage := each.move.leads_to)]
    return stages[-1] if stages else None
