"""Where the store meets the rules and the analysis: check a workspace, and open a pack or an indicator from it."""

from helpers.workbook.acting import open_actions, update_action
from helpers.workbook.calendar import calendar_findings, open_calendar, start_quarter
from helpers.workbook.checking import accept_figures, check, check_all, commentary_findings, final_findings
from helpers.workbook.closing import open_quarter_close
from helpers.workbook.difference import open_differences
from helpers.workbook.pack import open_pack
from helpers.workbook.signing import review_findings, review_meetings, sign_off_events, sign_off_state
from helpers.workbook.suite import Published, Suite, open_indicator, open_suite
from helpers.workbook.whole import open_corporate_report, open_portfolio, open_review

__all__ = [
    "Published",
    "Suite",
    "accept_figures",
    "calendar_findings",
    "check",
    "check_all",
    "commentary_findings",
    "final_findings",
    "open_actions",
    "open_calendar",
    "open_corporate_report",
    "open_differences",
    "open_indicator",
    "open_pack",
    "open_portfolio",
    "open_quarter_close",
    "open_review",
    "open_suite",
    "review_findings",
    "review_meetings",
    "sign_off_events",
    "sign_off_state",
    "start_quarter",
    "update_action",
]
