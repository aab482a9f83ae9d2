"""One file a section. Each takes a pack, or one indicator, and gives a run of blocks."""

from helpers.present.sections.actions import actions
from helpers.present.sections.activities import priority_activities
from helpers.present.sections.commentary import commentary_in_full
from helpers.present.sections.control import control_charts
from helpers.present.sections.cover import about, cover, dated, other_depths, title
from helpers.present.sections.cover_report import cover_report
from helpers.present.sections.exceptions import exception_report
from helpers.present.sections.figures import control_figures, figures
from helpers.present.sections.findings import findings
from helpers.present.sections.indicator_page import indicator_page
from helpers.present.sections.indicators import indicators
from helpers.present.sections.key import key
from helpers.present.sections.lessons import lessons_learned, lessons_table
from helpers.present.sections.movements import movement_matrix
from helpers.present.sections.review import review
from helpers.present.sections.sources import sources
from helpers.present.sections.summary import summary
from helpers.present.sections.trace import trace

__all__ = [
    "about", "actions", "commentary_in_full", "control_charts", "control_figures", "cover", "cover_report", "dated",
    "exception_report", "figures", "findings", "indicator_page", "indicators", "key", "lessons_learned",
    "lessons_table", "movement_matrix", "other_depths", "priority_activities", "review", "sources", "summary", "title",
    "trace",
]  # fmt: skip
