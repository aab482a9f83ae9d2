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


@given(text=st.text(alphabet=st.sampled_from("ab:-[]{}&*!'\"#|>%@`?, \n\t0~"), max_size=40))
def test_whatever_the_text_it_is_read_or_a_problem_is_told(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root: Path = tmp_path_factory.getbasetemp()
    findings = Findings(root)
    document = parse_yaml(text, root / "a.yml", findings)
    assert document is not None or len(findings.problems) == 1
