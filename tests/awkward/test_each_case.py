"""Row 113: each awkward case shows what it should, in its status, on its page and in its words."""

from __future__ import annotations

import re

import pytest
from cases import write_all

from helpers.analysis.exceptions import exceptions, warnings
from helpers.analysis.indicator import IndicatorResult
from helpers.model.status import Status
from helpers.present.sections import indicator_page
from helpers.present.sentences import drafted, lines_of_enquiry
from helpers.rules.spc import Assurance, ControlChart, RunChart


def page(result: IndicatorResult) -> str:
    """The page as running text: table cells and marks as they are written, spaces single."""
    return re.sub(r"\s+", " ", indicator_page(result).markdown()).replace("\\", "").replace("\u00a0", " ")


def said(result: IndicatorResult) -> str:
    return " ".join(sentence.text for sentence in drafted(result)).replace("\u00a0", " ")


def asked(result: IndicatorResult) -> list[str]:
    return [question.text.replace("\u00a0", " ") for question in lines_of_enquiry(result)]


def test_the_council_is_without_a_fault(awkward) -> None:
    assert awkward.problems() == []


@pytest.mark.parametrize(
    ("kpi", "status", "why"),
    [
        ("visits-to-date", Status.RED, ""),
        ("falls-over-a-year", Status.GREEN, ""),
        ("seen-in-time", Status.GREEN, ""),
        ("plans-reviewed", Status.GREEN, ""),
        ("requests-received", Status.CONTEXTUAL, "monitored for context, without a target"),
        ("beds-in-use", Status.AMBER, ""),
        ("never-events", Status.RED, ""),
        ("placements-ended", Status.SUPPRESSED, "the figure could identify someone, or give away another that could"),
        ("safe-at-home", Status.SUPPRESSED, "the figure could identify someone, or give away another that could"),
        (
            "survey-of-carers",
            Status.NO_DATA,
            "the figure due by 30 April 2025 is not on record; the latest is for Q3 2024/25",
        ),
        ("home-in-a-week", Status.GREEN, ""),
        ("equipment-in-time", Status.AMBER, ""),
        ("new-service", Status.RED, ""),
        ("calls-answered", Status.GREEN, ""),
        ("complaints-answered", Status.GREEN, ""),
        ("reablement", Status.RED, ""),
    ],
)
def test_each_case_has_its_status_and_its_reason(indicators, kpi, status, why) -> None:
    assert len(indicators) == 16
    assert (indicators[kpi].status, indicators[kpi].unrated) == (status, why)


@pytest.mark.parametrize(
    ("kpi", "parts"),
    [
        (
            "visits-to-date",
            [
                "| Current performance | 21 | Apr to Jun 2025 |",
                "| Previous performance | 24 | Apr to Jun 2024 |",
                "| Current target | 25 |",
                "| Target for the year | 100 |",
                "Year-to-date figures start again each year",
                "No comparison: year-to-date figures are compared with the same point last year",
                "−3 compared with Apr to Jun 2024 (24)",
            ],
        ),
        (
            "falls-over-a-year",
            [
                "| Current performance | 80 | 12 months to 30 Jun 2025 |",
                "The periods overlap, so neighbouring figures share most of their data",
            ],
        ),
        (
            "seen-in-time",
            [
                "It needs four figures and has 3 since the series was broken in Q3 2024/25",
                "No comparison: the series was broken in Q3 2024/25",
            ],
        ),
        ("plans-reviewed", ["Green (would be Amber on the original 90.0%)", "| Original target | 90.0% |"]),
        ("requests-received", ["Neither: shown for context", "Monitored for context, without a target", "+15 since"]),
        ("beds-in-use", ["Amber: 3.3% above the range of 40.0% to 60.0% (Amber up to 66.0%).", "40.0% to 60.0%"]),
        ("never-events", ["Red: 3 above the target of 0 (Amber up to 2).", "95% range 0 to 8"]),
        ("placements-ended", ["[c]", "Last quarter: Red"]),
        (
            "safe-at-home",
            [
                "| Current performance | [c] | Q1 2025/26 |",
                "The share was [c] (a number that is hidden so that nobody can be identified).",
                "**Cause:** Withheld: this part states a number that is hidden so that nobody can be identified.",
                "1 figure is hidden, marked [c].",
            ],
        ),
        ("survey-of-carers", ["No data: the figure due by 30 April 2025 is not on record", "74.0%"]),
        ("home-in-a-week", ["86.0% [p]"]),
        ("equipment-in-time", ["87.0% [r]", "Last quarter: Green"]),
        ("new-service", ["It needs four figures and has 2", "It needs three figures and has 2", "Red for 2 quarters"]),
        ("calls-answered", ["No clear trend", "over 9 figures", "Green for 3 quarters"]),
        ("complaints-answered", ["Green: 1.1% above the target of 90.0%"]),
        (
            "reablement",
            ["71.0% | Q1 2025/26; 142 of 200", "rank 1 of 5, quartile A; ours is better, allowing for chance"],
        ),
    ],
)
def test_its_page_tells_what_is_awkward_about_it(indicators, kpi, parts) -> None:
    text = page(indicators[kpi])
    assert [part for part in parts if part not in re.sub(r"\{\.[^}]*\}", "", text)] == []


