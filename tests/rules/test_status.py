"""Status against target: exact at every boundary, fair between the two directions, refused where it means nothing."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.errors import WorkbookError
from helpers.model.kpi import Direction
from helpers.model.status import SchemeKind, Status, StatusScheme
from helpers.rules.status import Band, Rating, RuleError, bands, rate

UP, DOWN, NEUTRAL = Direction.INCREASE, Direction.DECREASE, Direction.NEUTRAL
RED, AMBER, GREEN, BLUE = Status.RED, Status.AMBER, Status.GREEN, Status.BLUE


def scheme(kind: str, amber: str | None = None, blue: str | None = None) -> StatusScheme:
    limits = {name: Decimal(text) for name, text in (("amber", amber), ("blue", blue)) if text is not None}
    return StatusScheme(id="s", name="Trial", version=1, kind=SchemeKind(kind), source="a test", **limits)


TEN_FIVE = scheme("relative", "10", "5")
POINTS = scheme("points", "3", "2")
UNITS = scheme("absolute", "4", "1")
FLOOR = scheme("floor")
RANGE = scheme("range", "10")
IMPROVEMENT = scheme("improvement", "10", "5")


class TestRelative:
    @pytest.mark.parametrize(
        ("actual", "status"),
        [("89.99", RED), ("90", AMBER), ("99.9", AMBER), ("100", GREEN), ("105", GREEN), ("105.01", BLUE)],
    )
    def test_an_increase_is_good(self, actual: str, status: Status) -> None:
        assert rate(TEN_FIVE, actual, direction=UP, target=100).status is status

    @pytest.mark.parametrize(
        ("actual", "status"),
        [("110.01", RED), ("110", AMBER), ("100.1", AMBER), ("100", GREEN), ("95", GREEN), ("94.99", BLUE)],
    )
    def test_a_decrease_is_good(self, actual: str, status: Status) -> None:
        assert rate(TEN_FIVE, actual, direction=DOWN, target=100).status is status

    @pytest.mark.parametrize(
        ("actual", "target", "direction", "status"),
        [
            (0.99, 1.1, UP, AMBER),
            (0.63, 0.6, UP, GREEN),
            (7 / 100 * 100, 7, DOWN, GREEN),
            (0.1 + 0.2, 0.3, DOWN, GREEN),
        ],
    )
    def test_a_boundary_that_binary_floating_point_gets_wrong(
        self, actual: float, target: float, direction: Direction, status: Status
    ) -> None:
        assert rate(TEN_FIVE, actual, direction=direction, target=target).status is status

    def test_a_rating_says_what_it_rests_on(self) -> None:
        rating = rate(TEN_FIVE, 74.46, direction=UP, target=85)
        assert rating == Rating(
            status=RED,
            off=Decimal("-12.4"),
            target=Decimal(85),
            amber_limit=Decimal("76.5"),
            blue_limit=Decimal("89.25"),
            bands=(
                Band(RED, None, Decimal("76.5")),
                Band(AMBER, Decimal("76.5"), Decimal(85)),
                Band(GREEN, Decimal(85), Decimal("89.25")),
                Band(BLUE, Decimal("89.25"), None),
            ),
            absolute=False,
            improved=None,
        )

    def test_the_distance_has_the_sign_of_the_difference_whichever_way_is_good(self) -> None:
        assert rate(TEN_FIVE, 112, direction=DOWN, target=100).off == 12
        assert rate(TEN_FIVE, 112, direction=UP, target=100).off == 12
        assert rate(TEN_FIVE, -88, direction=UP, target=-100).off == 12

    @pytest.mark.parametrize(
        ("actual", "status"), [(-110.01, RED), (-110, AMBER), (-100, GREEN), (-95, GREEN), (-94.99, BLUE)]
    )
    def test_a_negative_target_counts_by_its_absolute_value(self, actual: float, status: Status) -> None:
        assert rate(TEN_FIVE, actual, direction=UP, target=-100).status is status

    def test_a_range_or_floor_beside_the_target_changes_nothing(self) -> None:
        alone = rate(TEN_FIVE, 80, direction=UP, target=100)
        assert rate(TEN_FIVE, 80, direction=UP, target=100, lower=50, upper=120) == alone

    def test_a_scheme_without_blue_never_gives_it(self) -> None:
        rating = rate(scheme("relative", "10"), 1000, direction=UP, target=100)
        assert (rating.status, rating.blue_limit) == (GREEN, None)

    def test_no_tolerance_leaves_no_amber_but_the_target_itself_is_green(self) -> None:
        strict = scheme("relative", "0", "0")
        found = [rate(strict, actual, direction=UP, target=100).status for actual in (99.99, 100, 100.01)]
        assert found == [RED, GREEN, BLUE]
        assert bands(strict, direction=UP, target=100) == (
            Band(RED, None, Decimal(100)),
            Band(GREEN, Decimal(100), Decimal(100)),
            Band(BLUE, Decimal(100), None),
        )


class TestZeroTarget:
    @pytest.mark.parametrize(
        ("direction", "actual", "status"),
        [
            (DOWN, 0, GREEN),
            (DOWN, 1, AMBER),
            (DOWN, 2, AMBER),
            (DOWN, 2.01, RED),
            (DOWN, 3, RED),
            (DOWN, -9, GREEN),
            (UP, 0, GREEN),
            (UP, -2, AMBER),
            (UP, -2.01, RED),
            (UP, 9, GREEN),
        ],
    )
    def test_the_zero_tolerance_is_in_the_kpi_unit(self, direction: Direction, actual: float, status: Status) -> None:
        rating = rate(TEN_FIVE, actual, direction=direction, target=0, zero_tolerance=2)
        assert (rating.status, rating.off, rating.absolute) == (status, Decimal(str(actual)), True)

    @pytest.mark.parametrize("kind", [TEN_FIVE, IMPROVEMENT])
    def test_it_is_refused_without_one(self, kind: StatusScheme) -> None:
        with pytest.raises(RuleError, match="“Trial” works in per cent, which a target of zero has none of: give the"):
            rate(kind, 1, direction=DOWN, target=0)

    def test_a_target_that_is_not_zero_ignores_it(self) -> None:
        rating = rate(TEN_FIVE, 12, direction=DOWN, target=10, zero_tolerance=5)
        assert (rating.status, rating.absolute) == (RED, False)

    def test_a_scheme_in_units_needs_none(self) -> None:
        rating = rate(UNITS, 4, direction=DOWN, target=0)
        assert (rating.status, rating.absolute, rating.blue_limit) == (AMBER, False, Decimal(-1))


class TestPointsAndUnits:
    @pytest.mark.parametrize(("actual", "status"), [(76.9, RED), (77, AMBER), (80, GREEN), (82, GREEN), (82.1, BLUE)])
    def test_percentage_points(self, actual: float, status: Status) -> None:
        assert rate(POINTS, actual, direction=UP, target=80).status is status

    @pytest.mark.parametrize(("actual", "status"), [(24.1, RED), (24, AMBER), (20, GREEN), (19, GREEN), (18.9, BLUE)])
    def test_the_kpi_unit(self, actual: float, status: Status) -> None:
        assert rate(UNITS, actual, direction=DOWN, target=20).status is status

    def test_the_distance_is_in_points_or_units(self) -> None:
        assert rate(POINTS, 77.5, direction=UP, target=80).off == Decimal("-2.5")
        assert rate(UNITS, 21, direction=DOWN, target=20).off == 1


class TestFloor:
    @pytest.mark.parametrize(
        ("actual", "status"), [(79.99, RED), (80, AMBER), (89.99, AMBER), (90, GREEN), (99, GREEN)]
    )
    def test_amber_reaches_down_to_the_floor_standard(self, actual: float, status: Status) -> None:
        rating = rate(FLOOR, actual, direction=UP, target=90, lower=80)
        assert (rating.status, rating.amber_limit, rating.off) == (status, Decimal(80), Decimal(str(actual)) - 90)

    @pytest.mark.parametrize(("actual", "status"), [(12.1, RED), (12, AMBER), (10, GREEN), (0, GREEN)])
    def test_and_up_to_it_when_a_decrease_is_good(self, actual: float, status: Status) -> None:
        assert rate(FLOOR, actual, direction=DOWN, target=10, upper=12).status is status

    def test_a_floor_at_the_target_leaves_no_amber(self) -> None:
        found = bands(FLOOR, direction=UP, target=90, lower=90)
        assert found == (Band(RED, None, Decimal(90)), Band(GREEN, Decimal(90), None))

    def test_one_kpi_can_be_judged_by_two_schemes(self) -> None:
        by_floor = rate(FLOOR, 85, direction=UP, target=100, lower=80)
        by_percent = rate(TEN_FIVE, 85, direction=UP, target=100)
        assert (by_floor.status, by_percent.status) == (AMBER, RED)


class TestRange:
    @pytest.mark.parametrize("direction", [UP, DOWN, NEUTRAL])
    @pytest.mark.parametrize(
        ("actual", "status"),
        [
            (35.99, RED),
            (36, AMBER),
            (39.99, AMBER),
            (40, GREEN),
            (50, GREEN),
            (60, GREEN),
            (62, AMBER),
            (66, AMBER),
            (66.01, RED),
            (80, RED),
        ],
    )
    def test_plan_is_best_whichever_way_is_good(self, actual: float, status: Status, direction: Direction) -> None:
        assert rate(RANGE, actual, direction=direction, lower=40, upper=60).status is status

    @pytest.mark.parametrize(
        ("actual", "off", "limit"), [(50, 0, None), (40, 0, None), (60, 0, None), (36, -10, 36), (63, 5, 66)]
    )
    def test_the_distance_is_in_per_cent_of_the_nearer_end(self, actual: float, off: int, limit: int | None) -> None:
        rating = rate(RANGE, actual, direction=NEUTRAL, lower=40, upper=60)
        assert rating.off == off
        assert rating.amber_limit == limit
        assert (rating.target, rating.absolute) == (None, False)

    def test_an_end_at_zero_needs_the_zero_tolerance(self) -> None:
        with pytest.raises(RuleError, match="give the KPI a zero_tolerance"):
            rate(RANGE, 3, direction=NEUTRAL, lower=0, upper=5)
        rating = rate(RANGE, -1, direction=NEUTRAL, lower=0, upper=5, zero_tolerance=2)
        assert (rating.status, rating.off, rating.amber_limit) == (AMBER, Decimal(-1), Decimal(-2))
        assert rating.absolute


class TestImprovement:
    @pytest.mark.parametrize(
        ("last_year", "status", "improved"),
        [(75, AMBER, True), (79.9, AMBER, True), (80, RED, False), (85, RED, False), (None, RED, None)],
    )
    def test_far_off_target_is_red_unless_better_than_last_year(
        self, last_year: float | None, status: Status, improved: bool | None
    ) -> None:
        rating = rate(IMPROVEMENT, 80, direction=UP, target=100, last_year=last_year)
        assert (rating.status, rating.improved) == (status, improved)

    def test_better_means_lower_when_a_decrease_is_good(self) -> None:
        assert rate(IMPROVEMENT, 120, direction=DOWN, target=100, last_year=130).status is AMBER
        assert rate(IMPROVEMENT, 120, direction=DOWN, target=100, last_year=110).status is RED

    @pytest.mark.parametrize(("actual", "status"), [(90, AMBER), (100, GREEN), (106, BLUE)])
    def test_a_figure_that_is_not_far_off_is_rated_as_relative(self, actual: float, status: Status) -> None:
        assert rate(IMPROVEMENT, actual, direction=UP, target=100, last_year=200).status is status

    def test_other_schemes_do_not_ask(self) -> None:
        rating = rate(TEN_FIVE, 80, direction=UP, target=100, last_year=70)
        assert (rating.status, rating.improved) == (RED, None)


class TestRefusals:
    @pytest.mark.parametrize(
        ("kind", "given_", "message"),
        [
            (TEN_FIVE, {"direction": UP}, "needs a target."),
            (TEN_FIVE, {"direction": NEUTRAL, "target": 5}, "a neutral KPI has neither: choose a range scheme"),
            (FLOOR, {"direction": UP, "target": 90}, "needs a floor standard: give the target a lower value."),
            (FLOOR, {"direction": DOWN, "target": 9, "lower": 8}, "floor standard: give the target an upper value."),
            (
                FLOOR,
                {"direction": UP, "target": 90, "lower": 90.5},
                "no better than the target: 90.5 is better than 90.",
            ),
            (
                RANGE,
                {"direction": UP, "lower": 40},
                "needs both ends of a range: give the target a lower and an upper.",
            ),
            (
                RANGE,
                {"direction": UP, "lower": 9, "upper": 1},
                "needs a lower end (9) that is not above the upper (1).",
            ),
        ],
    )
    def test_a_scheme_says_what_it_needs(self, kind: StatusScheme, given_: dict[str, Any], message: str) -> None:
        for judge in (lambda: rate(kind, 50, **given_), lambda: bands(kind, **given_)):
            with pytest.raises(WorkbookError) as refusal:
                judge()
            assert str(refusal.value).startswith("The scheme “Trial” ")
            assert message in str(refusal.value)


NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=2)
TARGETS = NUMBERS.filter(bool)
TOLERANCES = st.decimals(min_value=0, max_value=50, places=1)
SCHEMES = st.builds(
    lambda kind, amber, blue: scheme(kind, str(amber), None if blue is None else str(blue)),
    st.sampled_from(["relative", "points", "absolute", "improvement"]),
    TOLERANCES,
    st.none() | TOLERANCES,
)
GOOD_WAYS = st.sampled_from([UP, DOWN])


@given(SCHEMES, NUMBERS, TARGETS, st.none() | NUMBERS)
def test_a_decrease_is_the_mirror_image_of_an_increase(
    kind: StatusScheme, actual: Decimal, target: Decimal, last_year: Decimal | None
) -> None:
    rising = rate(kind, actual, direction=UP, target=target, last_year=last_year)
    mirrored = None if last_year is None else -last_year
    falling = rate(kind, -actual, direction=DOWN, target=-target, last_year=mirrored)
    assert (falling.status, falling.off, falling.improved) == (rising.status, -rising.off, rising.improved)


@given(SCHEMES, st.tuples(NUMBERS, NUMBERS).map(sorted), TARGETS, GOOD_WAYS, st.none() | NUMBERS)
def test_a_better_figure_never_has_a_worse_status(
    kind: StatusScheme, pair: list[Decimal], target: Decimal, way: Direction, last_year: Decimal | None
) -> None:
    worse, better = pair if way is UP else reversed(pair)
    found = [rate(kind, value, direction=way, target=target, last_year=last_year).status for value in (worse, better)]
    assert found[0].rank <= found[1].rank


@given(st.tuples(NUMBERS, NUMBERS), TARGETS, TARGETS, GOOD_WAYS)
def test_nor_does_it_by_a_floor(pair: tuple[Decimal, Decimal], target: Decimal, floor: Decimal, way: Direction) -> None:
    assume(way.polarity * (target - floor) >= 0)
    worse, better = sorted(pair, reverse=way is DOWN)
    found = [rate(FLOOR, value, direction=way, target=target, lower=floor, upper=floor) for value in (worse, better)]
    assert found[0].status.rank <= found[1].status.rank


@given(NUMBERS, TARGETS, TOLERANCES, TOLERANCES, GOOD_WAYS)
def test_the_status_is_the_one_that_the_gap_gives(
    actual: Decimal, target: Decimal, amber: Decimal, blue: Decimal, way: Direction
) -> None:
    gap = way.polarity * (actual - target)
    unit = abs(target) / 100
    expected = BLUE if gap > blue * unit else GREEN if gap >= 0 else AMBER if gap >= -amber * unit else RED
    assert rate(scheme("relative", str(amber), str(blue)), actual, direction=way, target=target).status is expected


@given(NUMBERS, TARGETS, st.decimals(min_value="0.01", max_value=1000, places=2), GOOD_WAYS)
def test_a_relative_status_does_not_depend_on_the_unit(
    actual: Decimal, target: Decimal, scale: Decimal, way: Direction
) -> None:
    here = rate(TEN_FIVE, actual, direction=way, target=target)
    there = rate(TEN_FIVE, actual * scale, direction=way, target=target * scale)
    assert there.status is here.status


@given(SCHEMES, TARGETS, GOOD_WAYS)
def test_bands_cover_the_axis_and_agree_with_the_status(kind: StatusScheme, target: Decimal, way: Direction) -> None:
    found = bands(kind, direction=way, target=target)
    assert_bands_agree(found, lambda value: rate(kind, value, direction=way, target=target))


@given(st.tuples(NUMBERS, NUMBERS).map(sorted), TOLERANCES)
def test_so_do_the_bands_of_a_range(ends: list[Decimal], amber: Decimal) -> None:
    assume(ends[0] and ends[1])
    kind = scheme("range", str(amber))
    limits: dict[str, Any] = {"direction": NEUTRAL, "lower": ends[0], "upper": ends[1]}
    assert_bands_agree(bands(kind, **limits), lambda value: rate(kind, value, **limits))


def assert_bands_agree(found: tuple[Band, ...], judge: Any) -> None:
    assert found[0].low is None and found[-1].high is None
    assert [band.high for band in found[:-1]] == [band.low for band in found[1:]]
    for band in found:
        assert judge(inside(band)).status is band.status
    for left, right in pairwise(found):
        at = judge(left.high)
        assert at.status is next(status for status in (GREEN, AMBER) if status in {left.status, right.status})
        assert at.bands == found


def inside(band: Band) -> Decimal:
    low = band.low if band.low is not None else (band.high or Decimal(0)) - 7
    return (low + (band.high if band.high is not None else low + 14)) / 2


@given(SCHEMES, NUMBERS, TARGETS, GOOD_WAYS)
def test_the_limits_are_the_last_values_of_their_status(
    kind: StatusScheme, actual: Decimal, target: Decimal, way: Direction
) -> None:
    rating = rate(kind, actual, direction=way, target=target)
    assert rating.amber_limit is not None
    step = way.polarity * Decimal("0.000001")

    def status(value: Decimal) -> Status:
        return rate(kind, value, direction=way, target=target).status

    assert status(rating.amber_limit - step) is RED
    assert status(rating.amber_limit) is (AMBER if rating.amber_limit != target else GREEN)
    if rating.blue_limit is not None:
        assert (status(rating.blue_limit), status(rating.blue_limit + step)) == (GREEN, BLUE)
