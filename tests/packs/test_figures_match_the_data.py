"""Row 114: the figures in every executed pack, found again in the data by a second route.

Nothing of the package is used to work them out: the files are read with csv and yaml, and the sums are done by hand.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
import yaml

CENTURY = 100


@cache
def kpi(root: Path, id: str) -> dict[str, Any]:
    return yaml.safe_load((root / "data" / "kpis" / id / "kpi.yml").read_text(encoding="utf-8"))


@cache
def rows(root: Path, id: str, name: str) -> list[dict[str, str]]:
    path = root / "data" / "kpis" / id / name
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) if path.exists() else []


@cache
def organisation(root: Path) -> dict[str, Any]:
    return yaml.safe_load((root / "params" / "organisation.yml").read_text(encoding="utf-8"))


def last_day(frequency: str, text: str) -> date:
    """The last day of a period, worked out from its text alone."""
    year = int(text[:4])
    ends = {
        "financial-year": lambda: date(year + 1, 3, 31),
        "survey-wave": lambda: date(year + 1, 3, 31),
        "academic-year": lambda: date(year + 1, 8, 31),
        "calendar-year": lambda: date(year, 12, 31),
        "three-year": lambda: date(year + 2, 12, 31),
        "snapshot": lambda: date.fromisoformat(text),
        "month": lambda: _month_end(year, int(text[5:7])),
        "quarter": lambda: _month_end(year + (text[-1] == "4"), {"1": 6, "2": 9, "3": 12, "4": 3}[text[-1]]),
    }
    return ends[frequency]()


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def known_on(root: Path, definition: dict[str, Any], row: dict[str, str]) -> date:
    """The day on which a figure became known: its quarter's cut-off, or its period's last day so many months later."""
    if row["reported_in"]:
        plan = root / "params" / "quarters" / f"{row['reported_in'].lower().replace(' ', '-')}.yml"
        return yaml.safe_load(plan.read_text(encoding="utf-8"))["data_cut_off"]
    end = last_day(definition["frequency"], row["period"])
    months = end.year * 12 + end.month - 1 + definition["publication_lag"]["months"]
    return min(
        _month_end(months // 12, months % 12 + 1), date(months // 12, months % 12 + 1, 1) + timedelta(end.day - 1)
    )


def own_area(root: Path, definition: dict[str, Any]) -> str:
    return definition.get("area") or organisation(root)["area"]


def known_rows(root: Path, id: str, cut_off: date) -> list[dict[str, str]]:
    """Of each area and period the row that was known last, with the numbers that were put right by then."""
    definition = kpi(root, id)
    dated = [(known_on(root, definition, row), row) for row in rows(root, id, "observations.csv")]
    in_order = [row for day, row in sorted(dated, key=lambda pair: pair[0]) if day <= cut_off]
    known = {(row["area"], row["period"]): row for row in in_order}
    for correction in rows(root, id, "corrections.csv"):
        row, field = known.get((correction["area"], correction["period"])), correction["field"]
        if row and date.fromisoformat(correction["corrected_on"]) <= cut_off and row[field] == correction["expect"]:
            known[row["area"], row["period"]] = {**row, field: correction["correct"]}
    return list(known.values())


def latest_row(root: Path, id: str, cut_off: date) -> dict[str, str] | None:
    definition = kpi(root, id)
    own = [row for row in known_rows(root, id, cut_off) if row["area"] == own_area(root, definition)]
    return max(own, key=lambda row: last_day(definition["frequency"], row["period"]), default=None)


@pytest.fixture
def cut_off(pack) -> date:
    return date.fromisoformat(pack.results["data_cut_off"])


def test_the_latest_figure_is_the_last_one_known_at_the_cut_off(pack, indicators, cut_off) -> None:
    for found in indicators:
        row = latest_row(pack.root, found["kpi"], cut_off)
        if row is None:
            assert found["latest"] is None, found["kpi"]
            continue
        assert found["latest"]["period"] == row["period"], found["kpi"]
        assert found["latest"]["value"] == (float(row["value"]) if row["value"] else None), found["kpi"]


def test_each_figure_stands_on_the_line_of_its_file_that_the_results_name(pack, indicators) -> None:
    for found in indicators:
        for reading in (found["latest"], found["previous"], *found["history"]):
            if reading is None:
                continue
            path = pack.root / "data" / "kpis" / found["kpi"] / "observations.csv"
            line = path.read_text(encoding="utf-8").splitlines()[reading["line"] - 1]
            cells = next(csv.reader([line]))
            assert cells[0] == reading["period"]
            value = float(cells[2]) if cells[2] else None
            for line in (each["line"] for each in reading["corrections"] if each["field"] == "value"):
                correction = rows(pack.root, found["kpi"], "corrections.csv")[line - 2]
                assert (correction["period"], float(correction["expect"])) == (reading["period"], value)
                value = float(correction["correct"])
            assert value == reading["value"]


def test_every_figure_that_the_last_pack_had_otherwise_is_told_as_revised_and_no_other(default_pack) -> None:
    def figures(pack) -> dict[tuple[str, str], dict[str, Any]]:
        shown = pack.results["indicators"]
        return {(found["kpi"], point["period"]): point for found in shown for point in found["history"]}

    had, has = figures(replace(default_pack, quarter=default_pack.quarter.previous)), figures(default_pack)
    differ = {place for place in had.keys() & has.keys() if had[place]["value"] != has[place]["value"]}
    told = {(each["kpi"], each["is"]["period"]): each["was"]["value"] for each in default_pack.results["revisions"]}
    assert told == {place: had[place]["value"] for place in differ}
    assert all("r" in has[place]["marks"] for place in differ)


def test_the_target_is_the_latest_agreed_for_the_period(pack, indicators, cut_off) -> None:
    for found in indicators:
        if found["latest"] is None:
            continue
        frequency = kpi(pack.root, found["kpi"])["frequency"]
        end = last_day(frequency, found["latest"]["period"])
        agreed = [
            row
            for row in rows(pack.root, found["kpi"], "targets.csv")
            if date.fromisoformat(row["agreed_on"]) <= cut_off and _is_for(row["period"], frequency, found, end)
        ]
        expected = max(agreed, key=lambda row: row["agreed_on"], default=None)
        assert (found["target"] is None) == (expected is None), found["kpi"]
        if expected and expected["target"]:
            assert found["target"]["target"] == float(expected["target"]), found["kpi"]


def _is_for(text: str, frequency: str, found: dict[str, Any], end: date) -> bool:
    if text == found["latest"]["period"]:
        return True
    a_year = frequency in ("month", "quarter") and len(text) == 7 and int(text[5:]) == (int(text[:4]) + 1) % CENTURY
    return a_year and date(int(text[:4]), 4, 1) <= end <= date(int(text[:4]) + 1, 3, 31)


def test_the_status_of_relative_schemes_follows_from_the_figure_and_the_target(pack, indicators) -> None:
    schemes = {scheme["id"]: scheme for scheme in organisation(pack.root)["schemes"]}
    for found in indicators:
        scheme = schemes.get(found["scheme"] or "", {})
        if scheme.get("kind") != "relative" or found["status"] not in ("Red", "Amber", "Green", "Blue"):
            continue
        actual, target = Decimal(str(found["latest"]["value"])), Decimal(str(found["target"]["target"]))
        better = (actual - target if found["direction"] == "increase" else target - actual) * 100
        if better < -scheme["amber"] * abs(target):
            expected = "Red"
        elif better < 0:
            expected = "Amber"
        else:
            expected = "Green" if better <= scheme["blue"] * abs(target) else "Blue"
        assert found["status"] == expected, found["kpi"]


def test_the_neighbours_mean_is_the_simple_mean_of_those_that_reported(pack, indicators, cut_off) -> None:
    groups = {group["id"]: group["members"] for group in organisation(pack.root)["comparators"]}
    for found in indicators:
        known = known_rows(pack.root, found["kpi"], cut_off)
        for standing in found["standings"]:
            values = [
                float(row["value"])
                for row in known
                if row["area"] in groups[standing["group"]] and row["period"] == standing["period"] and row["value"]
            ]
            assert standing["reporting"] == len(values), found["kpi"]
            assert standing["mean"] == pytest.approx(fmean(values)), found["kpi"]


def test_the_rank_counts_the_areas_that_do_better(pack, indicators) -> None:
    for found in indicators:
        for standing in found["standings"]:
            if found["direction"] == "neutral" or standing["ours"] is None:
                assert standing["rank"] is None, found["kpi"]
                continue
            values = standing["values"] if isinstance(standing["values"], list) else standing["values"].values()
            ours, sign = standing["ours"]["value"], 1 if found["direction"] == "increase" else -1
            assert standing["rank"] == 1 + sum(sign * value > sign * ours for value in values), found["kpi"]


def test_change_is_the_difference_from_the_period_before(pack, indicators) -> None:
    for found in indicators:
        change = found["short_term"]
        if "withheld" in change:
            continue
        difference = Decimal(str(found["latest"]["value"])) - Decimal(str(change["from"]["value"]))
        assert change["amount"] == pytest.approx(float(difference)), found["kpi"]
        better = {"increase": difference > 0, "decrease": difference < 0}.get(found["direction"])
        words = {True: "Improving", False: "Worsening"} if better is not None else {None: ""}
        assert change["movement"] in (words.get(better), "No change", "Rose", "Fell", "Level"), found["kpi"]


def test_the_projection_is_the_least_squares_line_at_the_next_period(pack, indicators) -> None:
    for found in indicators:
        projection = found["projection"]
        if "withheld" in projection:
            continue
        used = [point for point in found["history"] if point["value"] is not None]
        breaks = [index for index, point in enumerate(used) if "b" in point["marks"]]
        used = used[breaks[-1] :] if breaks else used
        frequency, interval = kpi(pack.root, found["kpi"])["frequency"], _interval(pack.root, found["kpi"])
        ends = [last_day(frequency, point["period"]) for point in used]
        x = [(end.year * 12 + end.month) / interval for end in ends]
        y = [point["value"] for point in used]
        slope = sum((a - fmean(x)) * (b - fmean(y)) for a, b in zip(x, y, strict=True)) / sum(
            (a - fmean(x)) ** 2 for a in x
        )
        expected = fmean(y) + slope * (x[-1] + 1 - fmean(x))
        assert projection["value"] == pytest.approx(expected, rel=1e-6, abs=1e-9), found["kpi"]
        assert projection["low"] <= projection["value"] <= projection["high"]


def _interval(root: Path, id: str) -> int:
    definition = kpi(root, id)
    default = {"month": 1, "quarter": 3, "survey-wave": 24}.get(definition["frequency"], 12)
    return definition.get("interval_months", default)


def test_the_counts_add_up_and_say_their_denominator(pack, indicators) -> None:
    counts = pack.results["counts"]
    statuses = [found["status"] for found in indicators]
    assert sum(counts.values()) == len(indicators) == pack.results["total"]
    assert counts == {status: statuses.count(status) for status in set(statuses)}
    assert pack.results["rated"] == sum(counts.get(status, 0) for status in ("Red", "Amber", "Green", "Blue"))


def test_a_carried_forward_status_is_never_counted_as_movement(pack, indicators) -> None:
    for found in indicators:
        if found["freshness"] and found["freshness"]["carried_forward"]:
            assert not found["moved"], found["kpi"]
