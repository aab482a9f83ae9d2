"""How we stand among the areas that we are compared with."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.analysis.indicator import IndicatorResult, Standing
from helpers.analysis.judgement import find
from helpers.analysis.vintages import by_area
from helpers.model.kpi import Direction
from helpers.model.observation import Reading
from helpers.model.organisation import ComparatorGroup, ComparatorKind
from helpers.model.periods import Period
from helpers.rules.benchmark import compare, older_by


def standing(
    group: ComparatorGroup, observations: pd.DataFrame, history: Sequence[Reading], direction: Direction
) -> Standing | None:
    """Where we stand in the group, in the latest period that most of its members have reported; None without figures.

    `observations` holds one vintage of one KPI and `history` our own figures. Only figures of the same period are
    ranked together. Comparators of a later period than our latest figure are left out.
    """
    figures = by_area(observations)
    members = {area: figures.get(area, ()) for area in group.members}
    period = _shared_period(members, history)
    if period is None:
        return None
    values = {area: reading.value for area, known in members.items() if (reading := find(known, period))}
    ours = find(history, period)
    comparison = compare(
        ours.value if ours else None, [values.get(area) for area in group.members], direction=direction
    )
    reported = [(area, value) for area, value in values.items() if value is not None]
    ordered = sorted(reported, key=lambda pair: (-direction.polarity * pair[1] or pair[1], pair[0]))
    return Standing(group, period, ours, comparison, older_by(history[-1].period, period), tuple(ordered))


def neighbours(result: IndicatorResult) -> Standing | None:
    """Our place among the statistical neighbours, if we are compared with them."""
    return next((each for each in result.standings if each.group.kind is ComparatorKind.NEIGHBOURS), None)


def _shared_period(members: dict[str, tuple[Reading, ...]], history: Sequence[Reading]) -> Period | None:
    latest = history[-1].period.month if history else -1
    reporting: dict[int, list[Period]] = {}
    for figures in members.values():
        for reading in figures:
            if reading.value is not None and reading.period.month <= latest:
                reporting.setdefault(reading.period.month, []).append(reading.period)
    most = [month for month, periods in reporting.items() if 2 * len(periods) >= len(members)]
    month = max(most or reporting, default=None)
    return None if month is None else reporting[month][0]
