"""Build many packs at once, in processes of their own: one failure never stops the others."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from queue import SimpleQueue

from helpers.errors import WorkbookError
from helpers.publish.cores import Idle, may_borrow
from helpers.publish.job import WARM, Built, Job
from helpers.publish.log import logger
from helpers.publish.server import can_fork, fork_from_same_server, server


@dataclass(frozen=True)
class Failed:
    """A pack that could not be built, and why in plain words."""

    job: Job
    reason: str


Outcome = Built | Failed


def build_all(jobs: Sequence[Job], workers: int, tell: Callable[[Outcome], None]) -> list[Outcome]:
    """Build every pack, `workers` at a time, telling of each as it ends; the outcomes come in the order of the jobs.

    What is missing since its process died is built once more at the end, with the machine to itself.
    """
    outcomes: dict[str, Outcome] = {}
    for outcome in _at_once(jobs, workers):
        outcomes[outcome.job.name] = outcome
        tell(outcome)
    for job in [job for job in jobs if job.name not in outcomes]:
        outcomes[job.name] = _alone(job)
        tell(outcomes[job.name])
    return [outcomes[job.name] for job in jobs]


def _at_once(jobs: Sequence[Job], workers: int) -> Iterator[Outcome]:
    """Outcomes as they come, without those of packs whose process died."""
    waiting, told = deque(jobs), SimpleQueue[Outcome | None]()
    slots = min(workers, len(jobs))
    idle = get_context("spawn").Semaphore(workers - slots)
    with ThreadPoolExecutor(max(1, slots)) as threads:
        for _ in range(slots):
            threads.submit(_slot, waiting, jobs[0].engine, idle, told.put)
        try:
            while slots:
                outcome = told.get()
                if outcome is None:
                    slots -= 1
                else:
                    yield outcome
        finally:
            waiting.clear()  # when the person at the keyboard says stop, the packs in hand are finished


def _slot(waiting: deque[Job], engine: str, idle: Idle, tell: Callable[[Outcome | None], None]) -> None:
    """Build one pack after the other until none waits, then leave the core to the others; None says so."""
    try:
        while waiting:
            with _process(engine, idle) as process:
                for outcome in _outcomes(waiting, process):
                    tell(outcome)
    finally:
        idle.release()
        tell(None)


def _outcomes(waiting: deque[Job], process: ProcessPoolExecutor) -> Iterator[Outcome]:
    """What becomes of one pack after the other in this process, as long as it lives."""
    with suppress(IndexError):
        while outcome := _outcome(job := waiting.popleft(), process.submit(_build, job)):
            yield outcome


def _process(engine: str, idle: Idle) -> ProcessPoolExecutor:
    context = server() if _forks(engine) else get_context("spawn")
    return ProcessPoolExecutor(1, context, _begin, (idle, _forks(engine)))


def _forks(engine: str) -> bool:
    return engine == WARM and can_fork()


def _begin(idle: Idle, forked: bool) -> None:
    """Finish the pack in hand when the person at the keyboard says stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    fork_from_same_server()
    may_borrow(idle, apart=forked)


def _build(job: Job) -> Built:
    from helpers.publish.build import build  # what it needs takes seconds to import, and this process never builds

    return build(job)


def _alone(job: Job) -> Outcome:
    with _process(job.engine, get_context("spawn").Semaphore(0)) as process:
        outcome = _outcome(job, process.submit(_build, job))
    return outcome or Failed(job, "its worker was stopped by the machine, perhaps for want of memory: try --jobs 1.")


def _outcome(job: Job, future: Future[Built]) -> Outcome | None:
    try:
        return future.result()
    except BrokenProcessPool:
        return None
    except WorkbookError as error:
        return Failed(job, str(error))
    except Exception as error:
        log = logger(job.root)
        log.exception("%s failed", job.name, exc_info=error)
        return Failed(
            job, f"something unexpected went wrong ({type(error).__name__}: {error}); see outputs/logs/build.log."
        )
