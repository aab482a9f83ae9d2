"""Risks: the register ranked on residual score, where they lie in the matrix, and each of them in full."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.portfolio import Portfolio
from helpers.analysis.risks import RiskStanding, matrix
from helpers.model.organisation import Settings
from helpers.model.risk import SCALE, Basis, Position
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Bullets,
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
    text_cell,
)
from helpers.present.blocks.inline import Span
from helpers.present.sections.summary import QUIET
from helpers.rules.risk import RiskMovement, Shift, level

NO_RISKS = "There is no open risk on record."
REGISTER_CAPTION = (
    "Open risks, ranked on the residual score: what is left with today's controls. Inherent is the score without them."
)
MATRIX_CAPTION = (
    "Where the open risks lie by their residual score: likelihood down, impact across. Each place says its level and "
    "score, and how many risks are there with their names."
)
ARROWS = {Shift.UP: "trend-rose", Shift.DOWN: "trend-fell", Shift.SAME: "trend-level"}
BETTER_OR_WORSE = {Shift.UP: "worse", Shift.DOWN: "better"}


def risk_link(each: RiskStanding) -> Link:
    """A link to what is on record about the risk."""
    return Link(each.risk.title, f"#sec-risk-{each.risk.id}")


def risk_register(portfolio: Portfolio) -> Section:
    """Every open risk with its residual score, how that moved, and its inherent and target scores beside it."""
    if not portfolio.risks:
        return Section((Paragraph(NO_RISKS),))
    columns = (
        Column("Risk", "left", 26),
        Column("Residual", "left", 16),
        Column("Since last quarter", "left", 17),
        Column("Inherent", "right", 11),
        Column("Target", "left", 14),
        Column("Owner", "left", 16),
    )
    rows = tuple(_row(each) for each in portfolio.risks)
    return Section((Table("risk-register", REGISTER_CAPTION, columns, rows), *_closed(portfolio)))


def _row(each: RiskStanding) -> tuple[Cell, ...]:
    inherent = each.scoring.inherent.score
    return (
        Cell(risk_link(each), each.risk.name),
        Cell(level_mark(each.level, each.score), each.score),
        Cell(shift_words(each.movement), each.movement.amount),
        Cell(str(inherent), inherent),
        Cell(_target_words(each), each.scoring.target.score),
        text_cell(each.risk.owner),
    )


def shift_words(moved: RiskMovement) -> Words:
    """Down 4 from 16: better; with an arrow for the way that the score went."""
    if moved.shift is Shift.NEW:
        return moved.shift.value
    css = ("trend", ARROWS[moved.shift])
    if moved.shift is Shift.SAME:
        return Span(moved.shift.value, css)
    said = Span(f"{moved.shift} {abs(moved.amount)}", css)
    return (said, f" from {moved.before}: {BETTER_OR_WORSE[moved.shift]}")


def _target_words(each: RiskStanding) -> str:
    target, above = each.scoring.target.score, each.above_target
    said = f"{above} above" if above > 0 else "met" if above == 0 else f"{-above} below"
    return f"{target} ({said})"


def _closed(portfolio: Portfolio) -> Iterator[Block]:
    if portfolio.closed_risks:
        yield Heading("Closed since the last quarter", 2, css=QUIET)
        closed = [(risk, risk.closed_on) for risk in portfolio.closed_risks]
        yield Bullets(tuple(f"{risk.name}, {words.day(on)}: {risk.closed_because}" for risk, on in closed if on))


def risk_matrix(portfolio: Portfolio) -> Section:
    """The matrix as a table, which says in words what colour would, and the same risks beneath in order."""
    if not portfolio.risks:
        return Section(())
    settings = portfolio.organisation.settings
    named = zip(SCALE, settings.impacts, strict=True)
    columns = (Column("Likelihood", "left", 15), *(Column(f"Impact {n}: {name}", "left", 17) for n, name in named))
    found = matrix(portfolio.risks)
    rows = tuple(_matrix_row(likelihood, found, settings) for likelihood in reversed(SCALE))
    beneath = Paragraph(Strong("The same risks, the highest residual score first:"), "keep")
    listed = Bullets(tuple(_listed(each, settings) for each in portfolio.risks), ordered=True)
    return Section((Table("risk-matrix", MATRIX_CAPTION, columns, rows), beneath, listed))


def _matrix_row(
    likelihood: int, found: dict[Position, tuple[RiskStanding, ...]], settings: Settings
) -> tuple[Cell, ...]:
    places = [Position(likelihood, impact) for impact in SCALE]
    head = text_cell(f"{likelihood}: {settings.likelihoods[likelihood - 1]}")
    return (head, *(_place(place, found[place], settings) for place in places))


def _place(place: Position, there: tuple[RiskStanding, ...], settings: Settings) -> Cell:
    mark = level_mark(level(place.score, settings.risk_levels), place.score)
    if not there:
        return Cell((mark, " none"), 0)
    names = joined([risk_link(each) for each in there], "; ")
    return Cell(joined([mark, f"{words.plural(len(there), 'risk')}:", names]), len(there))


def _listed(each: RiskStanding, settings: Settings) -> Words:
    moved = "new" if each.movement.shift is Shift.NEW else shift_words(each.movement)
    return joined([risk_link(each), ": ", _scored(each, Basis.RESIDUAL, settings), "; ", moved, "."], "")


def _scored(each: RiskStanding, basis: Basis, settings: Settings) -> Words:
    """High 20, likelihood 4 (likely), impact 5 (severe)."""
    place = each.scoring.position(basis)
    said = (
        f", likelihood {place.likelihood} ({settings.likelihoods[place.likelihood - 1]}), "
        f"impact {place.impact} ({settings.impacts[place.impact - 1]})"
    )
    return (level_mark(level(place.score, settings.risk_levels), place.score), said)


def risks_in_full(portfolio: Portfolio) -> Section:
    """What is on record about each open risk: owner, controls, the three scores, why, and what it bears on."""
    return Section(tuple(block for each in portfolio.risks for block in _risk(portfolio, each)))


def _risk(portfolio: Portfolio, each: RiskStanding) -> Iterator[Block]:
    risk, scoring, settings = each.risk, each.scoring, portfolio.organisation.settings
    yield Heading(risk.name, 2, id=f"sec-risk-{risk.id}")
    yield Paragraph(joined([risk.description, Emphasis("Illustrative.") if risk.illustrative else ""]))
    scores = [joined([Strong(words.sentence(basis)), ": ", _scored(each, basis, settings), "."], "") for basis in Basis]
    about: list[Words] = [
        *scores,
        (Strong("Why"), f": {scoring.reason} Scored on {words.day(scoring.scored_on)} by: {scoring.scored_by}."),
        (Strong("Controls in place"), f": {'; '.join(risk.controls)}."),
        (Strong("Owner"), f": {risk.owner}."),
        joined([Strong("Bears on"), ": ", joined(_links(portfolio, each), "; "), "."], ""),
    ]
    yield Bullets(tuple(about))


def _links(portfolio: Portfolio, each: RiskStanding) -> Iterator[Words]:
    """What the risk bears on: its project, priority, KPI and committees, by name."""
    risk, names = each.risk, portfolio.names
    project = next((found.project for found in portfolio.projects if found.project.id == risk.project), None)
    if project:
        yield Link(project.name, f"#sec-project-{project.id}")
    named = {"priority": risk.priority, "kpi": risk.kpi}
    yield from (names[f"{kind}/{id}"] for kind, id in named.items() if id)
    yield from (names[f"committees/{id}"] for id in risk.committees)
