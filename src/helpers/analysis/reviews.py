"""Has a quarter's pack been reviewed, what was put to the review, and which lessons go with it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from helpers.analysis.pack import Pack
from helpers.model.lesson import Lesson
from helpers.model.organisation import Committee
from helpers.model.periods import Quarter
from helpers.model.quality import Finding, Severity
from helpers.model.review import ReviewMeeting, TrackerItem, Verdict

FILE = "data/meetings/meetings.csv"


def meetings_of(found: Sequence[ReviewMeeting], committee: Committee, quarter: Quarter) -> tuple[ReviewMeeting, ...]:
    """The meetings that considered a committee's pack of a quarter, the first held first."""
    own = [each for each in found if each.quarter == quarter and each.committee in ("", committee.id)]
    return tuple(sorted(own, key=lambda each: (each.held_on, each.line)))


def final_needs(committee: Committee, quarter: Quarter, meetings: Sequence[ReviewMeeting]) -> tuple[Finding, ...]:
    """What keeps a committee's pack from being final: no review meeting on record, or one without minutes."""
    return _needs(committee.title, quarter, meetings_of(meetings, committee, quarter))


def whole_meetings(found: Sequence[ReviewMeeting], quarter: Quarter) -> tuple[ReviewMeeting, ...]:
    """The meetings of management teams, which considered a quarter's reports on the whole organisation too."""
    own = [each for each in found if each.quarter == quarter and each.team]
    return tuple(sorted(own, key=lambda each: (each.held_on, each.line)))


def whole_needs(title: str, quarter: Quarter, meetings: Sequence[ReviewMeeting]) -> tuple[Finding, ...]:
    """What keeps a report on the whole organisation from being final, as `final_needs` does."""
    return _needs(title, quarter, whole_meetings(meetings, quarter))


def tracked(pack: Pack) -> tuple[TrackerItem, ...]:
    """The items of the tracker that the pack shows: while it is a draft all but those declined, then those accepted."""
    about = {pack.committee.id, *(result.kpi.id for result in pack.indicators)}
    own = [each for each in pack.tracker if each.subject in about]
    kept = (Verdict.ACCEPTED,) if pack.reviews else (Verdict.ACCEPTED, None)
    return tuple(each for each in own if each.decision in kept)


def lessons_known(lessons: Sequence[Lesson], day: date) -> tuple[Lesson, ...]:
    """Each lesson as it stood on a day, in the order in which they were first recorded."""
    return tuple({each.id: each for each in lessons if each.on <= day}.values())


def lessons_for(lessons: Sequence[Lesson], committee: Committee) -> tuple[Lesson, ...]:
    """The lessons that a committee is told."""
    return tuple(each for each in lessons if committee.id in each.committees)


def _needs(title: str, quarter: Quarter, held: Sequence[ReviewMeeting]) -> tuple[Finding, ...]:
    return tuple(_without_minutes(held) if held else _unreviewed(title, quarter))


def _unreviewed(title: str, quarter: Quarter) -> Iterator[Finding]:
    message = f"{title}: no review meeting is recorded for {quarter}."
    fix = "Add its line, with its day and the reference of its minutes."
    yield Finding(Severity.MUST, "review", "", FILE, 0, message, fix)


def _without_minutes(held: Sequence[ReviewMeeting]) -> Iterator[Finding]:
    for each in held:
        if not each.minutes:
            message = f"The review meeting on {each.held_on} for {each.quarter} has no minutes on record."
            yield Finding(Severity.MUST, "minutes", "", FILE, each.line, message, "Give their reference.")
