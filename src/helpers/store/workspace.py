"""A workspace: the folder that holds `params/`, `data/` and `outputs/`, and how to read what a pack needs from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import Problem, Problems, did_you_mean
from helpers.model.checklist import Said
from helpers.model.commentary import ServiceCommentary
from helpers.model.kpi import Kpi, Purpose
from helpers.model.organisation import Committee
from helpers.model.periods import Quarter
from helpers.model.provenance import Origin
from helpers.model.quality import Acceptance
from helpers.model.target import Target
from helpers.store.answers import KPI_ANSWERS, SUITE_ANSWERS, read_kpi_answers, read_suite_answers
from helpers.store.commentary import check_names, quarters_with_commentary, read_commentary
from helpers.store.corrections import FILE
from helpers.store.decisions import FILE as DECISIONS
from helpers.store.decisions import decisions_path
from helpers.store.known import check_files
from helpers.store.observations import none, read_observations
from helpers.store.origins import read_origin
from helpers.store.parse import Findings
from helpers.store.portfolio import read_portfolio
from helpers.store.quality.accepted import accepted_path, read_accepted
from helpers.store.quality.log import check_logs
from helpers.store.register import Register, has_figures, read_register
from helpers.store.returns.log import read_logs
from helpers.store.targets import read_targets

if TYPE_CHECKING:
    import pandas as pd


FILES_OF_FIGURES = ("kpi.yml", "observations.csv", "corrections.csv", "targets.csv", "origin.yml")
FILES = (*FILES_OF_FIGURES, KPI_ANSWERS)
KPI_FILES = (*FILES, "commentary")
REGISTER_FILES = (DECISIONS, SUITE_ANSWERS)


@dataclass(frozen=True)
class Evidence:
    """What is on record about one KPI.

    Its figures, targets and their origin, the quarter's commentary and the last, and what people answered about it.
    """

    kpi: Kpi
    observations: pd.DataFrame
    targets: tuple[Target, ...]
    origin: Origin | None
    commentary: ServiceCommentary | None
    earlier_commentary: ServiceCommentary | None
    answers: tuple[Said, ...] = ()


def open_register(root: Path | str) -> Register:
    """Read the workspace's parameters and register. Raises Problems, all of them at once."""
    findings = Findings(workspace_root(root))
    register = read_register(findings.root, findings)
    findings.raise_any()
    assert register is not None
    return register


def workspace_root(root: Path | str) -> Path:
    """The whole path of a workspace. Raises Problems when the folder is none."""
    path = Path(root).resolve()
    if not (path / "params").is_dir():
        raise Problems([Problem("", 0, str(root), "this is not a workspace: it has no params/ folder.",
                                "Give the folder that holds params/, data/ and outputs/.")])  # fmt: skip
    return path


def read_evidence(register: Register, kpis: Iterable[Kpi], quarter: Quarter) -> list[Evidence]:
    """Read what is on record about these KPIs. Raises Problems, all of them at once."""
    findings = Findings(register.root)
    evidence = [_evidence(register, kpi, quarter, findings) for kpi in kpis]
    findings.raise_any()
    return evidence


def read_acceptances(register: Register) -> tuple[Acceptance, ...]:
    """Every finding that was ever accepted. Raises Problems, all of them at once."""
    findings = Findings(register.root)
    found = read_accepted(register.root, register.kpis, areas(register), findings)
    findings.raise_any()
    return found


def suite_answers(register: Register) -> tuple[Said, ...]:
    """What people answered about the suite as a whole. Raises Problems, all of them at once."""
    findings = Findings(register.root)
    answers = read_suite_answers(register.root, findings)
    findings.raise_any()
    return answers


@dataclass(frozen=True)
class Survey:
    """The whole workspace, as far as it can be read, and everything wrong with it."""

    problems: list[Problem]
    register: Register | None
    evidence: tuple[Evidence, ...]
    commentaries: tuple[ServiceCommentary, ...] = ()


def survey(root: Path) -> Survey:
    """Read everything: parameters, register, figures, targets, origins, commentary, answers, projects and every log."""
    findings = Findings(root.resolve())
    register = read_register(findings.root, findings)
    kpis = register.kpis.values() if register else ()
    evidence = tuple(_whole_evidence(register, kpi, findings) for kpi in kpis) if register else ()
    said = tuple(each for kpi in kpis for each in _all_commentary(findings.root / "data" / "kpis" / kpi.id, findings))
    read_suite_answers(findings.root, findings)
    check_files(findings.root / "data" / "register", REGISTER_FILES, findings)
    read_logs(findings.root, findings)
    if register:
        read_accepted(findings.root, register.kpis, areas(register), findings)
        read_portfolio(register, findings)
    check_logs(findings.root, findings)
    return Survey(sorted(findings.problems), register, evidence, said)


def find_committee(register: Register, id: str) -> Committee:
    """The committee with this id. Raises Problems with the nearest known one when there is none."""
    if id not in register.committees:
        raise Problems(
            [Problem("", 0, "committee", f"there is no committee “{id}”.", did_you_mean(id, register.committees))]
        )
    return register.committees[id]


def find_kpi(register: Register, id: str) -> Kpi:
    """The KPI with this id. Raises Problems with the nearest known one when there is none."""
    if id not in register.kpis:
        raise Problems([Problem("", 0, "kpi", f"there is no KPI “{id}”.", did_you_mean(id, register.kpis))])
    return register.kpis[id]


def parse_quarter(text: str) -> Quarter:
    """The quarter that was asked for. Raises Problems when the text is not one."""
    try:
        return Quarter.parse(text)
    except ValueError as error:
        raise Problems([Problem("", 0, "quarter", str(error))]) from error


