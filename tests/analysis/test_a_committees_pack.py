"""What a committee's pack says has changed, what needs it, and how many indicators there are of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.analysis.movements import movements
from helpers.errors import Problems
from helpers.model.status import Status
from helpers.present.sections import indicator_page, summary

if TYPE_CHECKING:
    from conftest import Workspace


def figures(workspace: Workspace, id: str, before: str, now: str, **fields: object) -> None:
    """A KPI with a target of 80 and figures for the last quarter and this one."""
    workspace.kpi(id, **fields)
    rows = {"2024-25 Q4": before, "2025-26 Q1": now}
    workspace.figures(id, *(f"{quarter},W01,{value}" for quarter, value in rows.items() if value))
    workspace.targets(id, {"2024-25": "80", "2025-26": "80"})


@pytest.fixture
def busy(bare: Workspace) -> Workspace:
    """A committee with something of everything."""
    figures(bare, "fell", before="80", now="60")
    figures(bare, "still-red", before="61", now="60")
    figures(bare, "recovered", before="75", now="81")
    figures(bare, "soared", before="81", now="99")
    figures(bare, "slipped", before="99", now="79")
    figures(bare, "context", before="60", now="10", purpose="context", scheme=None)
    figures(bare, "late", before="60", now="")
    bare.kpi("planned", lifecycle="in-development")
    return bare


def ids(results: object) -> list[str]:
    return [result.kpi.id for result in results]  # type: ignore[attr-defined]


def test_the_moved_the_new_reds_and_the_recoveries_are_told_apart(busy: Workspace) -> None:
    pack = busy.pack()
    assert sorted(ids(pack.moved)) == ["fell", "recovered", "slipped", "soared"]
    assert ids(pack.new_reds) == ["fell"]
    assert ids(pack.recoveries) == ["recovered"]
    assert ids(pack.overdue) == ["late"]


def test_each_status_is_counted_and_the_denominator_is_of_the_rated(busy: Workspace) -> None:
    counts = busy.pack().counts
    assert list(counts.by_status.items()) == [
        (Status.RED, 2), (Status.AMBER, 1), (Status.GREEN, 1), (Status.BLUE, 1),
        (Status.CONTEXTUAL, 1), (Status.IN_DEVELOPMENT, 1), (Status.NO_DATA, 1),
    ]  # fmt: skip
    assert (counts.rated, counts.total) == (5, 8)


def test_a_status_carried_forward_is_no_movement(bare: Workspace) -> None:
    # The target falls between the two packs, and with it the status of the same old figure.
    lag = {"months": 14, "because": "National figures take that long."}
    bare.kpi("emissions", frequency="financial-year", measure="annual", publication_lag=lag)
    bare.figures("emissions", "2023-24,W01,60,,,,2024-25 Q4")
    bare.targets("emissions", {"2023-24": "80"}, agreed_on="2024-04-01")
    bare.targets("emissions", {"2023-24": "60"}, agreed_on="2025-07-01")
    (result,) = bare.pack().indicators
    assert (result.previous_status, result.status) == (Status.RED, Status.GREEN)
    assert result.freshness is not None and result.freshness.carried_forward
    assert (bare.pack().moved, bare.pack().recoveries) == ((), ())


def test_a_revision_that_changes_the_rating_is_movement(bare: Workspace) -> None:
    lag = {"months": 14, "because": "National figures take that long."}
    bare.kpi("emissions", frequency="financial-year", measure="annual", publication_lag=lag)
    bare.figures("emissions", "2023-24,W01,80,,,p,2024-25 Q4", "2023-24,W01,60,,,r,2025-26 Q1")
    bare.targets("emissions", {"2023-24": "80"})
    (result,) = bare.pack().indicators
    assert result.freshness is not None and not result.freshness.carried_forward
    assert ids(bare.pack().new_reds) == ["emissions"]
    (afterwards,) = bare.pack(quarter="2025-26 Q2").indicators
    assert afterwards.freshness is not None and afterwards.freshness.carried_forward
    assert bare.pack(quarter="2025-26 Q2").moved == ()


def test_a_first_figure_is_no_movement_and_no_new_red(bare: Workspace) -> None:
    figures(bare, "first", before="", now="60")
    (result,) = bare.pack().indicators
    assert (result.previous_status, result.status) == (Status.NO_DATA, Status.RED)
    assert (bare.pack().moved, bare.pack().new_reds) == ((), ())


def test_a_kpi_that_was_not_in_the_last_pack_has_no_status_there(bare: Workspace) -> None:
    figures(bare, "added", before="80", now="60", live_from="2025-26 Q1")
    (result,) = bare.pack().indicators
    assert (result.previous_status, bare.pack().moved) == (None, ())


def test_a_pack_has_its_own_committees_kpis_the_strategic_first(bare: Workspace) -> None:
    bare.write(
        "params/committees/strategy.yml",
        "id: strategy\ntitle: Strategy Committee\nremit: The whole.\nstrategic_kpis: true\n",
    )
    figures(bare, "b-plain", before="80", now="80", name="Beta")
    figures(bare, "a-plain", before="80", now="80", name="Alpha")
    figures(bare, "strategic", before="80", now="80", name="Zeta", strategic=True, number=1)
    figures(bare, "elsewhere", before="80", now="80", committees=["roads"])
    assert {id: ids(bare.pack(id).indicators) for id in ("care-and-health", "roads", "strategy")} == {
        "care-and-health": ["strategic", "a-plain", "b-plain"],
        "roads": ["elsewhere"],
        "strategy": ["strategic"],
    }


def test_a_pack_knows_its_meeting_when_it_is_known(workspace: Workspace) -> None:
    meetings = {id: workspace.pack(id).meeting for id in ("care-and-health", "roads")}
    assert {id: str(day) for id, day in meetings.items()} == {"care-and-health": "2025-09-18", "roads": "None"}


ASKED = {
    "a committee": (("raods", "2025-26 Q1"), "committee: there is no committee “raods”. Did you mean “roads”?"),
    "a quarter": (("roads", "summer"), "quarter: “summer” is not a quarter; write it like 2025-26 Q1."),
    "a quarter without a file": (
        ("roads", "2025-26 Q3"),
        "quarter: there is no file for 2025-26 Q3 in params/quarters/. Did you mean “2025-26 Q2”?"
        ' To add it: packs new quarter "2025-26 Q3"',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("asked", "told"), ASKED.values(), ids=ASKED)
def test_a_notebook_that_asks_for_what_is_not_there_is_told_what_is(
    workspace: Workspace, asked: tuple[str, str], told: str
) -> None:
    with pytest.raises(Problems) as raised:
        workspace.pack(*asked)
    assert str(raised.value) == f"1 problem to put right:\n  {told}"


def test_a_rating_that_a_lower_target_mended_is_no_recovery(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2024-25 Q4,W01,78", "2025-26 Q1,W01,78")
    bare.targets("visits", {"2024-25": "80", "2025-26": "75"})
    pack = bare.pack()
    assert (ids(pack.moved), ids(pack.recoveries)) == (["visits"], [])
    assert "; the target was 80.0% for the figure before." in summary(pack).markdown()


def test_a_carried_rating_on_a_revised_target_has_moved(bare: Workspace) -> None:
    lag = {"months": 12, "because": "Published later."}
    bare.kpi("survey", frequency="financial-year", measure="annual", publication_lag=lag)
    bare.figures("survey", "2023-24,W01,82")
    bare.targets("survey", {"2023-24": "90"})
    bare.targets("survey", {"2023-24": "80"}, agreed_on="2025-06-10")
    amber = next(row for row in movements(bare.pack()).rows if row.before is Status.AMBER)
    assert (amber.carried, amber.now[Status.GREEN]) == (0, 1)


def test_actions_whose_date_has_passed_stand_apart_from_those_to_come(workspace: Workspace) -> None:
    path = "data/kpis/visits-on-time/commentary/2025-26-q1.md"
    for due, overdue, coming in (
        ("2025-09-11", 1, 0),
        ("2025-09-12", 0, 1),
        ("2025-12-12", 0, 1),
        ("2025-12-13", 0, 0),
    ):
        head = f"---\nauthor: A\ndate: 2025-08-20\naction_due: {due}\n---\n"
        workspace.write(path, f"{head}Hm.\n\n## Action\n\nHire.\n")
        pack = workspace.pack()
        assert (len(pack.actions_overdue), len(pack.actions_due)) == (overdue, coming), due


def test_a_prediction_names_the_target_that_it_is_judged_by_when_it_is_another(bare: Workspace) -> None:
    bare.kpi("survey", frequency="financial-year", measure="annual", publication_lag={"months": 3, "because": "Late."})
    bare.figures("survey", "2021-22,W01,70", "2022-23,W01,72", "2023-24,W01,74", "2024-25,W01,76")
    bare.targets("survey", {"2024-25": "80", "2025-26": "70"})
    result = bare.indicator("survey")
    assert result.outlook is not None and result.outlook.target.target == 70
    assert "predicted for 2025/26: Blue on the target of 70.0%" in indicator_page(result).markdown()
