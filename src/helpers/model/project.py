"""A project: what it is, what was reported of it, and its milestones. What was reported is added to, never edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import Field, field_validator, model_validator

from helpers.model.lifecycle import Id
from helpers.model.record import Record
from helpers.model.status import Status

ASPECTS = ("time", "cost", "scope")
RATINGS = (Status.RED, Status.AMBER, Status.GREEN)
FIXED = {"id", "started_on", "changes"}


class Stage(StrEnum):
    """Where a project is in its life."""

    IDEA = "idea"
    OUTLINE = "outline business case"
    FULL = "full business case"
    DELIVERY = "delivery"
    CLOSED = "closed"


class ProjectChange(Record):
    """What was decided about a project, from a day on: its stage, budget, owner or anything else of its definition."""

    effective: date
    reason: str
    fields: dict[str, Any]


class Project(Record):
    """A project as the organisation has defined it.

    `owner` is the senior responsible owner, a post. `expected_cost` is what delivery is expected to cost and `budget`
    what was agreed for it, in pounds; a project has no budget until one is agreed. `changes` take effect by date.
    """

    id: Id
    name: str
    description: str
    owner: str
    directorate: str = ""
    committees: tuple[Id, ...] = Field(min_length=1)
    priority: Id
    stage: Stage
    expected_cost: Decimal = Field(ge=0)
    budget: Decimal | None = Field(default=None, gt=0)
    started_on: date
    illustrative: bool = False
    changes: tuple[ProjectChange, ...] = ()

    @model_validator(mode="after")
    def _can_be_as_it_says(self) -> Project:
        if self.stage is Stage.DELIVERY and self.budget is None:
            raise ValueError("a project in delivery needs a budget: what was agreed for it, in pounds.")
        unknown = {name for change in self.changes for name in change.fields} - (set(type(self).model_fields) - FIXED)
        if unknown:
            raise ValueError(f"changes: {', '.join(sorted(unknown))} cannot be changed.")
        return self

    def as_at(self, day: date) -> Project:
        """The project as it was defined on a day. Raises ValidationError when its changes do not fit together."""
        defined = self.model_dump(exclude={"changes"}, mode="json")
        for change in sorted(self.changes, key=lambda change: change.effective):
            if change.effective <= day:
                defined |= change.fields
        return Project.model_validate(defined)

    def closed_on(self, day: date) -> date | None:
        """Since when the project has been closed, as known on a day; None while it is open."""
        if self.as_at(day).stage is not Stage.CLOSED:
            return None
        known = [change for change in self.changes if "stage" in change.fields and change.effective <= day]
        return max((change.effective for change in known), default=self.started_on)


class HighlightReport(Record):
    """One report on a project: what was said of it on a day, with a rating and a sentence for time, cost and scope.

    `expected_cost` and `spend` (to date) are in pounds. `line` is its line in the file of reports.
    """

    reported_on: date
    reported_by: str
    summary: str
    time: Status | None = None
    time_reason: str = ""
    cost: Status | None = None
    cost_reason: str = ""
    scope: Status | None = None
    scope_reason: str = ""
    expected_cost: Decimal | None = Field(default=None, ge=0)
    spend: Decimal | None = Field(default=None, ge=0)
    next_steps: str = ""
    line: int = 0

    @field_validator(*ASPECTS)
    @classmethod
    def _is_red_amber_or_green(cls, rating: Status | None) -> Status | None:
        if rating is not None and rating not in RATINGS:
            raise ValueError(f"a project is rated Red, Amber or Green, not {rating}.")
        return rating

    @model_validator(mode="after")
    def _gives_reasons(self) -> HighlightReport:
        for aspect in ASPECTS:
            if self.rating(aspect) and not self.reason(aspect):
                raise ValueError(f"{aspect} is rated without a reason: write a sentence in {aspect}_reason.")
        return self

    def rating(self, aspect: str) -> Status | None:
        """The rating of time, cost or scope."""
        found: Status | None = getattr(self, aspect)
        return found

    def reason(self, aspect: str) -> str:
        """The sentence given with the rating of time, cost or scope."""
        found: str = getattr(self, f"{aspect}_reason")
        return found


class Milestone(Record):
    """What was reported of one milestone on a day: when it was to be reached, is expected to be, or was.

    `line` is its line in the file of milestones.
    """

    milestone: Id
    name: str
    reported_on: date
    baseline: date
    forecast: date | None = None
    actual: date | None = None
    line: int = 0

    @model_validator(mode="after")
    def _has_a_date(self) -> Milestone:
        if self.forecast is None and self.actual is None:
            raise ValueError("give a forecast or, once it is reached, the actual date.")
        if self.actual is not None and self.actual > self.reported_on:
            raise ValueError(f"actual ({self.actual}) is after it was reported ({self.reported_on}).")
        return self

    @property
    def expected(self) -> date:
        """When it was reached or, until then, when it is expected to be."""
        found = self.actual or self.forecast
        assert found is not None
        return found


@dataclass(frozen=True)
class Dossier:
    """Everything on record about one project."""

    project: Project
    reports: tuple[HighlightReport, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    def report(self, known_by: date) -> HighlightReport | None:
        """The latest report made by a day."""
        known = [report for report in self.reports if report.reported_on <= known_by]
        return max(known, key=lambda report: report.reported_on, default=None)

    def vintages(self, known_by: date) -> dict[str, list[Milestone]]:
        """What was reported of each milestone by a day, the first report first; milestones as first written down."""
        found: dict[str, list[Milestone]] = {}
        for each in self.milestones:
            if each.reported_on <= known_by:
                found.setdefault(each.milestone, []).append(each)
        return {id: sorted(rows, key=lambda row: row.reported_on) for id, rows in found.items()}


def open_projects(dossiers: Iterable[Dossier], known_by: date, since: date) -> list[Dossier]:
    """The projects that had begun by `known_by`, without those that had already been closed by `since`."""
    begun = [each for each in dossiers if each.project.started_on <= known_by]
    return [each for each in begun if each.project.started_on > since or each.project.closed_on(since) is None]
