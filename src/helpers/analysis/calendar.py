"""A quarter's calendar: what is done when and by whom, which gaps are odd, and dates for a quarter to come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from helpers.model.calendar import CalendarEntry, QuarterPlan
from helpers.model.organisation import Committee, Organisation, Settings
from helpers.model.periods import Quarter
from helpers.model.quality import Finding, Severity
from helpers.rules.working_days import clear_days, is_working_day, working_day_from, working_days

LONGEST = 366  # days from the end of a quarter to its last date
NOTICE = 5  # clear days for which agendas and reports are open to inspection before a meeting
TOLD = {  # what is done on each date of a plan, and by whom; None for the author of the packs
    "returns_due": ("Suppliers' returns are due", "Suppliers"),
    "commentary_due": ("Commentary is due", "Owners of the indicators"),
    "data_cut_off": ("Data are cut off", None),
    "management_review": ("Management reviews the packs", "Management team"),
    "papers_due": ("Agendas and papers are published", "Democratic services"),
    "publication": ("Packs are published", None),
}


@dataclass(frozen=True)
class Calendar:
    """The dates of an organisation's quarters in order, and what should be looked at in them."""

    organisation: str
    entries: tuple[CalendarEntry, ...]
    findings: tuple[Finding, ...]


def calendar(plans: Collection[QuarterPlan], committees: Collection[Committee], organisation: Organisation) -> Calendar:
    """The calendar of these quarters, from each one's last day to its last meeting."""
    settings = organisation.settings
    found = (each for plan in plans for each in date_findings(plan, committees, settings))
    entries = [each for plan in plans for each in _entries(plan, committees, organisation.author)]
    in_order = _in_order(entries, settings.closed_days)
    return Calendar(organisation.name, tuple(in_order), tuple(found))


def _in_order(entries: Iterable[CalendarEntry], closed: Collection[date]) -> Iterator[CalendarEntry]:
    """The entries by day, each with the days since the one before it."""
    ordered = sorted(entries, key=lambda entry: entry.day)
    yield from ordered[:1]
    for before, entry in pairwise(ordered):
        passed = working_days(before.day, entry.day, closed)
        yield replace(entry, days=(entry.day - before.day).days, working_days=passed)


def _entries(plan: QuarterPlan, committees: Collection[Committee], author: str) -> Iterator[CalendarEntry]:
    quarter = plan.quarter
    yield CalendarEntry(quarter, "quarter-ends", quarter.end, "The quarter ends", "")
    for name, day in plan.dates.items():
        what, who = TOLD[name]
        yield CalendarEntry(quarter, name.replace("_", "-"), day, what, who or author)
    for committee in committees:
        if quarter in committee.meetings:
            what, day = f"{committee.title} meets", committee.meetings[quarter]
            yield CalendarEntry(quarter, f"meeting-{committee.id}", day, what, "Members")


def date_findings(plan: QuarterPlan, committees: Collection[Committee], settings: Settings) -> Iterator[Finding]:
    """What should be looked at in a quarter's dates: gaps that are too short or far too long. None stops a pack."""
    yield from _far_away(plan)
    yield from _early_commentary(plan)
    yield from _short_review(plan, settings)
    yield from _late_packs(plan)
    for committee in committees:
        yield from _short_notice(plan, committee, settings)


def _far_away(plan: QuarterPlan) -> Iterator[Finding]:
    for name, day in plan.dates.items():
        if (day - plan.quarter.end).days > LONGEST:
            message = f"{name}, {day}, is more than a year after {plan.quarter} ends, on {plan.quarter.end}."
            yield _found("far-away", plan, message, "Is the year right?")


def _early_commentary(plan: QuarterPlan) -> Iterator[Finding]:
    commentary, returns = plan.commentary_due, plan.returns_due
    if commentary and returns and commentary < returns:
        message = f"commentary is due on {commentary}, before suppliers' returns are, on {returns}."
        yield _found("early-commentary", plan, message, "Give services time to see the figures.")


def _short_review(plan: QuarterPlan, settings: Settings) -> Iterator[Finding]:
    review, until = plan.management_review, plan.papers_due or plan.publication
    left = working_days(review, until, settings.closed_days) if review else settings.review_days
    if left < settings.review_days:
        then = "papers are due" if plan.papers_due else "the packs are published"
        message = f"management_review, {review}, is {_counted(left)} before {then}, on {until}."
        yield _found("short-review", plan, message, f"Leave {settings.review_days}, as review_days asks.")


def _late_packs(plan: QuarterPlan) -> Iterator[Finding]:
    if plan.papers_due and plan.publication > plan.papers_due:
        message = f"publication, {plan.publication}, is after the agendas are published, on {plan.papers_due}."
        yield _found("late-packs", plan, message, "Publish the packs with the agendas.")


def _short_notice(plan: QuarterPlan, committee: Committee, settings: Settings) -> Iterator[Finding]:
    meeting, published = committee.meetings.get(plan.quarter), plan.papers_due
    given = clear_days(published, meeting, settings.closed_days) if meeting and published else NOTICE
    if meeting and given < NOTICE:
        last = working_day_from(meeting, -NOTICE - 1, settings.closed_days)
        notice = f"{_counted(given, 'clear ')} before the {committee.title} meets, on {meeting}"
        message = f"papers are due on {published}, {notice}."
        yield _found("short-notice", plan, message, f"Publish them by {last}, so that there are {NOTICE}.")


def _counted(number: int, kind: str = "") -> str:
    return f"{number} {kind}working day{'' if number == 1 else 's'}"


def _found(rule: str, plan: QuarterPlan, message: str, fix: str) -> Finding:
    return Finding(Severity.SHOULD, rule, "", f"params/quarters/{plan.quarter.id}.yml", 0, message, fix)


def proposed(quarter: Quarter, last: QuarterPlan, closed: Collection[date] = ()) -> dict[str, date]:
    """Dates for a quarter, by name: as many working days after its end as another quarter's were after its own.

    What was on different days is on different days again, so the order stays right.
    """
    days: dict[str, date] = {}
    before = after = date.min
    for name, day in sorted(last.dates.items(), key=lambda each: each[1]):
        moved = working_day_from(quarter.end, _working_days_into(last.quarter, day, closed), closed)
        earliest = working_day_from(after, 1, closed) if day > before else after
        before, after = day, max(moved, earliest)
        days[name] = after
    return days


def _working_days_into(quarter: Quarter, day: date, closed: Collection[date]) -> int:
    """On which working day after the quarter's end a day falls; a day that is none counts as the next that is."""
    passed = working_days(quarter.end, day, closed)
    return passed if day == quarter.end or is_working_day(day, closed) else passed + 1
