"""Start a new KPI, committee or quarter: a file that is valid as it stands, with a comment on what to fill in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from helpers.errors import Problem, Problems
from helpers.model.lifecycle import Id, Move
from helpers.model.periods import Quarter
from helpers.store.deciding import propose_new
from helpers.store.origins import replace
from helpers.store.parse import not_an_id
from helpers.store.register import Register
from helpers.store.workspace import find_committee

KPI = """\
id: {id}
name: {name}
description: Say in one or two plain sentences what is counted.
rationale: Say why the committee watches it.
calculation: Say how the figure is worked out.
unit: number            # percent, pounds or number
unit_label: ""          # for a number: what follows it, for example "per 10,000 children"
decimals: 0             # 0 when it counts: small counts are then hidden in packs
direction: increase     # which way is good: increase, decrease or neutral
purpose: target         # target, or context when it is monitored without a target
timing: lagging         # leading or lagging
basis: non-financial    # financial or non-financial
perspective: {perspective}
priority: {priority}
# plan: one-of-the-plans     # an id under plans: in params/organisation.yml, for the same priority
# frameworks: {{framework: metric}}   # what it covers of the frameworks in params/organisation.yml
committees: [{committee}]
owner: Say whose it is, by post
supplier: Say who supplies the figures
measure: annual         # snapshot, flow, cumulative, rolling or annual
frequency: financial-year
# publication_lag: {{months: 3, because: "Say when figures are published"}}
# scheme: {scheme}
# rebasings: [{{first: "2025-04", reason: "What changed", author: "Who says so", recorded_on: 2025-05-01}}]
# Once the committee approves it: a scheme, and observations.csv, origin.yml and targets.csv beside this file.
"""

COMMITTEE = """\
id: {id}
title: {title}
remit: Say in a sentence what the committee oversees.
strategic_kpis: false   # true for the committee that tracks every strategic KPI
detail: committee       # summary, committee or full: how much of the report the committee is given
meetings: {{}}            # for example  2025-26 Q1: 2025-09-18
"""

QUARTER = "quarter: {quarter}\n"
DATES_OF_A_QUARTER = {
    "returns_due": "suppliers' returns are in",
    "commentary_due": "services' commentary is in",
    "data_cut_off": "the last day on which a figure can become known and still be reported",
    "management_review": "managers consider the packs",
    "papers_due": "the committees' agendas are published",
    "publication": "the packs are published",
}


@dataclass(frozen=True)
class Proposal:
    """That a KPI be taken up: from which quarter, proposed when, why and by whom."""

    effective: Quarter
    on: date
    reason: str
    by: str


def new_kpi(register: Register, id: str, name: str, committee: str, proposal: Proposal) -> Path:
    """Write `data/kpis/<id>/kpi.yml` and propose it to the committee.

    Raises Problems when the KPI exists, its id is not an id, there is no such committee or the proposal is not right.
    """
    _check_id(id)
    organisation = register.organisation
    find_committee(register, committee)
    text = KPI.format(
        id=id,
        name=_quoted(name),
        committee=committee,
        perspective=_quoted(organisation.perspectives[0]),
        priority=organisation.priorities[0].id,
        scheme=organisation.schemes[0].id,
    )
    path = _new(register.root / "data" / "kpis" / id / "kpi.yml", register.root)
    propose_new(register, path, text, _proposed(id, committee, proposal))
    return path


def new_committee(register: Register, id: str, title: str) -> Path:
    """Write `params/committees/<id>.yml`. Raises Problems when the committee exists or its id is not an id."""
    _check_id(id)
    text = COMMITTEE.format(id=id, title=_quoted(title))
    return _create(register.root / "params" / "committees" / f"{id}.yml", text, register.root)


def new_quarter(register: Register, quarter: Quarter, dates: Mapping[str, date]) -> Path:
    """Write `params/quarters/<id>.yml` with these dates, and room for the others. Raises Problems when it exists."""
    lines = (_line_of_date(name, dates.get(name), told) for name, told in DATES_OF_A_QUARTER.items())
    text = "".join([QUARTER.format(quarter=quarter), *lines])
    return _create(register.root / "params" / "quarters" / f"{quarter.id}.yml", text, register.root)


def _line_of_date(name: str, day: date | None, told: str) -> str:
    given = f"{name}: {day}" if day else f"# {name}:"
    return f"{given:<31} # {told}\n"


def _check_id(id: str) -> None:
    try:
        TypeAdapter(Id).validate_python(id)
    except ValidationError as error:
        raise Problems([Problem("", 0, "id", *not_an_id(id))]) from error


def _proposed(id: str, committee: str, proposal: Proposal) -> dict[str, str]:
    """The row of decisions that proposes the KPI."""
    terms = {"effective": str(proposal.effective), "decided_on": proposal.on.isoformat()}
    words = {"reason": proposal.reason, "recorded_by": proposal.by}
    return {"kpi": id, "move": Move.PROPOSE.value, "committee": committee, **terms, **words}


def _new(path: Path, root: Path) -> Path:
    """The path of a file that does not exist. Raises Problems when it does."""
    if path.exists():
        shown = path.relative_to(root).as_posix()
        raise Problems([Problem(shown, 0, "", "this file exists already.", "Edit it, or choose another name.")])
    return path


def _create(path: Path, text: str, root: Path) -> Path:
    _new(path, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, text)
    return path


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
