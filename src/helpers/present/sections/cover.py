"""The opening of a report: what it is, for whom, as of when and how deep. Contents and notice are the publisher's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpers.analysis.pack import Pack
from helpers.analysis.portfolio import Portfolio
from helpers.analysis.scorecard import CorporateReport
from helpers.model.audience import Cadence, Edition
from helpers.model.calendar import QuarterPlan
from helpers.model.organisation import Committee, Depth
from helpers.present import words
from helpers.present.blocks import Link, Paragraph, Section, Words, joined

NAMES = {Depth.SUMMARY: "summary", Depth.COMMITTEE: "committee report", Depth.FULL: "full report"}
TITLES = {
    Depth.SUMMARY: "Performance summary",
    Depth.COMMITTEE: "Committee performance report",
    Depth.FULL: "Full performance report",
}


MORE = "give more detail"
NO_COMMENTARY = "Services comment on their figures each quarter, so this report has no commentary."


def cover(pack: Pack) -> Section:
    """The words of the cover, for whoever reads the notebook."""
    return Section((Paragraph(about(pack), "lead"),))


def title(pack: Pack, depth: Depth) -> str:
    """What the report of this depth is called; the committee's own is simply its performance report."""
    return dated("Performance report" if depth is pack.committee.detail else TITLES[depth], pack)


def dated(name: str, report: Pack | Portfolio | CorporateReport) -> str:
    """Performance report: quarter 1, 2025/26; of an edition, Performance report: June 2025."""
    if report.plan.cadence is not Cadence.QUARTERLY:
        return f"{name}: {report.plan.name}"
    return f"{name}: quarter {report.quarter.number}, {report.quarter.financial_year.replace('-', '/')}"


def about(pack: Pack) -> str:
    """What the pack is, for whom, as of when, and what the committee oversees."""
    return f"{_lead(pack)} {_scope(pack)}".strip()


def other_depths(committee: Committee, depth: Depth) -> Words:
    """Which depth this is, and which others the committee has, with links to them."""
    others = [other for other in committee.depths if other is not depth]
    names = NAMES if committee.is_committee else {**NAMES, committee.detail: "whole report"}
    if not others:
        return ""
    shorter = _linked(names, [other for other in others if depth.includes(other)], "is shorter", "are shorter")
    deeper = _linked(names, [other for other in others if other.includes(depth)], "gives more detail", MORE)
    return joined([f"This is the {names[depth]}.", shorter, deeper])


def _linked(names: Mapping[Depth, str], depths: Sequence[Depth], one: str, several: str) -> Words:
    """The committee report and the full report give more detail; nothing when there are none."""
    links = [Link(names[depth], f"#document-{depth}") for depth in depths]
    ending = f" {one if len(links) == 1 else several}."
    return joined(["The ", joined(links, " and the "), ending], "") if links else ""


def _lead(pack: Pack) -> str:
    plan = pack.plan
    meeting = f" It is for the meeting of {words.day(pack.meeting)}." if pack.meeting else ""
    return (
        f"This report tells the {pack.committee.title} how its {words.plural(pack.counts.total, 'indicator')} stood in "
        f"{plan.name}{_months(plan)}. It uses the figures known by {words.day(pack.plan.data_cut_off)}.{meeting}"
    )


def _months(plan: QuarterPlan | Edition) -> str:
    """The months of a quarter, which few people know by its number."""
    is_quarter = plan.cadence is Cadence.QUARTERLY
    return f" ({words.month_year(plan.start)} to {words.month_year(plan.end)})" if is_quarter else ""


def _scope(pack: Pack) -> str:
    remit = pack.committee.remit.strip()
    said = f"The {pack.committee.kind.noun} oversees: {remit}" if remit else ""
    return f"{said} {NO_COMMENTARY}".strip() if pack.plan.cadence is not Cadence.QUARTERLY else said
