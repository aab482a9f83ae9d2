"""A KPI of the register: strict about its fields, and known as it was in any quarter."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from helpers.model.kpi import Direction, Kpi, Unit
from helpers.model.lifecycle import Lifecycle
from helpers.model.organisation import Committee
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


def decision(move: str, effective: str, **more: Any) -> dict[str, Any]:
    usual = {"kpi": "bus-punctuality", "committee": "transport", "decided_on": "2015-01-01", "reason": "Invented"}
    return usual | {"recorded_by": "Clerk", "minute": "M1", "move": move, "effective": effective} | more


APPROVED = decision("approve", "2015-16 Q1")


def kpi(*decisions: dict[str, Any], **more: Any) -> Kpi:
    return Kpi.model_validate({**FIELDS, "decisions": decisions or [APPROVED], **more})


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


def test_a_change_to_a_field_that_does_not_exist_is_refused() -> None:
    change = {"effective": "2025-26 Q1", "reason": "r", "fields": {"decimls": 0, "id": "other"}}
    assert "changes: unknown field decimls, id." in refusal(changes=[change])


APPROVALS = [APPROVED, decision("change", "2024-25 Q1"), decision("change", "2025-26 Q1")]


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
    then = kpi(*APPROVALS, changes=CHANGES).as_at(Quarter.parse(quarter))
    assert (then.name, then.decimals, then.id) == (name, decimals, "bus-punctuality")


def test_a_change_that_no_committee_has_decided_changes_nothing() -> None:
    assert kpi(changes=CHANGES).as_at(Quarter(2030, 1)).decimals == 1
    assert kpi(*APPROVALS[:2], changes=CHANGES).as_at(Quarter(2030, 1)).decimals == 2


def test_a_change_that_was_decided_late_counts_from_the_first_quarter_not_yet_cut_off() -> None:
    late = decision("change", "2024-25 Q1", counts_from="2024-25 Q3")
    told = [kpi(APPROVED, late, changes=CHANGES).as_at(Quarter(2024, number)).decimals for number in (1, 2, 3)]
    assert told == [1, 1, 2]


def test_a_definition_as_it_is_written_has_every_change_by_its_quarter_decided_or_not() -> None:
    written = [kpi(changes=CHANGES).as_written(Quarter(year, 1)).decimals for year in (2023, 2024, 2025)]
    assert written == [1, 2, 0]


def test_what_did_not_change_is_kept_whole() -> None:
    before = kpi(*APPROVALS, changes=CHANGES, minimum="0.1", zero_tolerance="2")
    after = before.as_at(Quarter(2026, 1))
    same = {"name", "decimals", "changes"}
    assert after.model_dump(exclude=same) == before.model_dump(exclude=same)


@pytest.mark.parametrize(
    ("life", "quarters"),
    [
        ("approve 2015-16 Q1", [True, True, True]),
        ("approve 2025-26 Q1", [False, True, True]),
        ("approve 2015-16 Q1, retire 2025-26 Q2", [True, True, False]),
        ("approve 2025-26 Q1, retire 2025-26 Q2", [False, True, False]),
        ("approve 2015-16 Q1, suspend 2025-26 Q1, approve 2025-26 Q2", [True, True, True]),
        ("approve 2015-16 Q1, retire 2025-26 Q1, propose 2025-26 Q2", [True, False, False]),
        ("approve 2015-16 Q1, retire 2025-26 Q1, propose 2025-26 Q1, approve 2025-26 Q2", [True, False, True]),
        ("propose 2015-16 Q1", [False, False, False]),
        ("propose 2015-16 Q1, develop 2025-26 Q1", [False, True, True]),
    ],
)
def test_a_kpi_is_reported_while_a_committee_s_decisions_have_it_so(life: str, quarters: list[bool]) -> None:
    moves = [decision(*move.split(" ", 1)) for move in life.split(", ")]
    seen = [Quarter(2025, 1).shift(step) for step in (-1, 0, 1)]
    assert [kpi(*moves).reported_in(quarter) for quarter in seen] == quarters
    assert [kpi(*moves).as_at(quarter).reported_in(quarter) for quarter in seen] == quarters


def test_a_kpi_about_which_nothing_was_decided_is_in_no_report() -> None:
    undecided = kpi(decisions=[])
    assert (undecided.lifecycle, undecided.approved_from) == (Lifecycle.PROPOSED, None)
    assert not undecided.reported_in(Quarter(2025, 1))


def test_a_kpi_as_at_a_quarter_knows_nothing_that_was_decided_later() -> None:
    told = kpi(decision("develop", "2024-25 Q1"), decision("approve", "2025-26 Q1"), decision("retire", "2026-27 Q1"))
    then = {quarter: told.as_at(Quarter.parse(quarter)) for quarter in ("2023-24 Q4", "2024-25 Q4", "2025-26 Q4")}
    assert {quarter: (each.lifecycle, each.approved_from) for quarter, each in then.items()} == {
        "2023-24 Q4": (Lifecycle.PROPOSED, None),
        "2024-25 Q4": (Lifecycle.IN_DEVELOPMENT, None),
        "2025-26 Q4": (Lifecycle.LIVE, Quarter(2025, 1)),
    }
    assert (told.lifecycle, then["2024-25 Q4"].reported_in(Quarter(2030, 1))) == (Lifecycle.RETIRED, True)


@pytest.mark.parametrize(
    ("committee", "more", "overseen"),
    [
        ({"id": "transport"}, {}, True),
        ({"id": "care"}, {}, False),
        ({"id": "care", "strategic_kpis": True}, {}, False),
        ({"id": "care", "strategic_kpis": True}, {"strategic": True}, True),
        ({"id": "care"}, {"strategic": True}, False),
    ],
)
def test_a_committee_oversees_its_own_kpis_and_where_it_tracks_them_every_strategic_one(
    committee: dict[str, Any], more: dict[str, Any], overseen: bool
) -> None:
    overseeing = Committee.model_validate({"title": "A committee", "remit": "Something."} | committee)
    assert kpi(**more).overseen_by(overseeing) is overseen


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
