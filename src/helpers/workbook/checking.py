"""What is wrong in a workspace, odd in a quarter's commentary, or keeps a quarter's packs from being final."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from helpers.analysis.actions import faults
from helpers.analysis.commentary import findings, in_order, unknown_names
from helpers.analysis.placeholders import NAMES
from helpers.analysis.reviews import final_needs
from helpers.errors import Problem, Problems, did_you_mean
from helpers.model.commentary import ServiceCommentary
from helpers.model.periods import Quarter
from helpers.model.quality import Finding
from helpers.store.origins import CHANGED, accept
from helpers.store.parse import Findings
from helpers.store.register import Register
from helpers.store.reviews import read_meetings
from helpers.store.signoff import read_events
from helpers.store.workspace import Survey, asked_quarter, find_kpi, open_register, survey
from helpers.workbook.acting import log_of
from helpers.workbook.reading import read
from helpers.workbook.signing import misplaced_steps
from helpers.workbook.suite import Suite
from helpers.workbook.targets import unfit_targets


def check(workspace: Path | str) -> list[Problem]:
    """Everything wrong anywhere in the workspace: files that cannot be read, and targets that cannot be judged by."""
    return check_all(workspace)[1]


def check_all(workspace: Path | str) -> tuple[Register | None, list[Problem]]:
    """The register as far as it can be read, None when it cannot be, and everything wrong; see `check`."""
    found = survey(Path(workspace))
    faulty = {problem.file for problem in found.problems}
    sound = [each for each in found.evidence if f"data/kpis/{each.kpi.id}/kpi.yml" not in faulty]
    unfit = unfit_targets(found.register, sound) if found.register else ()
    unknown = [each for said in found.commentaries for each in _unknown_names(said)]
    steps = _unfit_steps(Path(workspace))
    return found.register, sorted([*found.problems, *unfit, *unknown, *_unfit_actions(found), *steps])


def commentary_findings(workspace: Path | str, quarter: str | None = None) -> tuple[Quarter, tuple[Finding, ...]]:
    """What the checks found in a quarter's commentary, the latest quarter's unless told; which quarter that is.

    Raises Problems when the parameters or the files are not right.
    """
    register = open_register(workspace)
    now = asked_quarter(register, quarter)
    suite = Suite(register, now)
    organisation, results = register.organisation, suite.published(list(suite.kpis.values())).results
    told = [findings(each, each.earlier_commentary, organisation.settings, organisation.acronyms) for each in results]
    return now, in_order(each for found in told for each in found)


def final_findings(workspace: Path | str, quarter: Quarter) -> tuple[Finding, ...]:
    """What keeps a quarter's packs from being final, committee by committee, each told once.

    Raises Problems when the parameters or the files are not right.
    """
    register = open_register(workspace)
    meetings = read(register, lambda findings: read_meetings(register, findings))
    told = [each for one in register.committees.values() for each in final_needs(one, quarter, meetings)]
    return tuple(dict.fromkeys(told))


def accept_figures(workspace: Path | str, kpi: str) -> str:
    """Record the checksum of a KPI's changed figures, and return it. Raises Problems when anything else is wrong."""
    root = Path(workspace).resolve()
    found = find_kpi(open_register(root), kpi)
    mine = [fault for fault in check(root) if fault.file.startswith(f"data/kpis/{found.id}/")]
    others = [fault for fault in mine if fault.message != CHANGED and fault.field != "sha256"]
    if others:
        raise Problems(others)
    return accept(root / "data" / "kpis" / found.id)


def _unknown_names(said: ServiceCommentary) -> Iterator[Problem]:
    for name, line in unknown_names(said):
        yield Problem(said.file, line, "", f"{{{name}}} does not name a figure.", did_you_mean(name, NAMES))


def _unfit_actions(found: Survey) -> Iterator[Problem]:
    """What is wrong with actions; those of commentary that cannot be read are let be."""
    if found.register:
        unread = {each.kpi.id for each in found.evidence if _has_problem(found.problems, each.kpi.id)}
        said = {each.kpi.id: each.said for each in found.evidence if each.kpi.id not in unread}
        yield from faults(log_of(found.register, said, found.actions), unread)


def _unfit_steps(root: Path) -> Iterator[Problem]:
    """Sign-off out of turn; of a record that is not whole only that is told."""
    findings = Findings(root.resolve())
    events = read_events(findings.root, findings)
    return iter(()) if findings.problems else misplaced_steps(events)


def _has_problem(problems: Iterable[Problem], kpi: str) -> bool:
    return any(each.file.startswith(f"data/kpis/{kpi}/commentary/") for each in problems)
