"""The organisation, its priorities, its committees and the groups it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from pydantic import Field, field_validator, model_validator

from helpers.model.audience import AudienceKind, Cadence, Edition, KpiSelection, fortnightly, monthly
from helpers.model.checklist import ReviewSettings
from helpers.model.lifecycle import Id
from helpers.model.periods import Quarter
from helpers.model.planning import Framework, Plan
from helpers.model.record import Day, Record
from helpers.model.status import RATED, Status, StatusScheme

RETURNS = "returns"  # the folder beside the committees' packs that suppliers' returns are written to


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


class ReportingBand(Record):
    """How often a project is reported on whose delivery is expected to cost this many pounds or more."""

    at_least: Decimal = Field(ge=0)
    months: int = Field(ge=1, le=24)


class RiskLevel(Record):
    """What a risk that scores this much or more is called, and the status that it is shown as."""

    at_least: int = Field(ge=1, le=25)
    name: str
    status: Status


BANDS = (
    ReportingBand(at_least=Decimal(0), months=6),
    ReportingBand(at_least=Decimal(1_000_000), months=3),
    ReportingBand(at_least=Decimal(10_000_000), months=1),
)
LEVELS = (
    RiskLevel(at_least=1, name="Low", status=Status.GREEN),
    RiskLevel(at_least=5, name="Medium", status=Status.AMBER),
    RiskLevel(at_least=15, name="High", status=Status.RED),
)


class Settings(Record):
    """The organisation's own choices about reports; each is printed where it decides something.

    `action_required` and `action_prompted` are the statuses of which an action must, or should, be on record, and
    `exceptions` those that the exception report lists. A Red that lasts `escalate_after` quarters is escalated.
    Commentary is cut at `commentary_words`, and counts as copied from `copied_percent` likeness up. `screen_limits`
    leaves exceptional moving ranges out of control limits. A change of `jump_ranges` times the mean moving range is a
    jump, to be answered. `review` has the limits for the review of the register. Counts from 1 to
    `disclosure_threshold` are hidden in what is published, and whatever would give them away; 0 hides nothing. A latest
    figure that is more than `old_after` months old is named among a report's limitations.
    `reporting_bands` say how often projects are reported on by what they cost, and `risk_levels` what a score of
    likelihood times impact is called. `likelihoods` and `impacts` name what a risk is scored by, from 1 to 5. Managers
    have `review_days` working days from their review until papers are due; `closed_days` are not working days, beside
    weekends and the bank holidays of England.
    """

    action_required: tuple[Status, ...] = (Status.RED,)
    action_prompted: tuple[Status, ...] = (Status.AMBER,)
    exceptions: tuple[Status, ...] = (Status.RED, Status.BLUE)
    escalate_after: int = Field(default=3, ge=2, le=40)
    commentary_words: int = Field(default=120, ge=20, le=2000)
    copied_percent: int = Field(default=90, ge=50, le=100)
    screen_limits: bool = True
    jump_ranges: Decimal = Field(default=Decimal("3.267"), ge=1, le=100)
    review: ReviewSettings = ReviewSettings()
    disclosure_threshold: int = Field(default=4, ge=0, le=100)
    old_after: int = Field(default=24, ge=1, le=240)
    reporting_bands: tuple[ReportingBand, ...] = BANDS
    risk_levels: tuple[RiskLevel, ...] = LEVELS
    likelihoods: tuple[str, str, str, str, str] = ("rare", "unlikely", "possible", "likely", "almost certain")
    impacts: tuple[str, str, str, str, str] = ("negligible", "minor", "moderate", "major", "severe")
    review_days: int = Field(default=5, ge=0, le=60)
    closed_days: tuple[Day, ...] = ()

    @model_validator(mode="after")
    def _bands_and_levels_cover_everything(self) -> Settings:
        _check_starts("reporting_bands", [band.at_least for band in self.reporting_bands], Decimal(0))
        _check_starts("risk_levels", [level.at_least for level in self.risk_levels], Decimal(1))
        months = [band.months for band in self.reporting_bands]
        if months != sorted(months, reverse=True):
            raise ValueError("reporting_bands: a project that costs more is never reported on less often.")
        if any(not level.status.rated for level in self.risk_levels):
            raise ValueError("risk_levels: show each level as Red, Amber, Green or Blue.")
        return self


def _check_starts(field: str, starts: Sequence[Decimal | int], first: Decimal) -> None:
    """Raises ValueError unless the starts rise from the first."""
    if not starts or starts[0] != first or any(low >= high for low, high in pairwise(starts)):
        raise ValueError(f"{field}: the first starts at_least {first}, and each later one higher than the one before.")


class Organisation(Record):
    """What differs between one organisation and another.

    `cut_off_days` is how long after a quarter ends its data are cut off, where `params/quarters/` does not say.
    `notice` is printed on every cover. Charts show at most `window` periods. `corporate_report` asks for a report on
    all KPIs together each quarter, and `success_map_source` says on what the links of its success map rest. Priorities
    are carried out by `plans`, and KPIs answer to the `frameworks` of others. `acronyms` are those that need no
    explanation where they are used, each with its meaning.
    """

    name: str
    short_name: str
    area: str
    vision: str = ""
    author: str
    notice: str = ""
    cut_off_days: int = Field(default=60, ge=0, le=366)
    window: int = Field(default=12, ge=4, le=60)
    corporate_report: bool = False
    success_map_source: str = ""
    priorities: tuple[Priority, ...] = Field(min_length=1)
    plans: tuple[Plan, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    perspectives: tuple[str, ...] = Field(min_length=1)
    schemes: tuple[StatusScheme, ...] = Field(min_length=1)
    comparators: tuple[ComparatorGroup, ...] = ()
    areas: dict[str, str] = Field(default_factory=dict)
    acronyms: dict[str, str] = Field(default_factory=dict)
    settings: Settings = Settings()

    def priority(self, id: str) -> Priority:
        """The priority with this id. Raises KeyError when there is none."""
        return {priority.id: priority for priority in self.priorities}[id]

    def scheme(self, id: str) -> StatusScheme:
        """The status scheme with this id. Raises KeyError when there is none."""
        return {scheme.id: scheme for scheme in self.schemes}[id]

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The ratings that its schemes can give between them, worst first."""
        return tuple(status for status in RATED if any(status in scheme.statuses for scheme in self.schemes))

    @property
    def has_neighbours(self) -> bool:
        """Whether any of its groups is of statistical neighbours."""
        return any(group.kind is ComparatorKind.NEIGHBOURS for group in self.comparators)

    @property
    def unnamed(self) -> tuple[str, ...]:
        """The names of the areas that no report may name: members of groups of several that do not publish names."""
        groups = [group for group in self.comparators if len(group.members) > 1]
        named = {area for group in groups if group.publish_names for area in group.members}
        hidden = dict.fromkeys(area for group in groups for area in group.members if area not in named)
        return tuple(dict.fromkeys(self.areas[area] for area in hidden if area in self.areas))

    def plan(self, id: str) -> Plan:
        """The plan with this id. Raises KeyError when there is none."""
        return {plan.id: plan for plan in self.plans}[id]

    def comparator(self, id: str) -> ComparatorGroup:
        """The comparator group with this id. Raises KeyError when there is none."""
        return {group.id: group for group in self.comparators}[id]


