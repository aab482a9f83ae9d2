"""The opening of a report: what it is, for whom, as of when and how deep. Contents and notice are the publisher's."""

from __future__ import annotations

from helpers.analysis.pack import Pack
from helpers.analysis.portfolio import Portfolio
from helpers.model.organisation import Depth
from helpers.present import words
from helpers.present.blocks import Link, Paragraph, Section, Words, joined

NAMES = {Depth.SUMMARY: "summary", Depth.COMMITTEE: "committee report", Depth.FULL: "full report"}
TITLES = {
    Depth.SUMMARY: "Performance summary",
    Depth.COMMITTEE: "Committee performance report",
    Depth.FULL: "Full performance report",
}


def cover(pack: Pack) -> Section:
    """The words of the cover, for whoever reads the notebook."""
    return Section((Paragraph(about(pack), "lead"),))


def title(pack: Pack, depth: Depth) -> str:
    """What the report of this depth is called; the committee's own is simply its performance report."""
    return dated("Performance report" if depth is pack.committee.detail else TITLES[depth], pack)


def dated(name: str, report: Pack | Portfolio) -> str:
    """Performance report: quarter 1, 2025/26."""
    return f"{name}: quarter {report.quarter.number}, {report.quarter.financial_year.replace('-', '/')}"


def about(pack: Pack) -> str:
    """What the pack is, for whom, as of when, and what the committee oversees."""
    return f"{_lead(pack)} {_scope(pack)}".strip()


def other_depths(depth: Depth) -> Words:
    """Which depth this is, and which others there are, with links to them."""
    others = [other for other in Depth if other is not depth]
    shorter = _linked([other for other in others if depth.includes(other)], "is shorter", "are shorter")
    deeper = _linked([other for other in others if other.includes(depth)], "gives more detail", "give more detail")
    return joined([f"This is the {NAMES[depth]}.", shorter, deeper])


def _linked(depths: list[Depth], one: str, several: str) -> Words:
    """The committee report and the full report give more detail; nothing when there are none."""
    links = [Link(NAMES[depth], f"#document-{depth}") for depth in depths]
    ending = f" {one if len(links) == 1 else several}."
    return joined(["The ", joined(links, " and the "), ending], "") if links else ""


def _lead(pack: Pack) -> str:
    quarter = pack.quarter
    meeting = f" It is for the meeting of {words.day(pack.meeting)}." if pack.meeting else ""
    return (
        f"This report tells the {pack.committee.title} how its {words.plural(pack.counts.total, 'indicator')} stood in "
        f"quarter {quarter.number} of {quarter.financial_year.replace('-', '/')} "
        f"({words.month_year(quarter.start)} to {words.month_year(quarter.end)}). "
        f"It uses the figures known by {words.day(pack.plan.data_cut_off)}.{meeting}"
    )


def _scope(pack: Pack) -> str:
    remit = pack.committee.remit.strip()
    return f"The committee oversees: {remit}" if remit else ""
