"""Do this quarter's status and the process behind it say the same?"""

from __future__ import annotations

from dataclasses import dataclass

from helpers.analysis.indicator import IndicatorResult
from helpers.model.status import Status
from helpers.rules.spc import Assurance, ControlChart

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
