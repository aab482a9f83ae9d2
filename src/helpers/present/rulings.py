"""A committee's decision about an indicator, in words."""

from __future__ import annotations

from helpers.analysis.pack import Ruling
from helpers.model.decided import Outcome
from helpers.model.lifecycle import Move
from helpers.present import words

VERBS = {
    Outcome.ADDED: "added",
    Outcome.APPROVED: "approved",
    Outcome.SUSPENDED: "suspended",
    Outcome.RESUMED: "taken up again",
    Outcome.CHANGED: "defined anew",
    Outcome.REMOVED: "removed",
}


def what_was_decided(ruling: Ruling) -> str:
    """What, by whom, when and where it is minuted: removed by the Roads Committee on 3 June 2025 (minute 12)."""
    decision = ruling.decided.decision
    return f"{_verb(ruling)} by the {ruling.committee} on {words.day(decision.decided_on)} (minute {decision.minute})"


def _verb(ruling: Ruling) -> str:
    """What was done; a change of definition can move an indicator from one committee's reports to another's."""
    move, outcome = ruling.decided.decision.move, ruling.decided.outcome
    if outcome is Outcome.ADDED and move is Move.DEVELOP:
        return "added, to be developed,"
    if move is Move.CHANGE and outcome is not Outcome.CHANGED:
        return "taken into this report" if outcome is Outcome.ADDED else "taken out of this report"
    return VERBS[outcome]
