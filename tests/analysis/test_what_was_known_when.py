"""A pack uses the figures known on the day its data were cut off: never a later one, never an earlier vintage."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.vintages import as_at, vintages
from helpers.model.observation import Reading, Vintage
from helpers.model.periods import Frequency, Quarter, parse_period

if TYPE_CHECKING:
    from conftest import Workspace

FIRST_DAY = date(2024, 1, 1)
NOW = Quarter(2023, 4)
days = st.integers(0, 40).map(lambda number: FIRST_DAY + timedelta(days=number))
rows = st.lists(
    st.tuples(st.sampled_from(["W01", "W02"]), st.sampled_from(["2024-01", "2024-02", "2024-03"]), days),
    unique=True,
    max_size=20,
)


def figures(found: list[tuple[str, str, date]]) -> list[Vintage]:
    """A figure for each of these, which is its own line number."""
    return [
        Vintage(area, known_on, NOW, Reading(parse_period(period, Frequency.MONTH), float(line), line=line))
        for line, (area, period, known_on) in enumerate(found, start=2)
    ]


def latest_by_hand(found: list[tuple[str, str, date]], day: date) -> dict[tuple[str, str], date]:
    """The day on which the figure in force on `day` became known, for each area and period."""
    latest: dict[tuple[str, str], date] = {}
    for area, period, known_on in sorted(found, key=lambda row: row[2]):
        if known_on <= day:
            latest[area, period] = known_on
    return latest


def known(found: list[tuple[str, str, date]], day: date) -> dict[tuple[str, str], date]:
    """The day on which the figure that is used on `day` became known, for each area and period."""
    used = [(area, reading) for area, each in vintages(figures(found)).items() for reading in as_at(each, day)]
    shown = {(area, reading.period.text): found[reading.line - 2][2] for area, reading in used}
    assert len(shown) == len(used)
    return shown


@given(found=rows, day=days)
def test_of_each_area_and_period_the_latest_vintage_known_that_day_is_used(
    found: list[tuple[str, str, date]], day: date
) -> None:
    assert known(found, day) == latest_by_hand(found, day)


@given(found=rows, day=days, later=days)
def test_what_becomes_known_later_changes_nothing_that_was_said_before(
    found: list[tuple[str, str, date]], day: date, later: date
) -> None:
    before = [row for row in found if row[2] <= day]
    assert known(found, day) == known(before, day)
    assert set(known(found, min(day, later))) <= set(known(found, max(day, later)))


@given(found=rows)
def test_readings_are_one_areas_and_in_order_of_time(found: list[tuple[str, str, date]]) -> None:
    shown = as_at(vintages(figures(found)).get("W01", ()), date.max)
    assert [reading.period.text for reading in shown] == sorted({period for area, period, _ in found if area == "W01"})


def test_nothing_is_known_of_a_kpi_without_figures() -> None:
    assert vintages(figures([])) == {}


def test_a_figure_is_known_at_the_cut_off_of_the_quarter_it_was_reported_in(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2024-25 Q4,W01,70,,,,2025-26 Q1")
    latest = {quarter: bare.indicator("visits", quarter).current for quarter in ("2024-25 Q4", "2025-26 Q1")}
    assert latest["2024-25 Q4"] is None
    assert latest["2025-26 Q1"] is not None and latest["2025-26 Q1"].value == 70


def test_a_figure_without_a_reported_quarter_is_known_after_the_publication_lag(bare: Workspace) -> None:
    # The quarter ends on 31 March 2025. The cut-off is 30 May: two months after, and a day short.
    latest = {}
    for months in (1, 2):
        bare.kpi(f"lag-{months}", publication_lag={"months": months, "because": "It takes that long."})
        bare.figures(f"lag-{months}", "2024-25 Q4,W01,70")
        latest[months] = bare.indicator(f"lag-{months}", "2024-25 Q4").current
    assert latest[1] is not None and latest[1].value == 70
    assert latest[2] is None


def test_a_revised_figure_replaces_the_first_one_only_from_the_quarter_it_was_revised_in(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2024-25 Q4,W01,70,,,p", "2024-25 Q4,W01,74,,,r,2025-26 Q1")
    told = [
        (r.current.value, r.current.line)
        for q in ("2024-25 Q4", "2025-26 Q1")
        if (r := bare.indicator("visits", q)).current
    ]
    assert told == [(70, 2), (74, 3)]


def test_a_figure_keeps_its_parts_marks_and_note(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2025-26 Q1,W01,75,45,60,p e,,Two wards are estimated")
    latest = bare.indicator("visits").current
    assert latest is not None
    assert (latest.value, latest.numerator, latest.denominator, latest.note) == (75, 45, 60, "Two wards are estimated")
    assert [mark.value for mark in latest.marks] == ["p", "e"]
