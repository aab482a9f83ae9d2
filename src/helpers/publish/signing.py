"""Sign reports off: what must be so before each step, and the event that records it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from helpers.errors import Problem, Problems
from helpers.model.periods import Quarter, uk_date
from helpers.model.signoff import SIGNED, Signing, SignOff, SignOffEvent
from helpers.publish.hashes import Hashes, file_hash
from helpers.publish.in_place import InPlace, in_place
from helpers.publish.manifest import in_short
from helpers.publish.reports import Report
from helpers.quality import quality_of
from helpers.rules.signoff import refusals, since_withdrawn, standing
from helpers.store.archive import keep
from helpers.store.parse import faults_in_words
from helpers.store.register import Register
from helpers.store.signoff import add_events, of_report
from helpers.workbook import review_findings, sign_off_events


def sign(
    register: Register,
    quarter: Quarter,
    reports: Sequence[Report],
    kind: SignOff,
    who: str,
    role: str,
    on: date,
    note: str = "",
) -> tuple[SignOffEvent, ...]:
    """Record that somebody has taken this step with each of the reports, and return the events.

    What an approved report was made from is kept. Raises Problems, all of them at once, and records nothing, when a
    report is not built or not of what is there now; to review or approve it also while something is to be put right in
    its commentary or data, or nobody vouches for the quarter's data; to approve it without a review meeting; when it is
    seen only once it is published; and when the step is out of turn, or is taken by somebody who took another.
    """
    events, hashes = sign_off_events(register), Hashes()
    found = [in_place(register, quarter, each, hashes) for each in reports]
    told = {"kind": kind, "quarter": quarter, "who": _line(who), "role": _line(role), "on": on, "note": _line(note)}
    problems = [fault for each in found for fault in _obstacles(register, quarter, each, kind, on)]
    problems += _not_assured(register, quarter) if kind in (SignOff.REVIEWED, SignOff.APPROVED) else []
    signings = [_signing(each, told, events, problems) for each in found]
    problems += _out_of_turn(events, [each for each in signings if each])
    if problems:
        raise Problems(dict.fromkeys(problems))
    ready = [each for each in signings if each]
    for each in found if kind is SignOff.APPROVED else ():
        _keep(register, quarter, each)
    return add_events(register.root, lambda known: _in_turn(known, ready))


def unsigned(register: Register, quarter: Quarter, reports: Sequence[Report], kind: SignOff) -> list[Report]:
    """The reports for which this step is still to be taken."""
    events = sign_off_events(register)
    return [each for each in reports if not _is_taken(register, quarter, each, kind, events)]


def _is_taken(
    register: Register, quarter: Quarter, report: Report, kind: SignOff, events: Sequence[SignOffEvent]
) -> bool:
    own = of_report(events, quarter, report.id)
    if kind is SignOff.WITHDRAWN:
        return not any(each.kind in SIGNED for each in since_withdrawn(own))
    now = standing(own, in_place(register, quarter, report).content_hash)
    return kind in [each.kind for each in (now.drafted, now.reviewed, now.approved) if each]


def _obstacles(register: Register, quarter: Quarter, found: InPlace, kind: SignOff, on: date) -> Iterator[Problem]:
    """What of the report itself keeps a step from being taken."""
    if kind is SignOff.WITHDRAWN:
        return
    yield from _not_as_built(quarter, found)
    published = register.plan(quarter).publication
    if kind is SignOff.SEEN and on >= published:
        fix = "Who sees it from then on is not put on record."
        yield Problem("", 0, "on", f"{uk_date(on)} is not before it is published, on {uk_date(published)}.", fix)
    if kind in (SignOff.REVIEWED, SignOff.APPROVED) and found.current:
        yield from _unanswered(found)
    if kind is SignOff.APPROVED:
        needs = review_findings(register, quarter, found.report.id, found.report.title)
        yield from (Problem(each.file, each.line, "", each.message, each.fix) for each in needs)


def _not_as_built(quarter: Quarter, found: InPlace) -> Iterator[Problem]:
    again = f'packs build "{quarter}" --report {found.report.id}'
    if found.built is None:
        yield Problem("", 0, found.report.id, "it is not built.", f"Build it: {again}")
    elif not found.current:
        changed = in_short(found.changed)
        yield Problem("", 0, found.report.id, f"it is not of what is there now: {changed}.", f"Build it again: {again}")
    else:
        for name in found.edited():
            yield Problem("", 0, found.report.id, f"{name} is not as it was built.", f"Build it again: {again}")


def _unanswered(found: InPlace) -> Iterator[Problem]:
    """What must be put right or answered in its commentary and its data."""
    for kind in ("findings", "checks_on_data"):
        for each in found.results.get(kind, []):
            if each["must"]:
                yield Problem(each["file"], each["line"], "", each["message"], each["fix"])


def _not_assured(register: Register, quarter: Quarter) -> Iterator[Problem]:
    """Nobody vouches for what the checks on the quarter's data find now."""
    found = quality_of(register, quarter)
    fix = f'packs quality record "{quarter}" --analyst WHO --assurer SOMEBODY-ELSE'
    if found.tally.open:
        waits = "1 finding waits" if found.tally.open == 1 else f"{found.tally.open} findings wait"
        yield Problem("", 0, "data", f"{waits} for an answer.", f'See: packs quality check "{quarter}"')
    elif not found.log:
        yield Problem("", 0, "data", f"nobody is on record as having checked the data of {quarter}.", fix)
    elif not found.vouched:
        day = uk_date(found.log[-1].recorded_on)
        yield Problem("", 0, "data", f"what was vouched for on {day} is not what the checks find now.", fix)


