"""Row 43: two or three questions about each exception, with its figures in them, and none that does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest

from helpers.analysis.exceptions import exceptions
from helpers.analysis.indicator import IndicatorResult
from helpers.model.status import Status
from helpers.present.sentences import lines_of_enquiry

if TYPE_CHECKING:
    from conftest import Workspace

YEARS = ("2022-23", "2023-24", "2024-25", "2025-26")
QUARTERS = [f"{year} Q{number}" for year in YEARS for number in (1, 2, 3, 4)][:13]
ACTION = "---\nauthor: Head of Care\ndate: 2025-08-20\n---\n\nFewer visits began on time.\n\n## Action\n\nHire.\n"


def kpi(
    bare: Workspace,
    ours: Sequence[float],
    theirs: Sequence[float] = (),
    target: str = "80",
    *,
    action: bool = False,
    id: str = "visits",
    **fields: Any,
) -> IndicatorResult:
    """A quarterly KPI up to 2025-26 Q1, with its neighbours' figures then, and an action on record or none."""
    bare.kpi(id, comparators=["neighbours"], **fields)
    periods = QUARTERS[len(QUARTERS) - len(ours) :]
    own = [f"{period},W01,{value}" for period, value in zip(periods, ours, strict=True)]
    bare.figures(id, *own, *(f"2025-26 Q1,W0{place},{value}" for place, value in enumerate(theirs, start=2)))
    if target:
        bare.targets(id, dict.fromkeys(YEARS, target))
    if action:
        bare.write(f"data/kpis/{id}/commentary/2025-26-q1.md", ACTION)
    return bare.indicator(id)


def asked(result: IndicatorResult) -> list[str]:
    return [question.text for question in lines_of_enquiry(result)]


def test_a_red_that_falls_below_its_neighbours_without_an_action_is_asked_about_all_three(bare) -> None:
    assert asked(kpi(bare, (79, 77, 75, 73, 68), (76, 77, 78, 79))) == [
        "No action is on record. What will bring it from 68.0% to the target of 80.0%, and by when?",
        "It has worsened by 11.0\u00a0pp since Q1 2024/25, when it was 79.0%. What lies behind that?",
        "The statistical neighbours' mean is 77.5% against our 68.0%. What do those that do better do differently?",
    ]


def test_a_lasting_red_is_asked_what_has_been_tried_or_why_nothing_is_on_record(bare) -> None:
    values = (69, 68, 67, 66, 65)
    assert asked(kpi(bare, values))[0] == (
        "It has been Red for 5 quarters, and no action is on record. "
        "What will bring it from 65.0% to the target of 80.0%, and by when?"
    )
    assert asked(kpi(bare, values, action=True, id="acted"))[0] == (
        "It has been Red for 5 quarters. What has been tried, and what did it change?"
    )


def test_a_count_that_was_stopped_says_so_in_the_question_too(bare) -> None:
    first, second, *_ = asked(kpi(bare, [60] * 13))
    assert first == (
        "As things are it stays at 60.0%, and the target is 80.0%. What about the process itself will change?"
    )
    assert "been Red for 13 quarters or more, and no action is on record." in second


def test_an_improving_amber_with_an_action_is_asked_whether_it_is_soon_enough(bare) -> None:
    assert asked(kpi(bare, (72, 74, 76), action=True)) == [
        "At the current rate it reaches the target of 80.0% in about 2 quarters, by Q3 2025/26. Is that soon enough?",
        "By when should the action on record bring it from 76.0% to the target of 80.0%, "
        "and how will the committee know?",
    ]


def test_a_trend_away_from_the_target_is_asked_to_be_turned_round(bare) -> None:
    questions = asked(kpi(bare, (79, 78, 77, 76, 75), action=True))
    assert (
        "The trend leads away from the target of 80.0%, by about 1.0\u00a0pp a quarter. What would turn it round?"
        in (questions)
    )


def test_blue_is_asked_whether_the_target_still_stretches_and_what_can_be_learned(bare) -> None:
    assert asked(kpi(bare, (84, 90), (80, 81, 82, 83))) == [
        "It is 12.5% above the target of 80.0%. Is the target still a stretch, and is it met at a cost elsewhere?",
        "It ranks first of 5 with similar areas. What made the difference, and who could learn from it?",
    ]
    assert asked(kpi(bare, (84, 90), id="alone"))[1:] == ["What made the difference, and who else could learn from it?"]


def test_nobody_is_asked_to_learn_from_a_blue_that_is_behind_or_worsening(bare) -> None:
    questions = asked(kpi(bare, (95, 90), (94, 95, 96, 97)))
    assert questions == [
        "It is 12.5% above the target of 80.0%. Is the target still a stretch, and is it met at a cost elsewhere?",
        "The statistical neighbours' mean is 95.5% against our 90.0%. What do those that do better do differently?",
        "It has worsened by 5.0\u00a0pp since Q4 2024/25, when it was 95.0%. What lies behind that?",
    ]


