"""Projects on disk: `data/projects/<id>/` with `project.yml`, and `reports.csv` and `milestones.csv` that only grow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from helpers.model.project import ASPECTS, Dossier, HighlightReport, Milestone, Project, Stage
from helpers.model.record import Record
from helpers.store.known import Known, check_files, check_id, own_folders
from helpers.store.parse import Document, Findings, faults_in_words, read_yaml, to_record
from helpers.store.table import Row, check_repeats, read_table, row_record, to_number

R = TypeVar("R", bound=Record)
REPORTS = (
    "reported_on", "reported_by", "summary", "time", "time_reason", "cost", "cost_reason", "scope", "scope_reason",
    "expected_cost", "spend", "next_steps",
)  # fmt: skip
MILESTONES = ("milestone", "name", "reported_on", "baseline", "forecast", "actual")
FILES = ("project.yml", "reports.csv", "milestones.csv")
MONEY = ("expected_cost", "spend")


def projects_folder(root: Path) -> Path:
    """Where a workspace keeps its projects, one folder each."""
    return root / "data" / "projects"


def read_projects(root: Path, known: Known, findings: Findings) -> tuple[Dossier, ...]:
    """Everything on record about every project; what is wrong with it becomes findings."""
    read = (_dossier(folder, known, findings) for folder in own_folders(projects_folder(root), findings))
    return tuple(dossier for dossier in read if dossier is not None)


def _dossier(folder: Path, known: Known, findings: Findings) -> Dossier | None:
    check_files(folder, FILES, findings)
    document = read_yaml(folder / "project.yml", findings)
    project = to_record(Project, document, findings) if document else None
    if document is None or project is None or not _is_sound(document, project, known, findings):
        return None
    reports = _reports(folder / "reports.csv", project, findings)
    return Dossier(project, reports, _milestones(folder / "milestones.csv", findings))


def _is_sound(document: Document, project: Project, known: Known, findings: Findings) -> bool:
    """Whether the definition and each of its changes fit together and name only what exists."""
    before = len(findings.problems)
    check_id(document, project.id, findings)
    known.check(document, project, findings)
    for index, change in enumerate(project.changes):
        line, field = document.line(("changes", index)), f"changes[{index + 1}]"
        try:
            known.check(_at(document, line), project.as_at(change.effective), findings)
        except ValidationError as error:
            for name, message, fix in faults_in_words(error, Project):
                findings.add(document.path, line, f"{field} {name}".strip(), message, fix)
    findings.problems[before:] = dict.fromkeys(findings.problems[before:])
    return len(findings.problems) == before


def _at(document: Document, line: int) -> Document:
    """The document with every field on this line, which is where a change stands."""
    return Document(document.path, document.data, {(): line})


def _reports(path: Path, project: Project, findings: Findings) -> tuple[HighlightReport, ...]:
    """The project's reports; a project that has not been reported on yet has no file of them."""
    rows = read_table(path, REPORTS, findings) if path.exists() else []
    read = [(row, _record(HighlightReport, row, MONEY, findings)) for row in rows]
    reports = [(row, report) for row, report in read if report is not None]
    for row, report in reports:
        for field, message, fix in _report_faults(project, report):
            findings.add(row.path, row.line, field, message, fix)
    check_repeats([(row, str(report.reported_on)) for row, report in reports], "reported_on", findings)
    return tuple(report for _, report in reports)


def _report_faults(project: Project, report: HighlightReport) -> Iterator[tuple[str, str, str]]:
    """What a report lacks for the stage that the project was in: field, message and fix."""
    if report.reported_on < project.started_on:
        message = f"the report is from before the project was started ({project.started_on})."
        yield "reported_on", message, "Put the report's date or started_on right."
    elif project.as_at(report.reported_on).stage is Stage.DELIVERY:
        for aspect in ASPECTS:
            if report.rating(aspect) is None:
                yield aspect, "a project in delivery is rated for time, cost and scope.", "Write Red, Amber or Green."
        for field in MONEY:
            if getattr(report, field) is None:
                yield field, "a project in delivery reports its expected cost and its spend to date.", "Add it."


def _milestones(path: Path, findings: Findings) -> tuple[Milestone, ...]:
    rows = read_table(path, MILESTONES, findings) if path.exists() else []
    read = [(row, _record(Milestone, row, (), findings)) for row in rows]
    milestones = [(row, each) for row, each in read if each is not None]
    repeats = [(row, f"{each.milestone} on {each.reported_on}") for row, each in milestones]
    check_repeats(repeats, "reported_on", findings)
    return tuple(each for _, each in milestones)


def _record(kind: type[R], row: Row, money: Sequence[str], findings: Findings) -> R | None:
    """A row as a record; blank cells are left out."""
    before = len(findings.problems)
    numbers = {column: to_number(row, column, findings) for column in money}
    if len(findings.problems) > before:
        return None
    return row_record(kind, row, {**{name: text for name, text in row.cells.items() if text}, **numbers}, findings)
