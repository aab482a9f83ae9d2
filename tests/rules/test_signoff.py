"""Drafted, reviewed and approved by three people, of one and the same content."""

from __future__ import annotations

from datetime import date

import pytest

from helpers.model.periods import Quarter
from helpers.model.signoff import FIRST, Signing, SignOff, SignOffEvent, Stage
from helpers.rules.signoff import approvals, refusals, since_withdrawn, standing

ONE, OTHER = "1" * 64, "2" * 64
ANN, ASH, AVI = "Ann Analyst", "Ash Assurer", "Avi Approver"


def step(kind: str, who: str, day: int, content: str = ONE, note: str = "") -> Signing:
    return Signing(
        kind=SignOff(kind), quarter=Quarter(2025, 1), report="roads", content_hash=content, results_sha256=content,
        who=who, role="Post", on=date(2025, 9, day), note=note,
    )  # fmt: skip


def events(*steps: Signing) -> tuple[SignOffEvent, ...]:
    return tuple(SignOffEvent(number=n, before=FIRST, **each.model_dump()) for n, each in enumerate(steps, 1))


DRAFTED, REVIEWED, APPROVED = step("drafted", ANN, 8), step("reviewed", ASH, 9), step("approved", AVI, 10)
ALL = events(DRAFTED, REVIEWED, APPROVED)


def stage(*steps: Signing, content: str = ONE) -> Stage:
    return standing(events(*steps), content).stage


def reasons(made: tuple[SignOffEvent, ...], asked: Signing) -> list[str]:
    return [" ".join(filter(None, each)) for each in refusals(made, asked)]


def test_a_report_goes_from_draft_to_reviewed_to_final() -> None:
    assert stage() is Stage.DRAFT
    assert stage(DRAFTED) is Stage.DRAFT
    assert stage(DRAFTED, REVIEWED) is Stage.REVIEWED
    assert stage(DRAFTED, REVIEWED, APPROVED) is Stage.FINAL


def test_only_the_content_that_was_approved_is_final() -> None:
    now = standing(ALL, OTHER)
    assert (now.stage, now.approved, now.latest) == (Stage.DRAFT, None, None)
    assert now.void is ALL[2]


def test_what_was_approved_is_final_again_when_a_change_is_taken_back() -> None:
    assert standing(events(DRAFTED, REVIEWED, APPROVED, step("drafted", ANN, 12, OTHER)), ONE).stage is Stage.FINAL


def test_since_when_an_approval_is_void_is_told_by_the_next_event_of_other_content() -> None:
    assert standing(ALL, OTHER).void_since is None
    later = events(
        DRAFTED, REVIEWED, APPROVED, step("seen", "Leader", 11, note="to prepare"), step("drafted", ANN, 12, OTHER)
    )
    assert standing(later, OTHER).void_since == date(2025, 9, 12)


def test_the_approval_of_new_content_is_in_place_of_the_one_that_was_void() -> None:
    again = (step("drafted", ANN, 11, OTHER), step("reviewed", ASH, 12, OTHER), step("approved", AVI, 13, OTHER))
    now = standing(events(DRAFTED, REVIEWED, APPROVED, *again), OTHER)
    assert (now.stage, now.void) == (Stage.FINAL, None)
    assert now.approved is not None
    assert now.approved.on == date(2025, 9, 13)


def test_a_step_without_the_one_before_it_counts_for_nothing() -> None:
    assert stage(DRAFTED, APPROVED) is Stage.DRAFT
    assert stage(REVIEWED, APPROVED) is Stage.DRAFT


def test_the_approvals_that_stand_are_told_the_latest_first() -> None:
    again = (step("drafted", ANN, 11, OTHER), step("reviewed", ASH, 12, OTHER), step("approved", AVI, 13, OTHER))
    made = events(DRAFTED, REVIEWED, APPROVED, *again)
    assert approvals(made) == (made[5], made[2])


