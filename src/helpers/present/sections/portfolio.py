"""The opening, first page and key of the report on projects and risk."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.highlights import Highlight
from helpers.analysis.portfolio import Portfolio
from helpers.model.project import RATINGS
from helpers.model.status import Status
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Bullets,
    Card,
    Cards,
    Cell,
    Column,
    Emphasis,
    Heading,
    Paragraph,
    Section,
    Table,
    Words,
    joined,
    level_mark,
    status_mark,
    text_cell,
)
from helpers.present.sections.projects import decision_words, overdue_words, project_link
from helpers.present.sections.risks import risk_link, shift_words
from helpers.present.sections.summary import QUIET
from helpers.rules.risk import Shift

ILLUSTRATIVE = "Every project and risk in this report is illustrative: it was made up for the demonstration."
RATING_MEANINGS = {
    Status.RED: "It will not be delivered as agreed unless something is decided.",
    Status.AMBER: "It may not be delivered as agreed; the owner is putting it right.",
    Status.GREEN: "It is expected to be delivered as agreed.",
    Status.NO_DATA: "Its report is overdue or, in delivery, there is none: a rating is a statement about now.",
}
OVERALL = (
    "Time, cost and scope are rated by the senior responsible owner. Overall is the worst of the three. Days late are "
    "counted from the baseline in force to the forecast or, once the milestone is reached, the actual date."
)
RESIDUAL = (
    "A risk scores its likelihood times its impact, each from 1 to 5. The register is ranked on the residual score, "
    "what is left with today's controls, since only that tells whether the risk has got better or worse. Where "
    "residual scores are equal the larger impact comes first, and then the larger inherent score."
)


def portfolio_about(portfolio: Portfolio) -> str:
    """What the report is, as of when."""
    quarter = portfolio.quarter
    return (
        f"This report tells how the projects and risks of {portfolio.organisation.name} stood in quarter "
        f"{quarter.number} of {quarter.financial_year.replace('-', '/')} ({words.month_year(quarter.start)} to "
        f"{words.month_year(quarter.end)}). It uses what had been reported and scored by "
        f"{words.day(portfolio.plan.data_cut_off)}."
    )


def portfolio_cover(portfolio: Portfolio) -> Section:
    """The words of the cover, for whoever reads the notebook."""
    return Section((Paragraph(portfolio_about(portfolio), "lead"),))


def portfolio_summary(portfolio: Portfolio) -> Section:
    """How projects and risks stand, what changed, and what needs a decision."""
    return Section(tuple(_summary(portfolio)))


def _summary(portfolio: Portfolio) -> Iterator[Block]:
    yield Paragraph(_lead(portfolio), "lead")
    if portfolio.illustrative:
        yield Paragraph(Emphasis(ILLUSTRATIVE))
    if portfolio.rated:
        yield Cards(tuple(_card(portfolio, status) for status in RATINGS))
    yield Heading("What changed", 2, css=QUIET)
    yield Bullets(tuple(_changed(portfolio)) or ("Nothing has changed since the last quarter.",))
    yield Heading("What needs you", 2, css=QUIET)
    yield Bullets(
        tuple(_needs(portfolio)) or ("Nothing: no project is Red or late with its report, and no risk is high.",)
    )


def _lead(portfolio: Portfolio) -> str:
    rated = [f"{count} {status}" for status, count in portfolio.counts.items() if count]
    late = sum(each.status is Status.NO_DATA for each in portfolio.open)
    unrated = sum(each.status is None for each in portfolio.open)
    others = [f"{late} without a current report"] if late else []
    others += [f"{unrated} not rated yet"] if unrated else []
    projects = f"{words.plural(len(portfolio.open), 'open project')}: {words.listing([*rated, *others])}."
    levels = portfolio.organisation.settings.risk_levels
    counts = {each.name: sum(risk.level == each for risk in portfolio.risks) for each in reversed(levels)}
    scored = words.listing(f"{count} {name}" for name, count in counts.items() if count)
    risks = f"{words.plural(len(portfolio.risks), 'open risk')}, by residual score: {scored}."
    said = [projects if portfolio.open else "No project is open.", risks if portfolio.risks else "No risk is open."]
    return " ".join(said)


def _card(portfolio: Portfolio, status: Status) -> Card:
    label = (status_mark(status), f" of {words.plural(portfolio.rated, 'rated project')}")
    return Card(str(portfolio.counts[status]), label)


def _changed(portfolio: Portfolio) -> Iterator[Words]:
    for each in portfolio.open:
        before, now = each.previous_status, each.status
        if each.is_new:
            yield (project_link(each), f": new, {each.project.stage}.")
        elif now is not before and now is not None and before is not None:
            yield (project_link(each), f": {before} to {now}{_why(each)}")
        for change in each.decided:
            yield (project_link(each), f": {decision_words(change)}")
    for each in portfolio.closed:
        yield (project_link(each), ": closed.")
    for shift in (Shift.UP, Shift.NEW, Shift.DOWN):
        for risk in portfolio.shifted(shift):
            moved = "new" if shift is Shift.NEW else shift_words(risk.movement)
            yield joined([risk_link(risk), ": ", moved, ", now ", level_mark(risk.level, risk.score), "."], "")
    for closed in portfolio.closed_risks:
        yield f"{closed.name}: closed."


def _why(each: Highlight) -> str:
    """The reason of the aspect that decides the overall rating; or that the report is late."""
    if each.status is Status.NO_DATA or each.report is None:
        return ", since its report is overdue." if each.overdue else "."
    reasons = [each.report.reason(a) for a in ("time", "cost", "scope") if each.report.rating(a) is each.status]
    return f". {reasons[0]}" if reasons else "."


def _needs(portfolio: Portfolio) -> Iterator[Words]:
    for each in portfolio.open:
        if each.status is Status.RED:
            yield (status_mark(Status.RED), " ", project_link(each), _why(each).replace(". ", ": ", 1))
    for each in portfolio.overdue:
        yield ("Report overdue: ", project_link(each), f", {overdue_words(each)}.")
    for each in portfolio.open:
        if each.doubts:
            aspects = words.listing(doubt.value for doubt in each.doubts)
            yield ("Figures at odds with a Green rating: ", project_link(each), f", for {aspects}.")
    highest = portfolio.organisation.settings.risk_levels[-1]
    for risk in portfolio.risks:
        if risk.level == highest:
            yield joined([level_mark(risk.level, risk.score), risk_link(risk), f"({risk.risk.owner})."])


def portfolio_key(portfolio: Portfolio) -> Section:
    """The rules that this report follows, as they are set."""
    return Section((*_project_key(portfolio), *_risk_key(portfolio)))


def _project_key(portfolio: Portfolio) -> Iterator[Block]:
    if not portfolio.projects:
        return
    meanings = tuple((Cell(status_mark(s), s.value), text_cell(said)) for s, said in RATING_MEANINGS.items())
    yield Table("key-projects", "Ratings of projects", _two("Rating", "What it means"), meanings)
    yield Paragraph(OVERALL)
    bands = portfolio.organisation.settings.reporting_bands
    rows = tuple(
        (text_cell(f"{words.pounds(b.at_least)} or more"), text_cell(words.sentence(words.how_often(b.months))))
        for b in bands
    )
    caption = "How often a project is reported on, by what delivery is expected to cost"
    yield Table("key-reporting", caption, _two("Expected cost", "Highlight report"), rows)
    yield Paragraph(
        "A report is overdue when the last one is older than that. A closed project is not reported on.", "small"
    )


def _risk_key(portfolio: Portfolio) -> Iterator[Block]:
    if not portfolio.risks:
        return
    levels = portfolio.organisation.settings.risk_levels
    ends = [each.at_least - 1 for each in levels[1:]] + [25]
    rows = tuple(
        (Cell(level_mark(each), each.name), text_cell(f"{each.at_least} to {end}"))
        for each, end in zip(levels, ends, strict=True)
    )
    yield Table("key-risk", "Levels of risk", _two("Level", "Score"), rows)
    yield Paragraph(RESIDUAL)


def _two(first: str, second: str) -> tuple[Column, ...]:
    return (Column(first, "left", 26), Column(second, "left", 74))
