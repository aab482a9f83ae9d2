"""A quarter to build, as large as asked for: Westmarch, with so many reports of so many KPIs each. All is illustrative.

Six committees oversee as many KPIs each; further reports are those of services, which choose among the same KPIs, as a
council's do.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from conftest import COMMENTARY, Workspace, _council

COMMITTEES = 6
QUARTER = "2025-26 Q1"
YEARS = range(2021, 2025)
PERIODS = (*(f"{year}-{(year + 1) % 100} Q{number}" for year in YEARS for number in (1, 2, 3, 4)), QUARTER)
DATES = f"id: {{id}}\ntitle: {{title}}\nremit: Illustrative.\nmeetings:\n  {QUARTER}: 2025-09-18\n"
SERVICE = "id: {id}\ntitle: {title}\nkind: service\nremit: Illustrative.\nkpis:\n  also: [{kpis}]\n"


def write_suite(root: Path, reports: int, kpis: int) -> Workspace:
    """Write the workspace; only its committees' packs and its services' are built of it."""
    workspace = _council(root)
    for path in (root / "params/committees").glob("*.yml"):
        path.unlink()
    committees = [f"committee-{number + 1}" for number in range(min(reports, COMMITTEES))]
    for id in committees:
        workspace.write(f"params/committees/{id}.yml", DATES.format(id=id, title=id.replace("-", " ").title()))
    ids = {id: [_kpi(workspace, id, number) for number in range(kpis)] for id in committees}
    for number in range(reports - len(committees)):
        id, chosen = f"service-{number + 1}", ids[committees[number % len(committees)]]
        text = SERVICE.format(id=id, title=f"Service {number + 1}", kpis=", ".join(chosen))
        workspace.write(f"params/committees/{id}.yml", text)
    return workspace


def change_one_figure(workspace: Workspace) -> None:
    """Give the first KPI of the first committee another latest figure."""
    workspace.edit(
        "data/kpis/committee-1-kpi-1/observations.csv",
        f"{QUARTER},W01,{_value(0, len(PERIODS) - 1)},",
        f"{QUARTER},W01,71.5,",
    )


def _kpi(workspace: Workspace, committee: str, number: int) -> str:
    id = workspace.kpi(
        f"{committee}-kpi-{number + 1}", name=f"Measure {number + 1} of {committee.replace('-', ' ')}",
        committees=[committee], comparators=["neighbours", "nation"],
    )  # fmt: skip
    own = [f"{period},W01,{_value(number, at)}" for at, period in enumerate(PERIODS)]
    others = [f"{QUARTER},W0{area},{70 + area + number % 7}" for area in range(2, 6)]
    workspace.figures(id, *own, *others, f"{QUARTER},N01,76.5")
    workspace.targets(id, {f"{year}-{(year + 1) % 100}": str(74 + year % 5) for year in (*YEARS, 2025)})
    workspace.write(f"data/kpis/{id}/commentary/2025-26-q1.md", COMMENTARY)
    return id


def _value(number: int, at: int) -> float:
    """A figure that rises slowly and is never twice the same."""
    return round(62 + number % 9 + at * 0.8 + ((number * 7 + at * 13) % 10) / 5, 1)
