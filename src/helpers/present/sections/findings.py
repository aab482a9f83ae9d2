"""What the checks of commentary and figures found: for whoever prepares the pack, not for those who read it."""

from __future__ import annotations

from helpers.analysis.commentary import pack_findings
from helpers.analysis.pack import Pack
from helpers.model.quality import Finding, Severity
from helpers.present.blocks import Cell, Column, Paragraph, Section, Strong, Table, text_cell

NONE = "The checks of commentary and figures found nothing."


def findings(pack: Pack) -> Section:
    """One row a finding: where it is, what was found and what to do; those that must be put right come first."""
    found = pack_findings(pack)
    if not found:
        return Section((Paragraph(NONE),))
    columns = (Column("Where", "left", 34), Column("What was found", "left", 38), Column("What to do", "left", 28))
    caption = f"What the checks of commentary and figures found for the {pack.committee.title}"
    return Section((Table("findings", caption, columns, tuple(map(_row, found))),))


def _row(finding: Finding) -> tuple[Cell, ...]:
    must = finding.severity is Severity.MUST
    message = (Strong("Must be put right."), f" {finding.message}") if must else finding.message
    return text_cell(finding.place), text_cell(message), text_cell(finding.fix)
