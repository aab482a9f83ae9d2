"""The one facade that a notebook imports.

from helpers.notebook import *

pack = open_pack(workspace, committee, quarter)
summary(pack)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.analysis.frames import comparators, history, worse_and_worsening
from helpers.analysis.indicator import find_point
from helpers.analysis.pack import Pack
from helpers.analysis.portfolio import PORTFOLIO_REPORT, Portfolio, portfolio_results
from helpers.analysis.results import results
from helpers.analysis.scorecard import CorporateReport, corporate_results
from helpers.model.audience import Edition
from helpers.model.organisation import Depth
from helpers.model.periods import uk_date
from helpers.present.blocks import Link, Paragraph, Section, Words, joined, markdown_escape
from helpers.present.sections import (
    about,
    accepted_findings,
    actions,
    actions_open,
    age_of_data,
    arrivals,
    assurance,
    changes_counted,
    changes_in,
    checklist_gaps,
    checklist_matrix,
    checks_on_data,
    commentary_in_full,
    commitments,
    control_charts,
    control_figures,
    corporate_about,
    corporate_activities,
    corporate_cover,
    corporate_dashboard,
    corporate_key,
    corporate_lessons,
    corporate_summary,
    cover,
    cover_report,
    dated,
    enquiries,
    exception_report,
    figures,
    findings,
    framework_coverage,
    golden_thread,
    highlight_reports,
    indicator_page,
    indicators,
    key,
    kite_marks,
    kite_marks_reviewed,
    late_milestones,
    lessons_learned,
    meetings_held,
    movement_matrix,
    new_figures,
    not_final,
    open_findings,
    other_depths,
    overdue_reports,
    pending_decisions,
    portfolio_about,
    portfolio_cover,
    portfolio_key,
    portfolio_summary,
    project_table,
    projects_and_risks,
    qa_log,
    register,
    review,
    revised_figures,
    revisions,
    risk_matrix,
    risk_register,
    risks_in_full,
    scorecard_balance,
    scorecard_table,
    sign_off_state,
    sources,
    spend_table,
    success_maps,
    suite_balance,
    summary,
    title,
    trace,
    verdict,
    what_is_next,
)
from helpers.present.sections.cover_report import ABOUT
from helpers.quality import open_quality
from helpers.workbook import (
    open_corporate_report,
    open_indicator,
    open_pack,
    open_portfolio,
    open_quarter_close,
    open_review,
    open_suite,
)

if TYPE_CHECKING:
    from helpers.desk import Desk

__all__ = [
    "accepted_findings", "actions", "actions_open", "age_of_data", "arrivals", "assurance", "changes_counted",
    "changes_in", "checklist_gaps", "checklist_matrix", "checks_on_data", "commentary_in_full", "commitments",
    "comparators", "control_charts", "control_figures", "corporate_activities", "corporate_cover",
    "corporate_dashboard", "corporate_key", "corporate_lessons", "corporate_summary", "cover", "cover_report",
    "enquiries", "exception_report", "explore", "figures", "findings", "framework_coverage", "golden_thread",
    "hand_over", "highlight_reports", "history", "indicator_page", "indicators", "key", "kite_marks",
    "kite_marks_reviewed", "late_milestones", "lessons_learned", "meetings_held", "movement_matrix", "new_figures",
    "not_final", "open_corporate_report", "open_findings", "open_indicator", "open_pack", "open_portfolio",
    "open_quality", "open_quarter_close", "open_review", "overdue_reports", "pending_decisions", "portfolio_cover",
    "portfolio_key", "portfolio_summary", "project_table", "projects_and_risks", "qa_log", "red_reds", "register",
    "review", "revised_figures", "revisions", "risk_matrix", "risk_register", "risks_in_full", "scorecard_balance",
    "scorecard_table", "sign_off_state", "sources", "spend_table", "success_maps", "suite_balance", "summary",
    "trace_figure", "verdict", "what_is_next",
]  # fmt: skip


EVERYBODY = "All committees"  # whom a report on the whole organisation is for


def explore(workspace: Path | str, kpi: str, quarter: str) -> Desk:
    """The analyst's desk, opened at a KPI. Raises Problems when the parameters or the files are not right."""
    from helpers.desk import Desk  # widgets take a while to load, and no pack needs them

    return Desk(open_suite(workspace, quarter), kpi)


def trace_figure(workspace: Path | str, kpi: str, quarter: str, period: str = "") -> Section:
    """The rows, arithmetic and rule behind one of a KPI's figures: that of a period, or else the latest.

    The period may be one that packs no longer show. Raises Problems when the parameters or the files are not right, or
    the KPI has no such figure.
    """
    suite = open_suite(workspace, quarter)
    result = suite.indicator(kpi, window=len(suite.known(kpi)))
    point = find_point(result, str(period))  # a year may come as a number
    return trace(result, point, suite.vintages(kpi, point.reading.period))


