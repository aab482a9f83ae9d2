"""One KPI as a committee sees it in one quarter: everything that its page says, with typed answers."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.model.commentary import ServiceCommentary
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading
from helpers.model.organisation import ComparatorGroup, Priority
from helpers.model.periods import Period, Quarter
from helpers.model.provenance import Origin
from helpers.model.status import Status, StatusScheme
from helpers.model.target import Target
from helpers.rules.benchmark import Comparison
from helpers.rules.change import Change
from helpers.rules.freshness import Freshness
from helpers.rules.spc import ControlChart, RunChart
from helpers.rules.status import Rating
from helpers.rules.trend import Projection
from helpers.rules.withheld import Withheld

NOT_ASKED = Withheld("")


@dataclass(frozen=True)
class Point:
    """A figure of the charted window, with the target that was in force for it and the rating it had."""

    reading: Reading
    target: Target | None
    rating: Rating | None


@dataclass(frozen=True)
class Standing:
    """Where we stand in one comparator group.

    `period` is the comparators' and `ours` the reading of our own that they are compared with (None when we have none
    for that period); `months_older` is how much older they are than our latest figure. `values` holds the members that
    reported, best first by area code, or in ascending order for a neutral KPI.
    """

    group: ComparatorGroup
    period: Period
    ours: Reading | None
    comparison: Comparison
    months_older: int
    values: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Outlook:
    """The predicted year-end status: the straight line read at `period`, and the rating it would have there."""

    period: Period
    projection: Projection
    rating: Rating


@dataclass(frozen=True)
class IndicatorResult:
    """All that is known of one KPI in one quarter.

    `status` is the word that counts; `unrated` says why there is no rating (empty when there is one). `last_rating` is
    the rating of the latest figure, which an overdue KPI no longer keeps as its status. `previous_status` is what the
    previous quarter's pack said (None when the KPI was not in it). `freshness` is None when there are no figures.
    `spc` is the control chart, the run chart of a short series, or the reason for neither (empty when
    nobody asked).
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
    spc: ControlChart | RunChart | Withheld = NOT_ASKED

    @property
    def rating(self) -> Rating | None:
        """The rating behind the status, when the status is a rating."""
        return self.last_rating if self.status.rated else None
