"""What a reader is told of projects and risks, section by section."""

from __future__ import annotations

import re

import pypandoc
import pytest

from helpers.present.blocks import TABLE_JSON, Bullets, Callout, Section, Table, plain
from helpers.present.sections import (
    highlight_reports,
    late_milestones,
    overdue_reports,
    portfolio_key,
    portfolio_summary,
    project_table,
    risk_matrix,
    risk_register,
    risks_in_full,
    spend_table,
)

CLOSED = {"effective": "2025-07-15", "reason": "Done.", "fields": {"stage": "closed"}}
HOSTILE = '<script>alert(1)</script> | [x](javascript:y) {{< include /etc/passwd >}} @cite `code` "quoted"'
SECTIONS = (
    portfolio_summary, project_table, overdue_reports, late_milestones, spend_table, highlight_reports, risk_register,
    risk_matrix, risks_in_full, portfolio_key,
)  # fmt: skip


def text_of(section: Section) -> str:
    return pypandoc.convert_text(section.markdown(), "plain", format="markdown", extra_args=["--wrap=none"])


def table(section: Section, id: str) -> Table:
    return next(block for block in section if isinstance(block, Table) and block.id == id)


def cells(found: Table) -> list[list[str]]:
    return [[plain(cell.words) for cell in row] for row in found.rows]


def test_the_table_has_a_rating_for_time_cost_scope_and_overall(council) -> None:
    council.reports(council.project(), {"time": "Amber", "cost": "Red"})
    assert cells(table(project_table(council.portfolio()), "projects")) == [
        ["A new bridge", "Delivery", "Red", "Amber", "Red", "Green", "1 August 2025"]
    ]
    assert "Overall is the worst of time, cost and scope." in text_of(project_table(council.portfolio()))


def test_an_overdue_report_is_told_with_cost_age_and_band(council) -> None:
    id = council.project(expected_cost="12000000", budget="12000000")
    council.reports(id, {"reported_on": "2025-04-25", "expected_cost": "12000000", "time": "Amber"})
    told = "£12m project last reported 4 months ago: overdue under its monthly band."
    portfolio = council.portfolio()
    assert f"A new bridge: {told}" in text_of(overdue_reports(portfolio))
    (box,) = [block for block in highlight_reports(portfolio) if isinstance(block, Callout)]
    assert plain(box.blocks[0].words) == (
        f"{told} It was due by 25 May 2025. It was last rated Amber; a late report gives no rating."
    )
    assert cells(table(project_table(portfolio), "projects"))[0][2] == "No data last Amber"


def test_a_project_that_was_never_reported_on_says_so(council) -> None:
    council.project(expected_cost="750000")
    told = "£750,000 project never reported on: overdue under its half-yearly band."
    assert told in text_of(overdue_reports(council.portfolio()))


def test_no_overdue_report_and_no_late_milestone_are_said_too(council) -> None:
    council.reports(council.project(), {})
    assert "No highlight report is overdue." in text_of(overdue_reports(council.portfolio()))
    assert "No milestone that is still to be reached is late." in text_of(late_milestones(council.portfolio()))


def test_a_slipped_milestone_shows_baseline_forecast_and_days(council) -> None:
    id = council.project()
    council.milestones(id, {"reported_on": "2025-05-02"}, {"forecast": "2026-01-20"})
    assert cells(table(late_milestones(council.portfolio()), "late-milestones")) == [
        ["Open to traffic", "A new bridge", "1 December 2025", "20 January 2026", "50", "50 days later"]
    ]


MILESTONES = {
    "reached": ({"actual": "2025-07-11", "baseline": "2025-07-01"}, "1 July 2025", "11 July 2025, reached", "10"),
    "early": ({"forecast": "2025-11-21"}, "1 December 2025", "21 November 2025", "−10"),
    "passed": ({"baseline": "2025-08-28", "forecast": "2025-08-28"}, "28 August 2025", "28 August 2025, passed", "0"),
}


@pytest.mark.parametrize(("row", "baseline", "expected", "days"), MILESTONES.values(), ids=MILESTONES)
def test_a_milestone_says_whether_it_was_reached_or_its_date_has_passed(council, row, baseline, expected, days) -> None:
    id = council.project()
    council.reports(id, {})
    council.milestones(id, row)
    found = cells(table(highlight_reports(council.portfolio()), f"milestones-{id}"))
    assert found == [["Open to traffic", baseline, expected, days, "New"]]


def test_a_baseline_that_was_set_anew_tells_the_first(council) -> None:
    id = council.project()
    council.milestones(id, {"reported_on": "2025-05-02", "baseline": "2025-09-01"}, {})
    found = cells(table(highlight_reports(council.portfolio()), f"milestones-{id}"))
    assert found[0][1] == "1 December 2025 (first 1 September 2025)"


