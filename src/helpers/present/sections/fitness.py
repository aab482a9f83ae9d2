"""The analyst's page, section by section: is this quarter fit to report?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.fitness import Fitness
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.quality import Examined, News
from helpers.model.kpi import Kpi
from helpers.model.periods import Period
from helpers.model.quality import Acceptance, DataFinding, QaRecord
from helpers.model.returns import Standing
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Paragraph,
    Section,
    Strong,
    Table,
    Words,
    text_cell,
)
from helpers.present.figures import reading_words
from helpers.present.sections.findings import answer_cell

SHOWN = 4  # periods that are named one by one
TO_RECORD = "To put on record who checked: packs quality record --analyst WHO --assurer SOMEBODY-ELSE"
TO_ACCEPT = "To accept one: packs quality accept KEY --reason WHY --by WHO. It holds while the figure is the same."


def verdict(quality: Fitness) -> Section:
    """Whether the quarter is fit to report, in a sentence, and on what that rests."""
    quarter, reasons = quality.plan.quarter, list(_against(quality))
    made = f"{quality.tally.words} were made; what is new became known by {_cut_off(quality)}. {_missing(quality)}"
    if reasons:
        said = f"{quarter} is not fit to report yet: {words.listing(reasons)}."
        return Section((Callout("warning", "Not fit to report yet", (Paragraph(said), Paragraph(made))),))
    assurer = quality.log[-1].assurer
    said = f"{quarter} is fit to report: every finding is answered, and {assurer} has assured that it was checked."
    return Section((Callout("tip", "Fit to report", (Paragraph(said), Paragraph(made))),))


def open_findings(quality: Fitness) -> Section:
    """What the checks found and nobody has answered: put it right, or accept it."""
    found = [each for each in quality.findings if each.open]
    if not found:
        return Section((Paragraph("Nothing is open."),))
    columns = (Column("Key", "left", 30), Column("What was found", "left", 42), Column("What to do", "left", 28))
    rows = tuple((text_cell(each.key), _found(quality, each), text_cell(each.fix)) for each in found)
    caption = f"What nobody has answered yet in {quality.plan.quarter}"
    return Section((Table("open-findings", caption, columns, rows), Paragraph(TO_ACCEPT, "small")))


def accepted_findings(quality: Fitness) -> Section:
    """What was accepted, by whom and why; and answers that no longer fit what is found."""
    return Section(tuple(_accepted(quality)))


def arrivals(quality: Fitness) -> Section:
    """What each supplier owed for the quarter, what has come, and what is missing."""
    if not quality.returns:
        return Section((Paragraph("No figure was owed."),))
    missing = [each for each in quality.returns if each.missing]
    owed = sum(len(each.owed) for each in quality.returns)
    lacking = words.plural(len(missing), "indicator")
    said = f"{words.plural(owed, 'figure')} owed; {quality.missing:,} missing, of {lacking}."
    columns = (
        Column("Indicator", "left", 26), Column("Supplier", "left", 26), Column("Owed", "left", 16),
        Column("Received", "left", 16), Column("Missing", "left", 16),
    )  # fmt: skip
    caption = f"What suppliers owed for {quality.plan.quarter}"
    return Section((Paragraph(said), Table("arrivals", caption, columns, tuple(map(_arrival, quality.returns)))))


def new_figures(quality: Fitness) -> Section:
    """Every figure of our own that is new in the quarter, and what it replaces if it was revised."""
    pairs = [(each, news) for each in quality.examined for news in each.news]
    if not pairs:
        return Section((Paragraph("No figure of our own is new."),))
    columns = (
        Column("Indicator", "left", 44), Column("Period", "left", 18), Column("Figure", "right", 16),
        Column("Replaces", "right", 22),
    )  # fmt: skip
    others = sum(each.figures for each in quality.examined) - sum(news.reading.value is not None for _, news in pairs)
    said = f"Beside these {words.plural(others, 'figure')} of the areas that we are compared with became known."
    caption = f"Our own figures that became known since the last quarter's cut-off, by {_cut_off(quality)}"
    rows = tuple(_new(each, news) for each, news in pairs)
    return Section((Table("new-figures", caption, columns, rows), Paragraph(said, "small")))


def age_of_data(quality: Fitness) -> Section:
    """How old each indicator's latest figure is, the oldest first, and which are overdue."""
    aged = [each for each in quality.indicators if each.freshness]
    if not aged:
        return Section((Paragraph("No indicator has a figure."),))
    overdue = len(quality.overdue)
    said = f"Overdue: {overdue} of {words.plural(len(aged), 'indicator')} with figures."
    columns = (
        Column("Indicator", "left", 40), Column("Latest period", "left", 18), Column("Age", "left", 16),
        Column("Next due", "left", 26),
    )  # fmt: skip
    rows = tuple(map(_aged, sorted(aged, key=_age, reverse=True)))
    caption = f"Age of the latest figures at the end of {quality.plan.quarter}, the oldest first"
    return Section((Paragraph(said), Table("ages", caption, columns, rows)))


