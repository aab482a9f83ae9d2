"""How a KPI's latest figure compares with earlier ones, and where it is heading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from helpers.rules.change import Change, Movement
from helpers.rules.trend import Projection
from helpers.rules.withheld import Withheld

if TYPE_CHECKING:
    from conftest import Workspace

QUARTERS = ["2024-25 Q1", "2024-25 Q2", "2024-25 Q3", "2024-25 Q4", "2025-26 Q1"]


def series(workspace: Workspace, *values: object, **fields: Any) -> None:
    """A KPI with these figures, the last for 2025-26 Q1; an empty one is left out, and a mark may follow a figure."""
    workspace.kpi("visits", **fields)
    rows = []
    for quarter, value in zip(QUARTERS[-len(values) :], values, strict=True):
        figure, _, mark = str(value).partition(" ")
        if figure:
            rows.append(f"{quarter},W01,{figure.strip('-')},,,{mark}")
    workspace.figures("visits", *rows)


def moves(workspace: Workspace) -> list[Movement | str]:
    result = workspace.indicator("visits")
    both = [result.short_term, result.long_term]
    return [found.movement if isinstance(found, Change) else found.reason if found else "" for found in both]


def test_a_seasonal_series_can_worsen_in_the_short_term_and_improve_in_the_long(bare: Workspace) -> None:
    series(bare, 70, 72, 74, 80, 76)
    short, long = (bare.indicator("visits").short_term, bare.indicator("visits").long_term)
    assert isinstance(short, Change) and isinstance(long, Change)
    assert (short.movement, short.amount, short.percent) == (Movement.WORSENING, -4, -5)
    assert (long.movement, long.amount, long.earlier.period.text) == (Movement.IMPROVING, 6, "2024-25 Q1")


def test_where_a_decrease_is_good_the_same_figures_read_the_other_way(bare: Workspace) -> None:
    series(bare, 70, 72, 74, 80, 76, direction="decrease")
    assert moves(bare) == [Movement.IMPROVING, Movement.WORSENING]


def test_a_neutral_kpi_rises_and_falls_and_is_never_better_or_worse(bare: Workspace) -> None:
    series(bare, 70, 72, 74, 80, 76, direction="neutral", scheme="range")
    assert moves(bare) == [Movement.FELL, Movement.ROSE]


@pytest.mark.parametrize(
    ("values", "short", "long"),
    [
        ((70, 72, 74, "", 76), "no comparison: Q4 2024/25 not reported", Movement.IMPROVING),
        (("", 72, 74, 75, 76), Movement.IMPROVING, "no comparison: Q1 2024/25 not reported"),
        ((76,), "no comparison: Q4 2024/25 not reported", "no comparison: Q1 2024/25 not reported"),
        ((70, 72, 74, "- c", 76), "no comparison: Q4 2024/25 suppressed", Movement.IMPROVING),
        ((70, 72, 74, "75 b", 76), Movement.IMPROVING, "no comparison: the series was broken in Q4 2024/25"),
        ((70, 72, "74 b", 75, 76), Movement.IMPROVING, "no comparison: the series was broken in Q3 2024/25"),
        (
            (70, 72, 74, 75, "76 b"),
            "no comparison: the series was broken in Q1 2025/26",
            "no comparison: the series was broken in Q1 2025/26",
        ),
    ],
    ids=[
        "the last quarter is missing", "last year is missing", "only one figure", "the last quarter is suppressed",
        "a break in the last quarter, since which we compare",
        "a break between last year and now", "a break now",
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_withheld_with_the_reason(
    bare: Workspace, values: tuple[object, ...], short: object, long: object
) -> None:
    series(bare, *values)
    assert moves(bare) == [short, long]


def test_a_year_to_date_figure_is_compared_only_with_the_same_point_last_year(bare: Workspace) -> None:
    series(bare, 70, 72, 74, 75, 76, measure="cumulative")
    assert moves(bare) == [
        "no comparison: year-to-date figures are compared with the same point last year",
        Movement.IMPROVING,
    ]


def test_a_yearly_kpi_has_one_comparison(bare: Workspace) -> None:
    bare.kpi("visits", frequency="financial-year", measure="annual")
    bare.figures("visits", "2023-24,W01,60", "2024-25,W01,66")
    result = bare.indicator("visits")
    assert isinstance(result.short_term, Change) and (result.short_term.percent, result.long_term) == (10, None)


def test_a_kpi_without_figures_has_no_change_and_no_projection(bare: Workspace) -> None:
    bare.kpi("visits", lifecycle="in-development")
    result = bare.indicator("visits")
    assert (result.short_term, result.long_term, result.projection, result.following) == (
        Withheld("no comparison: there are no figures"),
        Withheld("no comparison: there are no figures"),
        Withheld("no projection: there are no figures"),
        None,
    )


def test_a_straight_series_is_projected_onto_its_line(bare: Workspace) -> None:
    series(bare, 70, 71, 72, 73, 74)
    result = bare.indicator("visits")
    assert isinstance(result.projection, Projection)
    assert (result.projection.value, result.projection.slope, result.projection.points) == (75, 1, 5)
    assert result.following is not None and result.following.text == "2025-26 Q2"


@pytest.mark.parametrize(
    ("values", "fields", "reason"),
    [
        ((72, 73, 74), {}, "no projection: it needs four figures and has 3"),
        (
            (70, 71, 72, 73, 74), {"measure": "rolling"},
            "no projection: the periods overlap, so neighbouring figures share most of their data",
        ),
        (
            (70, 71, "72 b", 73, 74), {},
            "no projection: it needs four figures and has 3 since the series was broken in Q3 2024/25",
        ),
    ],
    ids=["three figures", "a rolling measure", "a break"],
)  # fmt: skip
def test_a_projection_that_would_mislead_is_withheld_with_the_reason(
    bare: Workspace, values: tuple[object, ...], fields: dict[str, Any], reason: str
) -> None:
    series(bare, *values, **fields)
    assert bare.indicator("visits").projection == Withheld(reason)
