"""What would the statuses have been with another target or tolerance? Nothing that is asked here is saved."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from helpers.analysis.indicator import IndicatorResult, Point
from helpers.analysis.judgement import rating_of
from helpers.model.status import SchemeKind, StatusScheme
from helpers.model.target import Target, TargetBasis


def what_if(
    result: IndicatorResult,
    *,
    target: float | None = None,
    amber: float | None = None,
    blue: float | None = None,
) -> IndicatorResult:
    """The same figures judged by this target and these tolerances; what is None stays as it is.

    `amber` and `blue` are in the unit of the KPI's scheme. A scheme that has no such tolerance keeps none. Raises
    RuleError when the scheme cannot judge by the target.
    """
    scheme = _scheme(result.scheme, amber, blue)
    readings = [point.reading for point in result.history]
    points = []
    for point in result.history:
        goal = _target(point.target, target)
        points.append(Point(point.reading, goal, rating_of(result.kpi, scheme, point.reading, readings, goal)))
    rating = points[-1].rating if points else None
    status = rating.status if rating and result.status.rated else result.status
    goal = _target(result.target, target)
    return replace(
        result, scheme=scheme, history=tuple(points), target=goal, last_rating=rating, status=status, outlook=None
    )


def _scheme(scheme: StatusScheme | None, amber: float | None, blue: float | None) -> StatusScheme | None:
    if scheme is None or scheme.kind is SchemeKind.FLOOR:
        return scheme
    changes = {"amber": amber, "blue": None if scheme.kind is SchemeKind.RANGE else blue}
    return scheme.model_copy(update={name: Decimal(str(value)) for name, value in changes.items() if value is not None})


def _target(target: Target | None, value: float | None) -> Target | None:
    """The target with another figure; a range keeps its ends."""
    if target is None or value is None or target.target is None:
        return target
    asked = {"target": Decimal(str(value)), "basis": TargetBasis.ILLUSTRATIVE, "rule": "What if, not agreed by anyone"}
    return target.model_copy(update=asked)
