"""The page of one indicator: everything that the Framework says a report contains."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from helpers.analysis.indicator import IndicatorResult, Standing
from helpers.analysis.peers import neighbours
from helpers.model.kpi import Direction
from helpers.model.lifecycle import Lifecycle
from helpers.model.observation import Mark, Reading
from helpers.model.organisation import Settings
from helpers.model.status import Status
from helpers.model.target import Target, TargetBasis
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Section,
    Shorthand,
    Table,
    Words,
    joined,
    status_mark,
    text_cell,
    variation_mark,
)
from helpers.present.charts import benchmark, trend
from helpers.present.figures import reading_words
from helpers.present.legible import legible, possible_limits
from helpers.present.sections.commentary import from_the_service
from helpers.present.sections.key import movement_mark, trend_mark
from helpers.present.sentences import drafted, parts, red_for, why
from helpers.rules.benchmark import Significance
from helpers.rules.change import Change
from helpers.rules.spc import ControlChart, Variation
from helpers.rules.withheld import Withheld

DIRECTIONS = {Direction.INCREASE: "Increase", Direction.DECREASE: "Decrease", Direction.NEUTRAL: "Neither"}
USUAL = Settings()
NOT_A_FORECAST = "straight-line projection, not a forecast"

Row = tuple[Cell, Cell, Cell]


def indicator_page(result: IndicatorResult, settings: Settings = USUAL, own_page: bool = True) -> Section:
    """One indicator, on a page of its own unless said otherwise; a short one while it is in development."""
    shown = legible(result)
    body = _in_development(shown, settings) if has_nothing_yet(shown) else _reported(shown, settings)
    return Section((*_heading(shown, own_page), *body))


def has_nothing_yet(result: IndicatorResult) -> bool:
    """Whether the indicator is in development and has no figures."""
    return result.current is None and (
        result.kpi.lifecycle is Lifecycle.IN_DEVELOPMENT or result.status is Status.IN_DEVELOPMENT
    )


def _heading(result: IndicatorResult, own_page: bool) -> Iterator[Block]:
    kpi = result.kpi
    strategic = ("Strategic indicator",) if kpi.strategic else ()
    facts = " · ".join([*strategic, result.priority.name, f"Owner: {kpi.owner}"])
    yield Heading(kpi.name, 2, f"sec-{kpi.id}", ("kpi",) if own_page else ())
    yield Paragraph(joined([status_mark(result.status), facts]), "kpi-meta")
    yield Paragraph(why(result).text, "why")


def _in_development(result: IndicatorResult, settings: Settings) -> Iterator[Block]:
    if result.commentary:
        yield Heading("Commentary", 3)
    yield from from_the_service(result, settings)
    yield from _about(result)


def _reported(result: IndicatorResult, settings: Settings) -> Iterator[Block]:
    yield key_figures(result)
    yield from (chart for chart in (trend(result), benchmark(result)) if chart)
    yield Heading("Commentary", 3)
    sentences = " ".join(sentence.text for sentence in drafted(result))
    if sentences:
        yield Paragraph(sentences)
    yield from from_the_service(result, settings)
    yield from _about(result)


def key_figures(result: IndicatorResult) -> Table:
    """The Framework's items as one table."""
    columns = (Column("Key figure", "left", 26), Column("Value", "right", 16), Column("Note", "left", 58))
    return Table(result.kpi.id, f"Key figures: {result.kpi.name}", columns, tuple(_rows(result)))


def _rows(result: IndicatorResult) -> Iterator[Row]:
    yield _performance(result, "Current performance", result.current)
    yield _performance(result, "Previous performance", result.previous)
    yield _projected(result)
    yield _target(result, "Current target", result.target)
    yield _target(result, "Previous target", result.previous_target)
    if result.year_target:
        yield _target(result, "Target for the year", result.year_target)
    if result.original:
        yield _target(result, "Original target", result.original.target)
    yield _status(result)
    yield _row("Direction for improvement", DIRECTIONS[result.kpi.direction], words.direction(result.kpi))
    yield from _changes(result)
    yield from _comparators(result)


def _row(name: str, value: Words, note: str, raw: float | str | None = None) -> Row:
    return text_cell(name), Cell(value, raw), text_cell(note)


