"""The one facade that a notebook imports.

from helpers.notebook import *

pack = open_pack(workspace, committee, quarter)
summary(pack)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.analysis.frames import comparators, history, worse_and_worsening
from helpers.analysis.indicator import find_point
from helpers.analysis.pack import Pack
from helpers.analysis.results import results
from helpers.model.organisation import Depth
from helpers.model.periods import uk_date
from helpers.present.blocks import Paragraph, Section, Words, joined, markdown_escape
from helpers.present.sections import (
    about,
    actions,
    commentary_in_full,
    control_charts,
    control_figures,
    cover,
    cover_report,
    dated,
    exception_report,
    figures,
    findings,
    indicator_page,
    indicators,
    key,
    lessons_learned,
    movement_matrix,
    other_depths,
    priority_activities,
    review,
    sources,
    summary,
    title,
    trace,
)
from helpers.present.sections.cover_report import ABOUT
from helpers.workbook import open_activities, open_indicator, open_pack, open_suite

if TYPE_CHECKING:
    from helpers.desk import Desk

__all__ = [
    "actions", "commentary_in_full", "comparators", "control_charts", "control_figures", "cover", "cover_report",
    "exception_report", "explore", "figures", "findings", "hand_over", "history", "indicator_page", "indicators", "key",
    "lessons_learned", "movement_matrix", "open_activities", "open_indicator", "open_pack", "priority_activities",
    "red_reds", "review", "sources", "summary", "trace_figure",
]  # fmt: skip


def explore(workspace: Path | str, kpi: str, quarter: str) -> Desk:
    """The analyst's desk, opened at a KPI. Raises Problems when the parameters or the files are not right."""
    from helpers.desk import Desk  # widgets take a while to load, and no pack needs them

    return Desk(open_suite(workspace, quarter), kpi)


def trace_figure(workspace: Path | str, kpi: str, quarter: str, period: str = "") -> Section:
    """The rows, arithmetic and rule behind one of a KPI's figures: that of a period, or else the latest.

    The period may be one that packs no longer show. Raises Problems when the parameters or the files are not right, or
    the KPI has no such figure.
    """
    suite = open_suite(workspace, quarter)
    result = suite.indicator(kpi, window=len(suite.known(kpi)))
    point = find_point(result, str(period))  # a year may come as a number
    return trace(result, point, suite.vintages(kpi, point.reading.period))


def red_reds(workspace: Path | str, quarter: str) -> pd.DataFrame:
    """Every KPI that is worse than its statistical neighbours and getting worse, one row each."""
    return worse_and_worsening(open_suite(workspace, quarter).indicators())


class hand_over:  # noqa: N801 - read in a notebook as a verb
    """Hand over to the publisher, beside what the reader sees: each document's front matter, and unrounded results."""

    def __init__(self, pack: Pack) -> None:
        self.record = {"fronts": fronts(pack), "results": results(pack)}

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        count = len(self.record["results"]["indicators"])
        return {"application/vnd.pack.record+json": self.record, "text/plain": f"Handed over {count} indicators."}


def fronts(pack: Pack) -> dict[str, dict[str, Any]]:
    """The front matter of each document that can be made of the pack: one a depth, and the cover report."""
    depths = {
        depth.value: _front_matter(pack, title(pack, depth), joined([about(pack), other_depths(depth)]), contents=True)
        for depth in Depth
    }
    shell = _front_matter(pack, dated("Performance cover report", pack), ABOUT, contents=False)
    return {**depths, "cover-report": shell}


def _front_matter(pack: Pack, title: str, about: Words, contents: bool) -> dict[str, Any]:
    """What the cover and the document properties say."""
    organisation = pack.organisation
    words = {
        "title": title,
        "subtitle": f"Figures known by {uk_date(pack.plan.data_cut_off)}",
        "council": organisation.name,
        "committee": pack.committee.title,
        "quarter": str(pack.quarter),
        "meeting-date": uk_date(pack.meeting) if pack.meeting else "",
        "author": organisation.author,
        "description": f"{title}. {organisation.name}, {pack.committee.title}.",
        "notice": organisation.notice,
    }
    return {
        **{field: markdown_escape(text) for field, text in words.items() if text},
        "about": Paragraph(about).markdown(),
        "lang": "en-GB",
        "date": pack.plan.publication.isoformat(),
        "keywords": ["performance", "scrutiny", f"quarter {pack.quarter.number}"],
        "toc": contents,
        "number-sections": False,
        "execute": {"enabled": False},
    }
