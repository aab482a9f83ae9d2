"""The exception report: what is Red or Blue, out of reach or overdue, with cause, action, owner, date and questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.actions import by_urgency
from helpers.analysis.exceptions import Exceptional, Reason, Sign, Warned, escalated_after, exceptions, warnings
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.analysis.peers import TargetFit, neighbours, target_fit, worse_and_worsening
from helpers.model.status import Status
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
    status_mark,
    text_cell,
)
from helpers.present.figures import reading_words
from helpers.present.legible import legible
from helpers.present.placeholders import filled
from helpers.present.prose import flattened, shortened
from helpers.present.sections.actions import action_words
from helpers.present.sections.summary import QUIET, page_link
from helpers.present.sentences import lines_of_enquiry, red_for, why
from helpers.rules.change import Change, Movement
from helpers.rules.prose_checks import same_words

REASONS = {
    Reason.ASSURANCE: "control limits leave out the target",
    Reason.OVERDUE: "figure overdue",
    Reason.MISSING: "no figure",
}
COUNTED = {
    Reason.ASSURANCE: "out of reach of the target",
    Reason.OVERDUE: "overdue",
    Reason.MISSING: "without a figure",
}
SIGNS = {
    Sign.RUN: "seven figures in a row have got worse",
    Sign.CONCERN: "its latest figure is a special cause of concern",
    Sign.PREDICTED: "a straight line leads it off target",
    Sign.UNRELIABLE: "its target is not reliably achieved",
}
NOTHING = "–"


def exception_report(pack: Pack) -> Section:
    """A sentence, a table of the exceptions, what is on record about each, and what to watch."""
    return Section(tuple(_blocks(pack)))


def _blocks(pack: Pack) -> Iterator[Block]:
    found = exceptions(pack)
    yield Paragraph(_lead(pack, found), "lead")
    judged = [each for each in found if Reason.OVERDUE not in each.reasons]
    overdue = [each for each in found if Reason.OVERDUE in each.reasons]
    if judged:
        yield _table(pack, judged)
    for each in judged:
        yield from _detail(each, pack.organisation.settings.commentary_words)
    if overdue:
        yield Heading("Overdue figures", 2, css=QUIET)
        yield _overdue_table(pack, overdue)
        yield Paragraph(Strong("Questions the committee could ask:"), "keep")
        yield Bullets(tuple(_ask_suppliers(overdue)))
    yield from _watch(pack)


def _lead(pack: Pack, found: Sequence[Exceptional]) -> str:
    total = words.plural(pack.counts.total, "indicator")
    if not found and pack.counts.total == 1:
        return f"The indicator is no exception: it is not {_statuses(pack)}, out of reach or overdue."
    if not found:
        return f"None of the {total} is an exception: none is {_statuses(pack)}, out of reach or overdue."
    verb = "is an exception" if len(found) == 1 else "are exceptions"
    lead = f"{len(found)} of the {total} {verb}: {words.listing(_counted(pack, found))}."
    raised = sum(each.escalated for each in found)
    if not raised:
        return lead
    after = escalated_after(pack.plan.cadence, pack.organisation.settings)
    who = f"{words.sentence(words.spelt(raised))} {'is' if raised == 1 else 'are'}"
    return f"{lead} {who} escalated, having been Red for {after} {pack.plan.cadence.noun}s or more."


def _statuses(pack: Pack) -> str:
    return words.listing([status.value for status in pack.organisation.settings.exceptions], "or")


def _counted(pack: Pack, found: Sequence[Exceptional]) -> Iterator[str]:
    """Each exception is counted once, by the first of its reasons."""
    for status in Status:
        count = sum(each.reasons[0] is Reason.STATUS and each.result.status is status for each in found)
        if count:
            yield f"{count} {status}"
    for reason, said in COUNTED.items():
        count = sum(each.reasons[0] is reason for each in found)
        if count:
            yield f"{count} {said}"


def _table(pack: Pack, found: Sequence[Exceptional]) -> Table:
    columns = (
        Column("Indicator", "left", 28),
        Column("Status", "left", 14),
        Column("Why it is here", "left", 24),
        Column("Owner", "left", 20),
        Column("Due", "left", 14),
    )
    rows = tuple(_row(each) for each in found)
    return Table("exceptions", f"Exceptions of the {pack.committee.title}", columns, rows)


def _row(each: Exceptional) -> tuple[Cell, ...]:
    result = each.result
    return (
        Cell(page_link(result), result.kpi.name),
        Cell(status_mark(result.status), result.status.value),
        text_cell(words.sentence("; ".join(_why_here(each)))),
        text_cell(_owner(result)),
        text_cell(_due(result)),
    )


def _why_here(each: Exceptional) -> Iterator[str]:
    if Reason.STATUS in each.reasons:
        yield _status_words(each.result)
    if each.escalated:
        yield "escalated"
    yield from (REASONS[reason] for reason in each.reasons if reason in REASONS)


def _status_words(result: IndicatorResult) -> str:
    """Red for 3 quarters; newly Red; better than its target."""
    lasted = red_for(result).text
    if lasted:
        return f"Red {lasted}"
    if result.status is Status.RED:
        return "newly Red" if result.previous_status and result.previous_status.rated else "Red"
    return "better than its target" if result.status is Status.BLUE else str(result.status)


def _owner(result: IndicatorResult) -> str:
    """Who answers for the action: the post named with it or, without one, the owner of the indicator."""
    owners = [each.owner for each in by_urgency(result.open_actions) if each.owner]
    said = result.commentary
    named = said.action_owner if said and said.action_owner else ""
    return next(iter([*([named] if named else []), *owners]), result.kpi.owner)


def _due(result: IndicatorResult) -> str:
    """The date of the action: as it stands now, or as the service gave it."""
    said = result.commentary
    now = [each for each in result.open_actions if said and same_words(each.what, said.action)][-1:]
    open_ones = now or by_urgency(result.open_actions)
    due = open_ones[0].due_now if open_ones else said.action_due if said else None
    if due:
        return words.day(due)
    return "No date given" if result.has_action else NOTHING


def _detail(each: Exceptional, limit: int) -> Iterator[Block]:
    result = each.result
    yield Heading(result.kpi.title, 2, css=QUIET)
    here = words.sentence("; ".join(_why_here(each)))
    facts: list[Words] = [here, _to_page(result)] if here != result.status else [_to_page(result)]
    yield Paragraph(joined([status_mark(result.status), joined(facts, " · ")]), "kpi-meta")
    yield Paragraph(why(result).text, "why")
    for line in _on_record(result, limit):
        yield Paragraph(joined([joined([Strong(f"{name}:"), said]) for name, said in line]), "keep")
    yield Paragraph(Strong("Questions the committee could ask:"), "keep")
    yield Bullets(tuple(question.text for question in lines_of_enquiry(result)))


def _to_page(result: IndicatorResult) -> Link:
    return Link("Its page", f"#sec-{result.kpi.id}")


def _on_record(result: IndicatorResult, limit: int) -> Iterator[list[tuple[str, Words]]]:
    """Cause and action as the service gave them, each cut at the limit of words; who owns the action, and by when."""
    said = result.commentary
    if said and said.text and not said.cause:
        yield [("The service says", _told(result, said.text, limit))]
    else:
        yield [("Cause", _told(result, said.cause if said else "", limit) or "none on record.")]
    yield [("Action", _told(result, said.action if said else "", limit) or _carried(result, limit))]
    owner: tuple[str, Words] = ("Owner", f"{_owner(result)}.")
    yield [owner, ("Due", f"{_due(result)}.")] if result.has_action else [owner]


def _carried(result: IndicatorResult, limit: int) -> Words:
    """The earlier actions that are still open, where this quarter's commentary has none."""
    told = joined([action_words(result, each, limit) for each in by_urgency(result.open_actions)])
    return joined([told, "Carried forward."]) if told else "none on record."


