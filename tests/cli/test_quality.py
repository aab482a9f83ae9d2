"""`packs quality`: what is open is listed, answered by name, and put on record by two people."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from helpers.store.workspace import find_committee, inputs, open_register

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]

ACCEPTED = "data/quality/accepted.csv"
LOG = "data/quality/2025-26-q1.csv"
KEY = "tenfold:beds:2025-26-q1"
FOUND = (
    "data/kpis/beds/observations.csv:3: 93 is ten times the figure before, 9.3 (2024-25 Q4)."
    " Ask Care Records whether it is right; then correct it, or accept it with a reason."
)
Q1 = "2025-26 Q1"


@pytest.fixture
def odd(bare: Workspace) -> Workspace:
    """A workspace in which one figure is ten times the one before."""
    bare.kpi("beds", name="Beds", unit="number")
    bare.figures("beds", "2024-25 Q4,W01,9.3", "2025-26 Q1,W01,93")
    return bare


def accept(workspace: Workspace, **given: str) -> int:
    terms = {"reason": "A ward was reopened.", "by": "Head of Care", "on": "2025-09-01", "quarter": Q1, **given}
    key = terms.pop("key", KEY)
    return workspace.run(
        "quality", "accept", key, *(part for name, text in terms.items() for part in (f"--{name}", text))
    )


def record(
    workspace: Workspace, analyst: str = "Ann", assurer: str = "Bob", *options: str, on: str = "2025-09-02"
) -> int:
    people = ("--analyst", analyst, "--assurer", assurer)
    return workspace.run("quality", "record", Q1, *people, "--on", on, *options)


def test_what_is_open_is_listed_with_its_key_and_the_exit_code_is_1(odd: Workspace, capsys: Captured) -> None:
    assert odd.run("quality", "check", Q1) == 1
    assert capsys.readouterr().out.splitlines() == [
        "2025-26 Q1: 6 checks of 1 figure and 0 targets. Open: 1. Accepted: 0.",
        f"1. Open: {KEY}",
        f"   {FOUND}",
        "To accept one: packs quality accept KEY --reason WHY --by WHO",
    ]


def test_a_quarter_with_nothing_odd_is_well(odd: Workspace, capsys: Captured) -> None:
    assert odd.run("quality", "check", "2025-26 Q2") == 0
    assert capsys.readouterr().out == "2025-26 Q2: 0 checks of 0 figures and 0 targets. Open: 0. Accepted: 0.\n"


def test_accepting_adds_a_line_to_the_record_and_the_quarter_is_well(odd: Workspace, capsys: Captured) -> None:
    assert accept(odd) == 0
    assert capsys.readouterr().out == f"{KEY}: accepted for 2025-26 Q1 by Head of Care, for the figure 93 after 9.3.\n"
    assert (odd.root / ACCEPTED).read_text(encoding="utf-8") == (
        "quarter,rule,kpi,period,area,figure,reason,accepted_by,accepted_on\n"
        "2025-26 Q1,tenfold,beds,2025-26 Q1,,93 after 9.3,A ward was reopened.,Head of Care,2025-09-01\n"
    )
    assert odd.run("quality", "check", Q1) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"1. Accepted: {KEY}",
        "   data/kpis/beds/observations.csv:3: 93 is ten times the figure before, 9.3 (2024-25 Q4).",
        "   Head of Care, 1 September 2025: A ward was reopened.",
    ]


def test_an_answer_whose_figure_has_changed_is_told_as_no_longer_used(odd: Workspace, capsys: Captured) -> None:
    accept(odd)
    odd.edit("data/kpis/beds/observations.csv", "Q1,W01,93", "Q1,W01,94")
    capsys.readouterr()
    assert odd.run("quality", "check", Q1) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "2025-26 Q1: 6 checks of 1 figure and 0 targets. Open: 1. Accepted: 0."
    assert told[3] == f"Line 2 of {ACCEPTED} answers nothing any more: {KEY} (93 after 9.3)."


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"key": "tenfold:bed:2025-26-q1"},  # :bed: must not be taken for a picture of one
            f"key: there is no finding “tenfold:bed:2025-26-q1” for 2025-26 Q1. Did you mean “{KEY}”?",
        ),
        (
            {"quarter": "2025-26 Q2", "on": "2025-11-01"},
            f"key: there is no finding “{KEY}” for 2025-26 Q2. Nothing is open.",
        ),
        ({"reason": "  "}, "reason: this is empty. Say it in words: it is kept on record."),
        (
            {"reason": "Eastmarch counts otherwise."},
            "reason: “Eastmarch” is an area that reports do not name."
            " Say it without the name: the reason is published.",
        ),
        ({"by": ""}, "by: this is empty. Say it in words: it is kept on record."),
        ({"reason": "=1+1"}, "reason: “=1+1” begins like a formula. Begin with a word: it is kept in a spreadsheet."),
        (
            {"on": "2025-03-31"},
            "on: 31 March 2025 is before 2025-26 Q1 began: nothing had been found yet."
            " Put the day or the quarter right.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_accepted_is_refused_and_nothing_written(
    odd: Workspace, capsys: Captured, given: dict[str, str], message: str
) -> None:
    before = odd.files()
    assert accept(odd, **given) == 1
    assert capsys.readouterr().err.splitlines()[1:] == [f"  {message}"]
    assert odd.files() == before


def test_what_is_accepted_already_is_refused(odd: Workspace, capsys: Captured) -> None:
    accept(odd)
    before = odd.files()
    assert accept(odd, by="Somebody Else") == 1
    assert f"“{KEY}” was accepted already, by Head of Care on 1 September 2025." in capsys.readouterr().err
    assert odd.files() == before


def test_two_totals_that_do_not_add_up_are_accepted_one_after_the_other(odd: Workspace, capsys: Captured) -> None:
    for id, beds in {"wards": 50, "rooms": 40, "wings": 90, "annexes": 0}.items():
        odd.kpi(id, name=id.title(), unit="number")
        odd.figures(id, f"2025-26 Q1,W01,{beds}")
    odd.kpi("all-beds", name="All beds", unit="number", total_of=[["wards", "rooms"], ["wings", "annexes"]])
    odd.figures("all-beds", "2025-26 Q1,W01,95")
    odd.edit("data/kpis/wings/observations.csv", "Q1,W01,90", "Q1,W01,91")
    key = "total:all-beds:2025-26-q1"
    assert [accept(odd, key=key) for _ in range(3)] == [0, 0, 1]
    last = [row.split(",")[5] for row in (odd.root / ACCEPTED).read_text(encoding="utf-8").splitlines()[1:]]
    assert sorted(last) == ["95 against 50 + 40", "95 against 91 + 0"]


def test_a_key_may_be_in_capitals_and_a_reason_on_several_lines(odd: Workspace) -> None:
    assert accept(odd, key=KEY.upper(), reason="A ward, with beds,\nwas reopened.") == 0
    last = (odd.root / ACCEPTED).read_text(encoding="utf-8").splitlines()[-1]
    assert '"A ward, with beds, was reopened."' in last
    assert odd.problems() == []


def test_a_record_with_other_line_ends_and_order_of_columns_keeps_them(odd: Workspace) -> None:
    heading = "accepted_on,accepted_by,quarter,rule,kpi,period,area,figure,reason"
    (odd.root / "data/quality").mkdir()
    (odd.root / ACCEPTED).write_bytes(f"{heading}\r\n".encode())
    assert accept(odd) == 0
    row = "2025-09-01,Head of Care,2025-26 Q1,tenfold,beds,2025-26 Q1,,93 after 9.3,A ward was reopened."
    assert (odd.root / ACCEPTED).read_bytes().decode() == f"{heading}\r\n{row}\r\n"


def test_without_a_day_today_is_recorded(odd: Workspace) -> None:
    odd.run("quality", "accept", KEY, "--reason", "Reopened.", "--by", "Head of Care", "--quarter", Q1)
    last = (odd.root / ACCEPTED).read_text(encoding="utf-8").splitlines()[-1]
    assert last.rpartition(",")[2] == date.today().isoformat()


def test_a_check_is_put_on_record_as_not_passed_while_something_is_open(odd: Workspace, capsys: Captured) -> None:
    assert record(odd, "Ann", "Bob", "--note", "Waiting for the ward.") == 0
    counted = "6 checks of 1 figure and 0 targets"
    assert capsys.readouterr().out == (
        f"2025-26 Q1: not passed ({counted}; found 1, accepted 0, open 1). Analyst Ann, assurer Bob.\n"
    )
    checked = sha256(b'["figure", "beds", "2025-26 Q1", "", 93.0, null, null, false]').hexdigest()
    assert (odd.root / LOG).read_text(encoding="utf-8") == (
        "recorded_on,analyst,assurer,checks,checked_sha256,findings,accepted,open,outcome,note\n"
        f"2025-09-02,Ann,Bob,{counted},{checked},1,0,1,not passed,Waiting for the ward.\n"
    )


def test_a_check_is_passed_once_everything_is_answered_and_the_log_keeps_both(odd: Workspace) -> None:
    record(odd)
    accept(odd)
    record(odd)
    log = (odd.root / LOG).read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[5:9] for row in log[1:]] == [["1", "0", "1", "not passed"], ["1", "1", "0", "passed"]]
    assert odd.problems() == []


def test_a_check_made_before_the_last_on_record_is_refused(odd: Workspace, capsys: Captured) -> None:
    record(odd)
    before = odd.files()
    assert record(odd, on="2025-09-01") == 1
    assert capsys.readouterr().err.splitlines()[1:] == [
        "  on: 1 September 2025 is before 2 September 2025, the day of the last record."
        " The log is in the order of its days: give the day of this check."
    ]
    assert odd.files() == before
    assert record(odd) == 0  # a second time on the same day


@pytest.mark.parametrize("assurer", ["Ann Lee", "ANN LEE", " ann  lee", "AnnLee"])
def test_analyst_and_assurer_are_two_people_however_the_name_is_written(
    odd: Workspace, capsys: Captured, assurer: str
) -> None:
    before = odd.files()
    assert record(odd, "Ann Lee", assurer) == 1
    assert "is the analyst too: analyst and assurer are two people." in capsys.readouterr().err
    assert odd.files() == before


@pytest.mark.parametrize(("analyst", "assurer", "field"), [("", "Bob", "analyst"), ("Ann", " ", "assurer")])
def test_both_must_be_named(odd: Workspace, capsys: Captured, analyst: str, assurer: str, field: str) -> None:
    assert record(odd, analyst, assurer) == 1
    assert f"  {field}: this is empty." in capsys.readouterr().err
    assert not (odd.root / LOG).exists()


def test_checking_the_workspace_says_how_many_are_open(odd: Workspace, capsys: Captured) -> None:
    assert odd.run("check", Q1) == 0
    told = "In the quarter's data, 1 to answer. To see what: packs quality check"
    assert told in capsys.readouterr().out.splitlines()
    accept(odd)
    capsys.readouterr()
    odd.run("check", Q1)
    assert "to answer" not in capsys.readouterr().out


def test_a_pack_rests_on_what_was_accepted_and_on_the_parts_of_its_totals(odd: Workspace) -> None:
    accept(odd)
    for id, beds in {"wards": 50, "rooms": 43}.items():
        odd.kpi(id, name=id.title(), unit="number", committees=["roads"])
        odd.figures(id, f"2025-26 Q1,W01,{beds}")
    odd.kpi("all-beds", name="All beds", unit="number", total_of=[["wards", "rooms"]])
    odd.figures("all-beds", "2025-26 Q1,W01,93")
    register = open_register(odd.root)
    found = inputs(register, find_committee(register, "care-and-health"), max(register.plans))
    names = [path.relative_to(odd.root).as_posix() for path in found]
    assert {ACCEPTED, "data/kpis/wards/observations.csv", "data/kpis/wards/kpi.yml"} <= set(names)
    assert len(names) == len(set(names))