SPEND = {
    "over": ("2200000", ["A new bridge", "£2m", "£500,000", "25%", "£2.2m", "£200,000 (10.0%) over"]),
    "under": ("1950000", ["A new bridge", "£2m", "£500,000", "25%", "£1.95m", "£50,000 (2.5%) under"]),
    "on": ("2000000", ["A new bridge", "£2m", "£500,000", "25%", "£2m", "On budget"]),
}


@pytest.mark.parametrize(("cost", "row"), SPEND.values(), ids=SPEND)
def test_spend_and_expected_cost_stand_beside_the_budget(council, cost, row) -> None:
    council.reports(council.project(), {"expected_cost": cost})
    assert cells(table(spend_table(council.portfolio()), "spend")) == [row]


def test_a_project_in_delivery_has_the_full_report(council) -> None:
    id = council.project()
    council.reports(id, {"cost": "Amber", "cost_reason": "Steel is dear."})
    council.risk("ground", "2025-08-01 4x5 3x4 2x4", project=id)
    section = highlight_reports(council.portfolio())
    assert cells(table(section, f"ratings-{id}"))[1] == ["Cost", "Amber", "Steel is dear."]
    text = text_of(section)
    for told in (
        "Amber overall. Stage: delivery. Senior responsible owner: Director of Roads.",
        "Progress. The piers stand. Reported on 1 August 2025 by: Head of Bridges.",
        "£500,000 of £2m is spent (25%). Delivery is expected to cost £2m, on budget.",
        "Next steps. Lift the deck.",
        "The ground is soft: Medium 12",
    ):
        assert told in re.sub(r"[*_]", "", text)


@pytest.mark.parametrize("stage", ["idea", "outline business case", "full business case"])
def test_a_project_before_delivery_has_the_short_form(council, stage: str) -> None:
    id = council.project(stage=stage, budget=None)
    council.reports(id, {"spend": ""})
    council.milestones(id, {"name": "To committee"})
    section = highlight_reports(council.portfolio())
    assert [block.id for block in section if isinstance(block, Table)] == []
    text = text_of(section)
    assert f"Stage: {stage}." in text
    assert "Delivery is expected to cost £2m; no budget has been agreed yet." in text
    assert "To committee: 1 December 2025." in text
    assert "As planned." not in text


def test_a_closed_project_says_what_it_cost(council) -> None:
    id = council.project(changes=[CLOSED])
    council.reports(id, {"reported_on": "2025-07-14", "expected_cost": "1900000", "spend": "1900000"})
    text = text_of(highlight_reports(council.portfolio()))
    assert "£1.9m of £2m is spent (95%). It cost £1.9m, £100,000 (5.0%) under budget." in text


def test_what_was_decided_since_the_last_quarter_is_told_with_its_reason(council) -> None:
    change = {
        "effective": "2025-06-02",
        "reason": "The case was agreed.",
        "fields": {"stage": "delivery", "budget": "2500000"},
    }
    earlier = {"effective": "2025-05-30", "reason": "A new post.", "fields": {"owner": "Director of Bridges"}}
    council.reports(council.project(stage="full business case", budget=None, changes=[earlier, change]), {})
    told = "Stage now delivery and budget now £2.5m, from 2 June 2025: The case was agreed."
    portfolio = council.portfolio()
    assert f"A new bridge: {told}" in text_of(portfolio_summary(portfolio))
    assert told in text_of(highlight_reports(portfolio))
    assert "A new post." not in text_of(highlight_reports(portfolio))


def test_a_project_that_never_had_a_budget_is_closed_without_one(council) -> None:
    council.project(stage="idea", budget=None, changes=[CLOSED])
    assert "It was closed before a budget was agreed." in text_of(highlight_reports(council.portfolio()))


def test_a_green_that_the_figures_speak_against_is_said_in_a_box(council) -> None:
    council.reports(council.project(), {"expected_cost": "2100000"})
    (box,) = [block for block in highlight_reports(council.portfolio()) if isinstance(block, Callout)]
    assert (box.title, plain(box.blocks[0].words)) == (
        "The figures say otherwise", "Cost is reported as Green, yet more is expected to be spent than was agreed.",
    )  # fmt: skip


def test_the_register_shows_residual_movement_inherent_and_target(council) -> None:
    council.risk("ground", "2025-05-02 4x5 4x4 2x4", "2025-08-01 4x5 3x4 2x4")
    assert cells(table(risk_register(council.portfolio()), "risk-register")) == [
        ["The ground is soft", "Medium 12", "Down 4 from 16: better", "20", "8 (4 above)", "Director of Roads"]
    ]