def test_an_approval_that_was_withdrawn_stands_no_longer_and_that_of_another_report_does() -> None:
    elsewhere = APPROVED.model_copy(update={"report": "schools"})
    made = events(DRAFTED, REVIEWED, APPROVED, elsewhere, step("withdrawn", AVI, 11, note="a figure was wrong"))
    assert approvals(made) == (made[3],)


def test_withdrawing_takes_back_every_signature() -> None:
    withdrawn = step("withdrawn", AVI, 11, note="a figure was wrong")
    now = standing(events(DRAFTED, REVIEWED, APPROVED, withdrawn), ONE)
    assert (now.stage, now.latest, now.void) == (Stage.DRAFT, None, None)
    assert since_withdrawn(events(DRAFTED, withdrawn, DRAFTED))[0].number == 3
    assert stage(DRAFTED, REVIEWED, withdrawn, step("drafted", ANN, 12)) is Stage.DRAFT


def test_those_who_saw_it_early_stay_on_the_list_whatever_is_withdrawn() -> None:
    seen = step("seen", "Leader", 9, note="to prepare")
    now = standing(events(DRAFTED, seen, step("withdrawn", AVI, 10, note="wrong")), ONE)
    assert [each.who for each in now.seen] == ["Leader"]


def test_what_follows_in_turn_is_not_refused() -> None:
    assert reasons((), DRAFTED) == []
    assert reasons(ALL[:1], REVIEWED) == []
    assert reasons(ALL[:2], APPROVED) == []
    assert reasons(ALL, step("seen", ANN, 10, note="wrote it")) == []
    assert reasons(ALL, step("withdrawn", ANN, 10, note="wrong")) == []


def test_a_review_needs_a_draft_and_an_approval_both() -> None:
    assert reasons((), REVIEWED) == ["this content (111111111111) has not been drafted."]
    assert reasons(ALL[:1], APPROVED) == ["this content (111111111111) has not been reviewed."]
    assert reasons((), APPROVED) == [
        "this content (111111111111) has not been drafted.", "this content (111111111111) has not been reviewed.",
    ]  # fmt: skip


def test_a_draft_of_other_content_is_told_and_does_not_count() -> None:
    assert reasons(ALL[:1], step("reviewed", ASH, 9, OTHER)) == [
        "this content (222222222222) has not been drafted. "
        "What Ann Analyst drafted on 2025-09-08 was other content (111111111111)."
    ]


@pytest.mark.parametrize("name", ["Ann Analyst", "ann  analyst", "ANN ANALYST "])
def test_nobody_reviews_what_they_drafted(name: str) -> None:
    assert reasons(ALL[:1], step("reviewed", name, 9)) == [
        f"by “{name.strip()}” has drafted it: it is for somebody else to say that it is reviewed."
    ]


@pytest.mark.parametrize(("name", "did"), [(ANN, "drafted"), (ASH, "reviewed")])
def test_nobody_approves_what_they_drafted_or_reviewed(name: str, did: str) -> None:
    assert reasons(ALL[:2], step("approved", name, 10)) == [
        f"by “{name}” has {did} it: it is for somebody else to say that it is approved."
    ]


def test_no_step_is_taken_twice() -> None:
    assert reasons(ALL, step("approved", "Somebody Else", 11)) == [
        "it was approved already, by Avi Approver on 2025-09-10."
    ]


def test_a_day_before_the_last_event_is_refused() -> None:
    assert reasons(ALL[:1], step("reviewed", ASH, 7)) == [
        "on 2025-09-07 is before the day of the last event (2025-09-08)."
    ]


def test_what_nobody_signed_cannot_be_withdrawn() -> None:
    asked = step("withdrawn", AVI, 11, note="wrong")
    assert reasons((), asked) == ["there is nothing to withdraw: nobody has signed it."]
    assert reasons(events(DRAFTED, asked), asked) == ["there is nothing to withdraw: nobody has signed it."]


@pytest.mark.parametrize("kind", ["seen", "withdrawn"])
def test_seeing_early_and_withdrawing_are_never_without_a_reason(kind: str) -> None:
    with pytest.raises(ValueError, match=f"it says nowhere why the report was {kind}"):
        step(kind, AVI, 11)
