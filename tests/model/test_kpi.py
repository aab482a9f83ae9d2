"""A KPI of the register: strict about its fields, and known as it was in any quarter."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from helpers.model.kpi import Direction, Kpi, Unit
from helpers.model.periods import Quarter

FIELDS: dict[str, Any] = {
    "id": "bus-punctuality",
    "name": "Buses running on time",
    "description": "Share of non-frequent services that run on time.",
    "unit": "percent",
    "decimals": 1,
    "direction": "increase",
    "timing": "leading",
    "basis": "non-financial",
    "perspective": "State of the Region",
    "priority": "connectivity",
    "committees": ["transport"],
    "owner": "Head of Transport",
    "supplier": "DfT",
    "measure": "annual",
    "frequency": "financial-year",
    "scheme": "ten-five",
}
CHANGES = [
    {"effective": "2025-26 Q1", "reason": "Operators now report every stop.", "fields": {"decimals": 0}},
    {"effective": "2024-25 Q1", "reason": "New method.", "fields": {"name": "Punctual buses", "decimals": 2}},
]


def kpi(**more: Any) -> Kpi:
    return Kpi.model_validate(FIELDS | more)


def refusal(**more: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        kpi(**more)
    return str(caught.value)


def test_an_unknown_field_is_refused_by_name() -> None:
    assert "polarity\n  Extra inputs are not permitted" in refusal(polarity="up")


@pytest.mark.parametrize(("field", "bad"), [("id", "Bus Punctuality"), ("decimals", 5), ("committees", [])])
def test_a_bad_value_is_refused_under_its_field(field: str, bad: object) -> None:
    assert f"\n{field}\n" in refusal(**{field: bad})


def test_a_bad_direction_names_the_good_ones() -> None:
    assert "'increase', 'decrease' or 'neutral'" in refusal(direction="up")


def test_a_live_kpi_with_a_target_needs_a_scheme_and_a_contextual_one_does_not() -> None:
    assert "a live KPI with a target needs a scheme" in refusal(scheme=None)
    assert kpi(scheme=None, purpose="context").scheme is None
    assert kpi(scheme=None, lifecycle="in-development").scheme is None


def test_a_life_that_ends_before_it_starts_is_refused() -> None:
    assert "live_to (2024-25 Q4) is before live_from (2025-26 Q1)." in refusal(
        live_from="2025-26 Q1", live_to="2024-25 Q4"
    )


def test_a_change_to_a_field_that_does_not_exist_is_refused() -> None:
    change = {"effective": "2025-26 Q1", "reason": "r", "fields": {"decimls": 0, "id": "other"}}
    assert "changes: unknown field decimls, id." in refusal(changes=[change])


@pytest.mark.parametrize(
    ("quarter", "name", "decimals"),
    [
        ("2023-24 Q4", "Buses running on time", 1),
        ("2024-25 Q1", "Punctual buses", 2),
        ("2024-25 Q4", "Punctual buses", 2),
        ("2025-26 Q1", "Punctual buses", 0),
        ("2030-31 Q1", "Punctual buses", 0),
    ],
)
def test_a_definition_is_known_as_it_was_in_any_quarter(quarter: str, name: str, decimals: int) -> None:
    then = kpi(changes=CHANGES).as_at(Quarter.parse(quarter))
    assert (then.name, then.decimals, then.id) == (name, decimals, "bus-punctuality")


def test_what_did_not_change_is_kept_whole() -> None:
    before = kpi(changes=CHANGES, minimum="0.1", zero_tolerance="2", live_from="2020-21 Q1")
    after = before.as_at(Quarter(2026, 1))
    same = {"name", "decimals", "changes"}
    assert after.model_dump(exclude=same) == before.model_dump(exclude=same)


@pytest.mark.parametrize(
    ("life", "quarters"),
    [
        ({}, [True, True, True]),
        ({"live_from": "2025-26 Q1"}, [False, True, True]),
        ({"live_to": "2025-26 Q1"}, [True, True, False]),
        ({"live_from": "2025-26 Q1", "live_to": "2025-26 Q1"}, [False, True, False]),
        ({"lifecycle": "proposed"}, [False, False, False]),
        ({"lifecycle": "in-development", "scheme": None}, [True, True, True]),
    ],
)
def test_a_kpi_is_reported_from_its_first_quarter_to_its_last(life: dict[str, Any], quarters: list[bool]) -> None:
    assert [kpi(**life).reported_in(Quarter(2025, 1).shift(step)) for step in (-1, 0, 1)] == quarters


@pytest.mark.parametrize(
    ("more", "low", "high"),
    [
        ({}, 0, 100),
        ({"maximum": 250}, 0, 250),
        ({"minimum": -100}, -100, 100),
        ({"unit": "number"}, None, None),
        ({"unit": "pounds", "minimum": "0.5"}, Decimal("0.5"), None),
    ],
)
def test_a_percentage_lies_between_0_and_100_unless_said_otherwise(more: dict[str, Any], low: Any, high: Any) -> None:
    assert kpi(**more).bounds == (low, high)


def test_the_title_is_the_short_name_when_there_is_one() -> None:
    assert kpi().title == "Buses running on time"
    assert kpi(short_name="Bus punctuality").title == "Bus punctuality"


def test_the_interval_is_the_frequency_s_unless_the_kpi_says_otherwise() -> None:
    assert kpi().interval == 12
    assert kpi(interval_months=24).interval == 24


@pytest.mark.parametrize(("direction", "polarity"), [("increase", 1), ("decrease", -1), ("neutral", 0)])
def test_polarity_is_the_sign_of_what_is_good(direction: str, polarity: int) -> None:
    assert Direction(direction).polarity == polarity


def test_a_kpi_cannot_be_edited_in_place() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        kpi().unit = Unit.NUMBER  # type: ignore[misc]