def red_reds(workspace: Path | str, quarter: str) -> pd.DataFrame:
    """Every KPI that is worse than its statistical neighbours and getting worse, one row each."""
    return worse_and_worsening(open_suite(workspace, quarter).indicators())


class hand_over:  # noqa: N801 - read in a notebook as a verb
    """Hand over to the publisher, beside what the reader sees: each document's front matter, and unrounded results."""

    def __init__(self, report: Pack | Portfolio | CorporateReport) -> None:
        if isinstance(report, Pack):
            self.holds = f"{report.counts.total} indicators"
            self.record = {"fronts": fronts(report), "results": results(report)}
        elif isinstance(report, CorporateReport):
            self.holds = f"{report.counts.total} indicators"
            self.record = {"fronts": corporate_fronts(report), "results": corporate_results(report)}
        else:
            self.record = {"fronts": portfolio_fronts(report), "results": portfolio_results(report)}
            self.holds = self.record["results"]["holds"]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"application/vnd.pack.record+json": self.record, "text/plain": f"Handed over {self.holds}."}


def fronts(pack: Pack) -> dict[str, dict[str, Any]]:
    """The front matter of each document that can be made of the pack: one a depth, and the cover report."""
    committee, name = pack.committee, dated("Performance cover report", pack)
    abouts = {depth: joined([about(pack), other_depths(committee, depth)]) for depth in committee.depths}
    depths = {depth.value: _front_matter(pack, title(pack, depth), abouts[depth], contents=True) for depth in abouts}
    shell = {"cover-report": _front_matter(pack, name, ABOUT, contents=False)} if committee.is_committee else {}
    return depths | shell


def portfolio_fronts(portfolio: Portfolio) -> dict[str, dict[str, Any]]:
    """The front matter of the report on projects and risk, and of its summary."""
    return _whole_fronts(portfolio, "Projects and risk", portfolio_about(portfolio))


def corporate_fronts(report: CorporateReport) -> dict[str, dict[str, Any]]:
    """The front matter of the corporate performance report, and of its summary, with where their links lead."""
    fronts = _whole_fronts(report, "Corporate performance report", corporate_about(report))
    places = dict(_places(report))
    return {kind: front | {"elsewhere": places} for kind, front in fronts.items()}


def _places(report: CorporateReport) -> Iterator[tuple[str, str]]:
    """The page of each indicator, project and risk in the report beside this one that tells it in full."""
    for result in report.indicators:
        holder, anchor = report.holder(result), f"sec-{result.kpi.id}"
        if holder is not None:
            page = "pack" if holder.detail.includes(Depth.COMMITTEE) else Depth.COMMITTEE
            yield anchor, f"../{holder.id}/{page}.html#{anchor}"
    if report.portfolio is not None:
        told = [f"sec-project-{each.project.id}" for each in report.portfolio.projects]
        told += [f"sec-risk-{each.risk.id}" for each in report.portfolio.risks]
        yield from ((anchor, f"../{PORTFOLIO_REPORT}/pack.html#{anchor}") for anchor in told)


def _whole_fronts(report: Portfolio | CorporateReport, name: str, about: str) -> dict[str, dict[str, Any]]:
    """The front matter of a report on the whole organisation, and of its summary; each links to the other."""
    titles = {"committee": dated(name, report), "summary": dated(f"{name}, summary", report)}
    other: dict[str, Words] = {"committee": ("The ", Link("summary", "#document-summary"), " is shorter.")}
    other["summary"] = ("The ", Link("whole report", "#document-committee"), " gives more detail.")
    return {kind: _front_matter(report, titles[kind], joined([about, other[kind]]), contents=True) for kind in titles}


def _front_matter(
    report: Pack | Portfolio | CorporateReport, title: str, about: Words, contents: bool
) -> dict[str, Any]:
    """What the cover and the document properties say."""
    organisation = report.organisation
    audience = report.committee.title if isinstance(report, Pack) else EVERYBODY
    meeting = report.meeting if isinstance(report, Pack) else None
    words = {
        "title": title,
        "subtitle": f"Figures known by {uk_date(report.plan.data_cut_off)}",
        "council": organisation.name,
        "committee": audience,
        "quarter": report.plan.id if isinstance(report.plan, Edition) else str(report.quarter),
        "meeting-date": uk_date(meeting) if meeting else "",
        "author": organisation.author,
        "description": f"{title}. {organisation.name}, {audience}.",
        "notice": organisation.notice,
    }
    return {
        **{field: markdown_escape(text) for field, text in words.items() if text},
        "about": Paragraph(about).markdown(),
        "lang": "en-GB",
        "date": report.plan.publication.isoformat(),
        "keywords": ["performance", "scrutiny", f"quarter {report.quarter.number}"],
        "toc": contents,
        "number-sections": False,
        "execute": {"enabled": False},
    }
