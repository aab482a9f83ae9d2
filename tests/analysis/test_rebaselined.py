"""Row 13: after a target is revised, the status on the original stands beside the current one until the year ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.model.status import Status
from helpers.present.sections import indicator_page

if TYPE_CHECKING:
    from conftest import Workspace

QUARTERS = ["2024-25 Q4", "2025-26 Q1", "2025-26 Q2", "2025-26 Q3", "2025-26 Q4", "2026-27 Q1"]


@pytest.fixture
def plans(bare: Workspace) -> Workspace:
    """Care plans reviewed, 82% throughout, whose target is cut from 90 to 80 in the second quarter."""
    bare.kpi("plans", decimals=0)
    bare.figures("plans", *(f"{quarter},W01,82" for quarter in QUARTERS))
    bare.targets("plans", {"2024-25": "90", "2025-26": "90"}, agreed_on="2024-04-01")
    bare.targets("plans", {"2025-26": "80", "2026-27": "80"}, agreed_on="2025-09-15")
    return bare


def told(workspace: Workspace, quarter: str, kpi: str = "plans") -> tuple[Status, str]:
    result = workspace.indicator(kpi, quarter)
    original = result.original
    if original is None:
        return result.status, ""
    return result.status, f"{original.rating and original.rating.status} on {original.target.target}"


@pytest.mark.parametrize(
    ("quarter", "expected"),
    [
        ("2024-25 Q4", (Status.AMBER, "")),
        ("2025-26 Q1", (Status.AMBER, "")),
        ("2025-26 Q2", (Status.GREEN, "Amber on 90")),
        ("2025-26 Q3", (Status.GREEN, "Amber on 90")),
        ("2025-26 Q4", (Status.GREEN, "Amber on 90")),
        ("2026-27 Q1", (Status.GREEN, "")),
    ],
)
def test_the_status_on_the_original_target_is_told_from_the_revision_to_the_years_end(plans, quarter, expected) -> None:
    assert told(plans, quarter) == expected


def test_the_page_and_the_words_both_say_it(plans) -> None:
    page = indicator_page(plans.indicator("plans", "2025-26 Q2")).markdown()
    assert "Green (would be Amber on the original 90%)" in page
    assert "On the original target of 90% it would be Amber." in page


def test_a_revision_that_leaves_the_status_alone_is_told_all_the_same(plans) -> None:
    plans.edit("data/kpis/plans/observations.csv", "2025-26 Q2,W01,82", "2025-26 Q2,W01,70")
    assert told(plans, "2025-26 Q2") == (Status.RED, "Red on 90")
    assert (
        "On the original target of 90% it would be Red too."
        in indicator_page(plans.indicator("plans", "2025-26 Q2")).markdown()
    )


def test_a_target_set_late_or_agreed_again_as_it_was_is_not_a_revision(bare) -> None:
    bare.kpi("late")
    bare.figures("late", "2025-26 Q1,W01,82")
    bare.targets("late", {"2025-26": "80"}, agreed_on="2025-06-10")
    assert told(bare, "2025-26 Q1", "late") == (Status.GREEN, "")
    bare.targets("late", {"2025-26": "80.0"}, agreed_on="2025-08-10")
    assert told(bare, "2025-26 Q1", "late") == (Status.GREEN, "")


def test_a_target_revised_before_the_year_began_is_the_original(bare) -> None:
    bare.kpi("early")
    bare.figures("early", "2025-26 Q1,W01,82")
    bare.targets("early", {"2025-26": "95"}, agreed_on="2025-01-10")
    bare.targets("early", {"2025-26": "90"}, agreed_on="2025-04-01")
    assert told(bare, "2025-26 Q1", "early") == (Status.AMBER, "")
    bare.targets("early", {"2025-26": "80"}, agreed_on="2025-04-02")
    assert told(bare, "2025-26 Q1", "early") == (Status.GREEN, "Amber on 90")


def test_a_range_that_is_widened_is_told_with_the_range_it_was(bare) -> None:
    bare.kpi("beds", scheme="range", direction="neutral", decimals=0)
    bare.figures("beds", "2025-26 Q1,W01,62")
    bare.targets("beds", {"2025-26": ",40,60"}, agreed_on="2025-03-01")
    bare.targets("beds", {"2025-26": ",40,65"}, agreed_on="2025-06-01")
    page = indicator_page(bare.indicator("beds")).markdown()
    assert "On the original range of 40% to 60% it would be Amber." in page


def test_a_profile_that_is_cut_is_told_with_the_profile_it_was(bare) -> None:
    bare.kpi("visits", unit="number", decimals=0, measure="cumulative")
    bare.figures("visits", "2025-26 Q1,W01,22")
    bare.targets("visits", {"2025-26": "100", "2025-26 Q1": "25"}, agreed_on="2025-03-01")
    bare.targets("visits", {"2025-26 Q1": "20"}, agreed_on="2025-06-01")
    assert told(bare, "2025-26 Q1", "visits") == (Status.BLUE, "Red on 25")
