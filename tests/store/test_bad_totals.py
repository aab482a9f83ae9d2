"""A total of KPIs that cannot be added up is told with its line and what to do."""

from __future__ import annotations

import pytest

FILE = "data/kpis/all/kpi.yml"


@pytest.mark.parametrize(
    ("total_of", "message"),
    [
        ([["north", "soth"]], "there is no KPI “soth”. Did you mean “south”?"),
        ([["north", "all"]], "a KPI is not a part of itself. Take it off the list."),
        ([["north"]], "a total has two parts or more. Name every KPI that is a part of it."),
        ([["north", "north"]], "“north” is named twice in one list. Name each part once."),
        ([["north", "yearly"]], "“yearly” has another measure and frequency than “all”. "
         "Counts add up when they are measured alike: put one right, or take it off the list."),
        ([["north", "top"]], "“top” is itself a total that “all” is part of. Only one can be the total."),
    ],
)  # fmt: skip
def test_a_total_that_cannot_be_is_told(bare, total_of, message) -> None:
    for id in ("north", "south"):
        bare.kpi(id, lifecycle="in-development")
    bare.kpi("yearly", lifecycle="in-development", measure="annual", frequency="financial-year")
    bare.kpi("top", lifecycle="in-development", total_of=[["all", "south"]])
    bare.kpi("all", lifecycle="in-development", total_of=total_of)
    told = [each for each in bare.problems() if each.startswith(FILE)]
    assert any("total_of" in each and message in each for each in told)


def test_a_table_of_totals_is_without_a_fault(bare) -> None:
    for id in ("a", "b", "c", "d"):
        bare.kpi(id, lifecycle="in-development")
    for id, total_of in {"ab": [["a", "b"]], "cd": [["c", "d"]], "ac": [["a", "c"]], "bd": [["b", "d"]],
                         "all": [["ab", "cd"], ["ac", "bd"]]}.items():  # fmt: skip
        bare.kpi(id, lifecycle="in-development", total_of=total_of)
    assert bare.problems() == []
