"""Where we stand among the areas that we are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.analysis.indicator import Standing

if TYPE_CHECKING:
    from conftest import Workspace


def standings(workspace: Workspace, *rows: str, **fields: Any) -> tuple[Standing, ...]:
    workspace.kpi("visits", comparators=["neighbours", "nation"], **fields)
    workspace.figures("visits", *rows)
    return workspace.indicator("visits").standings


NOW = "2025-26 Q1"
OURS = f"{NOW},W01,78"


def test_the_mean_is_of_the_members_that_reported_and_the_others_are_counted(bare: Workspace) -> None:
    (found,) = standings(bare, OURS, f"{NOW},W02,80", f"{NOW},W03,70", f"{NOW},W04,,,,x")
    assert (found.comparison.mean, found.comparison.reporting, found.comparison.members) == (75, 2, 4)
    assert found.values == (("W02", 80), ("W03", 70))


def test_each_group_is_a_column_of_its_own_with_its_period(bare: Workspace) -> None:
    neighbours = [f"{NOW},W0{number},70" for number in (2, 3, 4, 5)]
    found = standings(bare, OURS, *neighbours, "2024-25 Q4,N01,77")
    assert [(each.group.id, each.period.text, each.comparison.mean) for each in found] == [
        ("neighbours", NOW, 70), ("nation", "2024-25 Q4", 77),
    ]  # fmt: skip


def test_older_comparators_are_compared_with_our_figure_of_their_own_period(bare: Workspace) -> None:
    old = [f"2023-24 Q1,W0{number},{value}" for number, value in enumerate((60, 80, 90, 50, 70), start=1)]
    (found,) = standings(bare, OURS, *old)
    assert (found.period.text, found.months_older) == ("2023-24 Q1", 24)
    assert found.ours is not None and (found.ours.value, found.comparison.rank, found.comparison.of) == (60, 4, 5)


def test_comparators_of_a_period_we_have_no_figure_for_give_no_rank(bare: Workspace) -> None:
    old = [f"2023-24 Q1,W0{number},70" for number in (2, 3, 4, 5)]
    (found,) = standings(bare, OURS, *old)
    assert (found.ours, found.comparison.rank, found.comparison.quartile, found.comparison.mean) == (
        None,
        None,
        None,
        70,
    )


def test_one_early_comparator_does_not_stand_for_the_group(bare: Workspace) -> None:
    before = [f"2024-25 Q4,W0{number},70" for number in (2, 3, 4, 5)]
    (found,) = standings(bare, OURS, *before, f"{NOW},W02,99")
    assert (found.period.text, found.comparison.reporting) == ("2024-25 Q4", 4)


def test_comparators_later_than_our_latest_figure_are_left_out(bare: Workspace) -> None:
    (found,) = standings(bare, "2024-25 Q4,W01,70", "2024-25 Q4,N01,71", f"{NOW},N01,72")
    assert (found.group.id, found.period.text, found.comparison.mean, found.months_older) == (
        "nation", "2024-25 Q4", 71, 0,
    )  # fmt: skip


def test_ties_share_the_better_rank_and_a_decrease_can_be_good(bare: Workspace) -> None:
    others = [f"{NOW},W0{number},{value}" for number, value in enumerate((78, 60, 80, 90), start=2)]
    (up,) = standings(bare, OURS, *others)
    (down,) = standings(bare, OURS, *others, direction="decrease")
    assert (up.comparison.rank, [area for area, _ in up.values]) == (3, ["W05", "W04", "W02", "W03"])
    assert (down.comparison.rank, [area for area, _ in down.values]) == (2, ["W03", "W02", "W04", "W05"])


def test_a_neutral_kpi_has_no_rank_and_no_quartile_and_its_values_ascend(bare: Workspace) -> None:
    others = [f"{NOW},W0{number},{value}" for number, value in enumerate((78, 60, 80, 90), start=2)]
    (found,) = standings(bare, OURS, *others, direction="neutral", scheme="range")
    assert (found.comparison.rank, found.comparison.quartile) == (None, None)
    assert [value for _, value in found.values] == [60, 78, 80, 90]


def test_a_group_that_has_not_reported_is_no_standing(bare: Workspace) -> None:
    assert standings(bare, OURS) == ()


def test_a_comparators_figure_that_became_known_later_is_not_used(bare: Workspace) -> None:
    (found,) = standings(bare, OURS, f"{NOW},N01,70", f"{NOW},N01,75,,,r,2025-26 Q2")
    assert found.comparison.mean == 70


def test_a_kpi_of_another_area_is_compared_with_that_areas_figures(bare: Workspace) -> None:
    (found,) = standings(bare, "2025-26 Q1,W05,60", "2025-26 Q1,N01,70", OURS, area="W05", live_to="2025-26 Q1")[1:]
    assert found.ours is not None and found.ours.value == 60
