"""A success map that cannot be is told with its line and what to do."""

from __future__ import annotations

import pytest

FILE = "data/kpis/hours/kpi.yml"


@pytest.mark.parametrize(
    ("leads_to", "message"),
    [
        (["outcom"], "there is no KPI “outcom”. Did you mean “outcome”?"),
        (["hours"], "a KPI does not lead to itself. Take it off the list."),
        (["outcome", "outcome"], "“outcome” is named twice. Name it once."),
        (["training"], "“training” leads back to “hours”. Take one of the two off its list."),
    ],
)
def test_a_link_that_cannot_be_is_told(bare, leads_to, message) -> None:
    bare.kpi("outcome", lifecycle="in-development")
    bare.kpi("staff", lifecycle="in-development", timing="leading", leads_to=["hours"])
    bare.kpi("training", lifecycle="in-development", timing="leading", leads_to=["staff"])
    bare.kpi("hours", lifecycle="in-development", timing="leading", leads_to=leads_to)
    told = [each for each in bare.problems() if each.startswith(FILE)]
    assert any("leads_to" in each and message in each for each in told)


def test_a_lagging_measure_leads_to_nothing(bare) -> None:
    bare.kpi("outcome", lifecycle="in-development")
    bare.kpi("hours", lifecycle="in-development", leads_to=["outcome"])
    assert [each.partition("leads_to: ")[2] for each in bare.problems()] == [
        "“hours” is a lagging measure: it shows whether we got there, and leads to nothing. "
        "Take the line out, or put timing right."
    ]


def test_a_chain_that_a_later_change_would_close_is_told_where_the_change_is(bare) -> None:
    bare.kpi("outcome", lifecycle="in-development")
    bare.kpi("staff", lifecycle="in-development", timing="leading", leads_to=["hours"])
    change = {"effective": "2025-26 Q2", "reason": "Thought again.", "fields": {"leads_to": ["staff"]}}
    bare.kpi("hours", lifecycle="in-development", timing="leading", leads_to=["outcome"], changes=[change])
    told = [each for each in bare.problems() if each.startswith(FILE)]
    assert any("“staff” leads back to “hours”." in each for each in told)


def test_a_chain_of_leading_measures_is_without_a_fault(bare) -> None:
    bare.kpi("outcome", lifecycle="in-development")
    bare.kpi("hours", lifecycle="in-development", timing="leading", leads_to=["outcome"])
    bare.kpi("staff", lifecycle="in-development", timing="leading", leads_to=["hours", "outcome"])
    assert bare.problems() == []
