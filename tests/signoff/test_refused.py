"""A report is signed only when it is what it should be; each refusal says why and what to do, and records nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from people import ANALYST, APPROVER, ASSURER, QUARTER, Sign

from helpers.publish import signing

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]


@pytest.fixture
def refused(council: Workspace, sign: Sign, capsys: Captured):
    """Take a step that is refused; returns what is said, one problem a line."""

    def ask(kind: str, who: tuple[str, ...], day: int, *more: str) -> list[str]:
        capsys.readouterr()
        before = council.files()
        assert sign(kind, who, day, *more) == 1
        assert council.files() == before
        return [line.strip() for line in capsys.readouterr().err.splitlines()[1:]]

    return ask


def test_the_three_steps_in_turn_are_recorded(council: Workspace, sign: Sign, capsys: Captured) -> None:
    assert [sign("drafted", ANALYST, 8), sign("reviewed", ASSURER, 9), sign("approved", APPROVER, 10)] == [0, 0, 0]
    made = json.loads((council.root / "outputs/2025-26-q1/roads/manifest.json").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in (council.root / "data/signoff/events.jsonl").read_text().splitlines()]
    assert [each["kind"] for each in lines] == ["drafted", "reviewed", "approved"]
    assert {each["content_hash"] for each in lines} == {made["content_hash"]}
    assert {each["results_sha256"] for each in lines} == {made["outputs"]["results.json"]}
    short = made["content_hash"][:12]
    assert capsys.readouterr().out.splitlines() == [
        f"2025-26-q1/roads: drafted by Ann Analyst on 2025-09-08 ({short}).",
        f"2025-26-q1/roads: reviewed by Ash Assurer on 2025-09-09 ({short}).",
        'To have the pages say so, build them again: packs build "2025-26 Q1"',
        f"2025-26-q1/roads: approved by Avi Approver on 2025-09-10 ({short}).",
        'To have the pages say so, build them again: packs build "2025-26 Q1"',
    ]


def test_what_an_approved_report_was_made_from_is_kept(approved: Workspace) -> None:
    (record,) = (approved.root / "data/signoff/records/2025-26-q1/roads").iterdir()
    kept = json.loads(record.read_text(encoding="utf-8"))
    assert kept["content_hash"] == record.stem
    hashes = {*kept["inputs"].values(), *kept["code"]["files"].values(), kept["notebook"]["sha256"]}
    objects = {path.name for path in (approved.root / "data/signoff/objects").glob("*/*")}
    assert objects == hashes


def test_a_report_that_is_not_built_is_not_signed(council: Workspace, refused) -> None:
    (council.root / "outputs/2025-26-q1/roads/manifest.json").unlink()
    assert refused("drafted", ANALYST, 8) == [
        'roads: it is not built. Build it: packs build "2025-26 Q1" --report roads'
    ]


def test_a_report_that_is_not_of_what_is_there_now_is_not_signed(council: Workspace, refused) -> None:
    council.edit("params/committees/roads.yml", "remit: Roads.", "remit: Roads and paths.")
    assert refused("drafted", ANALYST, 8) == [
        "roads: it is not of what is there now: params/committees/roads.yml was changed. "
        'Build it again: packs build "2025-26 Q1" --report roads'
    ]


def test_a_report_whose_pages_were_edited_is_not_signed(council: Workspace, refused) -> None:
    page = council.root / "outputs/2025-26-q1/roads/pack.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Text.", "All is well."), encoding="utf-8")
    assert refused("drafted", ANALYST, 8) == [
        'roads: pack.html is not as it was built. Build it again: packs build "2025-26 Q1" --report roads'
    ]


def found(council: Workspace, kind: str) -> None:
    """Have the report say that there is something to put right."""
    results = council.root / "outputs/2025-26-q1/roads/results.json"
    told = {
        "must": True, "file": "data/kpis/visits-on-time/observations.csv", "line": 2,
        "message": "780 is ten times the figure before, 78.", "fix": "Ask.",
    }  # fmt: skip
    results.write_text(json.dumps({**json.loads(results.read_text()), kind: [told, {**told, "must": False}]}))
    manifest = results.with_name("manifest.json")
    made = json.loads(manifest.read_text())
    del made["outputs"]["results.json"]
    manifest.write_text(json.dumps(made))


@pytest.mark.parametrize("kind", ["findings", "checks_on_data"])
def test_a_report_with_an_open_finding_is_drafted_and_not_reviewed(
    council: Workspace, sign: Sign, refused, kind: str
) -> None:
    found(council, kind)
    assert sign("drafted", ANALYST, 8) == 0
    assert refused("reviewed", ASSURER, 9) == [
        "data/kpis/visits-on-time/observations.csv:2: 780 is ten times the figure before, 78. Ask."
    ]


def test_no_report_is_reviewed_before_anybody_vouches_for_the_data(council: Workspace, sign: Sign, refused) -> None:
    (council.root / "data/quality/2025-26-q1.csv").unlink()
    assert council.run("build", "2025-26 Q1", "-f", "html", "--renderer", "embedded") == 0
    assert sign("drafted", ANALYST, 8) == 0
    assert refused("reviewed", ASSURER, 9) == [
        "data: nobody is on record as having checked the data of 2025-26 Q1. "
        'packs quality record "2025-26 Q1" --analyst WHO --assurer SOMEBODY-ELSE'
    ]


def test_what_was_vouched_for_must_be_what_is_there(council: Workspace, sign: Sign, refused) -> None:
    council.edit("data/kpis/visits-on-time/targets.csv", "2025-26,80", "2025-26,81")
    assert sign("drafted", ANALYST, 8) == 0
    assert refused("reviewed", ASSURER, 9) == [
        "data: what was vouched for on 2 September 2025 is not what the checks find now. "
        'packs quality record "2025-26 Q1" --analyst WHO --assurer SOMEBODY-ELSE'
    ]


def test_a_report_without_a_review_meeting_is_not_approved(council: Workspace, refused, sign: Sign) -> None:
    path = council.root / "data/meetings/meetings.csv"
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    assert council.run("build", QUARTER, "-r", "roads", "-f", "html", "--renderer", "embedded") == 0
    assert [sign("drafted", ANALYST, 8), sign("reviewed", ASSURER, 9)] == [0, 0]
    assert refused("approved", APPROVER, 10) == [
        "data/meetings/meetings.csv: Roads Committee: no review meeting is recorded for 2025-26 Q1. "
        "Add its line, with its day and the reference of its minutes."
    ]


def test_steps_out_of_turn_are_refused(refused) -> None:
    assert refused("approved", APPROVER, 10)[0].endswith("has not been drafted.")


def test_one_person_never_takes_two_steps(sign: Sign, refused) -> None:
    assert sign("drafted", ANALYST, 8) == 0
    assert refused("reviewed", ("--by", "ann analyst", "--role", "Head"), 9) == [
        "roads by: “ann analyst” has drafted it: it is for somebody else to say that it is reviewed."
    ]


def test_whoever_is_second_of_two_who_sign_at_once_is_refused(
    council: Workspace, sign: Sign, refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sign("drafted", ANALYST, 8) == 0
    monkeypatch.setattr(signing, "sign_off_events", lambda register: ())  # as they were before the first had signed
    assert refused("drafted", ASSURER, 8) == ["roads: it was drafted already, by Ann Analyst on 2025-09-08."]


def test_a_day_before_the_last_step_is_refused(sign: Sign, refused) -> None:
    assert sign("drafted", ANALYST, 8) == 0
    assert refused("reviewed", ASSURER, 5) == ["roads on: 2025-09-05 is before the day of the last event (2025-09-08)."]


def test_a_day_that_is_still_to_come_is_refused(council: Workspace, capsys: Captured) -> None:
    assert council.run("sign-off", "drafted", QUARTER, "-r", "roads", *ANALYST, "--on", "2999-01-01") == 1
    assert "on: 2999-01-01 is still to come. Give the day on which it was done." in capsys.readouterr().err


def test_nobody_signs_without_a_name_or_a_role(refused) -> None:
    assert refused("drafted", ("--by", " ", "--role", ""), 8) == [
        "by: this field is blank. Give it a value.", "role: this field is blank. Give it a value.",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["seen", "withdrawn"])
def test_a_reason_that_is_asked_for_is_not_blank(kind: str, sign: Sign, refused) -> None:
    assert sign("drafted", ANALYST, 8) == 0
    (problem,) = refused(kind, APPROVER, 9, "--note", " ")
    assert f"it says nowhere why the report was {kind}." in problem


def test_who_sees_a_report_once_it_is_published_is_not_on_the_list(refused) -> None:
    assert refused("seen", APPROVER, 12, "--note", "Asked.") == [
        "on: 12 September 2025 is not before it is published, on 12 September 2025. "
        "Who sees it from then on is not put on record."
    ]


def test_an_unknown_report_is_told_with_the_nearest(council: Workspace, capsys: Captured) -> None:
    assert council.run("sign-off", "drafted", QUARTER, "-r", "raods", *ANALYST, "--on", "2025-09-08") == 1
    assert "there is no report “raods”. Did you mean “roads”?" in capsys.readouterr().err


@pytest.mark.parametrize("asked", [(), ("--report", "roads", "--all")])
def test_reports_are_named_or_all_are_asked_for(asked: tuple[str, ...], council: Workspace, capsys: Captured) -> None:
    assert council.run("sign-off", "drafted", QUARTER, *asked, *ANALYST, "--on", "2025-09-08") == 1
    assert "name the reports, or ask for all of them: one of the two." in capsys.readouterr().err


def test_all_reports_of_a_quarter_are_signed_at_once_without_those_that_are_already(
    sign: Sign, capsys: Captured
) -> None:
    assert sign("drafted", ANALYST, 8) == 0
    assert sign("drafted", ANALYST, 9, "--all") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["2025-26-q1/roads", "2025-26-q1/care-and-health"]
    assert sign("drafted", ANALYST, 9, "--all") == 0
    assert capsys.readouterr().out == "Nothing of 2025-26 Q1 is left to be drafted.\n"


def test_of_all_reports_none_is_signed_when_one_cannot_be(council: Workspace, refused) -> None:
    (council.root / "outputs/2025-26-q1/care-and-health/manifest.json").unlink()
    assert refused("drafted", ANALYST, 8, "--all") == [
        'care-and-health: it is not built. Build it: packs build "2025-26 Q1" --report care-and-health'
    ]


def test_a_report_that_was_withdrawn_is_signed_anew(approved: Workspace, sign: Sign, refused) -> None:
    assert sign("withdrawn", APPROVER, 11, "--note", "A figure was wrong.") == 0
    assert refused("approved", APPROVER, 11)[0].endswith("has not been drafted.")
    assert sign("drafted", ASSURER, 11) == 0


def test_nothing_is_signed_or_built_while_the_record_is_not_whole(approved: Workspace, refused, capsys) -> None:
    approved.edit("data/signoff/events.jsonl", "Avi Approver", "Somebody Else")
    assert refused("seen", APPROVER, 11, "--note", "asked")[0].startswith(
        "data/signoff/head.json: event 3, the last in events.jsonl, was edited, or this file was."
    )
    assert approved.run("build", QUARTER, "-r", "roads", "-f", "html", "--renderer", "embedded") == 1
    assert "event 3, the last in events.jsonl, was edited" in capsys.readouterr().err
