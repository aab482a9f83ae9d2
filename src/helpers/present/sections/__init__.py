"""One file a section. Each takes a pack, or one indicator, and gives a run of blocks."""

from helpers.present.sections.cover import about, cover, dated, other_depths, title
from helpers.present.sections.cover_report import cover_report
from helpers.present.sections.figures import figures
from helpers.present.sections.indicator_page import indicator_page
from helpers.present.sections.indicators import indicators
from helpers.present.sections.key import key
from helpers.present.sections.sources import sources
from helpers.present.sections.summary import summary

__all__ = [
    "about", "cover", "cover_report", "dated", "figures", "indicator_page", "indicators", "key", "other_depths",
    "sources", "summary", "title",
]  # fmt: skip
