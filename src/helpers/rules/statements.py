"""What does a commentary say of its own indicator, in so many words?

Only plain statements about the indicator itself are found. What is denied, hoped for, planned, asked or quoted, and
whatever is said of another subject, is passed over: a check that cries wolf is soon ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from helpers.model.status import Status
from helpers.rules import vocabulary as v
from helpers.rules.vocabulary import Kind, Span


class Subject(Enum):
    """Whom or what a statement is about."""

    VALUE = auto()  # the figure: it goes up and down
    PERFORMANCE = auto()  # performance: it gets better and worse
    EITHER = auto()  # one of these two
    OURSELVES = auto()  # we, the service
    PRONOUN = auto()  # whatever was spoken of before
    NOBODY = auto()  # not said
    OTHER = auto()  # something else


OWN = (Subject.VALUE, Subject.PERFORMANCE, Subject.EITHER)


@dataclass(frozen=True)
class Statement:
    """One thing said of the indicator: `phrase` in the text's own words, on `line` counted from 0.

    `subject` is VALUE, PERFORMANCE or EITHER. `spans` are the stretches of time named, none when none is. `status` is
    the rating named by a statement about status.
    """

    phrase: str
    line: int
    kind: Kind
    subject: Subject
    spans: frozenset[Span] = frozenset()
    status: Status | None = None


@dataclass(frozen=True)
class _Part:
    """A part of a sentence: its words, where they begin, and the joining word before them."""

    words: str
    start: int
    joint: str = ""

    @property
    def spans(self) -> frozenset[Span]:
        return _times(self.words)[1]


@dataclass(frozen=True)
class _Told:
    """What has been told so far: of whom the sentence speaks, and the last one did, and whether it is only hoped."""

    spoken: Subject = Subject.NOBODY
    before: Subject = Subject.NOBODY
    unreal: bool = False


def statements(text: str, names: Sequence[str] = (), now: Sequence[str] = ()) -> tuple[Statement, ...]:
    """What the text says of the indicator. `names` are the indicator's own names, `now` those of the current period."""
    page = _readable(text, names, now)
    found: list[Statement] = []
    told = _Told()
    for start, end in _sentences(page):
        told = _Told(before=told.spoken if told.spoken is not Subject.NOBODY else told.before)
        parts = list(_parts(page[start:end], start))
        for i, part in enumerate(parts):
            told = _heard(part, told, names)
            around = [each for each in (parts[i - 1 : i] + parts[i + 1 : i + 2]) if _only_time(each, names)]
            spans = part.spans.union(*(each.spans for each in around if each.joint not in v.TURNS))
            if not told.unreal:
                found += [_placed(text, part, each) for each in _said(part, told, spans, names)]
    return tuple(found)


# Reading


def _readable(text: str, names: Sequence[str], now: Sequence[str]) -> str:
    """The text with markup and quotations blanked out, letter for letter, and names and periods made recognisable."""
    page = text.replace("’", "'").replace("\u2011", "-").replace("\u00a0", " ")
    page = re.sub(r"(?m)^[ \t]*(?:[-*+•]|\d+[.)])(?=\s)", lambda m: "." * len(m[0]), page)
    page = re.sub(r"(?m)^#+ [^\n]*", lambda m: "." + " " * (len(m[0]) - 1), page)
    page = re.sub(r"\n(?=[ \t]*\n)", ".", page)
    page = re.sub(r"\]\([^)]*\)|https?://\S+|[*_`>\[\]]", lambda m: " " * len(m[0]), page)
    page = re.sub(
        r"“[^”]* [^”]*”|\"[^\"\n]* [^\"\n]*\"|(?<!\w)'[^'\n]* [^'\n]*'(?!\w)", lambda m: "~" * len(m[0]), page
    )
    page = re.sub(r"[“”\"\n]", " ", page)
    for mark, phrases in ((v.NAME, names), (v.NOW, now)):
        for phrase in sorted(filter(None, phrases), key=len, reverse=True):
            wanted = re.escape(phrase.replace("’", "'"))
            page = re.sub(rf"(?i)(?<!\w){wanted}(?!\w)", mark * len(phrase), page)
    return page