def test_overdue_figures_are_asked_after_by_supplier(bare) -> None:
    bare.kpi("late", supplier="Care Records Team")
    bare.figures("late", "2024-25 Q3,W01,70")
    assert asked(bare.indicator("late")) == [
        "The supplier, Care Records Team, has not sent 2 figures, the first due by 30 April 2025. When will they come?",
        "The latest figure, 70.0% for Q3 2024/25, is 6 months old. What is known of performance since?",
    ]
    bare.figures("late", "2024-25 Q4,W01,70")
    assert asked(bare.indicator("late"))[0] == (
        "The supplier, Care Records Team, has not sent the figure due by 31 July 2025. When will it come?"
    )


def test_an_indicator_without_any_figure_is_asked_after_too(bare) -> None:
    bare.kpi("silent", supplier="Care Records Team")
    bare.figures("silent")
    assert asked(bare.indicator("silent")) == [
        "The supplier, Care Records Team, has not sent any figure. When will the first come?",
        "How is performance being watched meanwhile?",
    ]
    bare.figures("silent", "2025-26 Q1,W01,,,,x")
    assert asked(bare.indicator("silent"))[0] == (
        "The supplier, Care Records Team, has no figure for Q1 2025/26. Why is that, and when will there be one?"
    )


def test_a_target_that_the_process_does_not_reach_is_asked_about_with_its_limits(bare) -> None:
    result = kpi(bare, [70, 71] * 5 + [80], target="79")
    assert result.status is Status.GREEN
    first, second, *_ = asked(result)
    assert first.startswith("As things are it can be expected to vary between ")
    assert first.endswith(", which leaves out the target of 79.0%. What about the process itself will change?")
    assert second == "The latest figure, 80.0%, does meet the target of 79.0%. What would make that last?"


def test_limits_beyond_what_can_be_are_not_asked_about(bare) -> None:
    first = asked(kpi(bare, (1, 4, 2, 5, 1, 4, 2, 5, 1, 4, 2), target="60"))[0]
    assert "vary between 0.0% and" in first


def test_green_is_never_asked_what_will_bring_it_to_its_target(bare) -> None:
    assert asked(kpi(bare, (80, 81, 82))) == []
    assert asked(kpi(bare, (92, 89, 86, 83), id="slipping")) == [
        "It has worsened by 3.0\u00a0pp since Q4 2024/25, when it was 86.0%. What lies behind that?",
        "A straight line leads to 74.0% for Q4 2025/26, which would be Amber. What is planned before then?",
    ]


def test_a_suppressed_figure_is_not_asked_about(bare) -> None:
    bare.kpi("small")
    bare.figures("small", "2024-25 Q4,W01,8", "2025-26 Q1,W01,,,,c")
    assert asked(bare.indicator("small")) == []


@pytest.mark.parametrize(
    ("ours", "target"), [((60,), "80"), ((75,), "80"), ((90,), "80"), ((60, 60, 60), "80"), ([70, 71] * 5 + [72], "78")]
)
def test_every_exception_has_two_or_three_questions_each_of_its_own(bare, ours, target) -> None:
    bare.edit("params/organisation.yml", "perspectives:", "settings:\n  exceptions: [Red, Amber, Blue]\nperspectives:")
    kpi(bare, ours, target=target)
    bare.kpi("late")
    bare.figures("late", "2024-25 Q3,W01,70")
    bare.kpi("silent")
    bare.figures("silent")
    found = exceptions(bare.pack())
    assert len(found) == 3
    for each in found:
        questions = asked(each.result)
        assert 2 <= len(questions) <= 3 and len(set(questions)) == len(questions)
        assert all(question.endswith("?") for question in questions)


def yearly(bare: Workspace, *oldest_first: float) -> list[str]:
    """The questions about a yearly KPI whose figures come a year late: the latest is for 2023/24."""
    lag = {"months": 16, "because": "It is published late."}
    bare.kpi("pupils", frequency="financial-year", measure="annual", publication_lag=lag)
    years = [f"{2024 - back}-{25 - back}" for back in range(len(oldest_first), 0, -1)]
    bare.figures("pupils", *(f"{year},W01,{value}" for year, value in zip(years, oldest_first, strict=True)))
    bare.targets("pupils", dict.fromkeys([*years, "2024-25"], "80"))
    bare.write("data/kpis/pupils/commentary/2025-26-q1.md", ACTION)
    return asked(bare.indicator("pupils"))


def test_what_a_line_leads_to_in_a_year_that_is_over_is_not_asked_about_as_if_it_were_to_come(bare) -> None:
    over = "which would be Amber. That is over: what is already known of it?"
    assert f"A straight line leads to 77.0% for 2024/25, {over}" in yearly(bare, 90, 86, 84, 80)


def test_nor_is_a_target_that_was_to_be_reached_by_then(bare) -> None:
    reached = "At the current rate it reaches the target of 80.0% in about 1 year, by 2024/25."
    assert f"{reached} That is over: was it reached?" in yearly(bare, 71, 73, 75, 78)
