"""The dates of a quarter are in the order in which the work is done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from helpers.model.calendar import DATES, QuarterPlan

IN_ORDER = {
    "quarter": "2025-26 Q1",
    "returns_due": "2025-08-15",
    "commentary_due": "2025-08-22",
    "data_cut_off": "2025-08-29",
    "management_review": "2025-09-03",
    "papers_due": "2025-09-10",
    "publication": "2025-09-10",
}


def faults(**changed: str) -> list[tuple[str, str]]:
    """The field and message of everything wrong with the plan once some of its dates are changed."""
    try:
        QuarterPlan.model_validate({**IN_ORDER, **changed})
    except ValidationError as error:
        return [(str(each["loc"][0]), each["msg"].removeprefix("Value error, ")) for each in error.errors()]
    return []


def test_a_plan_in_order_is_read_with_every_date() -> None:
    assert [str(day) for day in QuarterPlan.model_validate(IN_ORDER).dates.values()] == list(IN_ORDER.values())[1:]


def test_only_the_cut_off_and_publication_must_be_given() -> None:
    plan = QuarterPlan.model_validate({name: IN_ORDER[name] for name in ("quarter", "data_cut_off", "publication")})
    assert plan.dates == {"data_cut_off": date(2025, 8, 29), "publication": date(2025, 9, 10)}
    assert plan.returns_by == date(2025, 8, 29)


def test_returns_are_asked_for_by_their_own_date() -> None:
    assert QuarterPlan.model_validate(IN_ORDER).returns_by == date(2025, 8, 15)


@pytest.mark.parametrize("name", DATES)
def test_no_date_is_before_the_quarter_ends(name: str) -> None:
    assert (name, "2025-06-29 is before 2025-26 Q1 ends, on 2025-06-30. Put the date or the quarter right.") in faults(
        **{name: "2025-06-29"}
    )


def test_returns_may_be_due_on_the_last_day_of_the_quarter_and_on_the_cut_off() -> None:
    assert faults(returns_due="2025-06-30") == faults(returns_due="2025-08-29") == []


@pytest.mark.parametrize(
    ("name", "day", "field", "told"),
    [
        ("returns_due", "2025-08-30", "data_cut_off", "2025-08-29 is before returns_due, 2025-08-30."),
        ("commentary_due", "2025-09-04", "management_review", "2025-09-03 is before commentary_due, 2025-09-04."),
        ("management_review", "2025-08-29", "management_review", "2025-08-29 is not after data_cut_off, 2025-08-29."),
        ("management_review", "2025-08-28", "management_review", "2025-08-28 is before data_cut_off, 2025-08-29."),
        ("papers_due", "2025-09-02", "papers_due", "2025-09-02 is before management_review, 2025-09-03."),
        ("publication", "2025-09-02", "publication", "2025-09-02 is before management_review, 2025-09-03."),
    ],
)
def test_a_date_before_what_it_rests_on_is_told(name: str, day: str, field: str, told: str) -> None:
    assert faults(**{name: day}) == [(field, f"{told} Put whichever is wrong right.")]


def test_all_that_a_date_comes_before_is_told_together() -> None:
    told = "2025-08-20 is before data_cut_off, 2025-08-29 and before commentary_due, 2025-08-22 and before"
    assert faults(publication="2025-08-20") == [
        ("publication", f"{told} management_review, 2025-09-03. Put whichever is wrong right.")
    ]


@pytest.mark.parametrize("name", ["management_review", "papers_due", "publication", "commentary_due"])
def test_dates_that_may_share_a_day_may(name: str) -> None:
    shared = {"commentary_due": "2025-09-03", "management_review": "2025-08-30"}
    assert faults(**{name: shared.get(name, "2025-09-03")}) == []


def test_a_date_that_is_wrong_in_itself_is_not_told_again_of_the_others() -> None:
    day = str(date(2025, 6, 30) - timedelta(1))
    assert [field for field, _ in faults(data_cut_off=day)] == ["data_cut_off"]
