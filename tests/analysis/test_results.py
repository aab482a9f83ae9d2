"""`results.json`: the pack as plain values, complete and unrounded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from helpers.analysis.results import results

if TYPE_CHECKING:
    from conftest import Workspace


def plain(workspace: Workspace, committee: str = "care-and-health") -> dict[str, Any]:
    """The results as whoever reads the file gets them: NaN, which JSON does not have, is refused."""
    text = json.dumps(results(workspace.pack(committee)), allow_nan=False)
    read: dict[str, Any] = json.loads(text)
    return read


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
    }
    assert [found["kpi"] for found in indicators] == ["visits-on-time", "planned"]


def test_an_indicator_is_told_with_every_figure_of_its_page(workspace: Workspace) -> None:
    (told,) = plain(workspace)["indicators"]
    simple = {name: value for name, value in told.items() if not isinstance(value, dict | list)}
    assert simple == {
        "kpi": "visits-on-time", "name": "Care visits on time", "unit": "percent", "unit_label": "", "decimals": 1,
        "direction": "increase", "scheme": "ten-five", "status": "Amber", "unrated": "", "previous_status": "Green",
        "moved": True,
    }  # fmt: skip
    reading = {
        "period": "2025-26 Q1", "label": "Q1 2025/26", "value": 78.0, "numerator": None, "denominator": None,
        "marks": [], "line": 6,
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
        "age_months": 0, "next_due": "2025-10-31", "overdue": False, "carried_forward": False,
    }  # fmt: skip
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


def test_a_suppressed_figure_is_nowhere_in_the_results(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/observations.csv", "2025-26 Q1,W01,78,,,,,", "2025-26 Q1,W01,,,40,c,,")
    (told,) = plain(workspace)["indicators"]
    assert (told["status"], told["latest"]["value"], told["latest"]["marks"]) == ("Suppressed", None, ["c"])
    assert (told["rating"], told["history"][-1]["status"]) == (None, None)


def test_the_same_workspace_gives_the_same_results(workspace: Workspace) -> None:
    assert json.dumps(plain(workspace)) == json.dumps(plain(workspace))
