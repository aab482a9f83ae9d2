"""Counts that are linked by sums of any shape: what is hidden leaves every small one open. A solver is the reader."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from helpers.rules.disclosure import Sum, suppress, suppress_linked, suppress_parts, suppress_rate

Sums = list[Sum[str]]
COUNTS = st.one_of(st.integers(1, 4), st.integers(0, 12), st.integers(5, 90))


def most(counts: dict[str, int], sums: Sums, unseen: set[str], name: str) -> float:
    """The most that a count may be, to a reader who knows the sums, the counts seen and that none is below 0."""
    names = list(counts)
    rows = np.zeros((len(sums), len(names)))
    for row, each in zip(rows, sums, strict=True):
        for key, side in each.sides:
            row[names.index(key)] += side
    bounds = [(0, None) if key in unseen else (counts[key], counts[key]) for key in names]
    aim = np.array([-1.0 if key == name else 0.0 for key in names])
    found = linprog(aim, A_eq=rows, b_eq=np.zeros(len(rows)), bounds=bounds, method="highs")
    return float("inf") if found.status == 3 else -float(found.fun)


def exposed(counts: dict[str, int], sums: Sums, unseen: set[str], threshold: int = 4) -> list[str]:
    small = [name for name, count in counts.items() if 1 <= count <= threshold]
    return [name for name in small if name not in unseen or most(counts, sums, unseen, name) < threshold + 0.5]


def test_a_count_by_itself_is_hidden_when_it_is_small() -> None:
    assert suppress_linked({"a": 3, "b": 5, "c": 0}, []) == {"a"}


@pytest.mark.parametrize("threshold", [1, 4, 9])
def test_parts_and_a_table_are_hidden_as_they_are_by_themselves(threshold: int) -> None:
    parts = {"a": 3, "b": 10, "c": 20, "all": 33}
    hidden = suppress_parts([3, 10, 20], threshold=threshold)
    found = suppress_linked(parts, [Sum("all", ("a", "b", "c"))], threshold=threshold)
    assert [name in found for name in parts] == [*hidden.parts, hidden.total]


def test_a_three_in_a_two_by_two_table_takes_all_four_cells_with_it_and_no_total() -> None:
    counts = {"a": 3, "b": 10, "c": 20, "d": 30, "ab": 13, "cd": 50, "ac": 23, "bd": 40, "all": 63}
    sums = [Sum("ab", ("a", "b")), Sum("cd", ("c", "d")), Sum("ac", ("a", "c")), Sum("bd", ("b", "d")),
            Sum("all", ("ab", "cd")), Sum("all", ("ac", "bd"))]  # fmt: skip
    assert suppress_linked(counts, sums) == {"a", "b", "c", "d"}


def test_a_rest_that_is_small_hides_what_gives_it_away_though_it_is_never_printed() -> None:
    counts, sums = {"count": 97, "whole": 100, "rest": 3}, [Sum("whole", ("count", "rest"))]
    assert suppress_linked(counts, sums, unpublished={"rest"}) == {"count"}
    assert suppress_rate(97, 100).numerator


def test_a_small_rise_from_one_year_to_date_count_to_the_next_hides_the_earlier_of_the_two() -> None:
    counts = {"q1": 24, "q2": 52, "q3": 80, "q4": 83, "r2": 28, "r3": 28, "r4": 3}
    sums = [Sum("q2", ("q1", "r2")), Sum("q3", ("q2", "r3")), Sum("q4", ("q3", "r4"))]
    assert suppress_linked(counts, sums, unpublished={"r2", "r3", "r4"}) == {"q3"}


def test_what_no_network_can_hold_is_hidden_whole_and_other_groups_are_not() -> None:
    counts = {"a": 3, "b": 10, "x": 13, "c": 40, "y": 53, "e": 60, "z": 63, "apart": 50, "nought": 0}
    sums = [Sum("x", ("a", "b")), Sum("y", ("x", "c")), Sum("z", ("a", "e")), Sum("y", ("a", "b", "c", "nought"))]
    assert suppress_linked(counts, sums) == {"a", "b", "x", "c", "y", "e", "z"}


def test_sums_without_a_small_count_hide_nothing_whatever_their_shape() -> None:
    counts = {"a": 30, "b": 10, "x": 40}
    assert suppress_linked(counts, [Sum("x", ("a", "b")), Sum("x", ("a", "b")), Sum("x", ("b", "a"))]) == frozenset()


def test_a_sum_of_a_count_that_is_not_given_is_refused() -> None:
    with pytest.raises(KeyError):
        suppress_linked({"a": 3}, [Sum("x", ("a",))])


@st.composite
def webs(draw: st.DrawFn) -> tuple[dict[str, int], Sums, set[str]]:
    """Some counts, and sums of any of them, sums of sums among them: mostly not a network."""
    counts = {f"c{i}": draw(COUNTS) for i in range(draw(st.integers(2, 6)))}
    sums: Sums = []
    for i in range(draw(st.integers(1, 4))):
        parts = draw(st.lists(st.sampled_from(sorted(counts)), min_size=2, max_size=3, unique=True))
        counts[f"s{i}"] = sum(counts[part] for part in parts)
        sums.append(Sum(f"s{i}", tuple(parts)))
    return counts, sums, set(draw(st.lists(st.sampled_from(sorted(counts)), max_size=2)))


@settings(max_examples=120)
@given(webs(), st.sampled_from([1, 4, 4, 9]))
def test_whatever_the_sums_no_small_count_is_known_to_be_small(
    web: tuple[dict[str, int], Sums, set[str]], threshold: int
) -> None:
    counts, sums, unpublished = web
    hidden = suppress_linked(counts, sums, unpublished=unpublished, threshold=threshold)
    assert not hidden & unpublished and all(counts[name] for name in hidden)
    assert exposed(counts, sums, {*hidden, *unpublished}, threshold) == []


@settings(max_examples=40)
@given(st.lists(st.lists(COUNTS, min_size=2, max_size=2), min_size=2, max_size=3))
def test_a_table_of_linked_counts_is_as_safe_as_a_table(table: list[list[int]]) -> None:
    counts = {f"{i}{j}": count for i, row in enumerate(table) for j, count in enumerate(row)}
    counts |= {f"r{i}": sum(row) for i, row in enumerate(table)}
    counts |= {f"c{j}": sum(row[j] for row in table) for j in range(2)}
    counts["all"] = sum(map(sum, table))
    down = range(len(table))
    sums = [
        *(Sum(f"r{i}", (f"{i}0", f"{i}1")) for i in down),
        *(Sum(f"c{j}", tuple(f"{i}{j}" for i in down)) for j in range(2)),
        Sum("all", tuple(f"r{i}" for i in down)),
        Sum("all", ("c0", "c1")),
    ]
    by_itself = suppress(table)
    flags = [*(flag for row in by_itself.cells for flag in row), *by_itself.rows, *by_itself.columns, by_itself.total]
    as_a_table = {name for name, flag in zip(counts, flags, strict=True) if flag}
    assert exposed(counts, sums, as_a_table) == []
    assert exposed(counts, sums, set(suppress_linked(counts, sums))) == []
