"""What the checks on the data found is listed for whoever prepares a pack, and answered for its readers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from examples import QUARTER, indicator, pack

from helpers.analysis.pack import Pack
from helpers.model.quality import Acceptance, DataFinding, DataRule, Severity
from helpers.present.blocks import Section
from helpers.present.sections import checks_on_data, findings


def found(*, accepted: bool, reason: str = "A ward was reopened.") -> DataFinding:
    kpi = indicator().kpi.id
    about = (DataRule.TENFOLD, kpi, "2024-25", "", "93 after 9.3")
    answer = Acceptance(QUARTER, *about, reason, "Head of Care", date(2025, 9, 1)) if accepted else None
    message = "93 is ten times the figure before, 9.3."
    return DataFinding(Severity.MUST, DataRule.TENFOLD, kpi, "data/x.csv", 3, message, "Ask.", *about[2:], answer)


def with_findings(*each: DataFinding) -> Pack:
    return replace(pack(indicator()), data_findings=each)


def rows(section: Section, id: str) -> list[list[object]]:
    (table,) = [block.records() for block in section if getattr(block, "id", "") == id]
    cells: list[list[object]] = table["rows"]
    return cells


def test_what_is_open_is_listed_with_its_place_and_what_to_do() -> None:
    section = findings(with_findings(found(accepted=False)))
    assert rows(section, "open-checks") == [
        ["data/x.csv:3", "Must be put right. 93 is ten times the figure before, 9.3.", "Ask."]
    ]


def test_what_was_accepted_leaves_nothing_to_answer() -> None:
    text = findings(with_findings(found(accepted=True))).markdown()
    assert "The checks on the data left nothing to answer." in text
    assert "ten times" not in text


def test_readers_are_told_who_accepted_what_and_why_and_what_nobody_has_answered() -> None:
    section = checks_on_data(with_findings(found(accepted=False), found(accepted=True)))
    name, message = indicator().kpi.name, "93 is ten times the figure before, 9.3."
    assert rows(section, "checks-on-data") == [
        [name, message, "Nobody has answered this yet."],
        [name, message, "A ward was reopened. Head of Care, 1 September 2025"],
    ]


def test_where_nothing_was_odd_readers_are_told_so() -> None:
    assert "nothing was odd" in checks_on_data(with_findings()).markdown()


def test_a_reason_is_printed_as_it_was_written() -> None:
    hostile = "<script>alert(1)</script> **bold** | cell"
    section = checks_on_data(with_findings(found(accepted=True, reason=hostile)))
    assert "<script>" not in section.html()
    assert "**bold**" not in section.markdown()
    assert rows(section, "checks-on-data")[0][2] == f"{hostile} Head of Care, 1 September 2025"
