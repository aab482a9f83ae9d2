"""Projects: how all of them stand, their money, milestones and reports, and a highlight report of each."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from helpers.analysis.highlights import Doubt, Highlight, MilestoneStanding
from helpers.analysis.portfolio import Portfolio
from helpers.model.project import ASPECTS, ProjectChange, Stage
from helpers.model.status import Status
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Emphasis,
    Heading,
    Link,
    Paragraph,
    Section,
    Strong,
    Table,
    Words,
    joined,
    level_mark,
    status_mark,
    text_cell,
)
from helpers.present.sections.summary import QUIET

NOTHING = "–"
NO_PROJECTS = "There is no project on record."
DOUBTS = {
    Doubt.TIME: "Time is reported as Green, yet a milestone that has not been reached is late.",
    Doubt.COST: "Cost is reported as Green, yet more is expected to be spent than was agreed.",
}
TABLE_CAPTION = (
    "Projects, Red first, as rated by their senior responsible owners. Overall is the worst of time, cost and scope."
)


def project_link(each: Highlight) -> Link:
    """A link to the project's highlight report."""
    return Link(each.project.name, f"#sec-project-{each.project.id}")


def project_table(portfolio: Portfolio) -> Section:
    """Every project with its stage and ratings; the costliest first within each rating."""
    if not portfolio.projects:
        return Section((Paragraph(NO_PROJECTS),))
    columns = (
        Column("Project", "left", 23),
        Column("Stage", "left", 13),
        Column("Overall", "left", 14),
        *(Column(aspect.capitalize(), "left", 12) for aspect in ASPECTS),
        Column("Reported", "left", 14),
    )
    rows = tuple(_row(each) for each in portfolio.projects)
    return Section((Table("projects", TABLE_CAPTION, columns, rows),))


def _row(each: Highlight) -> tuple[Cell, ...]:
    report = each.report
    return (
        Cell(project_link(each), each.project.name),
        text_cell(words.sentence(each.project.stage)),
        status_cell(each),
        *(_rating_cell(report.rating(aspect) if report else None) for aspect in ASPECTS),
        text_cell(words.day(report.reported_on) if report else "Never"),
    )


def status_cell(each: Highlight) -> Cell:
    """The overall rating; where it is withheld, what the latest report gave."""
    if each.status is Status.NO_DATA and each.last_status:
        return Cell(joined([status_mark(each.status), f"last {each.last_status}"]), each.status.value)
    return _rating_cell(each.status)


def _rating_cell(rating: Status | None) -> Cell:
    return Cell(status_mark(rating), rating.value) if rating else Cell(NOTHING)


def spend_table(portfolio: Portfolio) -> Section:
    """What each project with a budget has spent and is expected to cost, against what was agreed for it."""
    budgeted = [each for each in portfolio.projects if each.finance.budget is not None]
    if not budgeted:
        return Section(())
    columns = (
        Column("Project", "left", 31),
        Column("Budget", "right", 12),
        Column("Spent", "right", 12),
        Column("Of budget", "right", 11),
        Column("Expected cost", "right", 13),
        Column("Against budget", "left", 21),
    )
    heading = Heading("Spend against budget", 2, css=QUIET)
    caption = "Spend to date and expected cost of delivery, against the budget that was agreed"
    return Section((heading, Table("spend", caption, columns, tuple(map(_spend_row, budgeted)))))


def _spend_row(each: Highlight) -> tuple[Cell, ...]:
    money = each.finance
    percent = money.spent_percent
    return (
        Cell(project_link(each), each.project.name),
        _pounds_cell(money.budget),
        _pounds_cell(money.spend),
        Cell(NOTHING) if percent is None else Cell(f"{words.number(percent)}%", float(percent)),
        _pounds_cell(money.expected_cost),
        Cell(words.sentence(_against(each)), None if money.variance is None else float(money.variance)),
    )


def _pounds_cell(amount: Decimal | None) -> Cell:
    return Cell(NOTHING) if amount is None else Cell(words.pounds(amount), float(amount))


def _against(each: Highlight) -> str:
    """£1.2m (10.0%) over, £300,000 (2.5%) under, on budget."""
    variance, percent = each.finance.variance, each.finance.variance_percent
    if variance is None or percent is None:
        return NOTHING
    side = "over" if variance > 0 else "under"
    return f"{words.pounds(abs(variance))} ({words.percentage(percent)}) {side}" if variance else "on budget"