MOVED = {
    "up": (["2025-05-02 5x5 3x4 2x4", "2025-08-01 5x5 4x4 2x4"], "Up 4 from 12: worse", "trend-rose"),
    "down": (["2025-05-02 5x5 4x4 2x4", "2025-08-01 5x5 3x4 2x4"], "Down 4 from 16: better", "trend-fell"),
    "same": (["2025-05-02 5x5 3x4 2x4"], "No change", "trend-level"),
    "new": (["2025-08-01 5x5 3x4 2x4"], "New", None),
}


@pytest.mark.parametrize(("scorings", "said", "arrow"), MOVED.values(), ids=MOVED)
def test_movement_is_told_in_words_and_with_an_arrow(council, scorings, said, arrow) -> None:
    council.risk("ground", *scorings)
    section = risk_register(council.portfolio())
    assert cells(table(section, "risk-register"))[0][2] == said
    assert re.findall(r"trend-\w+", section.markdown()) == ([arrow] if arrow else [])


TARGETS = {"above": ("2x4", "8 (4 above)"), "met": ("3x4", "12 (met)"), "below": ("4x4", "16 (4 below)")}


@pytest.mark.parametrize(("target", "said"), TARGETS.values(), ids=TARGETS)
def test_the_target_says_how_far_the_risk_is_from_it(council, target, said) -> None:
    council.risk("ground", f"2025-08-01 4x5 3x4 {target}")
    assert cells(table(risk_register(council.portfolio()), "risk-register"))[0][4] == said


def test_the_matrix_is_a_table_with_headings_counts_and_names_and_the_same_risks_in_order_beneath(council) -> None:
    council.risk("ground", "2025-08-01 4x5 3x4 2x4")
    council.risk("flood", "2025-08-01 4x5 3x4 2x4", name="The river rises", short_name="River")
    council.risk("ink", "2025-08-01 1x1 1x1 1x1", name="Ink runs out")
    section = risk_matrix(council.portfolio())
    found = table(section, "risk-matrix")
    assert [column.heading for column in found.columns] == [
        "Likelihood", "Impact 1: negligible", "Impact 2: minor", "Impact 3: moderate", "Impact 4: major",
        "Impact 5: severe",
    ]  # fmt: skip
    rows = cells(found)
    assert [row[0] for row in rows] == ["5: almost certain", "4: likely", "3: possible", "2: unlikely", "1: rare"]
    assert rows[2][4] == "Medium 12 2 risks: The ground is soft; River"
    assert rows[4][1] == "Low 1 1 risk: Ink runs out"
    assert rows[0][5] == "High 25 none"
    assert sum(row[column].endswith("none") for row in rows for column in range(1, 6)) == 23
    (listed,) = [block for block in section if isinstance(block, Bullets)]
    assert listed.ordered
    assert [plain(item).partition(":")[0] for item in listed.items] == ["The ground is soft", "River", "Ink runs out"]
    assert plain(listed.items[0]) == ("The ground is soft: Medium 12, likelihood 3 (possible), impact 4 (major); new.")


def test_the_matrix_is_published_as_counts_too(council) -> None:
    council.risk("ground", "2025-08-01 4x5 3x4 2x4")
    data, _ = table(risk_matrix(council.portfolio()), "risk-matrix")._repr_mimebundle_()
    assert data[TABLE_JSON]["rows"][2] == ["3: possible", 0, 0, 0, 1, 0]


def test_no_level_of_risk_is_told_by_colour_alone(council) -> None:
    council.risk("ground", "2025-08-01 4x5 3x4 2x4")
    marks = re.findall(r"\[([^\]]+)\]\{\.rag \.rag-\w+\}", risk_matrix(council.portfolio()).markdown())
    assert len(marks) == 26
    assert all(re.fullmatch(r"(Low|Medium|High) \d+", mark) for mark in marks)


def test_a_risk_is_told_in_full_with_its_reason_and_what_it_bears_on(council) -> None:
    id = council.project()
    council.risk("ground", "2025-08-01 4x5 3x4 2x4", project=id, priority="travel")
    text = text_of(risks_in_full(council.portfolio()))
    for told in (
        "Inherent: High 20, likelihood 4 (likely), impact 5 (severe).",
        "Residual: Medium 12, likelihood 3 (possible), impact 4 (major).",
        "Target: Medium 8, likelihood 2 (unlikely), impact 4 (major).",
        "Why: Reviewed. Scored on 1 August 2025 by: Head of Bridges.",
        "Controls in place: boreholes.",
        "Bears on: A new bridge; Travel; Roads Committee.",
    ):
        assert told in text


