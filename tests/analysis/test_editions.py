"""Reports for those who manage services: which KPIs, what was known when, and since when it is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.analysis.commentary import pack_findings
from helpers.analysis.exceptions import exceptions
from helpers.errors import Problems
from helpers.model.organisation import Depth
from helpers.model.periods import Quarter
from helpers.model.status import Status
from helpers.present.sections import about, actions, exception_report, other_depths, review, title
from helpers.publish.reports import find_report, reports
from helpers.store.workspace import open_register
from helpers.workbook import open_corporate_report, open_pack

if TYPE_CHECKING:
    from conftest import Workspace

    from helpers.analysis.pack import Pack

TEAM = "id: care-team\ntitle: Care Team\nkind: service\nremit: Care at home.\nfrequency: monthly\ncut_off_days: 31\n"
NOW = Quarter(2025, 1)


def monthly(bare: Workspace, *oldest_first: float, chosen: str = "  frequencies: [month]") -> Workspace:
    """A monthly KPI with a target of 80 and figures from January 2025 on, and the team that is told of it."""
    bare.kpi("visits", decimals=0, frequency="month", publication_lag={"months": 1, "because": "Closed in a month."})
    bare.figures("visits", *(f"2025-{month:02d},W01,{value}" for month, value in enumerate(oldest_first, 1)))
    bare.targets("visits", {"2024-25": "80", "2025-26": "80"}, agreed_on="2024-04-01")
    bare.kpi("beds")
    bare.figures("beds", "2025-26 Q1,W01,70")
    bare.write("params/committees/care-team.yml", f"{TEAM}kpis:\n{chosen}\n")
    return bare


def edition(bare: Workspace, month: str) -> Pack:
    return open_pack(bare.root, "care-team", "2025-26 Q1", month)


@pytest.mark.parametrize(
    ("chosen", "held"),
    [
        ("  frequencies: [month]", ["visits"]),
        ("  frequencies: [month]\n  also: [beds]", ["beds", "visits"]),
        ("  owners: [Head of Care]", ["beds", "visits"]),
        ("  owners: [Head of Care]\n  frequencies: [quarter]", ["beds"]),
        ("  overseen_by: [roads]", []),
        ("  also: [beds]", ["beds"]),
    ],
)
def test_a_team_is_told_of_the_kpis_that_its_file_chooses(bare, chosen: str, held: list[str]) -> None:
    found = edition(monthly(bare, 81, 82, chosen=chosen), "2025-04")
    assert sorted(each.kpi.id for each in found.indicators) == held


def test_each_edition_uses_what_was_known_when_its_data_were_cut_off(bare) -> None:
    monthly(bare, 81, 82, 83, 84, 85, 86)
    latest = {month: edition(bare, month).indicators[0].current for month in ("2025-04", "2025-05", "2025-06")}
    assert [(str(each.period), each.value) for each in latest.values()] == [
        ("Apr 2025", 84),
        ("May 2025", 85),
        ("Jun 2025", 86),
    ]


def test_movement_is_since_the_edition_before_also_across_quarters(bare) -> None:
    monthly(bare, 81, 81, 81, 60, 81)
    april, may = edition(bare, "2025-04"), edition(bare, "2025-05")
    assert (april.indicators[0].previous_status, april.indicators[0].status) == (Status.GREEN, Status.RED)
    assert (may.indicators[0].previous_status, may.indicators[0].status) == (Status.RED, Status.GREEN)
    assert may.recoveries == may.indicators


def test_a_lasting_red_is_counted_in_months_and_escalated_after_as_many_quarters(bare) -> None:
    monthly(bare, *[60] * 6)
    june = edition(bare, "2025-06")
    assert june.indicators[0].persistence.reports == 6
    assert not exceptions(june)[0].escalated  # three quarters are nine months
    bare.edit("params/organisation.yml", "perspectives:", "settings:\n  escalate_after: 2\nperspectives:")
    assert exceptions(edition(bare, "2025-06"))[0].escalated
    told = exception_report(edition(bare, "2025-06")).markdown()
    assert "having been Red for 6 months or more" in told and "quarter" not in told


def test_an_edition_speaks_of_its_month_and_asks_for_no_commentary(bare) -> None:
    monthly(bare, *[60] * 6)
    june = edition(bare, "2025-06")
    assert title(june, Depth.COMMITTEE) == "Performance report: June 2025"
    assert about(june) == (
        "This report tells the Care Team how its 1 indicator stood in June 2025. It uses the figures known by "
        "31 July 2025. The service oversees: Care at home. Services comment on their figures each quarter, so this "
        "report has no commentary."
    )
    assert pack_findings(june) == () and not review(june).blocks
    assert "whole report" in str(other_depths(june.committee, Depth.COMMITTEE))


def test_the_quarters_commentary_is_not_yet_written_and_its_action_not_yet_known(bare) -> None:
    monthly(bare, *[60] * 6)
    bare.write(
        "data/kpis/visits/commentary/2025-26-q1.md",
        "---\nauthor: Head of Care\ndate: 2025-06-01\n---\n\nIt fell.\n\n## Action\n\nHire.\n",
    )
    june = edition(bare, "2025-06")
    assert june.indicators[0].commentary is None and june.open_actions == ()
    assert "no action is on record" in actions(june).markdown().casefold()
    assert [each.what for each in bare.pack().open_actions] == ["Hire."]


def test_an_action_set_elsewhere_is_due_before_the_next_edition(bare) -> None:
    monthly(bare, *[60] * 6)
    heading = "id,kpi,subject,committee,set_in,set_on,what,owner,due,source"
    bare.write(
        "data/actions/actions.csv",
        f"{heading}\na1,visits,,,2025-26 Q1,2025-05-01,Hire.,Head of Care,2025-08-15,committee\n",
    )
    assert [each.id for each in edition(bare, "2025-06").actions_due] == ["a1"]
    assert edition(bare, "2025-05").actions_due == ()


def test_a_quarter_has_a_report_for_each_edition_and_only_committees_are_public(bare) -> None:
    register = open_register(monthly(bare, 81).root)
    found = reports(register, NOW)
    assert [id for id in found if id.startswith("care-team")] == [f"care-team-2025-0{month}" for month in (4, 5, 6)]
    assert found["care-team-2025-06"].title == "Care Team, June 2025"
    assert [each.name for each in found["care-team-2025-06"].documents] == ["pack", "summary"]
    assert {each.audience for each in found.values() if not each.public} == {"care-team"}
    assert [each.name for each in found["roads"].documents][-1] == "cover-report"


def test_an_edition_that_there_is_not_is_told_with_those_that_there_are(bare) -> None:
    monthly(bare, 81)
    for asked in ("2025-07", ""):
        with pytest.raises(Problems, match="Editions: 2025-04, 2025-05, 2025-06"):
            edition(bare, asked)
    with pytest.raises(Problems, match="Its report is quarterly: leave edition empty"):
        open_pack(bare.root, "roads", "2025-26 Q1", "2025-06")
    with pytest.raises(Problems, match="Did you mean “care-team-2025-06”"):
        find_report(open_register(bare.root), "care-team-2025-07", NOW)


def test_those_who_manage_neither_decide_nor_oversee(bare) -> None:
    monthly(bare, 81)
    bare.decided("visits", "suspend", "2025-26 Q1", committee="care-team")
    assert any("care-team" in problem for problem in bare.problems())


def test_the_corporate_report_and_the_register_know_committees_only(bare) -> None:
    monthly(bare, 81)
    found = open_corporate_report(bare.root, "2025-26 Q1").committees
    assert [each.id for each in found] == ["care-and-health", "roads"]


def test_a_quarterly_management_team_reviews_what_is_strategic(bare) -> None:
    bare.kpi("beds", strategic=True)
    bare.figures("beds", "2025-26 Q1,W01,70")
    bare.write(
        "params/committees/board.yml",
        "id: board\ntitle: Board\nkind: management-team\nremit: All.\nstrategic_kpis: true\n",
    )
    found = open_pack(bare.root, "board", "2025-26 Q1")
    assert [each.kpi.id for each in found.indicators] == ["beds"]
    assert about(found).startswith(
        "This report tells the Board how its 1 indicator stood in quarter 1 of 2025/26 (April"
    )


def test_what_a_committee_decided_is_news_in_the_first_edition_of_the_quarter_only(bare) -> None:
    monthly(bare, 81, chosen="  owners: [Head of Care]")
    bare.decided("beds", "retire", "2025-26 Q1", on="2025-03-20")
    found = {month: edition(bare, month) for month in ("2025-04", "2025-05")}
    assert [each.decided.decision.kpi for each in found["2025-04"].removals] == ["beds"]
    assert found["2025-05"].removals == ()
    assert [len(each.removed) for each in found.values()] == [1, 0]
