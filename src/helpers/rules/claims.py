"""Does a commentary say what the figures do not?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpers.model.kpi import Direction
from helpers.model.status import Status
from helpers.rules.change import Movement
from helpers.rules.statements import Statement, Subject, statements
from helpers.rules.vocabulary import Kind, Span

BETTER, WORSE, SAME = 1, -1, 0
_SIGNS = {
    Movement.IMPROVING: BETTER,
    Movement.WORSENING: WORSE,
    Movement.NO_CHANGE: SAME,
    Movement.LEVEL: SAME,
    "No clear trend": SAME,
}
_WAYS = {Movement.ROSE: 1, Movement.FELL: -1, Movement.LEVEL: 0, Movement.NO_CHANGE: 0}
_SINCE = {"short": "since the previous period", "long": "since a year before", "trend": "over the period shown"}


@dataclass(frozen=True)
class Facts:
    """What the figures say; None where they do not say.

    `short_term` and `long_term` are the change in performance since the previous period and since a year before, and
    `rose` and `rose_long` the same changes of the value itself: +1 up, 0 unchanged, -1 down (worked out from the
    movement when not given). `trend` is “Improving”, “Worsening” or “No clear trend” over the window. `against_target`
    and `against_neighbours` are +1 better, 0 level, -1 worse. `at_best` and `at_worst` tell whether the latest figure
    is the best or the worst of the charted window. `interval` is the months from one period to the next, and
    `this_period` the names of the current one ("Q1 2025/26"), so that "in Q1" is understood.
    """

    short_term: Movement | None = None
    long_term: Movement | None = None
    trend: str | Movement | None = None
    status: Status | None = None
    previous_status: Status | None = None
    against_target: int | None = None
    against_neighbours: int | None = None
    rose: int | None = None
    rose_long: int | None = None
    at_best: bool | None = None
    at_worst: bool | None = None
    direction: Direction = Direction.INCREASE
    interval: int | None = None
    this_period: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """A claim that the figures contradict: the text's own words, their line from 0, what they say, and what is so."""

    phrase: str
    line: int
    says: str
    but: str


def contradictions(text: str, facts: Facts, names: Sequence[str] = ()) -> tuple[Claim, ...]:
    """The claims in a text about the indicator that every fact they could rest on contradicts, in reading order.

    `names` are the indicator's own names: its name, its short name or the noun that it counts.
    """
    said = statements(text, names, facts.this_period)
    return tuple(_claim(each, facts) for each in said if _contradicted(each, facts))


def _claim(said: Statement, facts: Facts) -> Claim:
    if said.status:
        return Claim(said.phrase, said.line, f"{said.kind} {said.status}", _but_status(facts))
    return Claim(said.phrase, said.line, str(said.kind), _but(said, facts))


def _contradicted(said: Statement, facts: Facts) -> bool:
    """Whether the figures speak against everything that the statement can mean."""
    answers = [_borne_out(kind, said, facts) for kind in _meanings(said, facts.direction)]
    return bool(answers) and not any(answer is None or answer for answer in answers)


def _meanings(said: Statement, direction: Direction) -> tuple[Kind, ...]:
    """What a statement can mean: performance that “fell” got worse, a rate that “fell” went down."""
    meant = _AS_PERFORMANCE.get(said.kind)
    if meant is None:
        return (said.kind,)
    if said.subject is Subject.PERFORMANCE:
        return (said.kind, meant) if said.kind not in _MOVED and direction is Direction.DECREASE else (meant,)
    literal = Kind.FELL if said.kind is Kind.DECLINED else said.kind
    return (literal,) if said.subject is Subject.VALUE else (literal, meant)


_MOVED = (Kind.ROSE, Kind.FELL, Kind.DECLINED)
_AS_PERFORMANCE = {
    Kind.ROSE: Kind.BETTER,
    Kind.FELL: Kind.WORSE,
    Kind.DECLINED: Kind.WORSE,
    Kind.ABOVE_TARGET: Kind.BEAT,
    Kind.BELOW_TARGET: Kind.MISSED,
    Kind.ABOVE_NEIGHBOURS: Kind.BETTER_THAN_NEIGHBOURS,
    Kind.BELOW_NEIGHBOURS: Kind.WORSE_THAN_NEIGHBOURS,
}


def _borne_out(kind: Kind, said: Statement, facts: Facts) -> bool | None:
    """Whether the figures support one meaning of a statement; None when they do not say."""
    if kind in (Kind.STATUS, Kind.KEPT_STATUS):
        return _status_borne_out(kind, said, facts)
    if kind in _CHANGED:
        wanted = [sign for sign in _signs(kind, said, facts).values() if sign is not None]
        return any(sign == _CHANGED[kind] for sign in wanted) if wanted else None
    return _STANDING[kind](facts)


_CHANGED = {Kind.BETTER: 1, Kind.WORSE: -1, Kind.SAME: 0, Kind.ROSE: 1, Kind.FELL: -1}


def _signs(kind: Kind, said: Statement, facts: Facts) -> dict[str, int | None]:
    """The sign of each change that the statement's time words let it mean: of the value, or of performance."""
    of_value = kind in (Kind.ROSE, Kind.FELL)
    short = _way(facts.short_term, facts.rose, facts) if of_value else _sign(facts.short_term, kind)
    long = _way(facts.long_term, facts.rose_long, facts) if of_value else _sign(facts.long_term, kind)
    trend = _way(facts.trend, None, facts) if of_value else _sign(facts.trend, kind)
    every = {"short": short, "long": long, "trend": trend}
    return {name: every[name] for name in _covering(said.spans, facts.interval)}


