"""The parameters of a notebook."""

from __future__ import annotations

from helpers.model.periods import Quarter
from helpers.model.record import Record


class PackParams(Record):
    """Which committee's pack, for which quarter or edition within it, from which workspace folder."""

    workspace: str = ".."
    committee: str
    quarter: Quarter
    edition: str = ""


class ReportParams(Record):
    """For which quarter a report of the whole organisation is, from which workspace folder."""

    workspace: str = ".."
    quarter: Quarter


class IndicatorParams(Record):
    """Which KPI to explore, as known in which quarter, from which workspace folder."""

    workspace: str = ".."
    kpi: str
    quarter: Quarter
