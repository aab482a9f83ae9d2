"""What differs between a quarter and the one before: each class by itself, exactly, and nothing when nothing did."""

from __future__ import annotations

import hashlib
import json
import platform
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from helpers.errors import Problems
from helpers.model.periods import Quarter
from helpers.model.signoff import SIGNED, Signing, SignOff
from helpers.present.sections.differences import about, cause, counted, limits, what
from helpers.store.archive import record_file, record_text
from helpers.store.signoff import add_events
from helpers.workbook import open_differences

if TYPE_CHECKING:
    from conftest import Workspace

    from helpers.analysis.differences import Differences

Told = list[tuple[str, str, str, str]]  # the class of each difference, what it is about, what differs, and why
PROJECT = Path(__file__).parents[2]
NAME = "Care visits on time"
Q4, Q1, Q2 = "2024-25 Q4", "2025-26 Q1", "2025-26 Q2"
OLD = ["2024-25 Q3,W01,74", "2024-25 Q4,W01,76"]
SAID = "---\nauthor: Head of Care\ndate: 2025-08-20\n---\n\n%s\n\n## Action\n\nHire.\n"
UNRECORDED = (
    "No report of 2024-25 Q4 is on record as approved, so nobody can tell whether the rules, notebooks, code or"
    " settings are others than they were, or whether a definition was edited in place."
)
NOTEBOOK, RULE = "03_committee_pack.ipynb", "rules/exact.py"


def found(workspace: Workspace, quarter: str = Q1) -> Differences:
    return open_differences(workspace.root, quarter)


def told(workspace: Workspace, quarter: str = Q1) -> Told:
    """Every difference in words."""
    return [(each.kind.value, about(each), what(each), cause(each)) for each in found(workspace, quarter).found]


