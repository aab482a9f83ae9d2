"""A workspace: the folder that holds `params/`, `data/` and `outputs/`, and how to read what a pack needs from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import Problem, Problems, did_you_mean
from helpers.model.audience import Edition
from helpers.model.checklist import Said
from helpers.model.commentary import ServiceCommentary
from helpers.model.kpi import Kpi, Purpose
from helpers.model.observation import Vintage
from helpers.model.organisation import Committee
from helpers.model.periods import Quarter
from helpers.model.provenance import Origin
from helpers.model.quality import Acceptance, QaRecord
from helpers.model.target import Target
from helpers.store.actions import OnRecord, action_files, read_actions
from helpers.store.activities import activity_files, read_activities
from helpers.store.answers import KPI_ANSWERS, SUITE_ANSWERS, read_kpi_answers, read_suite_answers
from helpers.store.commentary import check_names, quarters_with_commentary, read_commentary
from helpers.store.commitments import commitments_file, read_commitments
from helpers.store.corrections import FILE
from helpers.store.decisions import FILE as DECISIONS
from helpers.store.known import check_files
from helpers.store.observations import read_observations
from helpers.store.origins import read_origin
from helpers.store.parse import Findings
from helpers.store.portfolio import read_portfolio
from helpers.store.quality.accepted import accepted_path, read_accepted
from helpers.store.quality.log import check_logs, log_path, read_log
from helpers.store.register import Register, has_figures, read_register
from helpers.store.returns.log import read_logs
from helpers.store.reviews import (
    lessons_file,
    meetings_file,
    read_lessons,
    read_meetings,
    read_trackers,
    tracker_file,
)
from helpers.store.signoff import check_signoff
from helpers.store.targets import read_targets

FILES_OF_FIGURES = ("kpi.yml", "observations.csv", "corrections.csv", "targets.csv", "origin.yml")
FILES = (*FILES_OF_FIGURES, KPI_ANSWERS)
KPI_FILES = (*FILES, "commentary")
REGISTER_FILES = (DECISIONS, SUITE_ANSWERS)


@dataclass(frozen=True)
class Evidence:
    """What is on record about one KPI.

    Its figures, targets and their origin, the commentary of each quarter, and what people answered about it.
    """

    kpi: Kpi
    observations: tuple[Vintage, ...]
    targets: tuple[Target, ...]
    origin: Origin | None
    said: Mapping[Quarter, ServiceCommentary]
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


def quality_log(register: Register, quarter: Quarter) -> tuple[QaRecord, ...]:
    """Who vouched for a quarter's figures, in the order in which they did. Raises Problems, all of them at once."""
    findings = Findings(register.root)
    log = read_log(register.root, quarter, findings)
    findings.raise_any()
    return log


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
    actions: OnRecord

    @property
    def commentaries(self) -> Iterator[ServiceCommentary]:
        """What services said of any KPI in any quarter."""
        return (said for each in self.evidence for said in each.said.values())


def survey(root: Path) -> Survey:
    """Read everything: parameters, register, figures, targets, origins, commentary, answers, projects, every log, and
    what is followed up: actions, review meetings, trackers, lessons, commitments and activities."""
    findings = Findings(root.resolve())
    register = read_register(findings.root, findings)
    kpis = register.kpis.values() if register else ()
    evidence = tuple(_whole_evidence(register, kpi, findings) for kpi in kpis) if register else ()
    actions = _follow_up(register, findings) if register else OnRecord()
    read_suite_answers(findings.root, findings)
    check_files(findings.root / "data" / "register", REGISTER_FILES, findings)
    read_logs(findings.root, findings)
    if register:
        read_accepted(findings.root, register.kpis, areas(register), findings)
        read_portfolio(register, findings)
    check_logs(findings.root, findings)
    check_signoff(findings.root, findings)
    return Survey(sorted(findings.problems), register, evidence, actions)


def _follow_up(register: Register, findings: Findings) -> OnRecord:
    """The actions on record; all else that is followed up is read for what is wrong with it."""
    read_meetings(register, findings)
    read_trackers(register, findings)
    read_lessons(register, findings)
    read_commitments(register, findings)
    read_activities(register, findings)
    return read_actions(register, findings)


def read_said(
    register: Register, kpis: Iterable[Kpi], quarter: Quarter
) -> dict[str, Mapping[Quarter, ServiceCommentary]]:
    """What services said of these KPIs until a quarter. Raises Problems, all of them at once."""
    findings = Findings(register.root)
    said = {kpi.id: _said(register.root / "data" / "kpis" / kpi.id, quarter, findings) for kpi in kpis}
    findings.raise_any()
    return said


def find_committee(register: Register, id: str) -> Committee:
    """Whom this is the id of: a committee, or those who manage services. Raises Problems with the nearest known one."""
    if id not in register.audiences:
        raise Problems(
            [Problem("", 0, "committee", f"there is no committee “{id}”.", did_you_mean(id, register.audiences))]
        )
    return register.audiences[id]


def find_edition(register: Register, audience: Committee, quarter: Quarter, id: str) -> Edition | None:
    """The edition of an audience's report with this id; None when it is about the quarter as a whole, and has no id.

    Raises Problems with those that there are when there is no such edition.
    """
    known = {each.id: each for each in audience.editions(quarter)}
    if id not in known and (id or known):
        message = f"the {audience.title} has no edition “{id}” in {quarter}." if id else "which edition is not said."
        fix = f"Editions: {', '.join(known)}." if known else "Its report is quarterly: leave edition empty."
        raise Problems([Problem("", 0, "edition", message, fix)])
    return known.get(id)


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


