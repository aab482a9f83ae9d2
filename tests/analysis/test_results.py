"""`results.json`: the pack as plain values, complete and unrounded."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from helpers.analysis.results import indicator, results
from helpers.model.kpi import Direction
from helpers.model.observation import Reading
from helpers.model.periods import Frequency, parse_period
from helpers.rules.spc import control_chart

if TYPE_CHECKING:
    from conftest import Workspace


def plain(workspace: Workspace, committee: str = "care-and-health") -> dict[str, Any]:
    """The results as whoever reads the file gets them: NaN, which JSON does not have, is refused."""
    text = json.dumps(results(workspace.pack(committee)), allow_nan=False)
    read: dict[str, Any] = json.loads(text)
    return read


NO_COUNTS = {"Red": 0, "Amber": 0, "Green": 0, "Blue": 0, "not rated": 0}
NOBODY = NO_COUNTS | {"carried forward": 0, "removed": 0, "total": 0}
HIRE = {
    "id": "visits-on-time/2025-26-q1", "kpi": "visits-on-time", "subject": None, "set_in": "2025-26 Q1",
    "set_on": "2025-08-20", "what": "Hire.", "owner": "", "source": "commentary", "state": "open", "age_quarters": 0,
    "dates": [], "redated": 0, "closed_on": None, "days_late": None,
}  # fmt: skip


def test_the_pack_is_told_in_plain_values(workspace: Workspace) -> None:
    workspace.kpi("planned", name="Visits planned", lifecycle="in-development")
    told = plain(workspace)
    indicators = told.pop("indicators")
    assert told == {
        "organisation": "Westmarch County Council",
        "committee": "care-and-health",
        "quarter": "2025-26 Q1",
        "data_cut_off": "2025-08-29",
        "counts": {"Amber": 1, "In development": 1},
        "rated": 1,
        "total": 2,
        "moved": ["visits-on-time"],
        "new_reds": [],
        "recoveries": [],
        "overdue": [],
        "exceptions": [],
        "warnings": [],
        "worse_and_worsening": [],
        "movements": {
            "from": {
                "Red": NOBODY,
                "Amber": NOBODY,
                "Green": {**NOBODY, "Amber": 1, "total": 1},
                "Blue": NOBODY,
                "not rated": {**NOBODY, "not rated": 1, "total": 1},
            },
            "new": NO_COUNTS,
        },
        "revisions": [],
        "comparators_revised": 0,
        "findings": [],
        "checks_on_data": [],
        "actions": {"open": [HIRE], "closed": [], "past_their_date": [], "due_before_the_next_report": []},
        "reviews": [],
        "tracker": [],
        "lessons": [],
        "removed": [],
        "decisions": [],
    }
    assert [found["kpi"] for found in indicators] == ["visits-on-time", "planned"]


def test_what_came_of_an_action_is_told_with_the_figures_that_it_rests_on(workspace: Workspace) -> None:
    said = "data/kpis/visits-on-time/commentary"
    text = (workspace.root / said / "2025-26-q1.md").read_text(encoding="utf-8")
    workspace.write(f"{said}/2024-25-q3.md", text.replace("2025-08-20", "2024-11-20"))
    (workspace.root / said / "2025-26-q1.md").unlink()
    assert plain(workspace)["indicators"][0]["actions"] == [{
        "action": "visits-on-time/2024-25-q3", "set_on": "2024-11-20", "before": "2024-25 Q2", "first": "2024-25 Q4",
        "latest": "2025-26 Q1", "other_actions": 0, "at_first": {"movement": "Improving", "amount": 4.0},
        "by_now": {"movement": "Improving", "amount": 6.0},
    }]  # fmt: skip


def test_what_cannot_be_told_of_an_action_has_its_reason(workspace: Workspace) -> None:
    assert plain(workspace)["indicators"][0]["actions"] == [{
        "action": "visits-on-time/2025-26-q1", "set_on": "2025-08-20",
        "withheld": "no figure yet is wholly of the time since it began",
    }]  # fmt: skip


def test_an_indicator_is_told_with_every_figure_of_its_page(workspace: Workspace) -> None:
    (told,) = plain(workspace)["indicators"]
    simple = {name: value for name, value in told.items() if not isinstance(value, dict | list)}
    assert simple == {
        "kpi": "visits-on-time", "name": "Care visits on time", "unit": "percent", "unit_label": "", "decimals": 1,
        "direction": "increase", "scheme": "ten-five", "status": "Amber", "unrated": "", "previous_status": "Green",
        "moved": True, "original": None, "year_target": None, "target_fit": None,
    }  # fmt: skip
    reading = {
        "period": "2025-26 Q1", "label": "Q1 2025/26", "value": 78.0, "numerator": None, "denominator": None,
        "marks": [], "line": 6, "corrections": [],
    }  # fmt: skip
    earlier = {**reading, "period": "2024-25 Q4", "label": "Q4 2024/25", "value": 76.0, "line": 5}
    assert (told["latest"], told["previous"]) == (reading, earlier)
    assert told["target"] == {
        "target": 80.0, "lower": None, "upper": None, "basis": "illustrative", "rule": "Invented",
        "agreed_by": "Care and Health Committee", "agreed_on": "2020-04-01", "line": told["target"]["line"],
    }  # fmt: skip
    assert told["previous_target"]["target"] == 75.0
    assert told["rating"] == {"status": "Amber", "off": -2.5, "amber_limit": 72.0, "blue_limit": 84.0}
    assert told["short_term"] == {
        "movement": "Improving", "amount": 2.0, "percent": pytest.approx(2.63157894), "from": earlier,
    }  # fmt: skip
    assert told["long_term"]["from"]["value"] == 70.0
    assert (told["projection"]["period"], told["projection"]["value"]) == ("2025-26 Q2", 80.0)
    assert (told["outlook"]["period"], told["outlook"]["rating"]["status"]) == ("2025-26 Q4", "Green")
    assert told["freshness"] == {
        "age_months": 0, "next_due": "2025-10-31", "overdue": False, "missing": 0, "carried_forward": False,
    }  # fmt: skip
    assert told["trend"] == {
        "trend": "Improving", "slope": pytest.approx(2), "low": pytest.approx(2), "high": pytest.approx(2), "points": 5,
    }  # fmt: skip
    assert told["to_target"] == {"periods": 1}
    assert told["persistence"] == {"reports": 1, "since": "2025-26 Q1", "figures": 1, "at_least": False}
    assert told["record"] == {"extreme": "best", "since": None, "first": "2024-25 Q1", "figures": 5}
    assert [(point["value"], point["target"], point["status"]) for point in told["history"]] == [
        (70, 75, "Amber"), (72, 75, "Amber"), (74, 75, "Amber"), (76, 75, "Green"), (78, 80, "Amber"),
    ]  # fmt: skip


def test_areas_are_named_only_where_their_group_allows_it(workspace: Workspace) -> None:
    workspace.edit("params/organisation.yml", "  members: [N01]\n", "  members: [N01]\n  publish_names: true\n")
    (told,) = plain(workspace)["indicators"]
    neighbours, nation = told["standings"]
    assert (neighbours["values"], nation["values"]) == ([74, 76, 78, 80], {"N01": 77})
    assert "W02" not in json.dumps(told)
    place = {name: neighbours[name] for name in ("mean", "reporting", "members", "rank", "of")}
    assert place == {"mean": 77, "reporting": 4, "members": 4, "rank": 2, "of": 5}


def test_what_is_withheld_is_told_with_its_reason(workspace: Workspace) -> None:
    workspace.kpi("planned", lifecycle="in-development", committees=["roads"])
    (told,) = plain(workspace, "roads")["indicators"]
    assert (told["status"], told["latest"], told["target"], told["rating"], told["freshness"]) == (
        "In development", None, None, None, None,
    )  # fmt: skip
    assert told["short_term"] == {"withheld": "no comparison: there are no figures"}
    assert told["projection"] == {"withheld": "no projection: there are no figures"}
    assert (told["standings"], told["history"]) == ([], [])


def with_monthly_figures(workspace: Workspace, *values: float, **options: Any) -> dict[str, Any]:
    """The results of an indicator whose control chart is of these monthly figures."""
    first = parse_period("2024-01", Frequency.MONTH)
    readings = [Reading(first.later(place), value) for place, value in enumerate(values)]
    chart = control_chart(readings, direction=Direction.INCREASE, interval=1, **options)
    told = indicator(replace(workspace.indicator("visits-on-time"), spc=chart))["spc"]
    read: dict[str, Any] = json.loads(json.dumps(told, allow_nan=False))
    return read


def test_a_control_chart_is_told_with_its_limits_and_each_of_its_figures(workspace: Workspace) -> None:
    told = with_monthly_figures(workspace, *(80, 90) * 6, 120, target=70.0)
    figures = told.pop("figures")
    (segment,) = told.pop("segments")
    assert told == {
        "chart": "control", "points": 13, "variation": "Improvement", "signal": "beyond the limits",
        "assurance": "Hit or miss", "target": 70.0, "special_causes": 1, "disagreement": None,
        "trial_limits_need": 8, "firm_limits_need": 12,
    }  # fmt: skip
    usual = (11 * 10 + 30) / 12
    centre = 1140 / 13
    assert segment == {
        "first": "2024-01", "centre": pytest.approx(centre), "lower": pytest.approx(centre - 2.66 * usual),
        "upper": pytest.approx(centre + 2.66 * usual), "shown": [pytest.approx(centre - 2.66 * usual), 100],
        "moving_range": pytest.approx(usual), "points": 13, "trial": False,
    }  # fmt: skip
    assert figures[0] == {"period": "2024-01", "value": 80, "signal": None, "variation": "Common cause"}
    assert figures[-1] == {"period": "2025-01", "value": 120, "signal": "beyond the limits", "variation": "Improvement"}


def test_a_status_that_the_process_does_not_bear_out_is_told(workspace: Workspace) -> None:
    told = with_monthly_figures(workspace, *(90, 91) * 6, target=78.0)
    assert (told["assurance"], told["disagreement"]) == ("Consistently passing", "Amber this quarter; usually achieved")


def test_each_stretch_of_a_rebased_chart_is_told_and_the_last_may_have_no_limits(workspace: Workspace) -> None:
    rebased = [parse_period("2025-01", Frequency.MONTH)]
    told = with_monthly_figures(workspace, *(40, 42) * 6, 80, 81, target=50.0, rebased=rebased)
    assert [(each["first"], each["points"], each["trial"]) for each in told["segments"]] == [
        ("2024-01", 12, False), ("2025-01", 2, True),
    ]  # fmt: skip
    assert told["segments"][1]["centre"] == 80.5
    assert (told["segments"][1]["lower"], told["segments"][1]["shown"]) == (None, [None, None])
    assert (told["variation"], told["assurance"], told["signal"]) == (None, None, None)


def test_a_run_chart_is_told_with_its_median(workspace: Workspace) -> None:
    assert with_monthly_figures(workspace, 3, 1, 4) == {
        "chart": "run", "median": 3, "points": 3, "trial_limits_need": 8, "firm_limits_need": 12,
        "figures": [
            {"period": "2024-01", "value": 3}, {"period": "2024-02", "value": 1}, {"period": "2024-03", "value": 4},
        ],
    }  # fmt: skip


def test_a_control_chart_that_is_withheld_is_told_with_its_reason(workspace: Workspace) -> None:
    expected = {"withheld": "no control limits: year-to-date figures build up through the year"}
    assert with_monthly_figures(workspace, 1, 2, 3, cumulative=True) == expected


def test_a_revision_is_told_with_both_figures_and_the_correction_that_made_it(workspace: Workspace) -> None:
    workspace.corrections("visits-on-time", "2024-25 Q4,W01,value,76,67,Exchanged,Data Analyst,2025-06-20")
    told = plain(workspace)
    (revision,) = told["revisions"]
    correction = {
        "line": 2, "field": "value", "was": 76, "is": 67, "reason": "Exchanged", "corrected_by": "Data Analyst",
        "corrected_on": "2025-06-20",
    }  # fmt: skip
    was, now = revision.pop("was"), revision.pop("is")
    assert revision == {
        "kpi": "visits-on-time", "reason": "Exchanged", "rated_before": "Green", "rated_now": "Red",
    }  # fmt: skip
    assert [(each["value"], each["line"], each["marks"], each["corrections"]) for each in (was, now)] == [
        (76, 5, [], []), (67, 5, ["r"], [correction]),
    ]  # fmt: skip
    assert told["indicators"][0]["previous"] == now


def test_comparators_revisions_are_counted(workspace: Workspace) -> None:
    path = "data/kpis/visits-on-time/observations.csv"
    workspace.edit(path, "2025-26 Q1,W02,80,,,,,", "2024-25 Q4,W02,80,,,,,\n2024-25 Q4,W02,81,,,,2025-26 Q1,")
    assert plain(workspace)["comparators_revised"] == 1


def test_a_suppressed_figure_is_nowhere_in_the_results(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/observations.csv", "2025-26 Q1,W01,78,,,,,", "2025-26 Q1,W01,,,40,c,,")
    (told,) = plain(workspace)["indicators"]
    assert (told["status"], told["latest"]["value"], told["latest"]["marks"]) == ("Suppressed", None, ["c"])
    assert (told["rating"], told["history"][-1]["status"]) == (None, None)


def test_the_same_workspace_gives_the_same_results(workspace: Workspace) -> None:
    assert json.dumps(plain(workspace)) == json.dumps(plain(workspace))
