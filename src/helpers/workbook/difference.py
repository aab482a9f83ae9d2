"""What differs between a quarter's reports and those of the quarter before, of all that is on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.analysis.differences import Difference, Differences, MethodChanged, Part, Worded, Wording, in_order
from helpers.analysis.differing import (
    of_definition,
    of_edits,
    of_figures,
    of_life,
    of_method,
    of_process,
    of_settings,
    of_targets,
    of_words,
)
from helpers.model.kpi import Kpi
from helpers.model.made_from import MadeFrom
from helpers.model.params import ReportParams
from helpers.model.periods import Quarter
from helpers.rules.signoff import approvals
from helpers.store.archive import read_records
from helpers.store.records import as_it_is, kept_kpi, kept_organisation, made_from
from helpers.store.register import Register
from helpers.store.workspace import find_quarter, open_register, parse_quarter, read_said
from helpers.workbook.reading import read
from helpers.workbook.signing import sign_off_events
from helpers.workbook.suite import Suite, moment_of

ORGANISATION = "params/organisation.yml"


def open_differences(workspace: Path | str, quarter: str) -> Differences:
    """Everything that differs between a quarter's reports and those of the quarter before, as it may be published.

    Figures are hidden as in a pack before they are compared. What the rules, notebooks and code were is told from the
    records of the reports that were approved in the quarter before, where there are any. Raises Problems, all of them
    at once, when the parameters or the files are not right.
    """
    params = ReportParams(workspace=str(workspace), quarter=parse_quarter(quarter))
    register = open_register(params.workspace)
    return differences_of(Suite(register, find_quarter(register, params.quarter)))


def differences_of(suite: Suite) -> Differences:
    """The same as `open_differences`, of a suite that is open."""
    kpis = _by_title(suite.kpis.values())
    approved = _approved(suite)
    found = [*_of_kpis(suite, kpis), *_of_every_entry(suite), *_of_records(suite, approved, kpis)]
    words = list(_of_words(suite, kpis))
    again = [each for each in words if each.wording is Wording.SAID_AGAIN]
    changed = [*found, *(each for each in words if each not in again)]
    return Differences(
        suite.quarter,
        suite.quarter.previous,
        in_order(changed),
        tuple(again),
        tuple(_with_hidden(suite, kpis)),
        bool(approved),
    )


@dataclass(frozen=True)
class _Approved:
    """What a report was approved with, and what it was next approved with or else would be made from now."""

    then: MadeFrom
    now: MadeFrom


def _by_title(kpis: Iterable[Kpi]) -> list[Kpi]:
    return sorted(kpis, key=lambda kpi: (kpi.title.casefold(), kpi.id))


def _with_hidden(suite: Suite, kpis: Sequence[Kpi]) -> Iterator[Kpi]:
    """The KPIs of which a figure of our own is hidden now, or was in the last report."""
    moment = moment_of(suite.register, suite.quarter)
    for kpi, subject in zip(kpis, suite.discreet(kpis), strict=True):
        histories = (subject.history(kpi, day) for day in (moment.known_before, moment.known_by))
        if any(each.hidden for history in histories for each in history):
            yield kpi


def _of_kpis(suite: Suite, kpis: Sequence[Kpi]) -> Iterator[Difference]:
    """Figures, targets and changes of process of the KPIs that are reported."""
    before, moment = suite.quarter.previous, moment_of(suite.register, suite.quarter)
    for kpi, subject in zip(kpis, suite.discreet(kpis), strict=True):
        held = subject.entry.reported_in(before)
        yield from of_figures(subject, moment, held)
        yield from of_targets(subject, moment, held)
        yield from of_process(kpi, moment, suite.guard([kpi], before))


def _of_every_entry(suite: Suite) -> Iterator[Difference]:
    """What committees decided about any KPI, also one that is reported no longer or not yet."""
    register, quarter = suite.register, suite.quarter
    titles = {committee.id: committee.title for committee in register.committees.values()}
    for entry in _by_title(register.kpis.values()):
        if any(each.begins == quarter for each in entry.decisions):
            told = suite.guard([entry.as_at(quarter)], quarter.previous)
            yield from of_definition(entry, quarter, titles, told)
            yield from of_life(entry, quarter, titles, told)


def _of_words(suite: Suite, kpis: Sequence[Kpi]) -> Iterator[Worded]:
    said = read_said(suite.register, kpis, suite.quarter)
    for kpi in kpis:
        yield from of_words(kpi, said[kpi.id].get(suite.quarter.previous), said[kpi.id].get(suite.quarter))


def _approved(suite: Suite) -> list[_Approved]:
    """The reports of the quarter before that were approved, each with what there is of it in this quarter."""
    then, now = _on_record(suite.register, suite.quarter.previous), _on_record(suite.register, suite.quarter)
    return [_Approved(made, now.get(report) or as_it_is(suite.register.root, made)) for report, made in then.items()]


def _on_record(register: Register, quarter: Quarter) -> dict[str, MadeFrom]:
    """What each report of a quarter was made from when it was last approved."""
    kept = read(register, lambda findings: read_records(register.root, findings))
    records = {(each.quarter, each.report, each.content_hash): each.record for each in kept}
    earliest_first = [each for each in reversed(approvals(sign_off_events(register))) if each.quarter == quarter]
    found = {each.report: records.get((quarter, each.report, each.content_hash)) for each in earliest_first}
    return {report: made_from(record) for report, record in sorted(found.items()) if record}


def _of_records(suite: Suite, approved: Sequence[_Approved], kpis: Sequence[Kpi]) -> Iterator[Difference]:
    """What the records of approved reports show: edited definitions, and another method, each told once."""
    method = [change for each in approved for change in of_method(each.then, each.now)]
    settings = list(dict.fromkeys(_of_settings(suite, approved)))
    kept = [each for each in dict.fromkeys(method) if not (settings and _is_of_settings(each))]
    yield from _of_edits(suite, approved, kpis)
    yield from sorted([*settings, *kept], key=lambda each: (list(Part).index(each.part), each.change.name))


def _is_of_settings(each: MethodChanged) -> bool:
    return each.part is Part.PARAMETERS and each.change.name == ORGANISATION


def _of_settings(suite: Suite, approved: Sequence[_Approved]) -> Iterator[MethodChanged]:
    """Schemes and settings that are others, where the file of then was kept."""
    for each in approved:
        then, now = each.then.inputs.get(ORGANISATION, ""), each.now.inputs.get(ORGANISATION, "")
        before = kept_organisation(suite.register.root, then) if then != now else None
        after = kept_organisation(suite.register.root, now) or suite.register.organisation
        yield from of_settings(before, after) if before else ()


def _of_edits(suite: Suite, approved: Sequence[_Approved], kpis: Sequence[Kpi]) -> Iterator[Difference]:
    """Definitions that were edited in place since a report that rests on them was approved."""
    moment = moment_of(suite.register, suite.quarter)
    for kpi in kpis:
        name, entry = f"data/kpis/{kpi.id}/kpi.yml", suite.register.kpis[kpi.id]
        edited = [each for each in approved if each.then.inputs.get(name, "") != each.now.inputs.get(name, "")]
        first = next((each for each in edited if name in each.then.inputs and name in each.now.inputs), None)
        if first:
            yield from of_edits(entry, kept_kpi(suite.register.root, first.then.inputs[name]), moment)
