"""How a commitment stands: the edges of being done, on track, slipped and overdue."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.rules.commitments import Progress, Progressed, progress

BASELINE = date(2025, 6, 30)
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("forecast", "done_on", "day", "stands"),
    [
        (None, date(2025, 6, 30), date(2025, 8, 29), Progressed(Progress.DONE_ON_TIME)),
        (None, date(2025, 7, 1), date(2025, 8, 29), Progressed(Progress.DONE_LATE, 1)),
        (date(2025, 9, 1), date(2025, 8, 1), date(2025, 8, 29), Progressed(Progress.DONE_LATE, 32)),
        (None, None, date(2025, 6, 30), Progressed(Progress.ON_TRACK)),
        (None, None, date(2025, 7, 1), Progressed(Progress.OVERDUE, 1)),
        (date(2025, 7, 31), None, date(2025, 5, 30), Progressed(Progress.SLIPPED, 31)),
        (date(2025, 7, 31), None, date(2025, 7, 31), Progressed(Progress.SLIPPED, 31)),
        (date(2025, 7, 31), None, date(2025, 8, 29), Progressed(Progress.OVERDUE, 29)),
        (date(2025, 5, 31), None, date(2025, 5, 30), Progressed(Progress.ON_TRACK)),
        (date(2025, 5, 31), None, date(2025, 6, 2), Progressed(Progress.OVERDUE, 2)),
    ],
)
def test_a_commitment_stands_by_its_baseline_its_forecast_and_the_day(
    forecast: date | None, done_on: date | None, day: date, stands: Progressed
) -> None:
    assert progress(BASELINE, forecast, done_on, day) == stands


@given(DAYS, st.none() | DAYS, DAYS)
def test_what_is_not_done_is_overdue_from_the_day_after_it_was_due_and_ever_longer(
    baseline: date, forecast: date | None, day: date
) -> None:
    found = progress(baseline, forecast, None, day)
    assert (found.progress is Progress.OVERDUE) is ((forecast or baseline) < day)
    if found.progress is Progress.OVERDUE:
        assert progress(baseline, forecast, None, day + timedelta(days=1)).days == found.days + 1


@given(DAYS, DAYS, DAYS)
def test_what_is_done_stands_as_it_does_for_ever(baseline: date, done_on: date, day: date) -> None:
    found = progress(baseline, None, done_on, day)
    assert found == progress(baseline, day, done_on, done_on)
    assert found.days == max((done_on - baseline).days, 0)