def latest_quarter(register: Register) -> Quarter:
    """The latest quarter that has a file. Raises Problems when there is none."""
    if not register.plans:
        fix = 'Start one: packs new quarter "2025-26 Q1"'
        raise Problems([Problem("params/quarters", 0, "", "there is no quarter.", fix)])
    return max(register.plans)


def find_quarter(register: Register, quarter: Quarter) -> Quarter:
    """The quarter, when params/quarters/ has it. Raises Problems with the nearest known one when it has not."""
    if quarter not in register.plans:
        known = did_you_mean(str(quarter), map(str, sorted(register.plans)))
        fix = f'{known} To add it: packs new quarter "{quarter}"'
        raise Problems([Problem("", 0, "quarter", f"there is no file for {quarter} in params/quarters/.", fix)])
    return quarter


def inputs(register: Register, committee: Committee, quarter: Quarter) -> list[Path]:
    """Every file that a pack rests on, in a stable order."""
    root = register.root
    params = root / "params"
    files = [params / "organisation.yml", params / "committees" / f"{committee.id}.yml"]
    files += sorted((params / "quarters").glob("*.yml"))
    deciders = {each.decision.committee for each in register.decided(committee, quarter)}
    files += [params / "committees" / f"{id}.yml" for id in sorted(deciders - {committee.id})]
    files += [decisions_path(root), accepted_path(root)]
    for kpi in register.concerning(committee, quarter):
        files += _kpi_files(root / "data" / "kpis" / kpi.id, quarter)
    for kpi in register.linked(register.concerning(committee, quarter), quarter):
        files += [root / "data" / "kpis" / kpi.id / name for name in FILES_OF_FIGURES]
    return [path for path in files if path.exists()]


def whole_inputs(register: Register, quarter: Quarter) -> list[Path]:
    """Every file that a report on all KPIs rests on, in a stable order."""
    root = register.root
    files = [root / "params" / "organisation.yml", *sorted((root / "params" / "committees").glob("*.yml"))]
    files += [*sorted((root / "params" / "quarters").glob("*.yml")), decisions_path(root)]
    for id in register.kpis:
        files += _kpi_files(root / "data" / "kpis" / id, quarter)
    return [path for path in files if path.exists()]


def _kpi_files(folder: Path, quarter: Quarter) -> list[Path]:
    """A KPI's files of figures and answers, and the commentary that a quarter's report reads."""
    return [folder / name for name in (*FILES, *(f"commentary/{each.id}.md" for each in _commented(folder, quarter)))]


def _evidence(register: Register, kpi: Kpi, quarter: Quarter, findings: Findings) -> Evidence:
    folder = register.root / "data" / "kpis" / kpi.id
    said = {each: read_commentary(folder / "commentary", each, findings) for each in _commented(folder, quarter)}
    figures, targets, origin = _figures(register, kpi, findings)
    now, answers = said.pop(quarter, None), read_kpi_answers(folder, findings)
    return Evidence(kpi, figures, targets, origin, now, next(iter(said.values()), None), answers)


def _commented(folder: Path, quarter: Quarter) -> list[Quarter]:
    """The quarter and the last one before it, as far as there is commentary for them."""
    until = [each for each in quarters_with_commentary(folder / "commentary") if each <= quarter]
    return [each for each in until if each == quarter] + [each for each in until if each < quarter][-1:]


def _figures(
    register: Register, kpi: Kpi, findings: Findings
) -> tuple[pd.DataFrame, tuple[Target, ...], Origin | None]:
    folder = register.root / "data" / "kpis" / kpi.id
    figures, targets = folder / "observations.csv", folder / "targets.csv"
    expected = has_figures(kpi) or figures.exists() or (folder / FILE).exists()
    return (
        read_observations(figures, kpi, areas(register), register.cut_off, findings) if expected else none(),
        read_targets(targets, kpi, findings) if targets.exists() or _judged(kpi) else (),
        read_origin(folder, findings) if expected else None,
    )


def _judged(kpi: Kpi) -> bool:
    """Whether the KPI must have a file of targets; one that holds only its heading says that none is set yet."""
    return kpi.approved_from is not None and kpi.purpose is Purpose.TARGET


def _whole_evidence(register: Register, kpi: Kpi, findings: Findings) -> Evidence:
    """What is on record but for the commentary, and files that nothing reads found."""
    folder = register.root / "data" / "kpis" / kpi.id
    check_files(folder, KPI_FILES, findings)
    figures, answers = _figures(register, _by_now(register, kpi), findings), read_kpi_answers(folder, findings)
    return Evidence(kpi, *figures, None, None, answers)


def _by_now(register: Register, kpi: Kpi) -> Kpi:
    """The KPI without decisions that count only after the latest quarter, so that nothing is expected of it yet."""
    latest = max(register.plans, default=None)
    counted = [each for each in kpi.decisions if latest is None or each.counts_in(latest)]
    return kpi.model_copy(update={"decisions": tuple(counted)})


def _all_commentary(folder: Path, findings: Findings) -> list[ServiceCommentary]:
    """The commentary of every quarter, and files that are of none found."""
    commentary = folder / "commentary"
    check_names(commentary, findings)
    read = [read_commentary(commentary, quarter, findings) for quarter in quarters_with_commentary(commentary)]
    return [each for each in read if each is not None]


def areas(register: Register) -> Mapping[str, str]:
    """The name of every area that figures may be of, by its code: the organisation's own first."""
    organisation = register.organisation
    return {organisation.area: organisation.short_name, **organisation.areas}
