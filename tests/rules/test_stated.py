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


@pytest.mark.parametrize(
    "text",
    [
        "This year 3 fell over.",
        "In that week three died.",
        "In one ward 3 were hurt.",
        "By this stage three had left.",
        "In the last quarter 3 of them fell.",
        "In week 3 died.",
        "In June three died.",
        "3/40 pupils",
        "It was 3/40.",
        "2-3 people",
        "It rose by 2–3.",
        "-3 on last year",
        "A third death was reported.",
        "A third young person was harmed.",
        "The 3rd child",
        "3 project workers",
        "3 team members",
        "three area managers",
        "three vacancies for carers",
        "3 month old babies",
        "One of the children fell.",
        "This year one died.",
        "Many moved and one died.",
    ],
)
def test_a_number_of_people_is_not_taken_for_that_of_a_thing(text: str) -> None:
    assert stated(text, {1, 3}) == (0,)


@pytest.mark.parametrize(
    "text",
    [
        "Stage 3 was late, and ward 3, too.",
        "We moved it from quarter 3 to quarter 4.",
        "In year 3 we began.",
        "On June 3 we met.",
        "It takes 3 weeks for residents, or 2-3 days.",
        "A 3 month delay, or a 3 day wait.",
        "It opened on 3/4/2025 and on 3-4-25, in 2024/25 or 2003-04.",
        "There were three team meetings, the third of which was short.",
        "It cost £2-3 each.",
        "No one was late, and the new one had gone.",
        "The third sector and a third party, 3rd of all.",
    ],
)
def test_what_bears_a_number_is_let_be(text: str) -> None:
    assert stated(text, {1, 3}) == ()


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Five per cent were late.", 5.0),
        ("Twenty-five percent", 25),
        ("It rose by 4 percentage points.", 4.0),
        ("4.0 points, that is 4pp", 4.0),
        ("4pp", 4.0),
        ("One in twenty was late.", 5.0),
        ("1 in every 20", 5.2),
        ("two of the forty", 5.0),
        ("2/40", 5.0),
        ("Three-quarters were late.", 75),
        ("A third of them", 33.3),
        ("About half were late.", 50),
    ],
)
def test_a_percentage_is_found_in_words_points_and_fractions(text: str, share: float) -> None:
    assert stated(text, (), {share}) == (0,)
    assert stated(text, (), {share + 2}) == ()


def test_a_word_that_starts_like_a_fraction_is_let_be() -> None:
    assert stated("This half-term, and a quarter's figures, of a third-party.", (), {25, 33.3, 50}) == ()


def test_the_lines_are_told() -> None:
    assert stated("None.\n\nThree fell.\nTwo more.\nIn all 3.", COUNTS) == (2, 4)


def test_what_the_indicator_counts_is_no_longer_something_else() -> None:
    assert stated("There were 3 events.", COUNTS) == ()
    assert stated("There were 3 events, and one event before.", COUNTS, name="Events that never happen") == (0,)


def test_nothing_hidden_is_never_stated_nor_is_a_nought() -> None:
    assert stated("There were 3, or 0, or none.", ()) == ()
    assert stated("There were 0.", {0}) == ()
