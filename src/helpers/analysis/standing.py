"""How we stand among the areas that we are compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpers.analysis.confidence import confidence
from helpers.analysis.indicator import Standing
from helpers.analysis.judgement import find
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading
from helpers.model.organisation import ComparatorGroup
from helpers.model.periods import Period
from helpers.rules.benchmark import Comparison, Significance, compare, older_by, significance


def standing(
    kpi: Kpi, group: ComparatorGroup, figures: Mapping[str, Sequence[Reading]], history: Sequence[Reading]
) -> Standing | None:
    """Where we stand in the group, in the latest period that most of its members have reported; None without figures.

    `figures` holds one vintage of each area's figures and `history` our own. Only figures of the same period are ranked
    together. Comparators of a later period than our latest figure are left out.
    """
    direction = kpi.direction
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
    months_older = older_by(history[-1].period, period)
    return Standing(group, period, ours, comparison, months_older, tuple(ordered), _significance(kpi, ours, comparison))


def _significance(kpi: Kpi, ours: Reading | None, comparison: Comparison) -> Significance | None:
    interval = confidence(kpi, ours) if ours else None
    if interval is None or comparison.mean is None:
        return None
    return significance(interval, comparison.mean, direction=kpi.direction)


def _shared_period(members: Mapping[str, Sequence[Reading]], history: Sequence[Reading]) -> Period | None:
    latest = history[-1].period.month if history else -1
    reporting: dict[int, list[Period]] = {}
    for figures in members.values():
        for reading in figures:
            if reading.value is not None and reading.period.month <= latest:
                reporting.setdefault(reading.period.month, []).append(reading.period)
    most = [month for month, periods in reporting.items() if 2 * len(periods) >= len(members)]
    month = max(most or reporting, default=None)
    return None if month is None else reporting[month][0]
