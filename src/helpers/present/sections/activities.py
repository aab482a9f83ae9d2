"""The priority activities: how far each has come, by priority and by directorate plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from helpers.analysis.activities import Activities, ActivityCounts, Reported, counted
from helpers.model.activity import RAG, ActivityState
from helpers.model.periods import Quarter
from helpers.model.status import Status
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Section,
    Strong,
    Table,
    Words,
    joined,
    status_mark,
    text_cell,
)
from helpers.present.prose import printable
from helpers.present.sections.summary import QUIET

NONE = "No priority activity has been reported."
DENOMINATORS = "Percentages are of all activities in the row; Red, Amber and Green count those in progress."


def priority_activities(activities: Activities) -> Section:
    """A sentence, counts by priority and by plan, and every activity that is not complete with its owner and date."""
    return Section(tuple(_blocks(activities)) if activities.reported else (Paragraph(NONE),))


def _blocks(activities: Activities) -> Iterator[Block]:
    yield Paragraph(_lead(activities.counts), "lead")
    yield _counts_table("activities-by-priority", "Priority", activities.by_priority, activities)
    yield _counts_table("activities-by-plan", "Directorate plan", activities.by_plan, activities)
    if activities.not_updated:
        names = words.listing(printable(each.activity.name) for each in activities.not_updated)
        yield Paragraph(f"Nothing was reported this quarter of {names}: what is shown is what was last reported.")
    for plan, reported in activities.by_plan.items():
        yield Heading(printable(plan), 2, css=QUIET)
        yield _list(activities, plan, reported)


def _lead(counts: ActivityCounts) -> str:
    """Of 20 priority activities, 12 (60%) are complete, ... Of the 5 in progress, 3 (60%) are Green."""
    start = f"Of {words.plural(counts.total, 'priority activity', 'priority activities')}"
    told = f"{start}, {_shares(counts.states, counts.total)}."
    rated = f" Of the {counts.in_progress} in progress, {_shares(counts.rags, counts.in_progress)}."
    return told + rated if counts.rags else told


def _shares(counts: Mapping[ActivityState, int] | Mapping[Status, int], of: int) -> str:
    """12 (60%) are complete, 7 (35%) in progress and 1 (5%) not started: the verb agrees with the first count."""
    (first, count), *others = counts.items()
    verb = "is" if count == 1 else "are"
    said = [f"{_share(count, of)} {verb} {first}", *(f"{_share(count, of)} {what}" for what, count in others)]
    return words.listing(said)


def _share(count: int, of: int) -> str:
    return f"{count} ({words.number(100 * count / of)}%)"


def _counts_table(id: str, heading: str, groups: Mapping[str, Sequence[Reported]], activities: Activities) -> Table:
    states = [Column(words.sentence(state.value), "right", 12) for state in ActivityState]
    rags = [Column(status.value, "right", 8) for status in RAG]
    columns = (Column(heading, "left", 20), Column("All", "right", 8), *states, *rags)
    caption = f"Priority activities, {_label(activities.quarter)}, by {heading.lower()}. {DENOMINATORS}"
    return Table(id, caption, columns, tuple(_counts_row(name, counted(each)) for name, each in groups.items()))


def _counts_row(name: str, counts: ActivityCounts) -> tuple[Cell, ...]:
    states = [counts.states.get(state, 0) for state in ActivityState]
    rags = [counts.rags.get(status, 0) for status in RAG]
    return (
        text_cell(printable(name)),
        Cell(str(counts.total), counts.total),
        *(Cell(_share(count, counts.total) if count else "0", count) for count in states),
        *(Cell(str(count), count) for count in rags),
    )


def _list(activities: Activities, plan: str, reported: Sequence[Reported]) -> Table:
    columns = (
        Column("Activity", "left", 30),
        Column("State", "left", 14),
        Column("Status", "left", 11),
        Column("Before", "left", 15),
        Column("Owner and date", "left", 30),
    )
    rows = tuple(_row(activities, each) for each in reported)
    return Table(f"activities-{_number(activities, plan)}", f"Activities of {printable(plan)}", columns, rows)


def _number(activities: Activities, plan: str) -> int:
    return list(activities.by_plan).index(plan) + 1


def _row(activities: Activities, each: Reported) -> tuple[Cell, ...]:
    latest, before = each.latest, each.before
    late = latest.quarter != activities.quarter and each in activities.not_updated
    state = f"{words.sentence(latest.state.value)}{f' (as at {_label(latest.quarter)})' if late else ''}"
    return (
        Cell(joined([printable(each.activity.name), printable(latest.note)], ". "), each.activity.id),
        text_cell(state),
        Cell(status_mark(latest.rag), latest.rag.value) if latest.rag else text_cell("–"),
        text_cell(words.sentence((before.rag or before.state).value) if before else "New"),
        text_cell(_owner(activities, each)),
    )


def _label(quarter: Quarter) -> str:
    """Q1 2025/26."""
    return f"Q{quarter.number} {quarter.financial_year.replace('-', '/')}"


def _owner(activities: Activities, each: Reported) -> Words:
    due = each.activity.due
    open_still = each.latest.state in (ActivityState.IN_PROGRESS, ActivityState.NOT_STARTED)
    passed = Strong("Date passed.") if due and due < activities.quarter.end and open_still else ""
    return joined([f"{printable(each.activity.owner)}.", f"Due {words.day(due)}." if due else "", passed])
