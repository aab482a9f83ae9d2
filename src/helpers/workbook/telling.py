"""What a report on the whole organisation tells of actions, activities and lessons, without a number that is hidden."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial

from helpers.analysis.activities import Activities, Reported, activities_in
from helpers.analysis.commitments import Committed, commitments_in
from helpers.analysis.discretion import (
    Guard,
    discreet_action,
    discreet_commitment,
    discreet_lesson,
    discreet_progress,
)
from helpers.model.action import Action
from helpers.model.lesson import Lesson
from helpers.model.periods import Quarter
from helpers.store.activities import read_activities
from helpers.store.commitments import read_commitments
from helpers.workbook.acting import actions_known, lessons_on_record
from helpers.workbook.reading import read
from helpers.workbook.suite import Suite


def every_action(suite: Suite) -> tuple[Action, ...]:
    """Every action known by the cut-off: on each KPI, also one that is reported no longer, and on other subjects."""
    kpis = suite.register.as_at(suite.quarter)
    on_kpis = [action for subject in suite.discreet(kpis) for action in subject.actions]
    on_others = [each for each in actions_known(suite.register, {}, suite.quarter) if not each.kpi]
    guard = lru_cache(partial(suite.guard, kpis))
    return (*on_kpis, *(discreet_action(each, guard(each.set_in)) for each in on_others))


def every_lesson(suite: Suite) -> tuple[Lesson, ...]:
    """Every lesson as it stood at the cut-off."""
    found = lessons_on_record(suite.register, suite.known_by)
    guard = lru_cache(partial(suite.guard, list(suite.kpis.values())))
    return tuple(discreet_lesson(each, guard(Quarter.containing(each.on))) for each in found)


def every_commitment(suite: Suite) -> tuple[Committed, ...]:
    """The commitments to others as they stood at the cut-off."""
    register, guard = suite.register, lru_cache(partial(suite.guard, list(suite.kpis.values())))
    found = read(register, lambda findings: read_commitments(register, findings))
    told = [discreet_commitment(each, guard(Quarter.containing(each.on))) for each in found]
    return commitments_in(told, suite.quarter, suite.known_by, register.cut_off(suite.quarter.previous))


def every_activity(suite: Suite) -> Activities:
    """The priority activities as last reported, with notes on their progress that state no hidden number."""
    register, guard = suite.register, lru_cache(partial(suite.guard, list(suite.kpis.values())))
    activities, progress = read(register, lambda findings: read_activities(register, findings))
    found = activities_in(register.organisation, suite.quarter, activities, progress)
    told = tuple(_discreetly(each, guard(each.history[0].quarter)) for each in found.reported)
    return replace(found, reported=told)


def _discreetly(each: Reported, guard: Guard) -> Reported:
    """An activity whose notes, the latest and those before it, state no number that a report has hidden."""
    return replace(
        each,
        latest=discreet_progress(each.latest, guard),
        before=each.before and discreet_progress(each.before, guard),
        history=tuple(discreet_progress(told, guard) for told in each.history),
    )
