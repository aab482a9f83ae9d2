"""The opening of a pack: what it is, for whom, and as of when. Title, contents and notice are the publisher's."""

from __future__ import annotations

from helpers.analysis.pack import Pack
from helpers.present import words
from helpers.present.blocks import Paragraph, Section


def cover(pack: Pack) -> Section:
    """The words of the cover, for whoever reads the notebook."""
    return Section((Paragraph(about(pack), "lead"),))


def about(pack: Pack) -> str:
    """What the pack is, for whom, as of when, and what the committee oversees."""
    return f"{_lead(pack)} {_scope(pack)}"


def _lead(pack: Pack) -> str:
    quarter = pack.quarter
    meeting = f" It is for the meeting of {words.day(pack.meeting)}." if pack.meeting else ""
    return (
        f"This report tells the {pack.committee.title} how its {words.plural(pack.counts.total, 'indicator')} stood in "
        f"quarter {quarter.number} of {quarter.financial_year.replace('-', '/')} "
        f"({words.month_year(quarter.start)} to {words.month_year(quarter.end)}). "
        f"It uses the figures known by {words.day(pack.plan.data_cut_off)}.{meeting}"
    )


def _scope(pack: Pack) -> str:
    remit = pack.committee.remit.strip()
    return f"The committee oversees: {remit}" if remit else ""
