"""What a report is, in one place: its notebook and parameters, its documents, and the files that it rests on.

A committee's report is made for every file in `params/committees/`. A report on the whole organisation is an entry of
WHOLE, and a quarter has it when there is something to report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from helpers.analysis.portfolio import PORTFOLIO_REPORT, holds
from helpers.errors import Problem, Problems, did_you_mean
from helpers.model.audience import Edition
from helpers.model.kpi import Kpi
from helpers.model.organisation import Committee
from helpers.model.periods import Quarter, uk_date
from helpers.model.project import open_projects
from helpers.publish.documents import WHOLE_ORGANISATION, Document, documents
from helpers.publish.layout import PACK_NOTEBOOK
from helpers.store.portfolio import open_records, portfolio_files
from helpers.store.register import Register
from helpers.store.workspace import inputs, whole_inputs
from helpers.workbook import open_portfolio


@dataclass(frozen=True)
class Report:
    """One report, whatever the quarter. `parameters` are its notebook's beside the workspace and the quarter.

    `inputs` lists the files that it rests on, `holds` says in a few words what it is about, and `missing` what is not
    there yet. `rests_on` says whether a fault in a file, told by its path in the workspace, keeps it from being built.
    `to_have_it` is what to do where a quarter has no such report; without it, its `folders` hold nothing. `audience` is
    the file in `params/committees/` that it is for, and `edition` which of its reports within the quarter it is; one
    for those who manage services is not `public`.
    """

    id: str
    title: str
    notebook: str
    documents: tuple[Document, ...]
    inputs: Callable[[Register, Quarter], list[Path]]
    holds: Callable[[Register, Quarter], str]
    missing: Callable[[Register, Quarter], Iterator[str]]
    rests_on: Callable[[str, Register, Quarter], bool]
    parameters: Mapping[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    has_data: Callable[[Register, Quarter], bool] = lambda register, quarter: True
    to_have_it: str = ""
    audience: str = ""
    edition: Edition | None = None
    public: bool = True


def reports(register: Register, quarter: Quarter) -> dict[str, Report]:
    """Every report of a quarter: each audience's, then those on the whole organisation that have something to say."""
    theirs = {report.id: report for each in register.audiences.values() for report in reports_for(each, quarter)}
    return theirs | {each.id: each for each in WHOLE if each.has_data(register, quarter)}


def find_report(register: Register, id: str, quarter: Quarter) -> Report:
    """The report with this id. Raises Problems with the nearest known one when the quarter has none."""
    for each in register.audiences.values():
        editions = each.reports(quarter)
        if id in editions:
            return _report(each, id, editions[id])
    on_the_whole = next((each for each in WHOLE if each.id == id), None)
    if on_the_whole is None:
        known = did_you_mean(id, reports(register, quarter))
        raise Problems([Problem("", 0, "report", f"there is no report “{id}”.", known)])
    if not on_the_whole.has_data(register, quarter):
        nothing = f"Nothing in {' or '.join(on_the_whole.folders)} was known by {uk_date(register.cut_off(quarter))}."
        fix = on_the_whole.to_have_it or nothing
        raise Problems([Problem("", 0, "report", f"{quarter} has no report “{id}”.", fix)])
    return on_the_whole


def reports_for(committee: Committee, quarter: Quarter) -> tuple[Report, ...]:
    """The performance reports of a committee, or of those who manage services: one a quarter or, of some, several."""
    return tuple(_report(committee, id, edition) for id, edition in committee.reports(quarter).items())


def _report(committee: Committee, id: str, edition: Edition | None) -> Report:
    return Report(
        id,
        f"{committee.title}, {edition.name}" if edition else committee.title,
        PACK_NOTEBOOK,
        documents(committee),
        lambda register, quarter: inputs(register, committee, quarter),
        lambda register, quarter: f"{len(register.for_committee(committee, quarter))} indicators",
        partial(_missing_from_pack, committee),
        partial(_concerns_committee, committee),
        {"committee": committee.id} | ({"edition": edition.id} if edition else {}),
        audience=committee.id,
        edition=edition,
        public=committee.is_committee,
    )


