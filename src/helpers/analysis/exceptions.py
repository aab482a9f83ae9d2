"""What the committee is asked to look at: exceptions, with why each is one, and early warnings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from helpers.analysis.followed import FollowsUp
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.analysis.reliability import disagreement, worsening_run
from helpers.model.audience import Cadence
from helpers.model.organisation import Settings
from helpers.model.status import Status
from helpers.rules.spc import Assurance, ControlChart, Variation


class Reason(StrEnum):
    """Why an indicator is an exception."""

    STATUS = "its status"
    ASSURANCE = "its target is out of reach of the process as it is"
    OVERDUE = "its figure is overdue"
    MISSING = "it has no figure"


class Sign(StrEnum):
    """What warns of trouble while an indicator is still on target."""

    RUN = "a run of worsening figures"
    CONCERN = "a special cause of concern"
    PREDICTED = "predicted to miss its target"
    UNRELIABLE = "not reliably achieved"


@dataclass(frozen=True)
class Exceptional:
    """An indicator of the exception report, with every reason that it is there for."""

    result: IndicatorResult
    reasons: tuple[Reason, ...]
    escalated: bool


@dataclass(frozen=True)
class Warned:
    """An indicator that is on target, with what warns that it may not stay so."""

    result: IndicatorResult
    signs: tuple[Sign, ...]


def exceptions(pack: FollowsUp) -> tuple[Exceptional, ...]:
    """The report's exceptions: escalated first, then Red to Blue, the longest lasting first, then by name."""
    settings = pack.organisation.settings
    found = [Exceptional(each, tuple(_reasons(each, settings)), escalated(each, settings)) for each in pack.indicators]
    return tuple(sorted((each for each in found if each.reasons), key=_order))


def escalated(result: IndicatorResult, settings: Settings) -> bool:
    """Whether the indicator has been Red for as long as the organisation escalates after, in as many reports."""
    lasted, after = result.persistence, escalated_after(result.cadence, settings)
    return result.status is Status.RED and lasted is not None and lasted.reports >= after


def escalated_after(cadence: Cadence, settings: Settings) -> int:
    """The reports in a row after which a Red is escalated: those of so many quarters."""
    return settings.escalate_after * cadence.in_a_quarter


def warnings(pack: Pack) -> tuple[Warned, ...]:
    """Indicators that are on target and no exception, yet give a sign of trouble; by name."""
    exceptional = {each.result.kpi.id for each in exceptions(pack)}
    on_target = [each for each in pack.indicators if each.status in (Status.GREEN, Status.BLUE)]
    found = [Warned(each, tuple(_signs(each))) for each in on_target if each.kpi.id not in exceptional]
    return tuple(sorted((each for each in found if each.signs), key=lambda each: each.result.kpi.title.casefold()))


def _reasons(result: IndicatorResult, settings: Settings) -> Iterator[Reason]:
    if result.status in settings.exceptions:
        yield Reason.STATUS
    if result.kpi.resting:
        return
    if isinstance(result.spc, ControlChart) and result.spc.assurance is Assurance.FAILING:
        yield Reason.ASSURANCE
    if result.freshness is not None and result.freshness.overdue:
        yield Reason.OVERDUE
    elif result.status is Status.NO_DATA:
        yield Reason.MISSING


def _signs(result: IndicatorResult) -> Iterator[Sign]:
    if worsening_run(result):
        yield Sign.RUN
    elif isinstance(result.spc, ControlChart) and result.spc.variation is Variation.CONCERN:
        yield Sign.CONCERN
    if result.outlook is not None and result.outlook.rating.status in (Status.RED, Status.AMBER):
        yield Sign.PREDICTED
    if disagreement(result):
        yield Sign.UNRELIABLE


def _order(each: Exceptional) -> tuple[bool, int, int, str]:
    lasted = each.result.persistence.reports if each.result.persistence else 0
    return not each.escalated, each.result.status.rank, -lasted, each.result.kpi.title.casefold()
