"""Does a text state a number that is hidden?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from helpers.rules.exact import displayed, exact

_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_MONTHS = frozenset((
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
))  # fmt: skip
_NUMBERED = frozenset((
    "quarter", "stage", "phase", "section", "page", "figure", "table", "level", "option", "tier", "band", "wave",
    "week", "year", "part", "step", "grade", "group", "room", "line", "paragraph", "appendix", "annex", "item",
    "day", "schedule", "target", "zone", "ward", "unit", "version",
))  # fmt: skip
_THINGS = frozenset((
    "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "quarter", "quarters",
    "year", "years", "times", "pp", "point", "points", "percentage", "million", "thousand", "hundred", "billion",
    "m", "bn", "k", "mile", "miles", "km", "metre", "metres", "pound", "pounds", "pence", "report", "reports",
    "meeting", "meetings", "team", "teams", "post", "posts", "phase", "phases", "stage", "stages", "option",
    "options", "way", "ways", "step", "steps", "reason", "reasons", "theme", "themes", "priority", "priorities",
    "workstream", "workstreams", "workshop", "workshops", "district", "districts", "council", "councils",
    "contract", "contracts", "session", "sessions", "project", "projects", "measure", "measures", "indicator",
    "indicators", "vacancy", "vacancies", "area", "areas", "site", "sites", "event", "events",
))  # fmt: skip
_PEOPLE = frozenset((
    "person", "people", "child", "children", "adult", "adults", "resident", "residents", "pupil", "pupils", "carer",
    "carers", "patient", "patients", "client", "clients", "family", "families", "household", "households", "case",
    "cases", "man", "men", "woman", "women", "boy", "boys", "girl", "girls", "death", "deaths", "incident",
    "incidents", "placement", "placements",
))  # fmt: skip
_UNSEEN = re.compile(r"(?<=\])\([^)\s]*\)|https?://\S+|www\.\S+|\S+@\S+|\{\w+(?:\.\w+)*\}|(?m:^\s*\d+[.)]\s)")
_NUMBER = re.compile(
    r"(?<![\w£$€/:–-])(?<!\d[.,])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w/:]|[.,]\d|[-–]\w)"
    rf"|(?<![\w-])(?P<word>{'|'.join(_WORDS)})(?![\w]|-\w)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(%|[A-Za-z]+)?(?:\s+([A-Za-z]+))?(?:\s+([A-Za-z]+))?")
_BEFORE = re.compile(r"(?:([A-Za-z]+)\W+)?\b([A-Za-z]+)[\s*_]*$")


def stated(text: str, counts: Collection[float], shares: Collection[float] = (), name: str = "") -> tuple[int, ...]:
    """The lines, from 0, on which a text states one of these counts, or one of these percentages.

    A count may be in digits or, up to twenty, in words. Dates, sums of money, lengths of time, numbered things
    (quarter 3), the target and what a council has several of (teams, posts) are not counts of people. “One” is a count
    only of people or of what is in the indicator's `name`, as it mostly means something else. A percentage is stated
    however it is rounded.
    """
    seen = _UNSEEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    wanted = {exact(count) for count in counts if count}
    about = _PEOPLE | set(re.findall(r"[a-z]{4,}", name.lower()))
    found = (match for match in _NUMBER.finditer(seen) if _states(seen, match, wanted, shares, about))
    return tuple(dict.fromkeys(seen.count("\n", 0, match.start()) for match in found))


def _states(
    text: str, match: re.Match[str], counts: Collection[Decimal], shares: Collection[float], about: Collection[str]
) -> bool:
    following = list(_following(text, match.end()))
    if following and _per_cent(following):
        return match["digits"] is not None and _rounds_to(match["digits"], shares)
    number = (
        Decimal(match["digits"].replace(",", ""))
        if match["digits"]
        else Decimal(1 + _WORDS.index(match["word"].lower()))
    )
    if number not in counts or _is_year(match):
        return False
    of_people = any(word.lower() in about for word in following[:2])
    if of_people or (match["word"] and number == 1):
        return of_people or not following
    return not _numbered(text[: match.start()]) and not _of_something_else(following)


def _following(text: str, end: int) -> Iterator[str]:
    """Up to three words after a number, in the same sentence; a per cent sign is one."""
    match = _AFTER.match(text, end)
    yield from (word for word in match.groups() if word) if match else ()


def _per_cent(following: Sequence[str]) -> bool:
    return following[0].lower() in ("%", "percent") or [word.lower() for word in following[:2]] == ["per", "cent"]


def _rounds_to(digits: str, shares: Collection[float]) -> bool:
    written = Decimal(digits.replace(",", ""))
    places = len(digits.partition(".")[2])
    return any(displayed(share, places) == written for share in shares)


def _is_year(match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", match[0]))


def _numbered(before: str) -> bool:
    """Whether what stands before a number makes it the number of a thing, a day of a month or the target."""
    match = _BEFORE.search(before[-40:])
    if match is None:
        return False
    last, earlier = match[2], (match[1] or "").lower()
    return last in _MONTHS or last.lower() in _NUMBERED or (last.lower() in ("of", "is", "was") and earlier == "target")


def _of_something_else(following: Sequence[str]) -> bool:
    """Whether a number is a day of a month, a length of time, a sum, or of what a council has several of."""
    first, second = (*following, "", "")[:2]
    return first in _MONTHS or first.lower() in _THINGS or second.lower() in _THINGS
