"""Reported digits are kept, and the noise of binary floating point is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.rules.exact import displayed, exact

REPORTED = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


@given(REPORTED)
def test_a_float_read_from_text_keeps_every_reported_digit(reported: Decimal) -> None:
    assert exact(float(str(reported))) == reported


@given(st.integers(0, 1000), st.integers(1, 1000).map(lambda n: 2 * n))
def test_a_recomputed_percentage_equals_the_exact_one_where_that_ends(numerator: int, half: int) -> None:
    thousandths = Decimal(numerator) / Decimal(1000) * 100
    assert exact(numerator / 1000 * 100) == thousandths
    assert exact(numerator * half / (1000 * half) * 100) == thousandths


def test_the_noise_of_a_percentage_is_dropped() -> None:
    assert 7 / 100 * 100 != 7
    assert exact(7 / 100 * 100) == 7
    assert exact(0.1 + 0.2) == Decimal("0.3")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "n/a", ""])
def test_what_is_not_a_number_is_refused(value: float | str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        exact(value)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [(2.5, 0, "3"), (-2.5, 0, "-3"), (2.675, 2, "2.68"), (1234.5678, 1, "1234.6"), (-0.04, 1, "0.0"), (75, 1, "75.0")],
)
def test_a_value_is_displayed_with_halves_away_from_zero(value: float, decimals: int, printed: str) -> None:
    assert str(displayed(value, decimals)) == printed
