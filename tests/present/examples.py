"""Indicators made by hand, for tests of what is shown: real rules, small figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from helpers.analysis.indicator import IndicatorResult, Point, Standing
from helpers.analysis.pack import Pack
from helpers.model.calendar import QuarterPlan
from helpers.model.commentary import ServiceCommentary
from helpers.model.kpi import Direction, Kpi, MeasureType, Purpose
from helpers.model.lifecycle import Decision, Move
from helpers.model.observation import Mark, Reading
from helpers.model.organisation import Committee, ComparatorGroup, ComparatorKind, Organisation, Priority
from helpers.model.periods import Frequency, Period, Quarter, parse_period
from helpers.model.provenance import Origin
from helpers.model.status import SchemeKind, Status, StatusScheme
from helpers.model.target import Target, TargetBasis
from helpers.rules.benchmark import compare
from helpers.rules.change import change
from helpers.rules.freshness import Freshness
from helpers.rules.spc import control_chart
from helpers.rules.status import rate
from helpers.rules.trend import projection_or_reason
from helpers.rules.withheld import Withheld

TEN_FIVE = StatusScheme(
    id="ten-five",
    name="10/5",
    version=1,
    kind=SchemeKind.RELATIVE,
    amber=Decimal(10),
    blue=Decimal(5),
    source="Council",
)
POINTS = StatusScheme(
    id="points", name="Points", version=1, kind=SchemeKind.POINTS, amber=Decimal(5), blue=Decimal(3), source="Council"
)
ABSOLUTE = StatusScheme(
    id="absolute",
    name="Absolute",
    version=1,
    kind=SchemeKind.ABSOLUTE,
    amber=Decimal(4),
    blue=Decimal(6),
    source="Council",
)
FLOOR = StatusScheme(id="floor", name="Floor standard", version=2, kind=SchemeKind.FLOOR, source="Kent")
RANGE = StatusScheme(
    id="range", name="Plan is best", version=1, kind=SchemeKind.RANGE, amber=Decimal(10), source="Council"
)
IMPROVEMENT = StatusScheme(
    id="improvement", name="Improvement", version=1, kind=SchemeKind.IMPROVEMENT, amber=Decimal(10), source="Havering"
)
SCHEMES = (TEN_FIVE, POINTS, ABSOLUTE, FLOOR, RANGE, IMPROVEMENT)
PRIORITY = Priority(id="children", name="Children and Young People", statement="Children thrive.")
NEIGHBOURS = ComparatorGroup(
    id="neighbours",
    name="Statistical neighbours",
    kind=ComparatorKind.NEIGHBOURS,
    members=("Ashdale", "Brantshire", "Coldmoor", "Eastmarch", "Fenland", "Northwold", "Southby", "Westmarch"),
    source="DfE",
)
COUNTIES = ComparatorGroup(
    id="counties", name="County councils", kind=ComparatorKind.TYPE, members=tuple("ABCDEFGHIJ"), source="ONS"
)
REGION = ComparatorGroup(
    id="east", name="East of England", kind=ComparatorKind.REGION, members=("E12000006",), source="ONS"
)
NATION = ComparatorGroup(id="england", name="England", kind=ComparatorKind.NATION, members=("E92000001",), source="ONS")
GROUPS = (NEIGHBOURS, COUNTIES, REGION, NATION)
QUARTER = Quarter(2025, 1)
FIRST = {
    Frequency.MONTH: "2022-07",
    Frequency.QUARTER: "2022-23 Q2",
    Frequency.FINANCIAL_YEAR: "2013-14",
    Frequency.ACADEMIC_YEAR: "2013-14",
    Frequency.CALENDAR_YEAR: "2012",
    Frequency.THREE_YEAR: "2010-12",
    Frequency.SNAPSHOT: "2014-03-31",
    Frequency.SURVEY_WAVE: "2010-11",
}


MOVES = {"live": Move.APPROVE, "in-development": Move.DEVELOP, "suspended": Move.SUSPEND, "proposed": Move.PROPOSE}


def decision(move: Move, effective: str = "2015-16 Q1", **fields: Any) -> Decision:
    """A decision of the children's committee, made on the first day of its quarter unless told."""
    usual = {
        "kpi": "school-readiness",
        "committee": "children",
        "decided_on": Quarter.parse(effective).start,
        "minute": "M1",
        "reason": "invented for the tests",
        "recorded_by": "Clerk",
    }
    return Decision.model_validate(usual | {"move": move, "effective": effective} | fields)


