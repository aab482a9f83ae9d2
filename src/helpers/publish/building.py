"""A quarter's packs: plan them, rehearse them, and build them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from helpers.errors import Problem, Problems, did_you_mean
from helpers.model.periods import Quarter
from helpers.publish.batch import Failed, Outcome, build_all, logger
from helpers.publish.build import Built, Job
from helpers.publish.layout import notebook
from helpers.publish.render.choose import FORMATS, choose
from helpers.publish.runner import check_parameters
from helpers.publish.site import publish
from helpers.store.register import Register
from helpers.store.workspace import find_committee, find_quarter, inputs, latest_quarter, open_register
from helpers.workbook import check

Tell = Callable[[str], None]
Found = TypeVar("Found")
OWN_OPTIONS = {"committee": "--committee", "quarter": "the first argument", "workspace": "--workspace"}


@dataclass(frozen=True)
class Plan:
    """The packs to build, from which register. `faults` has what keeps a pack from being built, by its name."""

    register: Register
    jobs: tuple[Job, ...]
    faults: Mapping[str, Problems]


def plan(
    workspace: Path,
    quarter: str | None,
    committees: Sequence[str],
    formats: Sequence[str],
    renderer: str,
    given: Sequence[str],
    strict: bool = False,
) -> Plan:
    """Check what was asked for and the whole workspace, before anything is run.

    `quarter` is the latest in `params/quarters/` unless given; no committees means all; no formats means all. Raises
    Problems, all of them at once, and RenderError for a renderer that is not there.
    """
    register = open_register(workspace)
    found = check(register.root)
    problems = [
        *_format_problems(formats),
        *_empty(register),
        *(fault for fault in found if not _kpi_of(fault, register)),
    ]
    chosen = _tried(lambda: find_quarter(register, _quarter(quarter, register)), problems)
    asked = [_tried(partial(find_committee, register, id), problems) for id in committees]
    parameters = _tried(lambda: _parameters(given, notebook(register.root)), problems)
    if problems or chosen is None or parameters is None:
        raise Problems(problems)
    wanted = [found for found in asked if found] or list(register.committees.values())
    name, formats = choose(renderer).name, tuple(formats) or FORMATS
    heaviest_first = sorted(wanted, key=lambda committee: -len(register.for_committee(committee, chosen)))
    jobs = tuple(Job(register.root, chosen, each.id, formats, name, parameters, strict) for each in heaviest_first)
    faults = {job.name: faulty for job in jobs if (faulty := _faults(job, register, found))}
    if len(faults) == len(jobs):
        raise Problems({fault for faulty in faults.values() for fault in faulty.problems})
    return Plan(register, jobs, faults)


def rehearse(plan: Plan) -> Iterator[str]:
    """Say what each pack would be made from and what is missing; nothing is run and nothing written."""
    for job in plan.jobs:
        committee = plan.register.committees[job.committee]
        kpis = plan.register.for_committee(committee, job.quarter)
        files = inputs(plan.register, committee, job.quarter)
        yield f"{job.name}: {len(kpis)} indicators from {len(files)} input files, as {', '.join(job.formats)}"
        if job.name in plan.faults:
            yield f"  cannot be built: {plan.faults[job.name]}"
        if job.quarter not in committee.meetings:
            yield f"  missing: the date of the meeting, in params/committees/{committee.id}.yml"
        silent = [kpi.id for kpi in kpis if not _commentary(plan.register, kpi.id, job.quarter).exists()]
        if silent:
            yield f"  missing: the service's commentary for {', '.join(silent)}"
    yield f"{_packs(len(plan.jobs))}, by the {plan.jobs[0].renderer} renderer. Nothing was written."


def carry_out(plan: Plan, workers: int, tell: Tell) -> bool:
    """Build the packs and the site, telling of progress. True when every pack was built."""
    started, log, done = time.perf_counter(), logger(plan.register.root), 0

    def ended(outcome: Outcome) -> None:
        nonlocal done
        done += 1
        line = f"[{done} of {len(plan.jobs)}] {_line(outcome)}"
        log.info(line)
        tell(line)

    tell(f"Building {_packs(len(plan.jobs))} for {plan.jobs[0].quarter}, {min(workers, len(plan.jobs))} at a time.")
    faulty = [Failed(job, str(plan.faults[job.name])) for job in plan.jobs if job.name in plan.faults]
    for outcome in faulty:
        ended(outcome)
    sound = [job for job in plan.jobs if job.name not in plan.faults]
    outcomes = [*faulty, *build_all(sound, workers, ended)]
    built = [outcome.job for outcome in outcomes if not isinstance(outcome, Failed)]
    whole = built and set(built[0].formats) == set(FORMATS)
    site = publish(plan.register, [(job.quarter, job.committee) for job in built]) if whole else None
    for line in _closing(plan, built, site, time.perf_counter() - started):
        tell(line)
    return len(built) == len(outcomes)


def _closing(plan: Plan, built: Sequence[Job], site: Path | None, seconds: float) -> Iterator[str]:
    root = plan.register.root
    failed = len(plan.jobs) - len(built)
    yield f"{len(built)} built, {failed} failed, in {seconds:.0f} s." if failed else f"All built in {seconds:.0f} s."
    if built:
        folder = built[0].folder.parent.relative_to(root).as_posix()
        yield f"Packs:  {folder}/<committee>/{', '.join(f'pack.{each}' for each in built[0].formats)}"
    if site:
        yield f"Site:   {site.relative_to(root).as_posix()}"
    elif built:
        yield "Site:   left as it was, since it holds packs in every format"


def _packs(count: int) -> str:
    return "1 pack" if count == 1 else f"{count} packs"


def _line(outcome: Outcome) -> str:
    if isinstance(outcome, Failed):
        return f"{outcome.job.name} FAILED: {outcome.reason}"
    made = f"{outcome.job.name}: {outcome.indicators} indicators, {outcome.seconds:.1f} s ({outcome.renderer})"
    return "; ".join([made, *_found(outcome)])


def _found(built: Built) -> Iterator[str]:
    """What the checks of its commentary and data found."""
    if built.to_put_right:
        yield f"{built.to_put_right} to put right in its commentary"
    if built.to_look_at:
        yield f"{built.to_look_at} to look at"
    if built.to_answer:
        yield f"{built.to_answer} to answer in its data"


def _kpi_of(fault: Problem, register: Register) -> str:
    """The KPI whose figures, targets or commentary are at fault; empty when more than that KPI rests on the file."""
    parts = fault.file.split("/")
    of_one = parts[:2] == ["data", "kpis"] and len(parts) > 3 and parts[3] != "kpi.yml"
    return parts[2] if of_one and parts[2] in register.kpis else ""


def _faults(job: Job, register: Register, found: Sequence[Problem]) -> Problems | None:
    kpis = {kpi.id for kpi in register.concerning(register.committees[job.committee], job.quarter)}
    mine = [fault for fault in found if _kpi_of(fault, register) in kpis]
    return Problems(mine) if mine else None


def _tried(find: Callable[[], Found], problems: list[Problem]) -> Found | None:
    """What was found, or None and its problems added to the others."""
    try:
        return find()
    except Problems as error:
        problems.extend(error.problems)
        return None


def _empty(register: Register) -> Iterator[Problem]:
    if not register.committees:
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


def _parameters(given: Sequence[str], notebook: Path) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    ill_formed = [_ill_formed("".join(pair)) for pair in pairs if not pair[1]]
    parameters = {name.strip(): value.strip() for name, equals, value in pairs if equals}
    own = [_own_option(name) for name in parameters if name in OWN_OPTIONS]
    if ill_formed or own:
        raise Problems([*ill_formed, *own])
    check_parameters(notebook, parameters)
    return parameters


def _ill_formed(text: str) -> Problem:
    return Problem("", 0, "parameter", f"“{text}” is not name=value.", "Write the name, an equals sign and the value.")


def _own_option(name: str) -> Problem:
    """The committee, quarter and workspace decide where a pack goes, so they are never overridden in its notebook."""
    return Problem("", 0, name, "this is not given with --parameter.", f"Use {OWN_OPTIONS[name]}.")


def _commentary(register: Register, kpi: str, quarter: Quarter) -> Path:
    return register.root / "data" / "kpis" / kpi / "commentary" / f"{quarter.id}.md"
