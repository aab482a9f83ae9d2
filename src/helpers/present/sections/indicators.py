"""The pages of all the pack's indicators."""

from __future__ import annotations

from helpers.analysis.pack import Pack
from helpers.present.blocks import Section
from helpers.present.sections.indicator_page import has_nothing_yet, indicator_page


def indicators(pack: Pack) -> Section:
    """One page an indicator, in the committee's order; those in development come last and share pages."""
    waiting = [result for result in pack.indicators if has_nothing_yet(result)]
    settings = pack.organisation.settings
    pages = [indicator_page(result, settings) for result in pack.indicators if result not in waiting]
    pages += [indicator_page(result, settings, own_page=result is waiting[0]) for result in waiting]
    return Section(tuple(block for page in pages for block in page.blocks))
