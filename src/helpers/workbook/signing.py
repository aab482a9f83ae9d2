"""How far a report is by the events of its sign-off, and what is wrong with the record of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.analysis.reviews import final_needs, meetings_of, whole_meetings, whole_needs
from helpers.errors import Problem, Problems
from helpers.model.periods import Quarter
from helpers.model.quality import Finding
from helpers.model.review import ReviewMeeting
from helpers.model.signoff import SignOffEvent, SignOffState
from helpers.rules.signoff import refusals, standing
from helpers.store.register import Register
from helpers.store.reviews import read_meetings
from helpers.store.signoff import AS_IT_WAS, of_report, read_events
from helpers.workbook.reading import read

FILE = "data/signoff/events.jsonl"


def sign_off_events(register: Register) -> tuple[SignOffEvent, ...]:
    """Every event of sign-off on record, the first first. Raises Problems when the record is not whole."""
    events = read(register, lambda findings: read_events(register.root, findings))
    wrong = list(misplaced_steps(events))
    if wrong:
        raise Problems(wrong)
    return events


def sign_off_state(register: Register, quarter: Quarter, report: str, content_hash: str) -> SignOffState:
    """How far this content of a report is. Raises Problems when the record is not whole."""
    return standing(of_report(sign_off_events(register), quarter, report), content_hash)


def review_findings(register: Register, quarter: Quarter, report: str, title: str) -> tuple[Finding, ...]:
    """What of its review keeps a report from being final: a committee's, or one on the whole organisation.

    An edition within a quarter is reviewed where it is read, and no meeting is recorded for it.
    """
    if _is_edition(register, quarter, report):
        return ()
    found, committee = _meetings(register), register.audiences.get(report)
    return final_needs(committee, quarter, found) if committee else whole_needs(title, quarter, found)


def review_meetings(register: Register, quarter: Quarter, report: str) -> tuple[ReviewMeeting, ...]:
    """The meetings that considered a report, the first held first."""
    if _is_edition(register, quarter, report):
        return ()
    found, committee = _meetings(register), register.audiences.get(report)
    return meetings_of(found, committee, quarter) if committee else whole_meetings(found, quarter)


def _is_edition(register: Register, quarter: Quarter, report: str) -> bool:
    return any(each.reports(quarter).get(report) for each in register.audiences.values())


def _meetings(register: Register) -> tuple[ReviewMeeting, ...]:
    return read(register, lambda findings: read_meetings(register, findings))


def misplaced_steps(events: Sequence[SignOffEvent]) -> Iterator[Problem]:
    """Events that no command would have added where they are, so that somebody else has."""
    for place, event in enumerate(events):
        earlier = of_report(events[:place], event.quarter, event.report)
        for field, reason in refusals(earlier, event):
            message = f"event {event.number} was not added by packs sign-off: {reason}"
            yield Problem(FILE, event.number, field, message, AS_IT_WAS)
