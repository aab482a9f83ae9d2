"""What a person is told when a KPI's `observations.csv` is wrong; more is in `tests/fixtures/malformed/register/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Workspace

FILE = "data/kpis/visits-on-time/observations.csv"
FIRST = "2024-25 Q1,W01,70,,,,,"


def test_a_revision_in_a_later_quarter_is_no_duplicate(workspace: Workspace) -> None:
    workspace.edit(FILE, FIRST, f"{FIRST}\n2024-25 Q1,W01,71,,,r,2024-25 Q2,")
    assert workspace.problems() == []


def test_a_figure_needs_its_quarter_or_a_publication_lag(workspace: Workspace) -> None:
    lag = "publication_lag:\n  months: 1\n  because: Records are closed in a month.\n"
    workspace.edit("data/kpis/visits-on-time/kpi.yml", lag, "")
    workspace.figures("visits-on-time", "2024-25 Q1,W01,70,,,,2024-25 Q1", "2024-25 Q2,W01,72")
    assert workspace.problems() == [
        f"{FILE}:3 reported_in: nothing says when this figure became known."
        " Give the quarter here, or a publication_lag in kpi.yml."
    ]


def test_figures_that_nothing_dates_are_told_once_and_what_else_is_wrong_beside_them(workspace: Workspace) -> None:
    lag = "publication_lag:\n  months: 1\n  because: Records are closed in a month.\n"
    workspace.edit("data/kpis/visits-on-time/kpi.yml", lag, "")
    rows = ("2024-25 Q1,W01,70", "2024-25 Q2,W01,many", "2024-25 Q3,W01,72")
    workspace.figures("visits-on-time", *rows)
    assert workspace.problems() == [
        f"{FILE}:2 reported_in: nothing says when this figure became known. The same is true of 2 more in this file."
        " Give the quarter here, or a publication_lag in kpi.yml.",
        f"{FILE}:3 value: “many” is not a number."
        " Write digits only: no commas, spaces, % or £; leave the cell empty when there is no figure.",
    ]


def test_the_least_and_the_most_that_a_percentage_can_be_are_allowed(workspace: Workspace) -> None:
    workspace.edit(FILE, FIRST, "2024-25 Q1,W01,0,,,,,\n2024-25 Q1,W02,100,,,,,")
    assert workspace.problems() == []


def test_figures_may_go_beyond_a_hundred_per_cent_when_the_kpi_says_so(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/kpi.yml", "decimals: 1", "decimals: 1\nmaximum: 120")
    workspace.edit(FILE, FIRST, "2024-25 Q1,W01,120,,,,,")
    assert workspace.problems() == []


def test_a_live_kpi_without_figures_is_told(workspace: Workspace) -> None:
    (workspace.root / FILE).unlink()
    assert workspace.problems() == [f"{FILE}: this file is missing. Add it, or put its name right."]


def test_the_byte_order_mark_that_a_spreadsheet_writes_is_no_problem(workspace: Workspace) -> None:
    workspace.edit(FILE, "period,area", "\ufeffperiod,area")
    assert workspace.problems() == []