def _performance(result: IndicatorResult, name: str, reading: Reading | None) -> Row:
    if reading is None:
        return _row(name, "–", "No figure" if name.startswith("Current") else "No earlier figure to compare with")
    counts = parts(result.kpi, reading).text
    notes = [
        words.period_label(result.kpi, reading.period),
        counts,
        *(_age(result) if reading is result.current else []),
    ]
    return _row(name, reading_words(result.kpi, reading), "; ".join(note for note in notes if note), reading.value)


def _age(result: IndicatorResult) -> Iterator[str]:
    fresh = result.freshness
    if fresh and fresh.carried_forward:
        due = f", next due {words.short_month(fresh.next_due)}" if fresh.next_due else ""
        yield f"carried forward: {words.plural(fresh.age_months, 'month')} old{due}"


def _projected(result: IndicatorResult) -> Row:
    name, projection = "Projected linear trend", result.projection
    if isinstance(projection, Withheld) or result.following is None:
        reason = projection.reason if isinstance(projection, Withheld) else ""
        return _row(name, "–", _reason(reason.removeprefix("no projection: ")))
    value, low, high = (
        words.value(result.kpi, result.kpi.nearest_possible(number))
        for number in (projection.value, projection.low, projection.high)
    )
    note = f"{words.period_label(result.kpi, result.following)}; 95% range {low} to {high}; {NOT_A_FORECAST}"
    return _row(name, joined([value, Shorthand(Mark.FORECAST)]), note, projection.value)


def _target(result: IndicatorResult, name: str, target: Target | None) -> Row:
    if target is None:
        return _row(name, "–", "No target was in force" if result.scheme else "Monitored for context, without a target")
    note = words.period_label(result.kpi, target.period) if name.startswith("Previous") else _basis(target)
    raw = None if target.target is None else float(target.target)
    return _row(name, words.target_text(result.kpi, target), note, raw)


def _basis(target: Target) -> str:
    """The rule a target was derived by, or that it is illustrative, or who agreed it."""
    if target.basis is TargetBasis.AGREED:
        return f"Agreed by {target.agreed_by} on {words.day(target.agreed_on)}"
    return f"Illustrative: {target.rule}" if target.basis is TargetBasis.ILLUSTRATIVE else target.rule


def _status_name(result: IndicatorResult) -> str:
    """RAGB status, or RAG status where nothing is ever Blue, by the initials of what its scheme can give."""
    initials = "".join(status.value[0] for status in result.scheme.statuses) if result.scheme else ""
    return f"{initials} status" if initials else "Status"


def _status(result: IndicatorResult) -> Row:
    return _row(_status_name(result), status_mark(result.status), "; ".join(_status_notes(result)), result.status.value)


def _status_notes(result: IndicatorResult) -> Iterator[str]:
    original, lasted, outlook = result.original, result.persistence, result.outlook
    if original and original.rating and result.status.rated:
        target = words.target_text(result.kpi, original.target)
        yield f"{result.status} (would be {original.rating.status} on the original {target})"
    if red_for(result).text:
        yield f"Red {red_for(result)}"
    elif lasted and lasted.reports > 1:
        more = " or more" if lasted.at_least else ""
        yield f"{result.status} for {words.plural(lasted.reports, result.cadence.noun)}{more}"
    else:
        noun, before = result.cadence.noun, result.previous_status
        yield f"Last {noun}: {before}" if before else f"Not in last {noun}'s report"
    if outlook:
        other = result.target is None or outlook.target.limits != result.target.limits
        on = f" on {words.target_words(result.kpi, outlook.target)}" if other else ""
        yield f"predicted for {words.period_label(result.kpi, outlook.period)}: {outlook.rating.status}{on}"


def _changes(result: IndicatorResult) -> Iterator[Row]:
    both = result.long_term is not None
    yield _change(result, "Change, short term" if both else "Change in performance", result.short_term)
    if result.long_term is not None:
        yield _change(result, "Change, long term", result.long_term)
    if not _same_reason(result):
        yield _trend(result)
    if isinstance(result.spc, ControlChart) and result.spc.variation:
        yield _control(result, result.spc, result.spc.variation)


def _same_reason(result: IndicatorResult) -> bool:
    """Whether the trend is withheld for the reason that the projection is, which one row has told already."""
    both = [result.projection, result.travel]
    reasons = {each.reason.partition(": ")[2] for each in both if isinstance(each, Withheld)}
    return isinstance(result.travel, Withheld) and isinstance(result.projection, Withheld) and len(reasons) == 1


