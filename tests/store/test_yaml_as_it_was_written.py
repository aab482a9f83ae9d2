"""YAML is read as it was written: no value turns into another kind of thing behind a person's back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.store.parse import Findings, parse_yaml
from helpers.store.workspace import open_register

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Workspace

FILE = "data/kpis/visits-on-time/kpi.yml"
LOOK = "Look for a missing colon, quote or indent here."


@pytest.mark.parametrize("written", ["no", "on", "012", "1.50", "2025-04-01", "1:30", "1_000", "0x1F", "Yes"])
def test_text_that_yaml_would_turn_into_something_else_stays_as_it_is(workspace: Workspace, written: str) -> None:
    workspace.edit(FILE, "owner: Head of Care", f"owner: {written}")
    assert open_register(workspace.root).kpis["visits-on-time"].owner == written


@pytest.mark.parametrize("id", ["no", "101", "007", "1e5"])
def test_an_id_may_look_like_a_number_or_a_yes_or_no(bare: Workspace, id: str) -> None:
    bare.write(f"params/committees/{id}.yml", f"id: {id}\ntitle: A Committee\nremit: Everything.\n")
    assert bare.problems() == []
    assert open_register(bare.root).committees[id].id == id


def test_numbers_dates_and_yes_or_no_are_still_read_where_they_belong(workspace: Workspace) -> None:
    workspace.edit(FILE, "decimals: 1", "decimals: 2\nstrategic: true\nnumber: 7\nminimum: -0.5")
    kpi = open_register(workspace.root).kpis["visits-on-time"]
    assert (kpi.decimals, kpi.strategic, kpi.number, str(kpi.minimum)) == (2, True, 7, "-0.5")


BROKEN = {
    "a tab": (
        "name: A\nlag:\n\tmonths: 1\n",
        ":3: this is not valid YAML: found character that cannot start any token. Indent with spaces, not tabs.",
    ),
    "a second colon": (
        "name: Care: visits\n", f":1: this is not valid YAML: mapping values are not allowed in this context. {LOOK}",
    ),
    "a quotation that never closes": (
        "name: A\nowner: 'Head\n", f":3: this is not valid YAML: found unexpected end of stream. {LOOK}",
    ),
    "a list that never closes": (
        "name: A\nowner: [Head\n", f":3: this is not valid YAML: did not find expected ',' or ']'. {LOOK}",
    ),
    "two documents": (
        "name: A\n---\nname: B\n", f":2: this is not valid YAML: but found another document. {LOOK}",
    ),
    "a control character": (
        "name: \x00\n", f": this is not valid YAML: control characters are not allowed. {LOOK}",
    ),
    "a tag that would run code": (
        "name: !!python/name:os.system\n",
        ":1: this is not valid YAML: could not determine a constructor for the tag"
        f" 'tag:yaml.org,2002:python/name:os.system'. {LOOK}",
    ),
    "an alias": ("name: &name A\nowner: *name\n", ":2: the alias *name is not read here. Write the value out."),
    "an alias to itself": ("name: &name [*name]\n", ":1: the alias *name is not read here. Write the value out."),
    "nothing": ("", ":1: this file is empty. Write one “name: value” a line."),
    "only a comment": ("# nothing yet\n", ":1: this file is empty. Write one “name: value” a line."),
    "a list": ("- name\n", ":1: this file is not a list of fields. Write one “name: value” a line."),
    "a sentence": ("Care visits on time\n", ":1: this file is not a list of fields. Write one “name: value” a line."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), BROKEN.values(), ids=BROKEN)
def test_yaml_that_cannot_be_read_is_told_with_its_line(workspace: Workspace, text: str, told: str) -> None:
    workspace.write(FILE, text)
    assert workspace.problems() == [f"{FILE}{told}"]


@given(text=st.text(alphabet=st.sampled_from("ab:-[]{}&*!'\"#|>%@`?, \n\t0~"), max_size=40))
def test_whatever_the_text_it_is_read_or_a_problem_is_told(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root: Path = tmp_path_factory.getbasetemp()
    findings = Findings(root)
    document = parse_yaml(text, root / "a.yml", findings)
    assert document is not None or len(findings.problems) == 1


def test_a_value_without_a_name_is_told(workspace: Workspace) -> None:
    workspace.edit(FILE, "owner: Head of Care", "owner: Head of Care\n~: nothing")
    assert workspace.problems() == [f"{FILE}:1 None: a value stands here without a name. Write “name: value”."]
