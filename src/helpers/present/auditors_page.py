"""The auditor's page: a figure walked back to its rows in plain text, no wider than a terminal and a page long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from textwrap import wrap

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.tracing import Appearance, Arithmetic, Compared, SourceFile, Trace, Walk, corrections
from helpers.model.correction import Correction
from helpers.model.kpi import Kpi
from helpers.model.lifecycle import Decision, Move
from helpers.model.observation import Reading, Vintage
from helpers.model.signoff import short
from helpers.model.target import Target
from helpers.present import words
from helpers.present.legible import legible
from helpers.present.sections.trace import counts
from helpers.present.worked_rule import plain, worked_rule
from helpers.rules.exact import displayed

WIDTH, HEIGHT = 80, 60
WARNING = "AN AUDITOR'S PAGE, FOR USE INSIDE THE COUNCIL. NOT FOR PUBLICATION."
NOT_HIDDEN = "It shows every number. Packs hide nothing of this KPI."
SHORT = 2  # lines that a long text may take
DECISIONS, TABLES = 3, 8  # how many are named
MOVES = {
    Move.PROPOSE: "Proposed",
    Move.DEVELOP: "To be developed",
    Move.APPROVE: "Approved",
    Move.SUSPEND: "Suspended",
    Move.CHANGE: "Changed",
    Move.RETIRE: "Retired",
}


def auditors_page(trace: Trace, appearances: Sequence[Appearance]) -> tuple[str, ...]:
    """The lines of the page, each of 80 characters at the most."""
    kpi = legible(trace.result).kpi
    parts = (
        _head(trace),
        _titled("SOURCE", _source(trace)),
        _titled("ROWS (lines of observations.csv, unless another file is named)", _rows(trace, kpi)),
        _titled("ARITHMETIC", _arithmetic(trace, kpi)),
        _titled("STATUS", _status(trace)),
        _titled("DEFINITION AND DECISIONS (data/register/decisions.csv)", _definition(trace)),
        _titled("WHERE IT APPEARS", _appears(trace, appearances)),
    )
    return tuple(line.replace(words.NBSP, " ") for line in chain.from_iterable(parts))


def _head(trace: Trace) -> Iterator[str]:
    result = trace.result
    yield WARNING
    yield from _wrapped(_hidden(trace), "")
    known = f"as known by {words.day(trace.plan.data_cut_off)}"
    yield from _wrapped(f"{result.kpi.name} [{result.kpi.id}], {result.quarter}, {known}", "")


def _hidden(trace: Trace) -> str:
    found, kpi = trace.hidden, trace.result.kpi
    if not found:
        return NOT_HIDDEN
    periods = [words.period_label(kpi, each) for each in found.periods]
    told = [f"the figures for {words.listing(periods)}"] if periods else []
    if found.comparators:
        told.append(words.plural(found.comparators, "figure of other areas", "figures of other areas"))
    if found.words:
        told.append("words, or a reason, that would give a number away")
    return f"It shows every number. Hidden in packs: {words.listing(told)}."


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield title
    yield from lines


def _source(trace: Trace) -> Iterator[str]:
    origin = trace.result.origin
    if origin:
        read_on = f"read on {words.day(origin.accessed)}"
        yield from _wrapped(f"{origin.publisher}, {read_on}: {origin.title}", most=SHORT)
    yield from _wrapped(f"data/kpis/{trace.result.kpi.id}/, with sha256 as it is now: {_others(trace.files)}")
    yield from chain.from_iterable(_figures(each) for each in trace.files if each.recorded)


def _others(files: Iterable[SourceFile]) -> str:
    return ", ".join(f"{_name(each)} {each.sha256[:8]}…" for each in files if not each.recorded)


def _figures(each: SourceFile) -> Iterator[str]:
    """The file of figures with its checksum; one that is not as recorded is refused before there is a page."""
    same = "and the same now" if each.recorded == each.sha256 else f"and now {each.sha256[:8]}…"
    yield f"  {_name(each)}, sha256 as recorded in origin.yml, {same}:"
    yield f"    {each.recorded}"


def _name(each: SourceFile) -> str:
    return each.path.rpartition("/")[2]


def _rows(trace: Trace, kpi: Kpi) -> Iterator[str]:
    if trace.figure is None:
        yield from _wrapped("Figure: none is on record.")
    else:
        yield from _walk("Figure", kpi, trace.figure)
    if trace.previous:
        yield from _walk("Previous", kpi, trace.previous)
    yield from _target(trace, kpi)
    for each in trace.compared:
        yield from _wrapped(_comparator(kpi, each))


def _walk(name: str, kpi: Kpi, walk: Walk) -> Iterator[str]:
    reading = walk.reading
    *earlier, last = walk.vintages
    told = f"{name}, {words.period_label(kpi, reading.period)}: {_known(kpi, last)}{_noted(reading)}"
    yield from _wrapped(told, most=SHORT)
    for each in earlier:
        yield from _wrapped(f"was {_known(kpi, each)}", "    ")
    for correction in corrections(walk):
        yield from _wrapped(_put_right(correction), "    ")


def _put_right(each: Correction) -> str:
    change = f"{each.field} {plain(each.correct)}, not {plain(each.expect)}"
    who = f"{each.corrected_by} on {words.day(each.corrected_on)}: {each.reason}"
    return f"corrected: {change}, corrections.csv line {each.line}, {who}"


def _known(kpi: Kpi, vintage: Vintage) -> str:
    reading = vintage.reading
    return f"{_value(kpi, reading)}, line {reading.line}, known on {words.day(vintage.known_on)}"


def _value(kpi: Kpi, reading: Reading) -> str:
    """The number as it is on record, with its counts where the counts are all that differs, and its marks."""
    value = "no number" if reading.value is None else plain(reading.value)
    counted = counts(kpi, reading)
    marks = " ".join(f"[{mark}]" for mark in reading.marks)
    return " ".join(part for part in (value, f"({counted})" if counted else "", marks) if part)


def _noted(reading: Reading) -> str:
    return f"; note: {reading.note}" if reading.note and not reading.corrections else ""


def _target(trace: Trace, kpi: Kpi) -> Iterator[str]:
    result = trace.result
    named = [("Target", result.target), ("Previous target", result.previous_target)]
    named += [("Year's target", result.year_target)] if result.year_target else []
    named += [("Original target", result.original.target)] if result.original else []
    for name, target in named:
        if target:
            yield from _wrapped(f"{name}, {_agreed(kpi, target)}", most=SHORT)
        elif name == "Target":
            yield "  Target: none is in force."


def _agreed(kpi: Kpi, target: Target) -> str:
    limits = [("", target.target), ("lower ", target.lower), ("upper ", target.upper)]
    number = ", ".join(f"{name}{plain(each)}" for name, each in limits if each is not None)
    line = f"targets.csv line {target.line}, known on {words.day(target.agreed_on)}"
    return f"{words.period_label(kpi, target.period)}: {number}, {line} ({target.basis}: {target.agreed_by})"


def _comparator(kpi: Kpi, each: Compared) -> str:
    standing, comparison = each.standing, each.standing.comparison
    mean = "no mean" if comparison.mean is None else f"mean {words.value(kpi, comparison.mean)}"
    period = words.period_label(kpi, standing.period)
    of = f"{comparison.reporting} of {comparison.members}"
    where = f", {_lines(each.lines)}" if each.lines else ""
    kept = f"; {words.plural(each.hidden, 'more is hidden', 'more are hidden')}" if each.hidden else ""
    return f"{standing.group.name}, {period}: {mean} of {of}{where}{kept}"


def _lines(lines: Sequence[int]) -> str:
    """line 7; lines 7-9 and 12."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    told = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return f"{'line' if len(lines) == 1 else 'lines'} {words.listing(told)}"


