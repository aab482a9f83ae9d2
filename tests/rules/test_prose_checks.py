"""Copied, long and unexplained commentary; and the figures that are filled into it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.rules.prose_checks import copied, fill, likeness, placeholders, undefined_acronyms, word_count

TEXT = "Demand rose in the north, and two teams were short of staff. A new rota begins in May."


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        (TEXT, TEXT, 1),
        (TEXT, TEXT.upper().replace(",", " -"), 1),
        ("one two three four", "one **two** three five", 0.75),
        ("one two", "three four", 0),
        ("", "", 1),
        ("", "one", 0),
    ],
)
def test_likeness_is_the_share_of_words_that_are_alike(a: str, b: str, share: float) -> None:
    assert likeness(a, b) == share


@given(st.text("ab c.\n", max_size=40), st.text("ab c.\n", max_size=40))
def test_likeness_is_the_same_both_ways_and_a_share(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1


@given(st.text(max_size=60))
def test_every_text_is_wholly_like_itself(text: str) -> None:
    assert likeness(text, text) == 1


@pytest.mark.parametrize(
    ("before", "percent", "is_copied"),
    [
        (TEXT, 100, True),
        (TEXT.replace("May", "June"), 100, False),
        (TEXT.replace("May", "June"), 90, True),
        ("Something else altogether was said then.", 90, False),
        ("", 90, False),
    ],
)
def test_text_is_copied_from_the_chosen_likeness_up(before: str, percent: int, is_copied: bool) -> None:
    assert copied(TEXT, before, percent) is is_copied


def test_likeness_exactly_at_the_limit_counts_as_copied() -> None:
    ten = "a b c d e f g h i j"
    assert (copied(ten, ten.replace("j", "x"), 90), copied(ten, ten.replace("j", "x"), 91)) == (True, False)


def test_two_empty_commentaries_are_not_a_copy() -> None:
    assert copied("", " \n", 90) is False


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Two words.", 2),
        ("It **did** so – _well_.", 4),
        ("- one\n- two three\n\n1. four", 4),
        ("# A heading\n\nand text", 4),
        ("See [the plan](https://example.org/a-plan) now", 4),
        ("It is {kpi.actual} (3.5% off)", 5),
        ("well-known, don't", 2),
    ],
)
def test_words_are_counted_as_a_reader_sees_them(text: str, count: int) -> None:
    assert word_count(text) == count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An EHCP was late.", [("EHCP", 0)]),
        ("Late.\nThe CQC said so.\nThe CQC again.", [("CQC", 1)]),
        ("Delays in A&E and DToC.", [("A&E", 0), ("DToC", 0)]),
        ("The EHCPs and the SEND team's plan; the JMT's view", [("EHCP", 0), ("SEND", 0), ("JMT", 0)]),
        ("Results at KS2 and KS4", [("KS2", 0), ("KS4", 0)]),
        ("Pupils with SEND.", [("SEND", 0)]),
        ("An Education, Health and Care Plan (EHCP) is due. Each EHCP is late.", []),
        ("An EHCP (Education, Health and Care Plan) is due.", []),
        ("Education, Health and Care Plans (EHCPs) are due.", []),
        ("the multi-agency safeguarding hub (**MASH**)", []),
        ("Accident and Emergency (A&E)", []),
        ("Delayed Transfers of Care (DToC)", []),
        ("Key Stage 2 (KS2)", []),
        ("Special Educational Needs and Disabilities (SEND)", []),
        ("The plan (EHCP) is late.", [("EHCP", 0)]),
        ("An EHCP (a plan) is late.", [("EHCP", 0)]),
        ("The EHCP is late.\n\nAn Education, Health and Care Plan (EHCP).", [("EHCP", 0)]),
        ("The LAC review, an ASYE scheme", [("LAC", 0)]),
        ("Part II, III, IV and XIV in Q1 to Q4; UK, GP, TV, OK, NHS and CO2", []),
        ("The A14, the M11, P1 and 5G", []),
        ("McDonald uses YouTube and an iPhone", []),
        ("AMBER. It is RED.", []),
        ("PLEASE READ THIS FIRST. The EHCP is late.", [("EHCP", 0)]),
        ("See [the plan](https://example.org/EHCP) or HTTPS://X or https://example.org/SEND", []),
        ("Write to EHCP@example.org about {kpi.EHCP}", []),
        ("An ICB, a Trust and the ICB", [("ICB", 0)]),
    ],
)
def test_acronyms_without_an_explanation_are_found(text: str, found: list[tuple[str, int]]) -> None:
    assert list(undefined_acronyms(text, {"ASYE", "HTTPS"})) == found


def test_an_acronym_known_to_the_organisation_needs_no_explanation() -> None:
    assert undefined_acronyms("EHCPs and CQC", {"EHCP", "CQCs"}) == ()


def test_every_placeholder_is_found_with_its_line() -> None:
    text = "It is {kpi.actual},\nnot {{kpi.target}} or { kpi } or {two words},\n\nby {owner}{kpi.gap}."
    assert placeholders(text) == (("kpi.actual", 0), ("owner", 3), ("kpi.gap", 3))


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("It is {kpi.actual}.", r"It is 75\.0\%."),
        ("{{kpi.actual}} and {{", "{kpi.actual} and {"),
        ("{kpi.unknown} {two words} {}", "{kpi.unknown} {two words} {}"),
        (r"\{kpi.actual}", r"\{kpi.actual}"),
        ("{odd}", r"5\_000\* \<b\> \[x\]\(y\) \`z\`"),
    ],
)
def test_placeholders_are_filled_with_plain_text(text: str, filled: str) -> None:
    assert fill(text, {"kpi.actual": "75.0%", "odd": "5_000* <b>\n[x](y) `z`"}) == filled


@given(st.text().filter(lambda text: "{" not in text and "}" not in text))
def test_text_without_braces_is_left_alone(text: str) -> None:
    assert fill(text, {"kpi.actual": "1"}) == text
    assert placeholders(text) == ()
