"""`packs new`: what it writes is valid as it stands, and it never overwrites or wanders off."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from helpers.model.lifecycle import Move
from helpers.model.organisation import Depth
from helpers.model.periods import Quarter
from helpers.model.status import Status
from helpers.store.workspace import open_register

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]

NOT_IDS = ["../x", "Has Spaces", "", "a/b", "UPPER", "ends-", "two--hyphens", "under_score", "naïve", "new\nline", ".."]


def new_kpi(workspace: Workspace, id: str, name: str = "Potholes mended", committee: str = "roads") -> int:
    asked = ["--by", "Head of Roads", "--on", "2025-04-01", "--effective", "2025-26 Q1"]
    return workspace.run("new", "kpi", "--name", name, "--committee", committee, *asked, id)


def decide(workspace: Workspace, move: str, on: str) -> int:
    """The Roads Committee's decision about potholes."""
    terms = ["--on", on, "--minute", "M7", "--effective", "2025-26 Q1", "--reason", "Roads matter", "--by", "Clerk"]
    return workspace.run("register", move, "potholes", "--committee", "roads", *terms)


def seen(workspace: Workspace) -> dict[str, list[str]]:
    """The KPIs in each committee's pack."""
    return {id: [each.kpi.id for each in workspace.pack(id).indicators] for id in ("care-and-health", "roads")}


def test_a_new_kpi_is_valid_proposed_and_in_no_pack(workspace: Workspace, capsys: Captured) -> None:
    assert new_kpi(workspace, "potholes") == 0
    assert capsys.readouterr().out == (
        "Wrote data/kpis/potholes/kpi.yml. Fill it in, then run: packs check\n"
        "Proposed. When the committee has decided: packs register develop potholes (or approve, or retire)\n"
    )
    assert workspace.problems() == []
    (made,) = open_register(workspace.root).kpis["potholes"].decisions
    assert (made.move, made.committee, made.decided_on, made.minute, made.reason, made.recorded_by) == (
        Move.PROPOSE, "roads", date(2025, 4, 1), "", "A new indicator.", "Head of Roads",
    )  # fmt: skip
    assert seen(workspace) == {"care-and-health": ["visits-on-time"], "roads": []}


def test_a_new_kpi_is_in_its_committees_pack_as_in_development_once_the_committee_decides(
    workspace: Workspace,
) -> None:
    assert (new_kpi(workspace, "potholes"), decide(workspace, "develop", "2025-05-01")) == (0, 0)
    assert workspace.problems() == []
    assert seen(workspace) == {"care-and-health": ["visits-on-time"], "roads": ["potholes"]}
    (shown,) = workspace.pack("roads").indicators
    assert (shown.kpi.name, shown.status) == ("Potholes mended", Status.IN_DEVELOPMENT)


def test_a_new_kpi_is_rated_once_it_is_approved_and_its_comments_are_followed(workspace: Workspace) -> None:
    new_kpi(workspace, "potholes")
    decide(workspace, "develop", "2025-05-01")
    file = "data/kpis/potholes/kpi.yml"
    workspace.edit(file, "# publication_lag", "publication_lag")
    workspace.edit(file, "# scheme", "scheme")
    assert decide(workspace, "approve", "2025-06-01") == 0
    workspace.figures("potholes", "2024-25,W01,90")
    workspace.targets("potholes", {"2024-25": "85"})
    assert workspace.problems() == []
    assert [each.status for each in workspace.pack("roads").indicators] == [Status.BLUE]


def test_a_proposal_that_is_not_right_writes_neither_definition_nor_decision(
    workspace: Workspace, capsys: Captured
) -> None:
    before = workspace.files()
    assert workspace.run("new", "kpi", "--name", "A", "-c", "roads", "--by", "", "--on", "2025-04-01", "potholes") == 1
    assert capsys.readouterr().err == (
        "1 problem to put right:\n  data/register/decisions.csv:3 recorded_by: this field is missing. Add it.\n"
    )
    assert workspace.files() == before


@pytest.mark.parametrize("name", ['The "A14": speed', "Back\\slash # no comment", "- dash", "£ & é", "no", "[c]"])
def test_a_name_is_kept_to_the_letter(workspace: Workspace, name: str) -> None:
    assert new_kpi(workspace, "potholes", name) == 0
    assert open_register(workspace.root).kpis["potholes"].name == name


def test_a_committee_may_have_an_id_that_yaml_would_misread(workspace: Workspace) -> None:
    assert workspace.run("new", "committee", "101", "--title", "Committee 101") == 0
    assert new_kpi(workspace, "no", committee="101") == 0
    assert workspace.problems() == []
    assert open_register(workspace.root).kpis["no"].committees == ("101",)


def test_a_new_committee_is_valid_and_its_pack_is_empty(workspace: Workspace, capsys: Captured) -> None:
    assert workspace.run("new", "committee", "planning", "--title", "Planning Committee") == 0
    assert capsys.readouterr().out == "Wrote params/committees/planning.yml. Fill it in, then run: packs check\n"
    assert workspace.problems() == []
    pack = workspace.pack("planning")
    assert (pack.committee.title, pack.indicators, pack.counts.total) == ("Planning Committee", (), 0)
    assert pack.committee.detail is Depth.COMMITTEE