def kpi(lifecycle: str = "live", **fields: Any) -> Kpi:
    """A percentage of children, higher the better, quarterly, on the 10/5 scheme, unless told otherwise."""
    usual: dict[str, Any] = {
        "id": "school-readiness",
        "name": "Children ready for school at age five",
        "description": "The share of children with a good level of development at the end of reception.",
        "rationale": "It shows whether children get the best start in life.",
        "unit": "percent",
        "decimals": 1,
        "direction": "increase",
        "timing": "lagging",
        "basis": "non-financial",
        "perspective": "State of the Region",
        "priority": "children",
        "committees": ("children",),
        "owner": "Director of Education",
        "supplier": "Business Intelligence",
        "measure": "flow",
        "frequency": "quarter",
        "scheme": "ten-five",
        "comparators": ("neighbours",),
        "decisions": (decision(MOVES[lifecycle]),),
    }
    return Kpi.model_validate(usual | fields)


def periods(frequency: Frequency, count: int, interval: int = 0, first: str = "") -> list[Period]:
    """Successive periods of a frequency."""
    start = parse_period(first or FIRST[frequency], frequency)
    return [start.later(i * (interval or frequency.interval_months)) for i in range(count)]


def target(period: Period, value: float | None, lower: float | None = None, upper: float | None = None) -> Target:
    """A target made up for a test."""
    numbers = {"target": value, "lower": lower, "upper": upper}
    return Target(
        period=period,
        **{name: None if number is None else Decimal(str(number)) for name, number in numbers.items()},
        basis=TargetBasis.ILLUSTRATIVE,
        rule="made up for a test",
        agreed_by="Children and Young People Committee",
        agreed_on=date(2022, 4, 1),
    )


def standing(
    group: ComparatorGroup,
    values: Sequence[float | None],
    ours: Reading | None,
    period: Period,
    months_older: int = 0,
    direction: Direction = Direction.INCREASE,
) -> Standing:
    """Our place in a group whose members have these values, in the order of its members."""
    comparison = compare(ours.value if ours else None, values, direction=direction)
    reported = [(name, value) for name, value in zip(group.members, values, strict=False) if value is not None]
    ordered = tuple(sorted(reported, key=lambda pair: (-direction.polarity * pair[1] or pair[1], pair[0])))
    return Standing(group, period, ours, comparison, months_older, ordered)


def indicator(
    values: Sequence[float | None] = (65.0, 66.2, 67.1, 66.4, 68.0, 68.9, 70.3, 69.7, 71.2, 72.5, 73.1, 75.0),
    *,
    targets: float | Sequence[float | None] | None = 80.0,
    limits: tuple[float | None, float | None] = (None, None),
    scheme: StatusScheme | None = TEN_FIVE,
    marks: dict[int, tuple[Mark, ...]] | None = None,
    counts: tuple[float, float] | None = (45, 60),
    comparators: Sequence[tuple[ComparatorGroup, Sequence[float | None], int]] = (),
    skip: Sequence[int] = (),
    freshness: Freshness | None = None,
    previous_status: Status | None = Status.AMBER,
    unrated: tuple[Status, str] | None = None,
    commentary: ServiceCommentary | None = None,
    **fields: Any,
) -> IndicatorResult:
    """An indicator with these figures, one a period, put together as the analysis would."""
    k = kpi(**({"scheme": scheme.id if scheme else None} | ({} if scheme else {"purpose": "context"}) | fields))
    dates = periods(k.frequency, len(values), k.interval)
    history = [
        Reading(period, value, marks=(marks or {}).get(i, ()), line=i + 2)
        for i, (period, value) in enumerate(zip(dates, values, strict=True))
        if i not in skip
    ]
    if counts and history:
        last = history[-1]
        history[-1] = Reading(last.period, last.value, *counts, marks=last.marks, line=last.line)
    goals = list(targets) if isinstance(targets, Sequence) else [targets] * len(values)
    agreed = [
        target(period, goal, *limits) if goal is not None or None not in limits else None
        for i, (period, goal) in enumerate(zip(dates, goals, strict=True))
        if i not in skip
    ]
    points = tuple(_point(k, scheme, history, i, goal) for i, goal in enumerate(agreed))
    current = history[-1] if history else None
    rating = points[-1].rating if points else None
    earlier = _find(history, current, k.interval)
    overlapping = k.frequency.overlapping or k.measure is MeasureType.ROLLING
    return IndicatorResult(
        kpi=k,
        priority=PRIORITY,
        scheme=scheme,
        quarter=QUARTER,
        history=points,
        current=current,
        previous=earlier,
        target=agreed[-1] if agreed else None,
        previous_target=agreed[-2] if len(agreed) > 1 else None,
        status=unrated[0] if unrated else (rating.status if rating else Status.CONTEXTUAL),
        unrated=unrated[1] if unrated else ("" if rating else "monitored for context, without a target"),
        last_rating=rating,
        previous_status=previous_status,
        short_term=_change(k, history, k.interval) if current else Withheld("no comparison: there are no figures"),
        long_term=_change(k, history, 12) if current and k.interval < 12 else None,
        projection=projection_or_reason(
            history, current.period.later(k.interval), interval=k.interval, overlapping=overlapping
        )
        if current
        else Withheld("no projection: there are no figures"),
        following=current.period.later(k.interval) if current else None,
        standings=tuple(
            standing(group, theirs, _find(history, current, older), current.period.later(-older), older, k.direction)
            for group, theirs, older in comparators
            if current
        ),
        freshness=freshness or (Freshness(0, date(2025, 10, 31), False, False) if current else None),
        commentary=commentary,
        origin=Origin(
            publisher="Department for Education",
            title="Early years foundation stage profile results",
            read_from="eyfsp.csv",
            accessed=date(2025, 7, 1),
            licence="Open Government Licence v3.0",
            sha256="0" * 64,
        ),
    )


