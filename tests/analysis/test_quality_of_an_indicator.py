"""The quality checklist of a KPI and of the suite: by the machine, by people, and by date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.analysis.checklist import Checklist
from helpers.analysis.results import results
from helpers.model.checklist import Answer
from helpers.rules.kite_mark import Level, Settled
from helpers.workbook import open_review

if TYPE_CHECKING:
    from conftest import Workspace

YES, NO, NOT_APPLICABLE = Answer.YES, Answer.NO, Answer.NOT_APPLICABLE
BY_PERSON = ("relevant", "accurate", "asset-register", "reliable", "template", "target-appropriate")


def checklist(workspace: Workspace, kpi: str = "visits-on-time", quarter: str = "2025-26 Q1") -> Checklist:
    return {result.kpi.id: found for result, found in workspace.pack(quarter=quarter).checklists}[kpi]


def answers(workspace: Workspace, kpi: str = "visits-on-time", quarter: str = "2025-26 Q1") -> dict[str, Settled]:
    return {each.question.id: each for each in checklist(workspace, kpi, quarter).settled}


def test_the_machine_answers_what_is_on_record_and_leaves_the_rest(workspace: Workspace) -> None:
    found = answers(workspace)
    assert {id: each.answer for id, each in found.items()} == {
        "relevant": None,
        "comparator": YES,
        "accurate": None,
        "asset-register": None,
        "reliable": None,
        "recent": YES,
        "time-series": YES,
        "template": None,
        "target-used": YES,
        "target-appropriate": None,
    }
    assert checklist(workspace).mark.words == "4 of 10 standards met; 6 not answered"
    assert found["comparator"].because == "2 comparators have figures"
    assert found["time-series"].because == "5 figures"


def test_people_fill_the_gaps_to_a_full_mark(workspace: Workspace) -> None:
    for question in BY_PERSON:
        workspace.answer("visits-on-time", question)
    assert checklist(workspace).mark.level is Level.FULL
    assert checklist(workspace).gaps == ()


def test_an_answer_counts_in_packs_cut_off_on_its_day_or_later(workspace: Workspace) -> None:
    workspace.answer("visits-on-time", "reliable", on="2025-05-31")  # the last quarter was cut off on 30 May
    assert answers(workspace, quarter="2024-25 Q4")["reliable"].answer is None
    assert answers(workspace)["reliable"].answer is YES


def test_a_later_answer_leaves_the_old_quarters_as_they_were(workspace: Workspace) -> None:
    workspace.answer("visits-on-time", "reliable", "no", on="2025-04-30")
    workspace.answer("visits-on-time", "reliable", "yes", on="2025-08-01")
    assert answers(workspace, quarter="2024-25 Q4")["reliable"].answer is NO
    assert answers(workspace)["reliable"].answer is YES


def test_an_answer_of_more_than_a_year_ago_is_due_again(workspace: Workspace) -> None:
    workspace.answer("visits-on-time", "reliable", on="2024-08-01")
    found = answers(workspace)["reliable"]
    assert (found.answer, found.due_again) == (None, True)


def test_how_long_answers_last_is_a_setting(workspace: Workspace) -> None:
    workspace.answer("visits-on-time", "reliable", on="2024-08-01")
    settings = "settings:\n  review:\n    answers_last_months: 24\nperspectives:"
    workspace.edit("params/organisation.yml", "perspectives:", settings)
    assert answers(workspace)["reliable"].answer is YES


def test_a_person_who_calls_overdue_data_recent_is_shown_to_disagree(workspace: Workspace) -> None:
    late = "2025-26 Q2"  # no figure has come for it
    workspace.answer("visits-on-time", "recent")
    (found,) = checklist(workspace, quarter=late).contradicted
    assert (found.question.id, found.answer, found.said and found.said.answer) == ("recent", NO, YES)


def test_counts_that_give_the_figures_make_the_calculation_accurate(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/observations.csv", "2025-26 Q1,W01,78,,,,,", "2025-26 Q1,W01,78,39,50,,,")
    assert answers(workspace)["accurate"].because == "1 of 1 figures follow from their counts"
    workspace.edit("data/kpis/visits-on-time/observations.csv", "2024-25 Q4,W01,76,,,,,", "2024-25 Q4,W01,76,39,50,,,")
    assert answers(workspace)["accurate"].answer is NO


def test_a_kpi_for_context_has_no_target_to_judge_and_a_person_says_why(workspace: Workspace) -> None:
    workspace.kpi("demand", purpose="context", scheme=None, direction="neutral")
    workspace.figures("demand", "2025-26 Q1,W01,50")
    found = answers(workspace, "demand")
    assert (found["target-used"].answer, found["target-appropriate"].answer) == (None, NOT_APPLICABLE)
    assert found["comparator"].because == "it is compared with no other area"
    assert found["time-series"].because == "1 figure, and 4 are wanted"


def test_a_kpi_without_a_target_that_should_have_one_misses_the_standard(workspace: Workspace) -> None:
    workspace.kpi("untargeted")
    workspace.figures("untargeted", "2025-26 Q1,W01,50")
    assert answers(workspace, "untargeted")["target-used"].answer is NO


def test_a_target_that_can_never_be_reached_is_not_appropriate(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/targets.csv", "2025-26,80", "2025-26,108")
    assert answers(workspace)["target-appropriate"].answer is NO


def test_nothing_is_asked_of_a_target_while_a_kpi_is_developed(workspace: Workspace) -> None:
    workspace.kpi("planned", lifecycle="in-development")
    found = answers(workspace, "planned")
    assert (found["target-used"].answer, found["recent"].answer) == (None, None)


def test_results_hold_every_answer_with_who_gave_it(workspace: Workspace) -> None:
    workspace.answer("visits-on-time", "reliable", by="Head of Care")
    (indicator,) = results(workspace.pack())["indicators"]
    told = indicator["checklist"]
    assert {key: told[key] for key in ("mark", "apply", "met", "not_met", "unanswered")} == {
        "mark": "No mark yet", "apply": 10, "met": 5, "not_met": 0, "unanswered": 5,
    }  # fmt: skip
    assert told["answers"][4] == {
        "question": "reliable",
        "answer": "yes",
        "source": "answered",
        "because": "Seen on 2025-06-10",
        "said": {
            "answer": "yes", "by": "Head of Care", "on": "2025-06-10", "evidence": "Seen on 2025-06-10", "line": 2,
        },
        "contradicted": False,
        "due_again": False,
    }  # fmt: skip
    assert [each["question"] for each in told["answers"] if each["answer"] is None] == [
        "relevant", "accurate", "asset-register", "template", "target-appropriate",
    ]  # fmt: skip


@pytest.fixture
def suite(workspace: Workspace) -> Workspace:
    """Ten KPIs, nine of them lagging."""
    for place in range(9):
        timing, perspective = ("leading", "Money") if place == 0 else ("lagging", ("Outcomes", "Money")[place % 2])
        basis = ("financial", "non-financial")[place % 2]
        workspace.kpi(f"k{place}", lifecycle="in-development", timing=timing, perspective=perspective, basis=basis)
    return workspace


def test_the_suite_is_judged_by_its_balance_and_its_number(suite: Workspace) -> None:
    balanced, number = open_review(suite.root, "2025-26 Q1").suite_checklist.settled
    assert (balanced.answer, balanced.because) == (NO, "9 of 10 are lagging")
    assert (number.answer, number.because) == (YES, "10 KPIs; from 10 to 60 are wanted")


def test_a_person_who_calls_the_suite_balanced_is_shown_to_disagree(suite: Workspace) -> None:
    suite.answer("", "balanced")
    balanced, _ = open_review(suite.root, "2025-26 Q1").suite_checklist.settled
    assert (balanced.answer, balanced.contradicted) == (NO, True)
