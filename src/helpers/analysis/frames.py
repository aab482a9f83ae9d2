"""An indicator's figures as tables for analysts: one row a period, or one row a comparator group."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.analysis import peers
from helpers.analysis.indicator import IndicatorResult


def history(result: IndicatorResult) -> pd.DataFrame:
    """One row a period of the charted window: value, numerator, denominator, target, status and marks, unrounded."""
    rows = [
        {
            "period": point.reading.period.text,
            "value": point.reading.value,
            "numerator": point.reading.numerator,
            "denominator": point.reading.denominator,
            "target": float(point.target.target) if point.target and point.target.target is not None else None,
            "status": point.rating.status.value if point.rating else "",
            "marks": " ".join(mark.value for mark in point.reading.marks),
        }
        for point in result.history
    ]
    numbers = {"value": float, "numerator": float, "denominator": float, "target": float}
    return pd.DataFrame(rows).astype(numbers).set_index("period") if rows else pd.DataFrame()


def worse_and_worsening(results: Iterable[IndicatorResult]) -> pd.DataFrame:
    """One row for each indicator that is worse than its statistical neighbours and getting worse; by name."""
    found = sorted((each for each in results if peers.worse_and_worsening(each)), key=lambda each: each.kpi.name)
    return pd.DataFrame(
        {
            "indicator": [each.kpi.name for each in found],
            "kpi": [each.kpi.id for each in found],
            "status": [each.status.value for each in found],
            "ours": [each.current.value if each.current else None for each in found],
            "neighbours": [_neighbours_mean(each) for each in found],
        }
    ).set_index("indicator")


def _neighbours_mean(result: IndicatorResult) -> float | None:
    standing = peers.neighbours(result)
    return standing.comparison.mean if standing else None


def comparators(result: IndicatorResult) -> pd.DataFrame:
    """One row a comparator group: the period compared, our own value for it, their mean and median, and our rank."""
    rows = [
        {
            "group": standing.group.name,
            "period": standing.period.text,
            "ours": standing.ours.value if standing.ours else None,
            "mean": standing.comparison.mean,
            "median": standing.comparison.median,
            "reporting": standing.comparison.reporting,
            "members": standing.comparison.members,
            "rank": standing.comparison.rank if standing.comparison.members > 1 else None,
            "quartile": standing.comparison.quartile,
        }
        for standing in result.standings
    ]
    return pd.DataFrame(rows).astype({"rank": "Int64"}).set_index("group") if rows else pd.DataFrame()
