"""The actions and lessons of a workspace, and a new entry in an action's history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from helpers.analysis.actions import ActionLog, Said, actions, faults
from helpers.analysis.reviews import lessons_known
from helpers.errors import Problem, Problems
from helpers.model.action import Action, ActionUpdate
from helpers.model.audience import Edition
from helpers.model.lesson import Lesson
from helpers.model.periods import Quarter
from helpers.store.actions import OnRecord, add_update, read_actions
from helpers.store.register import Register
from helpers.store.reviews import read_lessons
from helpers.store.workspace import open_register, parse_quarter, read_said
from helpers.workbook.reading import read


def open_actions(workspace: Path | str, quarter: str) -> tuple[Action, ...]:
    """Every action as known in a quarter, the open and the closed. Raises Problems when the files are not right."""
    register, now = open_register(workspace), parse_quarter(quarter)
    return actions_known(register, read_said(register, register.kpis.values(), now), now)


def update_action(workspace: Path | str, update: ActionUpdate) -> Action:
    """Add an update to the history of its action, and return the action as it now stands.

    Raises Problems, and writes nothing, when there is no such action, it is closed, or the files are not right.
    """
    register = open_register(workspace)
    log = log_of(register, read_said(register, register.kpis.values(), Quarter(9999, 4)))
    latest = max((each.on for each in log.updates), default=update.on)
    if update.on < latest:
        message = f"{update.on} is before the day of the last update ({latest}): an earlier report would change."
        raise Problems([Problem("", 0, "on", message, "Give the day on which it became known.")])
    with_it = replace(log, updates=(*log.updates, update))
    wrong = [each for each in faults(with_it) if each not in list(faults(log))]
    if wrong:
        raise Problems([replace(each, file="", line=0) for each in wrong])
    add_update(register.root, update)
    return next(each for each in actions(with_it) if each.id == update.action)


def log_of(register: Register, said: Mapping[str, Said], recorded: OnRecord | None = None) -> ActionLog:
    """The actions that commentary sets, by KPI and quarter, with those on record: what is read unless `recorded`."""
    found = recorded or read(register, lambda findings: read_actions(register, findings))
    return ActionLog(said, found.actions, found.updates, register.cut_off)


def actions_known(
    register: Register, said: Mapping[str, Said], quarter: Quarter, edition: Edition | None = None
) -> tuple[Action, ...]:
    """The actions known in a quarter, or an edition: those of this commentary, and those set elsewhere.

    Raises Problems.
    """
    log = log_of(register, said).until(quarter, edition)
    wrong = list(faults(log, register.kpis.keys() - said.keys()))
    if wrong:
        raise Problems(wrong)
    return actions(log)


def lessons_on_record(register: Register, day: date) -> tuple[Lesson, ...]:
    """Every lesson as it stood on a day. Raises Problems when the file is not right."""
    found = read(register, lambda findings: read_lessons(register, findings))
    return lessons_known(found, day)
