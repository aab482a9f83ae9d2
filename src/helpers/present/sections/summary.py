"""The first page: how things stand, what changed, and what needs the committee."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.extremes import Extreme, standout
from helpers.analysis.followed import FollowsUp
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack, StatusCounts, by_target, has_moved, is_fresh, lapsed, recovered
from helpers.model.action import Action
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
from helpers.present.figures import reading_words
from helpers.present.legible import legible
from helpers.present.prose import printable
from helpers.present.rulings import what_was_decided
from helpers.present.sections.key import movement_mark
from helpers.present.sentences import why
from helpers.present.sentences.notable import record
from helpers.rules.change import Change

MOST_NAMED = 6
MOST_RECORDS = 3
RECORDS = (Extreme.WORST, Extreme.BEST)  # in the order in which they are told
MOST_RULED = 2
LONG = 18  # indicators beyond which the table would not fit on the first page
CAPTION = (
    "Change is since the period before; predicted is the status at the year's end, or next period, on a straight line."
)
QUIET = ("unnumbered", "unlisted")
ACTIONS = "sec-actions"  # where all actions are
DECISIONS = "sec-decisions"
REVISED = "sec-revised-figures"


def summary(pack: Pack) -> Section:
    """A sentence, four cards, what changed, what needs you, and every indicator in one table."""
    return Section(tuple(_blocks(pack)))


def page_link(result: IndicatorResult) -> Link:
    """A link to the indicator's page."""
    return Link(result.kpi.title, f"#sec-{result.kpi.id}")


def action_subject(report: FollowsUp, action: Action) -> Words:
    """What an action is about: a link to its indicator, a KPI that is reported no longer, or another subject."""
    name = printable(report.about(action))
    if action.kpi in {result.kpi.id for result in report.indicators}:
        return Link(name, f"#sec-{action.kpi}")
    return f"{name} (no longer reported)" if action.kpi else name


def see_actions() -> Link:
    """A link to where all actions are."""
    return Link("see Actions", f"#{ACTIONS}")


def in_reading_order(results: Sequence[IndicatorResult]) -> list[IndicatorResult]:
    """Red, Amber, Green, Blue, then those without a rating; by name within each."""
    return sorted(results, key=lambda result: (result.status.rank, result.kpi.title.casefold()))


def _blocks(pack: Pack) -> Iterator[Block]:
    yield Paragraph(how_rated(pack.counts), "lead")
    yield from rating_cards(pack.counts, pack.organisation.statuses)
    yield Heading("What changed", 2, css=QUIET)
    yield Bullets(tuple(_changed(pack)))
    yield Heading("What needs you", 2, css=QUIET)
    yield Bullets(tuple(_needs(pack)))
    yield _table(pack, _tabled(pack))
    yield from (Paragraph(words) for words in _untabled(pack))


def _tabled(pack: Pack) -> Sequence[IndicatorResult]:
    """The indicators of the table: all of them or, in a long pack, as many ratings from Red up as stay on one page."""
    kept: list[IndicatorResult] = []
    for status in RATED if len(pack.indicators) > LONG else ():
        rated = [result for result in pack.indicators if result.status is status]
        if len(kept) + len(rated) > LONG:
            break
        kept += rated
    return kept or pack.indicators


def _untabled(pack: Pack) -> Iterator[Words]:
    left_out = [result for result in pack.indicators if result not in _tabled(pack)]
    for status in pack.counts.by_status:
        named = [result for result in left_out if result.status is status]
        if named:
            yield _naming(f"{status}:", named)


def how_rated(counts: StatusCounts) -> str:
    """How many indicators are rated and how, and how many are not, in a sentence or two."""
    rated = [f"{counts.by_status[status]} {status}" for status in RATED if status in counts.by_status]
    unrated = [f"{count} {status}" for status, count in counts.by_status.items() if not status.rated]
    if not rated:
        return f"None of the {words.plural(counts.total, 'indicator')} is rated: {words.listing(unrated)}."
    if not unrated:
        return f"All {words.plural(counts.total, 'indicator')} are rated: {words.listing(rated)}."
    verb = "is" if counts.rated == 1 else "are"
    start = f"{counts.rated} of the {words.plural(counts.total, 'indicator')} {verb} rated: {words.listing(rated)}."
    return f"{start} Not rated: {words.listing(unrated)}."


def rating_cards(counts: StatusCounts, statuses: Sequence[Status]) -> Iterator[Block]:
    """A card for each of these ratings, unless nothing is rated."""
    if counts.rated:
        yield Cards(tuple(_card(counts, status) for status in statuses))


