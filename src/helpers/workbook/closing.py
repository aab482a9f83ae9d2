"""A quarter as whoever closes it sees it."""

from __future__ import annotations

from pathlib import Path

from helpers.analysis.actions import by_urgency
from helpers.analysis.closing import QuarterClose
from helpers.model.params import ReportParams
from helpers.model.review import ReviewMeeting
from helpers.model.signoff import SignOffState
from helpers.rules.signoff import standing
from helpers.store.reviews import read_meetings
from helpers.store.signoff import of_report
from helpers.store.workspace import find_quarter, open_register, parse_quarter
from helpers.workbook.checking import final_findings
from helpers.workbook.difference import differences_of
from helpers.workbook.reading import read
from helpers.workbook.signing import sign_off_events
from helpers.workbook.suite import Suite
from helpers.workbook.telling import every_action


def open_quarter_close(workspace: Path | str, quarter: str) -> QuarterClose:
    """What changed in a quarter, what is open, what was decided, and what is next; no hidden number is told.

    Raises Problems, all of them at once, when the parameters or the files are not right.
    """
    params = ReportParams(workspace=str(workspace), quarter=parse_quarter(quarter))
    register = open_register(params.workspace)
    now = find_quarter(register, params.quarter)
    suite = Suite(register, now)
    return QuarterClose(
        register.organisation,
        tuple(register.committees.values()),
        register.plan(now),
        register.plan(now.shift(1)),
        now.shift(1) in register.plans,
        differences_of(suite),
        by_urgency([each for each in every_action(suite) if each.open]),
        _meetings(suite),
        final_findings(register.root, now),
        {kpi.id: kpi.title for kpi in register.as_at(now)},
        _signed(suite),
    )


def _signed(suite: Suite) -> dict[str, SignOffState]:
    """Where the sign-off of each report stands, by the content that was last signed."""
    events = [each for each in sign_off_events(suite.register) if each.quarter == suite.quarter]
    latest = {each.report: each.content_hash for each in events}
    own = {report: of_report(events, suite.quarter, report) for report in latest}
    return {report: standing(own[report], latest[report]) for report in sorted(latest)}


def _meetings(suite: Suite) -> tuple[ReviewMeeting, ...]:
    found = read(suite.register, lambda findings: read_meetings(suite.register, findings))
    held = [each for each in found if each.quarter == suite.quarter]
    return tuple(sorted(held, key=lambda each: (each.held_on, each.line)))
