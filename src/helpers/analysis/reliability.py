"""Do this quarter's status and the process behind it say the same?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from helpers.analysis.indicator import IndicatorResult
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading
from helpers.model.status import Status
from helpers.rules.exact import exact
from helpers.rules.signals import RUN
from helpers.rules.spc import Assurance, ControlChart, RunChart

MET = (Status.GREEN, Status.BLUE)
MISSED = (Status.RED, Status.AMBER)
UNRELIABLE = (Assurance.FAILING, Assurance.HIT_OR_MISS)


@dataclass(frozen=True)
class Disagreement:
    """A status that the process as it stands does not bear out."""

    status: Status
    assurance: Assurance

    @property
    def words(self) -> str:
        """“Green this quarter; not reliably achieved” or “Red this quarter; usually achieved”."""
        usual = "usually achieved" if self.assurance is Assurance.PASSING else "not reliably achieved"
        return f"{self.status} this quarter; {usual}"


def disagreement(result: IndicatorResult) -> Disagreement | None:
    """Green or Blue on a target that is not met reliably, or Red or Amber on one that usually is; otherwise None."""
    spc = result.spc
    if not isinstance(spc, ControlChart) or spc.assurance is None:
        return None
    lucky = result.status in MET and spc.assurance in UNRELIABLE
    unlucky = result.status in MISSED and spc.assurance is Assurance.PASSING
    return Disagreement(result.status, spc.assurance) if lucky or unlucky else None


def worsening_run(result: IndicatorResult) -> bool:
    """Whether the latest seven figures follow each other, each worse than the one before, with no change of process.

    Wherever they lie: a fall from a height can be steep and still end on the better side of the mean.
    """
    run = _latest_stretch(result)[-RUN:]
    return len(run) == RUN and all(_worsened(result.kpi, before, now) for before, now in pairwise(run))


def _latest_stretch(result: IndicatorResult) -> list[Reading]:
    """The figures of a control chart's latest stretch, or of a run chart; none where there is neither."""
    spc = result.spc
    if isinstance(spc, RunChart):
        return list(spc.readings)
    points = spc.points if isinstance(spc, ControlChart) else ()
    return [point.reading for point in points if point.segment == points[-1].segment]


def _worsened(kpi: Kpi, before: Reading, now: Reading) -> bool:
    follows = now.period.months_since(before.period) == kpi.interval
    return follows and kpi.direction.polarity * (exact(now.value or 0) - exact(before.value or 0)) < 0
