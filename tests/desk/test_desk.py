"""The desk's controls: what each is set to for an indicator, and what the page shows when one is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from helpers.desk import TERMS, Desk, Question, answer
from helpers.errors import Problems
from helpers.workbook import open_suite

if TYPE_CHECKING:
    from conftest import Workspace

KPI = "visits-on-time"


def controls(desk: Desk) -> dict[str, tuple[str, float]]:
    """The controls of a what-if that can be moved: what each is called, and what it is set to."""
    found = {name: getattr(desk, name) for name in TERMS}
    return {name: (each.description, each.value) for name, each in found.items() if not each.disabled}


def test_it_opens_at_the_pack_of_the_indicator_that_was_asked_for(desk: Desk) -> None:
    assert (desk.kpi.label, desk.group.label, desk.window.value) == ("Care visits on time", "The groups in the pack", 4)
    assert desk.question == Question(KPI)
    assert answer(desk.suite, Question(KPI)).html() in desk.page.value


def test_its_lists_name_every_indicator_and_the_groups_that_have_figures(desk: Desk) -> None:
    names = [name for name, _ in desk.kpi.options]
    assert names == ["Care visits on time", "Context", "Developing", "Floor", "Range", "Untargeted"]
    assert desk.group.options == (
        ("The groups in the pack", ""),
        ("Counties", "counties"),
        ("The region", "region"),
        ("Neighbours", "neighbours"),
        ("The nation", "nation"),
    )


@pytest.mark.parametrize(
    ("control", "value", "shown"),
    [
        ("kpi", "floor", "below the target of 60.0% but within the floor standard of 52.0%"),
        ("group", "counties", "the mean of 79.0% for Counties"),
        ("window", 5, "Care visits on time: Q1 2024/25 to Q1 2025/26"),
        ("window", 2, "Care visits on time: Q4 2024/25 to Q1 2025/26"),
        ("target", 75.0, "and would now be Green instead of Amber"),
        ("amber", 2.0, "and would now be Red instead of Amber"),
        ("blue", 1.0, "Blue beyond 1% instead of 5%"),
    ],
)
def test_moving_any_control_changes_the_page(desk: Desk, control: str, value: Any, shown: str) -> None:
    before = desk.page.value
    assert shown not in before
    getattr(desk, control).value = value
    assert (shown in desk.page.value, desk.page.value != before) == (True, True)


def test_as_agreed_puts_the_terms_back_and_keeps_what_is_compared(desk: Desk) -> None:
    desk.group.value = "counties"
    as_agreed = desk.page.value
    assert desk.reset.disabled
    desk.target.value, desk.amber.value = 75, 2
    assert (desk.page.value != as_agreed, desk.reset.disabled) == (True, False)
    desk.reset.click()
    assert (desk.page.value, desk.target.value, desk.amber.value, desk.reset.disabled) == (as_agreed, 80, 10, True)


def test_turning_to_another_indicator_starts_from_its_own_pack(desk: Desk) -> None:
    desk.group.value, desk.window.value, desk.target.value = "counties", 5, 75
    desk.kpi.value = "floor"
    desk.kpi.value = KPI
    assert desk.question == Question(KPI)


@pytest.mark.parametrize(
    ("kpi", "found"),
    [
        (KPI, {"target": ("Target (%)", 80), "amber": ("Amber up to (%)", 10), "blue": ("Blue beyond (%)", 5)}),
        ("floor", {"target": ("Target (%)", 60), "lower": ("Floor standard (%)", 52)}),
        ("range", {"lower": ("Range from (%)", 12), "upper": ("Range to (%)", 16), "amber": ("Amber up to (%)", 10)}),
        ("context", {}),
        ("untargeted", {}),
        ("developing", {}),
    ],
)
def test_a_what_if_is_of_the_terms_that_decide_the_status(desk: Desk, kpi: str, found: dict[str, Any]) -> None:
    desk.kpi.value = kpi
    assert controls(desk) == found
    shown = [name for name in TERMS if getattr(desk, name).layout.display != "none"]
    assert shown == (list(found) or ["target", "amber", "blue"])


def test_a_range_and_a_floor_can_be_supposed_otherwise(desk: Desk) -> None:
    desk.kpi.value = "range"
    desk.lower.value = 15
    assert "Range from 15.0% instead of 12.0%." in desk.page.value
    assert "would now be Amber instead of Green" in desk.page.value
    desk.kpi.value = "floor"
    desk.lower.value = 58
    assert "Floor standard 58.0% instead of 52.0%." in desk.page.value
    assert "would now be Red instead of Amber" in desk.page.value


def test_a_target_that_the_scheme_cannot_judge_by_is_refused_in_plain_words(desk: Desk) -> None:
    desk.target.value = 0
    assert "There is no answer to that" in desk.page.value
    assert "works in per cent, which a target of zero has none of" in desk.page.value
    assert "Traceback" not in desk.page.value
    desk.target.value = 75
    assert "would now be Green instead of Amber" in desk.page.value


def test_a_floor_above_the_target_is_refused_in_plain_words(desk: Desk) -> None:
    desk.kpi.value = "floor"
    desk.target.value = 50
    assert "needs a floor standard no better than the target: 52 is better than 50." in desk.page.value


def test_an_indicator_whose_files_are_wrong_says_so_and_the_desk_goes_on(awkward: Workspace) -> None:
    awkward.write("data/kpis/range/targets.csv", "no,such,columns\n")
    desk = Desk(open_suite(awkward.root, "2025-26 Q1"), KPI)
    desk.kpi.value = "range"
    assert "data/kpis/range/targets.csv" in desk.page.value
    assert (desk.group.disabled, desk.window.disabled, controls(desk)) == (True, True, {})
    desk.kpi.value = KPI
    assert answer(desk.suite, Question(KPI)).html() in desk.page.value


def test_all_history_can_be_shown_and_no_more(desk: Desk) -> None:
    assert (desk.window.description, desk.window.min, desk.window.max) == ("Periods (of 5)", 1, 5)
    desk.kpi.value = "developing"
    assert (desk.window.description, desk.window.disabled) == ("Periods", True)


def test_everything_asked_leaves_the_workspace_as_it_was(awkward: Workspace) -> None:
    before = awkward.files()
    desk = Desk(open_suite(awkward.root, "2025-26 Q1"), KPI)
    for kpi in desk.suite.kpis:
        desk.kpi.value = kpi
    desk.kpi.value = KPI
    desk.group.value, desk.window.value, desk.target.value, desk.amber.value = "nation", 5, 70, 3
    assert awkward.files() == before


def test_going_back_draws_nothing_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = desk.page.value
    desk.kpi.value = "floor"
    monkeypatch.setattr("helpers.desk.enquiry", None)
    desk.kpi.value = KPI
    assert desk.page.value == first


def test_without_widgets_it_shows_its_answer(desk: Desk) -> None:
    desk.target.value = 75
    bundle = desk._repr_mimebundle_()
    assert bundle["text/html"] == desk.page.value
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == desk.model_id


def test_every_control_has_a_label_for_screen_readers(desk: Desk) -> None:
    named = (desk.kpi, desk.group, desk.window, desk.target, desk.amber, desk.blue, desk.reset)
    assert [control.description for control in named] == [
        "Indicator", "Compare with", "Periods (of 5)", "Target (%)", "Amber up to (%)", "Blue beyond (%)",
        "As agreed",
    ]  # fmt: skip


def test_hostile_names_are_escaped(awkward: Workspace) -> None:
    awkward.edit("data/kpis/range/kpi.yml", "name: Range", "name: <script>alert(1)</script>")
    desk = Desk(open_suite(awkward.root, "2025-26 Q1"), "range")
    assert "<script>" not in desk.page.value and "&lt;script&gt;" in desk.page.value


def test_a_kpi_that_is_unknown_or_not_reported_is_refused_with_the_nearest(awkward: Workspace) -> None:
    suite = open_suite(awkward.root, "2025-26 Q1")
    with pytest.raises(Problems, match="Did you mean “visits-on-time”"):
        Desk(suite, "visits-in-time")
    awkward.kpi("ended", live_to="2024-25 Q4")
    awkward.figures("ended", "2024-25 Q4,W01,70")
    with pytest.raises(Problems, match="“ended” is not reported in 2025-26 Q1"):
        Desk(open_suite(awkward.root, "2025-26 Q1"), "ended")