def _sentences(page: str) -> Iterator[tuple[int, int]]:
    """Where each sentence that is not a question begins and ends."""
    start = 0
    for end in re.finditer(r"[.!?]+(?=\s|$)|$", page):
        if "?" not in end[0] and page[start : end.start()].strip():
            yield start, end.start()
        start = end.end()


def _parts(sentence: str, start: int) -> Iterator[_Part]:
    at, joint = 0, ""
    for cut in v.BREAK.finditer(sentence):
        yield from _part(sentence[at : cut.start()], start + at, joint)
        joint = (cut["joint"] or "").lower() or ("" if sentence[at : cut.start()].strip() else joint)
        at = cut.end()
    yield from _part(sentence[at:], start + at, joint)


def _part(words: str, start: int, joint: str) -> Iterator[_Part]:
    if words.strip():
        yield _Part(words.rstrip().lstrip(), start + len(words) - len(words.lstrip()), joint)


def _times(words: str) -> tuple[str, frozenset[Span]]:
    """The words without those that tell a time, and the stretches of time told. Whose time it is belongs to both."""
    spans: set[Span] = set()
    for pattern, span in v.TIMES:
        for found in pattern.finditer(words):
            units = [unit for unit in found.groupdict().values() if unit] if span is Span.PERIOD else []
            spans.add(Span.OTHER if span is None else _unit(units[0]) if units else span)
        words = pattern.sub(" ", words)
    return words, frozenset(spans)


def _unit(word: str) -> Span:
    return {"quarter": Span.QUARTER, "month": Span.MONTH}.get(word.lower(), Span.PERIOD)


def _only_time(part: _Part, names: Sequence[str]) -> bool:
    return bool(part.spans) and not _verb(part.words) and _subject(part.words, names) is Subject.NOBODY


# Of whom?


def _subject(words: str, names: Sequence[str]) -> Subject:
    """Whom a run of words is about; one word that is neither the indicator's nor plain makes it OTHER."""
    plain, _ = _times(words)
    plain = re.sub(r"percentage points?|\{[\w.]+\}|£?[\d.,]*\d(?:%|pp|m|k)?|" + v.NOW, " ", plain.lower())
    tokens = [
        re.sub("'(?:s|re|ve)$", "", token).strip("'-") for token in re.findall(rf"{v.NAME}+|~+|[^\W\d_][\w'-]*", plain)
    ]
    own = {token for token in tokens if token in v.PERFORMANCE | v.VALUE | v.EITHER}
    other = {token for token in tokens if v.NAME not in token and token not in own | v.PLAIN and token[-2:] != "ly"}
    if other and not _of_the_name(own, other, tokens, names):
        return Subject.OTHER
    if own & v.PERFORMANCE:
        return Subject.PERFORMANCE
    if other or own & v.VALUE or any(v.NAME in token for token in tokens):
        return Subject.VALUE
    return _unnamed(own, tokens)


def _unnamed(own: set[str], tokens: Sequence[str]) -> Subject:
    if own:
        return Subject.EITHER
    if "target" in tokens:
        return Subject.OTHER
    if set(tokens) & v.OURSELVES:
        return Subject.OURSELVES
    return Subject.PRONOUN if set(tokens) & v.PRONOUNS - {"this"} or tokens[:1] == ["this"] else Subject.NOBODY