def _told(result: IndicatorResult, text: str, limit: int) -> Words:
    """The service's words as one run of text, marked as illustrative when they are."""
    told = flattened(shortened(filled(result, text), limit))
    illustrative = result.commentary is not None and result.commentary.illustrative
    return joined([told, Emphasis("Illustrative.")]) if told and illustrative else told


def _overdue_table(pack: Pack, found: Sequence[Exceptional]) -> Table:
    columns = (
        Column("Indicator", "left", 25),
        Column("Latest", "right", 9),
        Column("Period", "left", 12),
        Column("Was due", "left", 14),
        Column("Missing", "right", 9),
        Column("Supplier", "left", 16),
        Column("Owner", "left", 15),
    )
    caption = f"Overdue figures of the {pack.committee.title}, and how many should have come by now"
    return Table("overdue", caption, columns, tuple(map(_overdue_row, found)))


def _overdue_row(each: Exceptional) -> tuple[Cell, ...]:
    result, fresh = legible(each.result), each.result.freshness
    current = result.current
    due = fresh.next_due if fresh else None
    return (
        Cell(_with_last_rating(result), result.kpi.name),
        Cell(reading_words(result.kpi, current), current.value if current else None),
        text_cell(words.period_label(result.kpi, current.period) if current else NOTHING),
        text_cell(words.day(due) if due else NOTHING),
        Cell(words.number(fresh.missing) if fresh else NOTHING, fresh.missing if fresh else None),
        text_cell(result.kpi.supplier),
        text_cell(result.kpi.owner),
    )


