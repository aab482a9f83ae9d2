"""The opening, first page, projects and key of the corporate performance report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from helpers.analysis.exceptions import exceptions
from helpers.analysis.scorecard import CorporateReport
from helpers.model.observation import Mark
from helpers.present import words
from helpers.present.blocks import Block, Bullets, Emphasis, Heading, Paragraph, Section, Strong, joined, status_mark
from helpers.present.sections.actions import actions_in_short
from helpers.present.sections.activities import priority_activities
from helpers.present.sections.key import change_table, shorthand, status_tables
from helpers.present.sections.lessons import lessons_table
from helpers.present.sections.portfolio import ILLUSTRATIVE
from helpers.present.sections.projects import project_table
from helpers.present.sections.risks import risk_register
from helpers.present.sections.summary import QUIET, how_rated, page_link, rating_cards, ratings_changed
from helpers.present.sentences import lines_of_enquiry, why

TOP_RISKS = 5
NO_PORTFOLIO = "No project or risk is on record."


def corporate_about(report: CorporateReport) -> str:
    """What the report is, as of when."""
    quarter = report.quarter
    return (
        f"This report tells how every indicator of {report.organisation.name} stood in quarter {quarter.number} of "
        f"{quarter.financial_year.replace('-', '/')} ({words.month_year(quarter.start)} to "
        f"{words.month_year(quarter.end)}), each counted once, whichever committees it is reported to. It uses the "
        f"figures known by {words.day(report.plan.data_cut_off)}."
    )


def corporate_cover(report: CorporateReport) -> Section:
    """The words of the cover, for whoever reads the notebook."""
    return Section((Paragraph(corporate_about(report), "lead"),))


def corporate_summary(report: CorporateReport) -> Section:
    """A sentence, a card for each rating, and what changed."""
    cards = rating_cards(report.counts, report.organisation.statuses)
    lead, changed = Paragraph(how_rated(report.counts), "lead"), Bullets(tuple(ratings_changed(report.indicators)))
    followed = Paragraph(joined([Strong("Actions."), actions_in_short(report)]))
    return Section((lead, *cards, Heading("What changed", 2, css=QUIET), changed, followed))


def enquiries(report: CorporateReport) -> Section:
    """What a member could ask about each exception, those escalated first; nothing when there is none."""
    return Section(tuple(_enquiries(report)))


def _enquiries(report: CorporateReport) -> Iterator[Block]:
    found = exceptions(report)
    if not found:
        return
    yield Heading("Lines of enquiry", 1)
    count = words.plural(len(found), "exception")
    yield Paragraph(f"{count}, with what could be asked. Cause and action are in the committee's report.")
    for exceptional in found:
        result, escalated = exceptional.result, Strong("Escalated.") if exceptional.escalated else ""
        reason = why(result).text.removeprefix(f"{result.status}: ")
        yield Paragraph(joined([Strong(page_link(result)), status_mark(result.status), reason, escalated]), "keep")
        yield Bullets(tuple(question.text for question in lines_of_enquiry(result)))


def corporate_activities(report: CorporateReport) -> Section:
    """The priority activities, under a heading of their own; nothing when none is on record."""
    if report.activities is None:
        return Section(())
    return Section((Heading("Priority activities", 1), *priority_activities(report.activities).blocks))


def corporate_lessons(report: CorporateReport) -> Section:
    """Every lesson, under a heading of its own; nothing when there are none."""
    heading = (Heading("Lessons learned", 1, css=("continue",)),) if report.lessons else ()
    return Section((*heading, *lessons_table(report.lessons, report.organisation.name)))


def projects_and_risks(report: CorporateReport) -> Section:
    """The table of projects, and the risks with the highest residual scores, as far as any are on record."""
    return Section(tuple(_projects_and_risks(report)))


def _projects_and_risks(report: CorporateReport) -> Iterator[Block]:
    portfolio = report.portfolio
    if portfolio is None:
        yield Paragraph(NO_PORTFOLIO)
        return
    if portfolio.illustrative:
        yield Paragraph(Emphasis(ILLUSTRATIVE))
    if portfolio.projects:
        yield from project_table(portfolio)
    if portfolio.risks:
        top = portfolio.risks[:TOP_RISKS]
        all_of_them = len(top) == len(portfolio.risks)
        told = (
            "All open risks" if all_of_them else f"The {len(top)} of {len(portfolio.risks)} open risks that score most"
        )
        yield Paragraph(Strong(f"{told}, by residual score:"), "keep")
        yield from risk_register(replace(portfolio, risks=top, closed_risks=()))


def corporate_key(report: CorporateReport) -> Section:
    """What each mark in this report means, worked out from the rules that it uses."""
    tables = [*status_tables(report.indicators), *change_table(report.indicators), *shorthand(_marks(report))]
    return Section(tuple(tables))


def _marks(report: CorporateReport) -> set[Mark]:
    """The shorthand beside the latest figures, which are all that this report shows."""
    latest = [(result.kpi, result.current) for result in report.indicators if result.current]
    marks = {mark for _, reading in latest for mark in reading.marks}
    low = any(each.value is not None and words.rounds_to_zero(kpi, each.value) for kpi, each in latest)
    return marks | {Mark.LOW} if low else marks
