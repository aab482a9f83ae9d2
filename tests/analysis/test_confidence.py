"""Row 31: which figures rest on counts, and so have a confidence interval?"""

from __future__ import annotations

from typing import Any

import pytest

from helpers.analysis.confidence import confidence, is_share
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading
from helpers.model.periods import Frequency, parse_period
from helpers.rules.intervals import byar, wilson

PERIOD = parse_period("2025-26 Q1", Frequency.QUARTER)
FIELDS: dict[str, Any] = {
    "id": "visits", "name": "Visits", "description": "Visits.", "unit": "percent", "decimals": 1,
    "direction": "increase", "timing": "lagging", "basis": "non-financial", "perspective": "Outcomes",
    "priority": "care", "committees": ("care",), "owner": "Head", "supplier": "Team", "measure": "flow",
    "frequency": "quarter", "scheme": "ten-five",
}  # fmt: skip
SHARE, RATE = Kpi.model_validate(FIELDS), Kpi.model_validate(FIELDS | {"unit": "number"})
POUNDS = Kpi.model_validate(FIELDS | {"unit": "pounds"})


def read(value: float | None, numerator: float | None, denominator: float | None) -> Reading:
    return Reading(PERIOD, value, numerator, denominator)


def test_a_share_of_a_count_has_wilsons_interval_in_per_cent() -> None:
    assert confidence(SHARE, read(71.0, 142, 200)) == wilson(142, 200).times(100)


@pytest.mark.parametrize(("value", "numerator", "denominator"), [(0.0, 0, 20), (100.0, 20, 20), (66.7, 2, 3)])
def test_nobody_everybody_and_a_rounded_share_are_shares_too(value, numerator, denominator) -> None:
    found = confidence(SHARE, read(value, numerator, denominator))
    assert found is not None and 0 <= found.low < found.high <= 100 and found.holds(value)


@pytest.mark.parametrize(
    ("value", "numerator", "denominator"),
    [
        pytest.param(70.0, 142, 200, id="counts that give another value"),
        pytest.param(71.0, None, 200, id="no numerator"),
        pytest.param(71.0, 142, None, id="no denominator"),
        pytest.param(71.0, 142, 0, id="out of nobody"),
        pytest.param(None, 142, 200, id="no value"),
        pytest.param(105.0, 210, 200, id="more than all"),
    ],
)
def test_a_percentage_that_is_not_its_counts_has_none(value, numerator, denominator) -> None:
    assert confidence(SHARE, read(value, numerator, denominator)) is None


@pytest.mark.parametrize(
    ("value", "events", "people", "per"),
    [(30.0, 45, 15_000, 10_000), (752.0, 3760, 500_000, 100_000), (4.5, 9, 200, 100), (2.0, 2, 1_000_000, 1_000_000)],
)
def test_a_rate_has_byars_interval_per_as_many_people_as_it_is_told(value, events, people, per) -> None:
    assert confidence(RATE, read(value, events, people)) == byar(events).times(per / people)


@pytest.mark.parametrize(
    ("kpi", "value", "numerator", "denominator"),
    [
        pytest.param(RATE, 33.1, 45, 15_000, id="age-standardised, so not the crude 30.0"),
        pytest.param(RATE, 17.2, 3440, 200, id="a mean"),
        pytest.param(RATE, 30.0, 45.5, 15_000, id="a count that is not whole"),
        pytest.param(RATE, 0.0, 0, 15_000, id="no events, of which the rate is unknown"),
        pytest.param(POUNDS, 30.0, 45, 15_000, id="money"),
    ],
)
def test_anything_else_has_none(kpi, value, numerator, denominator) -> None:
    assert confidence(kpi, read(value, numerator, denominator)) is None


def test_a_crude_rate_may_be_rounded_by_up_to_one_per_cent() -> None:
    assert confidence(RATE, read(30.3, 45, 15_000)) is not None
    assert confidence(RATE, read(30.4, 45, 15_000)) is None


def test_a_share_is_told_by_its_decimals() -> None:
    assert is_share(SHARE, read(66.7, 2, 3)) and not is_share(SHARE, read(66.6, 2, 3))
