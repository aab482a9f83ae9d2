"""What is odd about the figures that are new in a quarter and the targets they are judged by, and is it answered?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from helpers.analysis.judgement import Moment
from helpers.analysis.odd_figures import Figure, Found, of_comparator, of_coverage, of_figure, of_total
from helpers.analysis.odd_targets import Aim, of_target
from helpers.analysis.subject import Subject
from helpers.analysis.vintages import as_at
from helpers.model.kpi import Kpi, Purpose
from helpers.model.observation import Mark, Reading
from helpers.model.periods import Period, Quarter
from helpers.model.quality import Acceptance, DataFinding, Tally
from helpers.model.target import Target, target_for

Checked = tuple[str | float | bool | None, ...]  # what a figure or target is of, and what it says


@dataclass(frozen=True)
class News:
    """A figure of our own that became known in a quarter, and the one that it replaced, if any."""

    reading: Reading
    replaced: Reading | None


@dataclass(frozen=True)
class Examined:
    """One KPI with its figures that are new in a quarter, how many checks were made, and what they found.

    `figures` counts those of the areas it is compared with too. `target` is the one in force for its latest figure, if
    it is judged by one. `checked` has the figures and the target as they are, each with what tells it from the others.
    """

    kpi: Kpi
    news: tuple[News, ...]
    figures: int
    target: Target | None
    checked: tuple[Checked, ...]
    checks: int
    findings: tuple[DataFinding, ...]


def examine(subject: Subject, now: Moment, parts: Mapping[str, Subject]) -> Examined:
    """Check one KPI's figures that became known since the last quarter's cut-off, and the target in force.

    `parts` has the KPIs that its figures are the totals of.
    """
    kpi = subject.defined(now.quarter)
    aim = None if kpi.resting else _aim(subject, kpi, now)
    ours = _news(subject, kpi, subject.area(kpi), now)
    figures = [_figure(subject, kpi, each.reading, now) for each in ours if each.reading.value is not None]
    others = list(_others(subject, kpi, now))
    made = [
        *(found for each in figures for found in of_figure(each, subject.organisation.settings.jump_ranges)),
        *(found for each in others for found in of_comparator(each)),
        *_totals(subject, kpi, now, parts),
        *_coverage(subject, kpi, now),
        *(of_target(aim) if aim else ()),
    ]
    target = aim.target if aim else None
    checked = (*map(_checked, [*figures, *others]), *([_in_force(kpi, target)] if target else ()))
    found = tuple(each for each in made if each)
    return Examined(kpi, ours, len(figures) + len(others), target, checked, len(made), found)


def answered(
    found: Iterable[DataFinding], acceptances: Iterable[Acceptance], quarter: Quarter
) -> tuple[DataFinding, ...]:
    """The findings with what was accepted for this quarter or an earlier one; the open ones first.

    Only an acceptance that names the very figure counts.
    """
    accepted = {each.of: each for each in acceptances if each.quarter <= quarter}
    told = [replace(each, accepted=accepted.get(each.of)) for each in found]
    return tuple(sorted(told, key=lambda each: (not each.open, each.kpi, each.rule, each.period)))


def stale(found: Iterable[DataFinding], acceptances: Iterable[Acceptance], quarter: Quarter) -> tuple[Acceptance, ...]:
    """The acceptances for this quarter that answer nothing: what they name is not found, or not with that figure."""
    standing = {each.of for each in found}
    return tuple(each for each in acceptances if each.quarter == quarter and each.of not in standing)


def unnamed(found: DataFinding) -> DataFinding:
    """The finding as a pack may hold it: it does not say which other area it is about."""
    return replace(found, area="", line=0) if found.area else found


def tally(examined: Sequence[Examined], found: Sequence[DataFinding]) -> Tally:
    """How many checks were made of what, and how many of the findings are accepted and open."""
    return Tally(
        checks=sum(each.checks for each in examined),
        figures=sum(each.figures for each in examined),
        targets=sum(each.target is not None for each in examined),
        checked_sha256=_checksum(each for one in examined for each in one.checked),
        accepted=sum(not each.open for each in found),
        open=sum(each.open for each in found),
    )


def _checked(figure: Figure) -> Checked:
    return "figure", figure.kpi.id, figure.now.period.text, figure.area, *_said(figure.now)


def _in_force(kpi: Kpi, target: Target) -> Checked:
    limits = (None if each is None else float(each) for each in target.limits)
    return "target", kpi.id, target.period.text, *limits


def _checksum(checked: Iterable[Checked]) -> str:
    """The checksum of what was checked, in whatever order it comes."""
    return hashlib.sha256("\n".join(sorted(map(json.dumps, checked))).encode()).hexdigest()


def _news(subject: Subject, kpi: Kpi, area: str, now: Moment) -> tuple[News, ...]:
    """An area's figures that became known since the last quarter's cut-off, oldest first, new or revised."""
    vintages = subject.vintages.get(area, ())
    before = {each.period: each for each in as_at(vintages, now.known_before)}
    pairs = [(each, before.get(each.period)) for each in as_at(vintages, now.known_by)]
    return tuple(News(each, was) for each, was in pairs if was is None or _said(each) != _said(was))


def _said(reading: Reading) -> tuple[float | None, float | None, float | None, bool]:
    """What a figure says: its mark as revised or provisional is no news."""
    return reading.value, reading.numerator, reading.denominator, Mark.BREAK in reading.marks


def _figure(subject: Subject, kpi: Kpi, reading: Reading, now: Moment) -> Figure:
    rebased = [first for first, _ in kpi.rebased(now.known_by) if not reading.period < first]
    return Figure(kpi, reading, subject.history(kpi, now.known_by), max(rebased, default=None))


def _others(subject: Subject, kpi: Kpi, now: Moment) -> Iterator[Figure]:
    """The new figures of the areas that it is compared with."""
    groups = [subject.organisation.comparator(id) for id in kpi.comparators]
    for area in dict.fromkeys(area for group in groups for area in group.members):
        history = as_at(subject.vintages.get(area, ()), now.known_by)
        for each in _news(subject, kpi, area, now):
            if each.reading.value is not None:
                yield Figure(kpi, each.reading, history, area=area)


def _totals(subject: Subject, kpi: Kpi, now: Moment, parts: Mapping[str, Subject]) -> Iterator[Found]:
    """The totals of which the figure itself, or one of a part, is new."""
    whole = _Dated(subject, now)
    for ids in kpi.total_of:
        found = [_Dated(parts[id], now) for id in ids]
        fresh = whole.fresh.union(*(part.fresh for part in found))
        for period in sorted(fresh & whole.known.keys()):
            pairs = [(part.kpi, part.known[period]) for part in found if period in part.known]
            if len(pairs) == len(found) and whole.known[period].value is not None:
                yield of_total(_figure(subject, kpi, whole.known[period], now), pairs)


class _Dated:
    """A KPI with its figures by period, and the periods of those that are new."""

    def __init__(self, subject: Subject, now: Moment) -> None:
        self.kpi = subject.defined(now.quarter)
        self.known = {each.period: each for each in subject.history(self.kpi, now.known_by)}
        self.fresh = {each.reading.period for each in _news(subject, self.kpi, subject.area(self.kpi), now)}


def _coverage(subject: Subject, kpi: Kpi, now: Moment) -> Iterator[Found]:
    """Whether the comparators' latest figures, where some of them are new, are of fewer areas than those before."""
    known, before = (_reporting(subject, day) for day in (now.known_by, now.known_before))
    groups = [subject.organisation.comparator(id) for id in kpi.comparators]
    members = {area for group in groups for area in group.members}
    latest = max((period for period, areas in known.items() if areas & members), default=None)
    if latest is None or (known[latest] & members) == (before.get(latest, set()) & members):
        return
    before_that = (period for period in known if latest.months_since(period) == kpi.interval)
    earlier = known.get(next(before_that, latest), set())
    named = [(group.name, set(group.members)) for group in groups]
    yield of_coverage(kpi, latest, [(name, len(earlier & each), len(known[latest] & each)) for name, each in named])


def _reporting(subject: Subject, day: date) -> dict[Period, set[str]]:
    """The areas that have a figure for each period, as known on a day."""
    found: dict[Period, set[str]] = {}
    for area, readings in subject.known(day).items():
        for each in readings:
            if each.value is not None:
                found.setdefault(each.period, set()).add(area)
    return found


def _aim(subject: Subject, kpi: Kpi, now: Moment) -> Aim | None:
    """The target in force for the latest figure, if the KPI is judged by one."""
    history, scheme = subject.history(kpi, now.known_by), subject.scheme(kpi)
    if not history or scheme is None or kpi.purpose is Purpose.CONTEXT:
        return None
    target = target_for(subject.targets, history[-1].period, now.known_by, cumulative=kpi.builds_up)
    return None if target is None else Aim(kpi, scheme, target, history[-1])
