"""What differs for one KPI between a quarter's report and the one before, and what of the method since an approval?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from helpers.analysis.differences import (
    Difference,
    Edited,
    FieldChange,
    MethodChanged,
    Moved,
    NewFigures,
    OthersFigures,
    Part,
    Rebased,
    Redefined,
    Revised,
    TargetAgreed,
    Worded,
    Wording,
)
from helpers.analysis.discretion import Guard
from helpers.analysis.judgement import Moment
from helpers.analysis.revisions import revisions
from helpers.analysis.subject import Subject
from helpers.model.commentary import ServiceCommentary
from helpers.model.kpi import Kpi
from helpers.model.lifecycle import Move, stage_after
from helpers.model.made_from import MadeFrom
from helpers.model.observation import Reading
from helpers.model.organisation import Organisation
from helpers.model.periods import Quarter
from helpers.model.target import target_for
from helpers.rules.prose_checks import same_words
from helpers.rules.revision import revises

DATED = {"changes", "rebasings", "decisions"}  # what is told by its own day or quarter
RULES = "rules/"
SHOWN = 12  # characters of a checksum that tell it from others
Titles = Mapping[str, str]  # of committees, by id


def of_figures(subject: Subject, now: Moment, held: bool) -> Iterator[Difference]:
    """Figures that were revised, and those that are new; `held` says whether the last report had the KPI.

    To a report that did not have it every figure is new.
    """
    kpi = subject.defined(now.quarter)
    if held:
        every = sum(map(len, subject.vintages.values()))
        yield from (Revised(kpi, each) for each in revisions(subject, kpi, now, max(1, every)))
    fresh = _fresh(subject, subject.area(kpi), now, held)
    if fresh:
        yield NewFigures(kpi, fresh)
    new, revised = _of_others(subject, kpi, now, held)
    if new or revised:
        yield OthersFigures(kpi, new, revised)


def of_targets(subject: Subject, now: Moment, held: bool) -> Iterator[TargetAgreed]:
    """Targets that were agreed since the last report, the first agreed first, each with what it took the place of."""
    kpi = subject.defined(now.quarter)
    agreed = [each for each in subject.targets if each.agreed_on <= now.known_by]
    new = [each for each in agreed if not held or each.agreed_on > now.known_before]
    for each in sorted(new, key=lambda target: (target.agreed_on, target.period)):
        day = each.agreed_on - timedelta(days=1)
        yield TargetAgreed(kpi, each, target_for(agreed, each.period, day, cumulative=kpi.builds_up))


def of_definition(entry: Kpi, quarter: Quarter, titles: Titles, told: Guard) -> Iterator[Redefined]:
    """Changes to the definition that count for the first time in the quarter, each with the decision behind it."""
    before, after = _fields(entry.as_at(quarter.previous)), _fields(entry.as_at(quarter))
    for decision in entry.decisions:
        if decision.move is Move.CHANGE and decision.begins == quarter:
            changes = [each for each in entry.changes if each.effective == decision.effective]
            names = dict.fromkeys(name for each in changes for name in each.fields)
            fields = tuple(_discreet(each, told) for each in _changed(before, after) if each.name in names)
            reason = told("; ".join(each.reason for each in changes))
            decided = decision.model_copy(update={"reason": told(decision.reason)})
            yield Redefined(entry.as_at(quarter), fields, reason, decided, titles[decision.committee])


def of_life(entry: Kpi, quarter: Quarter, titles: Titles, told: Guard) -> Iterator[Moved]:
    """Decisions on where the KPI is in its life that count for the first time in the quarter."""
    kpi = entry.as_at(quarter)
    known = [each for each in entry.decisions if each.counts_in(quarter) and each.move.leads_to]
    for place, decision in enumerate(known):
        after = decision.move.leads_to
        if decision.begins == quarter and after:
            decided = decision.model_copy(update={"reason": told(decision.reason)})
            yield Moved(kpi, decided, titles[decision.committee], stage_after(known[:place]), after)


def of_process(kpi: Kpi, now: Moment, told: Guard) -> Iterator[Rebased]:
    """Changes of process that were recorded since the last report."""
    for first, each in kpi.rebased(now.known_by):
        if each.recorded_on > now.known_before:
            yield Rebased(kpi, first, each.model_copy(update={"reason": told(each.reason)}))


def of_words(kpi: Kpi, before: ServiceCommentary | None, now: ServiceCommentary | None) -> Iterator[Worded]:
    """What became of the commentary since the last quarter's; nothing where neither quarter has any."""
    if now is None:
        yield from [Worded(kpi, Wording.MISSING)] if before else []
    elif before is None:
        yield Worded(kpi, Wording.NEW)
    else:
        again = same_words(_whole(now), _whole(before))
        yield Worded(kpi, Wording.SAID_AGAIN if again else Wording.CHANGED)


def of_edits(entry: Kpi, kept: Kpi | None, now: Moment) -> Iterator[Edited]:
    """What was edited in a definition that is no longer what a report of the last quarter was approved with.

    `kept` is that definition or, where it was not kept, None: then it is told unless a change or rebasing that came
    since may be all that there is to it.
    """
    kpi, last = entry.as_at(now.quarter), now.quarter.previous
    if kept is None:
        changed = any(each.effective > last for each in entry.changes)
        rebased = any(each.recorded_on > now.known_before for each in entry.rebasings)
        yield from [] if changed or rebased else [Edited(kpi, ())]
        return
    then, today = ({**_fields(each), **_dated(each, last, now.known_before)} for each in (kept, entry))
    if then != today:
        yield Edited(kpi, _changed(then, today))


