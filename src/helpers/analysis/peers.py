"""What the comparison with other areas suggests: worse and worsening, or a target that may not fit."""

from __future__ import annotations

from enum import StrEnum

from helpers.analysis.indicator import IndicatorResult, Standing
from helpers.model.organisation import ComparatorKind
from helpers.model.status import Status
from helpers.rules.benchmark import Significance
from helpers.rules.change import Change, Movement
from helpers.rules.exact import displayed
from helpers.rules.trend import Travel, Trend


class TargetFit(StrEnum):
    """What a status that the neighbours do not bear out says about the target."""

    TOO_HARD = "the target may be too hard"
    TOO_EASY = "the target may be too easy"


def neighbours(result: IndicatorResult) -> Standing | None:
    """Our place among the statistical neighbours, if we are compared with them."""
    return next((each for each in result.standings if each.group.kind is ComparatorKind.NEIGHBOURS), None)


def foremost(result: IndicatorResult) -> Standing | None:
    """The comparison that is told in words and dots: with the statistical neighbours or, without, the only group."""
    only = result.standings[0] if len(result.standings) == 1 else None
    return neighbours(result) or only


def target_fit(result: IndicatorResult) -> TargetFit | None:
    """Red among the best quarter of the neighbours, or on target among the worst quarter; None otherwise."""
    standing = neighbours(result)
    if standing is None or not standing.fair:
        return None
    quartile = standing.comparison.quartile
    if result.status is Status.RED and quartile == "A":
        return TargetFit.TOO_HARD
    return TargetFit.TOO_EASY if result.status in (Status.GREEN, Status.BLUE) and quartile == "D" else None


def worse_than_neighbours(result: IndicatorResult) -> bool:
    """Whether our figure is worse than the neighbours' mean, allowing for chance where it rests on counts."""
    standing = neighbours(result)
    if standing is None or not standing.fair or standing.ours is None or standing.ours.value is None:
        return False
    if standing.significance is not None:
        return standing.significance is Significance.WORSE
    ours, mean = (
        displayed(each, result.kpi.decimals) for each in (standing.ours.value, standing.comparison.mean or 0.0)
    )
    return result.kpi.direction.polarity * (ours - mean) < 0


def worsening(result: IndicatorResult) -> bool:
    """Whether performance is getting worse: by the trend or, where none can be told, since a year or a period ago."""
    if isinstance(result.travel, Travel):
        return result.travel.trend is Trend.WORSENING
    changes = [each for each in (result.long_term, result.short_term) if isinstance(each, Change)]
    return bool(changes) and changes[0].movement is Movement.WORSENING


def worse_and_worsening(result: IndicatorResult) -> bool:
    """Whether performance is both worse than the neighbours' and getting worse; never told of an overdue figure."""
    current = result.freshness is not None and not result.freshness.overdue
    return current and worse_than_neighbours(result) and worsening(result)
