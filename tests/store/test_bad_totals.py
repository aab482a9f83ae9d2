"""KPIs that add up in more ways than one; what cannot be added up is in the corpus of malformed files."""

from __future__ import annotations


def test_a_table_of_totals_is_without_a_fault(bare) -> None:
    for id in ("a", "b", "c", "d"):
        bare.kpi(id, lifecycle="in-development")
    for id, total_of in {"ab": [["a", "b"]], "cd": [["c", "d"]], "ac": [["a", "c"]], "bd": [["b", "d"]],
                         "all": [["ab", "cd"], ["ac", "bd"]]}.items():  # fmt: skip
        bare.kpi(id, lifecycle="in-development", total_of=total_of)
    assert bare.problems() == []
