"""Does a text state a number that is hidden?"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal

from helpers.rules.exact import displayed, exact

_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_VALUES = {word: value for value, word in enumerate(_WORDS, 1)} | {
    word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_PLACES = {word: value for value, word in enumerate(_ORDINALS, 1)}
_PARTS = {"half": 2, "quarter": 4} | {word: value for word, value in _PLACES.items() if value > 2}
_PER_CENT = (["%"], ["percent"], ["percentage"], ["pp"], ["point"], ["points"])
_MONTHS = frozenset((
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
))  # fmt: skip
_NUMBERED = frozenset((
    "quarter", "stage", "phase", "section", "page", "figure", "table", "level", "option", "tier", "band", "wave",
    "week", "year", "part", "step", "grade", "group", "room", "line", "paragraph", "appendix", "annex", "item",
    "day", "schedule", "target", "zone", "ward", "unit", "version",
))  # fmt: skip
_BEFORE_NAME = frozenset((
    "", "in", "of", "from", "to", "at", "by", "for", "since", "and", "or", "until", "see", "with", "under", "on",
    "during", "after", "before", "through", "between", "than",
))  # fmt: skip
_AFTER_NAME = frozenset((
    "and", "or", "in", "on", "to", "at", "for", "from", "with", "by", "as", "than", "but", "because", "is", "was",
    "has", "we", "it", "they", "the", "this", "when", "which", "until", "onwards",
))  # fmt: skip
_SPANS = frozenset(("minutes", "hours", "days", "weeks", "months", "quarters", "years"))
_THINGS = _SPANS | frozenset((
    "minute", "hour", "day", "week", "month", "quarter", "year", "times", "million", "thousand", "hundred", "billion",
    "m", "bn", "k", "mile", "miles", "km", "metre", "metres", "pound", "pounds", "pence", "reports", "meetings",
    "teams", "posts", "phases", "stages", "options", "ways", "steps", "reasons", "themes", "priorities",
    "workstreams", "workshops", "districts", "councils", "contracts", "sessions", "projects", "measures",
    "indicators", "vacancies", "areas", "sites", "events",
))  # fmt: skip
_PEOPLE = frozenset((
    "person", "people", "child", "children", "adult", "adults", "resident", "residents", "pupil", "pupils", "carer",
    "carers", "patient", "patients", "client", "clients", "family", "families", "household", "households", "case",
    "cases", "man", "men", "woman", "women", "boy", "boys", "girl", "girls", "death", "deaths", "incident",
    "incidents", "placement", "placements", "baby", "babies", "infant", "infants", "student", "students", "learner",
    "learners", "tenant", "tenants", "victim", "victims", "casualty", "casualties", "injury", "injuries", "fatality",
    "fatalities", "suicide", "suicides",
))  # fmt: skip
_DID = frozenset(("was", "is", "had", "has", "died", "fell", "left", "did", "moved", "went", "got", "may", "said"))
_NO_ONE = frozenset((
    "no", "any", "every", "each", "some", "this", "that", "the", "which", "another", "new", "old", "last", "next",
    "previous", "first", "second",
))  # fmt: skip
_UNSEEN = re.compile(
    r"(?<=\])\([^)\s]*\)|https?://\S+|www\.\S+|\S+@\S+|\{\w+(?:\.\w+)*\}|(?m:^\s*\d+[.)]\s)"
    r"|[£$€]\s?\d[\d,.]*(?:[-–]\d+)?|\b\d{1,2}([/-])\d{1,2}\1(?:\d\d){1,2}\b"  # sums of money, dates
    r"|\b(?:19|20)\d\d[/–-]\d\d(?:\d\d|-\d\d)?\b|\b(?i:age[sd]?)\s+\d+[-–]\d+\b"  # years, ages
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_WORDS[:9])}))?|{'|'.join(_WORDS)}"
_START = r"(?<![\w£$€:])(?<![A-Za-z][/–-])(?<!\d[.,])"
_END = r"(?!(?!pp\b)\w|:|/(?!\d)|[.,]\d|[-–](?!\d)\w)"
_NUMBER = re.compile(
    rf"{_START}(?P<digits>{_DIGITS}){_END}|(?<![\w-])(?P<word>{_WORD})(?!\w|-\w)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\b(?:(?P<digits>\d+)(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))\b", re.IGNORECASE)
_OUT_OF = re.compile(
    rf"{_START}(?P<part>{_DIGITS}|{_WORD})(?:\s+(?:in|out of|of)\s+(?:(?:every|the|all)\s+)?|\s?/\s?)"
    rf"(?P<whole>{_DIGITS}|{_WORD}){_END}",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"\b(?:half|(?P<part>a|{'|'.join(_WORDS[:9])})[-\s]+(?P<whole>{'|'.join(_PARTS)})s?)(?![\w'’-])", re.IGNORECASE
)
_AFTER = re.compile(r"(?:[-–]\d+)?\s*(%|[A-Za-z]+)?(?:(?:\s+|-)([A-Za-z]+))?(?:(?:\s+|-)([A-Za-z]+))?")
_BEFORE = re.compile(r"(?:\b([A-Za-z]+)[\s*_]+)?\b([A-Za-z]+)[\s*_]*$")


def stated(text: str, counts: Collection[float], shares: Collection[float] = (), name: str = "") -> tuple[int, ...]:
    """The lines, from 0, on which a text states one of these counts, or one of these percentages.

    A number may be in digits or, under a hundred, in words. Dates, sums of money, lengths of time, numbered things
    (quarter 3), the target and what a council has several of (teams, posts) are not counts of people; where it is in
    doubt, it is a count. “One” is a count only of people or of what is in the indicator's `name`, as it mostly means
    something else, and so is an ordinal (“a third death”). A percentage is stated however it is rounded, in points, or
    as a fraction (“one in twenty”, “three-quarters”).
    """
    if not counts and not shares:
        return ()
    seen = _UNSEEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    wanted = {exact(count) for count in counts if count}
    about = _PEOPLE | set(re.findall(r"[a-z]{4,}", name.lower()))
    found = (
        *(match for match in _NUMBER.finditer(seen) if _states(seen, match, wanted, shares, about)),
        *(match for match in _ORDINAL.finditer(seen) if _place(match) in wanted and _ordered(seen, match, about)),
        *(match for match in _OUT_OF.finditer(seen) if _is_share(_read(match["part"]), _read(match["whole"]), shares)),
        *(match for match in _FRACTION.finditer(seen) if _is_share(*_fraction(match), shares)),
    )
    return tuple(sorted({seen.count("\n", 0, match.start()) for match in found}))


def _states(
    text: str, match: re.Match[str], counts: Collection[Decimal], shares: Collection[float], about: Collection[str]
) -> bool:
    written = _following(text, match.end())
    following, number = [word.lower() for word in written], _read(match[0])
    if _per_cent(following):
        return _rounds_to(match[0], shares)
    if number not in counts or _is_year(match):
        return False
    of_people = _about(following, about)
    if of_people or (match["word"] and number == 1):
        return of_people or not following or _somebody(text[: match.start()], following)
    of_something_else = not _MONTHS.isdisjoint(written[:1]) or not _THINGS.isdisjoint(following[:2])
    return not of_something_else and not _numbered(text[: match.start()], following)


def _following(text: str, end: int) -> list[str]:
    """Up to three words after a number or a range, in the same sentence; a per cent sign is one."""
    match = _AFTER.match(text, end)
    return [word for word in match.groups() if word] if match else []


def _about(following: Sequence[str], about: Collection[str]) -> bool:
    """Whether a number is one of people, or of what is counted, and not a length of time."""
    a_span = following[:1] and following[0] in _SPANS and following[0] not in about
    return not a_span and any(word in about for word in following)


def _somebody(before: str, following: Sequence[str]) -> bool:
    """Whether “one” is one of those who are counted (“one died”), and neither “no one” nor “the new one”."""
    match = _BEFORE.search(before[-40:])
    no_one = match is not None and match[2].lower() in _NO_ONE
    return following[0] in _DID and not no_one and not _numbered(before, following)


def _ordered(text: str, match: re.Match[str], about: Collection[str]) -> bool:
    """Whether an ordinal says how many people, or of what is counted, there have been: “a third death”."""
    return any(word.lower() in about for word in _following(text, match.end())[:2])


def _read(number: str) -> Decimal:
    """A number in digits, or in words under a hundred."""
    if number[0].isdigit():
        return Decimal(number.replace(",", ""))
    tens, _, unit = number.lower().partition("-")
    return Decimal(_VALUES[tens] + _VALUES.get(unit, 0))


def _place(match: re.Match[str]) -> Decimal:
    return Decimal(match["digits"] or _PLACES[match["word"].lower()])


def _per_cent(following: Sequence[str]) -> bool:
    return following[:1] in _PER_CENT or following[:2] == ["per", "cent"]


def _rounds_to(number: str, shares: Collection[float]) -> bool:
    places = len(number.partition(".")[2])
    return any(displayed(share, places) == _read(number) for share in shares)


def _is_share(part: Decimal, whole: Decimal, shares: Collection[float]) -> bool:
    """Whether so many out of so many is one of the percentages, to the nearest whole one."""
    return bool(whole) and any(displayed(100 * part / whole, 0) == displayed(share, 0) for share in shares)


def _fraction(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    part, whole = (match["part"] or "a").lower(), (match["whole"] or "half").lower()
    return Decimal(_VALUES.get(part, 1)), Decimal(_PARTS[whole])


def _is_year(match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", match[0]))


def _numbered(before: str, following: Sequence[str]) -> bool:
    """Whether what stands before a number makes it the target, or the number of a thing or a day of a month.

    It is the number of a thing only where the words about it let it be a name: not in “this week 3 fell”.
    """
    match = _BEFORE.search(before[-40:])
    if match is None:
        return False
    last, earlier = match[2], (match[1] or "").lower()
    if earlier == "target" and last.lower() in ("of", "is", "was"):
        return True
    is_name = earlier in _BEFORE_NAME and (not following or following[0] in _AFTER_NAME)
    return is_name and (last.lower() in _NUMBERED or (last in _MONTHS and earlier not in ("in", "during")))
