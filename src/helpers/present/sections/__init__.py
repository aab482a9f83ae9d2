"""One file a section. Each takes a pack, a portfolio or one indicator, and gives a run of blocks."""

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
from helpers.present.sections.movements import movement_matrix
from helpers.present.sections.portfolio import portfolio_about, portfolio_cover, portfolio_key, portfolio_summary
from helpers.present.sections.projects import (
    highlight_reports,
    late_milestones,
    overdue_reports,
    project_table,
    spend_table,
)
from helpers.present.sections.risks import risk_matrix, risk_register, risks_in_full
from helpers.present.sections.sources import sources
from helpers.present.sections.summary import summary
from helpers.present.sections.trace import trace

__all__ = [
    "about", "commentary_in_full", "control_charts", "control_figures", "cover", "cover_report", "dated",
    "exception_report", "figures", "findings", "highlight_reports", "indicator_page", "indicators", "key",
    "late_milestones", "movement_matrix", "other_depths", "overdue_reports", "portfolio_about", "portfolio_cover",
    "portfolio_key", "portfolio_summary", "project_table", "risk_matrix", "risk_register", "risks_in_full", "sources",
    "spend_table", "summary", "title", "trace",
]  # fmt: skip
