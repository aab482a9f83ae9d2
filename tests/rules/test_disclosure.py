"""Small counts are hidden, and so is whatever would give them away. A linear programming solver plays the reader."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from helpers.rules.disclosure import (
    HiddenParts,
    HiddenRate,
    HiddenTable,
    hidden_rate,
    suppress,
    suppress_parts,
    suppress_rate,
)
from helpers.rules.rings import small

Table = list[list[int]]

COUNTS = st.one_of(st.integers(1, 4), st.just(0), st.integers(0, 12), st.integers(5, 90))
PARTS = st.lists(COUNTS, min_size=1, max_size=8)
TABLES = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda size: st.lists(st.lists(COUNTS, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


def published(table: Table, hidden: HiddenTable) -> list[list[str]]:
    """The table as printed, the row totals to the right and the column totals below."""
    values, hide = with_totals(table), laid_out(hidden)
    return [["c" if hide[i, j] else str(value) for j, value in enumerate(row)] for i, row in enumerate(values)]


def with_totals(table: Table) -> np.ndarray:
    wide = np.column_stack([np.array(table), np.sum(table, axis=1)])
    return np.vstack([wide, wide.sum(axis=0)])


def laid_out(hidden: HiddenTable) -> np.ndarray:
    """The flags in the places of `with_totals`."""
    return np.vstack([np.column_stack([hidden.cells, hidden.rows]), [*hidden.columns, hidden.total]])


class Reader:
    """Somebody who knows every shown count, that the table adds up, and that a hidden count is `least` or more."""

    def __init__(self, values: np.ndarray, hide: np.ndarray, sums: np.ndarray, least: int) -> None:
        self.sums = sums
        self.bounds = [
            (least, None) if hidden else (value, value) for value, hidden in zip(values.flat, hide.flat, strict=True)
        ]

    def most(self, place: int) -> float:
        """The most that a count may be."""
        return self._furthest(place, up=True)

    def least(self, place: int) -> float:
        """The least that a count may be."""
        return self._furthest(place, up=False)

    def _furthest(self, place: int, up: bool) -> float:
        aim = np.zeros(len(self.bounds))
        aim[place] = -1 if up else 1
        found = linprog(aim, A_eq=self.sums, b_eq=np.zeros(len(self.sums)), bounds=self.bounds, method="highs")
        if found.status == 3:  # without limit
            return float("inf")
        assert found.status == 0
        return round(abs(float(found.fun)), 6)


def of_table(table: Table, hide: np.ndarray, least: int = 1) -> Reader:
    """A reader of a table, who knows that each row and each column, totals too, adds up to its last."""
    tall, wide = hide.shape
    sums = []
    for i in range(tall):
        sums.append(np.zeros((tall, wide)))
        sums[-1][i] = [*[1] * (wide - 1), -1]
    for j in range(wide):
        sums.append(np.zeros((tall, wide)))
        sums[-1][:, j] = [*[1] * (tall - 1), -1]
    return Reader(with_totals(table), hide, np.array([one.ravel() for one in sums]), least)


def of_parts(parts: list[int], hide: list[bool], least: int = 1) -> Reader:
    values = np.array([*parts, sum(parts)])
    return Reader(values, np.array(hide), np.array([[*[1] * len(parts), -1]]), least)


def exposed(values: np.ndarray, hide: np.ndarray, reader: Reader, threshold: int = 4) -> list[int]:
    """The places of small counts that the reader can read, or knows to be no more than the threshold."""
    return [
        place
        for place, value in enumerate(values.flat)
        if 1 <= value <= threshold and (not hide.flat[place] or reader.most(place) <= threshold)
    ]


def test_a_three_in_a_two_by_two_table_takes_all_four_cells_with_it_and_no_total() -> None:
    assert published([[3, 10], [20, 30]], suppress([[3, 10], [20, 30]])) == [
        ["c", "c", "13"],
        ["c", "c", "50"],
        ["23", "40", "63"],
    ]


def test_the_solver_finds_the_three_when_only_its_row_and_its_column_have_a_partner() -> None:
    table = [[3, 10], [20, 30]]
    hide = np.array([[True, True, False], [True, False, False], [False, False, False]])
    assert exposed(with_totals(table), hide, of_table(table, hide)) == [0]
    assert (of_table(table, hide).least(0), of_table(table, hide).most(0)) == (3, 3)


def test_a_table_without_small_counts_is_shown_whole_zeros_too() -> None:
    assert published([[5, 0], [0, 50]], suppress([[5, 0], [0, 50]])) == [
        ["5", "0", "5"],
        ["0", "50", "50"],
        ["5", "50", "55"],
    ]


def test_the_partners_are_the_smallest_counts_of_those_that_serve() -> None:
    assert published([[3, 90, 8], [70, 60, 50], [9, 80, 7]], suppress([[3, 90, 8], [70, 60, 50], [9, 80, 7]])) == [
        ["c", "90", "c", "101"],
        ["70", "60", "50", "180"],
        ["c", "80", "c", "96"],
        ["82", "230", "65", "377"],
    ]


def test_small_counts_are_one_anothers_partners() -> None:
    table = [[4, 3, 40], [4, 3, 50], [60, 70, 80]]
    assert published(table, suppress(table)) == [
        ["c", "c", "40", "47"],
        ["c", "c", "50", "57"],
        ["60", "70", "80", "210"],
        ["68", "76", "170", "314"],
    ]


def test_small_counts_that_are_known_to_add_up_to_little_need_a_larger_partner() -> None:
    assert suppress_parts([2, 1, 50, 60]) == HiddenParts((True, True, True, False), total=False)


def test_a_small_total_is_hidden_and_the_grand_total_is_kept_before_any_other() -> None:
    assert published([[3, 0], [0, 50]], suppress([[3, 0], [0, 50]])) == [
        ["c", "0", "c"],
        ["0", "c", "c"],
        ["c", "c", "53"],
    ]


def test_totals_are_hidden_before_a_zero_is() -> None:
    assert published([[3, 7, 0], [20, 0, 30]], suppress([[3, 7, 0], [20, 0, 30]])) == [
        ["c", "c", "0", "10"],
        ["20", "0", "30", "50"],
        ["c", "c", "30", "60"],
    ]


def test_a_partner_that_later_partners_make_superfluous_is_shown() -> None:
    assert published([[4, 1, 39], [17, 2, 25]], suppress([[4, 1, 39], [17, 2, 25]])) == [
        ["c", "c", "c", "44"],
        ["17", "c", "c", "44"],
        ["c", "c", "64", "88"],
    ]


def test_a_table_of_nothing_but_small_counts_hides_its_totals_where_they_would_give_it_away() -> None:
    assert published([[1, 1], [1, 0]], suppress([[1, 1], [1, 0]])) == [
        ["c", "c", "c"],
        ["c", "0", "c"],
        ["c", "c", "c"],
    ]


def test_one_small_district_takes_the_next_smallest_with_it_and_the_county_is_shown() -> None:
    assert suppress_parts([60, 3, 40, 0]) == HiddenParts((False, True, True, False), total=False)


def test_the_first_of_two_equal_partners_is_taken() -> None:
    assert suppress_parts([40, 3, 40]) == HiddenParts((True, True, False), total=False)


def test_a_county_whose_only_count_is_small_is_hidden_with_it() -> None:
    assert suppress_parts([3, 0, 0]) == HiddenParts((True, False, False), total=True)


def test_two_small_districts_that_add_up_to_five_hide_the_county_too_as_neither_can_be_zero() -> None:
    assert suppress_parts([3, 2]) == HiddenParts((True, True), total=True)


def test_the_threshold_is_a_setting() -> None:
    assert suppress_parts([7, 40, 60], threshold=9) == HiddenParts((True, True, False), total=False)
    assert suppress_parts([3, 40, 60], threshold=0) == HiddenParts((False, False, False), total=False)
    assert hidden_rate(7, 100, threshold=9)
    assert not hidden_rate(7, 100)


@pytest.mark.parametrize(("count", "expected"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_count_from_one_to_four_is_small(count: int, expected: bool) -> None:
    assert small(count) == expected


def test_an_empty_table_and_an_empty_list_have_nothing_to_hide() -> None:
    assert suppress([]) == HiddenTable((), (), (), total=False)
    assert suppress_parts([]) == HiddenParts((), total=False)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (30, 100, HiddenRate(numerator=False, denominator=False, rate=False)),
        (3, 100, HiddenRate(numerator=True, denominator=False, rate=True)),
        (97, 100, HiddenRate(numerator=True, denominator=False, rate=True)),  # gives away 3
        (0, 100, HiddenRate(numerator=False, denominator=False, rate=False)),
        (100, 100, HiddenRate(numerator=False, denominator=False, rate=False)),
        (0, 3, HiddenRate(numerator=False, denominator=True, rate=True)),
        (3, 5, HiddenRate(numerator=True, denominator=True, rate=True)),
        (130, 90, HiddenRate(numerator=False, denominator=False, rate=False)),  # more events than people
        (12, 3, HiddenRate(numerator=False, denominator=True, rate=True)),
        (3, 2, HiddenRate(numerator=True, denominator=True, rate=True)),
        (3.0, 100.0, HiddenRate(numerator=True, denominator=False, rate=True)),
    ],
)
def test_a_rate_is_hidden_with_the_count_that_it_would_give_away(
    numerator: float, denominator: float, expected: HiddenRate
) -> None:
    assert suppress_rate(numerator, denominator) == expected
    assert hidden_rate(numerator, denominator) == expected.rate


@pytest.mark.parametrize("count", [-1, 2.5, float("nan"), float("inf")])
def test_what_is_not_a_count_is_refused(count: float) -> None:
    message = f"^{count:g} is not a count: a whole number of 0 or more is wanted.$"
    with pytest.raises(ValueError, match=message):
        suppress([[5, count]])
    with pytest.raises(ValueError, match=message):
        suppress_parts([5, count])
    with pytest.raises(ValueError, match=message):
        suppress_rate(count, 10)


def test_rows_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="The rows of a table must be equally long"):
        suppress([[1, 2], [3]])


@settings(max_examples=150)
@given(TABLES, st.sampled_from([1, 4, 4, 9]))
def test_no_hidden_count_of_a_table_can_be_derived_and_none_that_is_small_is_known_to_be(
    table: Table, threshold: int
) -> None:
    values, hide = with_totals(table), laid_out(suppress(table, threshold=threshold))
    reader = of_table(table, hide)
    assert exposed(values, hide, reader, threshold) == []
    partners = [place for place in np.flatnonzero(hide) if values.flat[place] > threshold]
    assert [place for place in partners if reader.most(place) - reader.least(place) < 1] == []
    assert not np.any(hide & (values == 0))


@settings(max_examples=80)
@given(TABLES)
def test_a_reader_who_thinks_that_a_hidden_count_may_be_zero_learns_no_more(table: Table) -> None:
    values, hide = with_totals(table), laid_out(suppress(table))
    assert exposed(values, hide, of_table(table, hide, least=0)) == []


@settings(max_examples=80)
@given(TABLES)
def test_no_partner_in_a_table_could_be_shown_without_exposing_a_small_count(table: Table) -> None:
    values, hide = with_totals(table), laid_out(suppress(table))
    for place in np.flatnonzero(hide & (values > 4)):
        fewer = hide.copy()
        fewer.flat[place] = False
        assert exposed(values, fewer, of_table(table, fewer)) != []


@settings(max_examples=150)
@given(PARTS)
def test_no_hidden_part_can_be_derived_and_no_partner_among_parts_is_superfluous(parts: list[int]) -> None:
    hidden = suppress_parts(parts)
    values, hide = np.array([*parts, sum(parts)]), np.array([*hidden.parts, hidden.total])
    reader = of_parts(parts, list(hide))
    assert exposed(values, hide, reader) == []
    for place in np.flatnonzero(hide & (values > 4)):
        assert reader.most(place) > reader.least(place)
        fewer = hide.copy()
        fewer[place] = False
        assert exposed(values, fewer, of_parts(parts, list(fewer))) != []


@given(st.integers(0, 120), st.integers(0, 120))
def test_any_two_of_a_count_its_denominator_and_its_rate_never_give_a_small_one(part: int, whole: int) -> None:
    hidden = suppress_rate(part, whole)
    assert hidden.rate == (hidden.numerator or hidden.denominator)
    if small(part):
        assert hidden.numerator
    if small(whole):
        assert hidden.denominator
    if small(whole - part):
        assert hidden.rate and (hidden.numerator or hidden.denominator)


def test_a_table_of_twelve_by_twelve_is_protected_too() -> None:
    drawn = np.random.default_rng(81)
    values = drawn.integers(5, 80, (12, 12))
    values[drawn.random((12, 12)) < 0.12] = 3
    table = values.tolist()
    hide = laid_out(suppress(table))
    assert np.sum(hide & (with_totals(table) == 3)) == np.sum(values == 3) > 10
    assert exposed(with_totals(table), hide, of_table(table, hide)) == []


@given(TABLES)
def test_the_same_table_is_always_hidden_alike(table: Table) -> None:
    assert suppress(table) == suppress([tuple(row) for row in table])
