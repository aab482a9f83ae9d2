"""The .ics file keeps the rules of RFC 5545 that it uses; the numbers are its sections."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.calendar import Calendar
from helpers.model.calendar import CalendarEntry
from helpers.model.periods import Quarter
from helpers.present.icalendar import OCTETS, escaped, folded, icalendar

Q1 = Quarter(2025, 1)
LONG = CalendarEntry(
    Q1, "meeting-roads", date(2025, 9, 18), "Roads, Paths; and Côte Committee " * 5 + "meets", "Members"
)
CUT_OFF = CalendarEntry(Q1, "data-cut-off", date(2025, 8, 29), "Data are cut off", "Performance Team")
END = CalendarEntry(Q1, "quarter-ends", date(2025, 6, 30), "The quarter ends", "")
CALENDAR = Calendar("Westmarch County Council", (END, CUT_OFF, LONG), ())
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\\;,\n"), max_size=300)


def unfolded(text: str) -> list[str]:
    """The content lines of a file, as 3.1 has a reader put them together."""
    return text.replace("\r\n ", "").split("\r\n")


def plain(value: str) -> str:
    """A text value as 3.3.11 has a reader understand it."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def events(text: str) -> list[dict[str, str]]:
    """The properties of each event, by name with parameters; each may occur once only (3.6.1)."""
    found: list[dict[str, str]] = []
    for line in unfolded(text):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in ("END", ""):
            assert name not in found[-1]
            found[-1][name] = value
    return found


def test_one_event_is_written_like_this() -> None:
    assert icalendar(replace(CALENDAR, entries=(CUT_OFF,))) == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//Performance workbook//Calendar of reporting//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "BEGIN:VEVENT\r\n"
        "UID:e02c4b5d-8058-5558-9102-e3832d460922\r\n"
        "DTSTAMP:20250630T000000Z\r\n"
        "DTSTART;VALUE=DATE:20250829\r\n"
        "SUMMARY:2025-26 Q1: Data are cut off\r\n"
        "DESCRIPTION:By: Performance Team\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )


def test_every_line_ends_in_cr_lf_and_has_75_octets_at_most() -> None:  # 3.1
    text = icalendar(CALENDAR)
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    assert max(len(line.encode()) for line in text.split("\r\n")) == OCTETS


def test_what_is_required_is_there_and_in_its_place() -> None:  # 3.4, 3.6, 3.6.1
    lines = unfolded(icalendar(CALENDAR))
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert [line for line in lines if line.startswith(("VERSION", "PRODID"))] == lines[1:3]
    assert [{"UID", "DTSTAMP", "DTSTART;VALUE=DATE"} - set(each) for each in events(icalendar(CALENDAR))] == [set()] * 3
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 3


def test_an_event_lasts_a_whole_day_and_takes_nobodys_time() -> None:  # 3.6.1, 3.8.2.7
    for each, day in zip(events(icalendar(CALENDAR)), ("20250630", "20250829", "20250918"), strict=True):
        assert (each["DTSTART;VALUE=DATE"], each["TRANSP"]) == (day, "TRANSPARENT")
        assert {"DTEND", "DURATION"} & {name.partition(";")[0] for name in each} == set()


def test_an_event_keeps_its_uid_when_its_day_moves_and_no_two_share_one() -> None:  # 3.8.4.7
    moved = replace(CALENDAR, entries=tuple(replace(each, day=date(2025, 10, 1)) for each in CALENDAR.entries))
    ids = [each["UID"] for each in events(icalendar(CALENDAR))]
    assert [each["UID"] for each in events(icalendar(moved))] == ids
    other = replace(CALENDAR, organisation="Eastmarch")
    later = replace(CALENDAR, entries=tuple(replace(each, quarter=Quarter(2025, 2)) for each in CALENDAR.entries))
    everyone = ids + [each["UID"] for found in (other, later) for each in events(icalendar(found))]
    assert len(set(everyone)) == 9


def test_the_stamp_is_utc_and_of_no_clock() -> None:  # 3.8.7.2, 3.3.5
    assert {each["DTSTAMP"] for each in events(icalendar(CALENDAR))} == {"20250630T000000Z"}
    assert icalendar(CALENDAR) == icalendar(CALENDAR)


def test_a_reader_gets_the_words_back_as_they_were() -> None:
    told = [plain(each["SUMMARY"]) for each in events(icalendar(CALENDAR))]
    assert told == ["2025-26 Q1: The quarter ends", "2025-26 Q1: Data are cut off", f"2025-26 Q1: {LONG.what}"]
    assert ["DESCRIPTION" in each for each in events(icalendar(CALENDAR))] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a, b; c", r"a\, b\; c"),
        ("a\\b", r"a\\b"),
        ("a\r\nb\nc\rd", r"a\nb\nc\nd"),
        ("10:30 “x”", "10:30 “x”"),
        (r"\n", r"\\n"),
    ],
)
def test_text_is_escaped(text: str, written: str) -> None:  # 3.3.11
    assert escaped(text) == written


@given(TEXT)
def test_whatever_is_escaped_is_one_line_and_comes_back(text: str) -> None:
    assert plain(escaped(text)) == text
    assert "\n" not in escaped(text)
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,n])*", escaped(text), re.DOTALL)


@given(TEXT)
def test_whatever_is_folded_comes_back_and_no_character_is_divided(text: str) -> None:
    line = escaped(text)
    pieces = folded(line).split("\r\n")
    assert pieces[0] + "".join(piece.removeprefix(" ") for piece in pieces[1:]) == line
    assert all(piece.startswith(" ") and len(piece) > 1 for piece in pieces[1:])
    assert all(len(piece.encode()) <= OCTETS for piece in pieces)


@pytest.mark.parametrize(("length", "pieces"), [(75, 1), (76, 2), (149, 2), (150, 3)])
def test_a_line_is_folded_only_when_it_must_be(length: int, pieces: int) -> None:
    assert len(folded("x" * length).split("\r\n")) == pieces
