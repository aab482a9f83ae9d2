"""What the checks of commentary and data found: for whoever prepares the pack, and what was answered, for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.commentary import pack_findings
from helpers.analysis.pack import Pack
from helpers.model.quality import DataFinding, Finding, Severity
from helpers.present import words
from helpers.present.blocks import (
    Block,
    Cell,
    Column,
    Emphasis,
    Paragraph,
    Section,
    Strong,
    Table,
    Words,
    text_cell,
)

NONE = "The checks of commentary and figures found nothing."
NONE_OPEN = "The checks on the data left nothing to answer."
NOTHING_ODD = (
    "The figures that are new in this report, and the targets that they are judged by, were checked: nothing was odd."
)
ABOUT = (
    "The figures that are new in this report, and the targets that they are judged by, were checked. Each thing that "
    "was odd is listed with its answer: why a named person accepted it."
)
NOT_ANSWERED = "Nobody has answered this yet."
TO_DO = (Column("Where", "left", 34), Column("What was found", "left", 38), Column("What to do", "left", 28))
ANSWERED = (Column("Indicator", "left", 26), Column("What was found", "left", 38), Column("Answer", "left", 36))


def findings(pack: Pack) -> Section:
    """One row a finding: where it is, what was found and what to do; those that must be put right come first.

    The commentary has one table, and the checks on the data that nobody has answered another.
    """
    return Section((*_of_commentary(pack), *_of_data(pack)))


def checks_on_data(pack: Pack) -> Section:
    """Everything odd about the pack's data, with who accepted it and why."""
    unshown = (Paragraph(unshown_words(pack.unshown)),) if pack.unshown else ()
    if not pack.data_findings:
        return Section(unshown or (Paragraph(NOTHING_ODD),))
    names = {each.kpi.id: each.kpi.name for each in pack.indicators}
    rows = tuple(
        (text_cell(names[each.kpi]), text_cell(each.message), answer_cell(each)) for each in pack.data_findings
    )
    caption = f"What the checks on the data found for the {pack.committee.title}, and the answers"
    return Section((Paragraph(ABOUT), Table("checks-on-data", caption, ANSWERED, rows), *unshown))


def unshown_words(count: int) -> str:
    """That there was more, which is not told: it would give hidden figures away."""
    found = "One thing that the checks found is" if count == 1 else f"{count} things that the checks found are"
    return f"{found} not told here, since a figure that is hidden could be worked out from it."


def answer_cell(found: DataFinding) -> Cell:
    """The reason for which a finding was accepted, by whom and when; or that nobody has answered it."""
    answer = found.accepted
    if answer is None:
        return Cell(Strong(NOT_ANSWERED), NOT_ANSWERED)
    return text_cell((answer.reason, " ", Emphasis(f"{answer.accepted_by}, {words.day(answer.accepted_on)}")))


def to_do_row(finding: Finding) -> tuple[Cell, ...]:
    """Where a finding is, what was found and what to do."""
    must = finding.severity is Severity.MUST
    message: Words = (Strong("Must be put right."), f" {finding.message}") if must else finding.message
    return text_cell(finding.place), text_cell(message), text_cell(finding.fix)


def _of_commentary(pack: Pack) -> Iterator[Block]:
    found = pack_findings(pack)
    if not found:
        yield Paragraph(NONE)
        return
    caption = f"What the checks of commentary and figures found for the {pack.committee.title}"
    yield Table("findings", caption, TO_DO, tuple(map(to_do_row, found)))


def _of_data(pack: Pack) -> Iterator[Block]:
    waiting = [each for each in pack.data_findings if each.open]
    if not waiting:
        yield Paragraph(NONE_OPEN)
        return
    caption = f"Checks on the data: what nobody has answered yet for the {pack.committee.title}"
    yield Table("open-checks", caption, TO_DO, tuple(map(to_do_row, waiting)))
