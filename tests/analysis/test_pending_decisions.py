"""The proposals that were waiting for a committee on a day."""

from __future__ import annotations

from datetime import date

from helpers.analysis.review import pending
from helpers.model.lifecycle import Decision

DAY = date(2025, 8, 29)


def decision(kpi: str, move: str, on: str) -> Decision:
    given = {"kpi": kpi, "move": move, "effective": "2025-26 Q1", "committee": "roads", "decided_on": on}
    return Decision.model_validate({**given, "minute": "M1", "reason": "Invented", "recorded_by": "Clerk"})


def waiting(*decisions: Decision) -> list[str]:
    return [each.kpi for each in pending(decisions, DAY)]


def test_a_proposal_waits_until_it_is_decided() -> None:
    proposed = decision("potholes", "propose", "2025-05-01")
    assert waiting(proposed) == ["potholes"]
    assert waiting(proposed, decision("potholes", "approve", "2025-07-01")) == []
    assert waiting(proposed, decision("potholes", "retire", "2025-07-01")) == []


def test_what_is_decided_or_proposed_after_the_day_is_not_known_on_it() -> None:
    assert waiting(decision("potholes", "propose", "2025-08-30")) == []
    late = decision("potholes", "approve", "2025-09-10")
    assert waiting(decision("potholes", "propose", "2025-05-01"), late) == ["potholes"]


def test_the_proposal_that_has_waited_longest_comes_first() -> None:
    assert waiting(decision("signs", "propose", "2025-06-01"), decision("potholes", "propose", "2025-05-01")) == [
        "potholes",
        "signs",
    ]
