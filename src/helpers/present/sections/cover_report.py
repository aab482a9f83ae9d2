"""The committee's cover report: the shell that its author completes, with every figure filled in from the pack.

Its order is that of the Combined Authority's own committee reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.model.organisation import Priority
from helpers.model.status import Status
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    Link,
    Paragraph,
    Section,
    Strong,
    Table,
    Words,
    text_cell,
)
from helpers.present.sections.cover import dated
from helpers.present.sections.summary import in_reading_order, page_link
from helpers.present.sentences import why

IMPLICATIONS = (
    "Financial",
    "Legal",
    "Public health",
    "Environmental and climate change",
    "Equality, diversity and inclusion",
)
ABOUT = (
    "A draft for the report's author. The figures are filled in from the performance report; everything in square "
    "brackets is still to be written."
)


def cover_report(pack: Pack) -> Section:
    """Recommendations, purpose, key issues, background, appendices, implications and background papers."""
    parts = (
        _details,
        _recommendations,
        _objectives,
        _purpose,
        _issues,
        _background,
        _appendices,
        _implications,
        _papers,
    )
    return Section(tuple(block for part in parts for block in part(pack)))


def _details(pack: Pack) -> Iterator[Block]:
    rows = {
        "Title": dated("Performance report", pack),
        "Report of": pack.organisation.author,
        "Lead member": _to_be_completed("the lead member"),
        "Public report": _to_be_completed("yes or no"),
        "Key decision": _to_be_completed("yes or no"),
        "Date of meeting": words.day(pack.meeting) if pack.meeting else _to_be_completed("the date of the meeting"),
    }
    columns = (Column("Item", "left", 25), Column("Detail", "left", 75))
    cells = tuple((text_cell(item), text_cell(detail)) for item, detail in rows.items())
    yield Table("cover-report", f"Report to the {pack.committee.title}", columns, cells)


def _recommendations(pack: Pack) -> Iterator[Block]:
    yield _heading("Recommendations")
    yield Paragraph("The committee is recommended to:")
    for letter, recommendation in zip("AB", [_note(pack), *_consider(pack)], strict=False):
        yield Paragraph((Strong(letter), f" {recommendation}"))


def _note(pack: Pack) -> str:
    counts, period = pack.counts, _period(pack)
    if not counts.total:
        return f"Note that no indicator is reported to it for {period}."
    reported = _the(counts.total, "indicator", "indicators")
    ratings = _ratings(pack.indicators, pack.organisation.statuses)
    return f"Note the performance of {reported} reported for {period}: {ratings}."


def _consider(pack: Pack) -> Iterator[str]:
    """What there is to consider: Reds without an action, and figures that are overdue."""
    silent, overdue, kind = len(pack.action_missing), len(pack.overdue), _required(pack)
    reasons = [
        f"{_the(silent, f'{kind} indicator', f'{kind} indicators')} without an action on record" if silent else "",
        _the(overdue, "indicator with an overdue figure", "indicators with overdue figures") if overdue else "",
    ]
    if any(reasons):
        yield f"Consider {words.listing(filter(None, reasons))}."


def _objectives(pack: Pack) -> Iterator[Block]:
    yield _heading("Strategic objectives")
    served = [(priority, _serving(pack, priority)) for priority in pack.organisation.priorities]
    if pack.indicators:
        yield Paragraph("The indicators reported serve these corporate priorities:")
        yield Bullets(
            tuple(_objective(priority, results, pack.organisation.statuses) for priority, results in served if results)
        )
    else:
        yield Paragraph("No indicator is reported.")


def _objective(priority: Priority, results: Sequence[IndicatorResult], statuses: Sequence[Status]) -> str:
    return f"{priority.name}: {words.plural(len(results), 'indicator')} ({_ratings(results, statuses)})."


def _purpose(pack: Pack) -> Iterator[Block]:
    yield _heading("1. Purpose")
    yield Paragraph(
        f"This report presents how the indicators of the {pack.committee.title} stood in {_period(pack)} against "
        "their targets, so that the committee can scrutinise performance and ask for action where it is needed."
    )


def _required(pack: Pack) -> str:
    """The statuses of which an action must be on record."""
    return words.listing(list(dict.fromkeys(each.status.value for each in pack.action_missing)), "or")


def _issues(pack: Pack) -> Iterator[Block]:
    yield _heading("2. Key issues")
    silent = f"{_required(pack)} without an action on record"
    groups = (
        ("is newly Red", "are newly Red", pack.new_reds, _reason),
        ("remains Red", "remain Red", _other_reds(pack, before=True), _reason),
        ("is also Red", "are also Red", _other_reds(pack, before=False), _reason),
        ("has recovered", "have recovered", pack.recoveries, _recovery),
        ("has an overdue figure", "have overdue figures", pack.overdue, _supplier),
        (f"is {silent}", f"are {silent}", pack.action_missing, _owner),
    )
    found = [group for group in groups if group[2]]
    for one, several, results, detail in found:
        yield from _issue(one if len(results) == 1 else several, results, detail)
    if not found:
        yield Paragraph("No indicator is Red, none has recovered since the last report, and no figure is overdue.")


def _issue(what: str, results: Sequence[IndicatorResult], detail: Callable[[IndicatorResult], str]) -> Iterator[Block]:
    yield Paragraph(f"{words.plural(len(results), 'indicator')} {what}:")
    yield Bullets(tuple((page_link(result), detail(result)) for result in in_reading_order(results)))


def _reason(result: IndicatorResult) -> str:
    return f": {why(result).text.removeprefix(f'{result.status}: ')}"


def _recovery(result: IndicatorResult) -> str:
    return f": {result.previous_status} to {result.status}."


def _supplier(result: IndicatorResult) -> str:
    return f": supplied by {result.kpi.supplier}."


def _owner(result: IndicatorResult) -> str:
    return f": owner, {result.kpi.owner}."


def _background(pack: Pack) -> Iterator[Block]:
    yield _heading("3. Background")
    remit = pack.committee.remit.strip()
    yield Paragraph(
        "Under the performance management framework, each committee considers the indicators in its remit every "
        "quarter." + (f" This committee oversees: {remit}" if remit else "")
    )
    yield Paragraph(
        f"The figures are those known by {words.day(pack.plan.data_cut_off)}, when the quarter's data were cut off; "
        "any published since will be in a later report. Each status compares the latest figure with the target in "
        "force for it, by the rule that the key of the performance report explains."
    )


def _appendices(pack: Pack) -> Iterator[Block]:
    yield _heading("4. Appendices")
    report = Link(dated("Performance report", pack), f"#document-{pack.committee.detail}")
    yield Bullets((("Appendix A: ", report),))


def _implications(pack: Pack) -> Iterator[Block]:
    yield _heading("5. Implications")
    for name in IMPLICATIONS:
        yield Heading(name, 2)
        yield Paragraph(_to_be_completed(f"{name[0].lower()}{name[1:]} implications"))


def _papers(pack: Pack) -> Iterator[Block]:
    yield _heading("6. Background papers")
    yield Paragraph(
        ("The publications listed under “Data sources” in the ", Link("full report", "#document-full"), ".")
    )
    yield Paragraph(_to_be_completed("any other paper that this report relies on"))


def _heading(text: str) -> Heading:
    """A heading that does not start a page."""
    return Heading(text, 1, css=("continue",))


def _to_be_completed(what: str) -> Words:
    return Strong(f"[To be completed by the report author: {what}]")


def _period(pack: Pack) -> str:
    return pack.plan.name


def _ratings(results: Sequence[IndicatorResult], statuses: Sequence[Status]) -> str:
    """2 Red, 1 Amber, 2 Green and 0 Blue; 3 not rated. Of these statuses, whether or not any indicator has one."""
    found = [result.status for result in results]
    unrated = sum(not status.rated for status in found)
    if unrated == len(found):
        return "none is rated"
    ratings = words.listing(f"{found.count(status)} {status}" for status in statuses)
    return f"{ratings}; {unrated} not rated" if unrated else ratings


def _the(count: int, one: str, several: str) -> str:
    """The indicator, the 3 indicators."""
    return f"the {one}" if count == 1 else f"the {count:,} {several}"


def _serving(pack: Pack, priority: Priority) -> list[IndicatorResult]:
    return [result for result in pack.indicators if result.priority.id == priority.id]


def _other_reds(pack: Pack, before: bool) -> list[IndicatorResult]:
    """Reds that are not newly so: those that were Red in the last report too, or those that were not."""
    reds = [result for result in pack.indicators if result.status is Status.RED and result not in pack.new_reds]
    return [result for result in reds if (result.previous_status is Status.RED) == before]
