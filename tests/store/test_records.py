"""The record of an approved report: which one stands, what was kept with it, and what there is of it now."""

from __future__ import annotations

import hashlib
import json
import platform
from typing import TYPE_CHECKING

import pytest

from helpers.model.made_from import MadeFrom
from helpers.model.periods import Quarter
from helpers.store.parse import Findings
from helpers.store.records import as_it_is, kept_kpi, kept_organisation, latest_records

if TYPE_CHECKING:
    from conftest import Workspace

NOW = Quarter(2025, 1)
FOLDER = "data/signoff/records/2025-26-q1"
A, B = "a" * 64, "b" * 64


def record(workspace: Workspace, stem: str, python: str, report: str = "roads") -> None:
    made = {
        "inputs": {"params/organisation.yml": "c"},
        "notebook": {"name": "03_committee_pack.ipynb", "sha256": "d"},
        "code": {"sha256": "e", "files": {"src/helpers/rules/exact.py": "f", "cli/new.py": "g"}},
        "renderer": {"name": "quarto"},
        "versions": {"python": python},
        "results_sha256": "h",
    }
    workspace.write(f"{FOLDER}/{report}/{stem}.json", json.dumps(made))


def events(workspace: Workspace, *signed: tuple[str, str], quarter: str = str(NOW)) -> None:
    lines = [{"kind": kind, "quarter": quarter, "report": "roads", "content_hash": made} for kind, made in signed]
    workspace.write("data/signoff/events.jsonl", "".join(f"{json.dumps(line)}\n" for line in lines))


def standing(workspace: Workspace) -> dict[str, str]:
    """The version of Python of the record that stands, by report."""
    findings = Findings(workspace.root)
    found = latest_records(workspace.root, NOW, findings)
    assert findings.problems == []
    return {report: made.versions["python"] for report, made in found.items()}


def test_a_record_says_what_the_report_was_made_from_with_code_by_its_place_in_the_package(bare: Workspace) -> None:
    record(bare, A, "3.1")
    assert latest_records(bare.root, NOW, Findings(bare.root)) == {
        "roads": MadeFrom(
            {"params/organisation.yml": "c"},
            "03_committee_pack.ipynb",
            "d",
            {"rules/exact.py": "f", "cli/new.py": "g"},
            {"python": "3.1", "renderer name": "quarto"},
        )
    }


def test_without_records_there_are_none(bare: Workspace) -> None:
    assert standing(bare) == {}


@pytest.mark.parametrize(
    ("signed", "stands"),
    [
        ([("approved", A)], {"roads": "3.1"}),
        ([("approved", B)], {"roads": "3.2"}),
        ([("approved", A), ("drafted", B)], {"roads": "3.1"}),
        ([("approved", A), ("approved", B)], {"roads": "3.2"}),
        ([("approved", A), ("withdrawn", A)], {}),
        ([("approved", A), ("drafted", B), ("withdrawn", B)], {"roads": "3.1"}),
        ([("approved", "c" * 64)], {}),
        ([], {}),
    ],
)
def test_of_several_the_one_that_events_say_stands_approved_is_taken(
    bare: Workspace, signed: list[tuple[str, str]], stands: dict[str, str]
) -> None:
    record(bare, A, "3.1")
    record(bare, B, "3.2")
    events(bare, *signed)
    assert standing(bare) == stands


def test_the_only_record_of_a_report_stands_without_events(bare: Workspace) -> None:
    record(bare, A, "3.1")
    record(bare, B, "3.2", "care-and-health")
    assert standing(bare) == {"roads": "3.1", "care-and-health": "3.2"}


def test_events_of_another_quarter_and_lines_that_are_none_are_passed_over(bare: Workspace) -> None:
    record(bare, A, "3.1")
    events(bare, ("withdrawn", A), ("approved", B), quarter="2024-25 Q4")
    path = bare.root / "data/signoff/events.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "{\n", encoding="utf-8")
    assert standing(bare) == {"roads": "3.1"}


def test_what_there_is_now_has_every_file_of_the_package_and_an_empty_checksum_for_what_is_gone(
    bare: Workspace,
) -> None:
    bare.write("notebooks/own.ipynb", "{}")
    params = "params/organisation.yml"
    then = MadeFrom({params: "x", "gone.csv": "x"}, "own.ipynb", "x", {}, {"python": "3.1", "renderer name": "quarto"})
    now = as_it_is(bare.root, then)
    written = hashlib.sha256((bare.root / params).read_bytes()).hexdigest()
    assert now.inputs == {params: written, "gone.csv": ""}
    assert now.notebook_sha256 == hashlib.sha256(b"{}").hexdigest()
    assert {"rules/METHOD.md", "rules/exact.py", "store/records.py", "notebook.py"} <= set(now.code)
    assert now.versions == {"python": platform.python_version(), "renderer name": "quarto"}


def test_what_was_kept_is_read_only_while_it_has_its_checksum(workspace: Workspace) -> None:
    text = (workspace.root / "data/kpis/visits-on-time/kpi.yml").read_text(encoding="utf-8")
    checksum = hashlib.sha256(text.encode()).hexdigest()
    place = f"data/signoff/objects/{checksum[:2]}/{checksum}"
    assert kept_kpi(workspace.root, checksum) is None
    workspace.write(place, text)
    kept = kept_kpi(workspace.root, checksum)
    assert kept is not None and (kept.id, kept.owner) == ("visits-on-time", "Head of Care")
    assert kept_organisation(workspace.root, checksum) is None
    workspace.write(place, text.replace("Head of Care", "Director"))
    assert kept_kpi(workspace.root, checksum) is None
