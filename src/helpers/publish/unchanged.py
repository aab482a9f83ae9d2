"""Why a report is built again. There is no reason when the one in place is, byte for byte, what would be built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from helpers.model.signoff import SignOffEvent
from helpers.publish.halves import by_halves
from helpers.publish.hashes import Hashes, edited
from helpers.publish.job import Job
from helpers.publish.making import Making, making, named
from helpers.publish.manifest import content_hash, differences, read_manifest
from helpers.publish.render.choose import choose
from helpers.publish.seen import seen
from helpers.publish.swap import put_back
from helpers.rules.signoff import standing
from helpers.store.register import Register
from helpers.store.signoff import of_report
from helpers.workbook import sign_off_events


def reasons_to_build(register: Register, jobs: Iterable[Job]) -> dict[str, tuple[str, ...]]:
    """By each job's name, why it is to be built, in plain words without a full stop; none when it may be left."""
    jobs = tuple(jobs)
    hashes = Hashes(_known(jobs))
    events = sign_off_events(register)
    renderers = {name: named(choose(name)) for name in {job.renderer for job in jobs}}

    def look(some: Sequence[Job]) -> dict[str, tuple[str, ...]]:
        found = ((job, making(register, job, renderers[job.renderer])) for job in some)
        return {job.name: tuple(_reasons(job, of, hashes, events)) for job, of in found}

    return by_halves(look, jobs)


def _known(jobs: Iterable[Job]) -> dict[str, str]:
    """The hashes that were found out before this was asked."""
    return {path: checksum for folder in {job.folder.parent for job in jobs} for path, checksum in seen(folder).items()}


def _reasons(job: Job, of: Making, hashes: Hashes, events: Sequence[SignOffEvent]) -> Iterator[str]:
    put_back(job.folder)
    built = read_manifest(job.folder / "manifest.json")
    if job.force:
        yield "asked for with --force"
    elif job.strict:
        yield "asked for with --strict"  # which looks at the findings again
    elif not job.folder.exists():
        yield "not built before"
    elif built is None:
        yield "its manifest is not as it was written"
    else:
        yield from _changes(job, of, built, hashes, events)


def _changes(
    job: Job, of: Making, built: Mapping[str, Any], hashes: Hashes, events: Sequence[SignOffEvent]
) -> Iterator[str]:
    decided = of.decided(hashes)
    now = content_hash(decided)
    if built["content_hash"] != now:
        yield from differences(built, decided)
        return
    state = standing(of_report(events, job.quarter, job.report), now)
    if (built.get("stage"), built.get("events")) != (state.stage.value, list(state.told)):
        yield f"its sign-off has changed: it is {state.stage}"
    yield from _missing(job, of, built["outputs"])
    yield from (f"{name} is not as it was built" for name in edited(job.folder, built["outputs"], hashes.of))


def _missing(job: Job, of: Making, outputs: Mapping[str, str]) -> Iterator[str]:
    """The documents that are wanted and were not made."""
    for document in of.report.documents:
        if f"{document.name}.qmd" in outputs:
            names = (f"{document.name}.{format_}" for format_ in document.among(job.formats))
            yield from (f"there is no {name}" for name in names if name not in outputs)