def _arithmetic(trace: Trace, kpi: Kpi) -> Iterator[str]:
    figure = trace.figure
    if figure is None or figure.reading.value is None:
        yield "  There is no number to work out."
        return
    printed = words.value(kpi, figure.reading.value)
    found = trace.arithmetic
    if found is None:
        yield from _wrapped(f"Supplied as {figure.value}, without both counts; printed as {printed}.")
    else:
        yield from _wrapped(_worked(figure, found, printed))


def _worked(figure: Walk, found: Arithmetic, printed: str) -> str:
    gives = plain(displayed(float(found.gives), 6))
    about = "" if found.exactly and float(gives) == float(figure.value) else "about "
    sum_ = f"{figure.numerator} / {figure.denominator} x {found.multiplier:,} = {about}{gives}"
    if found.exactly:
        return f"{sum_}, which is the value on record ({figure.value}); printed as {printed}."
    if found.as_printed:
        return f"{sum_}; the value on record is {figure.value}, rounded by its publisher; printed as {printed}."
    return f"{sum_}, which is NOT the value on record: {figure.value}, printed as {printed}."


def _status(trace: Trace) -> Iterator[str]:
    result, shown = trace.result, trace.shown
    scheme = result.scheme
    if scheme:
        yield from _wrapped(f"Scheme: {scheme.name}, version {scheme.version} ({scheme.kind}).")
    worked = worked_rule(result, trace.last_year.value if trace.last_year else "")
    if worked:
        yield from _wrapped(f"{worked}.")
    yield from _wrapped(_second_route(trace))
    if not shown.status.rated:
        yield from _wrapped(f"In packs: {shown.status}: {shown.unrated}.")


