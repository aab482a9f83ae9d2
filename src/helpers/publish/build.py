"""Build one report: run its notebook, collect, render, record; all beside the old one, then renamed over it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.errors import BuildError, Problem, Problems
from helpers.model.periods import Quarter
from helpers.publish.collect import collect, write
from helpers.publish.layout import notebook, pack_folder
from helpers.publish.manifest import content_hash, deciding, manifest, manifest_text
from helpers.publish.render.choose import choose
from helpers.publish.reports import find_report
from helpers.publish.reviewers import write_reviewers_page
from helpers.publish.runner import KernelDied, run
from helpers.publish.swap import put_back, swap
from helpers.store.workspace import find_quarter, open_register
from helpers.workbook import sign_off_state

ATTEMPTS = 2


@dataclass(frozen=True)
class Job:
    """One report to build, a committee's pack or another.

    `strict`: not while anything in its commentary or its data must be put right.
    """

    root: Path
    quarter: Quarter
    report: str
    formats: tuple[str, ...] = ("html", "pdf", "docx")
    renderer: str = "auto"
    parameters: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False

    @property
    def name(self) -> str:
        """The pack's name in messages and on disk, for example 2025-26-q1/planning."""
        return f"{self.quarter.id}/{self.report}"

    @property
    def folder(self) -> Path:
        """Where the pack is written to."""
        return pack_folder(self.root, self.quarter, self.report)


@dataclass(frozen=True)
class Built:
    """A report that was built: what it holds (“5 indicators”), by which renderer, and what it cost in seconds.

    `to_put_right` and `to_look_at` count what the checks found in its commentary, and `to_answer` what they found in
    its data and nobody has accepted.
    """

    job: Job
    holds: str
    renderer: str
    seconds: float
    cpu_seconds: float
    to_put_right: int = 0
    to_look_at: int = 0
    to_answer: int = 0


def build(job: Job) -> Built:
    """Build the pack and put it in place whole.

    Raises Problems for bad input and BuildError for a notebook or renderer that failed; the pack that was there before
    is then untouched, and the failed notebook is kept.
    """
    started, cpu = time.perf_counter(), _cpu()
    register = open_register(job.root)
    find_quarter(register, job.quarter)
    report = find_report(register, job.report, job.quarter)
    renderer = choose(job.renderer)
    source = notebook(job.root, report.notebook)
    parameters = {**report.parameters, "quarter": str(job.quarter), **job.parameters}
    made, files = {"name": renderer.name, "version": renderer.version()}, report.inputs(register, job.quarter)
    decided = content_hash(deciding(job.root, files, source, parameters, made))
    state = sign_off_state(register, job.quarter, job.report, decided)
    with staging(job) as folder:
        executed = _run(job, source, parameters, folder / "pack.ipynb")
        results, published = collect(executed, folder, report.documents, state)
        _refuse_unanswered(job, results)
        for document in published:
            if formats := document.among(job.formats):
                renderer.render(folder, formats, document.name)
        write_reviewers_page(executed, folder / "notebook.html")
        record = manifest(job.root, files, source, parameters, made, results, folder) | {"stage": state.stage.value}
        _refuse_changed(job, decided, record)
        write(folder / "manifest.json", manifest_text(record))
    seconds, cpu_seconds = time.perf_counter() - started, _cpu() - cpu
    must, should = (len(_findings(results, "findings", must)) for must in (True, False))
    waiting = len(_findings(results, "checks_on_data", must=True))
    return Built(job, _holds(results), renderer.name, seconds, cpu_seconds, must, should, waiting)


def _refuse_changed(job: Job, decided: str, record: Mapping[str, Any]) -> None:
    """Raises BuildError when something changed under the build, so that nobody knows what its pages rest on."""
    if record["content_hash"] != decided:
        cause = "a file that it rests on was changed while it was built; build it again"
        raise BuildError(job.name, "its inputs", cause)


def _holds(results: Mapping[str, Any]) -> str:
    """What a report says it holds; a pack holds indicators."""
    return results["holds"] if "holds" in results else f"{len(results['indicators'])} indicators"


def _refuse_unanswered(job: Job, results: Mapping[str, Any]) -> None:
    """Raises Problems for what must be put right in commentary and data, when the pack is asked for strictly."""
    found = [each for kind in ("findings", "checks_on_data") for each in _findings(results, kind, must=True)]
    if job.strict and found:
        raise Problems(Problem(each["file"], each["line"], "", each["message"], each["fix"]) for each in found)


def _findings(results: Mapping[str, Any], kind: str, must: bool) -> list[dict[str, Any]]:
    return [each for each in results.get(kind, []) if each["must"] is must]


@contextmanager
def staging(job: Job) -> Iterator[Path]:
    """A folder beside the pack's; it takes the pack's place only if the block ends well."""
    folder = job.folder.with_name(f".{job.report}.building")
    put_back(job.folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
        swap(folder, job.folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(job: Job, source: Path, parameters: Mapping[str, str], target: Path) -> Path:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return run(source, job.root, parameters, target)
        except KernelDied as error:
            if attempt == ATTEMPTS:
                cause = f"the kernel stopped {ATTEMPTS} times; the machine may be out of memory: try --jobs 1"
                raise BuildError(job.name, "the notebook", cause) from error
        except BuildError as error:
            kept = _keep(target.with_name("failed.ipynb"), job)
            raise BuildError(job.name, error.heading, error.cause, kept) from error
    raise AssertionError("unreachable")


def _keep(failed: Path, job: Job) -> str:
    kept = job.root / "outputs" / "failed" / job.quarter.id / f"{job.report}.ipynb"
    kept.parent.mkdir(parents=True, exist_ok=True)
    failed.replace(kept)
    return kept.relative_to(job.root).as_posix()


def _cpu() -> float:
    """CPU seconds of this process and of the children it has waited for, kernels among them."""
    try:
        import resource
    except ImportError:
        return time.process_time()
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in usage)
