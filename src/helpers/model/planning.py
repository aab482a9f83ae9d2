"""What the organisation plans, and the frameworks of others that its KPIs answer to."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from helpers.model.lifecycle import Id
from helpers.model.record import Record


class PlanKind(StrEnum):
    """What kind of plan it is."""

    STRATEGY = "strategy"
    PARTNERSHIP = "partnership-agreement"
    ACTION_PLAN = "action-plan"
    SERVICE_PLAN = "service-plan"


class Plan(Record):
    """A strategy, agreement or plan, and the priority that it serves: the middle of the golden thread."""

    id: Id
    name: str
    priority: str
    kind: PlanKind = PlanKind.STRATEGY


class Metric(Record):
    """One measure of an external framework, as its publisher names it."""

    id: Id
    name: str


class Framework(Record):
    """A framework that others set, such as a national outcomes framework, and where its list of measures was read."""

    id: Id
    name: str
    source: str
    metrics: tuple[Metric, ...] = Field(min_length=1)