def test_a_new_quarter_has_as_many_working_days_as_the_last(workspace: Workspace, capsys: Captured) -> None:
    workspace.edit("params/quarters/2025-26-q2.yml", "data_cut_off:", "returns_due: 2025-11-14\ndata_cut_off:")
    assert workspace.run("new", "quarter", "Q3 2025/26") == 0
    assert capsys.readouterr().out == "Wrote params/quarters/2025-26-q3.yml. Fill it in, then run: packs check\n"
    assert workspace.problems() == []
    assert (workspace.root / "params/quarters/2025-26-q3.yml").read_text(encoding="utf-8") == (
        "quarter: 2025-26 Q3\n"
        "returns_due: 2026-02-17         # suppliers' returns are in\n"
        "# commentary_due:               # services' commentary is in\n"
        "data_cut_off: 2026-03-04        # the last day on which a figure can become known and still be reported\n"
        "# management_review:            # managers consider the packs\n"
        "# papers_due:                   # the committees' agendas are published\n"
        "publication: 2026-03-18         # the packs are published\n"
    )


def test_the_first_quarter_has_its_dates_by_the_organisations_rule(workspace: Workspace) -> None:
    assert workspace.run("new", "quarter", "2024-25 Q3") == 0
    assert workspace.problems() == []
    plan = open_register(workspace.root).plans[Quarter(2024, 3)]
    assert plan.dates == {"data_cut_off": date(2025, 3, 1), "publication": date(2025, 3, 15)}


@pytest.mark.parametrize("id", NOT_IDS)
@pytest.mark.parametrize("kind", ["kpi", "committee"])
def test_an_id_that_is_no_id_is_refused_before_anything_is_written(
    workspace: Workspace, capsys: Captured, kind: str, id: str
) -> None:
    before = workspace.files()
    options = {"kpi": ["--name", "A", "--committee", "roads", "--by", "B"], "committee": ["--title", "A"]}[kind]
    assert workspace.run("new", kind, *options, id) == 1
    assert capsys.readouterr().err == (
        f"1 problem to put right:\n  id: “{id}” is not an id. Use lower-case letters, digits and single hyphens.\n"
    )
    assert workspace.files() == before


REFUSED = {
    "a KPI that exists": (
        ["kpi", "visits-on-time", "--name", "A", "-c", "roads", "--by", "B"],
        "data/kpis/visits-on-time/kpi.yml: this file exists already. Edit it, or choose another name.",
    ),
    "a committee that exists": (
        ["committee", "roads", "--title", "A"],
        "params/committees/roads.yml: this file exists already. Edit it, or choose another name.",
    ),
    "a quarter that exists": (
        ["quarter", "2025-26 Q1"],
        "params/quarters/2025-26-q1.yml: this file exists already. Edit it, or choose another name.",
    ),
    "a KPI of no committee": (
        ["kpi", "potholes", "--name", "A", "-c", "raods", "--by", "B"],
        "committee: there is no committee “raods”. Did you mean “roads”?",
    ),
    "a quarter that is none": (
        ["quarter", "2025-26 Q5"], "quarter: “2025-26 Q5” is not a quarter; write it like 2025-26 Q1.",
    ),
    "a KPI in a workspace with a mistake": (
        ["kpi", "potholes", "--name", "A", "-c", "broken", "--by", "B"],
        "params/committees/broken.yml:1: this file is empty. Write one “name: value” a line.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_started_is_refused_and_nothing_is_written(
    workspace: Workspace, capsys: Captured, arguments: list[str], told: str
) -> None:
    if "broken" in arguments:
        workspace.write("params/committees/broken.yml", "")
    before = workspace.files()
    assert workspace.run("new", *arguments) == 1
    assert capsys.readouterr().err == f"1 problem to put right:\n  {told}\n"
    assert workspace.files() == before


def test_a_kpi_may_be_proposed_for_a_quarter_that_has_no_file_yet(workspace: Workspace) -> None:
    asked = ["--by", "Head of Roads", "--on", "2025-04-01", "--effective", "Q1 2026/27"]
    assert workspace.run("new", "kpi", "potholes", "--name", "Potholes", "-c", "roads", *asked) == 0
    assert open_register(workspace.root).kpis["potholes"].decisions[0].effective == Quarter(2026, 1)
    assert workspace.problems() == []


def test_a_workspace_without_a_quarter_says_so(bare: Workspace, capsys: Captured) -> None:
    for path in (bare.root / "params" / "quarters").iterdir():
        path.unlink()
    assert bare.run("new", "kpi", "potholes", "--name", "Potholes", "-c", "roads", "--by", "Head of Roads") == 1
    assert capsys.readouterr().err == (
        '1 problem to put right:\n  params/quarters: there is no quarter. Start one: packs new quarter "2025-26 Q1"\n'
    )
