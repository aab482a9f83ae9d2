"""Targets are set beside what the measure can be and what its result was; odd ones are found."""

from __future__ import annotations

from decimal import Decimal

import pytest

from helpers.model.kpi import Direction
from helpers.model.status import SchemeKind, StatusScheme
from helpers.rules.status import Band, bands
from helpers.rules.target_checks import blue_unreachable, implausible, target_unreachable, tiny_target, zero_target

UP, DOWN = Direction.INCREASE, Direction.DECREASE
LEAST, MOST = Decimal(0), Decimal(100)


def judged(kind: str, target: str, direction: Direction, blue: str = "5") -> tuple[Band, ...]:
    scheme = StatusScheme(
        id="any", name="Any", version=1, kind=SchemeKind(kind), amber=Decimal(10), blue=Decimal(blue), source="Invented"
    )
    return bands(scheme, direction=direction, target=target)


def test_blue_is_out_of_reach_of_a_percentage_from_a_target_of_95_24() -> None:
    assert blue_unreachable(judged("relative", "95.24", UP), LEAST, MOST) == Decimal("100.002")
    assert blue_unreachable(judged("relative", "95.23", UP), LEAST, MOST) is None


def test_blue_must_be_beyond_its_limit_so_a_limit_at_the_most_is_out_of_reach() -> None:
    assert blue_unreachable(judged("points", "95", UP), LEAST, MOST) == 100
    assert blue_unreachable(judged("points", "94.9", UP), LEAST, MOST) is None


def test_blue_can_be_out_of_reach_below_the_least() -> None:
    assert blue_unreachable(judged("points", "2", DOWN), LEAST, MOST) == -3
    assert blue_unreachable(judged("relative", "2", DOWN), LEAST, MOST) is None


def test_blue_is_always_in_reach_where_a_measure_has_no_end_or_a_scheme_no_blue() -> None:
    assert blue_unreachable(judged("relative", "99", UP), None, None) is None
    assert blue_unreachable(judged("relative", "99", UP)[:2], LEAST, MOST) is None


@pytest.mark.parametrize(
    ("limits", "passed"),
    [
        (["101"], 100), (["100"], None), (["-1"], 0), (["0"], None), (["90", "110"], None), (["101", "110"], 100),
        ([], None),
    ],
)  # fmt: skip
def test_a_target_beyond_what_the_measure_can_be_is_found(limits: list[str], passed: int | None) -> None:
    assert target_unreachable([Decimal(each) for each in limits], LEAST, MOST) == passed
    assert target_unreachable([Decimal(each) for each in limits], None, None) is None


def test_zero_is_found_alone_and_as_the_end_of_a_range() -> None:
    assert [zero_target([Decimal(each) for each in limits]) for limits in (["0"], ["0", "5"], ["1"], [])] == [
        True, True, False, False,
    ]  # fmt: skip


def test_a_target_under_ten_is_tiny_and_zero_is_not() -> None:
    assert tiny_target([Decimal("9")]) == 9
    assert [tiny_target([Decimal(each)]) for each in ("10", "0", "-10")] == [None, None, None]


def test_a_result_of_73390_against_a_target_of_420_is_implausible() -> None:
    found = implausible(73_390, 420)
    assert found is not None and round(found, 1) == Decimal("174.7")


@pytest.mark.parametrize(
    ("result", "target", "ratio"),
    [(4200, 420, None), (4201, 420, "10.00"), (42, 420, None), (41, 420, "0.10"), (0, 420, "0"), (0, 9, None),
     (5, 0, None), (-50, 1, None), (-4300, -420, "10.24")],
)  # fmt: skip
def test_only_over_ten_times_or_under_a_tenth_is(result: float, target: float, ratio: str | None) -> None:
    found = implausible(result, target)
    assert (found is None) if ratio is None else (found is not None and round(found, 2) == Decimal(ratio))
