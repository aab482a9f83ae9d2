"""The actions: what is open and for how long, what is overdue, what was closed, and whether it worked."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.actions import age
from helpers.analysis.effect import worth_asking
from helpers.analysis.followed import FollowsUp
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.model.action import Action
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Emphasis,
    Heading,
    Paragraph,
    Section,
    Strong,
    Table,
    Words,
    joined,
    text_cell,
)
from helpers.present.placeholders import without_gaps
from helpers.present.prose import flattened, printable, shortened
from helpers.present.sections.summary import ACTIONS, QUIET, action_subject
from helpers.present.sentences import since_it_began

NO_DATE = "No date given"
TOO_SOON = "nothing can be told yet: no figure is wholly of the time since they began, or none that can be compared."
NOT_PROOF = "A figure can change for other reasons than the action: read these as questions, not as proof."


def actions(report: FollowsUp) -> Section:
    """A sentence, a table of the open actions, one of those closed since the last report, and what changed since."""
    return Section(tuple(_blocks(report)))


def actions_in_short(report: FollowsUp) -> str:
    """How many actions are open, past their date, due and closed, in a sentence or two."""
    return _lead(report)


def action_words(result: IndicatorResult | None, action: Action, limit: int) -> Words:
    """What is to be done as one run of words, cut at the limit and marked as illustrative when it is."""
    told = flattened(shortened(without_gaps(result, action.what), limit))
    return joined([told, Emphasis("Illustrative.")]) if action.illustrative else told


def how_long(action: Action, report: FollowsUp) -> str:
    """For how many quarters the action has been in reports: New, 1 quarter, 4 quarters."""
    quarters = age(action, report.quarter)
    return words.plural(quarters, "quarter") if quarters else "New"


def _blocks(report: FollowsUp) -> Iterator[Block]:
    yield Heading("Actions", 1, ACTIONS)
    yield Paragraph(_lead(report), "lead")
    if report.open_actions:
        yield _open_table(report)
    if report.closed_actions:
        yield _closed_table(report)
    yield from _effects(report)


def _whose(report: FollowsUp) -> str:
    return f"of the {report.committee.title}" if isinstance(report, Pack) else "of every committee"


def _lead(report: FollowsUp) -> str:
    total, closed = len(report.open_actions), len(report.closed_actions)
    ended = f"{words.sentence(words.spelt(closed))} {'was' if closed == 1 else 'were'}" if closed else "None was"
    since = f"{ended} closed since the last report."
    if not total:
        return f"No action is open. {since}" if closed else f"No action is {'open' if report.actions else 'on record'}."
    passed, due = len(report.actions_overdue), len(report.actions_due)
    parts = [f"{_are(passed)} past {'their' if passed > 1 else 'its'} date", f"{_are(due)} due before the next report"]
    return f"{words.plural(total, 'action')} {'is' if total == 1 else 'are'} open: {words.listing(parts)}. {since}"


def _are(count: int) -> str:
    """None is, 1 is, 2 are."""
    return f"{count or 'none'} {'are' if count > 1 else 'is'}"


def _open_table(report: FollowsUp) -> Table:
    columns = (
        Column("About", "left", 18),
        Column("Action", "left", 32),
        Column("Owner", "left", 16),
        Column("Due", "left", 24),
        Column("Open for", "left", 10),
    )
    caption = f"Open actions {_whose(report)}, the most urgent first; every date that an action has had"
    return Table("actions", caption, columns, tuple(_open_row(report, each) for each in report.open_actions))


def _open_row(report: FollowsUp, action: Action) -> tuple[Cell, ...]:
    return (
        text_cell(action_subject(report, action)),
        _what(report, action),
        text_cell(printable(action.owner)),
        Cell(_dates(report, action), action.due_now.isoformat() if action.due_now else None),
        Cell(how_long(action, report), age(action, report.quarter)),
    )


def _what(report: FollowsUp, action: Action) -> Cell:
    said = action_words(_result(report, action), action, report.organisation.settings.commentary_words)
    return Cell(said, action.id)


def _dates(report: FollowsUp, action: Action) -> Words:
    """The date as it stands, that it has passed, and every date before it with who changed it and why."""
    if not action.dates:
        return NO_DATE
    *before, last = action.dates
    passed = Strong("Date passed.") if action in report.actions_overdue else ""
    if not before:
        return joined([f"{words.day(last.due)}{'.' if passed else ''}", passed])
    times = "once" if len(before) == 1 else "twice" if len(before) == 2 else f"{words.spelt(len(before))} times"
    was = words.listing([words.day(each.due) for each in before], "then")
    why = [printable(f"{each.note.rstrip('.')} ({each.by}).") for each in action.dates[1:] if each.note]
    return joined([f"{words.day(last.due)}.", passed, f"Moved {times}: was {was}.", *why])


def _closed_table(report: FollowsUp) -> Table:
    columns = (
        Column("About", "left", 18),
        Column("Action", "left", 33),
        Column("Owner", "left", 16),
        Column("Closed", "left", 33),
    )
    caption = f"Actions {_whose(report)} that were closed since the last report"
    return Table("actions-closed", caption, columns, tuple(_closed_row(report, each) for each in report.closed_actions))


def _closed_row(report: FollowsUp, action: Action) -> tuple[Cell, ...]:
    return (
        text_cell(action_subject(report, action)),
        _what(report, action),
        text_cell(printable(action.owner)),
        Cell(_closed(action), action.state.value),
    )


def _closed(action: Action) -> Words:
    """Done on a day, and how late; or dropped, and why."""
    assert action.closing is not None
    start = f"{words.sentence(action.state.value)} on {words.day(action.closing.on)}{_late(action)}."
    moved = f"Its date was moved {words.plural(action.redated, 'time')}." if action.redated else ""
    note = printable(f"{action.closing.note.rstrip('.')}.") if action.closing.note else ""
    return joined([start, moved, note])


def _late(action: Action) -> str:
    late = action.days_late
    if late is None:
        return ""
    return f", {words.plural(late, 'day')} late" if late > 0 else ", on time"


def _effects(report: FollowsUp) -> Iterator[Block]:
    """What the figures say of each action on an indicator that is open, or was done in the last year."""
    asked = [(action, since_it_began(each, action).text) for each in report.indicators for action in worth_asking(each)]
    points = tuple(joined([action_subject(report, action), said], ": ") for action, said in asked if said)
    if asked:
        yield Heading("Did the action work?", 2, css=QUIET)
    if points:
        yield Paragraph(NOT_PROOF)
        yield Bullets(points)
    if len(points) < len(asked):
        which, untold = "Of the other" if points else "Of the", len(asked) - len(points)
        yield Paragraph(f"{which} {words.plural(untold, 'action')} on indicators {TOO_SOON}")


def _result(report: FollowsUp, action: Action) -> IndicatorResult | None:
    return next((each for each in report.indicators if each.kpi.id == action.kpi), None)
