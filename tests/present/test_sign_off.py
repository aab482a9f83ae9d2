"""The end of a final document: who prepared, checked and approved it, and who saw it early."""

from __future__ import annotations

from datetime import date

from helpers.model.periods import Quarter
from helpers.model.signoff import FIRST, SignOff, SignOffEvent, SignOffState, Stage
from helpers.present.sections import sign_off


def event(kind: str, who: str, role: str, day: int, note: str = "") -> SignOffEvent:
    return SignOffEvent(
        number=1, before=FIRST, kind=SignOff(kind), quarter=Quarter(2025, 1), report="roads", content_hash="ab" * 32,
        results_sha256=FIRST, who=who, role=role, on=date(2025, 9, day), note=note,
    )  # fmt: skip


STEPS = (
    event("drafted", "Ann Analyst", "Performance Analyst", 8),
    event("reviewed", "Ash Assurer", "Head of Data Quality", 9),
    event("approved", "Avi Approver", "Chief Executive", 10),
)


def text(*seen: SignOffEvent) -> str:
    return sign_off(SignOffState("ab" * 32, Stage.FINAL, *STEPS, seen=seen)).markdown()


def test_it_says_who_did_what_as_what_and_when() -> None:
    assert text() == (
        "# Sign-off {#sec-sign-off .continue}\n\n"
        "- Prepared by Ann Analyst, Performance Analyst, on 8 September 2025.\n"
        "- Checked by Ash Assurer, Head of Data Quality, on 9 September 2025.\n"
        "- Approved by Avi Approver, Chief Executive, on 10 September 2025.\n\n"
        "::: {.small}\nWhat was approved has the content hash abababababab.\n:::\n\n"
        "Nobody else is on record as having seen it before it was published.\n"
    )


def test_it_lists_who_saw_it_before_it_was_published_and_why() -> None:
    told = text(event("seen", "Lee", "Leader of the Council", 9, "To prepare for questions."))
    assert told.endswith(
        "These people saw it before it was published\\:\n\n"
        "- Lee, Leader of the Council, on 9 September 2025: To prepare for questions.\n"
    )


def test_a_letter_that_the_typeface_lacks_is_named() -> None:
    assert "Lee \\[thumbs up sign\\], Leader" in text(event("seen", "Lee 👍", "Leader", 9, "Asked."))
