"""A calendar as an .ics file (RFC 5545), which any calendar program can take in: one all-day event for each date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import NAMESPACE_OID, uuid5

from helpers.analysis.calendar import Calendar
from helpers.model.calendar import CalendarEntry

OCTETS = 75  # the most that a line may have, without its end
PRODUCT = "-//Performance workbook//Calendar of reporting//EN"
SPECIAL = re.compile(r"[\\;,]")
NEW_LINE = re.compile(r"\r\n|\r|\n")


def icalendar(calendar: Calendar) -> str:
    """The text of the .ics file: the same for the same dates, whenever it is made.

    An event keeps its UID when its day moves, so that a calendar which takes the file in again moves it too. Its
    DTSTAMP, which RFC 5545 demands, is the last day of the quarter, and not the time at which the file was made.
    """
    events = (line for entry in calendar.entries for line in _event(entry, calendar.organisation))
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
    return "".join(f"{folded(line)}\r\n" for line in (*head, *events, "END:VCALENDAR"))


def _event(entry: CalendarEntry, organisation: str) -> Iterator[str]:
    """An event on a date without an end lasts for that day, and takes up nobody's time (RFC 5545, 3.6.1)."""
    quarter = entry.quarter
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_OID, f'{organisation}/{quarter.id}/{entry.key}')}"
    yield f"DTSTAMP:{quarter.end:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"SUMMARY:{escaped(f'{quarter}: {entry.what}')}"
    if entry.who:
        yield f"DESCRIPTION:{escaped(f'By: {entry.who}')}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Text as a value (RFC 5545, 3.3.11): backslash, semicolon and comma after a backslash, a new line as \\n."""
    return NEW_LINE.sub(r"\\n", SPECIAL.sub(r"\\\g<0>", text))


def folded(line: str) -> str:
    """A line in pieces of 75 octets at most, no character divided, each after the first led by a space (3.1)."""
    pieces = [""]
    for character in line:
        if len((pieces[-1] + character).encode()) > OCTETS:
            pieces.append(" ")
        pieces[-1] += character
    return "\r\n".join(pieces)
