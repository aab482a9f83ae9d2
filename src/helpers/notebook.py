"""The one facade that a notebook imports.

from helpers.notebook import *

pack = open_pack(workspace, committee, quarter)
summary(pack)
"""

from __future__ import annotations

from typing import Any

from helpers.analysis.frames import comparators, history
from helpers.analysis.pack import Pack
from helpers.analysis.results import results
from helpers.model.periods import uk_date
from helpers.present.blocks import markdown_escape
from helpers.present.sections import about, cover, figures, indicator_page, indicators, key, sources, summary
from helpers.workbook import open_indicator, open_pack

__all__ = [
    "comparators", "cover", "figures", "hand_over", "history", "indicator_page", "indicators", "key", "open_indicator",
    "open_pack", "sources", "summary",
]  # fmt: skip


class hand_over:  # noqa: N801 - read in a notebook as a verb
    """Hand the pack's figures to the publisher, beside what the reader sees: front matter and unrounded results."""

    def __init__(self, pack: Pack) -> None:
        self.record = {"front": front_matter(pack), "results": results(pack)}

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        count = len(self.record["results"]["indicators"])
        return {"application/vnd.pack.record+json": self.record, "text/plain": f"Handed over {count} indicators."}


def front_matter(pack: Pack) -> dict[str, Any]:
    """What the cover and the document properties say."""
    organisation, plain = pack.organisation, pack.quarter.financial_year.replace("-", "/")
    title = f"Performance report: quarter {pack.quarter.number}, {plain}"
    words = {
        "title": title,
        "subtitle": f"Figures known by {uk_date(pack.plan.data_cut_off)}",
        "council": organisation.name,
        "committee": pack.committee.title,
        "quarter": str(pack.quarter),
        "meeting-date": uk_date(pack.meeting) if pack.meeting else "",
        "author": organisation.author,
        "description": f"{title}. {organisation.name}, {pack.committee.title}.",
        "about": about(pack).strip(),
        "notice": organisation.notice,
    }
    return {
        **{field: markdown_escape(text) for field, text in words.items() if text},
        "lang": "en-GB",
        "date": pack.plan.publication.isoformat(),
        "keywords": ["performance", "scrutiny", f"quarter {pack.quarter.number}"],
        "toc": True,
        "number-sections": False,
        "execute": {"enabled": False},
    }