def _second_route(trace: Trace) -> str:
    if trace.agrees:
        said = f"{trace.opinion}, the same" if trace.opinion else "nothing to rate, the same"
        return f"By the second route, from the text of the rows: {said}."
    mine = trace.result.last_rating.status if trace.result.last_rating else "no rating"
    return f"BY THE SECOND ROUTE: {trace.opinion or 'no rating'}, AND NOT {mine}. Please report this."


def _definition(trace: Trace) -> Iterator[str]:
    kpi = trace.result.kpi
    yield from _wrapped(f"{kpi.description.strip()} {kpi.calculation.strip()}".strip(), most=SHORT)
    change = trace.change
    if change:
        fields = ", ".join(sorted(change.fields))
        said = f"In force: kpi.yml with its change from {change.effective} ({fields}): {change.reason}"
        yield from _wrapped(said, most=SHORT)
    else:
        yield "  In force: kpi.yml as it is now; no change of definition is on record."
    if not kpi.decisions:
        yield "  No decision is on record: nobody has approved it."
    if len(kpi.decisions) > DECISIONS:
        yield f"  {words.plural(len(kpi.decisions) - DECISIONS, 'earlier decision')} on record."
    for each in kpi.decisions[-DECISIONS:]:
        yield from _wrapped(_decided(each))


def _decided(each: Decision) -> str:
    minute = f", minute {each.minute}" if each.minute else ""
    who = f"{each.committee}, {words.day(each.decided_on)}{minute}"
    return f"{MOVES[each.move]} from {each.begins}: {who}, decisions.csv line {each.line}"


def _appears(trace: Trace, appearances: Sequence[Appearance]) -> Iterator[str]:
    kpi = trace.result.kpi.id
    if not appearances:
        yield f"  In no report of {trace.result.quarter}."
    if appearances:
        yield f"  In {appearances[0].folder.rpartition('/')[0]}/, on web pages at #sec-{kpi}"
    for each in appearances:
        named = f"{each.title}, {each.folder.rpartition('/')[2]}/"
        if not each.built:
            yield from _wrapped(f"{named}: not built yet")
            continue
        yield from _wrapped(f"{named}: {_pages(each)}")
        yield from _wrapped(_tables(each, kpi), "    ")
        yield from _wrapped(_agreement(each, trace.shown), "    ")


def _pages(each: Appearance) -> str:
    return words.listing([*each.printed, *each.web]) if each.web else "in tables only"


def _tables(each: Appearance, kpi: str) -> str:
    """Its own tables, without the id that they begin with, and those that have a line for it."""
    own = [name for name in each.tables if name == kpi or name.startswith(f"{kpi}-")]
    endings = [name.removeprefix(kpi) for name in sorted(own) if name != kpi]
    parts = [f"its own (and {', '.join(endings)})" if endings else "its own"] if own else []
    rest = [name for name in each.tables if name not in own]
    return f"tables/: {', '.join([*parts, *rest[:TABLES], *['and more'] * (len(rest) > TABLES)])}"


def _agreement(each: Appearance, shown: IndicatorResult) -> str:
    said = f"{each.status}, {'no number' if each.value is None else plain(each.value)}"
    same = f"{'results.json agrees' if each.agrees(shown) else 'RESULTS.JSON DIFFERS'}: {said}"
    names = [path.rpartition("/")[2] for path in each.changed]
    changed = [f"changed since it was built: {words.listing(names)}"] if names else []
    return f"{'; '.join([same, f'content {short(each.content_hash)}', *changed])}."


def _wrapped(text: str, indent: str = "  ", most: int = 0) -> list[str]:
    """The text in lines that fit, those after the first indented further; cut with … after `most` lines, if given."""
    return wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  " if indent else "",
        break_on_hyphens=False,
        max_lines=most or None,
        placeholder=" …",
    )