def _signing(
    found: InPlace, told: Mapping[str, Any], events: Sequence[SignOffEvent], problems: list[Problem]
) -> Signing | None:
    """What is to be recorded of a report; None, with its problems added to the others, when it cannot be."""
    of = _withdrawn(found, told, events) if told["kind"] is SignOff.WITHDRAWN else _built(found)
    if of is None:
        return None
    try:
        return Signing.model_validate({**told, **of, "report": found.report.id})
    except ValidationError as error:
        faults = faults_in_words(error, Signing)
        problems += [Problem("", 0, _option(field), message, fix) for field, message, fix in faults]
        return None


def _option(field: str) -> str:
    return "by" if field == "who" else field


def _built(found: InPlace) -> dict[str, str] | None:
    if not found.current:
        return None
    return {"content_hash": found.content_hash, "results_sha256": file_hash(found.results_file)}


def _withdrawn(found: InPlace, told: Mapping[str, Any], events: Sequence[SignOffEvent]) -> dict[str, str]:
    """What was last signed is what is withdrawn, whatever is there now."""
    own = of_report(events, told["quarter"], found.report.id)
    last = next((each for each in reversed(own) if each.kind in SIGNED), None)
    if last is None:
        return {"content_hash": found.content_hash, "results_sha256": found.content_hash}
    return {"content_hash": last.content_hash, "results_sha256": last.results_sha256}


def _out_of_turn(events: Sequence[SignOffEvent], signings: Sequence[Signing]) -> Iterator[Problem]:
    for each in signings:
        for field, reason in refusals(of_report(events, each.quarter, each.report), each):
            yield Problem("", 0, f"{each.report} {field}".strip(), reason)


def _in_turn(events: Sequence[SignOffEvent], signings: Sequence[Signing]) -> Sequence[Signing]:
    """The same signings, once more in turn now that nobody else can add one. Raises Problems."""
    problems = list(_out_of_turn(events, signings))
    if problems:
        raise Problems(problems)
    return signings


def _keep(register: Register, quarter: Quarter, found: InPlace) -> None:
    """Keep what the report was made from, so that it can be made again."""
    results = file_hash(found.results_file)
    record = {"content_hash": found.content_hash, **found.decided, "results_sha256": results}
    keep(register.root, quarter, found.report.id, record, found.files)


def _line(text: str) -> str:
    return " ".join(text.split())
