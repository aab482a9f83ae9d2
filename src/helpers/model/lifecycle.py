"""The life of a KPI, and the decisions that move it from one stage to the next."""

from __future__ import annotations

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


class Decision(Record):
    """One line of the register of decisions.

    `effective` is the first quarter that it holds for. `committee` decided it on `decided_on`, as its `minute` says; a
    proposal names the committee that is asked, the day on which it was made, and no minute. `line` is its line in the
    file of decisions.
    """

    kpi: Id
    move: Move
    effective: Quarter
    committee: Id
    decided_on: date
    minute: str = ""
    reason: str
    recorded_by: str
    line: int = 0
