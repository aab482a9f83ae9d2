"""Which figures can a commentary name in braces, and does each have a value this quarter?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.peers import neighbours
from helpers.model.observation import Reading
from helpers.model.target import Target
from helpers.rules.change import Change
from helpers.rules.trend import Projection

NAMES: Mapping[str, str] = {
    "kpi.name": "the indicator's name",
    "kpi.actual": "the latest figure",
    "kpi.period": "the period of the latest figure",
    "kpi.previous": "the figure for the period before",
    "kpi.previous_period": "the period before",
    "kpi.target": "the target for the latest figure",
    "kpi.gap": "the distance from the target",
    "kpi.status": "the status",
    "kpi.previous_status": "the status in the last quarter's report",
    "kpi.change": "the change since the period before",
    "kpi.change_year": "the change since the same period last year",
    "kpi.neighbours": "the mean of the statistical neighbours",
    "kpi.rank": "the rank among the statistical neighbours",
    "kpi.projection": "the straight line carried on to the next period",
    "kpi.owner": "the indicator's owner",
    "kpi.next_due": "the day by which the next figure is due",
}


def available(name: str, result: IndicatorResult) -> bool:
    """Whether a name has a value this quarter. Raises KeyError when it is not one of NAMES."""
    return _AVAILABLE[name](result)


def hidden(name: str, result: IndicatorResult) -> bool:
    """Whether a name has no value because a figure that it rests on could identify someone."""
    if name not in _RESTS_ON or available(name, result):
        return False
    return any(reading is not None and reading.hidden for reading in _RESTS_ON[name](result))


def _target(target: Target | None) -> bool:
    return target is not None and (target.target is not None or None not in (target.lower, target.upper))


def _mean(result: IndicatorResult) -> bool:
    standing = neighbours(result)
    return standing is not None and standing.comparison.mean is not None


def _rank(result: IndicatorResult) -> bool:
    standing = neighbours(result)
    return standing is not None and standing.comparison.rank is not None


def _latest(result: IndicatorResult) -> tuple[Reading | None, ...]:
    return (result.current,)


def _last_two(result: IndicatorResult) -> tuple[Reading | None, ...]:
    return result.current, result.previous


def _every(result: IndicatorResult) -> tuple[Reading | None, ...]:
    return result.current, result.previous, *(point.reading for point in result.history)


_RESTS_ON: Mapping[str, Callable[[IndicatorResult], tuple[Reading | None, ...]]] = {
    "kpi.actual": _latest,
    "kpi.previous": lambda result: (result.previous,),
    "kpi.gap": _latest,
    "kpi.change": _last_two,
    "kpi.change_year": _every,
    "kpi.rank": _latest,
    "kpi.projection": _every,
}
_AVAILABLE: Mapping[str, Callable[[IndicatorResult], bool]] = {
    "kpi.name": lambda result: True,
    "kpi.actual": lambda result: result.current is not None and result.current.value is not None,
    "kpi.period": lambda result: result.current is not None,
    "kpi.previous": lambda result: result.previous is not None and result.previous.value is not None,
    "kpi.previous_period": lambda result: result.previous is not None,
    "kpi.target": lambda result: _target(result.target),
    "kpi.gap": lambda result: result.last_rating is not None and result.scheme is not None,
    "kpi.status": lambda result: True,
    "kpi.previous_status": lambda result: result.previous_status is not None,
    "kpi.change": lambda result: isinstance(result.short_term, Change),
    "kpi.change_year": lambda result: isinstance(result.long_term, Change),
    "kpi.neighbours": _mean,
    "kpi.rank": _rank,
    "kpi.projection": lambda result: isinstance(result.projection, Projection),
    "kpi.owner": lambda result: True,
    "kpi.next_due": lambda result: result.freshness is not None and result.freshness.next_due is not None,
}