def _of_the_name(own: set[str], other: set[str], tokens: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the words hold all of one of the names and no more, or some of one after “rate” or “share”."""
    words = [
        {_singular(word) for word in re.findall(r"[^\W\d][\w'-]*", each.lower()) if word not in v.SMALL}
        for each in names
    ]
    said, strange = ({_singular(word) for word in some} for some in (tokens, other))
    return any(strange <= name and (name <= said or bool(own & v.RATIOS)) for name in words)


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _verb(words: str) -> re.Match[str] | None:
    """The first helping verb, or the first word that says how the indicator is doing."""
    return min(filter(None, (pattern.search(words) for pattern in _VERBS)), key=re.Match.start, default=None)


_VERBS = (
    v.HELPER, v.IS, v.STATUS, v.RECORD,
    *v.CHANGE.values(), *v.NOUNS.values(), *v.TARGET.values(), *v.NEIGHBOURS.values(),
)  # fmt: skip


def _heard(part: _Part, told: _Told, names: Sequence[str]) -> _Told:
    """What is known after a part of a sentence: its subject, or the one before when it names none."""
    verb = _verb(part.words)
    subject = _subject(part.words[: verb.start()] if verb else part.words, names)
    carries = told.unreal and part.joint not in v.TURNS and subject is Subject.NOBODY
    unreal = carries or bool(v.UNREAL.search(f"{part.joint if part.joint not in v.CAUSES else ''} {part.words}"))
    if part.joint in v.WHO or (not verb and (part.joint in v.CAUSES or told.spoken is not Subject.NOBODY)):
        return replace(told, unreal=unreal)
    if verb and subject is told.spoken is Subject.NOBODY and verb.re in v.CHANGE.values():
        subject = _acted_on(part, verb, names)
    if subject is Subject.PRONOUN:
        subject = _stood_for(told)
    return replace(told, spoken=told.spoken if subject is Subject.NOBODY else subject, unreal=unreal)


def _stood_for(told: _Told) -> Subject:
    """What “it” stands for: what the sentence speaks of or, at its beginning, what the last one spoke of."""
    return next((each for each in (told.spoken, told.before) if each in (*OWN, Subject.OTHER)), Subject.VALUE)


def _acted_on(part: _Part, verb: re.Match[str], names: Sequence[str]) -> Subject:
    """“Increased demand is above target”: what a bare verb acts on is what the sentence speaks of."""
    return _after(part.words[verb.end() :], names)


# What?


def _said(part: _Part, told: _Told, spans: frozenset[Span], names: Sequence[str]) -> Iterator[Statement]:
    """The statements of one part of a sentence, at most one of a sort; `line` holds where it is in the part."""
    for kind, found in _keys(part.words):
        subject = _own(part, told, found, kind, names)
        if subject is None or _denied(part, found) or _limited(part.words[found.end() :], names, _noun(kind, found)):
            continue
        if _timely(kind, spans, part.words, found):
            yield Statement("", found.start(), kind, subject, spans, _colour(found))


def _keys(words: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    """The first match of each sort of statement."""
    changes = _first(v.CHANGE, words)
    yield from changes or _first(v.NOUNS, words)
    yield from _first(v.TARGET, words)
    yield from _first(v.NEIGHBOURS, words)
    colour = v.STATUS.search(words)
    if colour and v.IS.search(words[: colour.start()]):
        yield Kind.KEPT_STATUS if v.KEPT.search(words[: colour.start()]) else Kind.STATUS, colour
    record = v.RECORD.search(words)
    if record and not v.NOT_THE_MOST.search(words):
        most = (record["most"] or record["best_ever"] or record["record"]).lower()
        yield next(kind for kind, wanted in v.RECORDS.items() if most in wanted), record


def _first(patterns: Mapping[Kind, re.Pattern[str]], words: str) -> list[tuple[Kind, re.Match[str]]]:
    matches = [(kind, match) for kind, pattern in patterns.items() if (match := pattern.search(words))]
    return [min(matches, key=lambda pair: (pair[1].start(), -pair[1].end()))] if matches else []


def _own(part: _Part, told: _Told, found: re.Match[str], kind: Kind, names: Sequence[str]) -> Subject | None:
    """The subject of a statement about the indicator; None when it is about something else."""
    before, after = part.words[: found.start()], part.words[found.end() :]
    subject = _subject(before, names)
    acted_on = _after(after, names) if kind in v.CHANGE else Subject.NOBODY
    if kind in v.CHANGE and acted_on is not Subject.NOBODY:
        return acted_on if acted_on in OWN and subject is not Subject.OTHER else None
    if _noun(kind, found) and subject in (Subject.NOBODY, Subject.OURSELVES):
        subject = _of_what(after, subject, names)
    if subject is Subject.PRONOUN:
        subject = _stood_for(told)
    if subject is Subject.NOBODY:
        subject = Subject.OTHER if part.joint in v.WHO else told.spoken
    if subject is Subject.OURSELVES:
        return Subject.EITHER if kind in v.TARGET or kind in v.NEIGHBOURS or _noun(kind, found) else None
    subject = Subject.EITHER if subject is Subject.NOBODY else subject
    return subject if subject in OWN and not _stray(kind, found, before, names) else None


def _of_what(after: str, subject: Subject, names: Sequence[str]) -> Subject:
    """“A fall in the rate” is about the rate."""
    of = re.match(r"\s*(?:in|of)\b", after)
    named = _subject(after[of.end() :], names) if of else subject
    return named if named in (*OWN, Subject.OTHER) else subject


def _noun(kind: Kind, found: re.Match[str]) -> bool:
    return kind in v.NOUNS and found.re is v.NOUNS[kind]


def _stray(kind: Kind, found: re.Match[str], before: str, names: Sequence[str]) -> bool:
    """A noun that is not a statement (“the rate of improvement”), a target of another time, or a record of what?"""
    if kind in v.RECORDS:
        groups = found.groupdict()
        return _subject(groups["of"] or groups["of_ever"] or "", names) is Subject.OTHER
    return _noun(kind, found) and bool(re.search(r"\b(?:of|for|by|with|to)(?: an?| the)?\s*$", before))


def _after(rest: str, names: Sequence[str]) -> Subject:
    """What a verb acts on: “improved the rate” has an object, “improved in June” has none."""
    words = re.findall(rf"{v.NAME}+|{v.NOW}+|~+|[\w'{{}}.%£-]+", _times(rest)[0])
    held: list[str] = []
    for word in words:
        if word.lower() in v.PREPOSITIONS and not (held and word == "of"):
            break
        held.append(word)
    found = _subject(" ".join(held), names)
    return found if found in (*OWN, Subject.OTHER) else Subject.NOBODY


def _denied(part: _Part, found: re.Match[str]) -> bool:
    """Whether the words around a match deny it or soften it, or say that it is not what was expected."""
    around = f"{part.words[: found.start()]} ~ {part.words[found.end() :]}"
    before = part.words[: found.start()]
    softened = found.re in (v.CHANGE[Kind.SAME],) and v.HEDGED.search(before)
    return bool(v.NEGATION.search(around) or softened or v.NEITHER_SO.search(around))


def _limited(rest: str, names: Sequence[str], noun: bool) -> bool:
    """Whether the statement is only of a part: “improved in the north”, “for boys”, “progress with the plan”."""
    plain = _times(rest)[0]
    for limit in (v.LIMITS_OF_A_NOUN if noun else v.LIMITS).finditer(plain):
        following = re.split(r"\b(?:by|since|from|through|to)\b", plain[limit.end() :], maxsplit=1)[0]
        if _subject(following, names) is Subject.OTHER:
            return True
    return False


def _timely(kind: Kind, spans: frozenset[Span], words: str, found: re.Match[str]) -> bool:
    """Whether the time of a statement is one that figures can bear out."""
    if kind in v.RECORDS:
        return True
    if kind in v.CHANGE:
        return Span.OTHER not in spans and (
            bool(spans) or not re.match(r" (?:than|compared|as)\b", words[found.end() :])
        )
    past = kind is Kind.STATUS and re.search(r"\b(?:was|were)\b(?! (?:re)?(?:rated|assessed|reported))", words)
    return not past and not spans - {Span.TREND}


def _colour(found: re.Match[str]) -> Status | None:
    return Status(found["colour"].capitalize()) if found.re is v.STATUS else None


def _placed(text: str, part: _Part, said: Statement) -> Statement:
    """The statement with its words as they stand in the text, and their line."""
    phrase = text[part.start : part.start + len(part.words)]
    shown = " ".join(re.sub(r"\]\([^)]*\)|[*_`\[\]]", "", phrase).split())
    return replace(said, phrase=shown, line=text.count("\n", 0, part.start + said.line))
