"""One KPI as a committee sees it in one quarter: everything that its page says, with typed answers."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.errors import Problem, Problems, did_you_mean
from helpers.model.action import Action
from helpers.model.audience import Cadence
from helpers.model.checklist import Said
from helpers.model.commentary import ServiceCommentary
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading
from helpers.model.organisation import ComparatorGroup, Priority
from helpers.model.periods import Period, Quarter
from helpers.model.provenance import Origin
from helpers.model.status import Status, StatusScheme
from helpers.model.target import Target
from helpers.rules.benchmark import Comparison, Significance
from helpers.rules.change import Change
from helpers.rules.freshness import Freshness
from helpers.rules.spc import ControlChart, RunChart
from helpers.rules.status import Rating
from helpers.rules.trend import Projection, Travel
from helpers.rules.withheld import Withheld

NO_TREND = Withheld("no trend: there are no figures")
NO_LIMITS = Withheld("no control limits: there are no figures")


@dataclass(frozen=True)
class Point:
    """A figure of the charted window, with the target that was in force for it and the rating it had."""

    reading: Reading
    target: Target | None
    rating: Rating | None


def find_point(result: IndicatorResult, period: str = "") -> Point:
    """The figure of a period shown, given as in `data/`, or the latest. Raises Problems when there is none."""
    shown = {point.reading.period.text: point for point in result.history}
    if not shown:
        raise Problems([Problem("", 0, "kpi", f"“{result.kpi.id}” has no figures as at {result.quarter}.")])
    if period and period not in shown:
        message = f"“{result.kpi.id}” has no figure for “{period}” among those shown."
        raise Problems([Problem("", 0, "period", message, did_you_mean(period, shown))])
    return shown[period] if period else result.history[-1]


@dataclass(frozen=True)
class Standing:
    """Where we stand in one comparator group.

    `period` is the comparators' and `ours` the reading of our own that they are compared with (None when we have none
    for that period); `months_older` is how much older they are than our latest figure. `values` holds the members that
    reported, best first by area code, or in ascending order for a neutral KPI. `significance` is how our figure
    compares with their mean once chance is allowed for, where it rests on counts.
    """

    group: ComparatorGroup
    period: Period
    ours: Reading | None
    comparison: Comparison
    months_older: int
    values: tuple[tuple[str, float], ...]
    significance: Significance | None = None

    @property
    def fair(self) -> bool:
        """Whether the two can be called better or worse: figures of the same period, and both there."""
        return not self.months_older and self.comparison.mean is not None and self.ours is not None


@dataclass(frozen=True)
class Outlook:
    """The predicted year-end status: the straight line read at `period`, and its rating there on the target then."""

    period: Period
    projection: Projection
    rating: Rating
    target: Target


@dataclass(frozen=True)
class Rebaselined:
    """The target first set, where a revised one is now in force, and the rating on it."""

    target: Target
    rating: Rating | None


@dataclass(frozen=True)
class Persistence:
    """How long the status has been what it is: `reports` in a row, this one included, have had it, since `since`.

    `figures` counts the figures that those reports were about: a yearly one is in four. `at_least` says that the count
    was stopped, and that it may be longer.
    """

    reports: int
    since: Quarter
    figures: int = 1
    at_least: bool = False


@dataclass(frozen=True)
class Revision:
    """A figure of our own that the last report had as `before`, and that is `now` another.

    `reason` is empty when nobody gave one. Both are rated on the target in force now (None without a rating), so that
    the ratings differ for the figure's sake alone.
    """

    before: Reading
    now: Reading
    reason: str
    rated_before: Status | None
    rated_now: Status | None

    @property
    def moves_status(self) -> bool:
        """Whether the figure is rated otherwise than it was."""
        return None not in (self.rated_before, self.rated_now) and self.rated_before is not self.rated_now


@dataclass(frozen=True)
class IndicatorResult:
    """All that is known of one KPI in one quarter.

    `status` is the word that counts; `unrated` says why there is no rating (empty when there is one). `last_rating` is
    the rating of the latest figure, which an overdue KPI no longer keeps as its status. `previous` is the figure of the
    period before or, for a measure that builds up, of the same point last year. `previous_status` is what the previous
    pack said (None when the KPI was not in it). `freshness` is None when there are no figures.
    `to_target` is how many more periods it takes to reach the target at the current rate (None when it is met, or
    there is none); `year_target` is the year's target of a measure that builds up to it.
    `spc` is the control chart, the run chart of a short series, or the reason for neither. `actions` are all that were
    ever set on it, as far as known, the first set first. `revisions` are the figures that have changed since the last
    report, the oldest first, and `comparators_revised` counts those of other areas. `answers` are all that people have
    answered about the KPI, whenever they did. `cadence` is how often the report is made.
    """

    kpi: Kpi
    priority: Priority
    scheme: StatusScheme | None
    quarter: Quarter
    history: tuple[Point, ...]
    current: Reading | None
    previous: Reading | None
    target: Target | None
    previous_target: Target | None
    status: Status
    unrated: str
    last_rating: Rating | None
    previous_status: Status | None
    short_term: Change | Withheld
    long_term: Change | Withheld | None
    projection: Projection | Withheld
    following: Period | None
    standings: tuple[Standing, ...]
    freshness: Freshness | None
    commentary: ServiceCommentary | None
    origin: Origin | None
    outlook: Outlook | None = None
    travel: Travel | Withheld = NO_TREND
    to_target: int | Withheld | None = None
    original: Rebaselined | None = None
    year_target: Target | None = None
    persistence: Persistence | None = None
    earlier_commentary: ServiceCommentary | None = None
    spc: ControlChart | RunChart | Withheld = NO_LIMITS
    actions: tuple[Action, ...] = ()
    revisions: tuple[Revision, ...] = ()
    comparators_revised: int = 0
    answers: tuple[Said, ...] = ()
    cadence: Cadence = Cadence.QUARTERLY

    @property
    def rating(self) -> Rating | None:
        """The rating behind the status, when the status is a rating."""
        return self.last_rating if self.status.rated else None

    @property
    def open_actions(self) -> tuple[Action, ...]:
        """The actions on it that are still to be done, the first set first."""
        return tuple(each for each in self.actions if each.open)

    @property
    def has_action(self) -> bool:
        """Whether an action is on record: in this quarter's commentary, or an earlier one that is still open."""
        return bool(self.open_actions) or (self.commentary is not None and self.commentary.has_action)
