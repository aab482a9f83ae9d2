"""The second route to a status and a value: other arithmetic, the same answer."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.model.kpi import Direction
from helpers.model.status import SchemeKind, Status, StatusScheme
from helpers.rules.second_opinion import gap_percent, same_value, share, status_by_gap
from helpers.rules.status import rate

NUMBERS = st.decimals(min_value=-200, max_value=200, places=2)
POSITIVE = st.decimals(min_value=0, max_value=50, places=1)
DISTANCES = (SchemeKind.RELATIVE, SchemeKind.POINTS, SchemeKind.ABSOLUTE, SchemeKind.IMPROVEMENT)


def scheme(kind: SchemeKind, **fields: Any) -> StatusScheme:
    return StatusScheme(id="s", name="S", version=1, kind=kind, source="Invented", **fields)


TEN_FIVE = scheme(SchemeKind.RELATIVE, amber=10, blue=5)


@pytest.mark.parametrize(
    ("value", "status"),
    [("89.99", "Red"), ("90", "Amber"), ("99.9", "Amber"), ("100", "Green"), ("105", "Green"), ("105.01", "Blue")],
)
def test_the_gap_to_the_target_is_set_beside_the_limits(value: str, status: str) -> None:
    assert status_by_gap(TEN_FIVE, value, polarity=1, target="100") == status


def test_where_a_decrease_is_good_the_gap_is_turned_round() -> None:
    found = [status_by_gap(TEN_FIVE, value, polarity=-1, target="100") for value in ("110.01", "110", "100", "94.99")]
    assert found == [Status.RED, Status.AMBER, Status.GREEN, Status.BLUE]


def test_a_target_of_zero_is_judged_by_the_zero_tolerance_and_nothing_is_blue() -> None:
    found = [
        status_by_gap(TEN_FIVE, value, polarity=-1, target="0", zero_tolerance="2") for value in ("3", "2", "0", "-9")
    ]
    assert found == [Status.RED, Status.AMBER, Status.GREEN, Status.GREEN]


def test_an_improvement_spares_a_figure_from_red() -> None:
    improving = scheme(SchemeKind.IMPROVEMENT, amber=10)
    found = [
        status_by_gap(improving, "50", polarity=1, target="100", last_year=before) for before in ("49", "50", None)
    ]
    assert found == [Status.AMBER, Status.RED, Status.RED]


def test_a_target_that_does_not_fit_the_scheme_gives_no_opinion() -> None:
    floor, ranged = scheme(SchemeKind.FLOOR), scheme(SchemeKind.RANGE, amber=10)
    assert status_by_gap(TEN_FIVE, "5", polarity=1) is None
    assert status_by_gap(TEN_FIVE, "5", polarity=0, target="5") is None
    assert status_by_gap(floor, "5", polarity=1, target="5", upper="6") is None
    assert status_by_gap(ranged, "5", polarity=1, lower="4") is None


@given(
    st.sampled_from(DISTANCES), st.sampled_from(list(Direction)[:2]), NUMBERS, NUMBERS, POSITIVE,
    st.none() | POSITIVE, st.none() | NUMBERS,
)  # fmt: skip
def test_both_routes_agree_on_the_distance_to_a_target(
    kind: SchemeKind,
    direction: Direction,
    value: Decimal,
    target: Decimal,
    amber: Decimal,
    blue: Decimal | None,
    last_year: Decimal | None,
) -> None:
    rule = scheme(kind, amber=amber, blue=blue)
    terms: dict[str, Any] = {"target": target, "last_year": last_year, "zero_tolerance": Decimal(1)}
    one = rate(rule, float(value), direction=direction, **terms).status
    assert status_by_gap(rule, str(value), polarity=direction.polarity, **terms) is one


@given(st.sampled_from(list(Direction)[:2]), NUMBERS, NUMBERS, POSITIVE)
def test_both_routes_agree_on_a_floor(direction: Direction, value: Decimal, target: Decimal, short: Decimal) -> None:
    limit = "lower" if direction is Direction.INCREASE else "upper"
    terms: dict[str, Any] = {"target": target, limit: target - direction.polarity * short}
    one = rate(scheme(SchemeKind.FLOOR), float(value), direction=direction, **terms).status
    assert status_by_gap(scheme(SchemeKind.FLOOR), str(value), polarity=direction.polarity, **terms) is one


@given(NUMBERS, NUMBERS, POSITIVE, POSITIVE)
def test_both_routes_agree_on_a_range(value: Decimal, lower: Decimal, width: Decimal, amber: Decimal) -> None:
    rule = scheme(SchemeKind.RANGE, amber=amber)
    terms: dict[str, Any] = {"lower": lower, "upper": lower + width, "zero_tolerance": Decimal(1)}
    one = rate(rule, float(value), direction=Direction.NEUTRAL, **terms).status
    assert status_by_gap(rule, str(value), polarity=0, **terms) is one


def test_a_share_is_exact_and_none_of_nothing() -> None:
    assert share("200", "310", 100) == Fraction(2000, 31)
    assert share("200", "0", 100) is None


def test_a_share_is_the_value_when_they_agree_to_twelve_digits() -> None:
    assert same_value(Fraction(2000, 31), "64.5161290322581")
    assert not same_value(Fraction(2000, 31), "64.5")
    assert same_value(Fraction(0), "0")


def test_the_gap_is_in_per_cent_of_the_target() -> None:
    assert gap_percent("62.1", "65") == Fraction(-290, 65)
    assert gap_percent("-5", "-4") == -25
    assert gap_percent("5", "0") is None
