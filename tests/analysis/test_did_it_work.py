"""Did the action work? What the figures can tell, and when they cannot."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "present"))

from examples import QUARTER, indicator

from helpers.analysis.effect import Effect, effect, worth_asking
from helpers.analysis.indicator import IndicatorResult
from helpers.model.action import Action, ActionSource, ActionState, ActionUpdate
from helpers.model.observation import Mark
from helpers.present.sentences import since_it_began
from helpers.rules.change import Movement
from helpers.rules.withheld import Withheld

ON = date(2024, 11, 20)  # in the third quarter of 2024/25: that quarter's figure is of both times


def action(set_on: date = ON, closed: tuple[str, date] | None = None, id: str = "hire") -> Action:
    state = {"state": ActionState(closed[0]), "on": closed[1]} if closed else {}
    updates = (ActionUpdate(action=id, by="Head", **state),) if closed else ()
    return Action(
        id=id, kpi="school-readiness", set_in=QUARTER, set_on=set_on, what="Hire.", owner="Head",
        source=ActionSource.COMMITTEE, updates=updates,
    )  # fmt: skip


def since(result: IndicatorResult, set_on: date = ON) -> Effect:
    found = effect(result, action(set_on))
    assert isinstance(found, Effect)
    return found


def said(result: IndicatorResult, about: Action) -> str:
    return since_it_began(result, about).text.replace("\u00a0", " ")


def why_not(result: IndicatorResult, set_on: date = ON) -> str:
    found = effect(result, action(set_on))
    assert isinstance(found, Withheld)
    return found.reason


# figures of 2022-23 Q2 to 2025-26 Q1: 2024-25 Q2 has 71.2, Q3 72.5, Q4 73.1, and 2025-26 Q1 75.0
def test_the_figure_before_is_of_a_period_that_had_ended_and_the_first_after_of_one_that_began_later() -> None:
    found = since(indicator())
    assert [found.by_now.earlier.period.text, found.first.period.text, found.latest.period.text] == [
        "2024-25 Q2", "2024-25 Q4", "2025-26 Q1",
    ]  # fmt: skip


def test_both_changes_are_from_the_figure_before() -> None:
    found = since(indicator())
    before = found.by_now.earlier.value or 0
    assert found.at_first.earlier is found.by_now.earlier
    assert found.by_now.amount == pytest.approx(75.0 - before)
    assert found.at_first.amount == pytest.approx((found.first.value or 0) - before)
    assert found.by_now.movement is Movement.IMPROVING


def test_a_period_that_begins_on_the_very_day_is_wholly_after() -> None:
    assert since(indicator(), date(2025, 1, 1)).first.period.text == "2024-25 Q4"
    assert since(indicator(), date(2025, 1, 2)).first.period.text == "2025-26 Q1"


def test_with_no_figure_since_nothing_is_told() -> None:
    assert why_not(indicator(), date(2025, 5, 1)) == "no figure yet is wholly of the time since it began"
    assert since_it_began(indicator(), action(date(2025, 5, 1))).text == ""


def test_with_no_figure_before_nothing_is_told() -> None:
    assert why_not(indicator(), date(2020, 5, 1)) == "no figure is shown of the time before"


def test_a_break_in_series_in_between_ends_the_comparison() -> None:
    assert why_not(indicator(marks={11: (Mark.BREAK,)})) == "no comparison: the series was broken in Q1 2025/26"


def test_a_suppressed_figure_is_compared_with_nothing() -> None:
    values = [65.0] * 11 + [None]
    assert why_not(indicator(values, counts=None, marks={11: (Mark.CONFIDENTIAL,)})) == (
        "no comparison: Q1 2025/26 suppressed"
    )


def test_the_figures_of_a_year_to_date_measure_start_again() -> None:
    assert why_not(indicator(measure="cumulative")) == "its figures start again each year"


def test_twelve_months_are_wholly_after_once_a_year_has_gone_by() -> None:
    rolling = indicator(measure="rolling")
    assert why_not(rolling) == "its periods overlap, and no figure yet is wholly of the time since it began"
    assert since(rolling, date(2024, 7, 1)).first.period.text == "2025-26 Q1"


def test_three_year_windows_say_that_they_overlap() -> None:
    assert why_not(indicator(frequency="three-year"), date(2021, 6, 1)).startswith("its periods overlap")


def test_an_action_that_was_dropped_or_done_long_ago_is_not_asked_about() -> None:
    dropped = action(closed=("dropped", date(2025, 2, 1)), id="dropped")
    done = action(closed=("done", date(2025, 2, 1)), id="done")
    long_ago = action(closed=("done", date(2024, 3, 31)), id="long-ago")
    result = replace(indicator(), actions=(action(), dropped, done, long_ago))
    assert [each.id for each in worth_asking(result)] == ["hire", "done"]


def test_other_actions_under_way_are_counted() -> None:
    other = action(date(2024, 8, 1), id="other")
    over = action(date(2024, 8, 1), ("done", date(2024, 10, 1)), id="over")
    result = replace(indicator(), actions=(action(), other, over))
    found = effect(result, action())
    assert isinstance(found, Effect) and found.others == 1


WORDS: dict[str, tuple[dict[str, Any], str]] = {
    "better": ({}, "has improved by 3.8 pp, from 71.2% (Q2 2024/25) to 75.0% (Q1 2025/26)"),
    "worse": ({"direction": "decrease"}, "has worsened by 3.8 pp, from 71.2% (Q2 2024/25) to 75.0% (Q1 2025/26)"),
    "neither": (
        {"direction": "neutral", "scheme": None, "targets": None}, "has risen by 3.8 pp, from 71.2% (Q2 2024/25)",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "told"), WORDS.values(), ids=WORDS)
def test_the_change_is_told_with_caution(fields: dict[str, Any], told: str) -> None:
    text = said(indicator(**fields), action())
    assert text.startswith(f"Since the action began (20 November 2024) the figure {told}")
    assert "; other things may have changed too." in text
    assert "By the first figure after it, Q4 2024/25, it had " in text


def test_when_there_is_one_figure_since_it_is_told_once() -> None:
    text = said(indicator(), action(date(2025, 3, 1)))
    assert text == (
        "Since the action began (1 March 2025) the figure has improved by 2.5 pp, from 72.5% (Q3 2024/25) to 75.0%"
        " (Q1 2025/26); other things may have changed too."
    )


def test_it_says_when_the_change_cannot_be_put_down_to_one_action() -> None:
    others = [action(date(2024, 8, 1), id=id) for id in ("b", "c")]
    two, three = (replace(indicator(), actions=(action(), *others[:count])) for count in (1, 2))
    assert since_it_began(two, action()).text.endswith(
        "Another action on it was under way too, so the change cannot be put down to either."
    )
    assert since_it_began(three, action()).text.endswith(
        "Two other actions on it were under way too, so the change cannot be put down to any one."
    )
