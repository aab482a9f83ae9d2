"""The register of decisions: who decided what about which KPI, when, and from which quarter it holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, pairwise
from pathlib import Path

from pydantic import ValidationError

from helpers.errors import did_you_mean
from helpers.model.kpi import Kpi
from helpers.model.lifecycle import PERMITTED, Decision, Lifecycle, Move, stage_after
from helpers.model.organisation import Committee
from helpers.model.periods import LIKELY_YEARS, Quarter
from helpers.store.parse import Findings, faults_in_words, read_text
from helpers.store.table import Row, check_words, rows_of

FILE = "decisions.csv"
COLUMNS = ("kpi", "move", "effective", "committee", "decided_on", "minute", "reason", "recorded_by")
DONE = {
    Move.PROPOSE: "proposed",
    Move.DEVELOP: "developed",
    Move.APPROVE: "approved",
    Move.SUSPEND: "suspended",
    Move.CHANGE: "changed",
    Move.RETIRE: "retired",
}
STAGES = {
    Lifecycle.PROPOSED: "proposed",
    Lifecycle.IN_DEVELOPMENT: "in development",
    Lifecycle.LIVE: "approved",
    Lifecycle.SUSPENDED: "suspended",
    Lifecycle.RETIRED: "retired",
}


@dataclass(frozen=True)
class Known:
    """What decisions are checked against.

    `folders` and `files` name every KPI and committee that there is, also those whose own file cannot be read.
    """

    kpis: Mapping[str, Kpi]
    folders: Collection[str]
    committees: Mapping[str, Committee]
    files: Collection[str]
    cut_off: Callable[[Quarter], date]


@dataclass(frozen=True)
class Decisions:
    """The decisions about each KPI, in the order in which they stand.

    Rows about the KPIs of `doubtful` could not all be read, so that nothing follows from one that seems to be missing.
    """

    by_kpi: Mapping[str, tuple[Decision, ...]]
    doubtful: frozenset[str]


def decisions_path(root: Path) -> Path:
    """Where the decisions are."""
    return root / "data" / "register" / FILE


def decisions_text(root: Path, findings: Findings) -> str | None:
    """What the file of decisions holds, its heading before there is one; None, and a finding, if unreadable."""
    path = decisions_path(root)
    return read_text(path, findings) if path.exists() else ",".join(COLUMNS) + "\n"


def parse_decisions(text: str | None, known: Known, findings: Findings) -> Decisions:
    """Read every decision in the text; all that is wrong with any of them, or with their order, is a finding.

    Without a text, since it could not be read, every KPI is doubtful.
    """
    if text is None:
        return Decisions({}, frozenset(known.folders))
    before = len(findings.problems)
    rows = rows_of(decisions_path(findings.root), text, COLUMNS, findings)
    doubtful = set(known.folders) if len(findings.problems) > before else set()
    read = [(row, _decision(row, known, findings)) for row in rows]
    doubtful |= {row["kpi"] for row, decision in read if decision is None}
    by_kpi: dict[str, list[tuple[Row, Decision]]] = {}
    for row, decision in read:
        if decision is not None:
            by_kpi.setdefault(decision.kpi, []).append((row, decision))
    for id, taken in by_kpi.items():
        _check_dates(taken, findings)
        if id not in doubtful:
            _check_moves(taken, findings)
        if id in known.kpis:
            _check_committees(known.kpis[id], taken, known, findings)
            _check_changes(known.kpis[id], taken, findings)
    return Decisions({id: tuple(each for _, each in taken) for id, taken in by_kpi.items()}, frozenset(doubtful))


def may_decide(kpi: Kpi, committees: Mapping[str, Committee]) -> list[str]:
    """The committees that decide about a KPI, as it is defined: of a strategic one those that track every such KPI."""
    tracking = [committee.id for committee in committees.values() if committee.strategic_kpis]
    return tracking if kpi.strategic and tracking else list(kpi.committees)


def first_counted(effective: Quarter, decided_on: date, cut_off: Callable[[Quarter], date]) -> Quarter:
    """The first quarter from the effective one on whose data had not been cut off when it was decided."""
    return next(quarter for quarter in map(effective.shift, count()) if cut_off(quarter) >= decided_on)


def _decision(row: Row, known: Known, findings: Findings) -> Decision | None:
    before = len(findings.problems)
    check_words(row, ("minute", "reason", "recorded_by"), findings)
    decision = _record(row, _check_known(row, known, findings), findings)
    if row["move"] != Move.PROPOSE and not row["minute"]:
        fix = "Give the reference of the minute that records the decision; only a proposal has none."
        findings.add(row.path, row.line, "minute", "this field is missing.", fix)
    if decision is not None:
        _check_years(row, decision, findings)
    if decision is None or len(findings.problems) > before:
        return None
    begins = first_counted(decision.effective, decision.decided_on, known.cut_off)
    return decision if begins == decision.effective else decision.model_copy(update={"counts_from": begins})


def _check_known(row: Row, known: Known, findings: Findings) -> set[str]:
    """The columns that name no KPI, or no committee, that there is."""
    unknown = set()
    for field, names, what in (("kpi", known.folders, "KPI"), ("committee", known.files, "committee")):
        if row[field] and row[field] not in names:
            message = f"there is no {what} “{row[field]}”."
            findings.add(row.path, row.line, field, message, did_you_mean(row[field], sorted(names)))
            unknown.add(field)
    return unknown


def _record(row: Row, told: Collection[str], findings: Findings) -> Decision | None:
    """The row as a decision; None, and a finding for each fault that was not told yet, when it does not fit."""
    given = {column: row[column] for column in COLUMNS if row[column]}
    try:
        return Decision.model_validate({**given, "line": row.line})
    except ValidationError as error:
        for field, message, fix in faults_in_words(error, Decision):
            if field not in told:
                findings.add(row.path, row.line, field, message, fix)
    return None


def _check_years(row: Row, decision: Decision, findings: Findings) -> None:
    years = {"effective": decision.effective.start_year, "decided_on": decision.decided_on.year}
    for field, year in years.items():
        if year not in LIKELY_YEARS:
            findings.add(row.path, row.line, field, f"{year} is not a likely year.", "Put the year right.")


def _check_dates(taken: Sequence[tuple[Row, Decision]], findings: Findings) -> None:
    """A later row may neither be decided nor take effect before an earlier one."""
    for (_, first), (row, second) in pairwise(taken):
        if second.decided_on < first.decided_on:
            message = f"{second.decided_on} is before {first.decided_on}, the day of the decision on line {first.line}."
            fix = "Decisions stand in the order in which they were made."
            findings.add(row.path, row.line, "decided_on", message, fix)
        if second.effective < first.effective:
            message = f"{second.effective} is earlier than {first.effective}, when line {first.line} takes effect."
            fix = "Give a later decision the same quarter, or a later one."
            findings.add(row.path, row.line, "effective", message, fix)


def _check_moves(taken: Sequence[tuple[Row, Decision]], findings: Findings) -> None:
    for place, (row, decision) in enumerate(taken):
        earlier = [each for _, each in taken[:place]]
        told = _repeated(decision, earlier) or _out_of_order(decision, stage_after(earlier))
        if told:
            findings.add(row.path, row.line, "move", *told)


def _repeated(decision: Decision, earlier: Sequence[Decision]) -> tuple[str, str] | None:
    """What to say of a move that was made already: to a stage that the KPI is in, or a change from the same quarter."""
    if decision.move is Move.CHANGE:
        same = [each for each in earlier if each.move is Move.CHANGE and each.effective == decision.effective]
        what = f"the change from {decision.effective} was decided already"
    else:
        moves = [each for each in earlier if each.move is not Move.CHANGE][-1:]
        same = [each for each in moves if each.move is decision.move]
        what = f"“{decision.kpi}” is {STAGES[decision.move.leads_to]} already" if decision.move.leads_to else ""
    return (f"{what}, on line {same[-1].line}.", "Take one of the two out.") if same else None


def _out_of_order(decision: Decision, stage: Lifecycle | None) -> tuple[str, str] | None:
    """What to say of a move that cannot follow."""
    permitted = PERMITTED[stage]
    if decision.move in permitted:
        return None
    what = "nothing was decided about it before" if stage is None else f"it is {STAGES[stage]}"
    message = f"“{decision.kpi}” cannot be {DONE[decision.move]} here: {what}."
    return message, f"What can follow: {', '.join(permitted)}."


def _check_committees(kpi: Kpi, taken: Sequence[tuple[Row, Decision]], known: Known, findings: Findings) -> None:
    for row, decision in taken:
        may = [id for id in _deciding(kpi, decision, known) if id in known.files]
        if may and decision.committee not in may:
            kind = "strategic" if kpi.as_written(decision.effective).strategic else "service"
            message = f"“{decision.committee}” does not decide about “{kpi.id}”, a {kind} KPI."
            findings.add(row.path, row.line, "committee", message, f"These do: {', '.join(may)}.")


def _deciding(kpi: Kpi, decision: Decision, known: Known) -> list[str]:
    """Who may decide: by the definition when it takes effect and, for a change, also by the one until then."""
    quarters = [decision.effective, *([decision.effective.previous] if decision.move is Move.CHANGE else [])]
    may = (may_decide(kpi.as_written(quarter), known.committees) for quarter in quarters)
    return list(dict.fromkeys(id for ids in may for id in ids))


def _check_changes(kpi: Kpi, taken: Sequence[tuple[Row, Decision]], findings: Findings) -> None:
    written = {change.effective for change in kpi.changes}
    for row, decision in taken:
        if decision.move is Move.CHANGE and decision.effective not in written:
            message = f"no change in the kpi.yml of “{kpi.id}” takes effect in {decision.effective}."
            findings.add(row.path, row.line, "effective", message, "Add it there, under changes:, or put this right.")