def _card(counts: StatusCounts, status: Status) -> Card:
    return Card(str(counts.by_status.get(status, 0)), (status_mark(status), f" of {counts.rated} rated"))


def _changed(pack: Pack) -> Iterator[Words]:
    yield from ratings_changed(pack.indicators)
    yield from _records(pack)
    yield from _removed(pack)
    yield from _redefined(pack)
    yield from _revised(pack)
    if pack.closed_actions:
        yield _see_actions(f"{words.plural(len(pack.closed_actions), 'action')} closed since the last report")
    yield from _fresh(pack)


def ratings_changed(results: Sequence[IndicatorResult]) -> Iterator[Words]:
    """Each rating that is another than in the last report, and each that has lapsed; that none is, where none is."""
    moved = [result for result in results if has_moved(result)]
    for result in in_reading_order(moved):
        recovery = "recovered, " if recovered(result) else ""
        change = f"{recovery}{result.previous_status} to {result.status}, {_at(result)}"
        yield (page_link(result), f": {change}{_why_moved(result)}.")
    if not moved:
        yield "No rating has changed since the last report."
    for result in in_reading_order([each for each in results if lapsed(each)]):
        yield (page_link(result), f": {result.previous_status} to No data, since its next figure is late.")


def _records(pack: Pack) -> Iterator[Words]:
    """New figures that stand out although the rating is what it was, the worst first."""
    found = [(result, standout(result)) for result in pack.indicators if is_fresh(result) and result not in pack.moved]
    told = [(result, each) for result, each in found if each is not None and each.extreme in RECORDS]
    for result, _ in sorted(told, key=lambda pair: RECORDS.index(pair[1].extreme))[:MOST_RECORDS]:
        still = f"still {result.status}" if result.previous_status is result.status else result.status.value
        yield (page_link(result), f": {still}, {_at(result)}. {record(result).text}")


def _removed(pack: Pack) -> Iterator[Words]:
    """The indicators that have left since the last report; when they are many, how many and where to read on."""
    gone, decisions = pack.removals, Link("the decisions of the year", f"#{DECISIONS}")
    if len(gone) > MOST_RULED:
        yield (f"{len(gone)} indicators left this report: see ", decisions, ".")
    else:
        yield from (f"{each.decided.kpi.title}: {what_was_decided(each)}." for each in gone)


def _redefined(pack: Pack) -> Iterator[Words]:
    """The indicators that are defined otherwise than in the last report; when they are many, how many."""
    anew, decisions = pack.redefinitions, Link("the decisions of the year", f"#{DECISIONS}")
    if len(anew) > MOST_RULED:
        yield (f"{len(anew)} indicators were defined anew: see ", decisions, ".")
        return
    for each in anew:
        kpi = each.decided.kpi
        yield (Link(kpi.title, f"#sec-{kpi.id}"), f": {what_was_decided(each)}.")


def _revised(pack: Pack) -> Iterator[Words]:
    count = sum(len(result.revisions) for result in pack.revised)
    if count:
        figures = f"{words.spelt(count).capitalize()} {'figure' if count == 1 else 'figures'}"
        yield (Link(figures, f"#{REVISED}"), f" {'has' if count == 1 else 'have'} been revised since the last report.")


def _why_moved(result: IndicatorResult) -> str:
    """That the target moved, where performance did not go the way the rating did."""
    if not by_target(result):
        return ""
    return f"; the target was {words.target_text(result.kpi, result.previous_target)} for the figure before"


def _fresh(pack: Pack) -> Iterator[Words]:
    fresh = [result for result in pack.indicators if is_fresh(result)]
    verb = "has" if len(fresh) == 1 else "have"
    indicators, noun = words.plural(pack.counts.total, "indicator"), pack.plan.cadence.noun
    start = f"{len(fresh)} of {indicators} {verb} a new figure this {noun}"
    if not 0 < len(fresh) <= MOST_NAMED:
        yield f"{start}."
    else:
        yield _naming(f"{start}:", fresh)


def _naming(start: str, results: Sequence[IndicatorResult]) -> Words:
    """A sentence that ends with links to these indicators."""
    *others, last = [page_link(result) for result in in_reading_order(results)]
    end = joined([last, "."], "")
    return joined([start, joined([joined(others, ", "), end], " and ") if others else end])


def _at(result: IndicatorResult) -> str:
    shown = legible(result)
    value = words.value(shown.kpi, shown.current.value) if shown.current and shown.current.value is not None else "–"
    return f"{value} against {words.target_words(shown.kpi, shown.target)}"