def late_milestones(portfolio: Portfolio) -> Section:
    """Every milestone that is still to be reached and is later than its baseline, the latest first."""
    if not portfolio.open:
        return Section(())
    heading = Heading("Late milestones", 2, css=QUIET)
    late = [(each, found) for each in portfolio.open for found in each.late_milestones]
    if not late:
        return Section((heading, Paragraph("No milestone that is still to be reached is late.")))
    columns = (
        Column("Milestone", "left", 24),
        Column("Project", "left", 25),
        Column("Baseline", "left", 14),
        Column("Forecast", "left", 14),
        Column("Days late", "right", 8),
        Column("Since last quarter", "left", 15),
    )
    ranked = sorted(late, key=lambda pair: (-pair[1].slip, pair[1].milestone.name))
    rows = tuple((text_cell(m.milestone.name), Cell(project_link(p), p.project.name), *_dates(m)) for p, m in ranked)
    return Section((heading, Table("late-milestones", "Milestones later than their baseline", columns, rows)))


def _dates(each: MilestoneStanding) -> tuple[Cell, ...]:
    return (_baseline_cell(each), _expected_cell(each), Cell(words.number(each.slip), each.slip), _moved_cell(each))


def _baseline_cell(each: MilestoneStanding) -> Cell:
    """The baseline; one that was set anew says what it was first."""
    baseline = each.milestone.baseline
    first = f" (first {words.day(each.original)})" if each.original != baseline else ""
    return Cell(f"{words.day(baseline)}{first}", baseline.isoformat())


def _expected_cell(each: MilestoneStanding) -> Cell:
    """The forecast or, once it is reached, that it was; a forecast that has passed says so."""
    expected = words.day(each.milestone.expected)
    said = f"{expected}, reached" if each.reached else f"{expected}, passed" if each.lapsed else expected
    return Cell(said, each.milestone.expected.isoformat())


def _moved_cell(each: MilestoneStanding) -> Cell:
    if each.moved is None:
        return Cell("New")
    way = "later" if each.moved > 0 else "earlier"
    return Cell(f"{words.plural(abs(each.moved), 'day')} {way}" if each.moved else "No change", each.moved)


def overdue_reports(portfolio: Portfolio) -> Section:
    """Each project whose report is late, in a sentence; that none is, where none is."""
    if not portfolio.open:
        return Section(())
    heading = Heading("Overdue reports", 2, css=QUIET)
    if not portfolio.overdue:
        return Section((heading, Paragraph("No highlight report is overdue.")))
    return Section(
        (heading, Bullets(tuple((project_link(each), f": {overdue_words(each)}.") for each in portfolio.overdue)))
    )


def overdue_words(each: Highlight) -> str:
    """£12m project last reported 4 months ago: overdue under its monthly band."""
    assert each.due is not None
    ago = each.due.months_ago
    last = "never reported on" if ago is None else f"last reported {words.months(ago)} ago"
    band = words.how_often(each.due.band.months)
    return f"{words.pounds(each.finance.expected_cost)} project {last}: overdue under its {band} band"


def highlight_reports(portfolio: Portfolio) -> Section:
    """A report of each project: in full for delivery, and in short before it and once it is closed."""
    return Section(tuple(block for each in portfolio.projects for block in _report(portfolio, each)))


def _report(portfolio: Portfolio, each: Highlight) -> Iterator[Block]:
    yield Heading(each.project.name, 2, id=f"sec-project-{each.project.id}")
    yield Paragraph(_meta(portfolio, each), "kpi-meta")
    yield Paragraph(each.project.description)
    if each.decided:
        yield Paragraph(Strong("Decided since the last quarter:"), "keep")
        yield Bullets(tuple(decision_words(change) for change in each.decided))
    if each.overdue:
        yield Callout("warning", "Report overdue", (Paragraph(_overdue_sentence(each)),))
    if each.report:
        by = f"Reported on {words.day(each.report.reported_on)} by: {each.report.reported_by}."
        yield Paragraph((Strong("Progress."), f" {each.report.summary} {by}"))
    if each.project.stage is Stage.DELIVERY:
        yield from _in_full(portfolio, each)
    else:
        yield from _in_short(each)


def decision_words(change: ProjectChange) -> str:
    """Stage now delivery, budget now £5.6m, from 2 December 2024: the business case was agreed."""
    now = words.listing(
        f"{field.replace('_', ' ')} now {_new_value(field, value)}" for field, value in change.fields.items()
    )
    return f"{words.sentence(now)}, from {words.day(change.effective)}: {change.reason}"


def _new_value(field: str, value: object) -> str:
    if field in ("budget", "expected_cost") and value is not None:
        return words.pounds(Decimal(str(value)))
    return words.listing(map(str, value)) if isinstance(value, list) else str(value)


