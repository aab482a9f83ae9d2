"""How far a quarter's reports are: what is in, what waits for an answer, who has signed, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from helpers.analysis.fitness import Fitness
from helpers.model.periods import Quarter, uk_date
from helpers.model.quality import Finding, Severity
from helpers.model.signoff import SignOffEvent, SignOffState, Stage, short
from helpers.present import words
from helpers.publish.hashes import Hashes
from helpers.publish.in_place import InPlace, approved_record, in_place
from helpers.publish.manifest import differences, in_short
from helpers.publish.reports import Report, kpi_of, reports
from helpers.rules.signoff import standing
from helpers.store.register import Register
from helpers.store.signoff import of_report
from helpers.workbook import commentary_findings, review_meetings, sign_off_events

NAMES = {"data_cut_off": "data cut-off"}


@dataclass(frozen=True)
class Progress:
    """How far one report is.

    `owed` counts its KPIs for which figures were due in the quarter and `came` those of them that are complete, `kpis`
    its KPIs and `said` those with commentary. `waiting` is how many findings in both must be answered. `next` is the
    first date of its that is still to come, and what it is. `remarks` say what a reader of the row must know as well.
    """

    report: str
    owed: int
    came: int
    kpis: int
    said: int
    waiting: int
    reviewed_on: date | None
    built: bool
    state: SignOffState
    next: tuple[date, str] | None
    remarks: tuple[str, ...]

    @property
    def stage(self) -> str:
        """How far what is there now is: not built, draft, reviewed or final, or that its approval is void."""
        if self.state.void and self.state.stage is not Stage.FINAL:
            return f"{self.state.stage}, approval void"
        return self.state.stage.value if self.built or self.state.latest else "not built"


def progress(register: Register, data: Fitness, today: date) -> list[Progress]:
    """How far every report is of the quarter whose data these are. Raises Problems when the files are not right."""
    events, quarter = sign_off_events(register), data.plan.quarter
    said = commentary_findings(register.root, str(quarter))[1]
    waiting = [each for each in said if each.severity is Severity.MUST] + [each for each in data.findings if each.open]
    hashes = Hashes()
    every = (in_place(register, quarter, each, hashes) for each in reports(register, quarter).values())
    return [_progress(register, quarter, each, today, events, data, waiting) for each in every]


def assurance(data: Fitness) -> str:
    """Who vouches for the quarter's data, in a sentence."""
    if data.tally.open:
        return f"{words.plural(data.tally.open, 'finding')} of the checks on the data to answer: packs quality check."
    if not data.log:
        return f"Nobody is on record as having checked the data of {data.plan.quarter}."
    last = data.log[-1]
    if not data.vouched:
        return f"What was vouched for on {uk_date(last.recorded_on)} is not what the checks on the data find now."
    return f"The data are vouched for by {last.analyst} and {last.assurer}, on {uk_date(last.recorded_on)}."


def _progress(
    register: Register,
    quarter: Quarter,
    found: InPlace,
    today: date,
    events: Sequence[SignOffEvent],
    data: Fitness,
    waiting: Sequence[Finding],
) -> Progress:
    report = found.report
    kpis, edition = _kpis(register, quarter, report), report.edition
    owed = [each for each in data.returns if each.kpi.id in kpis]
    held = review_meetings(register, quarter, report.id)
    state = standing(of_report(events, quarter, report.id), found.content_hash)
    return Progress(
        report.id,
        len(owed),
        sum(not each.missing for each in owed),
        len(kpis) if edition is None else 0,
        sum((register.root / "data" / "kpis" / id / "commentary" / f"{quarter.id}.md").exists() for id in kpis),
        sum(each.kpi in kpis for each in waiting),
        held[-1].held_on if held else None,
        found.built is not None,
        state,
        min((each for each in _dates(register, quarter, report) if each[0] >= today), default=None),
        tuple(_remarks(register, quarter, found, state)),
    )


def _kpis(register: Register, quarter: Quarter, report: Report) -> frozenset[str]:
    """The KPIs that a report reports on: its committee's, or those whose files it rests on."""
    if report.audience:
        return frozenset(each.id for each in register.for_committee(register.audiences[report.audience], quarter))
    files = (path.relative_to(register.root).as_posix() for path in report.inputs(register, quarter))
    rests_on = {kpi_of(name, register) for name in files} - {""}
    return frozenset(id for id in rests_on if register.kpis[id].as_at(quarter).reported_in(quarter))


def _dates(register: Register, quarter: Quarter, report: Report) -> Iterator[tuple[date, str]]:
    if report.edition:
        yield report.edition.data_cut_off, "data cut-off"
        return
    committee = register.committees.get(report.audience)
    yield from ((day, NAMES.get(name, name.replace("_", " "))) for name, day in register.plan(quarter).dates.items())
    if committee and quarter in committee.meetings:
        yield committee.meetings[quarter], "committee"


def _remarks(register: Register, quarter: Quarter, found: InPlace, state: SignOffState) -> Iterator[str]:
    """What has changed since it was approved or built, and whether its pages still say what is so no more."""
    if state.void:
        yield _void(register, quarter, found, state.void, state)
    elif found.built and not found.current:
        yield f"it was built of other content than is there now: {in_short(found.changed)}."
    if found.built and found.current and found.built.get("stage") != state.stage.value:
        yield f"its pages were built as {found.built.get('stage', 'draft')}, and it is {state.stage}: build it again."


def _void(register: Register, quarter: Quarter, found: InPlace, void: SignOffEvent, state: SignOffState) -> str:
    then = approved_record(register.root, quarter, found.report.id, void.content_hash)
    changed = in_short(differences(then, found.decided)) if then else "what it was made from was not kept"
    since = f", since {uk_date(state.void_since)} at the latest" if state.void_since else ""
    signed = f"{void.who} on {uk_date(void.on)} ({short(void.content_hash)})"
    return f"the approval by {signed} is void{since}: {changed}."
