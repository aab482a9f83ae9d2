"""The cover report: the shell that puts a pack before its committee, its figures filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypandoc
import pytest
from examples import PRIORITY, indicator, pack

from helpers.analysis.pack import Pack
from helpers.model.commentary import ServiceCommentary
from helpers.model.organisation import Depth, Priority
from helpers.model.status import Status
from helpers.present.blocks import Heading, Table, plain
from helpers.present.sections import cover_report
from helpers.rules.freshness import Freshness

ACTED = ServiceCommentary(author="Head of Service", date=date(2025, 8, 1), action="Two more posts.")
NEW_RED = indicator([70, 60.0], id="new-red", name="Plans on time", previous_status=Status.GREEN)
OLD_RED = indicator([60, 60.0], id="old-red", name="Visits", previous_status=Status.RED, commentary=ACTED)
FIRST_RED = indicator([60, 60.0], id="first-red", name="Calls", previous_status=None, commentary=ACTED)
BACK = indicator([70, 82.0], id="back", name="Pupils in good schools", previous_status=Status.AMBER)
LATE = indicator(
    id="late",
    name="School places",
    supplier="Schools <Data> Team",
    unrated=(Status.NO_DATA, "overdue"),
    freshness=Freshness(30, date(2025, 3, 31), True, False),
)
PACK = pack(NEW_RED, OLD_RED, BACK, LATE)


def text_of(found: Pack) -> str:
    markdown = cover_report(found).markdown()
    return pypandoc.convert_text(markdown, "plain", format="markdown", extra_args=["--wrap=none"])


def details(found: Pack) -> dict[str, str]:
    table = next(block for block in cover_report(found) if isinstance(block, Table))
    return {plain(item.words): plain(detail.words) for item, detail in table.rows}


def test_it_opens_with_what_a_committee_report_opens_with() -> None:
    assert details(PACK) == {
        "Title": "Performance report: quarter 1, 2025/26",
        "Report of": "Performance Team",
        "Lead member": "[To be completed by the report author: the lead member]",
        "Public report": "[To be completed by the report author: yes or no]",
        "Key decision": "[To be completed by the report author: yes or no]",
        "Date of meeting": "16 September 2025",
    }


def test_a_meeting_without_a_date_is_left_to_the_author() -> None:
    undated = replace(PACK, committee=PACK.committee.model_copy(update={"meetings": {}}))
    assert details(undated)["Date of meeting"] == "[To be completed by the report author: the date of the meeting]"


def test_its_headings_are_in_the_order_of_a_committee_report_and_start_no_page() -> None:
    headings = [block for block in cover_report(PACK) if isinstance(block, Heading)]
    assert [heading.words for heading in headings if heading.level == 1] == [
        "Recommendations", "Strategic objectives", "1. Purpose", "2. Key issues", "3. Background", "4. Appendices",
        "5. Implications", "6. Background papers",
    ]  # fmt: skip
    assert [heading.words for heading in headings if heading.level == 2] == [
        "Financial", "Legal", "Public health", "Environmental and climate change", "Equality, diversity and inclusion",
    ]  # fmt: skip
    assert {heading.css for heading in headings if heading.level == 1} == {("continue",)}


def test_the_first_recommendation_counts_every_rating() -> None:
    noted = "A Note the performance of the 4 indicators reported for quarter 1 of 2025/26: "
    assert f"{noted}2 Red, 0 Amber, 1 Green and 0 Blue; 1 not rated." in text_of(PACK)


def test_the_second_counts_what_there_is_to_consider() -> None:
    both = "B Consider the Red indicator without an action on record and the indicator with an overdue figure."
    assert both in text_of(PACK)
    several = pack(NEW_RED, replace(NEW_RED, kpi=NEW_RED.kpi.model_copy(update={"id": "another"})))
    assert "B Consider the 2 Red indicators without an action on record." in text_of(several)


def test_with_nothing_to_consider_there_is_one_recommendation() -> None:
    text = text_of(pack(BACK))
    assert "A Note the performance of the indicator reported for quarter 1 of 2025/26: 0 Red, 0 Amber" in text
    assert "Consider the" not in text


def test_the_key_issues_are_named_with_their_reasons() -> None:
    text = text_of(PACK)
    for part in (
        "1 indicator is newly Red:",
        "Plans on time: 25.0% below the target of 80.0% (Amber down to 72.0%).",
        "1 indicator remains Red:",
        "1 indicator has recovered:",
        "Pupils in good schools: Amber to Green.",
        "1 indicator has an overdue figure:",
        "School places: supplied by Schools <Data> Team.",
        "1 indicator is Red without an action on record:",
        "Plans on time: owner, Director of Education.",
    ):
        assert part in text


def test_a_red_that_was_not_red_before_does_not_remain_red() -> None:
    text = text_of(pack(OLD_RED, FIRST_RED))
    assert ("1 indicator remains Red:" in text, "1 indicator is also Red:" in text) == (True, True)


def test_a_quiet_quarter_says_so() -> None:
    quiet = pack(indicator(targets=74.0, previous_status=Status.GREEN))
    assert "No indicator is Red, none has recovered since the last report, and no figure is overdue." in text_of(quiet)


def test_the_priorities_served_are_counted_in_the_organisations_order() -> None:
    roads = Priority(id="roads", name="Roads", statement="Roads are safe.")
    organisation = PACK.organisation.model_copy(update={"priorities": (roads, PRIORITY)})
    text = text_of(replace(pack(NEW_RED, replace(LATE, priority=roads)), organisation=organisation))
    assert "Roads: 1 indicator (none is rated)." in text
    assert "Children and Young People: 1 indicator (1 Red, 0 Amber, 0 Green and 0 Blue)." in text
    assert text.index("Roads: 1") < text.index("Children and Young People: 1")


def test_what_is_not_written_yet_cannot_be_taken_for_finished() -> None:
    text = text_of(PACK)
    for part in ("financial", "legal", "public health", "equality, diversity and inclusion"):
        assert f"[To be completed by the report author: {part} implications]" in text


@pytest.mark.parametrize("detail", list(Depth))
def test_its_appendix_is_the_committees_own_report(detail: Depth) -> None:
    own = replace(PACK, committee=PACK.committee.model_copy(update={"detail": detail}))
    link = f"Appendix A: [Performance report: quarter 1, 2025/26](#document-{detail})"
    assert link in cover_report(own).markdown()


def test_an_unrated_pack_and_an_empty_one_have_their_report_too() -> None:
    assert "Note the performance of the indicator reported for quarter 1 of 2025/26: none is rated." in text_of(
        pack(LATE)
    )
    text = text_of(pack())
    assert "A Note that no indicator is reported to it for quarter 1 of 2025/26." in text
    assert "No indicator is reported." in text


def test_names_are_only_words() -> None:
    hostile = "<b>x</b> `a`{=typst} {{< meta t >}} | @y"
    named = pack(indicator([70, 60.0], id="x", name=hostile, owner="</td><script>", previous_status=Status.GREEN))
    read = pypandoc.convert_text(cover_report(named).markdown(), "json", format="markdown+raw_attribute")
    assert "RawInline" not in read and "RawBlock" not in read and '"Cite"' not in read
    assert hostile in text_of(named)
    assert "<script>" not in cover_report(named).html()
