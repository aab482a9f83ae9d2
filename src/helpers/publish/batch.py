"""Build many packs at once: workers of their own, one failure never stops the others, and a log is kept."""

from __future__ import annotations

import getpass
import logging
import signal
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from helpers.errors import WorkbookError
from helpers.publish.build import Built, Job, build

PACKS_PER_WORKER = 2  # the workers are then replaced: Typst keeps what it has set, so memory grows with every pack


@dataclass(frozen=True)
class Failed:
    """A pack that could not be built, and why in plain words."""

    job: Job
    reason: str


Outcome = Built | Failed


def build_all(jobs: Sequence[Job], workers: int, tell: Callable[[Outcome], None]) -> list[Outcome]:
    """Build every pack, `workers` at a time, telling of each as it ends; the outcomes come in the order of the jobs."""
    outcomes: dict[str, Outcome] = {}
    for shift in _shifts(jobs, workers * PACKS_PER_WORKER):
        for outcome in _pooled(shift, workers):
            outcomes[outcome.job.name] = outcome
            tell(outcome)
    for job in [job for job in jobs if job.name not in outcomes]:
        outcomes[job.name] = _alone(job)
        tell(outcomes[job.name])
    return [outcomes[job.name] for job in jobs]


def logger(root: Path) -> logging.Logger:
    """The build log of the workspace: when, who and what."""
    path = root / "outputs" / "logs" / "build.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    log = logging.getLogger(f"packs.{root}")
    if not log.handlers:
        handler = logging.FileHandler(path, encoding="utf-8")
        handler.setFormatter(logging.Formatter(f"%(asctime)s {_user()} %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
    return log


def _shifts(jobs: Sequence[Job], size: int) -> Iterable[Sequence[Job]]:
    return (jobs[start : start + size] for start in range(0, len(jobs), size))


def _pooled(jobs: Sequence[Job], workers: int) -> Iterable[Outcome]:
    """Outcomes as they come. A worker that dies takes the pool with it: what is then missing is built alone."""
    with _pool(max(1, min(workers, len(jobs)))) as pool:
        futures = {pool.submit(build, job): job for job in jobs}
        try:
            for future in as_completed(futures):
                outcome = _outcome(futures[future], future)
                if outcome is not None:
                    yield outcome
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            raise


def _pool(workers: int) -> ProcessPoolExecutor:
    """Workers that finish the pack in hand when the person at the keyboard says stop."""
    return ProcessPoolExecutor(workers, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN))


def _alone(job: Job) -> Outcome:
    with _pool(1) as pool:
        outcome = _outcome(job, pool.submit(build, job))
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


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
