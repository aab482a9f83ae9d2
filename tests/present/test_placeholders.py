"""The figures that a commentary may name, as printed, and the ones that there are not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from examples import FLOOR, IMPROVEMENT, RANGE, compared, indicator

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.placeholders import NAMES, available, hidden
from helpers.model.observation import Mark
from helpers.model.status import Status
from helpers.present.placeholders import placeholder_values


def test_every_figure_is_printed_as_on_the_page() -> None:
    assert placeholder_values(indicator(comparators=compared())) == {
        "kpi.name": "Children ready for school at age five",
        "kpi.actual": "75.0%",
        "kpi.period": "Q1 2025/26",
        "kpi.previous": "73.1%",
        "kpi.previous_period": "Q4 2024/25",
        "kpi.target": "80.0%",
        "kpi.gap": "6.3% below the target of 80.0%",
        "kpi.status": "Amber",
        "kpi.previous_status": "Amber",
        "kpi.change": "improved by 1.9\u00a0pp",
        "kpi.change_year": "improved by 5.3\u00a0pp",
        "kpi.neighbours": "73.5%",
        "kpi.rank": "4 of 7",
        "kpi.projection": "74.9%",
        "kpi.owner": "Director of Education",
        "kpi.next_due": "31 October 2025",
    }


def test_a_range_and_an_unchanged_figure_are_told_in_words() -> None:
    values = placeholder_values(indicator((72.0, 72.0), scheme=RANGE, targets=None, limits=(70.0, 80.0)))
    assert (values["kpi.target"], values["kpi.gap"], values["kpi.change"]) == (
        "70.0% to 80.0%", "inside the range of 70.0% to 80.0%", "is unchanged",
    )  # fmt: skip


def test_what_there_is_no_figure_for_has_no_value() -> None:
    values = placeholder_values(indicator((), previous_status=None, unrated=(Status.NO_DATA, "no figure")))
    assert {name for name, value in values.items() if value is not None} == {"kpi.name", "kpi.status", "kpi.owner"}


def test_what_is_hidden_is_said_to_be_hidden_wherever_it_is_named() -> None:
    values = placeholder_values(indicator((70.0, None), marks={1: (Mark.CONFIDENTIAL,)}))
    said = "[c] (a number that is hidden so that nobody can be identified)"
    assert {name for name, value in values.items() if value == said} == {
        "kpi.actual", "kpi.gap", "kpi.change", "kpi.change_year", "kpi.rank", "kpi.projection",
    }  # fmt: skip
    assert values["kpi.previous"] == "70.0%"


def examples() -> Iterator[Any]:
    made = {
        "usual": indicator(comparators=compared()),
        "nothing": indicator((), previous_status=None),
        "one figure": indicator((70.0,)),
        "suppressed": indicator((70.0, None), marks={1: (Mark.CONFIDENTIAL,)}),
        "no target": indicator(targets=None),
        "context": indicator(scheme=None, comparators=compared()),
        "range": indicator(scheme=RANGE, targets=None, limits=(70.0, 80.0)),
        "floor": indicator(scheme=FLOOR, limits=(60.0, None)),
        "improvement": indicator(scheme=IMPROVEMENT),
        "yearly": indicator(frequency="financial-year", measure="annual"),
        "a gap": indicator(skip=(10,), comparators=compared()),
        "neutral": indicator(direction="neutral", scheme=None, comparators=compared()),
        "a break": indicator(marks={11: (Mark.BREAK,)}),
    }
    yield from (pytest.param(result, id=name) for name, result in made.items())


@pytest.mark.parametrize("result", list(examples()))
def test_a_name_has_a_value_exactly_when_it_is_available_or_hidden(result: IndicatorResult) -> None:
    values = placeholder_values(result)
    assert list(values) == list(NAMES)
    filled = {name: available(name, result) or hidden(name, result) for name in NAMES}
    assert filled == {name: bool(value) for name, value in values.items()}
    assert "–" not in values.values()
