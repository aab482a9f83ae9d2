"""The key: what each mark in this pack means, worked out from the rules that the pack uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.model.observation import Mark
from helpers.model.status import RATED, SchemeKind, Status, StatusScheme
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Cell,
    Column,
    Paragraph,
    Section,
    Shorthand,
    Table,
    assurance_mark,
    status_mark,
    text_cell,
    variation_mark,
)
from helpers.present.blocks.inline import Span
from helpers.rules.change import Change, Movement
from helpers.rules.spc import Assurance, ControlChart, Variation
from helpers.rules.trend import Projection, Travel, Trend

UNRATED = {
    Status.BASELINE: "No target yet: the figure is being watched so that one can be set.",
    Status.CONTEXTUAL: "Shown for context, without a target.",
    Status.IN_DEVELOPMENT: "The indicator is being developed.",
    Status.NO_DATA: "No figure was reported, or the next one is overdue.",
    Status.NOT_DUE: "The first figure is not due yet.",
    Status.SUPPRESSED: "The number could identify someone, or give away another that could, so it is not shown.",
}
MOVEMENTS = {
    Movement.IMPROVING: "Moved in the direction for improvement; or, as a direction of travel, leads that way.",
    Movement.WORSENING: "Moved away from the direction for improvement; or, as a direction of travel, leads away.",
    Movement.NO_CHANGE: "The same, to the decimals shown.",
    Movement.ROSE: "Went up; neither direction is better.",
    Movement.FELL: "Went down; neither direction is better.",
    Movement.LEVEL: "The same, to the decimals shown; neither direction is better.",
}

TRENDS = {
    Trend.RISING: "The figures shown lead up, more clearly than chance would give.",
    Trend.FALLING: "The figures shown lead down, more clearly than chance would give.",
    Trend.UNCLEAR: "The figures shown lead neither way more clearly than chance would give.",
}
VARIATIONS = {
    Variation.COMMON: "The latest figure is one of the usual ups and downs.",
    Variation.IMPROVEMENT: "The latest figure is out of the ordinary, for the better.",
    Variation.CONCERN: "The latest figure is out of the ordinary, for the worse.",
    Variation.HIGH: "The latest figure is out of the ordinary, on the high side.",
    Variation.LOW: "The latest figure is out of the ordinary, on the low side.",
}
ASSURANCES = {
    Assurance.PASSING: "The target lies outside the usual ups and downs, on the right side: it can be relied on.",
    Assurance.FAILING: "The target lies outside the usual ups and downs: it will be missed unless something changes.",
    Assurance.HIT_OR_MISS: "The target lies within the usual ups and downs: it is met at times and missed at others.",
}


def key(pack: Pack) -> Section:
    """Tables of the statuses, changes and shorthand that this pack uses."""
    return Section(tuple(_tables(pack)))


def meanings(scheme: StatusScheme) -> tuple[tuple[Status, str], ...]:
    """What each status means under a scheme, in words, worst first."""
    texts = {
        SchemeKind.FLOOR: _floor(),
        SchemeKind.RANGE: _range(scheme),
        SchemeKind.IMPROVEMENT: _improvement(scheme),
    }.get(scheme.kind) or _distance(scheme)
    return tuple((status, texts[status]) for status in RATED if status in texts)


def movement_mark(movement: Movement) -> Span:
    """A change in performance as a word and an arrow."""
    return Span(movement.value, ("trend", f"trend-{movement.value.lower().replace(' ', '-')}"))


def trend_mark(trend: Trend) -> Span | str:
    """A direction of travel as a word and an arrow; words alone when there is none."""
    return Span(trend.value, movement_mark(_AS_MOVEMENT[trend]).css) if trend in _AS_MOVEMENT else trend.value


_AS_MOVEMENT = {
    Trend.IMPROVING: Movement.IMPROVING,
    Trend.WORSENING: Movement.WORSENING,
    Trend.RISING: Movement.ROSE,
    Trend.FALLING: Movement.FELL,
}


def _tables(pack: Pack) -> Iterator[Block]:
    schemes = {(r.scheme.id, r.scheme.version): r.scheme for r in pack.indicators if r.scheme}
    for scheme in schemes.values():
        used = sum(result.scheme == scheme for result in pack.indicators)
        yield _scheme_table(scheme, used)
    unrated = [status for status in UNRATED if any(result.status is status for result in pack.indicators)]
    if unrated:
        rows = tuple((Cell(status_mark(s), s.value), text_cell(UNRATED[s])) for s in unrated)
        yield _table("key-not-rated", "Not rated", "Shown as", rows)
    moved = tuple(_change_rows(pack))
    if moved:
        yield _table("key-change", "Change in performance, and direction of travel", "Shown as", moved)
    charts = [result.spc for result in pack.indicators if isinstance(result.spc, ControlChart)]
    if charts:
        yield _table("key-control", "Control charts", "Shown as", tuple(_control_rows(charts)))
    yield from _shorthand(pack)
    yield from _abbreviations(pack)


def _change_rows(pack: Pack) -> Iterator[tuple[Cell, ...]]:
    """The words for a change, and those for a direction of travel that are not the same words."""
    trends = {result.travel.trend for result in pack.indicators if isinstance(result.travel, Travel)}
    used = _movements(pack) | {movement for movement in MOVEMENTS if movement.value in trends}
    for movement in MOVEMENTS:
        if movement in used:
            yield Cell(movement_mark(movement), movement.value), text_cell(MOVEMENTS[movement])
    for trend, said in TRENDS.items():
        if trend in trends:
            yield Cell(trend_mark(trend), trend.value), text_cell(said)


def _control_rows(charts: Sequence[ControlChart]) -> Iterator[tuple[Cell, ...]]:
    """What the latest figures are signs of, and how far targets can be relied on: what this pack uses."""
    for variation, said in VARIATIONS.items():
        if any(chart.variation is variation for chart in charts):
            yield Cell(variation_mark(variation), variation.value), text_cell(said)
    for assurance, said in ASSURANCES.items():
        if any(chart.assurance is assurance for chart in charts):
            yield Cell(assurance_mark(assurance), assurance.value), text_cell(said)


def _abbreviations(pack: Pack) -> Iterator[Block]:
    """The organisation's acronyms that this pack's commentary uses, for those who do not know them."""
    texts = [text for result in pack.indicators if result.commentary for text, _ in result.commentary.parts]
    used = [each for each in pack.organisation.acronyms if any(_stands_in(each, text) for text in texts)]
    if used:
        rows = tuple((text_cell(each), text_cell(pack.organisation.acronyms[each])) for each in sorted(used))
        yield _table("key-abbreviations", "Abbreviations", "Short form", rows)


def _stands_in(acronym: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(acronym)}(?!\w)", text) is not None


def _scheme_table(scheme: StatusScheme, used: int) -> Table:
    rows = tuple((Cell(status_mark(status), status.value), text_cell(text)) for status, text in meanings(scheme))
    slug = re.sub(r"[^a-z0-9]+", "-", scheme.id.lower()).strip("-")
    caption = f"Status: {scheme.name} (version {scheme.version}), used by {words.plural(used, 'indicator')}"
    return _table(f"key-{slug}", caption, "Status", rows)


def _table(id: str, caption: str, first: str, rows: tuple[tuple[Cell, ...], ...]) -> Table:
    return Table(id, caption, (Column(first, "left", 22), Column("What it means", "left", 78)), rows)


def _shorthand(pack: Pack) -> Iterator[Block]:
    marks = _marks(pack)
    used = [mark for mark in Mark if mark in marks]
    if not used:
        return
    rows = tuple((Cell(Shorthand(mark), f"[{mark}]"), text_cell(f"{words.sentence(mark.meaning)}.")) for mark in used)
    yield _table("key-shorthand", "Shorthand", "Shown as", rows)
    yield Paragraph("Shorthand follows the Government Analysis Function's guidance for statistics.", "small")


def _marks(pack: Pack) -> set[Mark]:
    marks = {mark for result in pack.indicators for point in result.history for mark in point.reading.marks}
    revised = [each for result in pack.indicators for each in result.revisions]
    marks |= {mark for each in revised for reading in (each.before, each.now) for mark in reading.marks}
    if any(isinstance(result.projection, Projection) for result in pack.indicators):
        marks.add(Mark.FORECAST)
    if any(_has_low(result) for result in pack.indicators):
        marks.add(Mark.LOW)
    return marks


def _has_low(result: IndicatorResult) -> bool:
    values = [point.reading.value for point in result.history]
    return any(value is not None and words.rounds_to_zero(result.kpi, value) for value in values)


def _movements(pack: Pack) -> set[Movement]:
    changes = [change for result in pack.indicators for change in (result.short_term, result.long_term)]
    return {change.movement for change in changes if isinstance(change, Change)}


def _distance(scheme: StatusScheme) -> dict[Status, str]:
    amber = _distance_text(scheme, scheme.amber or 0)
    texts = {
        Status.RED: f"Worse than the target by more than {amber}.",
        Status.AMBER: f"Worse than the target by {amber} or less.",
        Status.GREEN: "On the target or better.",
    }
    if scheme.blue is not None:
        blue = _distance_text(scheme, scheme.blue)
        texts[Status.GREEN] = f"On the target, or better by up to {blue}."
        texts[Status.BLUE] = f"Better than the target by more than {blue}."
    return texts


def _distance_text(scheme: StatusScheme, distance: words.Number) -> str:
    size = words.trimmed(distance)
    if scheme.kind is SchemeKind.POINTS:
        return words.plural(int(distance), "percentage point") if distance == 1 else f"{size} percentage points"
    return f"{size} of the indicator's own unit" if scheme.kind is SchemeKind.ABSOLUTE else f"{size}% of it"


def _improvement(scheme: StatusScheme) -> dict[Status, str]:
    amber = _distance_text(scheme, scheme.amber or 0)
    return _distance(scheme) | {
        Status.RED: f"Worse than the target by more than {amber}, and not better than a year before.",
        Status.AMBER: f"Worse than the target by {amber} or less, or by more but better than a year before.",
    }


def _floor() -> dict[Status, str]:
    return {
        Status.RED: "Worse than the floor standard set with the target.",
        Status.AMBER: "Worse than the target, but no worse than the floor standard set with it.",
        Status.GREEN: "On the target or better.",
    }


def _range(scheme: StatusScheme) -> dict[Status, str]:
    amber = words.trimmed(scheme.amber or 0)
    return {
        Status.RED: f"Outside the target range by more than {amber}% of its nearer end.",
        Status.AMBER: f"Outside the target range by {amber}% of its nearer end or less.",
        Status.GREEN: "Inside the target range.",
    }
