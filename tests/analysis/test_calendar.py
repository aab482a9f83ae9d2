"""A quarter's calendar: every date in order, what should be looked at, and dates for the next quarter."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.calendar import date_findings, proposed
from helpers.errors import Problems
from helpers.model.calendar import QuarterPlan
from helpers.model.organisation import Committee, Settings
from helpers.model.periods import Quarter
from helpers.rules.working_days import is_working_day, working_days
from helpers.workbook import open_calendar

if TYPE_CHECKING:
    from conftest import Workspace

PROJECT = Path(__file__).parents[2]
Q1, Q2 = Quarter(2025, 1), Quarter(2025, 2)
FILE = "params/quarters/2025-26-q1.yml"
DATES = {
    "returns_due": "2025-08-15",
    "commentary_due": "2025-08-22",
    "data_cut_off": "2025-08-29",
    "management_review": "2025-09-03",
    "papers_due": "2025-09-10",
    "publication": "2025-09-10",
}


def plan(**changed: str | None) -> QuarterPlan:
    """A sound quarter, with some dates changed or, where they are None, left out."""
    given = {name: day for name, day in {**DATES, **changed}.items() if day}
    return QuarterPlan.model_validate({"quarter": Q1, **given})


def findings(meeting: str = "2025-09-18", settings: Settings | None = None, **changed: str | None) -> list[str]:
    roads = Committee(id="roads", title="Roads Committee", remit="Roads.", meetings={Q1: date.fromisoformat(meeting)})
    return [str(each) for each in date_findings(plan(**changed), [roads], settings or Settings())]


@pytest.fixture
def dated(bare: Workspace) -> Workspace:
    """Westmarch with every date of 2025-26 Q1."""
    lines = "".join(f"{name}: {day}\n" for name, day in DATES.items())
    bare.write(FILE, f"quarter: 2025-26 Q1\n{lines}")
    return bare


def test_every_date_is_told_in_order_with_who_acts_and_the_days_since_the_one_before(dated: Workspace) -> None:
    found = open_calendar(dated.root, "2025-26 Q1")
    assert [(str(e.day), e.what, e.who, e.days, e.working_days) for e in found.entries] == [
        ("2025-06-30", "The quarter ends", "", 0, 0),
        ("2025-08-15", "Suppliers' returns are due", "Suppliers", 46, 34),
        ("2025-08-22", "Commentary is due", "Owners of the indicators", 7, 5),
        ("2025-08-29", "Data are cut off", "Performance Team", 7, 4),
        ("2025-09-03", "Management reviews the packs", "Management team", 5, 3),
        ("2025-09-10", "Agendas and papers are published", "Democratic services", 7, 5),
        ("2025-09-10", "Packs are published", "Performance Team", 0, 0),
        ("2025-09-18", "Care and Health Committee meets", "Members", 8, 6),
    ]
    assert (found.organisation, found.findings) == ("Westmarch County Council", ())


def test_a_year_has_the_dates_of_all_its_quarters_that_have_a_file(dated: Workspace) -> None:
    entries = open_calendar(dated.root, year="2025/26").entries
    assert [entry.day for entry in entries] == sorted(entry.day for entry in entries)
    assert [str(e.quarter) for e in entries].count("2025-26 Q2") == 3
    assert {entry.quarter for entry in entries} == {Q1, Q2}


def test_a_year_without_a_quarter_is_told(dated: Workspace) -> None:
    with pytest.raises(Problems) as raised:
        open_calendar(dated.root, year="2025")
    told = "year: there is no quarter of “2025” in params/quarters/. Did you mean “2025-26”?"
    assert str(raised.value) == f"1 problem to put right:\n  {told}"


def test_dates_with_time_enough_between_them_are_well() -> None:
    assert findings() == []


def test_too_little_time_for_the_review_is_told_and_stops_nothing() -> None:
    assert findings(management_review="2025-09-05") == [
        f"{FILE}: management_review, 2025-09-05, is 3 working days before papers are due, on 2025-09-10."
        " Leave 5, as review_days asks."
    ]


def test_without_a_date_for_papers_the_review_has_until_publication() -> None:
    assert findings(management_review="2025-09-09", papers_due=None) == [
        f"{FILE}: management_review, 2025-09-09, is 1 working day before the packs are published, on 2025-09-10."
        " Leave 5, as review_days asks."
    ]


def test_how_long_a_review_takes_is_the_organisations_choice() -> None:
    assert findings(management_review="2025-09-05", settings=Settings(review_days=3)) == []
    assert len(findings(settings=Settings(review_days=6))) == 1


def test_a_meeting_without_five_clear_days_notice_is_told_with_the_last_day_for_its_papers() -> None:
    assert findings(meeting="2025-09-17") == [
        f"{FILE}: papers are due on 2025-09-10, 4 clear working days before the Roads Committee meets, on 2025-09-17."
        " Publish them by 2025-09-09, so that there are 5."
    ]


def test_days_on_which_the_offices_are_closed_are_not_clear() -> None:
    told = findings(settings=Settings(closed_days=(date(2025, 9, 12),)))
    assert [each.split(" Publish ")[1] for each in told] == ["them by 2025-09-09, so that there are 5."]


def test_without_a_date_for_papers_nothing_is_said_of_notice() -> None:
    assert findings(meeting="2025-09-11", papers_due=None) == []


def test_packs_that_come_after_the_agendas_are_told() -> None:
    assert findings(publication="2025-09-11") == [
        f"{FILE}: publication, 2025-09-11, is after the agendas are published, on 2025-09-10."
        " Publish the packs with the agendas."
    ]


def test_commentary_that_is_due_before_the_figures_is_told() -> None:
    assert findings(commentary_due="2025-08-14") == [
        f"{FILE}: commentary is due on 2025-08-14, before suppliers' returns are, on 2025-08-15."
        " Give services time to see the figures."
    ]


def test_a_date_in_the_wrong_year_is_asked_about() -> None:
    assert findings(meeting="2026-09-18", publication="2026-09-10", papers_due=None) == [
        f"{FILE}: publication, 2026-09-10, is more than a year after 2025-26 Q1 ends, on 2025-06-30. Is the year right?"
    ]


def test_a_quarter_to_come_has_as_many_working_days_as_the_last() -> None:
    days = proposed(Q2, plan())
    assert {name: str(day) for name, day in days.items()} == {
        "returns_due": "2025-11-17",
        "commentary_due": "2025-11-24",
        "data_cut_off": "2025-11-28",
        "management_review": "2025-12-03",
        "papers_due": "2025-12-10",
        "publication": "2025-12-10",
    }
    assert [working_days(Q2.end, day) for day in days.values()] == [
        working_days(Q1.end, day) for day in plan().dates.values()
    ]


OFFSETS = st.lists(st.integers(0, 150), min_size=5, max_size=5).map(sorted)


@given(OFFSETS, st.integers(2003, 2050), st.integers(1, 4), st.integers(1, 8))
def test_proposed_dates_are_working_days_in_a_sound_order(offsets: list[int], year: int, number: int, on: int) -> None:
    last = Quarter(year, number)
    names = [name for name in DATES if name != "commentary_due"]
    days = [date.fromordinal(last.end.toordinal() + offset + (place > 1)) for place, offset in enumerate(offsets)]
    before = QuarterPlan.model_validate({"quarter": last, **dict(zip(names, days, strict=True))})
    found = proposed(last.shift(on), before)
    after = QuarterPlan.model_validate({"quarter": last.shift(on), **found})
    assert list(after.dates) == names
    assert [day for day in found.values() if not is_working_day(day) and day != last.shift(on).end] == []
    pairs = list(zip(before.dates.values(), after.dates.values(), strict=True))
    assert all((a < c) == (b < d) for (a, b), (c, d) in pairwise(pairs))


@pytest.mark.parametrize("quarter", ["2019-20 Q2", "2024-25 Q3", "2024-25 Q4", "2025-26 Q1"])
def test_the_demonstrations_quarters_leave_time_enough(quarter: str) -> None:
    assert open_calendar(PROJECT, quarter).findings == ()


def test_one_quarter_of_the_demonstration_shows_what_a_short_review_looks_like() -> None:
    told = [each.rule for each in open_calendar(PROJECT, "2019-20 Q3").findings]
    assert told == ["short-review"]
