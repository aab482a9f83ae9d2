"""Which figures are others than the last report had, and why?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from helpers.analysis.indicator import IndicatorResult, Revision
from helpers.analysis.judgement import Moment, rating_or_none
from helpers.analysis.subject import Subject
from helpers.model.kpi import Kpi
from helpers.model.observation import MEANINGS, Mark, Reading
from helpers.model.periods import Period
from helpers.model.quality import Finding, Severity
from helpers.model.status import Status
from helpers.model.target import target_for
from helpers.rules.exact import exact
from helpers.rules.revision import revises


def revisions(subject: Subject, kpi: Kpi, now: Moment, window: int) -> tuple[Revision, ...]:
    """Our own figures that the last report knew, and that are now others, oldest first.

    Looked at are the periods that this report shows, or that the last one showed: `window` of them. A period that the
    last report knew no figure of is new, not revised, and so is one that exists in a new series only.
    """
    then, today = subject.history(kpi, now.known_before), subject.history(kpi, now.known_by)
    shown = _shown(window, then, today)
    revised = [(was, found) for was, found in _pairs(then, today) if was.period in shown and revises(found, was)]
    return tuple(
        Revision(
            before,
            after,
            _reason(before, after),
            _rated(subject, kpi, before, then, now),
            _rated(subject, kpi, after, today, now),
        )
        for before, after in revised
    )


def comparators_revised(subject: Subject, kpi: Kpi, now: Moment, groups: Collection[str], window: int) -> int:
    """How many figures of the areas in these comparator groups are others than the last report had."""
    areas = chain.from_iterable(subject.organisation.comparator(group).members for group in groups)
    return sum(_revised_of(subject, area, now, window) for area in dict.fromkeys(areas) if area != subject.area(kpi))


def unexplained(result: IndicatorResult) -> Iterator[Finding]:
    """The figures of an indicator that were revised without a reason."""
    file = f"data/kpis/{result.kpi.id}/observations.csv"
    for each in result.revisions:
        if not each.reason:
            line, was = each.now.line, f"was {_told(each.before)} in the last report"
            message = f"The figure for {each.now.period} {was} and is {_told(each.now)} now, and nothing says why."
            fix = f"Give the reason in the note of line {line}, then run: packs accept {result.kpi.id}"
            yield Finding(Severity.MUST, "revision", result.kpi.id, file, line, message, fix)


def _revised_of(subject: Subject, area: str, now: Moment, window: int) -> int:
    then, today = (subject.known_of(area, day) for day in (now.known_before, now.known_by))
    shown = _shown(window, then, today)
    return sum(was.period in shown and revises(found, was) for was, found in _pairs(then, today))


def _shown(window: int, *histories: Sequence[Reading]) -> set[Period]:
    return {reading.period for history in histories for reading in history[-window:]}


def _pairs(then: Sequence[Reading], today: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    """Each figure known then, with the one known today for the same period."""
    known = {reading.period: reading for reading in then}
    return ((known[reading.period], reading) for reading in today if reading.period in known)


def _reason(before: Reading, now: Reading) -> str:
    """The reasons of the corrections since, or the note of the new row, or that it begins a new series."""
    corrected = [each.reason for each in now.corrections if each not in before.corrections]
    if corrected:
        return "; ".join(dict.fromkeys(corrected))
    if now.note != before.note:
        return now.note
    begins = Mark.BREAK in now.marks and Mark.BREAK not in before.marks
    return MEANINGS[Mark.BREAK] if begins else ""


def _rated(subject: Subject, kpi: Kpi, reading: Reading, history: Sequence[Reading], now: Moment) -> Status | None:
    target = target_for(subject.targets, reading.period, now.known_by, cumulative=kpi.builds_up)
    rating = rating_or_none(kpi, subject.scheme(kpi), reading, history, target)
    return rating.status if rating else None


def _told(reading: Reading) -> str:
    shown = "" if reading.value is None else f"{exact(reading.value).normalize():f}"
    return shown or " ".join(f"[{mark}]" for mark in reading.marks)
