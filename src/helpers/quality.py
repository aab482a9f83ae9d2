"""The quality of a quarter's data: open it, accept what was found, and put on record who checked it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from helpers.analysis.fitness import Fitness
from helpers.analysis.quality import stale
from helpers.errors import Problem, Problems, did_you_mean
from helpers.model.organisation import Organisation
from helpers.model.periods import Quarter, uk_date
from helpers.model.quality import Acceptance, DataFinding, DataRule, QaRecord, same_person
from helpers.store.quality.accepted import with_accepted
from helpers.store.quality.log import with_record
from helpers.store.register import Register
from helpers.store.returns.status import standings
from helpers.store.table import FORMULA
from helpers.store.together import write_together
from helpers.store.workspace import (
    asked_quarter,
    find_quarter,
    open_register,
    parse_quarter,
    quality_log,
    read_acceptances,
)
from helpers.workbook import Suite


def open_quality(workspace: Path | str, quarter: str) -> Fitness:
    """Everything about a quarter's data that its analyst must know.

    Raises Problems, all of them at once, when the parameters or the files are not right.
    """
    register = open_register(workspace)
    return quality_of(register, find_quarter(register, parse_quarter(quarter)))


def quality_of(register: Register, quarter: Quarter) -> Fitness:
    """The same as `open_quality`, of a register that is open."""
    suite, log = Suite(register, quarter), quality_log(register, quarter)
    indicators = suite.indicators()
    examined = suite.examined(suite.kpis)
    found = suite.data_findings(examined)
    return Fitness(
        register.organisation,
        register.plan(quarter),
        tuple(examined),
        found,
        stale(found, read_acceptances(register), quarter),
        tuple(standings(register, quarter)),
        tuple(indicators),
        log,
    )


def open_findings(workspace: Path | str, quarter: str | None = None) -> int:
    """How many findings of a quarter, the latest unless told, are open. Raises Problems as `open_quality` does."""
    register = open_register(workspace)
    now = asked_quarter(register, quarter)
    return sum(each.open for each in _found(register, now))


def accept_finding(register: Register, quarter: Quarter, key: str, reason: str, by: str, on: date) -> Acceptance:
    """Put on record that somebody accepts an open finding of a quarter, with the reason, and return it.

    Raises Problems, all of them at once, when there is no such finding, it is accepted already, the reason or the name
    is missing, the reason names an area that reports do not, or the day is before the quarter began; nothing is then
    written.
    """
    reason, by = _one_line(reason), _one_line(by)
    problems = [*_in_words("reason", reason), *_in_words("by", by), *_too_early(quarter, on)]
    problems += _naming("reason", reason, register.organisation)
    found, unknown = _find(register, quarter, key)
    problems += unknown
    if problems or found is None:
        raise Problems(problems)
    rule = DataRule(found.rule)
    accepted = Acceptance(quarter, rule, found.kpi, found.period, found.area, found.figure, reason, by, on)
    write_together(register.root, with_accepted(register.root, [accepted]))
    return accepted


def record_quality(
    register: Register, quarter: Quarter, analyst: str, assurer: str, on: date, note: str = ""
) -> QaRecord:
    """Put on record who checked a quarter and who assured that they did, with what the checks find now.

    Raises Problems, all of them at once, when the two are one person, a name is missing, or the day is before the
    quarter began or before that of the last record; nothing is then written.
    """
    analyst, assurer, note = map(_one_line, (analyst, assurer, note))
    problems = [*_in_words("analyst", analyst), *_in_words("assurer", assurer), *_too_early(quarter, on)]
    problems += _in_words("note", note) if note else []
    if assurer and same_person(analyst, assurer):
        message = f"“{assurer}” is the analyst too: analyst and assurer are two people."
        problems.append(Problem("", 0, "assurer", message, "Somebody else must look at what was checked."))
    found = quality_of(register, quarter)
    problems += _before_the_last(found.log, on)
    if problems:
        raise Problems(problems)
    now = found.tally
    record = QaRecord(
        on, analyst, assurer, now.words, now.checked_sha256, now.findings, now.accepted, now.open, note
    )  # fmt: skip
    write_together(register.root, with_record(register.root, quarter, record))
    return record


def _find(register: Register, quarter: Quarter, key: str) -> tuple[DataFinding | None, list[Problem]]:
    """The open finding with this key, or what is wrong with the key."""
    every = {each.key: each for each in reversed(_found(register, quarter))}  # of two with one key the open one
    found = every.get(key.strip().lower())
    if found is None:
        waiting = [name for name, each in every.items() if each.open]
        fix = did_you_mean(key, waiting) or "Nothing is open."
        return None, [Problem("", 0, "key", f"there is no finding “{key}” for {quarter}.", fix)]
    if found.accepted:
        who = f"{found.accepted.accepted_by} on {uk_date(found.accepted.accepted_on)}"
        return None, [Problem("", 0, "key", f"“{key}” was accepted already, by {who}.", "There is nothing to do.")]
    return found, []


def _found(register: Register, quarter: Quarter) -> tuple[DataFinding, ...]:
    suite = Suite(register, quarter)
    return suite.data_findings(suite.examined(suite.kpis))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _in_words(field: str, text: str) -> Iterator[Problem]:
    if not text:
        yield Problem("", 0, field, "this is empty.", "Say it in words: it is kept on record.")
    elif text.startswith(FORMULA):
        yield Problem(
            "", 0, field, f"“{text}” begins like a formula.", "Begin with a word: it is kept in a spreadsheet."
        )


def _naming(field: str, text: str, organisation: Organisation) -> Iterator[Problem]:
    """What is published names no area that we are compared with."""
    for name in organisation.unnamed:
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            message = f"“{name}” is an area that reports do not name."
            yield Problem("", 0, field, message, "Say it without the name: the reason is published.")


def _before_the_last(log: Sequence[QaRecord], on: date) -> Iterator[Problem]:
    if log and on < log[-1].recorded_on:
        message = f"{uk_date(on)} is before {uk_date(log[-1].recorded_on)}, the day of the last record."
        yield Problem("", 0, "on", message, "The log is in the order of its days: give the day of this check.")


def _too_early(quarter: Quarter, on: date) -> Iterator[Problem]:
    if on < quarter.start:
        message = f"{uk_date(on)} is before {quarter} began: nothing had been found yet."
        yield Problem("", 0, "on", message, "Put the day or the quarter right.")
