"""What a person is told when a risk's files are wrong."""

from __future__ import annotations

import pytest

FILE, SCORES = "data/risks/ground/risk.yml", "data/risks/ground/scores.csv"
SOUND = "2025-08-01 4x5 3x4 2x4"

SCORED = {
    "residual above inherent": (
        "2025-08-01 3x4 4x4 2x4", [f"{SCORES}:2: the residual score (16) is above the inherent score (12)."],
    ),
    "target above inherent": (
        "2025-08-01 3x4 3x4 4x4", [f"{SCORES}:2: the target score (16) is above the inherent score (12)."],
    ),
    "off the scale": (
        "2025-08-01 6x4 0x4 2x4",
        [f"{SCORES}:2 inherent_likelihood: “6” is not a score. Write a whole number from 1 to 5.",
         f"{SCORES}:2 residual_likelihood: “0” is not a score. Write a whole number from 1 to 5."],
    ),
    "not a whole number": (
        "2025-08-01 4x5 3.5x4 2x4",
        [f"{SCORES}:2 residual_likelihood: “3.5” is not a score. Write a whole number from 1 to 5."],
    ),
    "a blank": (
        "2025-08-01 4x5 x4 2x4", [f"{SCORES}:2 residual_likelihood: this score is missing."
         " Write a whole number from 1 to 5."],
    ),
    "a date in another form": (
        "1/8/2025 4x5 3x4 2x4", [f"{SCORES}:2 scored_on: “1/8/2025” is not a date. Write it like 2025-06-30."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("scoring", "told"), SCORED.values(), ids=SCORED)
def test_a_mistake_in_a_score_is_told_with_its_line_and_remedy(council, scoring, told) -> None:
    council.risk("ground", scoring)
    assert council.problems() == told


def test_a_residual_score_equal_to_the_inherent_one_is_right_when_controls_do_nothing(council) -> None:
    council.risk("ground", "2025-08-01 4x4 4x4 2x4")
    assert council.problems() == []


def test_a_target_worse_than_the_residual_score_is_right_when_more_was_done_than_needed(council) -> None:
    council.risk("ground", "2025-08-01 4x4 2x2 3x3")
    assert council.problems() == []


def test_a_score_without_a_reason_or_a_scorer_is_refused(council) -> None:
    council.risk("ground", SOUND)
    council.workspace.edit(SCORES, "Reviewed.,Head of Bridges", ",")
    assert council.problems() == [
        f"{SCORES}:2 reason: this field is missing. Add it.",
        f"{SCORES}:2 scored_by: this field is missing. Add it.",
    ]


def test_two_scores_of_one_day_are_refused(council) -> None:
    council.risk("ground", SOUND, SOUND)
    assert council.problems() == [
        f"{SCORES}:3 scored_on: 2025-08-01 is on record already, on line 2. Give a correction a later date of its own."
    ]


FIELDS = {
    "a project that does not exist": (
        {"project": "bridge"}, [f"{FILE}:9 project: there is no “bridge”. None is on record yet."],
    ),
    "a KPI that does not exist": (
        {"kpi": "collisions"}, [f"{FILE}:9 kpi: there is no “collisions”. None is on record yet."],
    ),
    "a committee that does not exist": (
        {"committees": ["rodes"]}, [f"{FILE}:8 committees: there is no “rodes”. Did you mean “roads”?"],
    ),
    "a priority that does not exist": (
        {"priority": "trvel"}, [f"{FILE}:9 priority: there is no “trvel”. Did you mean “travel”?"],
    ),
    "no control": ({"controls": []}, [f"{FILE}:5 controls: this list is empty. Give at least one."]),
    "closed without a reason": (
        {"closed_on": "2025-08-01"},
        [f"{FILE}:1: closed_on and closed_because go together: give both, or neither."],
    ),
    "a reason without a day": (
        {"closed_because": "Built."}, [f"{FILE}:1: closed_on and closed_because go together: give both, or neither."],
    ),
    "no owner": ({"owner": None}, [f"{FILE}:1 owner: this field is missing. Add it."]),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "told"), FIELDS.values(), ids=FIELDS)
def test_a_mistake_in_a_definition_is_told_with_its_line_and_remedy(council, fields, told) -> None:
    council.risk("ground", SOUND, **fields)
    assert council.problems() == told


def test_a_risk_without_scores_and_a_stray_file_are_told(council) -> None:
    council.risk("ground", SOUND)
    (council.workspace.root / SCORES).rename(council.workspace.root / "data/risks/ground/score.csv")
    assert council.problems() == [
        "data/risks/ground/score.csv: nothing reads this file. Did you mean “scores.csv”?",
        f"{SCORES}: this file is missing. Add it, or put its name right.",
    ]


def test_a_risk_that_was_never_scored_is_told_since_no_report_would_show_it(council) -> None:
    council.risk("ground")
    assert council.problems() == [
        f"{SCORES}:1: this risk has never been scored, so no report would show it. Add a row."
    ]
