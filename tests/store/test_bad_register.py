"""What a person is told when a KPI's `kpi.yml` is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

FOLDER = "data/kpis/visits-on-time"
FILE = f"{FOLDER}/kpi.yml"
RECORD_IT = 'Record it: packs register change visits-on-time --effective "2025-26 Q1"'

MISTAKES = {
    "a misspelt field": (
        "owner: Head of Care", "onwer: Head of Care",
        [f"{FILE}:1 owner: this field is missing. Add it.",
         f"{FILE}:13 onwer: unknown field “onwer”. Did you mean “owner”?"],
    ),
    "a misspelt field of a group": (
        "  months: 1\n", "  month: 1\n",
        [f"{FILE}:17 publication_lag.months: this field is missing. Add it.",
         f"{FILE}:18 publication_lag.month: unknown field “month”. Did you mean “months”?"],
    ),
    "a missing field": ("unit: percent\n", "", [f"{FILE}:1 unit: this field is missing. Add it."]),
    "a blank field": (
        "owner: Head of Care", "owner:",
        [f"{FILE}:13 owner: this field is blank. Give it a value, or take the line out."],
    ),
    "a misspelt choice": (
        "direction: increase", "direction: increse",
        [f"{FILE}:6 direction: “increse” is not a known value. Did you mean “increase”?"],
    ),
    "a choice that does not exist": (
        "direction: increase", "direction: up",
        [f"{FILE}:6 direction: “up” is not a known value. Choose one of: increase, decrease, neutral."],
    ),
    "a field given twice": (
        "unit: percent\n", "unit: percent\nunit: number\n",
        [f"{FILE}:5 unit: the field is given twice, first on line 4. Keep one of them."],
    ),
    "text where a whole number belongs": (
        "decimals: 1", "decimals: one",
        [f"{FILE}:5 decimals: “one” is not a whole number. Write digits only."],
    ),
    "more decimals than can be shown": (
        "decimals: 1", "decimals: 7",
        [f"{FILE}:5 decimals: this should be less than or equal to 4 (“7” was given)."],
    ),
    "text where a number belongs": (
        "decimals: 1", "decimals: 1\nminimum: none",
        [f"{FILE}:6 minimum: “none” is not a number. Write digits only, with a point for decimals."],
    ),
    "a number that is not finite": (
        "decimals: 1", "decimals: 1\nmaximum: .inf",
        [f"{FILE}:6 maximum: “.inf” is not a number. Write digits only, with a point for decimals."],
    ),
    "neither true nor false": (
        "decimals: 1", "decimals: 1\nstrategic: perhaps",
        [f"{FILE}:6 strategic: “perhaps” is neither true nor false. Write true or false."],
    ),
    "a list where text belongs": (
        "owner: Head of Care", "owner: [Head of Care, Head of Roads]",
        [f"{FILE}:13 owner: a list is not a single value. Write one value on the line."],
    ),
    "text where a list belongs": (
        "committees:\n- care-and-health", "committees: care-and-health",
        [f"{FILE}:11 committees: “care-and-health” is not a list. Write it like [first, second]."],
    ),
    "a number where a group of fields belongs": (
        "publication_lag:\n  months: 1\n  because: Records are closed in a month.", "publication_lag: 1",
        [f"{FILE}:17 publication_lag: “1” is not a group of fields."
         " Write one “name: value” a line below it, indented."],
    ),
    "no committee": (
        "committees:\n- care-and-health", "committees: []",
        [f"{FILE}:11 committees: this list is empty. Give at least one."],
    ),
    "an unknown committee": (
        "- care-and-health", "- care-and-helth",
        [f"{FILE}:12 committees: “care-and-helth” is not in params/. Did you mean “care-and-health”?"],
    ),
    "an unknown priority": (
        "priority: care", "priority: caer",
        [f"{FILE}:10 priority: “caer” is not in params/. Did you mean “care”?"],
    ),
    "an unknown perspective": (
        "perspective: Outcomes", "perspective: Outcome",
        [f"{FILE}:9 perspective: “Outcome” is not in params/. Did you mean “Outcomes”?"],
    ),
    "an unknown scheme": (
        "scheme: ten-five", "scheme: kent",
        [f"{FILE}:20 scheme: “kent” is not in params/. Choose one of: ten-five, floor, range."],
    ),
    "an unknown comparator group": (
        "- neighbours", "- neighbors",
        [f"{FILE}:22 comparators: “neighbors” is not in params/. Did you mean “neighbours”?"],
    ),
    "an unknown area": (
        "scheme: ten-five", "scheme: ten-five\narea: X99",
        [f"{FILE}:21 area: “X99” is not in params/. Choose one of: W01, W02, W03, W04, W05, N01."],
    ),
    "an id that is not the folder's name": (
        "id: visits-on-time", "id: visits-in-time",
        [f"{FILE}:1 id: the id “visits-in-time” is not the folder's name “visits-on-time”. Make them the same."],
    ),
    "an id with spaces": (
        "id: visits-on-time", "id: Visits on time",
        [f"{FILE}:1 id: “Visits on time” is not an id. Use lower-case letters, digits and single hyphens."],
    ),
    "a target without a scheme": (
        "scheme: ten-five\n", "",
        [f"{FILE}:1: a live KPI with a target needs a scheme (or purpose: context)."],
    ),
    "a stage of life, which a committee decides": (
        "scheme: ten-five", "scheme: ten-five\nlifecycle: retired\nlive_to: 2025-26 Q1",
        [f"{FILE}:{line} {field}: this is decided by a committee. Take the line out: decisions are in"
         " data/register/decisions.csv, and packs register adds them."
         for line, field in ((21, "lifecycle"), (22, "live_to"))],
    ),
    "a change that no committee decided": (
        "scheme: ten-five",
        "scheme: ten-five\nchanges:\n- {effective: 2025-26 Q1, reason: New, fields: {decimals: 0}}",
        [f"{FILE}:22 changes[1]: no decision on record approves this change. {RECORD_IT}"],
    ),
    "a judgement of better and worse on a neutral KPI": (
        "direction: increase", "direction: neutral",
        [f"{FILE}:20 scheme: “ten-five” judges better and worse, and a neutral KPI has neither."
         " Choose a range scheme, or purpose: context."],
    ),
    "a change to a field that does not exist": (
        "scheme: ten-five",
        "scheme: ten-five\nchanges:\n- {effective: 2025-26 Q1, reason: New, fields: {untis: number}}",
        [f"{FILE}:1: changes: unknown field untis."],
    ),
    "a change to a scheme that does not exist": (
        "scheme: ten-five",
        "scheme: ten-five\nchanges:\n- {effective: 2025-26 Q1, reason: New, fields: {scheme: flor}}",
        [f"{FILE}:22 changes[1]: no decision on record approves this change. {RECORD_IT}",
         f"{FILE}:22 changes[1] scheme: “flor” is not in params/. Did you mean “floor”?"],
    ),
    "a change to a value that is not right": (
        "scheme: ten-five",
        "scheme: ten-five\nchanges:\n- effective: 2025-26 Q1\n  reason: New\n  fields:\n    direction: down",
        [f"{FILE}:25 changes[1] direction: “down” is not a known value. Choose one of: increase, decrease, neutral."],
    ),
    "a change that makes the KPI neutral under a scheme that judges": (
        "scheme: ten-five",
        "scheme: ten-five\nchanges:\n- effective: 2025-26 Q1\n  reason: New\n  fields:\n    direction: neutral",
        [f"{FILE}:22 changes[1]: no decision on record approves this change. {RECORD_IT}",
         f"{FILE}:24 changes[1] scheme: “ten-five” judges better and worse, and a neutral KPI has neither."
         " Choose a range scheme, or purpose: context."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_kpi_is_told_with_its_line_and_remedy(
    workspace: Workspace, old: str, new: str, told: list[str]
) -> None:
    workspace.edit(FILE, old, new)
    assert workspace.problems() == told


def test_a_kpi_folder_without_a_definition_is_told(workspace: Workspace) -> None:
    (workspace.root / FILE).unlink()
    assert workspace.problems() == [f"{FILE}: this file is missing. Add it, or put its name right."]


def test_a_folder_where_a_file_belongs_is_told(workspace: Workspace) -> None:
    (workspace.root / FILE).unlink()
    (workspace.root / FILE).mkdir()
    assert workspace.problems() == [f"{FILE}: this file cannot be read: Is a directory."]


def test_a_misspelt_file_is_told_because_nothing_would_read_it(workspace: Workspace) -> None:
    (workspace.root / FOLDER / "targets.csv").rename(workspace.root / FOLDER / "target.csv")
    assert workspace.problems() == [
        f"{FOLDER}/target.csv: nothing reads this file. Did you mean “targets.csv”?",
        f"{FOLDER}/targets.csv: this file is missing. Add it, or put its name right.",
    ]


def test_a_file_that_excel_has_open_is_no_problem(workspace: Workspace) -> None:
    workspace.write(f"{FOLDER}/~$observations.csv", "x")
    assert workspace.problems() == []


def test_columns_separated_by_semicolons_are_told_as_such(workspace: Workspace) -> None:
    workspace.write(f"{FOLDER}/targets.csv", "period;target;lower\n2024-25;80;\n")
    assert workspace.problems() == [
        f"{FOLDER}/targets.csv:1: the columns are separated by semicolons, not commas."
        " In Excel, save it as CSV (comma delimited); elsewhere replace the semicolons by commas."
    ]


def test_what_an_editor_leaves_behind_is_no_problem(workspace: Workspace) -> None:
    workspace.write("data/kpis/.ipynb_checkpoints/kpi-checkpoint.yml", "id: [")
    workspace.write(f"{FOLDER}/.ipynb_checkpoints/observations-checkpoint.csv", "")
    workspace.write(f"{FOLDER}/commentary/.ipynb_checkpoints/2025-26-q1-checkpoint.md", "")
    assert workspace.problems() == []


def test_the_problems_of_several_files_are_told_together_by_file_and_line(workspace: Workspace) -> None:
    workspace.edit(FILE, "unit: percent", "unit: percents")
    workspace.edit(FILE, "timing: lagging", "timing: late")
    workspace.edit("params/quarters/2025-26-q1.yml", "2025-09-12", "12/09/2025")
    workspace.edit("params/committees/roads.yml", "remit: Roads.\n", "")
    assert workspace.problems() == [
        f"{FILE}:4 unit: “percents” is not a known value. Did you mean “percent”?",
        f"{FILE}:7 timing: “late” is not a known value. Choose one of: leading, lagging.",
        "params/committees/roads.yml:1 remit: this field is missing. Add it.",
        "params/quarters/2025-26-q1.yml:3 publication: “12/09/2025” is not a date. Write it like 2025-06-30.",
    ]
