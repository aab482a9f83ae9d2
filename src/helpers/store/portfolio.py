"""Everything on record about a workspace's projects and risks, and the files that it is read from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from helpers.model.project import Dossier
from helpers.model.risk import RiskRecord
from helpers.store.known import known_in
from helpers.store.parse import Findings
from helpers.store.projects import projects_folder, read_projects
from helpers.store.register import Register
from helpers.store.risks import read_risks, risks_folder


@dataclass(frozen=True)
class PortfolioRecords:
    """What is on record about every project and every risk."""

    projects: tuple[Dossier, ...]
    risks: tuple[RiskRecord, ...]


def read_portfolio(register: Register, findings: Findings) -> PortfolioRecords:
    """Read every project and risk; what is wrong becomes findings."""
    projects = read_projects(register.root, known_in(register), findings)
    folders = [path.name for path in sorted(projects_folder(register.root).glob("[!.]*/"))]
    return PortfolioRecords(projects, read_risks(register.root, known_in(register, folders), findings))


def open_records(register: Register) -> PortfolioRecords:
    """Read every project and risk. Raises Problems, all of them at once."""
    findings = Findings(register.root)
    records = read_portfolio(register, findings)
    findings.raise_any()
    return records


def names(register: Register) -> dict[str, str]:
    """What the committees, priorities and KPIs that a project or risk may name are called, by `kind/id`."""
    committees = {f"committees/{each.id}": each.title for each in register.committees.values()}
    priorities = {f"priority/{each.id}": each.name for each in register.organisation.priorities}
    return {**committees, **priorities, **{f"kpi/{kpi.id}": kpi.name for kpi in register.kpis.values()}}


def portfolio_files(register: Register) -> list[Path]:
    """Every file that a report on projects and risks rests on, in a stable order."""
    files = list(register.files)
    for folder in (projects_folder(register.root), risks_folder(register.root)):
        files += sorted(path for path in folder.glob("[!.]*/*") if path.suffix in (".yml", ".csv"))
    return files