def qa_log(quality: Fitness) -> Section:
    """Who checked the quarter, who assured it, and what came of it."""
    if not quality.log:
        return Section((Paragraph("Nobody has put a check of this quarter on record."), Paragraph(TO_RECORD, "small")))
    columns = (
        Column("Day", "left", 14), Column("Analyst", "left", 18), Column("Assurer", "left", 18),
        Column("Checks", "left", 20), Column("Outcome", "left", 14), Column("Note", "left", 16),
    )  # fmt: skip
    caption = f"Quality assurance of {quality.plan.quarter}"
    return Section((Table("qa-log", caption, columns, tuple(map(_logged, quality.log))), Paragraph(TO_RECORD, "small")))


def _against(quality: Fitness) -> Iterator[str]:
    """What keeps the quarter from being fit to report."""
    if quality.tally.open:
        is_open = "finding is open" if quality.tally.open == 1 else "findings are open"
        yield f"{quality.tally.open} {is_open}"
    if not quality.log:
        yield "no quality assurance is on record"
    elif not quality.log[-1].is_of(quality.tally):
        yield "something has changed since the quality assurance on record"


def _missing(quality: Fitness) -> str:
    if not quality.missing:
        return "No figure that was owed is missing."
    overdue = words.plural(len(quality.overdue), "indicator is", "indicators are")
    return f"{words.plural(quality.missing, 'owed figure is', 'owed figures are')} missing; {overdue} overdue."


def _cut_off(quality: Fitness) -> str:
    return words.day(quality.plan.data_cut_off)


def _found(quality: Fitness, found: DataFinding) -> Cell:
    """What was found, where it stands, and of which area if it is not our own."""
    area = quality.organisation.areas.get(found.area, found.area)
    said: Words = (Strong(f"{area}. "), found.message) if area else found.message
    return text_cell((*(said if isinstance(said, tuple) else (said,)), f" ({found.place})"))


def _accepted(quality: Fitness) -> Iterator[Block]:
    found = [each for each in quality.findings if each.accepted]
    if found:
        columns = (Column("Key", "left", 30), Column("What was found", "left", 38), Column("Answer", "left", 32))
        rows = tuple((text_cell(each.key), _found(quality, each), answer_cell(each)) for each in found)
        yield Table("accepted-findings", f"What was accepted by {quality.plan.quarter}", columns, rows)
    else:
        yield Paragraph("Nothing was accepted.")
    late = [each.key for each in found if each.accepted and each.accepted.accepted_on > quality.plan.publication]
    if late:
        yield Paragraph(f"Accepted only after the report was published: {words.listing(late)}.")
    if quality.stale:
        yield Paragraph(
            "These answers are no longer used: what they name is not found any more, or not with that figure."
        )
        yield Bullets(tuple(map(_unused, quality.stale)))


def _unused(row: Acceptance) -> str:
    return f"{row.key}, for {row.figure} (line {row.line} of data/quality/accepted.csv, {row.accepted_by})"


def _arrival(each: Standing) -> tuple[Cell, ...]:
    late = f", {words.plural(each.days_late, 'day')} late" if each.days_late else ""
    came = f"{words.day(each.received)}{late}" if each.received else "No return" if each.missing else "On record"
    cells = (each.kpi.name, each.supplier, _periods(each.kpi, each.owed), came, _periods(each.kpi, each.missing) or "–")
    return tuple(map(text_cell, cells))


def _periods(kpi: Kpi, periods: Sequence[Period | None]) -> str:
    named = [words.period_label(kpi, each) if each else "the first figure" for each in periods]
    return f"{named[0]} to {named[-1]} ({len(named)})" if len(named) > SHOWN else ", ".join(named)


def _new(each: Examined, news: News) -> tuple[Cell, ...]:
    kpi, reading, replaced = each.kpi, news.reading, news.replaced
    was = Cell(reading_words(kpi, replaced), replaced.value) if replaced else text_cell("–")
    period = text_cell(words.period_label(kpi, reading.period))
    return text_cell(kpi.name), period, Cell(reading_words(kpi, reading), reading.value), was


def _age(result: IndicatorResult) -> int:
    return result.freshness.age_months if result.freshness else 0


def _aged(result: IndicatorResult) -> tuple[Cell, ...]:
    fresh, current = result.freshness, result.current
    age, due = (fresh.age_months, fresh.next_due) if fresh else (0, None)
    when = words.day(due) if due else "–"
    late: Words = (Strong("Overdue"), f" since {when}") if fresh and fresh.overdue else when
    period = text_cell(words.period_label(result.kpi, current.period) if current else "–")
    return text_cell(result.kpi.name), period, Cell(words.months(age), age), text_cell(late)


def _logged(record: QaRecord) -> tuple[Cell, ...]:
    became = f"{record.checks}; found {record.findings}, accepted {record.accepted}, open {record.open}"
    outcome = words.sentence(record.outcome)
    cells = (words.day(record.recorded_on), record.analyst, record.assurer, became, outcome, record.note or "–")
    return tuple(map(text_cell, cells))
