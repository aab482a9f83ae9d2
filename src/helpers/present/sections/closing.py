"""The quarter's close: what changed since last quarter, which actions are open, who met, and what is next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.actions import age
from helpers.analysis.closing import QuarterClose, to_come
from helpers.analysis.differences import Difference, Kind, Revised
from helpers.model.action import Action
from helpers.model.calendar import CalendarEntry
from helpers.model.quality import Severity
from helpers.model.review import ReviewMeeting
from helpers.model.signoff import SignOffState
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Link,
    Paragraph,
    Section,
    Strong,
    Table,
    Words,
    joined,
    text_cell,
)
from helpers.present.prose import printable
from helpers.present.sections.actions import NO_DATE, action_words
from helpers.present.sections.differences import CLASSES, about, cause, counted, limits, not_recorded, what
from helpers.present.sections.findings import to_do_row

EXPLAINED = (Column("About", "left", 24), Column("What differs", "left", 42), Column("Why", "left", 34))
UNEXPLAINED = (Column("About", "left", 36), Column("What differs", "left", 64))
STILL_SO = "Whether what was signed is still what would be built now, packs status tells."
TIMES = {1: "once", 2: "twice"}


def changes_counted(close: QuarterClose) -> Section:
    """How many differences there are of each class, or that nothing has changed; then what cannot be told."""
    found = close.differences
    told = [Paragraph(each, "small") for each in limits(found)]
    if not found.found:
        return Section((Paragraph(counted(found)), *told))
    columns = (Column("Class", "left", 60), Column("Differences", "right", 40))
    rows = tuple((text_cell(CLASSES[kind]), Cell(f"{count:,}", count)) for kind, count in found.counts.items())
    caption = "Differences by class"
    return Section((Paragraph(counted(found)), Table("changes", caption, columns, rows), *told))


def changes_in(close: QuarterClose, kind: str) -> Section:
    """A row for each difference of a class: data, targets, definitions, lifecycle, method or words.

    Raises ValueError when there is no such class.
    """
    return Section(tuple(_changes(close, Kind(kind))))


def sign_off_state(close: QuarterClose) -> Section:
    """How far each report is by the content that was last signed of it, and who signed; or that nobody has."""
    if not close.signed:
        return Section((Paragraph(f"Nobody has signed a report of {close.quarter}."),))
    columns = (
        Column("Report", "left", 26), Column("Stage", "left", 12), Column("Prepared", "left", 21),
        Column("Checked", "left", 21), Column("Approved", "left", 20),
    )  # fmt: skip
    rows = tuple(_signed(report, state) for report, state in close.signed.items())
    caption = f"Sign-off of {close.quarter}, by the content that was last signed of each report"
    return Section((Table("sign-off", caption, columns, rows), Paragraph(STILL_SO, "small")))


def _signed(report: str, state: SignOffState) -> tuple[Cell, ...]:
    steps = (state.drafted, state.reviewed, state.approved)
    who = (f"{printable(each.who)}, {words.day(each.on)}" if each else "–" for each in steps)
    return (text_cell(report), text_cell(words.sentence(state.stage.value)), *map(text_cell, who))


def actions_open(close: QuarterClose) -> Section:
    """How many actions are open and past their date, and a table of them, the most urgent first."""
    if not close.actions:
        return Section((Paragraph("No action is open."),))
    count, passed = len(close.actions), len(close.actions_overdue)
    said = f"{words.plural(count, 'action is', 'actions are')} open; {passed or 'none'} of them past the date."
    columns = (
        Column("About", "left", 22), Column("Action", "left", 34), Column("Owner", "left", 18),
        Column("Due", "left", 14), Column("Open for", "left", 12),
    )  # fmt: skip
    rows = tuple(_action(close, each) for each in close.actions)
    caption = f"Actions that are open at the cut-off of {close.quarter}, the most urgent first"
    return Section((Paragraph(said), Table("open-actions", caption, columns, rows)))


def meetings_held(close: QuarterClose) -> Section:
    """The review meetings that considered the quarter's packs, with their minutes."""
    if not close.meetings:
        return Section((Paragraph(f"No review meeting is on record for {close.quarter}."),))
    columns = (
        Column("Day", "left", 16), Column("Who met", "left", 30), Column("Minutes", "left", 26),
        Column("Present", "left", 28),
    )  # fmt: skip
    rows = tuple(_meeting(close, each) for each in close.meetings)
    return Section((Table("meetings", f"Meetings that considered the packs of {close.quarter}", columns, rows),))


