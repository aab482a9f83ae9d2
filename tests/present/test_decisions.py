"""What a report says of the committees' decisions: who decided what, when, where it is minuted, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from examples import decision, indicator, pack

from helpers.analysis.pack import Pack, Ruling
from helpers.model.decided import Decided, Outcome
from helpers.model.lifecycle import Move
from helpers.present.blocks import Bullets, Heading, plain
from helpers.present.rulings import what_was_decided
from helpers.present.sections import movement_matrix, summary

COMMITTEE = "Children's Committee"


def ruling(outcome: Outcome, move: Move, id: str = "left", effective: str = "2025-26 Q1", **more: Any) -> Ruling:
    kpi = indicator([70, 60.0], id=id, name=f"Pupils who {id}").kpi
    return Ruling(Decided(kpi, decision(move, effective, kpi=id, **more), outcome), COMMITTEE)


def told(*rulings: Ruling) -> Pack:
    made = pack(indicator([70, 82.0], id="stayed", name="Pupils who stayed"))
    return replace(made, rulings=rulings)


def points(made: Pack) -> list[str]:
    """The points about decisions in the movement section."""
    blocks = movement_matrix(made)
    return [plain(item) for block in blocks if isinstance(block, Bullets) for item in block.items]


def first_page(made: Pack) -> list[str]:
    """What the first page says has changed."""
    changed = next(block for block in summary(made) if isinstance(block, Bullets))
    return [plain(item) for item in changed.items]


@pytest.mark.parametrize(
    ("outcome", "move", "words"),
    [
        (Outcome.ADDED, Move.APPROVE, "added"),
        (Outcome.ADDED, Move.DEVELOP, "added, to be developed,"),
        (Outcome.ADDED, Move.CHANGE, "taken into this report"),
        (Outcome.APPROVED, Move.APPROVE, "approved"),
        (Outcome.SUSPENDED, Move.SUSPEND, "suspended"),
        (Outcome.RESUMED, Move.APPROVE, "taken up again"),
        (Outcome.CHANGED, Move.CHANGE, "defined anew"),
        (Outcome.REMOVED, Move.RETIRE, "removed"),
        (Outcome.REMOVED, Move.CHANGE, "taken out of this report"),
    ],
)
def test_a_decision_says_what_by_whom_when_and_where_it_is_minuted(outcome: Outcome, move: Move, words: str) -> None:
    made = ruling(outcome, move, decided_on="2025-06-03", minute="12")
    assert what_was_decided(made) == f"{words} by the {COMMITTEE} on 3 June 2025 (minute 12)"


def test_the_decisions_of_the_year_are_told_with_their_effect_and_reason_after_the_movement() -> None:
    removed = ruling(Outcome.REMOVED, Move.RETIRE, decided_on="2025-06-03", minute="12", reason="nobody used it.")
    joined = ruling(Outcome.ADDED, Move.APPROVE, "stayed", "2025-26 Q2", minute="13", reason="It is asked for.")
    assert points(told(removed, joined)) == [
        "Pupils who left: removed by the Children's Committee on 3 June 2025 (minute 12), with effect from quarter 1 of"
        " 2025/26. Nobody used it.",
        "Pupils who stayed: added by the Children's Committee on 1 July 2025 (minute 13), with effect from quarter 2 of"
        " 2025/26. It is asked for.",
    ]


def test_an_indicator_that_is_in_the_report_is_linked_to_its_page_and_one_that_left_is_not() -> None:
    page = movement_matrix(
        told(ruling(Outcome.REMOVED, Move.RETIRE), ruling(Outcome.ADDED, Move.APPROVE, "stayed"))
    ).markdown()
    assert "(#sec-stayed)" in page and "(#sec-left)" not in page


def test_without_decisions_nothing_is_said_of_them() -> None:
    blocks = movement_matrix(told())
    assert [plain(block.words) for block in blocks if isinstance(block, Heading)] == ["Movement since the last report"]
    assert points(told()) == []


def test_the_first_page_tells_what_was_removed_since_the_last_report_only() -> None:
    now = told().quarter
    new = ruling(Outcome.REMOVED, Move.RETIRE, effective=str(now))
    old = ruling(Outcome.REMOVED, Move.RETIRE, "left-before", str(now.previous))
    came = ruling(Outcome.ADDED, Move.APPROVE, "stayed", str(now))
    lines = [line for line in first_page(told(old, new, came)) if " by the " in line]
    assert lines == [f"{new.decided.kpi.title}: {what_was_decided(new)}."]


def test_the_first_page_counts_removals_that_are_many_and_says_where_they_are_told() -> None:
    now = str(told().quarter)
    many = told(*(ruling(Outcome.REMOVED, Move.RETIRE, id, now) for id in ("one", "two", "three")))
    assert "3 indicators left this report: see the decisions of the year." in first_page(many)
    assert "(#sec-decisions)" in summary(many).markdown()
    assert "{#sec-decisions" in movement_matrix(many).markdown()


def test_the_first_page_tells_what_was_defined_anew_since_the_last_report_only() -> None:
    now = told().quarter
    new = ruling(Outcome.CHANGED, Move.CHANGE, "stayed", str(now))
    old = ruling(Outcome.CHANGED, Move.CHANGE, "stayed", str(now.previous))
    lines = [line for line in first_page(told(old, new)) if " by the " in line]
    assert lines == [f"{new.decided.kpi.title}: {what_was_decided(new)}."]
    assert "- [Pupils who stayed](#sec-stayed)" in summary(told(new)).markdown()


def test_the_first_page_counts_what_was_defined_anew_when_it_is_much() -> None:
    now = str(told().quarter)
    many = told(*(ruling(Outcome.CHANGED, Move.CHANGE, id, now) for id in ("one", "two", "three")))
    assert "3 indicators were defined anew: see the decisions of the year." in first_page(many)


def test_what_people_wrote_is_shown_as_text_and_never_as_markup() -> None:
    made = ruling(Outcome.REMOVED, Move.RETIRE, reason="<script>alert(1)</script> [x](y)", minute="*12*")
    page = movement_matrix(told(made))
    for shown in ("\\<script\\>", "\\[x\\](y)", "\\*12\\*"):
        assert shown in page.markdown()