def _control(result: IndicatorResult, chart: ControlChart, variation: Variation) -> Row:
    """What a control chart says of the latest figure, and whether the target can be relied on."""
    notes = [f"target {chart.assurance.lower()}"] if chart.assurance else []
    limits = possible_limits(result.kpi, chart.current)
    if limits:
        low, high = (words.value(result.kpi, limit) for limit in limits)
        notes.append(f"{'trial ' if chart.trial else ''}limits {low} to {high}")
    return _row("Control chart", variation_mark(variation), words.sentence("; ".join(notes)), variation.value)


def _trend(result: IndicatorResult) -> Row:
    """The direction of travel and, off target, how soon it leads there."""
    name, found = "Direction of travel", result.travel
    if isinstance(found, Withheld):
        return _row(name, "–", _reason(found.reason.removeprefix("no trend: ")))
    kpi = result.kpi
    rate = f"{words.signed_difference(kpi, found.slope)} {words.each_period(kpi)} over {found.points} figures"
    return _row(name, trend_mark(found.trend), "; ".join([rate, *_time_to_target(result)]), found.trend.value)


def _time_to_target(result: IndicatorResult) -> Iterator[str]:
    if isinstance(result.to_target, Withheld):
        yield "target not met at the current rate"
    elif result.to_target is not None:
        yield f"target met in about {words.periods(result.kpi, result.to_target)} at the current rate"


def _change(result: IndicatorResult, name: str, change: Change | Withheld) -> Row:
    if isinstance(change, Withheld):
        return _row(name, "–", _reason(change.reason))
    since = words.since(result.kpi, change.earlier.period)
    amount = words.signed_difference(result.kpi, change.amount)
    earlier = words.value(result.kpi, change.earlier.value or Decimal(0))
    return _row(name, movement_mark(change.movement), f"{amount} {since} ({earlier})", change.movement.value)


def _reason(reason: str) -> str:
    return words.sentence(reason) or "Not available"


def _comparators(result: IndicatorResult) -> Iterator[Row]:
    theirs = neighbours(result)
    if theirs is None or theirs.comparison.mean is None:
        yield _row("Statistical neighbours", "–", "No comparable figures")
    else:
        mean = theirs.comparison.mean
        yield _row(
            "Statistical neighbours", words.value(result.kpi, mean), "; ".join(_group_notes(result, theirs)), mean
        )
    others = [
        standing for standing in result.standings if standing is not theirs and standing.comparison.mean is not None
    ]
    if others:
        yield _row("Other comparators", "–", _others(result, others))


def _others(result: IndicatorResult, others: list[Standing]) -> str:
    """East of England 67.9% and England 67.7%, 2023/24: the period said once when it is the same for all."""
    shared = len({standing.period for standing in others}) == 1
    texts = []
    for standing in others:
        period = "" if shared else f" ({words.period_label(result.kpi, standing.period)})"
        texts.append(f"{standing.group.name} {words.value(result.kpi, standing.comparison.mean or 0.0)}{period}")
    return words.listing(texts) + (f"; {words.period_label(result.kpi, others[0].period)}" if shared else "")


def _group_notes(result: IndicatorResult, standing: Standing) -> Iterator[str]:
    comparison = standing.comparison
    period = words.period_label(result.kpi, standing.period)
    yield f"Mean, {period}; {comparison.reporting} of {comparison.members} reporting"
    if standing.months_older:
        age = "older" if standing.months_older > 0 else "newer"
        yield f"comparators are {words.months(abs(standing.months_older))} {age}"
    elif comparison.rank:
        quartile = f", quartile {comparison.quartile}" if comparison.quartile else ""
        yield f"rank {comparison.rank} of {comparison.of}{quartile}"
    if standing.significance and standing.fair:
        to = " to it" if standing.significance is Significance.SIMILAR else ""
        yield f"ours is {standing.significance}{to}, allowing for chance"


def _about(result: IndicatorResult) -> Iterator[Block]:
    kpi, origin = result.kpi, result.origin
    source = f"Source: {origin.publisher}." if origin else ""
    texts = [kpi.description, kpi.rationale]
    said = " ".join(_ended(text) for text in texts if text.strip())
    yield Heading(f"About this indicator ({kpi.id})", 3)  # the id that packs trace takes
    yield Paragraph(" ".join(part for part in (said, source) if part), "small")


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}."
