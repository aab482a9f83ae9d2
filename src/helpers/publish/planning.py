"""Which of a quarter's packs are asked for, and what is wrong with what was asked, before anything is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from helpers.errors import Problem, Problems, did_you_mean
from helpers.model.periods import Quarter
from helpers.publish.job import WARM, Job
from helpers.publish.layout import notebook
from helpers.publish.render.choose import FORMATS, choose
from helpers.publish.reports import WHOLE, Report, find_report, is_confined, reports_for
from helpers.publish.reports import reports as every_report
from helpers.store.register import Register
from helpers.store.workspace import find_committee, find_quarter, latest_quarter, workspace_root
from helpers.workbook import check_all

Found = TypeVar("Found")
OWN_OPTIONS = {
    "committee": "--committee",
    "edition": "--report",
    "quarter": "the first argument",
    "workspace": "--workspace",
}


@dataclass(frozen=True)
class Plan:
    """The packs to build, from which register. `faults` has what keeps a pack from being built, by its name."""

    register: Register
    jobs: tuple[Job, ...]
    faults: Mapping[str, Problems]

    @property
    def sound(self) -> tuple[Job, ...]:
        """The packs that can be built."""
        return tuple(job for job in self.jobs if job.name not in self.faults)


def plan(
    workspace: Path,
    quarter: str | None,
    committees: Sequence[str],
    formats: Sequence[str],
    renderer: str,
    given: Sequence[str],
    strict: bool = False,
    reports: Sequence[str] = (),
    engine: str = WARM,
    force: bool = False,
) -> Plan:
    """Check what was asked for and the whole workspace, before anything is run.

    `quarter` is the latest in `params/quarters/` unless given; without committees and reports all are built; no formats
    means all. Raises Problems, all of them at once, and RenderError for a renderer that is not there.
    """
    register, found = check_all(workspace_root(workspace))
    if register is None:
        raise Problems(found)
    problems = [
        *_format_problems(formats),
        *_empty(register),
        *_clashes(register),
        *(fault for fault in found if not is_confined(fault.file, register)),
    ]
    chosen = _tried(lambda: find_quarter(register, _quarter(quarter, register)), problems)
    wanted = _wanted(register, chosen, committees, reports, problems)
    notebooks = [notebook(register.root, name) for name in dict.fromkeys(each.notebook for each in wanted)]
    parameters = _tried(lambda: _parameters(given, notebooks), problems)
    if problems or chosen is None or parameters is None:
        raise Problems(problems)
    name, formats = choose(renderer).name, tuple(formats) or FORMATS
    jobs = tuple(
        Job(register.root, chosen, each.id, formats, name, parameters[each.notebook], strict, engine, force)
        for each in _heaviest_first(wanted, register, chosen)
    )
    faults = {job.name: faulty for job in jobs if (faulty := _faults(job, register, found))}
    if len(faults) == len(jobs):
        raise Problems({fault for faulty in faults.values() for fault in faulty.problems})
    return Plan(register, jobs, faults)


def _faults(job: Job, register: Register, found: Sequence[Problem]) -> Problems | None:
    report = find_report(register, job.report, job.quarter)
    mine = [fault for fault in found if report.rests_on(fault.file, register, job.quarter)]
    return Problems(mine) if mine else None


def _wanted(
    register: Register,
    quarter: Quarter | None,
    committees: Sequence[str],
    reports: Sequence[str],
    problems: list[Problem],
) -> list[Report]:
    """The reports that were asked for, each once, or every one; what does not exist is added to the problems."""
    when = quarter or max(register.plans, default=None)
    asked: list[Report | None] = []
    for id in committees:
        audience = _tried(partial(find_committee, register, id), problems)
        asked += reports_for(audience, when) if audience and when else ()
    asked += [_tried(partial(find_report, register, id, when), problems) for id in reports if when]
    every = every_report(register, when) if when else {}
    return list({report.id: report for report in asked if report}.values()) or list(every.values())


def _heaviest_first(wanted: Sequence[Report], register: Register, quarter: Quarter) -> list[Report]:
    """The committee with most indicators first; a report on the whole organisation costs as much as a usual one."""
    weights = {id: len(register.for_committee(each, quarter)) for id, each in register.audiences.items()}
    usual = median(weights.values() or [0])
    return sorted(wanted, key=lambda report: -weights.get(report.audience, usual))


def _clashes(register: Register) -> Iterator[Problem]:
    """Committees whose packs would be put where a report on the whole organisation goes."""
    for id in {each.id for each in WHOLE} & set(register.audiences):
        file = f"params/committees/{id}.yml"
        yield Problem(file, 1, "id", f"“{id}” is kept for the report of that name.", "Give the committee another id.")


def _tried(find: Callable[[], Found], problems: list[Problem]) -> Found | None:
    """What was found, or None and its problems added to the others."""
    try:
        return find()
    except Problems as error:
        problems.extend(error.problems)
        return None


def _empty(register: Register) -> Iterator[Problem]:
    if not register.audiences:
        yield Problem("params/committees", 0, "", "there is no committee.", "Start one: packs new committee")


def _quarter(text: str | None, register: Register) -> Quarter:
    if text is None:
        return latest_quarter(register)
    try:
        return Quarter.parse(text)
    except ValueError as error:
        raise Problems([Problem("", 0, "quarter", str(error), did_you_mean(text, map(str, register.plans)))]) from error


def _format_problems(formats: Sequence[str]) -> Iterator[Problem]:
    for format in formats:
        if format not in FORMATS:
            yield Problem("", 0, "format", f"there is no format “{format}”.", did_you_mean(format, FORMATS))


def _parameters(given: Sequence[str], notebooks: Sequence[Path]) -> dict[str, dict[str, str]]:
    """For each notebook by name, the parameters given that it declares. Raises Problems for what no notebook does."""
    if not given:
        return {path.name: {} for path in notebooks}
    from helpers.publish.runner import check_parameters, known_parameters

    pairs = [text.partition("=") for text in given]
    ill_formed = [_ill_formed("".join(pair)) for pair in pairs if not pair[1]]
    parameters = {name.strip(): value.strip() for name, equals, value in pairs if equals}
    own = [_own_option(name) for name in parameters if name in OWN_OPTIONS]
    if ill_formed or own:
        raise Problems([*ill_formed, *own])
    known = {path.name: known_parameters(path) for path in notebooks}
    stray = set(parameters).difference(*known.values())
    if stray and notebooks:
        check_parameters(notebooks[0], {name: parameters[name] for name in sorted(stray)})
    return {notebook: {name: parameters[name] for name in parameters if name in its} for notebook, its in known.items()}


def _ill_formed(text: str) -> Problem:
    return Problem("", 0, "parameter", f"“{text}” is not name=value.", "Write the name, an equals sign and the value.")


def _own_option(name: str) -> Problem:
    """The committee, quarter and workspace decide where a report goes, so they are never overridden in its notebook."""
    return Problem("", 0, name, "this is not given with --parameter.", f"Use {OWN_OPTIONS[name]}.")
