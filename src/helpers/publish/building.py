"""A quarter's packs as planned: rehearse them, or build those that are not yet as they should be."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from helpers.publish.batch import Failed, Outcome, build_all
from helpers.publish.job import Built, Job
from helpers.publish.log import logger
from helpers.publish.manifest import in_short
from helpers.publish.planning import Plan
from helpers.publish.render.choose import FORMATS
from helpers.publish.reports import find_report
from helpers.publish.unchanged import reasons_to_build

Tell = Callable[[str], None]


def rehearse(plan: Plan) -> Iterator[str]:
    """Say what each report would be made from, why, and what is missing; nothing is run and nothing written."""
    reasons = reasons_to_build(plan.register, plan.sound)
    for job in plan.jobs:
        report = find_report(plan.register, job.report, job.quarter)
        if job.name in plan.faults:
            yield f"{job.name}, as {', '.join(job.formats)}"
            yield f"  cannot be built: {plan.faults[job.name]}"
            continue
        files = report.inputs(plan.register, job.quarter)
        made = f"{report.holds(plan.register, job.quarter)} from {len(files)} input files"
        yield f"{job.name}: {made}, as {', '.join(job.formats)}"
        yield f"  {_why(reasons[job.name])}"
        for missing in report.missing(plan.register, job.quarter):
            yield f"  missing: {missing}"
    yield f"{_packs(len(plan.jobs))}, by the {plan.jobs[0].renderer} renderer. Nothing was written."


def carry_out(plan: Plan, workers: int, tell: Tell) -> bool:
    """Build the packs that are not yet as they should be, and the site, telling of progress. True when none failed."""
    started, log, done = time.perf_counter(), logger(plan.register.root), 0
    reasons = reasons_to_build(plan.register, plan.sound)
    due = [job for job in plan.sound if reasons[job.name]]
    left = [job for job in plan.sound if not reasons[job.name]]
    faulty = [Failed(job, str(plan.faults[job.name])) for job in plan.jobs if job.name in plan.faults]

    def ended(outcome: Outcome) -> None:
        nonlocal done
        done += 1
        line = f"[{done} of {len(due) + len(faulty)}] {_line(outcome)}"
        log.info(line)
        tell(line)

    for line in _beginning(plan, due, reasons, workers):
        tell(line)
    for outcome in faulty:
        ended(outcome)
    outcomes = [*faulty, *build_all(due, workers, ended)]
    built = [outcome.job for outcome in outcomes if not isinstance(outcome, Failed)]
    site = _publish(plan, [*built, *left])
    tell(_closing(plan, len(built), left, time.perf_counter() - started))
    for line in _places(plan, [*built, *left], site):
        tell(line)
    return len(built) == len(outcomes)


def _publish(plan: Plan, there: Sequence[Job]) -> Path | None:
    """Put the packs that are there on the site, which holds packs in every format; returns its first page."""
    if not there or set(there[0].formats) != set(FORMATS):
        return None
    from helpers.publish.site import publish

    return publish(plan.register, [(job.quarter, job.report) for job in there])


def _beginning(plan: Plan, due: Sequence[Job], reasons: Mapping[str, Sequence[str]], workers: int) -> Iterator[str]:
    """How many packs are built, and why each of them; the others are left as they are."""
    every, quarter = _packs(len(plan.jobs)), plan.jobs[0].quarter
    if not due:
        yield f"Nothing to build of the {every} for {quarter}: none would differ from what is there."
    elif len(due) < len(plan.jobs):
        yield f"Building {len(due)} of the {every} for {quarter}, {min(workers, len(due))} at a time."
    else:
        yield f"Building {every} for {quarter}, {min(workers, len(due))} at a time."
    alike: dict[Sequence[str], list[str]] = {}
    for job in due:
        alike.setdefault(reasons[job.name], []).append(job.report)
    for why, names in alike.items():
        yield f"  {'each of them' if 1 < len(names) == len(due) else ', '.join(names)}: {in_short(why)}"


def _closing(plan: Plan, built: int, left: Sequence[Job], seconds: float) -> str:
    failed = len(plan.jobs) - built - len(left)
    told = [f"{built} built", *([f"{len(left)} unchanged"] if left else []), *([f"{failed} failed"] if failed else [])]
    return f"{', '.join(told)}, in {seconds:.0f} s." if left or failed else f"All built in {seconds:.0f} s."


def _places(plan: Plan, there: Sequence[Job], site: Path | None) -> Iterator[str]:
    """Where the packs are, and the site."""
    root = plan.register.root
    if there:
        folder = there[0].folder.parent.relative_to(root).as_posix()
        yield f"Packs:  {folder}/<report>/{', '.join(f'pack.{each}' for each in there[0].formats)}"
    if site:
        yield f"Site:   {site.relative_to(root).as_posix()}"
    elif there:
        yield "Site:   left as it was, since it holds packs in every format"


def _why(reasons: Sequence[str]) -> str:
    return f"to be built: {in_short(reasons)}" if reasons else "unchanged: it would be left as it is"


def _packs(count: int) -> str:
    return "1 pack" if count == 1 else f"{count} packs"


def _line(outcome: Outcome) -> str:
    if isinstance(outcome, Failed):
        return f"{outcome.job.name} FAILED: {outcome.reason}"
    made = f"{outcome.job.name}: {outcome.holds}, {outcome.seconds:.1f} s ({outcome.renderer})"
    return "; ".join([made, *_found(outcome)])


def _found(built: Built) -> Iterator[str]:
    """What the checks of its commentary and data found."""
    if built.to_put_right:
        yield f"{built.to_put_right} to put right in its commentary"
    if built.to_look_at:
        yield f"{built.to_look_at} to look at"
    if built.to_answer:
        yield f"{built.to_answer} to answer in its data"