def not_final(close: QuarterClose) -> Section:
    """What keeps packs of the quarter from being final, and what to do about it."""
    if not close.needs:
        return Section((Paragraph(f"The packs of {close.quarter} have been reviewed, with minutes on record."),))
    columns = (Column("Where", "left", 30), Column("What was found", "left", 40), Column("What to do", "left", 30))
    rows = tuple(map(to_do_row, close.needs))
    return Section((Table("not-final", f"What keeps packs of {close.quarter} from being final", columns, rows),))


def what_is_next(close: QuarterClose) -> Section:
    """The days to come until the next quarter's packs, and what is to be done before them."""
    columns = (
        Column("Day", "left", 20), Column("Quarter", "left", 14), Column("What", "left", 40), Column("By", "left", 26),
    )  # fmt: skip
    rows = tuple(map(_coming, to_come(close)))
    caption = f"The days from the cut-off of {close.quarter} to the packs of {close.next.quarter}"
    return Section((Table("next", caption, columns, rows), *_to_do(close)))


def _changes(close: QuarterClose, kind: Kind) -> Iterator[Block]:
    found = close.differences.of(kind)
    revised = [each for each in found if isinstance(each, Revised)]
    rest = [each for each in found if each not in revised]
    between = f"{close.quarter} and {close.differences.before}"
    if revised:
        yield _table("revised", f"Figures that differ between {between}, although of the same period", revised)
    if rest:
        what_differs = "New figures" if kind is Kind.DATA else f"{CLASSES[kind]}: what differs"
        yield _table(kind, f"{what_differs} between {between}", rest)
    if not found:
        yield Paragraph(f"No difference in {kind} is on record.")
    if kind is Kind.METHOD and not close.differences.recorded:
        yield Paragraph(not_recorded(close.differences), "small")
    if kind is Kind.WORDS and close.differences.said_again:
        again = words.listing(each.kpi.title for each in close.differences.said_again)
        yield Paragraph(f"Unchanged word for word: {again}.")


def _table(name: str, caption: str, found: Sequence[Difference]) -> Table:
    """A row for each difference; with no column for causes where none of them has one."""
    columns = EXPLAINED if any(map(cause, found)) else UNEXPLAINED
    rows = [tuple(map(text_cell, (about(each), what(each), cause(each) or "–"))) for each in found]
    return Table(f"changes-{name}", caption, columns, tuple(row[: len(columns)] for row in rows))


def _action(close: QuarterClose, action: Action) -> tuple[Cell, ...]:
    limit = close.organisation.settings.commentary_words
    quarters = age(action, close.quarter)
    return (
        text_cell(printable(close.about(action))),
        Cell(action_words(None, action, limit), action.id),
        text_cell(printable(action.owner) or "–"),
        Cell(_due(close, action), action.due_now.isoformat() if action.due_now else None),
        Cell(words.plural(quarters, "quarter") if quarters else "New", quarters),
    )


def _due(close: QuarterClose, action: Action) -> Words:
    if action.due_now is None:
        return NO_DATE
    times = TIMES.get(action.redated, f"{words.spelt(action.redated)} times")
    moved = f"Moved {times}." if action.redated else ""
    passed = Strong("Date passed.") if action in close.actions_overdue else ""
    return joined([f"{words.day(action.due_now)}{'.' if moved or passed else ''}", passed, moved])


def _meeting(close: QuarterClose, meeting: ReviewMeeting) -> tuple[Cell, ...]:
    titles = {committee.id: committee.title for committee in close.committees}
    name = printable(meeting.minutes) or "No minutes on record"
    minutes = Link(name, meeting.link) if meeting.minutes and meeting.link else name
    return (
        text_cell(words.day(meeting.held_on)),
        text_cell(printable(meeting.team) or titles[meeting.committee]),
        text_cell(minutes),
        text_cell(printable(meeting.attendees) or "–"),
    )


def _coming(entry: CalendarEntry) -> tuple[Cell, ...]:
    day = Cell(words.day(entry.day), entry.day.isoformat())
    return day, text_cell(str(entry.quarter)), text_cell(entry.what), text_cell(entry.who or "–")


def _to_do(close: QuarterClose) -> Iterator[Block]:
    """What is left to do for the quarter itself."""
    must = sum(each.severity is Severity.MUST for each in close.needs)
    told = [f"{words.plural(must, 'thing')} to put right before the packs are final."] if must else []
    if close.actions_overdue:
        told.append(
            f"{words.plural(len(close.actions_overdue), 'action')} to close or to re-date (packs actions update)."
        )
    if close.differences.said_again:
        told.append(f"Commentary to write anew for {words.plural(len(close.differences.said_again), 'indicator')}.")
    if not close.next_planned:
        after = close.next.quarter
        told.append(f"{after} has no dates on record yet (packs new quarter); its cut-off is by the usual rule.")
    if told:
        yield Bullets(tuple(told))