def asked_quarter(register: Register, text: str | None) -> Quarter:
    """The quarter that was asked for, the latest unless told. Raises Problems as `find_quarter` does."""
    return find_quarter(register, parse_quarter(text) if text else latest_quarter(register))


def quarters_of(register: Register, year: str) -> list[Quarter]:
    """The quarters of a financial year that have a file, in order. Raises Problems when there is none."""
    years = sorted({quarter.financial_year for quarter in register.plans})
    found = sorted(quarter for quarter in register.plans if quarter.financial_year == year.strip().replace("/", "-"))
    if not found:
        message = f"there is no quarter of “{year}” in params/quarters/."
        raise Problems([Problem("", 0, "year", message, did_you_mean(year, years))])
    return found


def find_quarter(register: Register, quarter: Quarter) -> Quarter:
    """The quarter, when params/quarters/ has it. Raises Problems with the nearest known one when it has not."""
    if quarter not in register.plans:
        known = did_you_mean(str(quarter), map(str, sorted(register.plans)))
        fix = f'{known} To add it: packs new quarter "{quarter}"'
        raise Problems([Problem("", 0, "quarter", f"there is no file for {quarter} in params/quarters/.", fix)])
    return quarter


def inputs(register: Register, committee: Committee, quarter: Quarter) -> list[Path]:
    """Every file that a pack rests on and that is there, in a stable order."""
    root = register.root
    files = [accepted_path(root), log_path(root, quarter)]
    concerning = register.concerning(committee, quarter)
    for kpi in concerning:
        files += _kpi_files(root / "data" / "kpis" / kpi.id, quarter)
    for kpi in register.linked(concerning, quarter):
        files += [root / "data" / "kpis" / kpi.id / name for name in FILES_OF_FIGURES]
    files += [*action_files(root), meetings_file(root), tracker_file(root, quarter), lessons_file(root)]
    return list(dict.fromkeys([*register.files, *filter(Path.exists, files)]))


def whole_inputs(register: Register, quarter: Quarter) -> list[Path]:
    """Every file that a report on all KPIs rests on and that is there, in a stable order."""
    root = register.root
    files = [accepted_path(root), log_path(root, quarter)]
    files += [*action_files(root), *activity_files(root), lessons_file(root), commitments_file(root)]
    for id in register.kpis:
        files += _kpi_files(register.root / "data" / "kpis" / id, quarter)
    return list(dict.fromkeys([*register.files, *filter(Path.exists, files)]))


def _kpi_files(folder: Path, quarter: Quarter) -> list[Path]:
    """A KPI's files of figures and answers, and the commentary that a quarter's report reads."""
    return [folder / name for name in (*FILES, *(f"commentary/{each.id}.md" for each in _commented(folder, quarter)))]


def _evidence(register: Register, kpi: Kpi, quarter: Quarter, findings: Findings) -> Evidence:
    folder = register.root / "data" / "kpis" / kpi.id
    said = _said(folder, quarter, findings)
    return Evidence(kpi, *_figures(register, kpi, findings), said, read_kpi_answers(folder, findings))


def _said(folder: Path, quarter: Quarter, findings: Findings) -> Mapping[Quarter, ServiceCommentary]:
    read = {each: read_commentary(folder / "commentary", each, findings) for each in _commented(folder, quarter)}
    return {each: said for each, said in read.items() if said is not None}


def _commented(folder: Path, quarter: Quarter) -> list[Quarter]:
    """The quarters until this one for which there is commentary, the earliest first."""
    return [each for each in quarters_with_commentary(folder / "commentary") if each <= quarter]


def _figures(
    register: Register, kpi: Kpi, findings: Findings
) -> tuple[tuple[Vintage, ...], tuple[Target, ...], Origin | None]:
    folder = register.root / "data" / "kpis" / kpi.id
    figures, targets = folder / "observations.csv", folder / "targets.csv"
    expected = has_figures(kpi) or figures.exists() or (folder / FILE).exists()
    return (
        read_observations(figures, kpi, areas(register), register.cut_off, findings) if expected else (),
        read_targets(targets, kpi, findings) if targets.exists() or _judged(kpi) else (),
        read_origin(folder, findings) if expected else None,
    )


def _judged(kpi: Kpi) -> bool:
    """Whether the KPI must have a file of targets; one that holds only its heading says that none is set yet."""
    return kpi.approved_from is not None and kpi.purpose is Purpose.TARGET


def _whole_evidence(register: Register, kpi: Kpi, findings: Findings) -> Evidence:
    """All that is on record, and files that nothing reads, or that are of no quarter, found."""
    folder = register.root / "data" / "kpis" / kpi.id
    check_files(folder, KPI_FILES, findings)
    figures, answers = _figures(register, _by_now(register, kpi), findings), read_kpi_answers(folder, findings)
    check_names(folder / "commentary", findings)
    last = max(quarters_with_commentary(folder / "commentary"), default=Quarter(0, 1))
    return Evidence(kpi, *figures, _said(folder, last, findings), answers)


def _by_now(register: Register, kpi: Kpi) -> Kpi:
    """The KPI without decisions that count only after the latest quarter, so that nothing is expected of it yet."""
    latest = max(register.plans, default=None)
    counted = [each for each in kpi.decisions if latest is None or each.counts_in(latest)]
    return kpi.model_copy(update={"decisions": tuple(counted)})


def areas(register: Register) -> Mapping[str, str]:
    """The name of every area that figures may be of, by its code: the organisation's own first."""
    organisation = register.organisation
    return {organisation.area: organisation.short_name, **organisation.areas}
