"""One file a section. Each takes a pack, or one indicator, and gives a run of blocks."""

from helpers.present.sections.control import control_charts
from helpers.present.sections.cover import about, cover, dated, other_depths, title
from helpers.present.sections.cover_report import cover_report
from helpers.present.sections.exceptions import exception_report
from helpers.present.sections.figures import figures
from helpers.present.sections.indicator_page import indicator_page
from helpers.present.sections.indicators import indicators
from helpers.present.sections.key import key
from helpers.present.sections.movements import movement_matrix
from helpers.present.sections.sources import sources
from helpers.present.sections.summary import summary
from helpers.present.sections.trace import trace

__all__ = [
    "about", "control_charts", "cover", "cover_report", "dated", "exception_report", "figures", "indicator_page",
    "indicators", "key", "movement_matrix", "other_depths", "sources", "summary", "title", "trace",
]  # fmt: skip
