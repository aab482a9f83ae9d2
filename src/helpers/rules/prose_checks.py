"""Is a commentary copied, long, or full of letters that nobody explained? And where do figures go into it?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import pairwise

EVERYDAY = frozenset((
    "AD", "AM", "BBC", "BC", "BST", "CO2", "COVID", "DIY", "EU", "FAQ", "GMT", "GP", "HM", "ID", "IT", "MP", "NHS",
    "OK", "PC", "PDF", "PIN", "PM", "TV", "UK", "US", "USA", "VAT",
))  # fmt: skip
_STATUSES = frozenset(("RED", "AMBER", "GREEN", "BLUE"))
WORD = re.compile(r"\S*\w\S*")
_UNSEEN = re.compile(r"(?<=\])\([^)\s]*\)|https?://\S+|www\.\S+|\S+@\S+|(?<!\{)\{\w+(?:\.\w+)*\}")
_TOKEN = re.compile(r"(?<![\w&])[A-Z][A-Za-z0-9]*(?:&[A-Za-z0-9]+)*(?![\w&])")
_SHOUTED = re.compile(r"\b[A-Z']{2,}(?:[ ,]+(?:[AI]|[A-Z']{2,})\b){2,}")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_BRACE = re.compile(r"\{\{|\}\}|(?<!\\)\{(?P<name>[^\W\d]\w*(?:\.\w+)?)\}")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def likeness(a: str, b: str) -> float:
    """The share of two texts that is alike, word for word and in order: 1 when equal, 0 when they share nothing.

    Case, punctuation and markup do not count. The order of the two makes no difference.
    """
    first, second = sorted((_normal(a), _normal(b)))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def copied(now: str, before: str, percent: float) -> bool:
    """Whether a text is alike to an earlier one by this many per cent or more. An empty text copies nothing."""
    return bool(_normal(now)) and round(100 * likeness(now, before), 9) >= percent


def same_words(a: str, b: str) -> bool:
    """Whether two texts have the same words in the same order. Two texts without a word are not the same."""
    return bool(_normal(a)) and _normal(a) == _normal(b)


def word_count(text: str) -> int:
    """How many words a reader of this Markdown sees."""
    seen = re.sub(r"(?<=\])\([^)\s]*\)", "", text)
    return len(WORD.findall(re.sub(r"(?m)^\s*(?:\d+[.)]\s|#+\s|[-*+]\s)|[*_`]", "", seen)))


def undefined_acronyms(text: str, known: Collection[str]) -> tuple[tuple[str, int], ...]:
    """The acronyms that neither the text, at their first use, nor `known` explains, each with its line from 0.

    An acronym has two or more capitals, mostly capitals. It is explained by the words that it stands for, before or
    after it, one of the two in brackets. Roman numerals, the words of EVERYDAY and shouted sentences are let be.
    """
    page = _SHOUTED.sub(_blank, _UNSEEN.sub(_blank, text))
    first: dict[str, re.Match[str]] = {}
    for token in _TOKEN.finditer(page):
        if acronym := _acronym(token[0]):
            first.setdefault(acronym, token)
    accepted = EVERYDAY | _STATUSES | {_acronym(word) or word for word in known}
    return tuple(
        (acronym, text.count("\n", 0, token.start()))
        for acronym, token in first.items()
        if acronym not in accepted and not _explained(acronym, page, token)
    )


def placeholders(text: str) -> tuple[tuple[str, int], ...]:
    """Every {name} or {name.part} in a text, in order, each with its line from 0. A doubled brace is a brace."""
    return tuple(
        (found["name"], text.count("\n", 0, found.start())) for found in _BRACE.finditer(text) if found["name"]
    )


def fill(text: str, values: Mapping[str, str]) -> str:
    """The Markdown with each {name} replaced by its value, said as plain text; names without a value are left."""
    return _BRACE.sub(lambda found: _filled(found, values), text)


def _filled(found: re.Match[str], values: Mapping[str, str]) -> str:
    name = found["name"]
    if name is None:
        return found[0][0]
    return _literal(values[name]) if name in values else found[0]


def _literal(value: str) -> str:
    """Markdown that says exactly this value, on one line."""
    return _PUNCTUATION.sub(r"\\\g<0>", re.sub(r"[\r\n\t\v\f\x85\u2028\u2029]+", " ", value).strip(" "))


def _normal(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _acronym(token: str) -> str:
    """The acronym that a word is, without its plural s; empty when the word is none."""
    bare = re.sub(r"(?<=[A-Z0-9])s$", "", token)
    capitals, small = sum(map(str.isupper, bare)), sum(map(str.islower, bare))
    return "" if capitals < 2 or capitals <= small or _ROMAN.fullmatch(bare) else bare


def _explained(acronym: str, page: str, token: re.Match[str]) -> bool:
    """Whether the words that an acronym stands for are beside it: words (ACRONYM), or ACRONYM (words)."""
    before, after = page[: token.start()].rstrip('*_“" '), page[token.end() :].lstrip('*_”" ')
    within = re.match(r"\(([^()]*)\)", after)
    if within and _spells(acronym, within[1]):
        return True
    opened = before.endswith("(") and after.startswith((")", ",", ";", " or"))
    return opened and any(_spells(acronym, run) for run in _runs(before[:-1], acronym))


def _runs(before: str, acronym: str) -> Iterator[str]:
    """The last few words of a text, from as many as the acronym could stand for down to two."""
    starts = [word.start() for word in re.finditer(r"[^\W_][\w']*", before)][-2 * len(acronym) :]
    return (before[start:] for start, _ in pairwise(starts))


def _spells(acronym: str, words: str) -> bool:
    """Whether the acronym's letters are first letters of these words, in order, beginning with the first word's."""
    letters = re.sub(r"[^a-z0-9]", "", acronym.lower())
    initials = iter(word[0] for word in re.findall(r"[^\W_][\w']*", words.lower()))
    return words.strip(' “”"*_').lower().startswith(letters[:1]) and all(letter in initials for letter in letters)