def _needs(pack: Pack) -> Iterator[Words]:
    reds = [*_new_reds(pack), *_still_red(pack), *_without_action(pack)]
    needs = [*reds, *_unexplained(pack), *_actions_due(pack), *_overdue(pack)]
    yield from needs or ["Nothing: no indicator is Red, every Amber has an action on record, and no figure is overdue."]


def _new_reds(pack: Pack) -> Iterator[Words]:
    for result in pack.new_reds:
        yield ("Newly Red: ", page_link(result), f", {why(result).text.removeprefix('Red: ')}")


def _still_red(pack: Pack) -> Iterator[Words]:
    still = [result for result in pack.indicators if result.status is Status.RED and result not in pack.new_reds]
    as_before = [result for result in still if result.previous_status is Status.RED and pack.moved]
    if as_before:
        yield _naming("Red, as in the last report:", as_before)
    if len(as_before) < len(still):
        yield _naming("Red:", [result for result in still if result not in as_before])


def _unexplained(pack: Pack) -> Iterator[Words]:
    """Indicators without an action that is prompted for, not required."""
    for status in pack.organisation.settings.action_prompted:
        named = [result for result in pack.action_prompted if result.status is status]
        if named:
            yield _naming(f"{status} without an action on record:", named)


def _without_action(pack: Pack) -> Iterator[Words]:
    for result in pack.action_missing:
        yield (f"{result.status} without an action on record: ", page_link(result), f" ({result.kpi.owner}).")


def _actions_due(pack: Pack) -> Iterator[Words]:
    """How many actions should have been done, and how many should be by the time of the next report."""
    passed, due = len(pack.actions_overdue), len(pack.actions_due)
    told = [f"{passed} {'is past its' if passed == 1 else 'are past their'} date"] if passed else []
    told += [f"{due} {'is' if due == 1 else 'are'} due before the next report"] if due else []
    if told:
        yield _see_actions(f"Of {words.plural(len(pack.open_actions), 'open action')}, {words.listing(told)}")


def _see_actions(start: str) -> Words:
    return joined([f"{start}:", joined([see_actions(), "."], "")])


def _overdue(pack: Pack) -> Iterator[Words]:
    if pack.overdue:
        yield _naming("Figures are overdue for", pack.overdue)


def _table(pack: Pack, tabled: Sequence[IndicatorResult]) -> Table:
    columns = (
        Column("Indicator", "left", 29),
        Column("Status", "left", 15),
        Column("Latest", "right", 9),
        Column("Period", "left", 14),
        Column("Target", "right", 9),
        Column("Change", "left", 13),
        Column("Predicted", "left", 11),
    )
    some = len({result.kpi.strategic for result in pack.indicators}) == 2
    rows = tuple(_row(legible(result), some) for result in in_reading_order(tabled))
    strategic = " S: strategic indicator." if some else ""
    ratings = words.listing([str(status) for status in RATED if any(result.status is status for result in tabled)])
    which = "Indicators" if len(tabled) == len(pack.indicators) else f"{ratings} indicators"
    caption = f"{which} of the {pack.committee.title}. {CAPTION}{strategic}"
    return Table("summary", caption, columns, rows)


def _row(result: IndicatorResult, flag: bool) -> tuple[Cell, ...]:
    kpi, current = result.kpi, result.current
    name = joined([page_link(result), Emphasis("S")]) if flag and kpi.strategic else page_link(result)
    target = result.target.target if result.target else None
    return (
        Cell(name, kpi.name),
        status_cell(result),
        Cell(reading_words(kpi, current), current.value if current else None),
        text_cell(words.period_label(kpi, current.period) if current else "–"),
        Cell(words.target_text(kpi, result.target), None if target is None else float(target)),
        change_cell(result),
        _predicted_cell(result),
    )


def status_cell(result: IndicatorResult) -> Cell:
    """The status; one that has lapsed says what the latest figure was rated."""
    last = result.last_rating if result.status is Status.NO_DATA else None
    shown = joined([status_mark(result.status), f"last {last.status}"]) if last else status_mark(result.status)
    return Cell(shown, result.status.value)


def _predicted_cell(result: IndicatorResult) -> Cell:
    predicted = result.outlook.rating.status if result.outlook else None
    return Cell(status_mark(predicted), predicted.value) if predicted else text_cell("–")


def change_cell(result: IndicatorResult) -> Cell:
    """How performance has changed since the period before or, where that cannot be told, over the longer term."""
    if result.status is Status.NO_DATA:
        return text_cell("–")
    change = result.short_term if isinstance(result.short_term, Change) else result.long_term
    return Cell(movement_mark(change.movement), change.movement.value) if isinstance(change, Change) else text_cell("–")