def kpi_of(file: str, register: Register) -> str:
    """The KPI whose figures, targets or commentary a file holds; empty when more than that KPI rests on the file."""
    parts = file.split("/")
    of_one = parts[:2] == ["data", "kpis"] and len(parts) > 3 and parts[3] != "kpi.yml"
    return parts[2] if of_one and parts[2] in register.kpis else ""


def is_confined(file: str, register: Register) -> bool:
    """Whether only some reports rest on a file, so that a fault in it need not stop the others."""
    return bool(kpi_of(file, register)) or any(_is_in(folder, file) for each in WHOLE for folder in each.folders)


def _concerns_committee(committee: Committee, file: str, register: Register, quarter: Quarter) -> bool:
    return kpi_of(file, register) in {kpi.id for kpi in register.concerning(committee, quarter)}


def _missing_from_pack(committee: Committee, register: Register, quarter: Quarter) -> Iterator[str]:
    if quarter not in committee.meetings and committee.is_committee:
        yield f"the date of the meeting, in params/committees/{committee.id}.yml"
    kpis = () if committee.editions(quarter) else register.for_committee(committee, quarter)
    silent = [kpi.id for kpi in kpis if not _commentary(register, kpi.id, quarter).exists()]
    if silent:
        yield f"the service's commentary for {', '.join(silent)}"


def _commentary(register: Register, kpi: str, quarter: Quarter) -> Path:
    return register.root / "data" / "kpis" / kpi / "commentary" / f"{quarter.id}.md"


def _is_in(folder: str, file: str) -> bool:
    return file.startswith(f"{folder}/")


PORTFOLIO = ("data/projects", "data/risks")


def _portfolio_has_data(register: Register, quarter: Quarter) -> bool:
    """Whether a project or risk was on record by the quarter's cut-off; files with faults in them are told of later."""
    try:
        records, known_by = open_records(register), register.cut_off(quarter)
    except Problems:
        return True
    projects = open_projects(records.projects, known_by, register.cut_off(quarter.previous))
    return bool(projects) or any(record.scoring(known_by) for record in records.risks)


def _portfolio_holds(register: Register, quarter: Quarter) -> str:
    portfolio = open_portfolio(register.root, str(quarter))
    return holds(len(portfolio.projects), len(portfolio.risks))


def _missing_from_portfolio(register: Register, quarter: Quarter) -> Iterator[str]:
    late = [each.project.id for each in open_portfolio(register.root, str(quarter)).overdue]
    if late:
        yield f"a highlight report, which is overdue, of {', '.join(late)}"


def _is_asked_for(register: Register, quarter: Quarter) -> bool:
    return register.organisation.corporate_report and bool(_reported(register, quarter))


def _reported(register: Register, quarter: Quarter) -> list[Kpi]:
    return [kpi for kpi in register.as_at(quarter) if kpi.reported_in(quarter)]


def _corporate_inputs(register: Register, quarter: Quarter) -> list[Path]:
    return list(dict.fromkeys([*whole_inputs(register, quarter), *portfolio_files(register)]))


def _concerns_all(file: str, register: Register, quarter: Quarter) -> bool:
    """Whether it is a file of a KPI that is reported, or that one adds up with, or of a project or risk."""
    reported = _reported(register, quarter)
    concerned = {kpi.id for kpi in [*reported, *register.linked(reported, quarter)]}
    return kpi_of(file, register) in concerned or any(_is_in(folder, file) for folder in PORTFOLIO)


WHOLE = (
    Report(
        "corporate",
        "Corporate performance report",
        "04_corporate_report.ipynb",
        WHOLE_ORGANISATION,
        _corporate_inputs,
        lambda register, quarter: f"{len(_reported(register, quarter))} indicators",
        lambda register, quarter: iter(()),
        _concerns_all,
        has_data=_is_asked_for,
        to_have_it="It is built where params/organisation.yml says corporate_report: true and a KPI is reported.",
    ),
    Report(
        PORTFOLIO_REPORT,
        "Projects and risk",
        "05_projects_and_risk.ipynb",
        WHOLE_ORGANISATION,
        lambda register, quarter: portfolio_files(register),
        _portfolio_holds,
        _missing_from_portfolio,
        lambda file, register, quarter: any(_is_in(folder, file) for folder in PORTFOLIO),
        folders=PORTFOLIO,
        has_data=_portfolio_has_data,
    ),
)