def controlled(
    values: Sequence[float | None],
    *,
    rebased: Sequence[str] = (),
    charted: float | None = None,
    frequency: str = "month",
    **options: Any,
) -> IndicatorResult:
    """An indicator with its control chart: monthly, against the target `charted`, rebased at these periods."""
    made = [
        {"first": first, "reason": "A new system", "author": "Head of Service", "recorded_on": date(2024, 5, 3)}
        for first in rebased
    ]
    result = indicator(values, counts=None, frequency=frequency, rebasings=made, **({"targets": charted} | options))
    chart = control_chart(
        [point.reading for point in result.history],
        direction=result.kpi.direction,
        interval=result.kpi.interval,
        target=charted,
        rebased=[parse_period(first, result.kpi.frequency) for first in rebased],
        overlapping=result.kpi.overlapping,
        cumulative=result.kpi.measure is MeasureType.CUMULATIVE,
    )
    return replace(result, spc=chart)


def compared(ours: float = 75.0) -> list[tuple[ComparatorGroup, Sequence[float | None], int]]:
    """All four groups, two neighbours missing."""
    spread = [ours + d for d in (-9.1, -6.0, -2.2, 1.4, 2.0, 4.8)]
    return [
        (NEIGHBOURS, [*spread, None, None], 0),
        (COUNTIES, [ours + d for d in range(-6, 4)], 0),
        (REGION, [ours - 1.9], 0),
        (NATION, [ours - 3.3], 0),
    ]


def pack(*indicators: IndicatorResult) -> Pack:
    """A pack of these indicators for the Children and Young People Committee."""
    organisation = Organisation(
        name="Westmarch County Council",
        short_name="Westmarch",
        area="E10000099",
        author="Performance Team",
        priorities=(PRIORITY,),
        perspectives=("State of the Region",),
        schemes=SCHEMES,
        comparators=GROUPS,
    )
    committee = Committee(
        id="children",
        title="Children and Young People Committee",
        remit="Education, early years and children's social care.",
        meetings={QUARTER: date(2025, 9, 16)},
    )
    plan = QuarterPlan(quarter=QUARTER, data_cut_off=date(2025, 8, 29), publication=date(2025, 9, 8))
    return Pack(organisation, committee, plan, indicators)


def _point(k: Kpi, scheme: StatusScheme | None, history: list[Reading], i: int, goal: Target | None) -> Point:
    reading = history[i]
    if scheme is None or goal is None or reading.value is None or k.purpose is Purpose.CONTEXT:
        return Point(reading, goal, None)
    last_year = _find(history[: i + 1], reading, 12)
    rating = rate(
        scheme,
        reading.value,
        direction=k.direction,
        target=goal.target,
        lower=goal.lower,
        upper=goal.upper,
        last_year=last_year.value if last_year else None,
        zero_tolerance=k.zero_tolerance,
    )
    return Point(reading, goal, rating)


def _find(history: Sequence[Reading], now: Reading | None, months: int) -> Reading | None:
    month = now.period.month - months if now else 0
    return next((reading for reading in history if reading.period.month == month), None)


def _change(k: Kpi, history: Sequence[Reading], months: int) -> Any:
    now = history[-1]
    expected = now.period.later(-months)
    between = [r for r in history if expected.month < r.period.month <= now.period.month]
    earlier = _find(history, now, months)
    return change(now, earlier, expected=expected, direction=k.direction, decimals=k.decimals, between=between)
