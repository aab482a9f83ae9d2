"""What a service says: on the page, cut where it is long, whole at the end, with figures filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypandoc
from examples import indicator, pack

from helpers.analysis.indicator import IndicatorResult
from helpers.model.commentary import ServiceCommentary
from helpers.model.organisation import Settings
from helpers.model.status import Status
from helpers.present.blocks import Callout, Section
from helpers.present.sections import commentary_in_full, findings, indicator_page, key

USUAL = {"author": "Head of Service", "date": date(2025, 8, 1)}
LONG = " ".join(f"word{number}" for number in range(1, 301))


def said(**parts: object) -> IndicatorResult:
    return indicator([70, 60.0], commentary=ServiceCommentary(**USUAL, **parts), previous_status=Status.GREEN)


def callouts(result: IndicatorResult, settings: Settings | None = None) -> dict[str, str]:
    page = indicator_page(result, settings or Settings())
    return {block.title: text_of(Section(block.blocks)) for block in page if isinstance(block, Callout)}


def text_of(section: Section) -> str:
    return pypandoc.convert_text(section.markdown(), "plain", format="markdown", extra_args=["--wrap=none"]).strip()


def test_the_action_has_its_owner_and_date() -> None:
    told = callouts(said(text="Hm.", action="Hire.", action_owner="Head of Hiring", action_due=date(2025, 10, 31)))
    assert told["Action"] == "Hire.\n\nOwner: Head of Hiring. Due: 31 October 2025."


def test_the_cause_stands_apart_and_the_author_signs_last() -> None:
    told = callouts(said(text="It was a hard quarter.", cause="Two posts were vacant.", action="Hire."))
    assert told["From the service"] == (
        "It was a hard quarter.\n\nCause: Two posts were vacant. Head of Service, 1 August 2025."
    )


def test_a_red_without_an_action_shows_the_box_that_says_whose_it_is() -> None:
    told = callouts(said(text="Hm."))
    assert told["Action missing"] == (
        "Owner: Director of Education. An action is required of an indicator that is Red."
    )


def test_which_statuses_require_an_action_is_a_setting() -> None:
    assert "Action missing" not in callouts(said(text="Hm."), Settings(action_required=()))


def test_figures_in_braces_come_from_the_data() -> None:
    told = callouts(said(text="Only {kpi.actual} were on time, against {kpi.target}.", action="Hire."))
    assert told["From the service"].startswith("Only 60.0% were on time, against 80.0%.")


def test_of_three_hundred_words_the_first_hundred_and_twenty_are_shown_with_a_link_to_the_rest() -> None:
    told = callouts(said(text=LONG, action="Hire."))["From the service"]
    assert "word120… " in told
    assert "word121" not in told
    assert "Read the rest of the commentary" in told
    page = indicator_page(said(text=LONG)).markdown()
    assert "(#sec-school-readiness-commentary)" in page


def test_the_rest_is_at_the_end_in_full_under_the_name_of_its_indicator() -> None:
    whole = commentary_in_full(pack(said(text=LONG)))
    assert "{#sec-school-readiness-commentary" in whole.markdown()
    assert "word300 Head of Service, 1 August 2025." in text_of(whole)


def test_without_a_long_commentary_there_is_no_such_section() -> None:
    assert list(commentary_in_full(pack(said(text="Short."), indicator()))) == []


def test_hostile_words_are_shown_as_they_were_typed_wherever_they_are_printed() -> None:
    hostile = "<script>alert(1)</script> `x`{=html} {{< meta t >}} ::: {.z} {kpi.actual} $x$ @cite"
    told = callouts(said(text=hostile, cause=hostile, action=hostile, action_owner=hostile))
    assert told["Action"].count("<script>alert(1)</script>") == 2
    assert "{< meta t >}" in told["From the service"]  # two braces are how one is written


def test_whoever_prepares_the_pack_is_told_what_to_put_right() -> None:
    text = text_of(findings(pack(said(text="Performance has improved."))))
    assert "Must be put right. Red without an action: owner Director of Education." in text
    assert "“Performance has improved” says that performance has improved" in text


def test_a_commentary_without_fault_is_said_to_have_none() -> None:
    result = replace(said(text="A hard quarter.", action="Hire."), previous_status=Status.RED)
    assert text_of(findings(pack(result))).splitlines() == [
        "The checks of commentary and figures found nothing.", "", "The checks on the data left nothing to answer.",
    ]  # fmt: skip


def test_the_key_explains_the_abbreviations_that_the_commentary_uses() -> None:
    told = pack(said(text="Waits in A&E rose.", action="Hire."))
    acronyms = {"A&E": "accident and emergency", "NHS": "National Health Service"}
    organisation = told.organisation.model_copy(update={"acronyms": acronyms})
    text = text_of(key(replace(told, organisation=organisation)))
    assert "accident and emergency" in text
    assert "National Health Service" not in text
