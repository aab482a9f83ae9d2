"""A difference between two quarters in words: what it is about, what differs, and why; for a table and a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from helpers.analysis.differences import (
    Difference,
    Differences,
    Edited,
    FieldChange,
    Kind,
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
from helpers.model.kpi import Kpi
from helpers.model.lifecycle import Decision, Lifecycle, Move
from helpers.model.observation import Reading
from helpers.present import words
from helpers.present.blocks import plain
from helpers.present.figures import reading_words
from helpers.present.legible import told_apart
from helpers.present.sections.revisions import NO_REASON
from helpers.present.sections.trace import counts

SHOWN = 4  # figures that are told one by one
CLASSES = {
    Kind.DATA: "Data",
    Kind.TARGETS: "Targets",
    Kind.DEFINITIONS: "Definitions",
    Kind.LIFECYCLE: "Lifecycle",
    Kind.METHOD: "Method",
    Kind.WORDS: "Words",
}
WORDED = {
    Wording.NEW: "New commentary; last quarter there was none.",
    Wording.CHANGED: "Other commentary than last quarter.",
    Wording.MISSING: "No commentary; last quarter there was one.",
    Wording.SAID_AGAIN: "The commentary is unchanged word for word.",
}
MOVED = {
    Move.PROPOSE: "Proposed",
    Move.DEVELOP: "Added, to be developed",
    Move.APPROVE: "Approved",
    Move.SUSPEND: "Suspended",
    Move.RETIRE: "Removed",
}
FILES = (Part.PARAMETERS, Part.RULES, Part.NOTEBOOK, Part.CODE)
EVERYTHING = "All reports"
UNEXPLAINED = "No change entry and no decision explains it."
NOT_RECORDED = (
    "No report of {before} is on record as approved, so nobody can tell whether the rules, notebooks, code or settings "
    "are others than they were, or whether a definition was edited in place."
)
HIDDEN = "Some figures are hidden so that nobody can be identified; changes to them are not told here:"


def counted(found: Differences) -> str:
    """How many differences there are of each class that has any, in a sentence; or that nothing has changed."""
    if not found.found:
        return f"Nothing has changed in {found.quarter} since {found.before}."
    each = [f"{CLASSES[kind].lower()} {count:,}" for kind, count in found.counts.items() if count]
    total = words.plural(len(found.found), "difference")
    return f"{total} between {found.quarter} and {found.before}: {words.listing(each)}."


def not_recorded(found: Differences) -> str:
    """That nobody can tell what the method was."""
    return NOT_RECORDED.format(before=found.before)


def limits(found: Differences) -> list[str]:
    """What cannot be told, in sentences: about a method that is not on record, and figures that are hidden."""
    told = [] if found.recorded else [not_recorded(found)]
    return [*told, *([f"{HIDDEN} {words.listing(kpi.title for kpi in found.hidden)}."] if found.hidden else [])]


def about(each: Difference) -> str:
    """What it is about: a KPI by its title, or every report."""
    return EVERYTHING if isinstance(each, MethodChanged) else each.kpi.title


@singledispatch
def what(each: Difference) -> str:
    """What differs, in a sentence or two. Raises TypeError for what is no difference."""
    raise TypeError(type(each).__name__)


@singledispatch
def cause(each: Difference) -> str:
    """Why, and who decided it; empty where nobody has to say."""
    return ""


@what.register
def _(each: Revised) -> str:
    was, now = each.revision.before, each.revision.now
    pair = [(was.value, now.value)] if was.value is not None and now.value is not None else []
    kpi, alike = told_apart(each.kpi, *pair), was.value == now.value
    period = words.period_label(kpi, now.period)
    return f"Revised, {period}: was {_figure(kpi, was, alike)}, is now {_figure(kpi, now, alike)}.{_moved(each)}"


@cause.register
def _(each: Revised) -> str:
    return _stop(each.revision.reason or NO_REASON)


@what.register
def _(each: NewFigures) -> str:
    count = words.plural(len(each.readings), "new figure")
    labels = [words.period_label(each.kpi, reading.period) for reading in each.readings]
    if len(labels) > SHOWN:
        return f"{count}, from {labels[0]} to {labels[-1]}."
    figures = [plain(reading_words(each.kpi, reading)) for reading in each.readings]
    return f"{count}: {words.listing(f'{label} {figure}' for label, figure in zip(labels, figures, strict=True))}."


@what.register
def _(each: OthersFigures) -> str:
    told = [f"{each.new:,} new"] if each.new else []
    told += [f"{each.revised:,} revised"] if each.revised else []
    return f"Figures of other areas: {words.listing(told)}."


@what.register
def _(each: TargetAgreed) -> str:
    period, now = words.period_label(each.kpi, each.target.period), words.target_text(each.kpi, each.target)
    if each.before is None:
        return f"New target for {period}: {now}."
    if each.before.limits == each.target.limits:
        return f"Target for {period} agreed again: {now}."
    return f"Re-baselined for {period}: was {words.target_text(each.kpi, each.before)}, is now {now}."


@cause.register
def _(each: TargetAgreed) -> str:
    rule = f"{_stop(each.target.rule)} " if each.target.rule else ""
    return f"{rule}Agreed: {each.target.agreed_by}, {words.day(each.target.agreed_on)}."


@what.register
def _(each: Redefined) -> str:
    return f"Defined anew. {_fields(each.fields)}" if each.fields else "Defined anew, in no field that differs."


@cause.register
def _(each: Redefined) -> str:
    return _decided(each.decision, each.committee, each.reason)


@what.register
def _(each: Edited) -> str:
    which = _fields(each.fields) if each.fields else "What it was is not on record."
    return f"Definition edited without a change entry. {which}"


@cause.register
def _(each: Edited) -> str:
    return UNEXPLAINED


@what.register
def _(each: Moved) -> str:
    resumed = each.before is Lifecycle.SUSPENDED and each.decision.move is Move.APPROVE
    before = f"was {_stage(each.before)}" if each.before else "was not in the register"
    return f"{'Taken up again' if resumed else MOVED[each.decision.move]}: {before}, is now {_stage(each.after)}."


@cause.register
def _(each: Moved) -> str:
    return _decided(each.decision, each.committee)


@what.register
def _(each: Rebased) -> str:
    return f"Control limits start afresh from {words.period_label(each.kpi, each.first)}."


@cause.register
def _(each: Rebased) -> str:
    return f"{_stop(each.rebasing.reason)} {each.rebasing.author}, {words.day(each.rebasing.recorded_on)}."


@what.register
def _(each: MethodChanged) -> str:
    told = _file(each.change) if each.part in FILES else _field(each.change)
    return f"{words.sentence(each.part.value)}: {told}."


@cause.register
def _(each: MethodChanged) -> str:
    return "Another than when the last report was approved."


@what.register
def _(each: Worded) -> str:
    return WORDED[each.wording]


def _moved(each: Revised) -> str:
    revision = each.revision
    return f" Rated {revision.rated_before} before, {revision.rated_now} now." if revision.moves_status else ""


def _figure(kpi: Kpi, reading: Reading, alike: bool) -> str:
    """The figure with its marks; with the counts behind it when these alone have changed."""
    shown = plain(reading_words(kpi, reading))
    return f"{shown} ({counts(kpi, reading)})" if alike else shown


def _decided(decision: Decision, committee: str, reason: str = "") -> str:
    """Why and, of a decision, by whom, when and where it is minuted."""
    asked = "Asked of" if decision.move is Move.PROPOSE else "Decided by"
    minute = f" (minute {decision.minute})" if decision.minute else ""
    why = dict.fromkeys(_stop(each) for each in (reason, decision.reason) if each)
    return f"{' '.join(why)} {asked} the {committee} on {words.day(decision.decided_on)}{minute}."


def _fields(fields: Sequence[FieldChange]) -> str:
    return " ".join(f"{_field(each)}." for each in fields)


def _field(change: FieldChange) -> str:
    name = change.name.replace("_", " ")
    if not change.was:
        return f"{name} is new ({change.now})"
    return f"{name} was “{change.was}”, is now “{change.now}”" if change.now else f"{name} is gone (was “{change.was}”)"


def _file(change: FieldChange) -> str:
    """That a file, or several, are others than they were: what their checksums are helps nobody."""
    names = change.name.split(", ")
    if len(names) > 1:
        return f"{len(names)} files are others than they were: {words.listing(names)}"
    state = "is another than it was" if change.was and change.now else "is new" if change.now else "is gone"
    return f"{change.name} {state}"


def _stage(stage: Lifecycle) -> str:
    return stage.value.replace("-", " ")


def _stop(text: str) -> str:
    return f"{words.sentence(text).rstrip('.')}."
