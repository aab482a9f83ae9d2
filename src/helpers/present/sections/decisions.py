"""What committees decided about the indicators this financial year."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.analysis.pack import Pack, Ruling
from helpers.model.decided import Outcome
from helpers.model.periods import Quarter
from helpers.present import words
from helpers.present.blocks import Block, Bullets, Heading, Link, Paragraph, Words
from helpers.present.rulings import what_was_decided
from helpers.present.sections.summary import DECISIONS, QUIET

LEAD = "Committees decide what is reported and how it is defined. These decisions took effect this financial year."


def decisions_of_the_year(pack: Pack) -> Iterator[Block]:
    """A point for each decision, the oldest first: what, by whom, when, from when and why; nothing without any."""
    if pack.rulings:
        yield Heading("Decisions about the indicators this year", 2, DECISIONS, QUIET)
        yield Paragraph(LEAD)
        yield Bullets(tuple(_told(each) for each in pack.rulings))


def _told(ruling: Ruling) -> Words:
    kpi, decision = ruling.decided.kpi, ruling.decided.decision
    gone = ruling.decided.outcome is Outcome.REMOVED
    name = kpi.name if gone else Link(kpi.name, f"#sec-{kpi.id}")
    told = f"{what_was_decided(ruling)}, with effect from {_quarter(decision.begins)}"
    return (name, f": {told}. {words.sentence(decision.reason)}")


def _quarter(quarter: Quarter) -> str:
    return f"quarter {quarter.number} of {quarter.financial_year.replace('-', '/')}"