class Depth(StrEnum):
    """How much of a report a committee is given; each holds what the one before it holds."""

    SUMMARY = "summary"  # the first page and the key
    COMMITTEE = "committee"  # exceptions and a page for every indicator as well
    FULL = "full"  # statistical process control and every technical detail as well

    def includes(self, other: Depth) -> bool:
        """Whether a report of this depth holds what belongs to `other`."""
        depths = list(Depth)
        return depths.index(other) <= depths.index(self)


class Committee(Record):
    """Whom a report is for, a committee or those who manage services: what it is about, how often and how detailed.

    `strategic_kpis` is true for those who track every strategic KPI, whoever else oversees it, and `kpis` chooses
    others. Data for a report that is given each month or fortnight are cut off `cut_off_days` after it ends; one of all
    the fortnights ends on `fortnight_ends`.
    """

    id: Id
    title: str
    kind: AudienceKind = AudienceKind.COMMITTEE
    remit: str
    strategic_kpis: bool = False
    kpis: KpiSelection | None = None
    detail: Depth = Depth.COMMITTEE
    frequency: Cadence = Cadence.QUARTERLY
    cut_off_days: int = Field(default=14, ge=0, le=92)
    fortnight_ends: Day | None = None
    meetings: dict[Quarter, Day] = Field(default_factory=dict)

    @property
    def is_committee(self) -> bool:
        """Whether it is a committee, which meets in public, and not those who manage services."""
        return self.kind is AudienceKind.COMMITTEE

    @property
    def depths(self) -> tuple[Depth, ...]:
        """The depths in which its report is made: all for a committee, and otherwise its own beside the summary."""
        return tuple(Depth) if self.is_committee else tuple(dict.fromkeys([Depth.SUMMARY, self.detail]))

    def editions(self, quarter: Quarter) -> tuple[Edition, ...]:
        """The reports that it is given within a quarter; none when it is given one for the quarter as a whole."""
        if self.frequency is Cadence.MONTHLY:
            return monthly(quarter, self.cut_off_days)
        return fortnightly(quarter, self.fortnight_ends, self.cut_off_days) if self.fortnight_ends else ()

    def reports(self, quarter: Quarter) -> dict[str, Edition | None]:
        """Its reports of a quarter by id: one, on the quarter as a whole, or one for each edition."""
        return {f"{self.id}-{each.id}": each for each in self.editions(quarter)} or {self.id: None}

    @model_validator(mode="after")
    def _says_when_its_fortnights_end(self) -> Committee:
        if (self.frequency is Cadence.FORTNIGHTLY) is not (self.fortnight_ends is not None):
            raise ValueError("fortnight_ends: a fortnightly report, and no other, needs a day on which one ends.")
        if self.is_committee and (self.kpis or self.frequency is not Cadence.QUARTERLY):
            raise ValueError("kind: a committee's report is quarterly, on KPIs that name it. Give another kind.")
        return self

    @field_validator("id")
    @classmethod
    def _has_a_folder_of_its_own(cls, id: str) -> str:
        if id == RETURNS:
            raise ValueError(f"“{RETURNS}” is kept for what suppliers are sent: give the committee another id.")
        return id
