"""The first page: how things stand, what changed, and what needs the committee."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.model.status import RATED, Status
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
    Link,
    Paragraph,
    Section,
    Table,
    Words,
    joined,
    status_mark,
    text_cell,
)
from helpers.present.figures import reading_words, target_text
from helpers.present.legible import legible
from helpers.present.sections.key import movement_mark
from helpers.present.sentences import why
from helpers.rules.change import Change

QUIET = ("unnumbered", "unlisted")


def summary(pack: Pack) -> Section:
    """A sentence, four cards, what changed, what needs you, and every indicator in one table."""
    return Section(tuple(_blocks(pack)))


def page_link(result: IndicatorResult) -> Link:
    """A link to the indicator's page."""
    return Link(result.kpi.title, f"#sec-{result.kpi.id}")


def in_reading_order(results: Sequence[IndicatorResult]) -> list[IndicatorResult]:
    """Red, Amber, Green, Blue, then those without a rating; by name within each."""
    return sorted(results, key=lambda result: (result.status.rank, result.kpi.title.casefold()))


def _blocks(pack: Pack) -> Iterator[Block]:
    yield Paragraph(_lead(pack), "lead")
    if pack.counts.rated:
        yield Cards(tuple(_card(pack, status) for status in RATED))
    yield Heading("What changed", 2, css=QUIET)
    yield Bullets(tuple(_changed(pack)))
    yield Heading("What needs you", 2, css=QUIET)
    yield Bullets(tuple(_needs(pack)))
    yield _table(pack)


def _lead(pack: Pack) -> str:
    counts = pack.counts
    rated = [f"{counts.by_status[status]} {status}" for status in RATED if status in counts.by_status]
    unrated = [f"{count} {status}" for status, count in counts.by_status.items() if not status.rated]
    if not rated:
        return f"None of the {words.plural(counts.total, 'indicator')} is rated: {words.listing(unrated)}."
    if not unrated:
        return f"All {words.plural(counts.total, 'indicator')} are rated: {words.listing(rated)}."
    verb = "is" if counts.rated == 1 else "are"
    start = f"{counts.rated} of the {words.plural(counts.total, 'indicator')} {verb} rated: {words.listing(rated)}."
    return f"{start} Not rated: {words.listing(unrated)}."


def _card(pack: Pack, status: Status) -> Card:
    return Card(str(pack.counts.by_status.get(status, 0)), (status_mark(status), f" of {pack.counts.rated} rated"))


def _changed(pack: Pack) -> Iterator[Words]:
    for result in in_reading_order(pack.moved):
        yield (page_link(result), f": {result.previous_status} to {result.status}, {_at(result)}.")
    if not pack.moved:
        yield "No rating has changed since the last report."
    fresh = sum(1 for r in pack.indicators if r.freshness and not (r.freshness.carried_forward or r.freshness.overdue))
    if fresh < pack.counts.total:
        verb = "has" if fresh == 1 else "have"
        yield f"{fresh} of {words.plural(pack.counts.total, 'indicator')} {verb} a new figure this quarter."


def _at(result: IndicatorResult) -> str:
    shown = legible(result)
    value = words.value(shown.kpi, shown.current.value) if shown.current and shown.current.value is not None else "–"
    return f"{value} against {'a range' if _is_range(shown) else 'a target'} of {target_text(shown.kpi, shown.target)}"


def _is_range(result: IndicatorResult) -> bool:
    return result.target is not None and result.target.target is None


def _needs(pack: Pack) -> Iterator[Words]:
    needs = [*_new_reds(pack), *_without_action(pack), *_overdue(pack)]
    if not needs:
        needs = [
            "Nothing new: no indicator has become Red, every Red has an action on record, and no figure is overdue."
        ]
    yield from needs


def _new_reds(pack: Pack) -> Iterator[Words]:
    for result in pack.new_reds:
        yield ("Newly Red: ", page_link(result), f", {why(result).text.removeprefix('Red: ')}")


def _without_action(pack: Pack) -> Iterator[Words]:
    for result in pack.indicators:
        if needs_action(result):
            yield ("Red without an action on record: ", page_link(result), f" ({result.kpi.owner}).")


def _overdue(pack: Pack) -> Iterator[Words]:
    late = [page_link(result) for result in in_reading_order(pack.overdue)]
    if late:
        *start, last = late
        yield joined(["Figures are overdue for", joined([joined(start, ", "), (last, ".")], " and ")])


def needs_action(result: IndicatorResult) -> bool:
    """Whether the indicator is Red and no action is on record."""
    return result.status is Status.RED and not (result.commentary and result.commentary.action.strip())


def _table(pack: Pack) -> Table:
    columns = (
        Column("Indicator", "left", 36),
        Column("Latest", "right", 10),
        Column("Period", "left", 13),
        Column("Target", "right", 10),
        Column("Status", "left", 17),
        Column("Change", "left", 14),
    )
    some = len({result.kpi.strategic for result in pack.indicators}) == 2
    rows = tuple(_row(legible(result), some) for result in in_reading_order(pack.indicators))
    caption = f"Indicators of the {pack.committee.title}" + (" (S: strategic indicator)" if some else "")
    return Table("summary", caption, columns, rows)


def _row(result: IndicatorResult, flag: bool) -> tuple[Cell, ...]:
    kpi, current = result.kpi, result.current
    name = joined([page_link(result), Emphasis("S")]) if flag and kpi.strategic else page_link(result)
    target = result.target.target if result.target else None
    return (
        Cell(name, kpi.name),
        Cell(reading_words(kpi, current), current.value if current else None),
        text_cell(words.period_label(kpi, current.period) if current else "–"),
        Cell(target_text(kpi, result.target), None if target is None else float(target)),
        Cell(status_mark(result.status), result.status.value),
        _change_cell(result),
    )


def _change_cell(result: IndicatorResult) -> Cell:
    if result.status is Status.NO_DATA:
        return text_cell("–")
    change = result.short_term if isinstance(result.short_term, Change) else result.long_term
    return Cell(movement_mark(change.movement), change.movement.value) if isinstance(change, Change) else text_cell("–")
