"""Row 72 in the packs of the demonstration: every decision of the year is told, with committee, date and minute."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from helpers.model.periods import Quarter, uk_date

if TYPE_CHECKING:
    from pathlib import Path


TOLD = {
    ("2025-26 Q1", "strategy-and-resources"): [("county-carbon-dioxide-emissions", "removed")],
    ("2025-26 Q1", "environment-and-green-investment"): [("county-carbon-dioxide-emissions", "removed")],
    ("2024-25 Q4", "adults-and-health"): [
        ("independence-after-short-term-support", "removed"), ("adult-social-care-turnover", "removed"),
    ],
    ("2024-25 Q4", "communities-social-mobility-and-inclusion"): [("library-within-30-minutes-walk", "added")],
    ("2019-20 Q3", "children-and-young-people"): [("not-in-education-employment-or-training", "added")],
}  # fmt: skip


def test_the_decisions_of_the_year_are_in_the_results(pack) -> None:
    found = [(each["kpi"], each["outcome"]) for each in pack.results["decisions"]]
    assert found == TOLD.get((str(pack.quarter), pack.committee), [])


def test_each_is_told_with_its_committee_date_minute_and_reason(pack) -> None:
    text = " ".join((pack.folder / f"{pack.fullest}.qmd").read_text(encoding="utf-8").split())
    for each in pack.results["decisions"]:
        day = uk_date(date.fromisoformat(each["decided_on"]))
        words = f"{each['outcome']} by the {each['committee']} on {day} (minute {each['minute']})"
        assert words in text
        assert each["reason"] in text


@pytest.mark.parametrize("committee", ["strategy-and-resources", "environment-and-green-investment"])
def test_the_first_page_says_what_was_removed_since_the_last_report(demonstration: Path, committee: str) -> None:
    page = demonstration / "outputs" / Quarter(2025, 1).id / committee / "summary.html"
    assert "removed by the Strategy and Resources Committee on 18 March 2025" in page.read_text(encoding="utf-8")


def test_no_pack_holds_what_is_only_proposed(pack) -> None:
    assert "household-waste-recycled" not in [each["kpi"] for each in pack.results["indicators"]]


def test_every_manifest_has_the_decisions_among_its_inputs(pack) -> None:
    assert "data/register/decisions.csv" in pack.manifest["inputs"]
