"""The organisation, its priorities, its committees and the groups it is compared with."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field, model_validator

from helpers.model.kpi import Id
from helpers.model.periods import Quarter
from helpers.model.record import Record
from helpers.model.status import StatusScheme


class Priority(Record):
    """A corporate priority."""

    id: Id
    name: str
    statement: str


class ComparatorKind(StrEnum):
    """What kind of group a comparator is."""

    NEIGHBOURS = "neighbours"  # statistical neighbours
    TYPE = "type"  # authorities of the same type
    REGION = "region"  # one figure for the region
    NATION = "nation"  # one figure for the nation


class ComparatorGroup(Record):
    """A group of areas to compare with. Members are never named in a pack unless `publish_names` says so."""

    id: Id
    name: str
    kind: ComparatorKind
    members: tuple[str, ...] = Field(min_length=1)
    publish_names: bool = False
    source: str


class Organisation(Record):
    """What differs between one organisation and another.

    `cut_off_days` is how long after a quarter ends its data are cut off, where `params/quarters/` does not say.
    `notice` is printed on every cover. Charts show at most `window` periods.
    """

    name: str
    short_name: str
    area: str
    vision: str = ""
    author: str
    notice: str = ""
    cut_off_days: int = Field(default=60, ge=0, le=366)
    window: int = Field(default=12, ge=4, le=60)
    priorities: tuple[Priority, ...] = Field(min_length=1)
    perspectives: tuple[str, ...] = Field(min_length=1)
    schemes: tuple[StatusScheme, ...] = Field(min_length=1)
    comparators: tuple[ComparatorGroup, ...] = ()
    areas: dict[str, str] = Field(default_factory=dict)

    def priority(self, id: str) -> Priority:
        """The priority with this id. Raises KeyError when there is none."""
        return {priority.id: priority for priority in self.priorities}[id]

    def scheme(self, id: str) -> StatusScheme:
        """The status scheme with this id. Raises KeyError when there is none."""
        return {scheme.id: scheme for scheme in self.schemes}[id]

    def comparator(self, id: str) -> ComparatorGroup:
        """The comparator group with this id. Raises KeyError when there is none."""
        return {group.id: group for group in self.comparators}[id]


class Committee(Record):
    """A committee: what it oversees and when it meets.

    `strategic_kpis` is true for the committee that tracks every strategic KPI, whoever else oversees it.
    """

    id: Id
    title: str
    remit: str
    strategic_kpis: bool = False
    meetings: dict[Quarter, date] = Field(default_factory=dict)


class QuarterPlan(Record):
    """A reporting quarter and its dates."""

    quarter: Quarter
    data_cut_off: date
    publication: date

    @model_validator(mode="after")
    def _dates_follow_each_other(self) -> QuarterPlan:
        if self.data_cut_off < self.quarter.end:
            raise ValueError(f"data_cut_off ({self.data_cut_off}) is before the quarter ends ({self.quarter.end}).")
        if self.publication < self.data_cut_off:
            raise ValueError(f"publication ({self.publication}) is before data_cut_off ({self.data_cut_off}).")
        return self
