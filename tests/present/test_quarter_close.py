"""The quarter's close: the notebook's own cells, run on a small council, and what its reader sees."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from cells import run_cells

from helpers.model.periods import Quarter
from helpers.model.signoff import Signing
from helpers.present.blocks import Bullets, Paragraph, Section, Table, plain
from helpers.store.signoff import add_events

if TYPE_CHECKING:
    from conftest import Workspace

NOW = Quarter(2025, 1)
run = partial(run_cells, "07_quarter_close.ipynb")
MEETINGS = "quarter,committee,team,held_on,minutes,link,attendees\n"
HELD = (
    "2025-26 Q1,care-and-health,,2025-09-18,CH 8,,Members\n"
    "2025-26 Q1,,Management Team,2025-09-03,MT 14/25,https://example.org/mt,\n"
    "2024-25 Q4,,Management Team,2025-06-03,MT 9/25,,\n"
)
ACTIONS = "action,on,due,state,note,by\nvisits-on-time/2025-26-q1,2025-08-21,2025-09-01,open,Soon,Head of Care\n"


@pytest.fixture
def closed(workspace: Workspace) -> Workspace:
    """Westmarch after 2025-26 Q1: two meetings, an action past its date, a revised figure and a new target."""
    workspace.write("data/meetings/meetings.csv", MEETINGS + HELD)
    workspace.write("data/actions/updates.csv", ACTIONS)
    path = workspace.root / "data/kpis/visits-on-time/observations.csv"
    rows = path.read_text(encoding="utf-8").splitlines()[1:]
    workspace.figures("visits-on-time", *rows, "2024-25 Q4,W01,75,,,,2025-26 Q1,<script>alert(1)</script>")
    workspace.targets("visits-on-time", {"2025-26": "82"}, agreed_on="2025-06-02")
    return workspace


def tables(section: Section) -> dict[str, list[list[object]]]:
    return {block.id: block.records()["rows"] for block in section if isinstance(block, Table)}


def words(section: Section) -> list[str]:
    paragraphs = [plain(block.words) for block in section if isinstance(block, Paragraph)]
    return paragraphs + [plain(item) for block in section if isinstance(block, Bullets) for item in block.items]


def test_differences_are_counted_first_by_class(closed: Workspace) -> None:
    counted = run(closed)["changes_counted(close)"]
    assert tables(counted)["changes"] == [
        ["Data", 3], ["Targets", 1], ["Definitions", 0], ["Lifecycle", 0], ["Method", 0], ["Words", 1],
    ]  # fmt: skip
    assert words(counted)[0] == "5 differences between 2025-26 Q1 and 2024-25 Q4: data 3, targets 1 and words 1."
    assert words(counted)[1].startswith("No report of 2024-25 Q4 is on record as approved")


def test_each_class_has_its_table_and_revised_figures_one_of_their_own(closed: Workspace) -> None:
    shown, name = run(closed), "Care visits on time"
    assert tables(shown['changes_in(close, "data")']) == {
        "changes-revised": [
            [name, "Revised, Q4 2024/25: was 76.0%, is now 75.0% [r].", "<script>alert(1)</script>."],
        ],
        "changes-data": [[name, "1 new figure: Q1 2025/26 78.0%."], [name, "Figures of other areas: 5 new."]],
    }
    assert tables(shown['changes_in(close, "words")']) == {
        "changes-words": [[name, "New commentary; last quarter there was none."]]
    }
    assert words(shown['changes_in(close, "lifecycle")']) == ["No difference in lifecycle is on record."]


def test_what_people_wrote_is_shown_as_text_and_never_as_markup(closed: Workspace) -> None:
    section = run(closed)['changes_in(close, "data")']
    assert "<script>" not in section.html() and "&lt;script&gt;" in section.html()
    assert "\\<script\\>" in section.markdown()


def test_open_actions_have_their_age_and_say_whose_date_has_passed(closed: Workspace) -> None:
    section = run(closed)["actions_open(close)"]
    assert words(section) == ["1 action is open; 1 of them past the date."]
    id, due = "visits-on-time/2025-26-q1", "2025-09-01"
    assert tables(section) == {"open-actions": [["Care visits on time", id, "–", due, 0]]}
    later = run(closed, "2025-26 Q2")["actions_open(close)"]
    assert tables(later)["open-actions"][0][-1] == 1
    assert "1 September 2025. **Date passed.**" in later.markdown()


def test_meetings_are_listed_with_their_minutes_the_first_held_first(closed: Workspace) -> None:
    section = run(closed)["meetings_held(close)"]
    assert tables(section) == {
        "meetings": [
            ["3 September 2025", "Management Team", "MT 14/25", "–"],
            ["18 September 2025", "Care and Health Committee", "CH 8", "Members"],
        ]
    }
    assert "[MT 14/25](https://example.org/mt)" in section.markdown()


def test_what_keeps_packs_from_being_final_is_told_with_what_to_do(closed: Workspace) -> None:
    assert words(run(closed)["not_final(close)"]) == [
        "The packs of 2025-26 Q1 have been reviewed, with minutes on record."
    ]
    (first, *_) = tables(run(closed, "2025-26 Q2")["not_final(close)"])["not-final"]
    assert first == [
        "data/meetings/meetings.csv",
        "Must be put right. Care and Health Committee: no review meeting is recorded for 2025-26 Q2.",
        "Add its line, with its day and the reference of its minutes.",
    ]


def test_the_days_to_come_are_in_their_order_with_what_is_left_to_do(closed: Workspace) -> None:
    section = run(closed)["what_is_next(close)"]
    assert tables(section)["next"] == [
        ["2025-09-12", "2025-26 Q1", "Packs are published", "Performance Team"],
        ["2025-09-18", "2025-26 Q1", "Care and Health Committee meets", "Members"],
        ["2025-09-30", "2025-26 Q2", "The quarter ends", "–"],
        ["2025-11-29", "2025-26 Q2", "Data are cut off", "Performance Team"],
        ["2025-12-13", "2025-26 Q2", "Packs are published", "Performance Team"],
    ]
    assert words(section) == ["1 action to close or to re-date (packs actions update)."]


def test_a_next_quarter_without_dates_is_said_to_have_none(closed: Workspace) -> None:
    section = run(closed, "2025-26 Q2")["what_is_next(close)"]
    assert tables(section)["next"][-1][1:3] == ["2025-26 Q3", "Data are cut off"]
    assert words(section)[-1] == (
        "2025-26 Q3 has no dates on record yet (packs new quarter); its cut-off is by the usual rule."
    )


def test_when_nothing_has_changed_it_says_so(bare: Workspace) -> None:
    shown = run(bare)
    assert words(shown["changes_counted(close)"])[0] == "Nothing has changed in 2025-26 Q1 since 2024-25 Q4."
    kinds = ("data", "targets", "definitions", "lifecycle", "method", "words")
    assert [words(shown[f'changes_in(close, "{kind}")'])[0] for kind in kinds] == [
        f"No difference in {kind} is on record." for kind in kinds
    ]
    unknown = words(shown['changes_in(close, "method")'])[1]
    assert unknown.startswith("No report of 2024-25 Q4 is on record as approved, so nobody can tell")
    assert words(shown["actions_open(close)"]) == ["No action is open."]
    assert words(shown["meetings_held(close)"]) == ["No review meeting is on record for 2025-26 Q1."]


def test_commentary_that_was_said_again_is_named_and_is_left_to_be_written_anew(closed: Workspace) -> None:
    folder = closed.root / "data/kpis/visits-on-time/commentary"
    said = (folder / "2025-26-q1.md").read_text(encoding="utf-8")
    closed.write("data/kpis/visits-on-time/commentary/2025-26-q2.md", said)
    shown = run(closed, "2025-26 Q2")
    assert words(shown['changes_in(close, "words")'])[-1] == "Unchanged word for word: Care visits on time."
    assert "Commentary to write anew for 1 indicator." in words(shown["what_is_next(close)"])


def test_an_action_that_states_a_hidden_number_is_withheld(bare: Workspace) -> None:
    bare.kpi("deaths", name="Deaths", unit="number", decimals=0, minimum=0)
    bare.figures("deaths", "2025-26 Q1,W01,3")
    said = "---\nauthor: Head\ndate: 2025-08-20\n---\n\nWorse.\n\n## Action\n\nLook into the 3 deaths.\n"
    bare.write("data/kpis/deaths/commentary/2025-26-q1.md", said)
    page = run(bare)["actions_open(close)"].markdown()
    assert "Withheld: this part states a number that is hidden" in page and "3 deaths" not in page


def test_until_somebody_signs_it_says_so_and_then_who_did(closed: Workspace) -> None:
    assert words(run(closed)["sign_off_state(close)"]) == ["Nobody has signed a report of 2025-26 Q1."]
    signed = {"quarter": NOW, "report": "roads", "content_hash": "a" * 64, "results_sha256": "b" * 64, "role": "Post"}
    steps = {"drafted": "Ann", "reviewed": "Ash"}
    for day, (kind, who) in enumerate(steps.items(), 1):
        one = Signing.model_validate({**signed, "kind": kind, "who": who, "on": f"2025-09-0{day}"})
        add_events(closed.root, lambda events, one=one: [one])
    (row,) = tables(run(closed)["sign_off_state(close)"])["sign-off"]
    assert row == ["roads", "Reviewed", "Ann, 1 September 2025", "Ash, 2 September 2025", "–"]
