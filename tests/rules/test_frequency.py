"""Row 61: the more a project costs, the more often it is reported on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from helpers.model.organisation import BANDS, ReportingBand, Settings
from helpers.rules.frequency import band_for, report_due, whole_months

BEGAN, CUT_OFF = date(2024, 4, 1), date(2025, 8, 29)


@pytest.mark.parametrize(
    ("cost", "months"),
    [("0", 6), ("999999.99", 6), ("1000000", 3), ("9999999.99", 3), ("10000000", 1), ("12000000", 1)],
)
def test_a_project_falls_in_the_highest_band_that_it_reaches(cost: str, months: int) -> None:
    assert band_for(Decimal(cost), BANDS).months == months


def test_a_twelve_million_project_last_reported_four_months_ago_is_overdue_under_its_monthly_band() -> None:
    due = report_due(date(2025, 4, 25), BEGAN, CUT_OFF, Decimal(12_000_000), BANDS)
    assert (due.band.months, due.months_ago, due.due_on, due.overdue) == (1, 4, date(2025, 5, 25), True)


def test_the_same_report_of_a_cheaper_project_is_in_time() -> None:
    assert not report_due(date(2025, 4, 25), BEGAN, CUT_OFF, Decimal(900_000), BANDS).overdue


@pytest.mark.parametrize(("last", "overdue"), [(date(2025, 5, 29), False), (date(2025, 5, 28), True)])
def test_a_report_is_late_only_when_it_is_older_than_its_band_allows(last: date, overdue: bool) -> None:
    assert report_due(last, BEGAN, CUT_OFF, Decimal(1_000_000), BANDS).overdue is overdue


def test_a_project_that_was_never_reported_on_is_given_as_long_from_when_it_began() -> None:
    new = report_due(None, date(2025, 8, 1), CUT_OFF, Decimal(12_000_000), BANDS)
    old = report_due(None, date(2025, 7, 1), CUT_OFF, Decimal(12_000_000), BANDS)
    assert (new.overdue, new.months_ago) == (False, None)
    assert (old.overdue, old.due_on) == (True, date(2025, 8, 1))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2025, 1, 31), date(2025, 2, 27), 0),
        (date(2025, 1, 31), date(2025, 2, 28), 1),
        (date(2025, 4, 30), date(2025, 8, 29), 3),
        (date(2024, 12, 1), date(2025, 1, 1), 1),
    ],
)
def test_only_whole_months_count(start: date, end: date, months: int) -> None:
    assert whole_months(start, end) == months


BAND = {"at_least": 0, "months": 6}
LEVEL = {"at_least": 1, "name": "Low", "status": "Green"}
UNFIT = {
    "costlier, but less often": (
        {"reporting_bands": [{"at_least": 0, "months": 1}, {"at_least": 10, "months": 3}]},
        "reporting_bands: a project that costs more is never reported on less often.",
    ),
    "no band for small projects": (
        {"reporting_bands": [{"at_least": 5, "months": 1}]},
        "reporting_bands: the first starts at_least 0, and each later one higher than the one before.",
    ),
    "two bands that start together": (
        {"reporting_bands": [BAND, BAND]},
        "reporting_bands: the first starts at_least 0, and each later one higher than the one before.",
    ),
    "no band at all": (
        {"reporting_bands": []},
        "reporting_bands: the first starts at_least 0, and each later one higher than the one before.",
    ),
    "no level for small scores": (
        {"risk_levels": [{**LEVEL, "at_least": 2}]},
        "risk_levels: the first starts at_least 1, and each later one higher than the one before.",
    ),
    "a level that is not a colour": (
        {"risk_levels": [{**LEVEL, "status": "No data"}]},
        "risk_levels: show each level as Red, Amber, Green or Blue.",
    ),
}


@pytest.mark.parametrize(("settings", "told"), UNFIT.values(), ids=UNFIT)
def test_bands_and_levels_that_do_not_cover_everything_are_refused(settings: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Settings.model_validate(settings)
    assert [str(each["ctx"]["error"]) for each in raised.value.errors()] == [told]


def test_an_organisation_may_set_its_own_bands() -> None:
    settings = Settings(reporting_bands=(ReportingBand(at_least=Decimal(0), months=2),))
    assert band_for(Decimal(50), settings.reporting_bands).months == 2
