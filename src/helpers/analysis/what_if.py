"""What would a committee have been told, had another target or tolerance been agreed? Nothing asked here is saved."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from decimal import Decimal

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.subject import Subject
from helpers.model.organisation import Organisation
from helpers.model.status import StatusScheme
from helpers.model.target import Target, TargetBasis
from helpers.rules.exact import exact

TOLERANCES = ("amber", "blue")
LIMITS = ("target", "lower", "upper")


@dataclass(frozen=True)
class Supposition:
    """What might have been agreed instead; what is None stays as it is.

    `target` and the ends `lower` and `upper` (of a range, or one of them as a floor standard) are in the KPI's unit,
    and the tolerances `amber` and `blue` in the unit of its status scheme.
    """

    target: float | None = None
    lower: float | None = None
    upper: float | None = None
    amber: float | None = None
    blue: float | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in astuple(self))

    def given(self, *names: str) -> dict[str, Decimal]:
        """Those of the named terms that are supposed to be another."""
        found = {name: getattr(self, name) for name in names}
        return {name: exact(value) for name, value in found.items() if value is not None}


AS_AGREED = Supposition()


def suppose(subject: Subject, agreed: IndicatorResult, instead: Supposition) -> Subject:
    """The subject as if other terms had been agreed all along, in place of those by which `agreed` is judged.

    The target supposed takes the place of every period's; of a measure that builds up over the year every target is
    changed in proportion. A scheme is given no tolerance that it has not.
    """
    organisation = _organisation(subject.organisation, agreed.scheme, instead)
    return replace(subject, organisation=organisation, targets=_targets(subject.targets, agreed, instead))


def _organisation(organisation: Organisation, scheme: StatusScheme | None, instead: Supposition) -> Organisation:
    if scheme is None:
        return organisation
    tolerances = {name: it for name, it in instead.given(*TOLERANCES).items() if getattr(scheme, name) is not None}
    supposed = scheme.model_copy(update=tolerances)
    schemes = tuple(supposed if each.id == scheme.id else each for each in organisation.schemes)
    return organisation.model_copy(update={"schemes": schemes})


def _targets(targets: tuple[Target, ...], agreed: IndicatorResult, instead: Supposition) -> tuple[Target, ...]:
    limits, now = instead.given(*LIMITS), agreed.target
    if now is None or not limits:
        return targets
    if agreed.kpi.builds_up and now.target and "target" in limits:
        return tuple(_in_proportion(each, limits["target"], now.target) for each in targets)
    everywhere = dict(zip(LIMITS, now.limits, strict=True)) | limits
    return tuple(_instead(each, everywhere) for each in targets)


def _in_proportion(target: Target, supposed: Decimal, now: Decimal) -> Target:
    limits = zip(LIMITS, target.limits, strict=True)
    return _instead(target, {name: None if limit is None else limit * supposed / now for name, limit in limits})


def _instead(target: Target, limits: dict[str, Decimal | None]) -> Target:
    """The target with other limits. It stands in no file, and nobody agreed it."""
    supposed = {"basis": TargetBasis.ILLUSTRATIVE, "rule": "supposed, not agreed by anyone", "line": 0}
    return target.model_copy(update={**limits, **supposed})
