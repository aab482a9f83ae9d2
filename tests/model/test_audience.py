"""Whom reports are for, and how often: the editions within a quarter, and the KPIs that an audience is told of."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from helpers.model.audience import Cadence, KpiSelection, fortnightly, monthly
from helpers.model.organisation import Committee, Depth
from helpers.model.periods import Quarter

Q1 = Quarter(2025, 1)


def audience(**fields: object) -> Committee:
    return Committee.model_validate({"id": "roads-team", "title": "Roads Team", "remit": "Roads.", **fields})


def test_a_month_is_an_edition_and_its_data_are_cut_off_some_days_later() -> None:
    april, _, june = monthly(Q1, days=14)
    assert (april.id, april.name, april.start, april.end) == (
        "2025-04",
        "April 2025",
        date(2025, 4, 1),
        date(2025, 4, 30),
    )
    assert (june.data_cut_off, june.publication) == (date(2025, 7, 14), date(2025, 7, 14))


def test_before_april_comes_march_of_the_quarter_before() -> None:
    march = monthly(Q1, days=14)[0].previous
    assert (march.id, march.quarter, march.data_cut_off) == ("2025-03", Quarter(2024, 4), date(2025, 4, 14))


@pytest.mark.parametrize("anchor", [date(2025, 4, 13), date(2023, 1, 8), date(2030, 12, 15)])
def test_fortnights_are_counted_on_from_any_day_that_ends_one(anchor: date) -> None:
    ends = [each.end for each in fortnightly(Q1, anchor, days=3)]
    assert ends[0] == date(2025, 4, 13) and ends[-1] == date(2025, 6, 22) and len(ends) == 6


def test_a_fortnight_is_told_by_its_last_day_and_follows_the_one_before() -> None:
    first = fortnightly(Q1, date(2025, 4, 13), days=3)[0]
    assert (first.id, first.name) == ("2025-04-13", "the fortnight to 13 April 2025")
    assert (first.start, first.previous.end, first.previous.quarter) == (
        date(2025, 3, 31),
        date(2025, 3, 30),
        Quarter(2024, 4),
    )


@pytest.mark.parametrize("quarter", [Quarter(2023, 4), Q1, Quarter(2025, 3)])
def test_every_fortnight_of_a_year_belongs_to_one_quarter(quarter: Quarter) -> None:
    editions = [each for back in range(4) for each in fortnightly(quarter.shift(back), date(2025, 4, 13), days=0)]
    assert [each.previous for each in editions[1:]] == editions[:-1]


@pytest.mark.parametrize(
    ("cadence", "then"),
    [
        (Cadence.QUARTERLY, date(2025, 4, 30)),
        (Cadence.MONTHLY, date(2025, 2, 28)),
        (Cadence.FORTNIGHTLY, date(2025, 2, 14)),
    ],
)
def test_the_next_report_is_a_quarter_a_month_or_a_fortnight_later(cadence: Cadence, then: date) -> None:
    assert cadence.after(date(2025, 1, 31)) == then


def test_a_committee_has_every_depth_and_those_who_manage_their_own_beside_the_summary() -> None:
    assert audience().depths == (Depth.SUMMARY, Depth.COMMITTEE, Depth.FULL)
    assert audience(kind="directorate", detail="full").depths == (Depth.SUMMARY, Depth.FULL)
    assert audience(kind="service", detail="summary").depths == (Depth.SUMMARY,)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"frequency": "monthly"}, "a committee's report is quarterly"),
        ({"kpis": {"also": ["potholes"]}}, "a committee's report is quarterly"),
        ({"kind": "service", "frequency": "fortnightly"}, "needs a day on which one ends"),
        ({"kind": "service", "fortnight_ends": "2025-04-13"}, "needs a day on which one ends"),
        ({"kind": "service", "kpis": {}}, "this chooses no KPI"),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        audience(**fields)


def test_a_selection_that_only_names_kpis_has_no_conditions() -> None:
    assert not KpiSelection(also=("potholes",)).conditions
    assert KpiSelection(owners=("Head of Roads",)).conditions
