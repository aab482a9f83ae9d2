"""One file a section. Each takes a pack, another report or one indicator, and gives a run of blocks."""

from helpers.present.sections.actions import actions
from helpers.present.sections.activities import priority_activities
from helpers.present.sections.assurance import assurance
from helpers.present.sections.checklist import checklist_gaps, checklist_matrix
from helpers.present.sections.closing import (
    actions_open,
    changes_counted,
    changes_in,
    meetings_held,
    not_final,
    sign_off_state,
    what_is_next,
)
from helpers.present.sections.commentary import commentary_in_full
from helpers.present.sections.commitments import commitments
from helpers.present.sections.control import control_charts
from helpers.present.sections.corporate import (
    corporate_about,
    corporate_activities,
    corporate_cover,
    corporate_key,
    corporate_lessons,
    corporate_summary,
    enquiries,
    projects_and_risks,
)
from helpers.present.sections.cover import about, cover, dated, other_depths, title
from helpers.present.sections.cover_report import cover_report
from helpers.present.sections.exceptions import exception_report
from helpers.present.sections.figures import control_figures, figures
from helpers.present.sections.findings import checks_on_data, findings
from helpers.present.sections.fitness import (
    accepted_findings,
    age_of_data,
    arrivals,
    new_figures,
    open_findings,
    qa_log,
    verdict,
)
from helpers.present.sections.indicator_page import indicator_page
from helpers.present.sections.indicators import indicators
from helpers.present.sections.key import key
from helpers.present.sections.kite_marks import kite_marks, kite_marks_reviewed
from helpers.present.sections.lessons import lessons_learned, lessons_table
from helpers.present.sections.movements import movement_matrix
from helpers.present.sections.portfolio import portfolio_about, portfolio_cover, portfolio_key, portfolio_summary
from helpers.present.sections.projects import (
    highlight_reports,
    late_milestones,
    overdue_reports,
    project_table,
    spend_table,
)
from helpers.present.sections.put_right import revised_figures
from helpers.present.sections.register import pending_decisions, register
from helpers.present.sections.review import review
from helpers.present.sections.revisions import revisions
from helpers.present.sections.risks import risk_matrix, risk_register, risks_in_full
from helpers.present.sections.scorecard import corporate_dashboard, scorecard_balance, scorecard_table
from helpers.present.sections.sign_off import sign_off
from helpers.present.sections.sources import sources
from helpers.present.sections.success_map import success_maps
from helpers.present.sections.suite import suite_balance
from helpers.present.sections.summary import summary
from helpers.present.sections.thread import framework_coverage, golden_thread
from helpers.present.sections.trace import trace

__all__ = [
    "about", "accepted_findings", "actions", "actions_open", "age_of_data", "arrivals", "assurance", "changes_counted",
    "changes_in", "checklist_gaps", "checklist_matrix", "checks_on_data", "commentary_in_full", "commitments",
    "control_charts", "control_figures", "corporate_about", "corporate_activities", "corporate_cover",
    "corporate_dashboard", "corporate_key", "corporate_lessons", "corporate_summary", "cover", "cover_report", "dated",
    "enquiries", "exception_report", "figures", "findings", "framework_coverage", "golden_thread", "highlight_reports",
    "indicator_page", "indicators", "key", "kite_marks", "kite_marks_reviewed", "late_milestones", "lessons_learned",
    "lessons_table", "meetings_held", "movement_matrix", "new_figures", "not_final", "open_findings", "other_depths",
    "overdue_reports", "pending_decisions", "portfolio_about", "portfolio_cover", "portfolio_key", "portfolio_summary",
    "priority_activities", "project_table", "projects_and_risks", "qa_log", "register", "review", "revised_figures",
    "revisions", "risk_matrix", "risk_register", "risks_in_full", "scorecard_balance", "scorecard_table", "sign_off",
    "sign_off_state", "sources", "spend_table", "success_maps", "suite_balance", "summary", "title", "trace", "verdict",
    "what_is_next",
]  # fmt: skip