def _with_last_rating(result: IndicatorResult) -> Words:
    """The indicator, and what its latest figure was rated."""
    last = result.last_rating
    return joined([page_link(result), f"last {last.status}"]) if last else page_link(result)


def _ask_suppliers(found: Sequence[Exceptional]) -> Iterator[Words]:
    """One question for each supplier, which names what it owes."""
    suppliers = dict.fromkeys(each.result.kpi.supplier for each in found)
    for supplier in suppliers:
        *others, last = [page_link(each.result) for each in found if each.result.kpi.supplier == supplier]
        owed = joined([joined(others, ", "), last], " and ") if others else last
        yield joined([f"When will {supplier} send the figures for", joined([owed, "?"], ""), MEANWHILE])


MEANWHILE = "What is known of performance meanwhile?"


def _watch(pack: Pack) -> Iterator[Block]:
    """What is no exception yet, or says something about the target rather than about performance."""
    for heading, points in (
        ("To watch", [_warning(each) for each in warnings(pack)]),
        ("Worse than neighbours, and getting worse", [*_worse_and_worsening(pack)]),
        ("Targets to question", [*_unfit_targets(pack)]),
    ):
        if points:
            yield Heading(heading, 2, css=QUIET)
            yield Bullets(tuple(points))


def _warning(each: Warned) -> Words:
    signs = words.listing([SIGNS[sign] for sign in each.signs])
    return (page_link(each.result), f": {each.result.status} now, but {signs}.")


def _worse_and_worsening(pack: Pack) -> Iterator[Words]:
    """Worse than its neighbours, with a trend that worsens: the latest change may yet be for the better."""
    for result in map(legible, pack.indicators):
        standing = neighbours(result)
        if worse_and_worsening(result) and standing and standing.ours:
            ours, mean = (
                words.value(result.kpi, each or 0.0) for each in (standing.ours.value, standing.comparison.mean)
            )
            better = isinstance(result.short_term, Change) and result.short_term.movement is Movement.IMPROVING
            aside = ", though the latest change is for the better" if better else ""
            yield (page_link(result), f": {ours} against their mean of {mean}{aside}.")


def _unfit_targets(pack: Pack) -> Iterator[Words]:
    for result in pack.indicators:
        found, standing = target_fit(result), neighbours(result)
        if found and standing:
            quarter = "best" if found is TargetFit.TOO_HARD else "worst"
            yield (
                page_link(result),
                f": {result.status}, yet among the {quarter} quarter of its neighbours, so {found}.",
            )
