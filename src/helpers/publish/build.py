"""Build one report: run its notebook, collect, render, record; all beside the old one, then renamed over it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from helpers.errors import BuildError, Problem, Problems
from helpers.publish.collect import collect
from helpers.publish.cores import Task, share
from helpers.publish.documents import Document
from helpers.publish.drawings import kept_in
from helpers.publish.job import Built, Job
from helpers.publish.making import Making, making, named
from helpers.publish.manifest import content_hash, manifest, manifest_text
from helpers.publish.render.choose import Renderer, choose
from helpers.publish.reviewers import write_reviewers_page
from helpers.publish.runner import KernelDied, run
from helpers.publish.swap import put_back, swap
from helpers.publish.write import write
from helpers.store.workspace import find_quarter, open_register
from helpers.workbook import sign_off_state

ATTEMPTS = 2


def build(job: Job) -> Built:
    """Build the pack and put it in place whole.

    Raises Problems for bad input and BuildError for a notebook or renderer that failed; the pack that was there before
    is then untouched, and the failed notebook is kept.
    """
    started = time.perf_counter()
    register = open_register(job.root)
    find_quarter(register, job.quarter)
    renderer = choose(job.renderer)
    of = making(register, job, named(renderer))
    decided = of.decided()
    state = sign_off_state(register, job.quarter, job.report, content_hash(decided))
    with staging(job) as folder:
        with kept_in(job.root, decided, job.force):
            executed = _run(job, of, folder / "pack.ipynb")
        results, published = collect(executed, folder, of.report.documents, state)
        _refuse_unanswered(job, results)
        share([*_pages(job, renderer, folder, published), partial(write_reviewers_page, executed, folder)])
        record = manifest(of.decided(), results, folder)
        _refuse_changed(job, content_hash(decided), record)
        signed = {"stage": state.stage.value, "events": list(state.told)}
        write(folder / "manifest.json", manifest_text(record | signed))
    must, should = (len(_findings(results, "findings", must)) for must in (True, False))
    waiting = len(_findings(results, "checks_on_data", must=True))
    return Built(job, _holds(results), renderer.name, time.perf_counter() - started, must, should, waiting)


def _pages(job: Job, renderer: Renderer, folder: Path, published: Sequence[Document]) -> Iterator[Task]:
    """Every document in each format that is wanted: to a task what the renderer makes best together."""
    for document in published:
        for formats in _tasks(document.among(job.formats), renderer.together):
            yield partial(renderer.render, folder, formats, document.name)


def _tasks(formats: Sequence[str], together: Collection[str]) -> Iterator[list[str]]:
    """The formats, each by itself but for those that cost less together."""
    at_once = [each for each in formats if each in together]
    if at_once:
        yield at_once
    yield from ([each] for each in formats if each not in together)


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


def _run(job: Job, of: Making, target: Path) -> Path:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return run(of.source, job.root, of.parameters, target, job.engine)
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
