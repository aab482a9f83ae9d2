"""A text that states a hidden number is found; one that has the same number for something else is let be."""

from __future__ import annotations

import pytest

from helpers.rules.stated import stated

COUNTS, SHARES = frozenset({1, 3, 20}), frozenset({11.7647})


@pytest.mark.parametrize(
    "text",
    [
        "There were 3 visits.",
        "There were **3** of them.",
        "Three children were hurt.",
        "All three said so.",
        "It fell from 24 to 3.",
        "Only three.",
        "3 people may have moved.",
        "It was 3 in May.",
        "In June 3 children moved.",
        "In quarter 3 three people fell.",
        "Twenty were seen.",
        "20 were seen, 3 of them late.",
        "There was one child.",
        "There was only one.",
        "The share was 11.8%.",
        "About 12 per cent.",
        "- 3 residents\n- 40 others",
    ],
)
def test_a_hidden_number_is_found(text: str) -> None:
    assert stated(text, COUNTS, SHARES) == (0,)


@pytest.mark.parametrize(
    "text",
    [
        "On 3 June we met.",
        "June 3, 2025 was the day.",
        "It got worse in quarter 3 and Q3.",
        "It is 3% better.",
        "We have 3 new teams and two further posts.",
        "It has been Red for three quarters, and for 3 months before.",
        "Against a target of 3 it was late.",
        "One of the teams moved; no one was late.",
        "It cost £3 or £20 for 3,000 in 2023, at 3.5 each.",
        "The 3-year plan is in section 3.",
        "3. The third step\n20) The last",
        "See [the plan](https://a.test/3/20) or {kpi.actual}.",
        "We meet at 3:20, or 20/3/2025.",
        "A14 and COVID-20, ages 3-20.",
        "The share was 11.9%, or 13 per cent.",
        "",
    ],
)
def test_the_same_number_of_something_else_is_let_be(text: str) -> None:
    assert stated(text, COUNTS, SHARES) == ()


def test_the_lines_are_told() -> None:
    assert stated("None.\n\nThree fell.\nTwo more.\nIn all 3.", COUNTS) == (2, 4)


def test_what_the_indicator_counts_is_no_longer_something_else() -> None:
    assert stated("There were 3 events.", COUNTS) == ()
    assert stated("There were 3 events, and one event before.", COUNTS, name="Events that never happen") == (0,)


def test_nothing_hidden_is_never_stated_nor_is_a_nought() -> None:
    assert stated("There were 3, or 0, or none.", ()) == ()
    assert stated("There were 0.", {0}) == ()