@pytest.fixture
def still(bare: Workspace) -> Workspace:
    """Westmarch with one KPI of which nothing has become known since 2024-25 Q4."""
    bare.kpi("visits")
    bare.figures("visits", *OLD)
    bare.targets("visits", {"2024-25": "75"})
    return bare


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def approved(
    workspace: Workspace, keep: bool = True, quarter: str = "2024-25-q4", stem: str = "a" * 64, **other: Any
) -> None:
    """Put a report on record as approved with the files as they are, or with `other` parts; keep the files or not."""
    kept = [path for path in sorted(workspace.root.rglob("*.yml")) if path.name != "origin.yml"]
    inputs = {path.relative_to(workspace.root).as_posix(): sha256(path) for path in kept}
    package = PROJECT / "src/helpers"
    code = [path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    record = {
        "parameters": {"committee": "care-and-health", "quarter": quarter},
        "inputs": inputs,
        "notebook": {"name": NOTEBOOK, "sha256": sha256(PROJECT / "notebooks" / NOTEBOOK)},
        "code": {"sha256": "", "files": {path.relative_to(PROJECT).as_posix(): sha256(path) for path in code}},
        "renderer": {"name": "embedded"},
        "versions": {"python": platform.python_version()},
    }
    events(workspace, ("approved", stem), quarter=quarter)
    put_on_record(workspace, quarter, {**record, **other, "content_hash": stem, "results_sha256": "f" * 64})
    for path in kept if keep else ():
        checksum = sha256(path)
        workspace.write(f"data/signoff/objects/{checksum[:2]}/{checksum}", path.read_text(encoding="utf-8"))


def put_on_record(workspace: Workspace, quarter: str, record: dict[str, Any]) -> None:
    path = record_file(workspace.root, Quarter.parse(quarter), "care-and-health", record["content_hash"])
    workspace.write(path.relative_to(workspace.root).as_posix(), record_text(record))


def events(workspace: Workspace, *signed: tuple[str, str], quarter: str = "2024-25-q4") -> None:
    """Add steps of sign-off: each time what was done, and with which content hash; an approval by three people."""
    told = {"quarter": Quarter.parse(quarter), "report": "care-and-health", "results_sha256": "f" * 64, "role": "Post"}
    told |= {"on": date(2025, 9, 1), "note": "Said."}
    for kind, content_hash in signed:
        kinds = SIGNED if kind == "approved" else (SignOff(kind),)
        steps = [
            Signing.model_validate({**told, "kind": each, "who": f"Who {each}", "content_hash": content_hash})
            for each in kinds
        ]
        add_events(workspace.root, lambda _, steps=steps: steps)


def test_when_nothing_has_changed_there_is_nothing_and_it_says_so(still: Workspace) -> None:
    assert told(still) == []
    assert counted(found(still)) == "Nothing has changed in 2025-26 Q1 since 2024-25 Q4."
    assert limits(found(still)) == [UNRECORDED]


def test_nothing_has_changed_either_when_the_approved_report_was_made_from_the_same_files(still: Workspace) -> None:
    approved(still)
    assert (told(still), limits(found(still))) == ([], [])


def test_data_a_revised_figure_is_told_with_what_it_was_and_why_and_a_new_one_apart_from_it(still: Workspace) -> None:
    still.figures("visits", *OLD, "2024-25 Q3,W01,66,,,,2025-26 Q1,Late records", "2025-26 Q1,W01,78")
    revised = "Revised, Q3 2024/25: was 74.0%, is now 66.0% [r]. Rated Amber before, Red now."
    assert told(still) == [
        ("data", NAME, revised, "Late records."),
        ("data", NAME, "1 new figure: Q1 2025/26 78.0%.", ""),
    ]
    assert told(still, Q2) == []


def test_data_a_correction_has_its_reason_and_a_revision_without_one_says_so(still: Workspace) -> None:
    still.figures("visits", *OLD, "2024-25 Q3,W01,75,,,,2025-26 Q1")
    still.corrections("visits", "2024-25 Q4,W01,value,76,67,Digits exchanged,Data Analyst,2025-06-20")
    assert [(why, words) for _, _, words, why in told(still)] == [
        ("No reason given.", "Revised, Q3 2024/25: was 74.0%, is now 75.0% [r]. Rated Amber before, Green now."),
        ("Digits exchanged.", "Revised, Q4 2024/25: was 76.0%, is now 67.0% [r]. Rated Green before, Red now."),
    ]


def test_data_counts_that_were_revised_are_told_where_the_figure_is_the_same(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2024-25 Q4,W01,75,45,60", "2024-25 Q4,W01,75,60,80,,2025-26 Q1,More records")
    words = "Revised, Q4 2024/25: was 75.0% (45 of 60), is now 75.0% [r] (60 of 80)."
    assert told(bare) == [("data", NAME, words, "More records.")]


def test_data_a_revision_older_than_what_packs_show_is_told_too(bare: Workspace) -> None:
    years = [f"{year}-{(year + 1) % 100} Q{quarter}" for year in range(2018, 2025) for quarter in (1, 2, 3, 4)]
    bare.kpi("visits")
    bare.figures("visits", *(f"{each},W01,70" for each in years), "2018-19 Q1,W01,71,,,,2025-26 Q1,Audit")
    assert told(bare) == [("data", NAME, "Revised, Q1 2018/19: was 70.0%, is now 71.0% [r].", "Audit.")]


def test_data_a_figure_that_was_missing_is_new_when_it_comes(still: Workspace) -> None:
    still.figures("visits", "2024-25 Q3,W01,,,,x", "2024-25 Q4,W01,76", "2024-25 Q3,W01,74,,,,2025-26 Q1")
    assert told(still) == [("data", NAME, "1 new figure: Q3 2024/25 74.0%.", "")]


def test_data_of_other_areas_only_how_many_are_new_or_revised_is_told(still: Workspace) -> None:
    still.kpi("visits", comparators=["neighbours", "nation"])
    still.figures(
        "visits", *OLD, "2024-25 Q4,W02,70", "2024-25 Q4,W02,71,,,,2025-26 Q1", "2025-26 Q1,W03,72", "2025-26 Q1,N01,7"
    )
    assert told(still) == [("data", NAME, "Figures of other areas: 2 new and 1 revised.", "")]


def test_targets_a_new_one_and_one_that_took_the_place_of_another_are_told_with_who_agreed_them(
    still: Workspace,
) -> None:
    still.targets("visits", {"2025-26": "80"}, agreed_on="2025-06-02")
    still.targets("visits", {"2024-25": "70"}, agreed_on="2025-07-01")
    by = "Invented. Agreed: Care and Health Committee, "
    assert told(still) == [
        ("targets", NAME, "New target for 2025/26: 80.0%.", f"{by}2 June 2025."),
        ("targets", NAME, "Re-baselined for 2024/25: was 75.0%, is now 70.0%.", f"{by}1 July 2025."),
    ]


def test_targets_one_that_was_agreed_after_the_cut_off_waits_for_its_quarter(still: Workspace) -> None:
    still.targets("visits", {"2025-26": "80"}, agreed_on="2025-08-30")
    assert told(still) == []
    assert [words for _, _, words, _ in told(still, Q2)] == ["New target for 2025/26: 80.0%."]


def test_targets_that_were_agreed_again_are_not_called_another(still: Workspace) -> None:
    still.targets("visits", {"2024-25": "75"}, agreed_on="2025-07-01")
    assert [words for _, _, words, _ in told(still)] == ["Target for 2024/25 agreed again: 75.0%."]


def changed(workspace: Workspace, **fields: str) -> None:
    """A change to the definition from 2025-26 Q1 on, as its committee decided."""
    change = {"effective": Q1, "reason": "Clearer.", "fields": fields}
    workspace.kpi("visits", changes=[change])


def test_definitions_each_field_that_a_committee_changed_is_told_with_the_decision(still: Workspace) -> None:
    changed(still, owner="Director of Care", name="Visits begun on time")
    words = (
        f"Defined anew. name was “{NAME}”, is now “Visits begun on time”."
        " owner was “Head of Care”, is now “Director of Care”."
    )
    why = "Clearer. Invented. Decided by the Care and Health Committee on 1 April 2025 (minute M1)."
    assert told(still) == [("definitions", "Visits begun on time", words, why)]
    assert told(still, Q2) == []


def test_lifecycle_what_committees_decided_is_told_with_the_stages_before_and_after(still: Workspace) -> None:
    still.kpi("beds", "in-development", Q1, name="Beds")
    still.kpi("cars", name="Cars", live_to=Q4)
    still.figures("cars", *OLD)
    still.kpi("wards", "proposed", Q1, name="Wards")
    still.decided("visits", "suspend", Q1)
    why = "Invented. Decided by the Care and Health Committee on 1 April 2025 (minute M1)."
    assert told(still) == [
        ("lifecycle", "Beds", "Added, to be developed: was not in the register, is now in development.", why),
        ("lifecycle", NAME, "Suspended: was live, is now suspended.", why),
        ("lifecycle", "Cars", "Removed: was live, is now retired.", why),
        (
            "lifecycle", "Wards", "Proposed: was not in the register, is now proposed.",
            "Invented. Asked of the Care and Health Committee on 1 April 2025.",
        ),
    ]  # fmt: skip


def test_lifecycle_a_kpi_that_is_taken_up_again_is_said_to_be(still: Workspace) -> None:
    still.kpi("beds", "suspended", "2020-21 Q1", name="Beds")
    still.figures("beds", *OLD)
    still.decided("beds", "approve", Q1)
    assert [words for _, _, words, _ in told(still)] == ["Taken up again: was suspended, is now live."]


def test_lifecycle_of_a_kpi_that_the_last_report_did_not_have_all_that_is_known_is_new(still: Workspace) -> None:
    still.kpi("beds", live_from=Q1, name="Beds")
    still.figures("beds", "2024-25 Q4,W01,70", "2024-25 Q4,W01,71,,,,2025-26 Q1,Audit")
    still.targets("beds", {"2024-25": "60"})
    assert [(kind, words) for kind, _, words, _ in told(still)] == [
        ("data", "1 new figure: Q4 2024/25 71.0% [r]."),
        ("targets", "New target for 2024/25: 60.0%."),
        ("lifecycle", "Approved: was not in the register, is now live."),
    ]


def test_method_a_recorded_change_of_process_is_told_with_who_recorded_it(still: Workspace) -> None:
    rebasing = {"first": "2024-25 Q4", "reason": "New rota.", "author": "Analyst", "recorded_on": "2025-07-01"}
    still.kpi("visits", rebasings=[rebasing])
    words = "Control limits start afresh from Q4 2024/25."
    assert told(still) == [("method", NAME, words, "New rota. Analyst, 1 July 2025.")]
    assert told(still, Q2) == []


def method(workspace: Workspace) -> list[str]:
    """What of the method differs."""
    found = told(workspace)
    assert {(kind, about, why) for kind, about, _, why in found} <= {
        ("method", "All reports", "Another than when the last report was approved.")
    }
    return [words for _, _, words, _ in found]


def test_method_a_rule_that_is_another_than_at_the_approval_is_named(still: Workspace) -> None:
    approved(still)
    path = record_file(still.root, Quarter.parse(Q4), "care-and-health", "a" * 64)
    record = json.loads(path.read_text(encoding="utf-8"))
    others = {RULE: "b" * 64, "rules/gone.py": "b" * 64, "cli/gone.py": "c" * 64}
    record["code"]["files"] |= {f"src/helpers/{name}": checksum for name, checksum in others.items()}
    del record["code"]["files"]["src/helpers/cli/terminal.py"]
    record["notebook"]["sha256"] = "d" * 64
    record["versions"]["python"] = "3.1"
    put_on_record(still, Q4, record)
    assert method(still) == [
        f"Rules: {RULE} is another than it was.",
        "Rules: rules/gone.py is gone.",
        f"Notebook: {NOTEBOOK} is another than it was.",
        "Code: 2 files are others than they were: cli/terminal.py and cli/gone.py.",
        f"Version: python was “3.1”, is now “{platform.python_version()}”.",
    ]


def test_method_a_scheme_and_a_setting_are_told_by_what_they_were_where_the_file_was_kept(still: Workspace) -> None:
    approved(still)
    still.edit("params/organisation.yml", "  amber: 10\n  blue: 5", "  amber: 8\n  blue: 5")
    still.edit("params/organisation.yml", "author: Performance Team", "author: Analysts\nwindow: 8")
    scheme = "id: ten-five; name: Ten and five; version: 1; kind: relative; amber: %s; blue: 5; source: Invented"
    assert method(still) == [
        f"Status scheme: Ten and five was “{scheme % 10}”, is now “{scheme % 8}”.",
        "Setting: author was “Performance Team”, is now “Analysts”.",
        "Setting: window was “12”, is now “8”.",
    ]


def test_method_without_the_file_of_then_only_that_it_is_another_is_told(still: Workspace) -> None:
    approved(still, keep=False)
    still.edit("params/organisation.yml", "author: Performance Team", "author: Analysts")
    assert method(still) == ["Parameters: params/organisation.yml is another than it was."]


def test_method_is_set_against_this_quarters_own_record_once_it_has_one(still: Workspace) -> None:
    approved(still, versions={"python": "3.1"})
    approved(still, quarter="2025-26-q1", versions={"python": "3.2"})
    assert method(still) == ["Version: python was “3.1”, is now “3.2”."]


def test_a_definition_that_was_edited_in_place_is_told_with_its_fields_where_it_was_kept(still: Workspace) -> None:
    approved(still)
    still.edit("data/kpis/visits/kpi.yml", "owner: Head of Care", "owner: Director of Care")
    words = "Definition edited without a change entry. owner was “Head of Care”, is now “Director of Care”."
    assert told(still) == [("definitions", NAME, words, "No change entry and no decision explains it.")]


def test_a_definition_that_was_edited_in_place_is_told_without_its_fields_where_it_was_not_kept(
    still: Workspace,
) -> None:
    approved(still, keep=False)
    still.edit("data/kpis/visits/kpi.yml", "owner: Head of Care", "owner: Director of Care")
    words = "Definition edited without a change entry. What it was is not on record."
    assert told(still) == [("definitions", NAME, words, "No change entry and no decision explains it.")]


@pytest.mark.parametrize("keep", [True, False])
def test_a_definition_that_was_changed_by_an_entry_was_not_edited_in_place(still: Workspace, keep: bool) -> None:
    approved(still, keep)
    changed(still, owner="Director of Care")
    words = "Defined anew. owner was “Head of Care”, is now “Director of Care”."
    assert [(kind, words) for kind, _, words, _ in told(still)] == [("definitions", words)]


def test_a_change_entry_that_was_itself_rewritten_later_is_an_edit_in_place(still: Workspace) -> None:
    change = {"effective": Q4, "reason": "Clearer.", "fields": {"owner": "Director of Care"}}
    still.kpi("visits", changes=[change])
    approved(still)
    still.edit("data/kpis/visits/kpi.yml", "owner: Director of Care", "owner: Director of Roads")
    assert [words for _, _, words, _ in told(still)] == [
        "Definition edited without a change entry. change from 2024-25 Q4 was “reason: Clearer.; owner: Director of"
        " Care”, is now “reason: Clearer.; owner: Director of Roads”."
    ]


def test_of_several_records_the_one_that_was_approved_last_and_not_withdrawn_counts(still: Workspace) -> None:
    approved(still, versions={"python": "3.1"})
    approved(still, stem="b" * 64, versions={"python": "3.2"})
    assert method(still) == [f"Version: python was “3.2”, is now “{platform.python_version()}”."]
    events(still, ("withdrawn", "b" * 64))
    assert (told(still), limits(found(still))) == ([], [UNRECORDED])
    events(still, ("approved", "a" * 64))
    assert method(still) == [f"Version: python was “3.1”, is now “{platform.python_version()}”."]


def test_a_record_that_is_none_is_told(still: Workspace) -> None:
    place = f"data/signoff/records/2024-25-q4/care-and-health/{'a' * 64}.json"
    approved(still)
    still.write(place, "{}")
    with pytest.raises(Problems) as raised:
        found(still)
    assert [str(each) for each in raised.value.problems] == [
        f"{place}: this record was edited, or is none. Put it back as it was, from version control or a backup."
    ]


def test_words_commentary_is_new_changed_or_missing_and_word_for_word_it_is_no_difference(still: Workspace) -> None:
    folder = "data/kpis/visits/commentary"
    still.write(f"{folder}/2024-25-q4.md", SAID % "More visits began on time.")
    assert told(still, Q4)[1:] == [("words", NAME, "New commentary; last quarter there was none.", "")]
    assert told(still) == [("words", NAME, "No commentary; last quarter there was one.", "")]
    still.write(f"{folder}/2025-26-q1.md", SAID % "Fewer visits began on time.")
    assert told(still) == [("words", NAME, "Other commentary than last quarter.", "")]
    still.write(f"{folder}/2025-26-q1.md", SAID % "More visits *began* on time")
    assert told(still) == []
    assert [what(each) for each in found(still).said_again] == ["The commentary is unchanged word for word."]
    assert told(still, Q2) == [("words", NAME, "No commentary; last quarter there was one.", "")]


def test_a_small_number_is_told_neither_as_it_was_nor_as_it_is(bare: Workspace) -> None:
    bare.kpi("deaths", name="Deaths", unit="number", decimals=0, minimum=0, changes=[
        {"effective": Q1, "reason": "The 3 deaths were counted twice.", "fields": {"owner": "Head"}},
    ])  # fmt: skip
    bare.figures(
        "deaths", "2024-25 Q3,W01,20", "2024-25 Q4,W01,2", "2024-25 Q4,W01,3,,,,2025-26 Q1,3 deaths in all",
        "2025-26 Q1,W01,4",
    )  # fmt: skip
    withheld = "Withheld: this part states a number that is hidden so that nobody can be identified."
    decided = "Invented. Decided by the Care and Health Committee on 1 April 2025 (minute M1)."
    assert told(bare) == [
        ("data", "Deaths", "1 new figure: Q1 2025/26 [c].", ""),
        ("definitions", "Deaths", "Defined anew. owner was “Head of Care”, is now “Head”.", f"{withheld} {decided}"),
    ]
    assert limits(found(bare))[1:] == [
        "Some figures are hidden so that nobody can be identified; changes to them are not told here: Deaths."
    ]


def test_what_was_hidden_last_time_is_not_told_by_way_of_its_revision_and_the_kpi_is_named(bare: Workspace) -> None:
    bare.kpi("deaths", name="Deaths", unit="number", decimals=0, minimum=0)
    bare.figures("deaths", "2024-25 Q4,W01,2", "2024-25 Q4,W01,20,,,,2025-26 Q1,Typed wrongly")
    assert told(bare) == []
    assert limits(found(bare))[1].endswith("changes to them are not told here: Deaths.")
    assert limits(found(bare, Q2))[1:] == []


def test_a_quarter_without_a_file_is_refused(still: Workspace) -> None:
    with pytest.raises(Problems, match="there is no file for 2023-24 Q1"):
        found(still, "2023-24 Q1")


def test_two_quarters_of_the_demonstration_are_told_class_by_class() -> None:
    now, before = (open_differences(PROJECT, quarter) for quarter in (Q1, Q4))
    assert counted(now) == (
        "44 differences between 2025-26 Q1 and 2024-25 Q4: data 15, targets 3, lifecycle 2 and words 24."
    )
    assert counted(before) == "33 differences between 2024-25 Q4 and 2024-25 Q3: data 10, targets 5 and words 18."
    revised = [(about(each), cause(each)) for each in now.found if what(each).startswith("Revised")]
    assert [why for _, why in revised] == [
        "Illustrative: waits at one desk had been counted twice.",
        "Illustrative: two digits had been exchanged.",
        "Illustrative: a college sent its last list of names late.",
    ]
