"""The status that a pack gives a KPI, and why it gives none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from helpers.analysis.judgement import rating_of
from helpers.analysis.vintages import as_at, vintages
from helpers.model.status import Status
from helpers.rules.status import RuleError
from helpers.store.workspace import open_register, read_evidence

if TYPE_CHECKING:
    from conftest import Workspace

ANNUAL: dict[str, Any] = {
    "frequency": "financial-year",
    "measure": "annual",
    "publication_lag": {"months": 16, "because": "National figures take that long."},
}


def test_a_figure_is_judged_by_the_target_for_its_period(workspace: Workspace) -> None:
    result = workspace.indicator("visits-on-time")
    assert (result.status, result.unrated, result.target and result.target.target) == (Status.AMBER, "", 80)
    assert result.rating is not None and (result.rating.off, result.rating.amber_limit) == (-2.5, 72)


def test_without_a_target_a_figure_is_a_baseline(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2025-26 Q1,W01,70")
    result = bare.indicator("visits")
    assert (result.status, result.unrated, result.rating) == (
        Status.BASELINE, "no target was in force for Q1 2025/26", None,
    )  # fmt: skip


def test_a_kpi_for_context_is_contextual_even_beside_a_target(bare: Workspace) -> None:
    bare.kpi("visits", purpose="context")
    bare.figures("visits", "2025-26 Q1,W01,10")
    bare.targets("visits", {"2025-26": "80"})
    result = bare.indicator("visits")
    assert (result.status, result.last_rating, result.history[0].rating) == (Status.CONTEXTUAL, None, None)


def test_a_kpi_in_development_says_so_with_or_without_figures(bare: Workspace) -> None:
    bare.kpi("planned", lifecycle="in-development")
    bare.kpi("tried", lifecycle="in-development")
    bare.figures("tried", "2025-26 Q1,W01,10")
    bare.targets("tried", {"2025-26": "80"})
    told = {id: (bare.indicator(id).status, bare.indicator(id).unrated) for id in ("planned", "tried")}
    assert told == {
        "planned": (Status.IN_DEVELOPMENT, "the indicator is being developed, so it has no figures yet"),
        "tried": (Status.IN_DEVELOPMENT, "the indicator is being developed"),
    }


def test_a_small_number_is_suppressed_with_its_reason(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2024-25 Q4,W01,70", "2025-26 Q1,W01,,,,c")
    bare.targets("visits", {"2025-26": "80"})
    result = bare.indicator("visits")
    assert (result.status, result.rating, result.current and result.current.value) == (Status.SUPPRESSED, None, None)
    assert result.unrated == "the figure could identify someone, or give away another that could"


def test_a_figure_that_is_not_available_is_no_data(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2024-25 Q4,W01,70", "2025-26 Q1,W01,,,,x")
    bare.targets("visits", {"2025-26": "80"})
    result = bare.indicator("visits")
    assert (result.status, result.unrated) == (Status.NO_DATA, "the figure for Q1 2025/26 is not available")


def test_a_kpi_without_any_figure_is_no_data(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2025-26 Q1,W02,70")
    result = bare.indicator("visits")
    assert (result.status, result.unrated, result.freshness) == (Status.NO_DATA, "no figure has been reported", None)


def test_a_new_kpi_is_not_due_until_its_first_figure_is(bare: Workspace) -> None:
    # Reported from Q1 (to 30 June), a month's lag: due by 31 July. Q1's data are cut off on 29 August.
    bare.kpi("visits", live_from="2025-26 Q1")
    bare.kpi("slow", live_from="2025-26 Q1", publication_lag={"months": 2, "because": "It takes that long."})
    for id in ("visits", "slow"):
        bare.figures(id)
    told = {id: (bare.indicator(id).status, bare.indicator(id).unrated) for id in ("visits", "slow")}
    assert told == {
        "visits": (Status.NO_DATA, "no figure has been reported"),
        "slow": (Status.NOT_DUE, "the first figure is due by 31 August 2025"),
    }


def test_a_first_figure_that_is_due_on_the_day_of_the_cut_off_is_due(bare: Workspace) -> None:
    bare.edit("params/quarters/2025-26-q1.yml", "2025-08-29", "2025-08-31")
    bare.kpi("slow", live_from="2025-26 Q1", publication_lag={"months": 2, "because": "It takes that long."})
    bare.figures("slow")
    assert bare.indicator("slow").status is Status.NO_DATA


def test_a_lagged_figure_is_carried_forward_with_its_age_and_next_due_date(bare: Workspace) -> None:
    bare.kpi("emissions", **ANNUAL)
    bare.figures("emissions", "2020-21,W01,90", "2021-22,W01,78")
    bare.targets("emissions", {"2020-21": "80", "2021-22": "80"})
    result = bare.indicator("emissions", "2023-24 Q3")
    assert result.current is not None and result.current.period.label == "2021/22"
    assert result.freshness is not None
    assert (result.status, result.freshness.age_months, result.freshness.next_due) == (
        Status.AMBER, 21, date(2024, 7, 31),
    )  # fmt: skip
    assert (result.freshness.carried_forward, result.freshness.overdue) == (True, False)


def test_an_overdue_kpi_loses_its_rating_and_still_tells_its_last(bare: Workspace) -> None:
    bare.kpi("emissions", **ANNUAL)
    bare.figures("emissions", "2021-22,W01,78")
    bare.targets("emissions", {"2021-22": "80"})
    result = bare.indicator("emissions", "2024-25 Q1")
    assert (result.status, result.rating) == (Status.NO_DATA, None)
    assert result.unrated == "the figure due by 31 July 2024 is not on record; the latest is for 2021/22"
    assert result.last_rating is not None and result.last_rating.status is Status.AMBER
    assert result.freshness is not None
    assert (result.freshness.overdue, result.freshness.carried_forward) == (True, False)


def test_each_kpi_is_judged_by_its_own_scheme(bare: Workspace) -> None:
    for scheme, limits in {"ten-five": "80", "floor": "80,75", "range": ",60,70"}.items():
        bare.kpi(scheme, scheme=scheme)
        bare.figures(scheme, "2025-26 Q1,W01,74")
        bare.targets(scheme, {"2025-26": limits})
    assert {scheme: bare.indicator(scheme).status for scheme in ("ten-five", "floor", "range")} == {
        "ten-five": Status.AMBER, "floor": Status.RED, "range": Status.AMBER,
    }  # fmt: skip


def test_each_point_of_the_chart_has_the_target_and_rating_of_its_own_period(workspace: Workspace) -> None:
    points = workspace.indicator("visits-on-time").history
    assert [(point.target and point.target.target, point.rating and point.rating.status) for point in points] == [
        (75, Status.AMBER), (75, Status.AMBER), (75, Status.AMBER), (75, Status.GREEN), (80, Status.AMBER),
    ]  # fmt: skip


@pytest.mark.parametrize(("frequency", "shown"), [("month", 24), ("quarter", 12)])
def test_the_chart_shows_the_latest_periods_of_the_window_and_two_years_of_months(
    bare: Workspace, frequency: str, shown: int
) -> None:
    bare.kpi("visits", frequency=frequency)
    years = range(2017, 2025)
    periods = {
        "month": [f"{year}-{month:02d}" for year in years for month in range(1, 13)],
        "quarter": [f"{year}-{year - 1999} Q{number}" for year in years for number in range(1, 5)],
    }[frequency]
    bare.figures("visits", *(f"{period},W01,70" for period in periods))
    assert [point.reading.period.text for point in bare.indicator("visits").history] == periods[-shown:]


def test_the_rules_refusal_names_the_kpi_and_the_period(bare: Workspace) -> None:
    bare.kpi("spills")
    bare.figures("spills", "2025-26 Q1,W01,78")
    bare.targets("spills", {"2025-26": "0"})
    register = open_register(bare.root)
    kpi = register.kpis["spills"]
    (evidence,) = read_evidence(register, [kpi], max(register.plans))
    (reading,) = as_at(vintages(evidence.observations)["W01"], date.max)
    with pytest.raises(RuleError) as raised:
        rating_of(kpi, register.organisation.scheme("ten-five"), reading, [reading], evidence.targets[0])
    assert str(raised.value) == (
        "spills, target for 2025/26: The scheme “Ten and five” works in per cent, which a target of zero has none of:"
        " give the KPI a zero_tolerance, in its own unit."
    )