@pytest.mark.parametrize(
    ("kpi", "words"),
    [
        (
            "visits-to-date",
            "The latest figure for Apr to Jun 2025 is 21, 16.0% below the target of 25: Red. "
            "It has worsened by 3 compared with Apr to Jun 2024, the same period last year.",
        ),
        (
            "falls-over-a-year",
            "The latest figure for the 12 months to 30 Jun 2025 is 80, 2.4% below the target of 82: Green. "
            "It has improved by 3 since the 12 months to 31 Mar 2025 and by 6 since the 12 months to 30 Jun 2024, the "
            "same period last year. It is the best of the 7 figures since the 12 months to 31 Dec 2023.",
        ),
        (
            "plans-reviewed",
            "The latest figure for Q1 2025/26 is 82.0%, 2.5% above the target of 80.0%: Green. It has worsened "
            "by 2.0 pp "
            "since Q4 2024/25 and by 2.0 pp since Q1 2024/25, the same period last year. It is the worst of the "
            "5 figures "
            "since Q1 2024/25. On the original target of 90.0% it would be Amber.",
        ),
        ("placements-ended", "The figure for Q1 2025/26 is suppressed."),
        (
            "calls-answered",
            "The latest figure for Q1 2025/26 is 81.0%, 1.3% above the target of 80.0%: Green. It has improved "
            "by 1.0 pp "
            "since Q4 2024/25 and by 1.0 pp since Q1 2024/25, the same period last year. It is Green this "
            "quarter, but the "
            "target is not reliably achieved.",
        ),
        (
            "reablement",
            "The latest figure for Q1 2025/26 is 71.0% (142 of 200), 21.1% below the target of 90.0%: Red. "
            "It has worsened by 1.0 pp since Q4 2024/25 and by 4.0 pp since Q1 2024/25, the same period last year. "
            "It is the worst of the 5 figures since Q1 2024/25, and the trend is worsening, by about 1.0 pp a quarter. "
            "It has been Red for 5 quarters. It is Red, yet in the best quarter of its statistical neighbours: the "
            "target may be too hard. It is better than the statistical neighbours' mean of 63.0% and ranks 1 of 5.",
        ),
    ],
)
def test_its_words_are_these(indicators, kpi, words) -> None:
    assert said(indicators[kpi]) == words


@pytest.mark.parametrize(
    ("kpi", "part"),
    [
        ("seen-in-time", "It has improved by 1.0 pp"),
        ("requests-received", "risen by 15"),
        ("beds-in-use", "At the current rate it will not reach the range of 40.0% to 60.0%"),
        ("never-events", "It has worsened by 2 since Q4 2024/25 and by 3 since Q1 2024/25"),
        (
            "survey-of-carers",
            "Since then 2 figures have fallen due, the first by 30 April 2025, and none is on record.",
        ),
        ("home-in-a-week", "The provisional figure for Q1 2025/26 is 86.0%"),
        ("equipment-in-time", "It has improved by 2.0 pp since Q4 2024/25"),
        ("new-service", "It has been Red for 2 quarters."),
        ("complaints-answered", "It is Green this quarter, but the target is not reliably achieved."),
    ],
)
def test_its_words_hold_what_matters(indicators, kpi, part) -> None:
    assert part in said(indicators[kpi])


def test_a_neutral_measure_is_never_judged(indicators) -> None:
    text = f"{page(indicators['requests-received'])} {said(indicators['requests-received'])}"
    judged = re.findall(r"\w*(?:[Ii]mprov|[Ww]orse|[Bb]etter)\w*", text)
    assert judged == ["improvement"]  # the name of a row: direction for improvement


def test_the_revised_figure_is_the_one_that_this_report_knows_and_the_last_report_keeps_its_own(awkward) -> None:
    now, then = (awkward.indicator("equipment-in-time", quarter) for quarter in ("2025-26 Q1", "2024-25 Q4"))
    assert (now.previous.value, then.current.value, then.status) == (87, 91, Status.GREEN)


def test_a_process_that_was_rebased_is_judged_by_its_latest_stretch(indicators) -> None:
    chart = indicators["calls-answered"].spc
    assert isinstance(chart, ControlChart)
    assert [segment.points for segment in chart.segments] == [4, 9] and chart.assurance is Assurance.HIT_OR_MISS
    assert isinstance(indicators["new-service"].spc, RunChart)


def test_the_exceptions_and_what_to_watch_are_these(pack) -> None:
    assert [(each.result.kpi.id, each.escalated) for each in exceptions(pack)] == [
        ("reablement", True), ("new-service", False), ("never-events", False), ("visits-to-date", False),
        ("survey-of-carers", False),
    ]  # fmt: skip
    assert [each.result.kpi.id for each in warnings(pack)] == ["calls-answered", "complaints-answered"]


def test_every_exception_is_asked_about(pack) -> None:
    assert [2 <= len(asked(each.result)) <= 3 for each in exceptions(pack)] == [True] * 5


def test_writing_the_council_twice_gives_the_same_files(bare, tmp_path) -> None:
    write_all(bare)
    before = bare.files()
    for target in (bare.root / "data/kpis").glob("*/targets.csv"):
        target.unlink()
    write_all(bare)
    assert bare.files() == before
