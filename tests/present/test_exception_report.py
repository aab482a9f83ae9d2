"""The exception report: what is in it and why, what is on record, and what the committee could ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypandoc
from examples import NEIGHBOURS, QUARTER, compared, controlled, indicator, pack

from helpers.analysis.indicator import IndicatorResult, Persistence
from helpers.analysis.pack import Pack
from helpers.model.commentary import ServiceCommentary
from helpers.model.observation import Mark
from helpers.model.organisation import Settings
from helpers.model.periods import Quarter
from helpers.model.status import Status
from helpers.present.blocks import Section, Table, plain
from helpers.present.sections import exception_report
from helpers.rules.freshness import Freshness

SAID = ServiceCommentary(
    author="Head of Service",
    date=date(2025, 8, 1),
    text="Demand rose.",
    cause="Two *vacant* posts & <b>no</b> cover.",
    action="Two more posts.",
    action_owner="Head of Hiring",
    action_due=date(2025, 10, 31),
)
RED = indicator([70, 60.0], id="plans", name="Plans on time", previous_status=Status.RED, commentary=SAID)
LASTING = replace(RED, persistence=Persistence(3, Quarter(2024, 3), 3))
BLUE = indicator([70, 92.0], id="visits", name="Visits made", commentary=None)
GREEN = indicator([70, 82.0], id="calls", name="Calls answered")
LATE = indicator(
    id="places",
    name="School places",
    supplier="The Admissions Team",
    unrated=(Status.NO_DATA, "overdue"),
    freshness=Freshness(30, date(2025, 3, 31), True, False, 2),
)
FAILING = controlled([60.0, 61, 60, 59, 60, 61, 60, 59, 60, 61, 60, 59], charted=64.0, id="failing", name="Homes found")


def report(*indicators: IndicatorResult, **settings: object) -> Section:
    told = pack(*indicators)
    organisation = told.organisation.model_copy(update={"settings": Settings(**settings)})
    return exception_report(Pack(organisation, told.committee, told.plan, told.indicators))


def text_of(section: Section) -> str:
    return pypandoc.convert_text(section.markdown(), "plain", format="markdown", extra_args=["--wrap=none"])


def rows_of(section: Section, id: str) -> list[list[str]]:
    table = next(block for block in section if isinstance(block, Table) and block.id == id)
    return [[plain(cell.words) for cell in row] for row in table.rows]


def test_it_counts_its_exceptions_by_why_they_are_there() -> None:
    text = text_of(report(RED, BLUE, GREEN, LATE, FAILING))
    assert "4 of the 5 indicators are exceptions: 1 Red, 1 Blue, 1 out of reach of the target and 1 overdue." in text


def test_without_exceptions_it_says_so() -> None:
    none = "None of the 2 indicators is an exception: none is Red or Blue, out of reach or overdue."
    assert none in text_of(report(GREEN, GREEN))
    assert "The indicator is no exception: it is not Red or Blue, out of reach or overdue." in text_of(report(GREEN))


def test_each_exception_has_its_owner_and_date_and_how_long_it_has_been_red() -> None:
    assert rows_of(report(LASTING, BLUE), "exceptions") == [
        ["Plans on time", "Red", "Red for 3 quarters; escalated", "Head of Hiring", "31 October 2025"],
        ["Visits made", "Blue", "Better than its target", "Director of Education", "–"],
    ]


def test_three_reds_running_are_escalated_and_the_report_says_so_first() -> None:
    text = text_of(report(LASTING))
    assert "One is escalated, having been Red for 3 quarters or more." in text
    assert "escalated" not in text_of(report(LASTING, escalate_after=4))


def test_cause_action_owner_and_date_are_told_as_the_service_gave_them() -> None:
    text = text_of(report(RED))
    assert "Cause: Two vacant posts & <b>no</b> cover." in text
    assert "Action: Two more posts." in text
    assert "Owner: Head of Hiring. Due: 31 October 2025." in text


def test_without_a_cause_of_its_own_the_commentary_is_told_as_what_it_is() -> None:
    said = SAID.model_copy(update={"cause": ""})
    text = text_of(report(replace(RED, commentary=said)))
    assert "The service says: Demand rose." in text
    assert "Cause:" not in text


def test_each_part_is_cut_where_the_indicators_page_cuts_it() -> None:
    said = SAID.model_copy(update={"cause": "", "text": "Demand rose. " * 100, "action": "Two more posts. " * 100})
    text = text_of(report(replace(RED, commentary=said)))
    assert (text.count("Demand rose"), text.count("Two more posts")) == (60, 40)


def test_what_is_not_on_record_is_said_to_be_missing() -> None:
    text = text_of(report(replace(RED, commentary=None)))
    assert "Cause: none on record." in text
    assert "Action: none on record." in text
    assert "Owner: Director of Education.\n" in text
    assert "Due:" not in text


def test_illustrative_words_say_that_they_are() -> None:
    said = SAID.model_copy(update={"illustrative": True})
    assert "Action: Two more posts. Illustrative." in text_of(report(replace(RED, commentary=said)))


def test_overdue_figures_are_listed_with_their_supplier_and_how_many_are_missing() -> None:
    section = report(LATE)
    assert rows_of(section, "overdue") == [
        [
            "School places last Amber",
            "75.0%",
            "Q1 2025/26",
            "31 March 2025",
            "2",
            "The Admissions Team",
            "Director of Education",
        ]
    ]
    assert "When will The Admissions Team send the figures for School places? What is known" in text_of(section)


def test_one_supplier_is_asked_once_for_all_that_it_owes() -> None:
    other = replace(LATE, kpi=LATE.kpi.model_copy(update={"id": "other", "name": "Nursery places"}))
    assert "send the figures for Nursery places and School places?" in text_of(report(LATE, other))


def test_a_target_out_of_reach_is_an_exception_whatever_the_status() -> None:
    assert "control limits leave out the target" in text_of(report(FAILING)).lower()


def test_what_is_on_target_and_gives_a_sign_of_trouble_is_to_be_watched() -> None:
    falling = controlled([80, 86, 85, 84, 83, 82, 81, 80.5], charted=80.0, id="falling", name="Homes found")
    text = text_of(report(falling))
    assert "To watch" in text
    assert "Homes found: Green now, but seven figures in a row have got worse" in text


def test_worse_than_neighbours_and_worsening_is_to_be_watched() -> None:
    theirs = [(NEIGHBOURS, [80, 81, 82, 83, 84, 85, None, None], 0)]
    sinking = indicator([79, 78, 77, 76, 75.0], targets=76, comparators=theirs, counts=None)
    text = text_of(report(sinking))
    assert "Worse than neighbours, and getting worse" in text
    assert "Children ready for school at age five: 75.0% against their mean of 82.5%." in text
    assert "getting worse" not in text_of(report(indicator(comparators=compared())))


def test_a_suppressed_figure_is_no_exception_and_is_not_printed() -> None:
    hidden = indicator(
        [70, None], marks={1: (Mark.CONFIDENTIAL,)}, unrated=(Status.SUPPRESSED, "too small to publish"), counts=None
    )
    assert "The indicator is no exception" in text_of(report(hidden))
    assert hidden.quarter == QUARTER