def _covering(spans: frozenset[Span], interval: int | None) -> tuple[str, ...]:
    """The changes that cover the time spoken of; all when none is. A month is not the step of a quarterly measure."""
    chosen = {
        "short": Span.PERIOD in spans
        or (Span.QUARTER in spans and interval in (None, 3))
        or (Span.MONTH in spans and interval in (None, 1))
        or (Span.YEAR in spans and interval == 12),
        "long": Span.YEAR in spans,
        "trend": Span.TREND in spans,
    }
    return tuple(name for name, covers in chosen.items() if covers or not spans)


def _sign(movement: str | None, kind: Kind) -> int | None:
    """Better, worse or the same; for a neutral direction only whether it is the same."""
    if movement in _WAYS and movement not in _SIGNS:
        return 1 if kind is Kind.SAME else None
    return None if movement is None else _SIGNS.get(movement)


def _way(movement: str | None, known: int | None, facts: Facts) -> int | None:
    if known is not None or movement is None:
        return known
    if movement in _WAYS:
        return _WAYS[Movement(movement)]
    return _SIGNS[movement] * facts.direction.polarity if movement in _SIGNS else None


def _status_borne_out(kind: Kind, said: Statement, facts: Facts) -> bool | None:
    if facts.status is None:
        return None
    kept = kind is Kind.STATUS or facts.previous_status in (None, said.status)
    return facts.status is said.status and kept


def _above(sign: int | None, facts: Facts, way: int) -> bool | None:
    """Whether the value is on that side of what it is set beside, when being better is a matter of direction."""
    if sign is None or not facts.direction.polarity:
        return None
    return sign * facts.direction.polarity == way


def _is(sign: int | None, *wanted: int) -> bool | None:
    return None if sign is None else sign in wanted


def _most(facts: Facts, way: int) -> bool | None:
    """Whether the latest figure is the highest (+1) or the lowest (-1) shown."""
    return {1: facts.at_best, -1: facts.at_worst}.get(way * facts.direction.polarity)


_STANDING: dict[Kind, Callable[[Facts], bool | None]] = {
    Kind.MET: lambda f: _is(f.against_target, 0, 1),
    Kind.BEAT: lambda f: _is(f.against_target, *((1, -1) if f.direction is Direction.DECREASE else (1,))),
    Kind.MISSED: lambda f: _is(f.against_target, -1),
    Kind.ABOVE_TARGET: lambda f: _above(f.against_target, f, 1),
    Kind.BELOW_TARGET: lambda f: _above(f.against_target, f, -1),
    Kind.BETTER_THAN_NEIGHBOURS: lambda f: _is(f.against_neighbours, 1),
    Kind.WORSE_THAN_NEIGHBOURS: lambda f: _is(f.against_neighbours, -1),
    Kind.ABOVE_NEIGHBOURS: lambda f: _above(f.against_neighbours, f, 1),
    Kind.BELOW_NEIGHBOURS: lambda f: _above(f.against_neighbours, f, -1),
    Kind.BEST: lambda f: f.at_best,
    Kind.WORST: lambda f: f.at_worst,
    Kind.HIGHEST: lambda f: _most(f, 1),
    Kind.LOWEST: lambda f: _most(f, -1),
}


# What the figures say, in words


def _but(said: Statement, facts: Facts) -> str:
    if said.kind in _CHANGED or said.kind in _MOVED:
        return _but_change(said, facts)
    if said.kind in (Kind.BEST, Kind.WORST, Kind.HIGHEST, Kind.LOWEST):
        return f"the figures shown hold {_AN_EARLIER[said.kind]}"
    theirs = "the neighbours" if "neighbours" in said.kind else "target"
    sign = facts.against_neighbours if "neighbours" in said.kind else facts.against_target
    word = {1: "better than", 0: "level with" if theirs != "target" else "on", -1: "worse than"}[sign or 0]
    return f"the figures say {word} {theirs}"


_AN_EARLIER = {
    Kind.BEST: "a better one",
    Kind.WORST: "a worse one",
    Kind.HIGHEST: "a higher one",
    Kind.LOWEST: "a lower one",
}


def _but_change(said: Statement, facts: Facts) -> str:
    """“the figures say Worsening since the previous period and since a year before”, and what the value did."""
    movements = {"short": facts.short_term, "long": facts.long_term, "trend": facts.trend}
    wanted = _covering(said.spans, facts.interval)
    known = [(movements[name], _SINCE[name]) for name in wanted if movements[name] is not None]
    words = list(dict.fromkeys(word for word, _ in known))
    told = [f"{word} {_listed([since for each, since in known if each == word])}" for word in words]
    return f"the figures say {', and '.join(told)}{_value_clause(said, facts)}"


def _listed(items: Sequence[str]) -> str:
    *others, last = items
    return f"{', '.join(others)} and {last}" if others else last


def _value_clause(said: Statement, facts: Facts) -> str:
    """For a statement about the value of a measure that is better lower, which way the value went."""
    if said.kind not in _MOVED or facts.direction is not Direction.DECREASE:
        return ""
    return " (lower is better)"


def _but_status(facts: Facts) -> str:
    before = facts.previous_status
    was = f", and was {before} before" if before and before is not facts.status else ""
    return f"the status is {facts.status}{was}"