def of_method(then: MadeFrom, now: MadeFrom) -> Iterator[MethodChanged]:
    """The parameters, rules, notebook, code and versions that are others than a report was approved with."""
    params = {name: sha for name, sha in then.inputs.items() if name.startswith("params/")}
    yield from _of_files(Part.PARAMETERS, params, {name: now.inputs.get(name, "") for name in params})
    yield from _of_files(Part.RULES, _rules(then.code, True), _rules(now.code, True))
    notebooks = ({then.notebook: then.notebook_sha256}, {now.notebook: now.notebook_sha256})
    yield from _of_files(Part.NOTEBOOK, *notebooks)
    yield from _together(list(_of_files(Part.CODE, _rules(then.code, False), _rules(now.code, False))))
    yield from (MethodChanged(Part.VERSION, each) for each in _changed(then.versions, now.versions))


def of_settings(then: Organisation, now: Organisation) -> Iterator[MethodChanged]:
    """The status schemes and settings of the organisation that are others than a report was approved with."""
    schemes = [{each.name: _text(each.model_dump(mode="json")) for each in one.schemes} for one in (then, now)]
    yield from (MethodChanged(Part.SCHEME, each) for each in _changed(*schemes))
    settings = [_texts(one.settings.model_dump(mode="json")) for one in (then, now)]
    yield from (MethodChanged(Part.SETTING, each) for each in _changed(*settings))
    others = [_texts(one.model_dump(mode="json", exclude={"schemes", "settings"})) for one in (then, now)]
    yield from (MethodChanged(Part.SETTING, each) for each in _changed(*others))


def _fresh(subject: Subject, area: str, now: Moment, held: bool) -> tuple[Reading, ...]:
    """An area's figures for periods of which nothing was known, or no figure, when the last report was made."""
    before = {each.period: each for each in subject.known_of(area, now.known_before)} if held else {}
    return tuple(each for each in subject.known_of(area, now.known_by) if _is_new(each, before.get(each.period)))


def _is_new(reading: Reading, before: Reading | None) -> bool:
    if before is None:
        return True
    return before.value is None and not before.hidden and reading.value is not None


def _of_others(subject: Subject, kpi: Kpi, now: Moment, held: bool) -> tuple[int, int]:
    """How many figures of the areas that it is compared with are new, and how many were revised."""
    members = [area for group in kpi.comparators for area in subject.organisation.comparator(group).members]
    areas = [area for area in dict.fromkeys(members) if area != subject.area(kpi)]
    new = sum(len(_fresh(subject, area, now, held)) for area in areas)
    return new, sum(_revised(subject, area, now) for area in areas) if held else 0


def _revised(subject: Subject, area: str, now: Moment) -> int:
    before = {each.period: each for each in subject.known_of(area, now.known_before)}
    today = subject.known_of(area, now.known_by)
    return sum(each.period in before and revises(each, before[each.period]) for each in today)


def _fields(kpi: Kpi) -> dict[str, str]:
    return _texts(kpi.model_dump(mode="json", exclude=DATED))


def _dated(kpi: Kpi, last: Quarter, day: date) -> dict[str, str]:
    """Its changes of a quarter or earlier, and its rebasings of a day or earlier: earlier packs go by them."""
    changes = [each for each in kpi.changes if each.effective <= last]
    rebasings = [each for each in kpi.rebasings if each.recorded_on <= day]
    return {
        **{f"change from {each.effective}": _text({"reason": each.reason, **each.fields}) for each in changes},
        **{f"rebasing from {each.first}": _text(each.model_dump(mode="json")) for each in rebasings},
    }


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """What is another, in the order in which it is written now, and then what is gone."""
    names = dict.fromkeys([*after, *before])
    pairs = [FieldChange(name, before.get(name, ""), after.get(name, "")) for name in names]
    return tuple(each for each in pairs if each.was != each.now)


def _discreet(change: FieldChange, told: Guard) -> FieldChange:
    return FieldChange(change.name, told(change.was), told(change.now))


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: _text(value) for name, value in values.items()}


def _text(value: object) -> str:
    """A value of a file as a person would write it in a sentence."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_text(each)}" for name, each in value.items() if _text(each))
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value))
    return str(value)


def _whole(said: ServiceCommentary) -> str:
    return "\n\n".join(text for text, _ in said.parts)


def _rules(code: Mapping[str, str], those: bool) -> dict[str, str]:
    """The files of the rules, or all the others."""
    return {name: checksum for name, checksum in code.items() if name.startswith(RULES) is those}


def _together(found: Sequence[MethodChanged]) -> Iterator[MethodChanged]:
    """The changes of several files as one: a release of the code changes many."""
    changes = [each.change for each in found]
    if changes:
        names = ", ".join(each.name for each in changes)
        was, now = (", ".join(filter(None, sums)) for sums in zip(*((c.was, c.now) for c in changes), strict=True))
        yield MethodChanged(found[0].part, FieldChange(names, was, now))


def _of_files(part: Part, then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[MethodChanged]:
    """Each file that is another, told by the beginning of its checksum."""
    for each in _changed(then, now):
        yield MethodChanged(part, FieldChange(each.name, each.was[:SHOWN], each.now[:SHOWN]))
