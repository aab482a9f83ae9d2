"""The golden thread from priority to plan to KPI, and the frameworks of others that KPIs answer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpers.analysis.coverage import Coverage
from helpers.analysis.golden_thread import GoldenThread, Thread
from helpers.analysis.review import Review
from helpers.model.kpi import Kpi
from helpers.model.planning import Metric
from helpers.present import words
from helpers.present.blocks import Block, Bullets, Cell, Column, Paragraph, Section, Strong, Table, text_cell

COLUMNS = (
    Column("Priority", "left", 20),
    Column("Plan", "left", 28),
    Column("Kind", "left", 12),
    Column("KPIs", "left", 40),
)
NO_PLAN, NO_KPI = "No plan", "No KPI"
COVERED = (Column("Metric", "left", 50), Column("Covered by", "left", 50))
NOT_COVERED = "Not covered"
NO_FRAMEWORK = "No external framework is in params/organisation.yml."


def golden_thread(review: Review) -> Section:
    """Every priority with its plans and their KPIs, and then what the thread leaves out."""
    rows = tuple(row for thread in review.thread.threads for row in _rows(thread))
    caption = f"The golden thread as at {review.quarter}: priority, plan, KPI"
    return Section((Table("golden-thread", caption, COLUMNS, rows), *_orphans(review.thread)))


def framework_coverage(review: Review) -> Section:
    """For each external framework its metrics, each with the KPIs that cover it or “not covered”, and the source."""
    blocks = [block for each in review.coverage for block in _framework(each)]
    return Section(tuple(blocks) or (Paragraph(NO_FRAMEWORK),))


def _rows(thread: Thread) -> Iterator[tuple[Cell, ...]]:
    for strand in thread.strands:
        kind = strand.plan.kind.value.replace("-", " ")
        yield _row(thread, strand.plan.name, kind, _titles(strand.kpis) or NO_KPI)
    if thread.without_plan:
        yield _row(thread, NO_PLAN, "–", _titles(thread.without_plan))
    if not thread.strands and not thread.without_plan:
        yield _row(thread, NO_PLAN, "–", NO_KPI)


def _row(thread: Thread, *cells: str) -> tuple[Cell, ...]:
    return tuple(text_cell(each) for each in (thread.priority.name, *cells))


def _orphans(thread: GoldenThread) -> Iterator[Block]:
    yield from _listed("KPIs without a plan", [kpi.title for kpi in thread.kpis_without_plan])
    yield from _listed("Plans without a KPI", [plan.name for plan in thread.plans_without_kpi])
    yield from _listed("Priorities without a KPI", [each.name for each in thread.priorities_without_kpi])


def _listed(heading: str, names: list[str]) -> Iterator[Block]:
    yield Paragraph((Strong(f"{heading}:"), f" {len(names)}." if names else " none."))
    if names:
        yield Bullets(tuple(names))


def _framework(each: Coverage) -> Iterable[Block]:
    framework = each.framework
    caption = f"{framework.name}: {each.covered} of {words.plural(len(each.metrics), 'metric')} covered"
    yield Table(f"framework-{framework.id}", caption, COVERED, tuple(_covered(*pair) for pair in each.metrics))
    yield Paragraph(f"Source of the list: {framework.source}", "small")


def _covered(metric: Metric, kpis: tuple[Kpi, ...]) -> tuple[Cell, ...]:
    return text_cell(metric.name), Cell(_titles(kpis) or NOT_COVERED, _titles(kpis))


def _titles(kpis: Iterable[Kpi]) -> str:
    return "; ".join(kpi.title for kpi in kpis)