def test_the_first_page_counts_says_what_changed_and_what_needs_a_decision(council) -> None:
    id = council.project()
    council.reports(
        id, {"reported_on": "2025-06-02"}, {"cost": "Red", "cost_reason": "Steel is dear.", "expected_cost": "2400000"}
    )
    council.project("idea", name="A tunnel", stage="idea", budget=None, started_on="2025-08-01")
    council.risk("ground", "2025-05-02 5x5 3x4 2x4", "2025-08-01 5x5 4x4 2x4")
    council.risk("ink", "2025-05-02 1x1 1x1 1x1", closed_on="2025-07-01", closed_because="Bought.", name="Ink")
    text = text_of(portfolio_summary(council.portfolio()))
    for told in (
        "2 open projects: 1 Red and 1 not rated yet. 1 open risk, by residual score: 1 High.",
        "A new bridge: No data to Red. Steel is dear.",
        "A tunnel: new, idea.",
        "The ground is soft: Up 4 from 12: worse, now High 16.",
        "Ink: closed.",
        "Red A new bridge: Steel is dear.",
        "High 16 The ground is soft (Director of Roads).",
    ):
        assert told in text


def test_a_rating_that_lapsed_says_why(council) -> None:
    council.reports(council.project(), {"reported_on": "2025-05-28"})
    assert "A new bridge: Green to No data, since its report is overdue." in text_of(
        portfolio_summary(council.portfolio())
    )


def test_a_quiet_quarter_says_that_nothing_changed_and_nothing_is_needed(council) -> None:
    council.reports(council.project(), {"reported_on": "2025-05-02"}, {})
    text = text_of(portfolio_summary(council.portfolio()))
    assert "Nothing has changed since the last quarter." in text
    assert "Nothing: no project is Red or late with its report, and no risk is high." in text


def test_projects_without_risks_and_risks_without_projects_are_each_reported_alone(council) -> None:
    council.reports(council.project(), {})
    assert "No risk is open." in text_of(portfolio_summary(council.portfolio()))
    assert "There is no open risk on record." in text_of(risk_register(council.portfolio()))
    assert [block.id for block in portfolio_key(council.portfolio()) if isinstance(block, Table)] == [
        "key-projects", "key-reporting",
    ]  # fmt: skip


def test_risks_alone(council) -> None:
    council.risk("ground", "2025-08-01 4x5 3x4 2x4")
    portfolio = council.portfolio()
    assert "No project is open. 1 open risk" in text_of(portfolio_summary(portfolio))
    assert "There is no project on record." in text_of(project_table(portfolio))
    assert [len(section(portfolio).blocks) for section in (overdue_reports, late_milestones, spend_table)] == [0, 0, 0]


def test_the_key_prints_the_rule_for_overall_the_bands_and_the_levels(council) -> None:
    council.project()
    council.risk("ground", "2025-08-01 4x5 3x4 2x4")
    section = portfolio_key(council.portfolio())
    assert "Overall is the worst of the three." in text_of(section)
    assert cells(table(section, "key-reporting")) == [
        ["£0 or more", "Half-yearly"], ["£1m or more", "Quarterly"], ["£10m or more", "Monthly"],
    ]  # fmt: skip
    assert cells(table(section, "key-risk")) == [["Low", "1 to 4"], ["Medium", "5 to 14"], ["High", "15 to 25"]]


def test_what_is_illustrative_says_so(council) -> None:
    council.reports(council.project(illustrative=True), {})
    council.risk("ground", "2025-08-01 4x5 3x4 2x4", illustrative=True)
    portfolio = council.portfolio()
    assert "Every project and risk in this report is illustrative" in text_of(portfolio_summary(portfolio))
    assert "Illustrative." in text_of(highlight_reports(portfolio))
    assert "Illustrative." in text_of(risks_in_full(portfolio))


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_whatever_people_write_is_shown_as_they_wrote_it_and_nothing_of_it_is_run(council, section) -> None:
    id = council.project(name=HOSTILE, description=HOSTILE, owner=HOSTILE, directorate=HOSTILE)
    words = dict.fromkeys(
        ("reported_by", "summary", "time_reason", "cost_reason", "scope_reason", "next_steps"), HOSTILE
    )
    council.reports(id, {**words, "cost": "Red"})
    council.milestones(id, {"name": HOSTILE, "forecast": "2026-01-01"})
    council.risk(
        "ground", "2025-08-01 5x5 5x4 2x4", name=HOSTILE, description=HOSTILE, owner=HOSTILE, controls=[HOSTILE],
        project=id,
    )  # fmt: skip
    council.risk("old", "2025-02-01 5x5 5x4 2x4", name=HOSTILE, closed_on="2025-07-01", closed_because=HOSTILE)
    found = section(council.portfolio())
    page = pypandoc.convert_text(found.markdown(), "html", format="markdown+smart", extra_args=["--wrap=none"])
    assert "<script>" not in page + found.html()
    assert 'href="javascript' not in page + found.html()
    assert page.count("<script") == 0
    if section not in (overdue_reports, portfolio_key):
        assert HOSTILE.partition(" |")[0] in pypandoc.convert_text(
            page, "plain", format="html", extra_args=["--wrap=none"]
        )
