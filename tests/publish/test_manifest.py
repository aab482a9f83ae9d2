"""What decides a pack has one hash, and any difference is told by what it is."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers.model.periods import Quarter
from helpers.publish.layout import notebook
from helpers.publish.manifest import content_hash, deciding, differences, manifest_text, read_manifest
from helpers.publish.reports import find_report
from helpers.store.register import Register
from helpers.store.workspace import open_register

if TYPE_CHECKING:
    from conftest import Workspace

QUARTER = Quarter(2025, 1)
MADE = {"name": "embedded", "version": "1"}


def decided(register: Register, renderer: dict[str, str] = MADE, **parameters: str) -> dict:
    report = find_report(register, "care-and-health", QUARTER)
    root, files = register.root, report.inputs(register, QUARTER)
    return deciding(root, files, notebook(root), {**report.parameters, **parameters}, renderer)


@pytest.fixture
def register(workspace: Workspace) -> Register:
    return open_register(workspace.root)


def test_what_has_not_changed_has_the_same_hash_and_no_difference(register: Register) -> None:
    assert content_hash(decided(register)) == content_hash(decided(register))
    assert differences(decided(register), decided(register)) == ()


@pytest.mark.parametrize("name", ["params/organisation.yml", "data/kpis/visits-on-time/observations.csv"])
def test_one_byte_of_an_input_changes_the_hash_and_the_file_is_named(register: Register, name: str) -> None:
    before = decided(register)
    path = register.root / name
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    now = decided(register)
    assert content_hash(now) != content_hash(before)
    assert differences(before, now) == (f"{name} was changed",)


@pytest.mark.parametrize(
    "name",
    ["data/kpis/visits-on-time/corrections.csv", "data/actions/updates.csv", "data/quality/accepted.csv",
     "data/kpis/visits-on-time/commentary/2024-25-q4.md", "data/lessons/lessons.csv"],
)  # fmt: skip
def test_a_file_that_was_not_there_changes_the_hash_once_it_is(register: Register, name: str) -> None:
    before = decided(register)
    path = register.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    now = decided(register)
    assert content_hash(now) != content_hash(before)
    assert differences(before, now) == (f"{name} was added",)
    assert differences(now, before) == (f"{name} was taken away",)


def test_each_other_difference_is_told_by_what_it_is(register: Register) -> None:
    before = decided(register)
    now = json.loads(json.dumps(decided(register, MADE | {"version": "2"}, depth="full")))
    now["notebook"]["sha256"] = "0" * 64
    now["code"]["files"]["src/helpers/rules/status.py"] = "0" * 64
    now["versions"]["pandas"] = "0.1"
    assert content_hash(now) != content_hash(before)
    assert differences(before, now) == (
        "the parameter depth was added",
        "the notebook 03_committee_pack.ipynb was changed",
        "the rules: src/helpers/rules/status.py was changed",
        "the renderer’s version was changed from 1 to 2",
        f"the version of pandas was changed from {before['versions']['pandas']} to 0.1",
    )


def test_what_is_worked_out_later_is_not_part_of_the_hash(register: Register) -> None:
    before = decided(register)
    assert content_hash({**before, "stage": "final", "results_sha256": "0" * 64}) == content_hash(before)


def test_a_manifest_ends_with_the_hash_of_all_that_is_above_it() -> None:
    text = manifest_text({"content_hash": "a", "outputs": {}})
    assert manifest_text(json.loads(text)) == text
    above, _, last = text.partition(',\n "manifest_sha256": ')
    assert last == f'"{sha256(above.encode()).hexdigest()}"\n}}\n'


def test_a_manifest_is_read_only_when_no_letter_of_it_was_edited(tmp_path: Path) -> None:
    path, made = tmp_path / "manifest.json", {"content_hash": "a", "outputs": {"pack.html": "Größe"}}
    assert read_manifest(path) is None
    whole = manifest_text(made).encode()
    path.write_bytes(whole)
    found = read_manifest(path)
    assert found is not None and found.items() > made.items()
    for at in range(len(whole)):
        for edited in (whole[:at] + b"#" + whole[at + 1 :], whole[:at] + b" " + whole[at:], whole[:at]):
            path.write_bytes(edited)
            assert read_manifest(path) is None


@pytest.mark.parametrize(
    "above",
    ['{\n "content_hash": "a",\n "content_hash": "b"', '{"content_hash": "a"', '{\n "manifest_sha256": "a",\n "at": 1'],
    ids=["a name twice", "on one line", "two seals"],
)
def test_a_manifest_that_was_sealed_anew_is_read_only_as_it_would_be_written(above: str, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(f'{above},\n "manifest_sha256": "{sha256(above.encode()).hexdigest()}"\n}}\n', encoding="utf-8")
    assert read_manifest(path) is None


def test_every_file_of_the_package_is_told_with_its_hash(register: Register) -> None:
    files = decided(register)["code"]["files"]
    assert {"src/helpers/rules/status.py", "src/helpers/publish/templates/page.html"} <= set(files)
    assert not [name for name in files if "__pycache__" in Path(name).parts]
