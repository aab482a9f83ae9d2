"""The register: every KPI there is, and the proposals that wait for a committee."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.review import Review
from helpers.model.kpi import Kpi, Purpose
from helpers.model.lifecycle import Decision
from helpers.model.target import Target
from helpers.present import words
from helpers.present.blocks import Cell, Column, Paragraph, Section, Table, text_cell

COLUMNS = (
    Column("KPI", "left", 22),
    Column("Owner", "left", 19),
    Column("Committees", "left", 18),
    Column("Stage", "left", 10),
    Column("Type", "left", 12),
    Column("Frequency", "left", 10),
    Column("Target", "left", 9),
)
PENDING_COLUMNS = (
    Column("KPI", "left", 26),
    Column("Committee that is asked", "left", 22),
    Column("Proposed on", "left", 14),
    Column("From", "left", 10),
    Column("Why", "left", 28),
)
NOTHING_PENDING = "No proposal waits for a decision."


def register(review: Review) -> Section:
    """A row for each KPI of the register: whose it is, who sees it, its stage, type and frequency, and its target."""
    targets = {result.kpi.id: result.target for result in review.results}
    rows = tuple(tuple(_cells(kpi, review, targets)) for kpi in review.kpis)
    count = f"{words.plural(len(rows), 'KPI')}, {len(targets)} of them reported in {review.quarter}"
    return Section((Table("register", f"The register of KPIs: {count}", COLUMNS, rows),))


def pending_decisions(review: Review) -> Section:
    """The proposals that no committee had decided by the quarter's cut-off."""
    if not review.pending:
        return Section((Paragraph(NOTHING_PENDING),))
    rows = tuple(tuple(_pending(decision, review)) for decision in review.pending)
    return Section((Table("pending", "Proposals that wait for a decision", PENDING_COLUMNS, rows),))


def _cells(kpi: Kpi, review: Review, targets: dict[str, Target | None]) -> Iterator[Cell]:
    yield Cell(f"{kpi.number}. {kpi.title}" if kpi.number else kpi.title, kpi.id)
    yield text_cell(kpi.owner)
    yield text_cell(words.listing(_committee(id, review) for id in kpi.committees))
    yield text_cell(kpi.lifecycle.value.replace("-", " "))
    yield text_cell(f"{kpi.measure.value}, {kpi.timing.value}")
    yield text_cell(kpi.frequency.value.replace("-", " "))
    yield text_cell("for context" if kpi.purpose is Purpose.CONTEXT else words.target_text(kpi, targets.get(kpi.id)))


def _pending(decision: Decision, review: Review) -> Iterator[Cell]:
    names = {kpi.id: kpi.title for kpi in review.kpis}
    yield Cell(names.get(decision.kpi, decision.kpi), decision.kpi)
    yield text_cell(_committee(decision.committee, review))
    yield text_cell(words.day(decision.decided_on))
    yield text_cell(str(decision.effective))
    yield text_cell(decision.reason)


def _committee(id: str, review: Review) -> str:
    return review.committees[id].title if id in review.committees else id
