"""Control charts as NHSRplotthedots works them out, against its published example and cases made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.model.kpi import Direction
from helpers.model.observation import Mark, Reading
from helpers.model.periods import Frequency, Period, parse_period
from helpers.rules.signals import Signal
from helpers.rules.spc import Assurance, ControlChart, RunChart, Segment, Variation, control_chart
from helpers.rules.withheld import Withheld

FIRST = parse_period("2023-01", Frequency.MONTH)
PUBLISHED = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
STEADY = (4, 6) * 6  # mean 5, moving range 2, limits -0.32 and 10.32
OPPOSITE = {"increase": Direction.DECREASE, "decrease": Direction.INCREASE, "neutral": Direction.NEUTRAL}
MIRRORED = {Variation.HIGH: Variation.LOW, Variation.LOW: Variation.HIGH}


def month(place: int) -> Period:
    return FIRST.later(place)


def series(*values: float | None, broken: int | None = None, skip: tuple[int, ...] = ()) -> list[Reading]:
    return [
        Reading(month(place), value, marks=(Mark.BREAK,) if place == broken else ())
        for place, value in enumerate(values)
        if place not in skip
    ]


def chart(readings: list[Reading], direction: str = "increase", **options) -> ControlChart:
    found = control_chart(readings, direction=Direction(direction), interval=1, **options)
    assert isinstance(found, ControlChart)
    return found


def reason(readings: list[Reading], interval: int = 1, **options) -> str:
    found = control_chart(readings, direction=Direction.INCREASE, interval=interval, **options)
    assert isinstance(found, Withheld)
    return found.reason


def limits(segment: Segment) -> tuple[float | None, float, float | None]:
    return segment.lower, segment.centre, segment.upper


def variations(found: ControlChart) -> list[str | None]:
    return [point.variation and point.variation.value for point in found.points]


@pytest.mark.parametrize(
    ("screen", "expected", "usual"), [(True, (-0.716, 1.944, 4.604), 1.0), (False, (-3.063, 1.944, 6.952), 1.882)]
)
def test_the_published_example_to_its_last_digit(screen: bool, expected: tuple[float, ...], usual: float) -> None:
    (segment,) = chart(series(*PUBLISHED), screen=screen).segments
    assert tuple(round(limit or 0, 3) for limit in limits(segment)) == expected
    assert round(segment.moving_range or 0, 3) == usual
    assert (segment.points, segment.trial, segment.first) == (18, False, FIRST)


def test_the_outlier_of_the_published_example_is_the_only_signal() -> None:
    found = chart(series(*PUBLISHED))
    assert [place for place, point in enumerate(found.points) if point.signal] == [4]
    assert found.points[4].signal is Signal.BEYOND
    assert found.variation is Variation.COMMON


def test_a_worked_example() -> None:
    (segment,) = chart(series(*STEADY)).segments
    assert limits(segment) == (-0.32, 5, 10.32)
    assert segment.moving_range == 2


@pytest.mark.parametrize(("largest", "kept"), [(3267, False), (3266.9, True)])
def test_a_range_of_exactly_the_screening_limit_is_left_out(largest: float, kept: bool) -> None:
    """Of ten ranges with a mean of 1,000 (or a shade less), the largest is 3,267; the nine others share the rest."""
    others = [748] * 8 + [749]
    values = [0.0]
    for place, step in enumerate([*others, largest]):
        values.append(values[-1] + step * (-1) ** place)
    usual = chart(series(*values)).segments[0].moving_range
    assert usual == pytest.approx((sum(others) + largest) / 10 if kept else sum(others) / 9)


@pytest.mark.parametrize(
    ("last", "direction", "expected"),
    [
        (99, "increase", "Improvement"),
        (-99, "increase", "Concern"),
        (99, "decrease", "Concern"),
        (-99, "decrease", "Improvement"),
        (99, "neutral", "High"),
        (-99, "neutral", "Low"),
        (6, "increase", "Common cause"),
    ],
)
def test_what_a_figure_beyond_the_limits_means_follows_the_direction(last, direction, expected) -> None:
    found = chart(series(*STEADY, last), direction)
    assert found.latest.signal is (Signal.BEYOND if abs(last) == 99 else None)
    assert found.variation == expected


@pytest.mark.parametrize(
    ("direction", "below", "above"),
    [("increase", "Concern", "Improvement"), ("decrease", "Improvement", "Concern"), ("neutral", "Low", "High")],
)
def test_each_figure_of_a_trend_is_judged_by_its_side_of_the_mean(direction, below, above) -> None:
    found = chart(series(4, 6, 4, 6, 2, 3, 4, 4.8, 5.5, 6, 7, 4, 6, 5), direction)
    trend = [p for p in found.points if p.signal is Signal.TREND]
    assert [p.reading.value for p in trend] == [2, 3, 4, 4.8, 5.5, 6, 7]
    assert [p.variation and p.variation.value for p in trend] == [below] * 4 + [above] * 3


@pytest.mark.parametrize(
    ("direction", "expected"), [("increase", "Concern"), ("decrease", "Concern"), ("neutral", "Low")]
)
def test_a_figure_of_a_trend_that_lies_on_the_mean_is_no_improvement(direction: str, expected: str) -> None:
    found = chart(series(2, 3, 4, 5, 6, 7, 8, 5), direction)
    assert found.segments[0].centre == 5
    assert (found.points[3].signal, found.points[3].variation) == (Signal.TREND, expected)


def test_a_shift_is_told_for_all_seven() -> None:
    found = chart(series(*(3, 5) * 4, *(6, 8) * 3, 6))
    assert [p.signal for p in found.points[-7:]] == [Signal.SHIFT] * 7
    assert [p.signal for p in found.points[:8]] == [Signal.SHIFT] * 8
    assert variations(found) == ["Concern"] * 8 + ["Improvement"] * 7


def test_two_of_three_near_a_limit_are_told() -> None:
    found = chart(series(*STEADY, 10.5, 6, 10.5))
    assert [p.signal for p in found.points[-3:]] == [Signal.TWO_OF_THREE, None, Signal.TWO_OF_THREE]


@pytest.mark.parametrize(
    ("target", "direction", "expected"),
    [
        (11, "increase", Assurance.FAILING),
        (-1, "increase", Assurance.PASSING),
        (11, "decrease", Assurance.PASSING),
        (-1, "decrease", Assurance.FAILING),
        (5, "increase", Assurance.HIT_OR_MISS),
        (5, "decrease", Assurance.HIT_OR_MISS),
        (10.32, "increase", Assurance.HIT_OR_MISS),
        (-0.32, "decrease", Assurance.HIT_OR_MISS),
        (11, "neutral", None),
        (None, "increase", None),
    ],
)
def test_assurance_is_where_the_target_lies(target, direction, expected) -> None:
    found = chart(series(*STEADY), direction, target=target)
    assert (found.assurance, found.target) == (expected, target)


def test_assurance_is_by_the_direction_whichever_way_round_the_words_are() -> None:
    assert [each.value for each in Assurance] == ["Consistently passing", "Consistently failing", "Hit or miss"]


@pytest.mark.parametrize("count", [1, 6, 7])
def test_fewer_than_eight_figures_are_a_run_chart(count: int) -> None:
    readings = series(*range(count))
    found = control_chart(readings, direction=Direction.INCREASE, interval=1, target=3)
    assert found == RunChart(tuple(readings), (count - 1) / 2, count)


@pytest.mark.parametrize(("count", "trial"), [(8, True), (11, True), (12, False), (13, False)])
def test_fewer_than_twelve_figures_have_trial_limits(count: int, trial: bool) -> None:
    found = chart(series(*((4, 6) * 7)[:count]), target=99)
    assert (found.trial, found.segments[0].trial, found.segments[0].points) == (trial, trial, count)
    assert found.assurance is Assurance.FAILING


def test_figures_that_never_move_are_common_cause_within_limits_without_width() -> None:
    found = chart(series(*[0.1] * 15), target=0.1)
    assert limits(found.segments[0]) == (0.1, 0.1, 0.1)
    assert set(variations(found)) == {"Common cause"}
    assert found.assurance is Assurance.HIT_OR_MISS


def test_screening_never_leaves_a_measure_without_movement() -> None:
    found = chart(series(*[5] * 11, 9))
    assert (found.segments[0].moving_range or 0) == pytest.approx(4 / 11)
    assert [p.signal for p in found.points if p.signal is Signal.BEYOND] == [Signal.BEYOND]
    assert found.latest.variation is Variation.IMPROVEMENT


FAILING_THEN_BETTER = (*(20, 22) * 7, *(39, 41) * 6)


def test_a_failing_series_that_is_rebased_is_judged_by_its_last_stretch() -> None:
    before = chart(series(*FAILING_THEN_BETTER[:14]), target=40)
    assert before.assurance is Assurance.FAILING
    after = chart(series(*FAILING_THEN_BETTER), target=40, rebased=[month(14)])
    assert after.assurance is Assurance.HIT_OR_MISS
    assert [(s.first, s.centre, s.points) for s in after.segments] == [(FIRST, 21, 14), (month(14), 40, 12)]
    assert [p.segment for p in after.points] == [0] * 14 + [1] * 12


def test_limits_are_never_rebased_of_themselves() -> None:
    assert len(chart(series(*FAILING_THEN_BETTER)).segments) == 1


def test_neither_moving_ranges_nor_runs_cross_a_rebasing() -> None:
    found = chart(series(*FAILING_THEN_BETTER), rebased=[month(14)])
    assert [s.moving_range for s in found.segments] == [2, 2]
    assert set(variations(found)) == {"Common cause"}


def test_a_rebasing_is_from_its_period_on_even_where_that_has_no_figure() -> None:
    found = chart(series(*FAILING_THEN_BETTER, skip=(14,)), rebased=[month(14)])
    assert [(s.first, s.points) for s in found.segments] == [(FIRST, 14), (month(14), 11)]
    assert found.trial


@pytest.mark.parametrize("rebased", [[FIRST], [FIRST.later(-3)], [month(99)]])
def test_a_rebasing_without_figures_on_both_sides_changes_nothing(rebased: list[Period]) -> None:
    assert chart(series(*STEADY), rebased=rebased) == chart(series(*STEADY))


def test_rebasings_may_come_in_any_order_and_twice() -> None:
    values = (4, 6) * 15
    found = chart(series(*values), rebased=[month(20), month(10), month(20)])
    assert [(s.first, s.points) for s in found.segments] == [(FIRST, 10), (month(10), 10), (month(20), 10)]


@pytest.mark.parametrize(("after", "judged"), [(1, False), (7, False), (8, True)])
def test_a_stretch_of_fewer_than_eight_has_a_mean_but_no_limits_and_is_not_judged(after: int, judged: bool) -> None:
    found = chart(series(*FAILING_THEN_BETTER[: 14 + after]), target=40, rebased=[month(14)])
    last = found.segments[-1]
    assert (last.points, last.trial, found.trial) == (after, True, True)
    assert last.centre == pytest.approx(sum(FAILING_THEN_BETTER[14 : 14 + after]) / after)
    assert found.assurance is (Assurance.HIT_OR_MISS if judged else None)
    assert found.variation is (Variation.COMMON if judged else None)
    assert (last.lower is None, last.upper is None, last.moving_range is None) == (not judged,) * 3


def test_moving_ranges_do_not_bridge_a_gap() -> None:
    for gap in (series(*STEADY[:6], None, *(94, 96) * 3), series(*STEADY[:6], 0, *(94, 96) * 3, skip=(6,))):
        assert chart(gap, screen=False).segments[0].moving_range == 2
        assert len(chart(gap).points) == 12


def test_runs_do_not_bridge_a_gap() -> None:
    rising, high = (1, 2, 3, 4, 5, 6, 7, 8), (*(3, 5) * 4, *(6, 8) * 4)
    for values, middle, signal in ((rising, 4, Signal.TREND), (high, 12, Signal.SHIFT)):
        whole, parted = series(*values), series(*values[:middle], None, *values[middle:])
        assert chart(whole).points[-2].signal is signal
        assert chart(parted).points[-2].signal is not signal


def test_without_two_neighbouring_figures_there_are_no_limits() -> None:
    found = chart(series(*(4, None, 6, None) * 4), target=5)
    assert limits(found.segments[0]) == (None, 5, None)
    assert (found.variation, found.assurance) == (None, None)


def test_figures_that_differ_only_across_a_gap_do_not_tell_how_much_the_measure_moves() -> None:
    found = chart(series(*[5] * 6, None, *[9] * 6))
    assert limits(found.segments[0]) == (None, 7, None)
    assert set(variations(found)) == {None}


def test_only_figures_since_the_last_break_count() -> None:
    found = chart(series(*(90, 99) * 4, *STEADY, broken=8))
    assert found == chart(series(*(90, 99) * 4, *STEADY, broken=8)[8:])
    assert (found.segments[0].first, found.segments[0].points) == (month(8), 12)


def test_too_few_figures_since_the_break_are_a_run_chart() -> None:
    found = control_chart(series(*STEADY, 1, 2, 4, broken=12), direction=Direction.INCREASE, interval=1)
    assert isinstance(found, RunChart)
    assert (found.points, found.median, found.readings[0].period) == (3, 2, month(12))


def test_why_there_are_no_limits() -> None:
    steady = series(*STEADY)
    assert reason(steady, overlapping=True) == (
        "no control limits: the periods overlap, so neighbouring figures share most of their data"
    )
    assert reason(steady, cumulative=True) == "no control limits: year-to-date figures build up through the year"
    for interval in (6, 12, 24):
        assert reason(steady, interval) == (
            "no control limits: figures that come less often than every quarter are too few and too far apart"
        )
    for empty in ([], series(None, None)):
        assert reason(empty) == "no control limits: there are no figures"


def test_quarters_are_charted_with_their_own_neighbours() -> None:
    first = parse_period("2020-21 Q1", Frequency.QUARTER)
    readings = [Reading(first.later(3 * place), value) for place, value in enumerate(STEADY)]
    found = control_chart(readings, direction=Direction.INCREASE, interval=3)
    assert isinstance(found, ControlChart)
    assert limits(found.segments[0]) == (-0.32, 5, 10.32)


VALUES = st.lists(st.one_of(st.none(), st.decimals(-100, 100, places=1).map(float)), min_size=8, max_size=30)


@given(VALUES, st.sampled_from(list(Direction)), st.sampled_from([(), (9,), (4, 15)]))
def test_a_mirror_image_reads_the_same(values: list[float | None], direction: Direction, at: tuple[int, ...]) -> None:
    rebased = [month(place) for place in at]
    here = control_chart(series(*values), direction=direction, interval=1, target=3.0, rebased=rebased)
    flipped = [None if value is None else -value for value in values]
    there = control_chart(series(*flipped), direction=OPPOSITE[direction], interval=1, target=-3.0, rebased=rebased)
    assert type(here) is type(there)
    if not isinstance(here, ControlChart) or not isinstance(there, ControlChart):
        return
    assert here.assurance == there.assurance
    assert [point.signal for point in here.points] == [point.signal for point in there.points]
    for point, twin in zip(here.points, there.points, strict=True):
        on_the_mean = point.reading.value == here.segments[point.segment].centre
        mirrored = point.variation and MIRRORED.get(point.variation, point.variation)
        assert twin.variation == (point.variation if on_the_mean else mirrored)


@given(VALUES, st.integers(-500, 500))
def test_a_constant_more_moves_the_limits_by_as_much(values: list[float | None], more: int) -> None:
    here = control_chart(series(*values), direction=Direction.INCREASE, interval=1)
    moved = series(*(None if value is None else round(value + more, 1) for value in values))
    there = control_chart(moved, direction=Direction.INCREASE, interval=1)
    assert type(here) is type(there)
    if not isinstance(here, ControlChart) or not isinstance(there, ControlChart):
        return
    assert variations(here) == variations(there)
    for low, high in zip(here.segments, there.segments, strict=True):
        assert high.centre == pytest.approx(low.centre + more)
        assert high.moving_range == low.moving_range
        if low.upper is not None and low.lower is not None:
            assert (high.lower, high.upper) == (pytest.approx(low.lower + more), pytest.approx(low.upper + more))


def test_a_run_chart_is_of_the_figures_since_the_recorded_change() -> None:
    found = control_chart(series(1, 2, 3, 4, 10, 11, 12), direction=Direction.INCREASE, interval=1, rebased=[month(4)])
    assert isinstance(found, RunChart)
    assert (found.points, found.median) == (3, 11.0)