def _meta(portfolio: Portfolio, each: Highlight) -> Words:
    project, names = each.project, portfolio.names
    overall: Words = (status_mark(each.status), " overall.") if each.status else "Not rated yet."
    committees = [names.get(f"committees/{id}", id) for id in project.committees]
    about = [
        f"Stage: {project.stage}.",
        f"Senior responsible owner: {project.owner}.",
        f"Directorate: {project.directorate}." if project.directorate else "",
        f"Overseen by: {words.listing(committees)}.",
        f"Priority: {names.get(f'priority/{project.priority}', project.priority)}.",
    ]
    return joined([overall, *about, Emphasis("Illustrative.") if project.illustrative else ""])


def _overdue_sentence(each: Highlight) -> str:
    rated = f" It was last rated {each.last_status}; a late report gives no rating." if each.last_status else ""
    assert each.due is not None
    return f"{words.sentence(overdue_words(each))}. It was due by {words.day(each.due.due_on)}.{rated}"


def _in_full(portfolio: Portfolio, each: Highlight) -> Iterator[Block]:
    """Ratings with their reasons, what the figures say otherwise, money, milestones, next steps and risks."""
    if each.report:
        yield _ratings(each)
    if each.doubts:
        yield Callout("caution", "The figures say otherwise", tuple(Paragraph(DOUBTS[doubt]) for doubt in each.doubts))
    yield Paragraph((Strong("Money."), f" {_money(each)}"))
    if each.milestones:
        yield _milestone_table(each)
    yield from _next_steps(each)
    risks = portfolio.risks_of(each.project.id)
    if risks:
        yield Paragraph(Strong("Its risks, the highest residual score first:"), "keep")
        links = [(Link(r.risk.name, f"#sec-risk-{r.risk.id}"), ": ", level_mark(r.level, r.score)) for r in risks]
        yield Bullets(tuple(links))


def _in_short(each: Highlight) -> Iterator[Block]:
    """What it would cost and what comes next; of a closed project, what it cost."""
    yield Paragraph((Strong("Money."), f" {_money(each)}"))
    waiting = [found.milestone for found in each.milestones if not found.reached]
    if waiting:
        yield Paragraph((Strong("Next milestone."), f" {waiting[0].name}: {words.day(waiting[0].expected)}."))
    yield from _next_steps(each)


def _next_steps(each: Highlight) -> Iterator[Block]:
    if each.report and each.report.next_steps:
        yield Paragraph((Strong("Next steps."), f" {each.report.next_steps}"))


def _ratings(each: Highlight) -> Table:
    assert each.report is not None
    columns = (Column("Aspect", "left", 12), Column("As reported", "left", 16), Column("Why", "left", 72))
    caption = f"Ratings of {each.project.name}, as reported on {words.day(each.report.reported_on)}"
    rows = tuple(
        (
            text_cell(aspect.capitalize()),
            _rating_cell(each.report.rating(aspect)),
            text_cell(each.report.reason(aspect)),
        )
        for aspect in ASPECTS
    )
    return Table(f"ratings-{each.project.id}", caption, columns, rows)


def _money(each: Highlight) -> str:
    money, closed = each.finance, each.project.stage is Stage.CLOSED
    if money.budget is None and closed:
        return "It was closed before a budget was agreed."
    if money.budget is None:
        return f"Delivery is expected to cost {words.pounds(money.expected_cost)}; no budget has been agreed yet."
    spent = "" if money.spend is None else f"{words.pounds(money.spend)} of {words.pounds(money.budget)} is spent"
    share = "" if money.spent_percent is None else f" ({words.number(money.spent_percent)}%). "
    cost = f"{'It cost' if closed else 'Delivery is expected to cost'} {words.pounds(money.expected_cost)}"
    agreed = "" if spent else f" against a budget of {words.pounds(money.budget)}"
    return f"{spent}{share}{cost}{agreed}, {_against(each)}{' budget' if money.variance else ''}."


def _milestone_table(each: Highlight) -> Table:
    columns = (
        Column("Milestone", "left", 32),
        Column("Baseline", "left", 20),
        Column("Forecast, or reached", "left", 22),
        Column("Days late", "right", 9),
        Column("Since last quarter", "left", 17),
    )
    rows = tuple((text_cell(found.milestone.name), *_dates(found)) for found in each.milestones)
    caption = f"Milestones of {each.project.name}: days after the baseline, below zero when early"
    return Table(f"milestones-{each.project.id}", caption, columns, rows)
